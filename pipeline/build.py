"""The stages in a row: read, extract, assemble, validate, publish; and each alone, over a staged folder of CSV."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pipeline.errors import BuildError, SourceError, ValidationFailed
from pipeline.json_files import read_json
from pipeline.read.dump import is_dump, is_index
from pipeline.read.sources import Document, Failure, discover
from pipeline.run.articles import Collected, Known, results
from pipeline.run.cache import Cache
from pipeline.run.dumps import scan_dumps
from pipeline.run.early import Early
from pipeline.run.pages import PageStore
from pipeline.run.progress import Progress
from pipeline.run.workers import cores, workers

if TYPE_CHECKING:
    from pipeline.validate import Report

ENOUGH = 1_000_000
"""Bytes of documents from which on other cores are worth starting."""

MANY = 100_000
"""Rows from which on they are assembled on disk: some 200 MB of them."""


@dataclass(frozen=True, slots=True)
class How:
    """How a build is done, which does not show in what is built.

    ``jobs`` is the number of processes, None as many as are worth it; ``scheduler`` the address of a Dask cluster that
    works instead; ``cache`` the folder in which what was done is kept, None for none.
    """

    jobs: int | None = 1
    scheduler: str | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was read and what came of it: counts of articles and claims, numbers by outcome, rows by table."""

    articles: int
    claims: int
    numbers: dict[str, int]
    tables: dict[str, int]
    failed: tuple[Failure, ...]
    pages: int = 0
    """Pages of dumps that were looked at."""
    left_over: tuple[tuple[str, int], ...] = ()
    """The titles that leave most numbers over, at most ten, each with how many."""
    notes: tuple[str, ...] = ()
    """Lines on what was passed over though nothing is wrong with it."""

    def to_dict(self) -> dict[str, Any]:
        """The report as plain values for JSON, without the notes: they name places of this machine."""
        return {name: value for name, value in asdict(self).items() if name != "notes"}


def build(
    sources: Iterable[Path],
    output: Path,
    *,
    progress: Progress | None = None,
    how: How = How(),
) -> BuildReport:
    """Build ``output`` of the articles in ``sources``, files, folders and dumps: all of it, or nothing.

    An article that cannot be read or extracted, or whose rows break a rule, is left out and named in the report. Raises
    SourceError where there is none left, ValidationFailed where rows that no article answers for break a rule, or those
    of all, BuildError where the output cannot be written.
    """
    from pipeline.publish import publish_folder, replacing

    with replacing(output) as folder, ExitStack() as stack:
        collected = stack.enter_context(_collected(sources, folder, progress, how))
        report = _assemble(collected, folder, progress)

        def validated() -> dict[str, Any]:
            nonlocal report
            _tell(progress, "validate")
            checks = _check(folder)
            faults = checks.at_fault(collected.ids)
            if 0 < len(faults) < collected.articles:
                collected.leave_out({one: f"{finding.line()}; please report it" for one, finding in faults.items()})
                report = _assemble(collected, folder, progress)
                checks = _check(folder)
            if not checks.valid:
                raise ValidationFailed(str(checks))
            stack.close()  # what was collected lies in the folder that is published
            _tell(progress, "publish")
            return _summary(report.to_dict(), checks)

        publish_folder(folder, validated)
    return report


def extract_to(
    sources: Iterable[Path],
    staged: Path,
    *,
    progress: Progress | None = None,
    how: How = How(),
) -> BuildReport:
    """Read, extract and assemble into a folder of CSV files, unvalidated.

    Raises SourceError and BuildError as ``build`` does.
    """
    from pipeline.publish import replacing, write_json
    from pipeline.publish.checksums import write_checksums
    from pipeline.publish.ownership import EXTRACTION

    with replacing(staged) as folder:
        report = stage(sources, folder, progress=progress, how=how)
        write_json(folder / EXTRACTION, report.to_dict())
        write_checksums(folder)
    return report


def publish(staged: Path, output: Path) -> None:
    """Validate a staged folder and publish it as ``output``.

    Raises ValidationFailed and BuildError as ``build`` does.
    """
    from pipeline.publish import csv_files, publish_folder, replacing
    from pipeline.publish.ownership import EXTRACTION
    from pipeline.schema import load_schema

    source = staged / csv_files.FOLDER
    if not source.is_dir():
        raise BuildError(f"{staged}: holds no {csv_files.FOLDER}/ of extracted tables; run pipeline extract first")
    extraction = staged / EXTRACTION
    try:
        report = dict(read_json(extraction)) if extraction.exists() else {}
    except (OSError, ValueError, TypeError) as error:
        raise BuildError(f"{extraction}: cannot be read ({error}); run pipeline extract again") from error
    with replacing(output) as folder:
        (folder / csv_files.FOLDER).mkdir()
        for path in (source / f"{name}.csv" for name in load_schema().tables):
            if path.is_file():  # the validation names those that are missing
                shutil.copyfile(path, folder / csv_files.FOLDER / path.name)
        publish_folder(folder, lambda: _summary(report, check(folder)))


def stage(
    sources: Iterable[Path],
    folder: Path,
    *,
    progress: Progress | None = None,
    how: How = How(),
) -> BuildReport:
    """Write the tables of the articles into ``folder``/csv."""
    with _collected(sources, folder, progress, how) as collected:
        return _assemble(collected, folder, progress)


@contextmanager
def _collected(sources: Iterable[Path], folder: Path, progress: Progress | None, how: How) -> Iterator[Collected]:
    """What the sources hold; at least one article."""
    with TemporaryDirectory(prefix=".work-", dir=folder) as work, closing(Collected(Path(work))) as collected:
        collect(list(sources), collected, Path(work), progress, how)
        if not collected.articles:
            reasons = [failure.reason for failure in collected.failed]
            more = f" (and {len(reasons) - 1} more like it)" if len(reasons) > 1 else ""
            none = f"no conflict article among {collected.pages} pages; give a dump that has some"
            if not collected.pages:
                none = "no article among the sources; give some"
            raise SourceError(f"{reasons[0]}{more}" if reasons else none)
        yield collected


def _assemble(collected: Collected, folder: Path, progress: Progress | None) -> BuildReport:
    """Write the tables of what was collected into ``folder``/csv."""
    from pipeline.assemble import assemble
    from pipeline.publish import csv_files

    _tell(progress, "assemble")
    target = folder / csv_files.FOLDER
    if collected.rows > MANY:
        from pipeline.assemble.spill import assemble_to_csv

        with TemporaryDirectory(prefix=".work-", dir=folder) as work:
            counts = assemble_to_csv(collected.tables, target, Path(work))
    else:
        frames = assemble(collected.tables())
        csv_files.write_csv(frames, target)
        counts = {name: len(frame) for name, frame in frames.items()}
    return _report(counts, collected)


def collect(
    sources: list[Path],
    collected: Collected,
    work: Path,
    progress: Progress | None = None,
    how: How = How(),
) -> None:
    """Read and extract every article of the sources, documents first, then dumps, each in the order given."""
    dumps = [path for path in sources if is_dump(path)]
    others = [path for path in sources if not is_dump(path) and not is_index(path)]
    documents = discover(others, collected.notes) if others or not dumps else []
    cache = Cache(how.cache)
    jobs = how.jobs or (cores() if dumps or _are_many(documents) else 1)
    with (
        workers(jobs, how.scheduler) as crew,
        closing(PageStore(work)) as store,
        closing(Early(work, cache)) as early,
    ):
        if dumps:
            collected.pages = scan_dumps(dumps, store, crew, cache, progress, early)
            collected.failed += store.failures
        items: Iterable[Known] = chain(
            ((document, None) for document in documents), early.settled(store.pages()) if dumps else ()
        )
        total = len(documents) + store.count
        for done, found in enumerate(results(items, crew, cache), start=1):
            collected.add(*found)
            if progress:
                note = [f"{collected.claims:,} claims"] if dumps else []
                progress("extract", done, total, *note)


def _are_many(documents: list[Document]) -> bool:
    """Whether the documents are more work than starting other processes is."""
    return sum(document.path.stat().st_size for document in documents) > ENOUGH


def check(folder: Path) -> Report:
    """Validate a staged folder.

    Raises ValidationFailed with all errors.
    """
    report = _check(folder)
    if not report.valid:
        raise ValidationFailed(str(report))
    return report


def _check(folder: Path) -> Report:
    from pipeline.schema import load_schema
    from pipeline.validate import validate

    return validate(folder, load_schema())


def _summary(report: dict[str, Any], checks: Report) -> dict[str, Any]:
    # The validation counts the rows of the tables itself.
    return {**{key: value for key, value in report.items() if key != "tables"}, "validation": checks.to_dict()}


def _report(rows: dict[str, int], collected: Collected) -> BuildReport:
    return BuildReport(
        articles=rows["articles"],
        claims=rows["claims"],
        numbers={outcome: collected.outcomes[outcome] for outcome in ("claim", "not_a_count", "leftover")},
        tables=rows,
        failed=tuple(collected.failed),
        pages=collected.pages,
        left_over=tuple(collected.left_over),
        notes=tuple(collected.notes),
    )


def _tell(progress: Progress | None, stage_name: str) -> None:
    if progress:
        progress(stage_name, 0, 0)
