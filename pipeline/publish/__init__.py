"""Publish: validated tables become CSV, Parquet, DuckDB, a descriptor and checksums. One exporter is one module."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.publish import csv_files, duckdb_file, parquet_files
from pipeline.publish.checksums import write_checksums
from pipeline.publish.descriptor import logical_hashes, write_descriptor
from pipeline.publish.readme import write_readme
from pipeline.publish.swap import replacing, restore
from pipeline.publish.view_files import write_views

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["REPORT", "publish_folder", "replacing", "restore", "write_json"]

REPORT = "validation.json"


def publish_folder(folder: Path, report: Callable[[], dict[str, Any]]) -> None:
    """Make a build of ``folder``, which holds ``csv/``, once ``report`` has validated it.

    What ``report`` returns becomes validation.json; what it raises ends the build. Raises BuildError or OSError where a
    file cannot be written.
    """
    # The process that writes the DuckDB file starts up while this one validates, and works while this one hashes.
    with duckdb_file.DuckdbWriter(folder / duckdb_file.FILE_NAME) as writer:
        write_json(folder / REPORT, report())
        tables = csv_files.read_csv(folder / csv_files.FOLDER)
        parquet = folder / parquet_files.FOLDER
        parquet_files.write_parquet(tables, parquet)
        writer.begin(parquet)
        write_readme(folder)
        hashes = logical_hashes(tables)
        database = writer.finish()
    write_descriptor(folder, tables, hashes, write_views(database, folder))
    write_checksums(folder)


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write ``value`` as indented JSON, keys in the order given."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
