"""The entity-relationship diagram of the tables, in Mermaid."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.schema import Table, load_schema


def diagram() -> str:
    """A page with the diagram: keys, and the columns that refer to other tables."""
    tables = load_schema().tables.values()
    lines = [line for item in tables for line in _entity(item)] + [line for item in tables for line in _links(item)]
    body = "\n".join(f"    {line}" for line in lines)
    return (
        "# Tables and what they refer to\n\nOnly keys are drawn; all columns are in "
        f"[data-dictionary.md](data-dictionary.md).\n\n```mermaid\nerDiagram\n{body}\n```\n"
    )


def _entity(item: Table) -> Iterator[str]:
    links = {name for key in item.foreign_keys for name in key.fields}
    yield f"{item.name} {{"
    for field in item.fields:
        marks = [mark for mark, names in (("PK", item.primary_key), ("FK", links)) if field.name in names]
        if marks:
            yield f"    {field.type} {field.name} {', '.join(marks)}"
    yield "}"


def _links(item: Table) -> Iterator[str]:
    for key in item.foreign_keys:
        required = all(item.field(name).required for name in key.fields)
        yield f'{key.table} {"||" if required else "|o"}--o{{ {item.name} : "{", ".join(key.fields)}"'
