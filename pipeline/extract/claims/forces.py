"""The words of strength, and what they tell of a node."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from pipeline.extract.claims.lexicon import load_words
from pipeline.extract.claims.node import Node


@dataclass(frozen=True)
class Force:
    """The word list ``strength.toml`` as sets."""

    bodies: frozenset[str]
    verbs: frozenset[str]
    passive: frozenset[str]
    there: frozenset[str]
    strong: frozenset[str]
    active: frozenset[str]
    resized: frozenset[str]
    resizing: frozenset[str]
    ranks: frozenset[str]
    sizes: frozenset[str]
    put: frozenset[str]
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
