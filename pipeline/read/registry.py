"""``sources.csv``: where each bundled document comes from, under which licence, and the hash it was registered with.

One row a document, its path relative to the folder of ``sources.csv``. A document whose bytes are not those that were
registered is refused, so that a build never rests on an unnoticed edit; :mod:`.register` records a change.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath

from pipeline.errors import SourceError

FILE = "sources.csv"
_HASHES = re.compile(rb"\bsha256\b")
_LONGEST_HEADER = 65_536
_SHA256 = re.compile(r"[0-9a-f]{64}")
_REQUIRED = ("path", "title", "source_url", "licence", "relation", "sha256")


@dataclass(frozen=True, slots=True)
class Source:
    """A row of ``sources.csv``.

    ``relation`` says how the document stands to ``source_url``: ``restated`` (the same facts in other words),
    ``verbatim``, ``edited`` or ``own``. Documents fetched from a MediaWiki also carry ``revision``, its ``timestamp``
    (ISO 8601), its ``permalink`` and the wiki's own ``sha1``; they are empty otherwise.
    """

    path: str
    title: str
    source_url: str
    licence: str
    relation: str
    sha256: str
    revision: str = ""
    timestamp: str = ""
    permalink: str = ""
    sha1: str = ""


COLUMNS = tuple(field.name for field in fields(Source))


def load_registry(folder: Path) -> dict[str, Source]:
    """The rows of the folder's ``sources.csv`` by path; empty where there is none.

    Raises :class:`SourceError` on the first row that cannot be used.
    """
    return read_rows(folder / FILE)


def is_registry(file: Path) -> bool | None:
    """Whether its first line names hashes, be it otherwise damaged; None where there is no such file."""
    try:
        with file.open("rb") as stream:
            return _HASHES.search(stream.readline(_LONGEST_HEADER)) is not None
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise SourceError(f"{file}: cannot be read ({error.strerror}); mend its rights") from error


def read_rows(file: Path) -> dict[str, Source]:
    """As :func:`load_registry`, of a file of any name."""
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{file}: cannot be read ({error}); restore it or save it as UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows: dict[str, Source] = {}
    try:
        if missing := [name for name in _REQUIRED if name not in (reader.fieldnames or ())]:
            raise SourceError(
                f"{file}: line 1: no column {', '.join(missing)}; the header is {','.join(COLUMNS)}, so rename the "
                "file where it is a table of yours"
            )
        for row in reader:
            source = _checked(row, f"{file}: line {reader.line_num}")
            if source.path in rows:
                raise SourceError(f"{file}: line {reader.line_num}: {source.path} is listed twice; keep one row")
            rows[source.path] = source
    except csv.Error as error:
        raise SourceError(f"{file}: line {reader.line_num}: {error}; quote values as RFC 4180 says") from error
    return rows


def _checked(row: dict[str, str], place: str) -> Source:
    if None in row or None in row.values():
        raise SourceError(f"{place}: the row has not as many values as the header has columns; mend it")
    source = Source(**{name: (row.get(name) or "").strip() for name in COLUMNS})
    path = PurePosixPath(source.path)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\\" in source.path or ":" in path.parts[0]:
        raise SourceError(f"{place}: path '{source.path}' leaves the folder; write it relative to {FILE}, with /")
    if not _SHA256.fullmatch(source.sha256):
        raise SourceError(f"{place}: sha256 of {source.path} is not 64 hexadecimal digits; {remedy(source.path)}")
    if not source.licence:
        raise SourceError(f"{place}: {source.path} states no licence; name the one that its text is under")
    return replace(source, path=path.as_posix())


def check(path: Path, source: Source) -> None:
    """Raise :class:`SourceError` where the document is missing or its bytes are not the registered ones."""
    found = sha256(path)
    if found != source.sha256:
        raise SourceError(
            f"{path}: the file changed since it was registered (sha256 {source.sha256[:12]}..., now {found[:12]}...); "
            f"restore it, or {remedy(str(path))}"
        )


def write_rows(file: Path, rows: Iterable[Source]) -> None:
    """Put the rows, sorted by path, in the place of the file, whole or not at all."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in sorted(rows, key=lambda row: row.path))
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_text(out.getvalue(), "utf-8", newline="\n")
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise SourceError(f"{file}: cannot be written ({error.strerror}); make its folder writable") from error


def sha256(path: Path) -> str:
    """The hash of a registered document."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(
            f"{path}: is registered but cannot be read ({error.strerror}); restore it or delete its row in {FILE}"
        ) from error


def remedy(path: str) -> str:
    """What to do where the document of a path was changed on purpose."""
    return f"register the change with: pipeline register {path}"
