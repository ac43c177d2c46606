"""The data dictionary: every table, view and macro with its columns, in Markdown."""

from __future__ import annotations

from pipeline.docs.codes import code_anchor
from pipeline.docs.text import table
from pipeline.errors import QueryError
from pipeline.publish.macros import Macro, load_macros
from pipeline.publish.views import View, load_views
from pipeline.schema import Field, Table, load_schema


def data_dictionary() -> str:
    """All tables of the schema."""
    schema = load_schema()
    overview = table(
        ["table", "one row is"], [[f"[`{t.name}`](#{t.name})", t.description] for t in schema.tables.values()]
    )
    sections = "\n\n".join(map(_table, schema.tables.values()))
    return (
        f"# Data dictionary\n\nMade from `datapackage.json`. The codes of a column are explained in "
        f"[code-lists.md](code-lists.md), the views in [views.md](views.md).\n\n{overview}\n\n{sections}\n"
    )


def view_dictionary() -> str:
    """All views and macros of the DuckDB file."""
    parts = "\n\n".join(map(_view, _queries()))
    return (
        "# Views and macros\n\nThey are in the DuckDB file; a build has the views as CSV and Parquet too, under "
        f"`views/`.\n\n{parts}\n"
    )


def section(name: str) -> str:
    """The part about one table, view or macro.

    Raises QueryError for a name that there is not.
    """
    schema = load_schema()
    if name in schema.tables:
        return _table(schema.tables[name]) + "\n"
    for item in _queries():
        if item.name == name:
            return _view(item) + "\n"
    raise QueryError(f"no table, view or macro {name!r}; pipeline describe names them all")


def _queries() -> list[View | Macro]:
    return [*load_views(), *load_macros()]


def _table(item: Table) -> str:
    targets = {key.fields[0]: key.table for key in item.foreign_keys if len(key.fields) == 1}
    rows = [[f"`{field.name}`", *_facts(field, targets.get(field.name)), field.description] for field in item.fields]
    key = ", ".join(f"`{name}`" for name in item.primary_key)
    columns = table(["column", "type", "may be empty", "refers to", "what it holds"], rows)
    return f"## {item.name}\n\n{item.description}\n\nKey: {key}.\n\n{columns}"


def _facts(field: Field, target: str | None) -> list[str]:
    anchor = code_anchor(field)
    kind = f"[code]({anchor})" if anchor else field.type
    return [kind, "no" if field.required else "yes", f"[`{target}`](#{target})" if target else ""]


def _view(item: View | Macro) -> str:
    title = item.name if isinstance(item, View) else item.call
    columns = table(["column", "what it holds"], [[f"`{name}`", text] for name, text in item.columns.items()])
    return f"## {title}\n\n{item.description}" + (f"\n\n{columns}" if item.columns else "")
