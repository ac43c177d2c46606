"""An item of a cell: a number, or words that stand for one, with what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.cells.tokens import Token

Headings = tuple[tuple[Token, ...], ...]


@dataclass(slots=True)
class Item:
    """A number with its words: ``lead`` before it, ``words`` behind it, ``groups`` in parentheses after it.

    ``count`` is None where words alone say it ("Unknown", "some others"). ``headings`` are those passed so far, in
    order. ``parent`` is the item in whose parenthesis, or behind whose "including", it stands; ``group`` numbers the
    parenthesis. ``opened`` is where its stretch of text begins.
    """

    count: Token | None
    line: int
    opened: int
    headings: Headings
    heading_line: int
    fresh: bool
    """Whether no item stands between it and the last heading."""
    lead: list[Token] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    groups: list[list[Token]] = field(default_factory=list)
    parent: Item | None = None
    nested: bool = False
    under: Item | None = None
    """The item that a colon makes the heading of this one."""
