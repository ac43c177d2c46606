"""A node of a sentence: an item, a merged predicate or a counted phrase."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import ADJECTIVE, BASE, GERUND, PAST, PRESENT, Verb

PEOPLE, THINGS, LOSSES, NUMBER = "n", "m", "l", "q"
COUNTED = (PEOPLE, THINGS, LOSSES, NUMBER)
PREDICATES = (PAST, GERUND, BASE, PRESENT, ADJECTIVE)


@dataclass(slots=True)
class Node:
    """An item, a merged predicate or a counted phrase."""

    tag: str
    items: list[Item]
    head: Item | None = None
    measures: tuple[str, ...] = ()
    verb: Verb | None = None
    core_end: int = 0  # where the noun phrase ends without "of the X" behind it
    after: list[Item] = field(default_factory=list)  # the noun phrase of "of/from/in the X"

    @property
    def start(self) -> int:
        """Where the node begins in the article."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where the node ends in the article."""
        return self.items[-1].end

    @property
    def word(self) -> str:
        """The first item, lower case."""
        return self.items[0].word

    @property
    def is_counted(self) -> bool:
        """Whether the node is a counted phrase."""
        return self.tag in COUNTED
