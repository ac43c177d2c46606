"""DuckDB's types as Python can hold them."""

from __future__ import annotations

from typing import Any

from pipeline.schema import quote_name

_INEXACT = ("timestamp with time zone", "timestamp_ns", "time_ns", "interval", "blob", "geometry", "tuple")
"""Python knows neither months nor nanoseconds, and has DuckDB's time zones only with one more package."""
_NESTED = ("list", "array", "map", "struct", "union")


def is_held(kind: Any) -> bool:
    """Whether Python holds values of a DuckDBPyType as they are."""
    if kind.id in _NESTED:
        return all(is_held(child) for name, child in kind.children if name != "size" or kind.id != "array")
    return kind.id not in _INEXACT


def python_type(kind: Any) -> str:
    """A DuckDBPyType in SQL, with text in the place of what Python cannot hold, however deep inside."""
    if kind.id in _INEXACT:
        return "VARCHAR"
    if kind.id not in _NESTED:
        return str(kind)
    inner = dict(kind.children)
    if kind.id == "list":
        return f"{python_type(inner['child'])}[]"
    if kind.id == "array":
        return f"{python_type(inner['child'])}[{inner['size']}]"
    if kind.id == "map":
        return f"MAP({python_type(inner['key'])}, {python_type(inner['value'])})"
    # What a union has without a name is its tag.
    fields = ", ".join(f"{quote_name(name)} {python_type(child)}" for name, child in kind.children if name)
    return f"{kind.id.upper()}({fields})"
