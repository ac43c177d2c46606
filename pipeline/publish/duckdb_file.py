"""The DuckDB file: tables with keys, checks and comments, the views and the macros.

DuckDB writes memory that nobody initialised into its files, and samples at random before it compresses text. So that
equal tables give equal bytes, a process of its own writes the file, in which fresh memory is always filled with the
same byte, with one thread and without the sampling compressions.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pipeline.errors import BuildError
from pipeline.publish.reasons import plain_reason
from pipeline.schema import Table, load_schema, quote_name, quote_text

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

FILE_NAME = "battle-claims.duckdb"
# Clients from this release on can open the file.
STORAGE_VERSION = "v1.2.0"
# The least there is: with seventeen tables and their keys, blocks of the default size leave a small build 8 MB large.
_BLOCK = 16_384
_SETTINGS = "SET threads = 1; SET enable_progress_bar = false; SET disabled_compression_methods = 'fsst,alp,alprd'"
_MEMORY = {"MALLOC_PERTURB_": "255", "DUCKDB_JE_MALLOC_CONF": "zero:true"}


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
            env={**os.environ, **_MEMORY, "PYTHONPATH": path, "PYTHONUTF8": "1"},
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
            raise BuildError(f"{name}: cannot be written ({reason}); free space, or report the rows named")
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
    with duckdb.connect() as connection:
        connection.execute(_SETTINGS)
        place = quote_text(str(target))
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
            _fill(connection, table, Path(parquet) / f"{table.name}.parquet")
        connection.execute("USE memory; DETACH build")
    if not (views := wait()):
        return []
    from pipeline.publish.view_files import write_views

    return write_views(target, Path(views))


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    name, source = quote_name(table.name), f"read_parquet({quote_text(str(path))})"
    own = [key for key in table.foreign_keys if key.table == table.name]
    if not own:
        connection.execute(f"INSERT INTO {name} SELECT * FROM {source}")  # noqa: S608 - quoted names
        return
    # A row must not come before the row of its own table that it refers to, and what one statement inserts counts only
    # in the next: so generation by generation, and at last whatever has no parent here, for the key to complain of.
    parent, key = quote_name(own[0].fields[0]), quote_name(own[0].reference[0])
    connection.execute(f"CREATE TEMP TABLE waiting AS SELECT * FROM {source}")  # noqa: S608 - quoted names
    inserted = f"SELECT {key} FROM {name}"  # noqa: S608 - quoted names
    missing = f"INSERT INTO {name} SELECT * FROM waiting WHERE {key} NOT IN ({inserted})"  # noqa: S608 - quoted names
    connection.execute(f"{missing} AND {parent} IS NULL ORDER BY rowid")
    while _count(connection.execute(f"{missing} AND {parent} IN ({inserted}) ORDER BY rowid")):
        pass
    connection.execute(missing)
    connection.execute("DROP TABLE waiting")


def _count(result: duckdb.DuckDBPyConnection) -> int:
    row = result.fetchone()
    return int(row[0]) if row else 0
