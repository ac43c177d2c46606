"""The one schema, ``datapackage.json``, and what is derived from it: Arrow types, DuckDB DDL, pandas dtypes.

Nothing else in the project names a column's type, its allowed values or a key; a change of the file is enough.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyarrow as pa  # type: ignore[import-untyped]

FILE_NAME = "datapackage.json"

# Types of the Table Schema standard, and what each of the three formats makes of them.
_DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
_PANDAS = {"string": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]"}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, what it means, its type and the constraints on its values."""

    name: str
    title: str
    description: str
    type: str
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None

    @property
    def duckdb_type(self) -> str:
        """SQL type of the column."""
        return _DUCKDB[self.type]

    @property
    def pandas_dtype(self) -> str:
        """Nullable pandas dtype; dates are whole seconds, so that the years 1 to 9999 fit."""
        return _PANDAS[self.type]

    def arrow_type(self) -> pa.DataType:
        """Arrow type of the column."""
        import pyarrow as pa

        types = {"string": pa.string, "integer": pa.int64, "number": pa.float64, "boolean": pa.bool_, "date": pa.date32}
        return types[self.type]()

    def checks(self) -> list[str]:
        """SQL conditions that hold for every value of the column."""
        column = quote_name(self.name)
        conditions = []
        if self.enum:
            conditions.append(f"{column} IN ({', '.join(quote_text(value) for value in self.enum)})")
        if self.pattern is not None:
            conditions.append(f"regexp_full_match({column}, {quote_text(self.pattern)})")
        if self.minimum is not None:
            conditions.append(f"{column} >= {self.minimum}")
        if self.maximum is not None:
            conditions.append(f"{column} <= {self.maximum}")
        return conditions


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table whose values are the key of a row of ``table``."""

    fields: tuple[str, ...]
    table: str
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order, its primary key and what it refers to."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in order."""
        return [field.name for field in self.fields]

    def field(self, name: str) -> Field:
        """The column of that name.

        Raises SchemaError where there is none.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise SchemaError(f"{FILE_NAME}: table {self.name} has no column {name!r}; it has {', '.join(self.columns)}")

    def dtypes(self) -> dict[str, str]:
        """The pandas dtype of each column."""
        return {field.name: field.pandas_dtype for field in self.fields}

    def arrow_schema(self) -> pa.Schema:
        """Arrow schema whose fields and table carry title and description as metadata."""
        import pyarrow as pa

        fields = [
            pa.field(
                field.name,
                field.arrow_type(),
                nullable=not field.required,
                metadata={"title": field.title, "description": field.description},
            )
            for field in self.fields
        ]
        return pa.schema(fields, metadata={"title": self.title, "description": self.description})

    def ddl(self) -> list[str]:
        """SQL statements that create the table with its types, keys, checks and comments."""
        lines = []
        for field in self.fields:
            line = f"{quote_name(field.name)} {field.duckdb_type}{' NOT NULL' if field.required else ''}"
            lines.append(line + "".join(f" CHECK ({condition})" for condition in field.checks()))
        lines.append(f"PRIMARY KEY ({_names(self.primary_key)})")
        for key in self.foreign_keys:
            target = f"{quote_name(key.table)} ({_names(key.reference)})"
            lines.append(f"FOREIGN KEY ({_names(key.fields)}) REFERENCES {target}")
        name = quote_name(self.name)
        statements = [f"CREATE TABLE {name} (\n    " + ",\n    ".join(lines) + "\n)"]
        statements.append(f"COMMENT ON TABLE {name} IS {quote_text(self.description)}")
        for field in self.fields:
            column = f"{name}.{quote_name(field.name)}"
            statements.append(f"COMMENT ON COLUMN {column} IS {quote_text(field.description)}")
        return statements


@dataclass(frozen=True)
class Schema:
    """All tables by name, in the order of the file; ``descriptor`` is the file itself, parsed."""

    tables: Mapping[str, Table]
    descriptor: Mapping[str, Any]

    def table(self, name: str) -> Table:
        """The table of that name.

        Raises SchemaError where there is none.
        """
        if name not in self.tables:
            raise SchemaError(f"{FILE_NAME}: no table {name!r}; it has {', '.join(self.tables)}")
        return self.tables[name]

    def parents_first(self) -> list[Table]:
        """The tables in an order in which each comes after those that its foreign keys point to."""
        done: dict[str, Table] = {}
        waiting = list(self.tables.values())
        while waiting:
            ready = [t for t in waiting if all(k.table in done or k.table == t.name for k in t.foreign_keys)]
            if not ready:
                circle = ", ".join(table.name for table in waiting)
                raise SchemaError(f"{FILE_NAME}: foreign keys run in a circle among {circle}; break it")
            done.update((table.name, table) for table in ready)
            waiting = [table for table in waiting if table.name not in done]
        return list(done.values())


def quote_name(name: str) -> str:
    """``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    """``text`` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def _names(names: Iterable[str]) -> str:
    return ", ".join(quote_name(name) for name in names)


def schema_path() -> Path:
    """Where the schema lies: beside the package's modules when installed, else at the root of the checkout."""
    package = Path(__file__).resolve().parent
    packaged = package / FILE_NAME
    return packaged if packaged.exists() else package.parent / FILE_NAME


@cache
def load_schema() -> Schema:
    """The project's schema, read once.

    Raises SchemaError where the file is missing or no Data Package.
    """
    path = schema_path()
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SchemaError(f"{path.name}: cannot be read ({error}); install the package again") from error
    return parse_schema(descriptor)


def parse_schema(descriptor: Mapping[str, Any]) -> Schema:
    """The tables that a parsed ``datapackage.json`` describes.

    Raises SchemaError where a part is missing or a type is unknown.
    """
    try:
        tables = {table.name: table for table in map(_table, descriptor["resources"])}
    except (KeyError, TypeError, AttributeError) as error:
        raise SchemaError(f"{FILE_NAME}: not a tabular data package, {error!r} is missing or wrong") from error
    if not tables:
        raise SchemaError(f"{FILE_NAME}: describes no table; restore the one that came with the package")
    return Schema(tables, descriptor)


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    keys = [
        ForeignKey(
            tuple(key["fields"]), key["reference"]["resource"] or resource["name"], tuple(key["reference"]["fields"])
        )
        for key in schema.get("foreignKeys", ())
    ]
    fields = tuple(_field(field, resource["name"]) for field in schema["fields"])
    return Table(
        resource["name"], resource["title"], resource["description"], fields, tuple(schema["primaryKey"]), tuple(keys)
    )


def _field(field: Mapping[str, Any], table: str) -> Field:
    if field["type"] not in _DUCKDB:
        raise SchemaError(f"{FILE_NAME}: {table}.{field['name']} has type {field['type']!r}; use {', '.join(_DUCKDB)}")
    constraints = field["constraints"]
    return Field(
        field["name"],
        field["title"],
        field["description"],
        field["type"],
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        enum=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
    )
