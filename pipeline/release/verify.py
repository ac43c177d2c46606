"""Verify a downloaded build or release: that it is whole, fits its schema, and says the same in every format."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

from pipeline.archives import judge, opened
from pipeline.errors import BuildError, PipelineError
from pipeline.json_files import read_json
from pipeline.publish.checksums import FILE_NAME as CHECKSUMS
from pipeline.publish.checksums import sha256
from pipeline.schema import FILE_NAME as DESCRIPTOR
from pipeline.schema import Schema, parse_schema, quote_name, quote_text

if TYPE_CHECKING:
    import duckdb

Package: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, in words, and what is wrong with it."""

    title: str
    problems: tuple[str, ...]


def verify(path: Path) -> list[Check]:
    """Every check of the build in the folder or zip file ``path``; what is wrong with it raises nothing.

    Raises BuildError where there is no build to look at.
    """
    with unpacked(path) as folder:
        checks = [Check("every file is the one that SHA256SUMS names", tuple(_checksums(folder)))]
        package = _package(folder)
        if package is None:
            return [*checks, Check(f"{DESCRIPTOR} describes the tables", (f"{DESCRIPTOR}: cannot be read",))]
        schema = parse_schema(package)
        steps: list[tuple[str, Callable[[], Iterator[str]]]] = [
            (f"{DESCRIPTOR} describes these files", lambda: _described(folder, package)),
            ("the tables fit their schema, keys and spans", lambda: _valid(folder, schema)),
            ("CSV, Parquet and DuckDB hold the same rows", lambda: _formats(folder, schema, package)),
            ("the files of the views hold what the views show", lambda: _views(folder, package)),
        ]
        return checks + [Check(title, tuple(_told(step))) for title, step in steps]


def _told(step: Callable[[], Iterator[str]]) -> Iterator[str]:
    """What a check finds; a check that cannot be made has found something too."""
    try:
        yield from step()
    except (PipelineError, OSError) as error:
        yield " ".join(str(error).split())
    except (KeyError, TypeError, AttributeError) as error:
        yield f"{DESCRIPTOR}: a property is missing or of another kind ({error!r})"


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The folder that holds the build; a zip file is unpacked for as long as it is needed."""
    if path.is_dir():
        yield _root(path, path)
        return
    if not path.exists():
        raise BuildError(f"{path}: no such file or folder; name a build or a downloaded release")
    if not path.is_file() or not zipfile.is_zipfile(path):
        raise BuildError(f"{path}: is neither a folder nor a zip file; name a build or a downloaded release")
    with tempfile.TemporaryDirectory() as scratch:
        with opened(path) as archive:
            if not any(PurePosixPath(name).name == CHECKSUMS for name in archive.namelist()):
                raise BuildError(f"{path}: holds no {CHECKSUMS}; name a build or a downloaded release")
            judge(path, archive.infolist(), Path(scratch))
            archive.extractall(scratch)
        yield _root(Path(scratch), path)


def _root(folder: Path, path: Path) -> Path:
    """Where SHA256SUMS lies: in the folder, or in the one folder that it holds."""
    found = [place.parent for place in (folder / CHECKSUMS, *sorted(folder.glob(f"*/{CHECKSUMS}"))) if place.is_file()]
    if not found:
        raise BuildError(f"{path}: holds no {CHECKSUMS}; name a build or a downloaded release")
    return found[0]


def _checksums(folder: Path) -> Iterator[str]:
    lines = (folder / CHECKSUMS).read_text(encoding="utf-8", errors="replace").splitlines()
    wanted = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {CHECKSUMS}
    for name in sorted(wanted.keys() | present):
        if name not in present:
            yield f"{name}: missing"
        elif name not in wanted:
            yield f"{name}: not in {CHECKSUMS}"
        elif sha256(folder / name) != wanted[name]:
            yield f"{name}: has other contents"


def _package(folder: Path) -> Package | None:
    try:
        package = read_json(folder / DESCRIPTOR)
        parse_schema(package)
    except (OSError, ValueError, PipelineError):
        return None
    return dict(package)


def _described(folder: Path, package: Package) -> Iterator[str]:
    files = [*package["resources"], *package.get("alternateFormats", ())]
    files += [file for view in package.get("views", ()) for file in view["files"]]
    for file in files:
        path = (folder / file["path"]).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            yield f"{file['path']}: described, but not there"
        elif path.stat().st_size != file.get("bytes") or f"sha256:{sha256(path)}" != file.get("hash"):
            yield f"{file['path']}: size or hash is not the one described"


def _valid(folder: Path, schema: Schema) -> Iterator[str]:
    from pipeline.validate import validate

    report = validate(folder, schema)
    if not report.valid:
        yield from report.lines()


def _formats(folder: Path, schema: Schema, package: Package) -> Iterator[str]:
    from pyarrow import ArrowException, parquet  # type: ignore[import-untyped]

    from pipeline.publish.csv_files import read_csv
    from pipeline.publish.logical import logical_hash
    from pipeline.query import open_build

    csv = read_csv(folder / "csv", schema)
    described = {item["name"]: item for item in package["resources"]}
    with open_build(folder) as connection:
        for name, table in schema.tables.items():
            arrow = table.arrow_schema()
            try:
                rows = {
                    "CSV": csv[name],
                    "Parquet": parquet.read_table(folder / "parquet" / f"{name}.parquet").cast(arrow),
                    "DuckDB": _arrow(connection, name).cast(arrow),
                }
            except (ArrowException, OSError, ValueError) as error:
                yield f"{name}: {' '.join(str(error).split())}"
                continue
            for format_name, found in rows.items():
                if f"sha256:{logical_hash(found)}" != described[name].get("logicalHash"):
                    yield f"{name}: the rows in {format_name} are not those described"
                if found.num_rows != described[name].get("rowCount"):
                    yield f"{name}: {found.num_rows} rows in {format_name}, not {described[name].get('rowCount')}"


def _arrow(connection: duckdb.DuckDBPyConnection, name: str) -> Any:
    import duckdb

    try:
        return connection.sql(f"SELECT * FROM {quote_name(name)}").to_arrow_table()  # noqa: S608 - quoted names
    except duckdb.Error as error:
        raise BuildError(f"the DuckDB file has no readable {name} ({error})") from error


def _views(folder: Path, package: Package) -> Iterator[str]:
    import duckdb

    from pipeline.query import open_build

    with open_build(folder) as connection, duckdb.connect() as files:
        files.execute("SET enable_progress_bar = false")
        for view in package.get("views", ()):
            shown = _arrow(connection, view["name"])
            files.register("shown", shown)
            kinds = dict(row[:2] for row in files.execute("DESCRIBE shown").fetchall())
            types = ", ".join(f"{quote_text(name)}: {quote_text(kind)}" for name, kind in kinds.items())
            for file in view["files"]:
                place = quote_text(str(folder / file["path"]))
                read = f"read_csv({place}, columns={{{types}}}, header=true, nullstr='', quote='\"', delim=',')"
                source = read if file["format"] == "csv" else f"read_parquet({place})"
                try:
                    if _differ(files, source):
                        yield f"{file['path']}: does not hold what the view shows"
                except duckdb.Error as error:
                    yield f"{file['path']}: cannot be read ({' '.join(str(error).split())})"


def _differ(connection: duckdb.DuckDBPyConnection, source: str) -> bool:
    """Whether rows of the file are not those of the view, either way; order does not count."""
    pairs = (("SELECT * FROM shown", f"SELECT * FROM {source}"), (f"SELECT * FROM {source}", "SELECT * FROM shown"))  # noqa: S608
    return any(connection.execute(f"{left} EXCEPT ALL {right} LIMIT 1").fetchall() for left, right in pairs)
