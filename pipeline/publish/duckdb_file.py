"""The DuckDB file: tables with keys, checks and comments, the views and the macros.

DuckDB writes memory that nobody initialised into its files, and samples at random before it compresses text. So that
equal tables give equal bytes, a process of its own writes the file, in which fresh memory is always filled with the
same byte, with one thread and without the sampling compressions.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pipeline.errors import BuildError
from pipeline.frugal import frugally, settings
from pipeline.publish.parquet_files import ROW_GROUP
from pipeline.publish.reasons import plain_reason
from pipeline.schema import ForeignKey, Table, load_schema, quote_name, quote_text

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

FILE_NAME = "battle-claims.duckdb"
# Clients from this release on can open the file.
STORAGE_VERSION = "v1.2.0"
# The least there is: with seventeen tables and their keys, blocks of the default size leave a small build 8 MB large.
_BLOCK = 16_384
_SETTINGS = "SET threads = 1; SET disabled_compression_methods = 'fsst,alp,alprd'"
_SURROUNDINGS = {"MALLOC_PERTURB_": "255", "DUCKDB_JE_MALLOC_CONF": "zero:true"}
STEP = 3 * ROW_GROUP
"""Rows that are inserted at once: DuckDB holds what is not yet in the file in memory, and the keys' indexes with it."""
_FEW = 100_000
"""Bytes of a Parquet file that certainly holds fewer rows than that."""


def write_duckdb(parquet: Path, target: Path) -> Path:
    """Make the DuckDB file ``target`` of the Parquet files in the folder ``parquet``.

    Raises BuildError where it cannot be written, or where a row breaks a key or a check.
    """
    with DuckdbWriter(target) as writer:
        writer.begin(parquet)
        writer.finish()
    return target


class DuckdbWriter:
    """The process that writes the file ``target``; it makes the empty tables while others still validate.

    Leaving the context before ``finish`` ends the process.
    """

    def __init__(self, target: Path) -> None:
        package = Path(__file__).resolve().parents[2]
        path = os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH")]))
        self._target = target
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, this module, a path
            [sys.executable, "-m", "pipeline.publish.duckdb_child", str(target.resolve())],
            env={**os.environ, **_SURROUNDINGS, "PYTHONPATH": path, "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def begin(self, parquet: Path, views: Path | None = None) -> None:
        """Fill the tables from the Parquet files in the folder ``parquet``; does not wait for it.

        Where a folder is given for ``views``, they are written there as files once the tables are filled.
        """
        if self._process.stdin is not None:
            # Where the process has already failed, its own words are what ``finish`` tells.
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.write(f"{parquet.resolve()}\n{views.resolve() if views else ''}\n")
                self._process.stdin.flush()

    def finish(self) -> list[dict[str, Any]]:
        """Wait for the file; what the descriptor says of each view that was written.

        Raises BuildError where it could not be written.
        """
        said, errors = self._process.communicate()
        if self._process.returncode:
            lines = errors.strip().splitlines() or [f"its process ended with {self._process.returncode}"]
            reason = plain_reason(lines[-1])
            name = self._target.name
            raise BuildError(f"{name}: cannot be written ({reason}); free space, or report it where there is some")
        return list(json.loads(said or "[]"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        # Leaving closes the pipes; what is still to be written to a process that is gone is lost with it.
        with contextlib.suppress(BrokenPipeError):
            self._process.__exit__(None, None, None)


def create(target: Path, wait: Callable[[], str]) -> list[dict[str, Any]]:
    """Write the file in this process; what there is to say of the views.

    ``wait`` gives the folder of the Parquet files, '' to stop, and then the folder for the views, '' for none.
    """
    import duckdb

    from pipeline.publish.macros import load_macros
    from pipeline.publish.views import load_views

    tables = load_schema().parents_first()
    spilled = target.with_name(f".{target.name}.spilled")
    place = quote_text(str(target))
    with duckdb.connect() as connection:
        connection.execute(f"{settings(spilled)}; {_SETTINGS}")
        connection.execute(f"ATTACH {place} AS build (STORAGE_VERSION '{STORAGE_VERSION}', BLOCK_SIZE {_BLOCK})")
        connection.execute("USE build; BEGIN")
        for table in tables:
            connection.execute(";".join(table.ddl()))
        for statements in (*(view.ddl() for view in load_views()), *(macro.ddl() for macro in load_macros())):
            connection.execute(";".join(statements))
        connection.execute("COMMIT")
        if not (parquet := wait()):
            return []
        for table in tables:
            if _fill(connection, table, Path(parquet) / f"{table.name}.parquet"):
                # A file that is opened anew gives back the memory that indexes took.
                connection.execute("USE memory; DETACH build")
                connection.execute(f"ATTACH {place} AS build (STORAGE_VERSION '{STORAGE_VERSION}'); USE build")
        connection.execute("USE memory; DETACH build")
    shutil.rmtree(spilled, ignore_errors=True)
    if not (views := wait()):
        return []
    from pipeline.publish.view_files import write_views

    return write_views(target, Path(views))


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> bool:
    """Insert the rows of a Parquet file, many of them step by step; whether they were many."""
    name, file = quote_name(table.name), quote_text(str(path))
    rows = 0
    if path.stat().st_size > _FEW:
        rows = _number(connection.execute(f"SELECT count(*) FROM read_parquet({file})"))  # noqa: S608 - a path
    steps = list(range(0, rows, STEP))
    if own := [key for key in table.foreign_keys if key.table == table.name]:
        _fill_by_generation(connection, name, own[0], f"read_parquet({file})", steps)
    elif len(steps) < 2:
        connection.execute(f"INSERT INTO {name} SELECT * FROM read_parquet({file})")  # noqa: S608 - quoted names
    else:
        source = f"SELECT * EXCLUDE (file_row_number) FROM read_parquet({file}, file_row_number = true)"  # noqa: S608
        for at in steps:
            _insert(connection, f"INSERT INTO {name} {source} WHERE file_row_number BETWEEN {at} AND {at + STEP - 1}")
    return len(steps) > 1


def _fill_by_generation(
    connection: duckdb.DuckDBPyConnection, name: str, own: ForeignKey, source: str, steps: list[int]
) -> None:
    """Insert rows that refer to rows of their own table.

    A row must not come before the row that it refers to, and what one statement inserts counts only in the next: so
    generation by generation, and at last whatever has no parent here, for the key to complain of.
    """
    parent, key = quote_name(own.fields[0]), quote_name(own.reference[0])
    connection.execute(f"CREATE TEMP TABLE waiting AS SELECT * FROM {source}")  # noqa: S608 - quoted names
    inserted = f"SELECT {key} FROM {name}"  # noqa: S608 - quoted names
    missing = f"INSERT INTO {name} SELECT * FROM waiting WHERE {key} NOT IN ({inserted})"  # noqa: S608 - quoted names

    def generation(which: str) -> int:
        if len(steps) < 2:
            return _number(connection.execute(f"{missing} AND {which} ORDER BY rowid"))
        parts = (f"{missing} AND {which} AND rowid BETWEEN {at} AND {at + STEP - 1} ORDER BY rowid" for at in steps)
        return sum(_insert(connection, part) for part in parts)

    generation(f"{parent} IS NULL")
    while generation(f"{parent} IN ({inserted})"):
        pass
    connection.execute(missing)
    connection.execute("DROP TABLE waiting")


def _insert(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    """Insert one step of many and write it into the file, indexes included; how many rows it was."""
    count = frugally(connection, lambda: _number(connection.execute(statement)))
    connection.execute("CHECKPOINT build")
    return count


def _number(result: duckdb.DuckDBPyConnection) -> int:
    row = result.fetchone()
    return int(row[0]) if row else 0
