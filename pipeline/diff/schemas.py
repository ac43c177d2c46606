"""The schemas of two builds, as their databases hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.diff.model import SchemaChange

if TYPE_CHECKING:
    import duckdb


@dataclass
class Relation:
    """A table or view: the type of each column, which must be filled, its key and its other constraints.

    Of a view or macro, ``definition`` is the query.
    """

    kind: str
    types: dict[str, str] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    key: tuple[str, ...] = ()
    rules: set[str] = field(default_factory=set)
    definition: str = ""


Shape = dict[str, Relation]

_QUERIES = {
    "table": "SELECT table_name, '' FROM duckdb_tables() WHERE database_name = ? AND NOT internal ORDER BY 1",
    "view": "SELECT view_name, sql FROM duckdb_views() WHERE database_name = ? AND NOT internal ORDER BY 1",
    "macro": """SELECT function_name || '(' || array_to_string(parameters, ', ') || ')', macro_definition
        FROM duckdb_functions()
        WHERE database_name = ? AND NOT internal AND function_type IN ('macro', 'table_macro') ORDER BY 1""",
}


def read_shape(connection: duckdb.DuckDBPyConnection, database: str) -> Shape:
    """Tables and views of an attached database by name, macros by name and parameters."""
    shape: Shape = {}
    for kind, query in _QUERIES.items():
        found = connection.execute(query, [database]).fetchall()
        shape |= {name: Relation(kind, definition=definition) for name, definition in found}
    columns = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = ? ORDER BY ALL"
    for name, column, kind in connection.execute(columns, [database]).fetchall():
        if name in shape:
            shape[name].types[column] = kind
    constraints = """SELECT table_name, constraint_type, constraint_column_names, constraint_text
        FROM duckdb_constraints() WHERE database_name = ?"""
    for name, kind, names, text in connection.execute(constraints, [database]).fetchall():
        if kind == "NOT NULL":
            shape[name].required.update(names)
        elif kind == "PRIMARY KEY":
            shape[name].key = tuple(names)
        else:
            shape[name].rules.add(text)
    return shape


def compare_schemas(old: Shape, new: Shape) -> Iterator[SchemaChange]:
    """What the new schema has that the old one had not, and the other way round."""
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield SchemaChange(name, f"{old[name].kind} removed", breaking=True)
        elif name not in old:
            yield SchemaChange(name, f"{new[name].kind} added", breaking=False)
        else:
            yield from _compare(name, old[name], new[name])


def _compare(name: str, old: Relation, new: Relation) -> Iterator[SchemaChange]:
    if old.kind != new.kind:
        yield SchemaChange(name, f"{old.kind} became a {new.kind}", breaking=False)
    elif old.definition != new.definition:
        yield SchemaChange(name, f"{new.kind} asks otherwise", breaking=False)
    yield from _compare_columns(name, old, new)
    if old.key != new.key:
        yield SchemaChange(name, f"key {_names(old.key)} became {_names(new.key)}", breaking=True)
    for rule in sorted(old.rules - new.rules):
        yield SchemaChange(name, f"no longer holds: {rule}", breaking=True)
    for rule in sorted(new.rules - old.rules):
        yield SchemaChange(name, f"now holds: {rule}", breaking=False)


def _compare_columns(name: str, old: Relation, new: Relation) -> Iterator[SchemaChange]:
    for column in sorted(old.types.keys() - new.types.keys()):
        yield SchemaChange(f"{name}.{column}", "column removed", breaking=True)
    for column in sorted(new.types.keys() - old.types.keys()):
        yield SchemaChange(f"{name}.{column}", "column added", breaking=False)
    for column in sorted(old.types.keys() & new.types.keys()):
        place = f"{name}.{column}"
        if old.types[column] != new.types[column]:
            yield SchemaChange(place, f"type {old.types[column]} became {new.types[column]}", breaking=True)
        if column in old.required - new.required:
            yield SchemaChange(place, "may now be missing", breaking=True)
        if column in new.required - old.required:
            yield SchemaChange(place, "may no longer be missing", breaking=False)


def _names(key: tuple[str, ...]) -> str:
    return f"({', '.join(key)})" if key else "none"
