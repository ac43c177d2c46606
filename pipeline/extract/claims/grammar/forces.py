"""The words of strength, and what they tell of a node."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from pipeline.extract.claims.grammar.lexicon import PARTY, load_words
from pipeline.extract.claims.grammar.node import THINGS, Node

_MANY = 20


@dataclass(frozen=True)
class Force:
    """The word list ``strength.toml`` as sets."""

    bodies: frozenset[str]
    wings: frozenset[str]
    verbs: frozenset[str]
    passive: frozenset[str]
    there: frozenset[str]
    strong: frozenset[str]
    active: frozenset[str]
    retiring: frozenset[str]
    resized: frozenset[str]
    resizing: frozenset[str]
    ranks: frozenset[str]
    sizes: frozenset[str]
    people: frozenset[str]
    meeting: frozenset[str]
    put: frozenset[str]
    keeping: frozenset[str]
    giving: frozenset[str]
    reckoning: frozenset[str]
    ranging: frozenset[str]
    won: frozenset[str]
    holding: frozenset[str]
    classes: frozenset[str]
    generic: frozenset[str]
    collectives: frozenset[str]
    units: frozenset[str]


@cache
def force() -> Force:
    """The words of strength, loaded once."""
    words = load_words("strength")
    return Force(**{f.name: _split(words[f.name]) for f in fields(Force)})


def _split(words: str | list[str]) -> frozenset[str]:
    """A list has words of two parts ("machine gun")."""
    return frozenset(words.split() if isinstance(words, str) else words)


def last_word(node: Node) -> str:
    """The last word of the node: "army" of the name "Danish army"."""
    return node.items[-1].word.rsplit(" ", 1)[-1]


def is_force(node: Node) -> bool:
    """Whether the counted noun may be an army's: soldiers, men, tanks, the plural of a party."""
    head = node.head
    if head is not None and head.tag == PARTY:
        last, quantity = head.word.rsplit(" ", 1)[-1], node.items[0].quantity
        # "500 Senussi", but "6 RAR" is a battalion.
        many = quantity is not None and (quantity.low or quantity.high or 0) >= _MANY and last not in force().bodies
        return last not in force().collectives and (last.endswith("s") or many)
    if head is None or head.lexeme is None:
        return False
    if head.word in force().ranks:
        return False
    if node.tag == THINGS:
        return head.lexeme.noun_class in force().units
    return head.lexeme.noun_class in force().classes or head.word in force().generic
