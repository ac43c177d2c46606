"""The data dictionary, out of ``datapackage.json`` and the views' own comments; it needs no build."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.errors import QueryError
from pipeline.publish.macros import Macro, load_macros
from pipeline.publish.views import View, load_views
from pipeline.schema import Field, Table, load_schema


def describe(name: str | None, width: int = 100) -> Iterator[str]:
    """Lines about one table, view or macro, about all of them without a name.

    Raises :class:`QueryError` for a name that there is not.
    """
    schema = load_schema()
    views = {view.name: view for view in load_views()}
    macros = {macro.name: macro for macro in load_macros()}
    if name is None:
        return _overview(list(schema.tables.values()), [*views.values()], [*macros.values()], width)
    if name in schema.tables:
        return _table(schema.tables[name], width)
    if name in views:
        return _view(views[name], width)
    if name in macros:
        return _view(macros[name], width)
    known = [*schema.tables, *views, *macros]
    close = get_close_matches(name.lower(), known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
    raise QueryError(f"no table, view or macro {name!r}; {hint}")


def describe_markdown(name: str | None) -> str:
    """The data dictionary, or the part about one table, view or macro, in Markdown.

    Raises :class:`QueryError` for a name that there is not.
    """
    from pipeline.docs.dictionary import data_dictionary, section, view_dictionary

    text = section(name) if name else f"{data_dictionary()}\n{view_dictionary()}"
    return text.rstrip("\n")


def _overview(tables: list[Table], views: list[View], macros: list[Macro], width: int) -> Iterator[str]:
    names = [table.name for table in tables] + [view.name for view in views] + [macro.call for macro in macros]
    column = max(len(name) for name in names) + 2
    yield "Tables"
    for table in tables:
        yield from _entry(table.name, _plain(table.description), column, width)
    yield ""
    yield "Views (in the DuckDB file)"
    for view in views:
        yield from _entry(view.name, _plain(view.description), column, width)
    yield ""
    yield "Macros (in the DuckDB file: SELECT * FROM ...)"
    for macro in macros:
        yield from _entry(macro.call, _plain(macro.description), column, width)
    yield ""
    yield "pipeline describe TABLE shows the columns of one."


def _table(table: Table, width: int) -> Iterator[str]:
    yield f"{table.name}: {table.title}"
    yield from textwrap.wrap(_plain(table.description), width)
    yield ""
    yield f"key: {', '.join(table.primary_key)}"
    targets = {key.fields[0]: key.table for key in table.foreign_keys if len(key.fields) == 1}
    column = max(len(field.name) for field in table.fields) + 2
    for field in table.fields:
        yield ""
        yield f"{field.name:{column}}{', '.join(_facts(field, targets.get(field.name)))}"
        yield from _entry("", _plain(field.description), column, width)
        if field.enum:
            yield from _entry("", "one of " + ", ".join(field.enum), column, width)


def _facts(field: Field, target: str | None) -> Iterator[str]:
    yield field.type
    yield "required" if field.required else "may be missing"
    if target:
        yield f"refers to {target}"
    if field.minimum is not None and field.maximum is not None:
        yield f"from {field.minimum} to {field.maximum}"
    elif field.minimum is not None:
        yield f"at least {field.minimum}"


def _view(view: View | Macro, width: int) -> Iterator[str]:
    kind = f"{view.name}: a view" if isinstance(view, View) else f"{view.call}: a table macro"
    yield f"{kind} of the DuckDB file"
    yield from textwrap.wrap(_plain(view.description), width)
    yield ""
    column = max((len(name) for name in view.columns), default=0) + 2
    for name, text in view.columns.items():
        yield from _entry(name, _plain(text), column, width)


def _plain(text: str) -> str:
    return " ".join(text.replace("`", "").split())


def _entry(name: str, text: str, column: int, width: int) -> Iterator[str]:
    """The text beside the name, wrapped, its further lines under its first."""
    lines = textwrap.wrap(text, max(width - column, 30)) or [""]
    yield f"{name:{column}}{lines[0]}".rstrip()
    for line in lines[1:]:
        yield " " * column + line


def version() -> str:
    """Version of the installed package, else of the schema that it runs with."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("battle-claims")
    except PackageNotFoundError:
        return str(load_schema().descriptor["version"])
