"""Assemble more rows than memory should hold: the same tables, by way of a DuckDB file.

Articles come in batches. Within one, rows are merged as ever; what several articles can bring (actors, places, the same
evidence twice) is united over all of them, and the last sort is DuckDB's, which spills to disk. The bytes of the CSV
files are those that :func:`pipeline.assemble.assemble` leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.assemble.frames import to_frames
from pipeline.assemble.merge import EVIDENCE, SHARED, merge, order_of, unite
from pipeline.model import Row, Tables
from pipeline.schema import Table, load_schema, quote_name, quote_text

if TYPE_CHECKING:
    import duckdb

BATCH = 20_000
"""Rows that are merged at once."""
_SETTINGS = "SET enable_progress_bar = false; SET threads = 1; SET memory_limit = '{}MB'; SET temp_directory = {}"
_MEMORY = 320
_ESTIMATED = ("estimates", "estimate_claims")
# What estimates are made of; passages only to say which article a relation belongs to.
_READ = ("claims", "claim_sources", "claim_relations", "events", "participants", "actor_relations", "passages")


def assemble_to_csv(articles: Callable[[], Iterable[Tables]], folder: Path, work: Path) -> dict[str, int]:
    """Write the tables of all articles into ``folder`` as CSV; how many rows each has.

    ``articles`` is called twice and must give the same both times: estimates need to know every article's actors.
    ``work`` is a folder for what does not fit in memory. Raises SchemaError as ``assemble`` does.
    """
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    tables = load_schema().tables
    with duckdb.connect(str(work / "assemble.duckdb")) as connection:
        connection.execute(_SETTINGS.format(_MEMORY, quote_text(str(work / "spilled"))))
        for table in tables.values():
            columns = ", ".join(f"{quote_name(field.name)} {field.duckdb_type}" for field in table.fields)
            connection.execute(f"CREATE TABLE {quote_name(table.name)} ({columns})")
        for batch in _batches(articles()):
            own = merge({name: rows for name, rows in one.items() if name not in SHARED} for one in batch)
            # What is shared is united once, over all articles: in two steps another row could be the fullest.
            shared = {name: [row for one in batch for row in one.get(name, ())] for name in SHARED}
            _insert(connection, {**own, **shared}, [name for name in tables if name not in _ESTIMATED])
        for name in SHARED:
            _unite(connection, tables[name])
        for batch in _batches(articles()):
            _insert(connection, _estimates(connection, batch), _ESTIMATED)
        return {table.name: _write(connection, table, folder) for table in tables.values()}


def _batches(articles: Iterable[Tables]) -> Iterator[list[Tables]]:
    batch: list[Tables] = []
    rows = 0
    for tables in articles:
        batch.append(tables)
        rows += sum(map(len, tables.values()))
        if rows >= BATCH:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch


def _insert(connection: duckdb.DuckDBPyConnection, tables: Tables, names: Iterable[str]) -> None:
    import pyarrow as pa  # type: ignore[import-untyped]

    schema = load_schema()
    frames = to_frames(tables)
    for name in names:
        if not tables.get(name):
            continue
        nullable = pa.schema([field.with_nullable(True) for field in schema.tables[name].arrow_schema()])
        connection.register("batch", pa.Table.from_pandas(frames[name], schema=nullable, preserve_index=False))
        connection.execute(f"INSERT INTO {quote_name(name)} SELECT * FROM batch")  # noqa: S608 - names of the schema
        connection.unregister("batch")


def _unite(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Unite the rows of one key, whichever articles brought them."""
    name = quote_name(table.name)
    connection.execute(f"ALTER TABLE {name} RENAME TO several")
    columns = ", ".join(f"{quote_name(field.name)} {field.duckdb_type}" for field in table.fields)
    connection.execute(f"CREATE TABLE {name} ({columns})")
    key = ", ".join(map(quote_name, table.primary_key))
    # A second connection to the same file, so that reading goes on while rows are written.
    rows = connection.cursor().execute(f"SELECT DISTINCT * FROM several ORDER BY {key}")  # noqa: S608 - our names
    united: list[Row] = []
    for _, group in groupby(_rows(rows, table), key=lambda row: [row[column] for column in table.primary_key]):
        united += unite(table, list(group))
        if len(united) >= BATCH:
            _insert(connection, {table.name: united}, [table.name])
            united = []
    _insert(connection, {table.name: united}, [table.name])
    connection.execute("DROP TABLE several")


def _rows(result: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Row]:
    while some := result.fetchmany(10_000):
        for values in some:
            yield dict(zip(table.columns, values, strict=True))


def _estimates(connection: duckdb.DuckDBPyConnection, batch: list[Tables]) -> Tables:
    from pipeline.assemble.estimates import estimate

    read = merge({name: tables.get(name, []) for name in (*_READ, "actors")} for tables in batch)
    # What an article knows of an actor is less than what all of them know.
    actors = [str(row["actor_id"]) for row in read["actors"]]
    known = connection.execute(
        "SELECT actor_id, actor_type FROM actors WHERE actor_id IN (SELECT unnest($1::VARCHAR[]))", [actors]
    ).fetchall()
    read["actors"] = [{"actor_id": actor, "actor_type": kind} for actor, kind in known]
    made = estimate(read)
    return {name: made[name] for name in _ESTIMATED}


def _write(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> int:
    """Write one table, sorted; its number of rows."""
    order = ", ".join(f"{quote_name(column)} NULLS FIRST" for column in order_of(table))
    rows = f"SELECT * FROM {quote_name(table.name)}"  # noqa: S608 - names of the schema
    if table.name in EVIDENCE:
        key = ", ".join(map(quote_name, table.primary_key))
        rows += f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY {order}) = 1"
    elif "article_id" not in table.columns:
        rows = rows.replace("SELECT", "SELECT DISTINCT", 1)
    path = quote_text(str(folder / f"{table.name}.csv"))
    connection.execute(f"COPY ({rows} ORDER BY {order}) TO {path} (FORMAT csv, HEADER, DELIMITER ',')")
    counted = connection.execute(f"SELECT count(*) FROM ({rows})").fetchone()  # noqa: S608 - names of the schema
    return int(counted[0]) if counted else 0
