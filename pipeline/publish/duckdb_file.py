"""The DuckDB file: tables with keys, checks and comments, and the views.

DuckDB writes memory that nobody initialised into its files, and samples at random before it compresses text. So that
equal tables give equal bytes, a process of its own writes the file, in which fresh memory is always filled with the
same byte, with one thread and without the sampling compressions.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import BuildError
from pipeline.schema import Table, load_schema, quote_name, quote_text

if TYPE_CHECKING:
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
    with start_duckdb(parquet, target) as process:
        return finish_duckdb(process, target)


def start_duckdb(parquet: Path, target: Path) -> subprocess.Popen[str]:
    """Begin to write the file in a process of its own; ``finish_duckdb`` waits for it."""
    package = Path(__file__).resolve().parents[2]
    path = os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(  # noqa: S603 - this interpreter, this module, two paths
        [sys.executable, "-m", __name__, str(parquet.resolve()), str(target.resolve())],
        env={**os.environ, **_MEMORY, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish_duckdb(process: subprocess.Popen[str], target: Path) -> Path:
    """Wait for the process that ``start_duckdb`` began.

    Raises BuildError where it failed.
    """
    try:
        _, errors = process.communicate()
    except BaseException:
        process.kill()
        raise
    if process.returncode:
        lines = errors.strip().splitlines()
        reason = lines[-1] if lines else f"its process ended with {process.returncode}"
        raise BuildError(f"{target.name}: cannot be written ({reason}); free space, or report the rows named")
    return target


def create(parquet: Path, target: Path) -> None:
    """Write the file in this process."""
    import duckdb

    from pipeline.publish.views import load_views

    connection = duckdb.connect()
    connection.execute(_SETTINGS)
    place = quote_text(str(target))
    connection.execute(f"ATTACH {place} AS build (STORAGE_VERSION '{STORAGE_VERSION}', BLOCK_SIZE {_BLOCK})")
    connection.execute("USE build")
    schema = load_schema()
    for table in schema.parents_first():
        for statement in table.ddl():
            connection.execute(statement)
        _fill(connection, table, parquet / f"{table.name}.parquet")
    for view in load_views():
        for statement in view.ddl():
            connection.execute(statement)
    connection.execute("USE memory; DETACH build")
    connection.close()


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


if __name__ == "__main__":
    try:
        create(Path(sys.argv[1]), Path(sys.argv[2]))
    except Exception as error:  # noqa: BLE001 - whatever it is, one line of it goes to the process that waits
        sys.exit(" ".join(str(error).split()))
