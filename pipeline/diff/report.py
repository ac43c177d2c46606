"""A difference as text for people, as JSON and as a Markdown changelog."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.diff.model import CellChange, Difference, TableChange
from pipeline.docs.text import table

_SHOWN = 10


def as_text(difference: Difference) -> Iterator[str]:
    """The schema's changes, then each table that differs, the first rows of each kind by name."""
    for change in difference.schema:
        yield f"schema  {change.place}: {change.change}{' (breaking)' if change.breaking else ''}"
    for item in filter(None, difference.tables):
        yield (
            f"{item.name}: {item.old_rows} rows, now {item.new_rows}: "
            f"{len(item.added)} added, {len(item.removed)} removed, {item.changed} changed"
        )
        yield from _rows("+", item.added)
        yield from _rows("-", item.removed)
        yield from _some([f"  ~ {'/'.join(cell.key)}  {_cell(cell)}" for cell in item.cells])
    yield f"version: {difference.bump.name.lower()}" if difference else "no difference"


def as_json(difference: Difference) -> str:
    """All of it, every row and cell."""
    return json.dumps(difference.to_dict(), ensure_ascii=False, indent=2)


def as_markdown(difference: Difference) -> str:
    """A changelog: what breaks, what else the schema changed, the rows in numbers, and the first cells changed."""
    if not difference:
        return "No difference."
    parts = []
    for title, breaking in (("Breaking changes of the schema", True), ("Other changes of the schema", False)):
        lines = [f"- `{c.place}`: {c.change}" for c in difference.schema if c.breaking is breaking]
        if lines:
            parts.append(f"### {title}\n\n" + "\n".join(lines))
    differing = [item for item in difference.tables if item]
    if differing:
        header = ["table", "rows before", "rows now", "added", "removed", "changed"]
        parts.append("### Rows\n\n" + table(header, map(_numbers, differing)))
    cells = [(item.name, cell) for item in differing for cell in item.cells]
    if cells:
        rows = [
            [f"`{name}`", f"`{'/'.join(cell.key)}`", f"`{cell.column}`", _value(cell.old), _value(cell.new)]
            for name, cell in cells[:_SHOWN]
        ]
        more = f"\n\nand {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
        parts.append("### Cells\n\n" + table(["table", "row", "column", "before", "now"], rows) + more)
    return "\n\n".join(parts)


def _numbers(item: TableChange) -> list[str]:
    counts = (item.old_rows, item.new_rows, len(item.added), len(item.removed), item.changed)
    return [f"`{item.name}`", *map(str, counts)]


def _rows(mark: str, keys: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    yield from _some([f"  {mark} {'/'.join(key)}" for key in keys])


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"    and {len(lines) - _SHOWN} more"


def _cell(cell: CellChange) -> str:
    return f"{cell.column}: {_value(cell.old)} -> {_value(cell.new)}"


def _value(value: str | None) -> str:
    return "(missing)" if value is None else " ".join(value.split())
