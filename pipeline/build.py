"""The stages in a row: read, extract, assemble, validate, publish; and each alone, over a staged folder of CSV."""

from __future__ import annotations

import json
import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pipeline.errors import BuildError, SourceError, ValidationFailed
from pipeline.extract.ids import slug
from pipeline.model import Article, Tables
from pipeline.read.sources import Failure, discover, read_sources

if TYPE_CHECKING:
    from pipeline.assemble.frames import Frames
    from pipeline.validate import Report

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with the stage's name, how much of it is done and how much there is; 0 where that is not known."""

EXTRACTION = "extraction.json"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was read and what came of it: counts of articles and claims, numbers by outcome, rows by table."""

    articles: int
    claims: int
    numbers: dict[str, int]
    tables: dict[str, int]
    failed: tuple[Failure, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report as plain values for JSON."""
        return asdict(self)


def build(sources: Iterable[Path], output: Path, *, progress: Progress | None = None) -> BuildReport:
    """Build ``output`` of the articles in the files and folders ``sources``: all of it, or nothing.

    An article that cannot be read or extracted is left out and named in the report. Raises SourceError where there is
    none left, ValidationFailed where the tables break a rule, BuildError where the output cannot be written.
    """
    from pipeline.publish import publish_folder, replacing

    with replacing(output) as folder:
        report = stage(sources, folder, progress=progress)
        _tell(progress, "validate")

        def validated() -> dict[str, Any]:
            summary = _summary(report.to_dict(), check(folder))
            _tell(progress, "publish")
            return summary

        publish_folder(folder, validated)
    return report


def extract_to(sources: Iterable[Path], staged: Path, *, progress: Progress | None = None) -> BuildReport:
    """Read, extract and assemble into a folder of CSV files, unvalidated.

    Raises SourceError and BuildError as ``build`` does.
    """
    from pipeline.publish import replacing, write_json
    from pipeline.publish.checksums import write_checksums

    with replacing(staged) as folder:
        report = stage(sources, folder, progress=progress)
        write_json(folder / EXTRACTION, report.to_dict())
        write_checksums(folder)
    return report


def publish(staged: Path, output: Path) -> None:
    """Validate a staged folder and publish it as ``output``.

    Raises ValidationFailed and BuildError as ``build`` does.
    """
    from pipeline.publish import csv_files, publish_folder, replacing
    from pipeline.schema import load_schema

    source = staged / csv_files.FOLDER
    if not source.is_dir():
        raise BuildError(f"{staged}: holds no {csv_files.FOLDER}/ of extracted tables; run pipeline extract first")
    extraction = staged / EXTRACTION
    try:
        report = json.loads(extraction.read_text(encoding="utf-8")) if extraction.exists() else {}
    except (OSError, ValueError) as error:
        raise BuildError(f"{extraction}: cannot be read ({error}); run pipeline extract again") from error
    with replacing(output) as folder:
        (folder / csv_files.FOLDER).mkdir()
        for path in (source / f"{name}.csv" for name in load_schema().tables):
            if path.is_file():  # the validation names those that are missing
                shutil.copyfile(path, folder / csv_files.FOLDER / path.name)
        publish_folder(folder, lambda: _summary(report, check(folder)))


def stage(sources: Iterable[Path], folder: Path, *, progress: Progress | None = None) -> BuildReport:
    """Write the tables of the articles into ``folder``/csv."""
    from pipeline.assemble import assemble
    from pipeline.publish import csv_files

    extracted, failed = extract_all(list(sources), progress)
    if not extracted:
        reasons = [failure.reason for failure in failed]
        more = f" (and {len(reasons) - 1} more like it)" if len(reasons) > 1 else ""
        raise SourceError(f"{reasons[0]}{more}" if reasons else "no article among the sources; give some")
    _tell(progress, "assemble")
    frames = assemble(extracted)
    csv_files.write_csv(frames, folder / csv_files.FOLDER)
    return _count(frames, failed)


def extract_all(sources: list[Path], progress: Progress | None = None) -> tuple[list[Tables], list[Failure]]:
    """The rows of every article, and the articles that are left out with the reason."""
    total = len(discover(sources)) if progress else 0
    extracted: list[Tables] = []
    failed: list[Failure] = []
    for count, article in enumerate(read_sources(sources, key=slug), start=1):
        result = article if isinstance(article, Failure) else extract_one(article)
        if isinstance(result, Failure):
            failed.append(result)
        else:
            extracted.append(result)
        if progress:
            progress("extract", count, max(total, count))
    return extracted, failed


def extract_one(article: Article) -> Tables | Failure:
    """The rows of one article, or why it has none: no text may stop the others from being built."""
    from pipeline.assemble import check_rows
    from pipeline.extract import extract

    try:
        tables = extract(article)
        check_rows(tables)
    except Exception as error:  # noqa: BLE001 - whatever an article provokes is reported beside the article's name
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        reason = " ".join(f"{type(error).__name__} at {place}: {error}".split())
        return Failure(article.path, article.title, f"{article.path}: extraction failed ({reason}); please report it")
    return tables


def check(folder: Path) -> Report:
    """Validate a staged folder.

    Raises ValidationFailed with all errors.
    """
    from pipeline.schema import load_schema
    from pipeline.validate import validate

    report = validate(folder, load_schema())
    if not report.valid:
        raise ValidationFailed(str(report))
    return report


def _summary(report: dict[str, Any], checks: Report) -> dict[str, Any]:
    # The validation counts the rows of the tables itself.
    return {**{key: value for key, value in report.items() if key != "tables"}, "validation": checks.to_dict()}


def _count(frames: Frames, failed: list[Failure]) -> BuildReport:
    outcomes = Counter(frames["numbers"]["outcome"])
    return BuildReport(
        articles=len(frames["articles"]),
        claims=len(frames["claims"]),
        numbers={outcome: outcomes[outcome] for outcome in ("claim", "not_a_count", "leftover")},
        tables={name: len(frame) for name, frame in frames.items()},
        failed=tuple(failed),
    )


def _tell(progress: Progress | None, stage_name: str) -> None:
    if progress:
        progress(stage_name, 0, 0)
