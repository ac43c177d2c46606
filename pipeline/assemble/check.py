"""Hold plain rows against the schema before anything is made of them.

Only what would make a typed column impossible is an error here; enums, ranges and keys are the validation's business,
which names all offending rows at once.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pipeline.errors import SchemaError
from pipeline.schema import Field, load_schema

if TYPE_CHECKING:
    from pipeline.model import Row, Tables, Value
    from pipeline.schema import Table

_PYTHON = {"string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "date": (str,)}
_INT64 = 2**63


def check_rows(tables: Tables) -> None:
    """Check that every table and column is known and that every value has its column's type.

    Raises SchemaError that names table, row and column of the first misfit.
    """
    schema = load_schema()
    for name, rows in tables.items():
        table = schema.table(name)
        columns = set(table.columns)
        for row in rows:
            if not row.keys() <= columns:
                unknown = ", ".join(sorted(row.keys() - columns))
                raise SchemaError(f"{_place(table, row)}: unknown column {unknown}; it has {', '.join(table.columns)}")
        for field in table.fields:
            _check_column(table, field, rows)


def _check_column(table: Table, field: Field, rows: list[Row]) -> None:
    if _all_fit(field, [row.get(field.name) for row in rows]):
        return
    for row in rows:
        value = row.get(field.name)
        if value is not None and (problem := misfit(field, value)):
            raise SchemaError(f"{_place(table, row)}: {field.name} {problem}; mend the extraction")


def _all_fit(field: Field, values: list[Value]) -> bool:
    """Whether the whole column certainly fits: the quick test that a million rows need."""
    if not set(map(type, values)) <= {*_PYTHON[field.type], type(None)}:
        return False
    if field.type == "string":
        try:
            "".join(value for value in values if isinstance(value, str)).encode()
        except UnicodeEncodeError:
            return False
        return True
    return not any(misfit(field, value) for value in set(values) if value is not None)


def misfit(field: Field, value: Value) -> str:
    """What keeps ``value`` out of the column, '' where nothing does."""
    # type(), not isinstance(): True must not pass for the number 1.
    if type(value) not in _PYTHON[field.type]:
        return f"is {value!r}, no {field.type}"
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            return "holds half a surrogate pair, which no file can hold"
        if field.type == "date" and value and not _is_date(value):
            return f"is {value!r}, no date as YYYY-MM-DD"
    elif field.type == "integer" and isinstance(value, int) and not -_INT64 <= value < _INT64:
        return f"is {value}, which 64 bits cannot hold"
    return ""


def _is_date(value: str) -> bool:
    try:
        # fromisoformat also takes 20170726 and week dates, which the tables do not.
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _place(table: Table, row: Row) -> str:
    key = "/".join(str(row.get(column)) for column in table.primary_key)
    return f"table {table.name}, row {key}"
