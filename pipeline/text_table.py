"""Rows as a text table that fits a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

_GAP = "  "
_LONG, _LEAST = 60, 20
"""A column of texts longer than 60 keeps at least 20 characters, so that there is something to read."""
_NARROW = 10
"""Columns up to this width, a date's, stay whole as long as that leaves the others something."""
_READABLE = 6
"""A text cut to fewer characters says nothing."""


def text_table(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], width: int, numeric: Sequence[bool] = ()
) -> Iterator[str]:
    """Lines of a table: a head, a rule, a line a row, a count. Cells that do not fit in ``width`` end in ``…``.

    ``numeric`` columns stand on the right. Where there are too many columns to read anything, each row is shown as
    records are: a line a column, wrapped.
    """
    cells = [[_shown(value) for value in row] for row in rows]
    natural = [max([text_width(name), *(text_width(row[i]) for row in cells)]) for i, name in enumerate(columns)]
    widths = fit(natural, width - len(_GAP) * (len(columns) - 1))
    count = f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}"
    if any(size < min(whole, _READABLE) for size, whole in zip(widths, natural, strict=True)):
        yield from _records(columns, cells, width)
        yield f"({count})"
        return
    right = [*numeric, *[False] * (len(columns) - len(numeric))]
    yield _line(columns, widths, right)
    yield _GAP.join("─" * size for size in widths)
    for row in cells:
        yield _line(row, widths, right)
    yield f"({count})" if widths == natural else f"({count}, cut to fit; --format csv shows them whole)"


def _records(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    label = max(map(text_width, columns))
    for number, row in enumerate(cells, start=1):
        yield f"── {number} ".ljust(min(width, 40), "─")
        for name, cell in zip(columns, row, strict=True):
            if cell:
                first, *more = _wrapped(cell, max(width - label - len(_GAP), _NARROW))
                yield f"{_padded(name, label, False)}{_GAP}{first}"
                yield from (f"{' ' * label}{_GAP}{line}" for line in more)


def _wrapped(text: str, room: int) -> list[str]:
    """The text in lines of ``room`` cells at most, broken at blanks where there are any."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and text_width(lines[-1]) + 1 + text_width(word) <= room:
            lines[-1] += f" {word}"
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if text_width(lines[-1]) + text_width(character) > room:
                lines.append("")
            lines[-1] += character
    return lines


def fit(natural: Sequence[int], room: int) -> list[int]:
    """Widths that together need no more than ``room``: narrow columns whole, the wide ones equal shares of the rest.

    No column falls below 3, be the room as small as it may.
    """
    if sum(natural) <= room:
        return list(natural)
    widths = list(natural)
    reserved = {i: _LEAST for i, size in enumerate(natural) if size > _LONG}
    if sum(reserved.values()) * 2 > room:
        reserved = {}
    left = room - sum(reserved.values())
    others = sorted((size, i) for i, size in enumerate(natural) if i not in reserved)
    narrow = [size for size, _ in others if size <= _NARROW]
    if left - sum(narrow) >= (len(others) - len(narrow)) * _NARROW // 2:
        others = others[len(narrow) :]
        left -= sum(narrow)
    while others:
        share = max(left // len(others), 3)
        size, i = others.pop(0)
        widths[i] = min(size, share)
        left -= widths[i]
    # What the others leave goes to the long texts.
    for count, (i, least) in enumerate(sorted(reserved.items()), start=1):
        widths[i] = min(natural[i], least + max(left, 0) // (len(reserved) - count + 1))
        left -= widths[i] - least
    return widths


def text_width(text: str) -> int:
    """How many cells of a terminal the text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def printable(text: str) -> str:
    """One line without control characters: a text must not be able to move the cursor or change colours."""
    flat = " ".join(text.split())
    return flat if flat.isprintable() else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in flat)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return printable(str(value).lower() if isinstance(value, bool) else str(value))


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = [
        _padded(_cut(cell, size), size, on_right) for cell, size, on_right in zip(cells, widths, right, strict=True)
    ]
    return _GAP.join(parts).rstrip()


def _padded(text: str, size: int, on_right: bool) -> str:
    blank = " " * (size - text_width(text))
    return blank + text if on_right else text + blank


def _cut(text: str, size: int) -> str:
    if text_width(text) <= size:
        return text
    kept = ""
    room = size - 1
    for character in text:
        room -= text_width(character)
        if room < 0:
            break
        kept += character
    return kept.rstrip() + "…"
