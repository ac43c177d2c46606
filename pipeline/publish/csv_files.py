"""CSV: UTF-8, LF, quoted as RFC 4180 wants it; an empty cell is a missing value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import BuildError
from pipeline.publish.reasons import plain_reason
from pipeline.schema import load_schema, quote_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa  # type: ignore[import-untyped]

    from pipeline.assemble.frames import Frames
    from pipeline.schema import Schema, Table

FOLDER = "csv"
_BLOCK = 1 << 21
"""Bytes read at a time; some are ahead of what is worked on, so memory holds many times that."""
_LONGEST = 1 << 25
"""Bytes of a row at most: the text of a whole document as one cell, each quotation mark doubled."""


def write_csv(frames: Frames, folder: Path) -> list[Path]:
    """Write one file a table into ``folder``; missing values of required columns too, for the validation to find.

    Raises OSError where the files cannot be written.
    """
    import duckdb
    import pyarrow as pa

    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    # One thread, so that rows stay in their order whatever the machine.
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1; SET enable_progress_bar = false")
        for name, table in load_schema().tables.items():
            path = folder / f"{name}.csv"
            nullable = pa.schema([field.with_nullable(True) for field in table.arrow_schema()])
            rows = pa.Table.from_pandas(frames[name], schema=nullable, preserve_index=False)
            connection.register("staged", rows)
            try:
                connection.execute(f"COPY staged TO {quote_text(str(path))} (FORMAT csv, HEADER, DELIMITER ',')")
            except duckdb.IOException as error:
                raise OSError(plain_reason(str(error))) from error
            paths.append(path)
    return paths


def read_csv(folder: Path, package: Schema | None = None) -> dict[str, pa.Table]:
    """The tables of a folder of CSV files, typed by the project's schema, or by that of a package.

    Raises BuildError where a file is missing, is no UTF-8 text or holds a value of another type.
    """
    import pyarrow as pa

    tables = (package or load_schema()).tables
    return {
        name: pa.Table.from_batches(read_batches(folder / f"{name}.csv", table), table.arrow_schema())
        for name, table in tables.items()
    }


def read_batches(path: Path, table: Table) -> Iterator[pa.RecordBatch]:
    """The rows of one table's CSV file, typed, some megabytes at a time.

    Raises BuildError as ``read_csv`` does.
    """
    import pyarrow as pa

    done = 0
    try:
        try:
            for batch in _read(path, table, _BLOCK):
                yield batch
                done += batch.num_rows
        except pa.ArrowInvalid:
            if path.stat().st_size <= _BLOCK:
                raise
            # A row may be longer than a block; where something else is wrong, that is found again.
            for batch in _read(path, table, _LONGEST):
                yield batch.slice(done)
                done = max(done - batch.num_rows, 0)
    except (OSError, pa.ArrowException, ValueError, KeyError) as error:
        reason = str(error).splitlines()[0]
        raise BuildError(f"{path.name}: cannot be read ({reason}); extract and validate again") from error


def _read(path: Path, table: Table, block: int) -> Iterator[pa.RecordBatch]:
    from pyarrow import csv

    schema = table.arrow_schema()
    convert = csv.ConvertOptions(
        column_types=dict(zip(schema.names, schema.types, strict=True)),
        include_columns=schema.names,
        null_values=[""],
        strings_can_be_null=True,
    )
    parse = csv.ParseOptions(newlines_in_values=True)
    read = csv.ReadOptions(block_size=min(path.stat().st_size + 1, block))
    with csv.open_csv(path, read_options=read, parse_options=parse, convert_options=convert) as batches:
        for batch in batches:
            yield batch.cast(schema)
