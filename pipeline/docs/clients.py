"""The page on other programs: what opens where, and what becomes of the types."""

from __future__ import annotations

from pathlib import Path

from pipeline.docs.text import table
from pipeline.schema import load_schema

# Of each type of the schema: how CSV writes it, its type in DuckDB, Arrow, pandas and R, and readr's letter for it.
_TYPES = {
    "string": ("text", "VARCHAR", "string", "string", "character", "c"),
    "integer": ("digits", "BIGINT", "int64", "Int64", "integer, numeric or integer64", "i"),
    "number": ("digits with a point", "DOUBLE", "double", "Float64", "numeric", "d"),
    "boolean": ("true, false", "BOOLEAN", "bool", "boolean", "logical", "l"),
    "date": ("YYYY-MM-DD", "DATE", "date32[day]", "object (datetime.date)", "Date", "D"),
}


def clients_page() -> str:
    """The page."""
    used = {field.type for item in load_schema().tables.values() for field in item.fields}
    rows = table([], ([f"`{name}`", *_TYPES[name][:-1]] for name in _TYPES if name in used))
    letters = "".join(_TYPES[field.type][-1] for field in load_schema().tables["claims"].fields)
    text = Path(__file__).with_name("clients.md").read_text(encoding="utf-8")
    return text.replace("{types}", "\n".join(rows.splitlines()[2:])).replace("{claims}", letters)
