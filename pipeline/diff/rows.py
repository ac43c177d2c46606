"""The rows of two builds, table by table, found by their keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.diff.model import CellChange, TableChange
from pipeline.diff.schemas import Shape
from pipeline.schema import quote_name, quote_text

if TYPE_CHECKING:
    import duckdb

Keys = tuple[tuple[str, ...], ...]


def compare_tables(connection: duckdb.DuckDBPyConnection, old: Shape, new: Shape) -> Iterator[TableChange]:
    """The tables that both have under the same key; what stands elsewhere is a matter of the schema."""
    for name in sorted(old.keys() & new.keys()):
        key = old[name].key
        if key and key == new[name].key:
            columns = [column for column in old[name].types if column in new[name].types and column not in key]
            yield _compare(connection, name, key, sorted(columns))


def _compare(connection: duckdb.DuckDBPyConnection, name: str, key: tuple[str, ...], columns: list[str]) -> TableChange:
    table = quote_name(name)
    join = " AND ".join(f"o.{quote_name(column)} = n.{quote_name(column)}" for column in key)
    return TableChange(
        name,
        old_rows=_count(connection, f"old.{table}"),
        new_rows=_count(connection, f"new.{table}"),
        key=key,
        added=_only(connection, key, f"new.{table} AS n", f"old.{table} AS o", join),
        removed=_only(connection, key, f"old.{table} AS o", f"new.{table} AS n", join),
        cells=tuple(_cells(connection, key, columns, f"old.{table} AS o JOIN new.{table} AS n ON {join}")),
    )


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - quoted names
    return int(row[0]) if row else 0


def _only(connection: duckdb.DuckDBPyConnection, key: tuple[str, ...], these: str, those: str, join: str) -> Keys:
    """Keys of the rows of ``these`` that ``those`` does not have."""
    alias = these[-1]
    names = ", ".join(f"{alias}.{quote_name(column)}::VARCHAR" for column in key)
    query = f"SELECT {names} FROM {these} ANTI JOIN {those} ON {join} ORDER BY ALL"  # noqa: S608 - quoted names
    return tuple(connection.execute(query).fetchall())


def _cells(
    connection: duckdb.DuckDBPyConnection, key: tuple[str, ...], columns: list[str], source: str
) -> Iterator[CellChange]:
    """The cells that differ, a missing value being a value."""
    if not columns:
        return
    pairs = [f"o.{name} AS o{i}, n.{name} AS n{i}" for i, name in enumerate(map(quote_name, columns))]
    differ = " OR ".join(f"o.{name} IS DISTINCT FROM n.{name}" for name in map(quote_name, columns))
    keys = ", ".join(f"o.{quote_name(column)}::VARCHAR AS k{i}" for i, column in enumerate(key))
    both = f"SELECT {keys}, {', '.join(pairs)} FROM {source} WHERE {differ}"  # noqa: S608 - quoted names
    connection.execute(f"CREATE OR REPLACE TEMP TABLE changed AS {both}")
    parts = [
        f"SELECT COLUMNS('^k\\d+$'), {quote_text(column)} AS name, o{i}::VARCHAR, n{i}::VARCHAR "  # noqa: S608
        f"FROM changed WHERE o{i} IS DISTINCT FROM n{i}"
        for i, column in enumerate(columns)
    ]
    for *found, name, before, after in connection.execute(f"{' UNION ALL '.join(parts)} ORDER BY ALL").fetchall():
        yield CellChange(tuple(found), name, before, after)
