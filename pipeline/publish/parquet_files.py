"""Parquet: one file a table, Zstandard, with the titles and descriptions of table and columns as metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pyarrow as pa  # type: ignore[import-untyped]

FOLDER = "parquet"
ROW_GROUP = 122_880
# The defaults of today, spelled out: a new release of the library must not change the bytes unasked.
SETTINGS = {
    "version": "2.6",
    "data_page_version": "1.0",
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": True,
    "write_statistics": True,
    "store_schema": True,
}


def write_parquet(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """Write the rows into a file, a row group at a time; how many there are. However they come, its bytes are the same.

    Raises OSError where the file cannot be written.
    """
    from pyarrow import parquet

    rows = 0
    with parquet.ParquetWriter(path, schema, **SETTINGS) as writer:
        for group in _groups(batches, schema):
            writer.write_table(group, row_group_size=ROW_GROUP)
            rows += group.num_rows
    return rows


def read_parquet(path: Path) -> pa.RecordBatchReader:
    """The rows of a file, some at a time."""
    import pyarrow as pa
    from pyarrow import parquet

    file = parquet.ParquetFile(path)
    return pa.RecordBatchReader.from_batches(file.schema_arrow, file.iter_batches(10_000))


def read_columns(path: Path, columns: list[str]) -> pa.Table:
    """All rows of a file, with these columns alone."""
    from pyarrow import parquet

    return parquet.ParquetFile(path).read(columns)


def _groups(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows in groups, at least one, each in one piece: where it is in several, that shows in the file."""
    import pyarrow as pa

    waiting: list[pa.RecordBatch] = []
    count = groups = 0
    for batch in batches:
        at = 0
        while at < batch.num_rows:
            piece = batch.slice(at, ROW_GROUP - count)
            waiting.append(piece)
            at += piece.num_rows
            count += piece.num_rows
            if count == ROW_GROUP:
                yield pa.Table.from_batches(waiting, schema).combine_chunks()
                waiting, count, groups = [], 0, groups + 1
    if waiting or not groups:
        yield pa.Table.from_batches(waiting, schema).combine_chunks()
