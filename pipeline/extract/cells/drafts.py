"""A claim of a cell while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.cells.headings import Above
from pipeline.extract.cells.items import Item
from pipeline.extract.cells.lexicon import Noun
from pipeline.extract.cells.reading import Reading


@dataclass(frozen=True, slots=True)
class Source:
    """An actor who asserts the claim, with the words that say so; ``joint`` where others assert it too."""

    actor_id: str
    role: str
    start: int
    end: int
    joint: bool = False
    principal_id: str | None = None


@dataclass(slots=True)
class Draft:
    """One item as a claim. ``reason`` says why it is none, '' where it is one."""

    item: Item
    above: Above
    reading: Reading
    parent: Draft | None = None
    """The draft in whose bracket, or behind whose "including", it stands."""
    before: Draft | None = None
    """The draft before it in the same line and bracket."""
    above_item: Draft | None = None
    """The draft before it in the cell."""
    under: Draft | None = None
    """The draft that a colon makes the heading of it: "1,300 killed: 52 officers"."""
    measure: str = ""
    unit: str = ""
    noun: Noun | None = None
    form: str = "exact"
    low: int | None = None
    high: int | None = None
    words: str | None = None
    hedge: str = ""
    actor_id: str | None = None
    people: str = "unspecified"
    age: str = ""
    sources: list[Source] = field(default_factory=list)
    date: tuple[str, str, str] = ("", "", "")
    whole: Draft | None = None
    total: bool = False
    reason: str = ""
    doubts: list[tuple[str, str, str]] = field(default_factory=list)
    """Field, other reading, reason."""

    @property
    def start(self) -> int:
        """Offset of the first word of the quote, which takes in a measure before the number: "Killed: 300"."""
        item = self.item
        if item.count is None:
            return item.words[0].start
        if self.measure_from_lead and item.lead:
            return item.lead[0].start
        if item.fresh and item.opened <= item.count.start and not item.nested and item.headings:
            heading = item.headings[-1]
            stated = not self.reading.measure and (self.above.measure or self.above.total)
            if stated and item.heading_line == item.line:
                return heading[0].start
        return item.count.start

    @property
    def end(self) -> int:
        """Offset behind the last word of the quote."""
        return self.reading.end

    @property
    def named(self) -> bool:
        """Whether the item's own words hold a noun."""
        return bool(self.reading.head)

    @property
    def measure_from_lead(self) -> bool:
        """Whether the words before the number state its measure."""
        return self.reading.leads

    def counts_people(self) -> bool:
        """Whether the draft counts people."""
        return self.unit == "person"
