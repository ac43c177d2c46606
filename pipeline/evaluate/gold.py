"""Reading gold: claims that a person coded by hand, one CSV row a number."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.schema import load_schema

COLUMNS = (
    "article", "origin", "field", "measure", "unit", "form", "low", "high", "victim", "victim_class", "claimants",
    "principals", "media", "date", "subset_of", "optional", "quote", "notes",
)  # fmt: skip
REQUIRED = (*COLUMNS[:7], "quote")


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One coded number. ``article`` is a title, or a file name without its extension; ``line`` is where the row stands.

    ``victim`` is a party's name, ``side1`` to ``side5``, several names joined by ``;``, or empty where the text does
    not say. ``optional`` rows cost nothing, found or not. ``subset_of`` counts the article's rows from 1.
    """

    article: str
    origin: str
    measure: str
    unit: str
    form: str
    low: int | None = None
    high: int | None = None
    field: str = ""
    victim: str = ""
    victim_class: str = ""
    claimants: tuple[str, ...] = ()
    principals: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    date: str = ""
    subset_of: int | None = None
    optional: bool = False
    quote: str = ""
    notes: str = ""
    line: int = 0


def read_gold(path: Path) -> list[GoldRow]:
    """The rows of a gold file; :class:`SourceError` names the line that cannot be used."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in REQUIRED if name not in (reader.fieldnames or ())]
            if missing:
                header = ",".join(COLUMNS)
                raise SourceError(f"{path}: no column {', '.join(missing)}; let it start with {header}")
            return [_row(record, reader.line_num, path) for record in reader]
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: is no CSV in UTF-8 ({error}); save it as that") from error


def _row(record: dict[str, str | None], line: int, path: Path) -> GoldRow:
    cell = {name: (record.get(name) or "").strip() for name in COLUMNS}
    claims = load_schema().table("claims")
    for name in ("origin", "measure", "form"):
        if cell[name] not in (known := claims.field(name).enum):
            raise SourceError(f"{path}, line {line}: {name} '{cell[name]}' is none of {', '.join(known)}; correct it")
    if not cell["quote"]:
        raise SourceError(f"{path}, line {line}: no quote; give the words that make the claim, by which it is found")
    numbers: dict[str, int | None] = {}
    for name in ("low", "high", "subset_of"):
        try:
            numbers[name] = int(cell[name]) if cell[name] else None
        except ValueError as error:
            raise SourceError(f"{path}, line {line}: {name} '{cell[name]}' is no whole number; correct it") from error
    return GoldRow(
        article=cell["article"], origin=cell["origin"], field=cell["field"], measure=cell["measure"],
        unit=cell["unit"], form=cell["form"], low=numbers["low"], high=numbers["high"], victim=cell["victim"],
        victim_class=cell["victim_class"], claimants=names(cell["claimants"]), principals=names(cell["principals"]),
        media=names(cell["media"]), date=cell["date"], subset_of=numbers["subset_of"],
        optional=cell["optional"].casefold() == "true", quote=cell["quote"], notes=cell["notes"], line=line,
    )  # fmt: skip


def names(cell: str) -> tuple[str, ...]:
    """The names that a ``;`` separates."""
    return tuple(name.strip() for name in cell.split(";") if name.strip())


def choose(gold: Iterable[GoldRow], articles: Iterable[str] | None) -> list[GoldRow]:
    """The rows whose article's name holds one of the given pieces, letter case apart; all without any."""
    wanted = [piece.casefold() for piece in articles or ()]
    return [row for row in gold if not wanted or any(piece in row.article.casefold() for piece in wanted)]
