"""The code lists: every code of the schema with its meaning and an example."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.docs.text import table
from pipeline.schema import Field, load_schema

# Codes that explain themselves: compass points, names of tables.
PLAIN = frozenset({"bearing", "table_name"})


def code_lists() -> str:
    """A page with one list for each set of codes, with the columns that use it."""
    parts = []
    for title, places in code_sets().items():
        table_name, field = places[0]
        used = ", ".join(f"`{name}.{other.name}`" for name, other in places)
        rows = [[f"`{code}`", *meaning(table_name, field.name, code)] for code in field.enum]
        parts.append(f"## {title}\n\nIn {used}.\n\n" + table(["code", "meaning", "example"], rows))
    return "# Code lists\n\n" + "\n\n".join(parts) + "\n"


@cache
def code_sets() -> dict[str, list[tuple[str, Field]]]:
    """The tables and columns of each set of codes; its name is the column's, after the table's where others differ."""
    sets: dict[tuple[str, tuple[str, ...]], list[tuple[str, Field]]] = {}
    for item in load_schema().tables.values():
        for field in item.fields:
            if field.enum and field.name not in PLAIN:
                sets.setdefault((field.name, field.enum), []).append((item.name, field))
    names = [name for name, _ in sets]
    return {
        column if names.count(column) == 1 else f"{places[0][0]}.{column}": places
        for (column, _), places in sets.items()
    }


def code_anchor(field: Field) -> str:
    """Where on the page the codes of a column stand; empty for codes that explain themselves."""
    titles = [title for title, places in code_sets().items() if any(other == field for _, other in places)]
    return f"code-lists.md#{titles[0].replace('.', '')}" if titles else ""


def meaning(table_name: str, column: str, code: str) -> tuple[str, str]:
    """What a code means, and an example.

    Raises KeyError for a code that codes.toml does not explain.
    """
    lists = _lists()
    codes = lists.get(table_name, {}).get(column) or lists[column]
    if "+" in code:
        parts = code.split("+")
        return (
            f"one number for {' and '.join(codes[part][0].partition(':')[0] for part in parts)}",
            "12 " + " or ".join(parts),
        )
    text, example = codes[code]
    return text, example


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8"))
