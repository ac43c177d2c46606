"""Parquet: one file a table, Zstandard, with the titles and descriptions of table and columns as metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa  # type: ignore[import-untyped]

FOLDER = "parquet"
# The defaults of today, spelled out: a new release of the library must not change the bytes unasked.
SETTINGS = {
    "version": "2.6",
    "data_page_version": "1.0",
    "compression": "zstd",
    "compression_level": 3,
    "row_group_size": 122_880,
    "use_dictionary": True,
    "write_statistics": True,
    "store_schema": True,
}


def write_parquet(tables: Mapping[str, pa.Table], folder: Path) -> list[Path]:
    """Write one file a table into ``folder``.

    Raises OSError where the files cannot be written.
    """
    from pyarrow import parquet

    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, rows in tables.items():
        path = folder / f"{name}.parquet"
        parquet.write_table(rows, path, **SETTINGS)
        paths.append(path)
    return paths
