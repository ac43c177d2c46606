"""Merge the rows of several articles into one set of tables, in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Row, Tables, Value
    from pipeline.schema import Table

# Rows that more than one article may bring: one thing in the world, one row.
SHARED = frozenset({"actors", "places"})
# Rows that say the same again in another place of the text: the first place stands for all.
EVIDENCE = frozenset({"actor_names", "actor_relations", "event_places", "participants"})


def merge(articles: Iterable[Tables]) -> Tables:
    """All rows of all articles: shared ones united, repeated ones dropped, sorted.

    Every table of the schema is there, empty or not; every row has every column; empty text is None, as a CSV file
    cannot tell the two apart. The result does not depend on the order of the articles. Two different rows of one key
    both stay where no rule unites them: the validation reports them.

    Raises SchemaError for a table that the schema does not have.
    """
    schema = load_schema()
    collected: Tables = {name: [] for name in schema.tables}
    for tables in articles:
        for name, rows in tables.items():
            schema.table(name)
            collected[name].extend(rows)
    return {name: _merge_table(schema.tables[name], rows) for name, rows in collected.items()}


def _merge_table(table: Table, rows: list[Row]) -> list[Row]:
    full = [{column: _value(row.get(column)) for column in table.columns} for row in rows]
    if table.name in SHARED:
        full = unite(table, full)
    order = order_of(table)
    full.sort(key=lambda row: tuple(_sortable(row[column]) for column in order))
    seen: set[tuple[Value, ...]] = set()
    # Text order puts the first evidence before its repetitions, so keeping the first of a key is enough.
    identity = table.primary_key if table.name in EVIDENCE else tuple(table.columns)
    kept = []
    for row in full:
        key = tuple(row[column] for column in identity)
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept


def _value(value: Value) -> Value:
    return None if value == "" else value


def unite(table: Table, rows: list[Row]) -> list[Row]:
    """One row a key: the one that says most, its gaps filled from the next.

    ``unknown`` says nothing. Ties fall to the greater text, so that the order of the articles plays no part.
    """
    groups: dict[tuple[Value, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[column] for column in table.primary_key), []).append(row)
    united = []
    for group in groups.values():
        group.sort(key=lambda row: (sum(map(_says, row.values())), repr(list(row.values()))), reverse=True)
        best = dict(group[0])
        for row in group[1:]:
            for column, value in row.items():
                if not _says(best[column]) and _says(value):
                    best[column] = value
        united.append(best)
    return united


def _says(value: Value) -> bool:
    return value is not None and value != "unknown"


def order_of(table: Table) -> list[str]:
    """Columns to sort by: text order within an article where the table has one, then the key, then all else."""
    columns = table.columns
    text = [column for column in ("article_id", "start", "end") if column in columns]
    first = text if "article_id" in text and "start" in text else []
    # dict.fromkeys keeps the first place of a column that is named again.
    return list(dict.fromkeys([*first, *table.primary_key, *text, *columns]))


def _sortable(value: Value) -> tuple[bool, str | float]:
    """Missing values come first."""
    return (value is not None, "" if value is None else value)
