"""Assemble more rows than memory should hold: the same tables, by way of a DuckDB file.

Rows go into the file as they come. What several articles can bring (actors, places, the same evidence twice) is united
over all of them, and sorting is DuckDB's, which spills to disk. The bytes of the CSV files are those that
:func:`pipeline.assemble.assemble` leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pipeline.assemble.check import check_rows
from pipeline.assemble.merge import EVIDENCE, SHARED, order_of, unite
from pipeline.frugal import frugally, settings
from pipeline.model import Row, Tables, Value
from pipeline.schema import Field, Table, load_schema, quote_name, quote_text

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa  # type: ignore[import-untyped]

BATCH = 50_000
"""Rows that are inserted, or estimated from, at once."""
MEMORY = 384
"""MB that DuckDB may take beside what Python does."""
_ESTIMATED = ("estimates", "estimate_claims")
# What estimates are made of; passages only to say which article a relation belongs to.
_OF_CLAIMS = ("claims", "claim_sources", "claim_relations")
_OF_PARTIES = ("actors", "events", "participants", "actor_relations", "passages")

Values: TypeAlias = "tuple[Value, ...]"
"""A row as the values of its table's columns, in their order."""


def assemble_to_csv(articles: Callable[[], Iterable[Tables]], folder: Path, work: Path) -> dict[str, int]:
    """Write the tables of all articles into ``folder`` as CSV; how many rows each has.

    ``articles`` is called twice and must give the same both times: estimates need to know every article's actors.
    ``work`` is a folder for what does not fit in memory. Raises SchemaError as ``assemble`` does.
    """
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    tables = load_schema().tables
    with duckdb.connect(str(work / "assemble.duckdb")) as connection:
        connection.execute(f"{settings(work / 'spilled', MEMORY)}; SET threads = 1")
        for table in tables.values():
            connection.execute(f"CREATE TABLE {quote_name(table.name)} ({_columns(table)})")
        for batch in _batches(articles()):
            for table in tables.values():
                if table.name not in _ESTIMATED:
                    _insert(connection, table, [row for one in batch for row in values(table, one.get(table.name, []))])
        for name in sorted(SHARED):
            _unite(connection, tables[name])
        for batch in _batches(articles()):
            made = _estimates(connection, batch)
            for name in _ESTIMATED:
                _insert(connection, tables[name], values(tables[name], made[name]))
        return {table.name: _write(connection, table, folder) for table in tables.values()}


def values(table: Table, rows: list[Row]) -> list[Values]:
    """The rows of one article as values, equal ones once; empty text is None, as a CSV file cannot tell the two apart.

    Raises SchemaError where a row has a column that the table has not.
    """
    columns = table.columns
    known = set(columns)
    if not all(row.keys() <= known for row in rows):
        check_rows({table.name: rows})
    found = dict.fromkeys(tuple(map(row.get, columns)) for row in rows)
    return [tuple(None if value == "" else value for value in row) if "" in row else row for row in found]


def _batches(articles: Iterable[Tables]) -> Iterator[list[Tables]]:
    schema = load_schema()
    batch: list[Tables] = []
    rows = 0
    for tables in articles:
        for name in tables:
            schema.table(name)
        batch.append(tables)
        rows += sum(map(len, tables.values()))
        if rows >= BATCH:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch


def _columns(table: Table) -> str:
    return ", ".join(f"{quote_name(field.name)} {field.duckdb_type}" for field in table.fields)


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: list[Values]) -> None:
    import duckdb
    import pyarrow as pa

    if not rows:
        return
    try:
        columns = [_array(field, column) for field, column in zip(table.fields, zip(*rows, strict=True), strict=True)]
        connection.register("batch", pa.table(columns, names=table.columns))
        # Days come as text, which the table makes days of.
        connection.execute(f"INSERT INTO {quote_name(table.name)} SELECT * FROM batch")  # noqa: S608 - our names
        connection.unregister("batch")
    except (pa.ArrowException, ValueError, TypeError, OverflowError, duckdb.ConversionException):
        # Says what is wrong with which row; where it finds nothing the first error stands.
        check_rows({table.name: [dict(zip(table.columns, row, strict=True)) for row in rows]})
        raise


def _array(field: Field, column: tuple[Value, ...]) -> pa.Array:
    import pyarrow as pa

    return pa.array(column, pa.string() if field.type == "date" else field.arrow_type())


def _unite(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Unite the rows of one key, whichever articles brought them."""
    name = quote_name(table.name)
    connection.execute(f"ALTER TABLE {name} RENAME TO several")
    connection.execute(f"CREATE TABLE {name} ({_columns(table)})")
    key = ", ".join(map(quote_name, table.primary_key))
    columns = ", ".join(map(quote_name, table.columns))
    # What one article alone brings, most of all, need not be looked at.
    alone = f"SELECT {columns} FROM several QUALIFY count(*) OVER (PARTITION BY {key}) = 1"  # noqa: S608 - our names
    frugally(connection, lambda: connection.execute(f"INSERT INTO {name} {alone}"))
    more = f"SELECT DISTINCT {columns} FROM several QUALIFY count(*) OVER (PARTITION BY {key}) > 1"  # noqa: S608
    # A second connection to the same file, so that reading goes on while rows are written.
    rows = frugally(connection, lambda: connection.cursor().execute(f"{more} ORDER BY {key}"))
    united: list[Values] = []
    for _, group in groupby(_rows(rows, table), key=lambda row: [row[column] for column in table.primary_key]):
        united += [tuple(row.values()) for row in unite(table, list(group))]
        if len(united) >= BATCH:
            _insert(connection, table, united)
            united = []
    _insert(connection, table, united)
    connection.execute("DROP TABLE several")


def _rows(result: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Row]:
    while some := result.fetchmany(10_000):
        for found in some:
            yield dict(zip(table.columns, found, strict=True))


def _estimates(connection: duckdb.DuckDBPyConnection, batch: list[Tables]) -> Tables:
    from pipeline.assemble.estimates import estimate

    schema = load_schema()
    read: Tables = {}
    for name in (*_OF_CLAIMS, *_OF_PARTIES):
        table = schema.tables[name]
        found = (row for one in batch for row in values(table, one.get(name, [])))
        read[name] = [dict(zip(table.columns, row, strict=True)) for row in found]
    # What an article knows of an actor is less than what all of them know.
    actors = sorted({str(row["actor_id"]) for row in read["actors"]})
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
    copy = f"COPY ({rows} ORDER BY {order}) TO {path} (FORMAT csv, HEADER, DELIMITER ',')"
    (count,) = frugally(connection, lambda: connection.execute(copy).fetchone()) or (0,)
    return int(count)
