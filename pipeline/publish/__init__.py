"""Publish: validated tables become CSV, Parquet, DuckDB, a descriptor and checksums. One exporter is one module."""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

from pipeline.errors import BuildError
from pipeline.publish import csv_files, duckdb_file, parquet_files, view_files
from pipeline.publish.checksums import sha256, write_checksums
from pipeline.publish.descriptor import write_descriptor
from pipeline.publish.logical import logical_hash
from pipeline.publish.readme import write_readme
from pipeline.publish.swap import replacing, restore
from pipeline.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["REPORT", "publish_folder", "replacing", "restore", "write_json"]

REPORT = "validation.json"
_LITTLE = 16 * 2**20
_TOLD = {"articles": ["title", "source_url", "revision", "licence"]}


def publish_folder(folder: Path, report: Callable[[], dict[str, Any]]) -> None:
    """Make a build of ``folder``, which holds ``csv/``, once ``report`` has validated it.

    What ``report`` returns becomes validation.json; what it raises ends the build. Raises BuildError or OSError where a
    file cannot be written.
    """
    # The process that writes the DuckDB file and the views starts up while this one validates. Where there is little
    # to write, it writes while this one validates: that goes for nothing where the rows do not pass, or are mended.
    with ExitStack() as stack:
        writer = stack.enter_context(duckdb_file.DuckdbWriter(folder / duckdb_file.FILE_NAME))
        digest = _digest(folder)
        early = bool(digest) and _begin_early(folder, writer)
        write_json(folder / REPORT, report())
        if early and digest != _digest(folder):
            stack.close()
            _remove(folder)
            writer = stack.enter_context(duckdb_file.DuckdbWriter(folder / duckdb_file.FILE_NAME))
            early = False
        if not early:
            _begin(folder, writer)
        write_readme(folder)
        paths = {name: folder / parquet_files.FOLDER / f"{name}.parquet" for name in load_schema().tables}
        hashes = {name: logical_hash(parquet_files.read_parquet(path)) for name, path in paths.items()}
        views = writer.finish()
    # Of the articles the descriptor tells where they come from, of the other tables how many rows they have.
    told = {name: parquet_files.read_columns(path, _TOLD.get(name, [])) for name, path in paths.items()}
    write_descriptor(folder, told, hashes, views)
    write_checksums(folder)


def _begin(folder: Path, writer: duckdb_file.DuckdbWriter) -> None:
    parquet = folder / parquet_files.FOLDER
    parquet.mkdir(exist_ok=True)
    for name, table in load_schema().tables.items():
        batches = csv_files.read_batches(folder / csv_files.FOLDER / f"{name}.csv", table)
        parquet_files.write_parquet(parquet / f"{name}.parquet", table.arrow_schema(), batches)
    writer.begin(parquet, folder)


def _begin_early(folder: Path, writer: duckdb_file.DuckdbWriter) -> bool:
    # What is wrong with the rows is for the validation to say, in better words.
    with suppress(BuildError, OSError):
        _begin(folder, writer)
        return True
    return False


def _digest(folder: Path) -> str:
    """A digest of the staged tables; '' where they are missing, or too large to be published before they are judged."""
    paths = sorted((folder / csv_files.FOLDER).glob("*.csv"))
    if not paths or sum(path.stat().st_size for path in paths) > _LITTLE:
        return ""
    return "".join(map(sha256, paths))


def _remove(folder: Path) -> None:
    for name in (parquet_files.FOLDER, view_files.FOLDER):
        shutil.rmtree(folder / name, ignore_errors=True)
    for path in folder.glob(f"{duckdb_file.FILE_NAME}*"):
        path.unlink()


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write ``value`` as indented JSON, keys in the order given."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
