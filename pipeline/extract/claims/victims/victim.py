"""Whose people or materiel a count is, and the class of the people that its noun says."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.claims.grammar.lexicon import PERSON
from pipeline.extract.claims.grammar.nodes import LOSSES, THINGS, Node
from pipeline.extract.claims.scene import words_of

_CLASSES = {"combatant": "combatant", "civilian": "civilian", "refugee": "civilian"}


@dataclass(frozen=True, slots=True)
class Victim:
    """``actor_id`` or None, the class of its people ('' for materiel), 'minor' or ''."""

    actor_id: str | None = None
    people: str = "unspecified"
    age: str = ""


def people_of(node: Node) -> tuple[str, str]:
    """Class and age of the counted people."""
    if node.tag == THINGS:
        return "", ""
    if node.tag == PERSON:
        return class_of(node.items[0]), ""
    if node.head is None or node.tag == LOSSES:
        return "unspecified", ""
    return class_of(
        node.head
    ), "minor" if node.head.lexeme is not None and node.head.lexeme.noun_class == "minor" else ""


def class_of(item: object) -> str:
    """The class of victims that the noun says."""
    lexeme = getattr(item, "lexeme", None)
    return _CLASSES.get(lexeme.noun_class, "unspecified") if lexeme is not None else "unspecified"


def is_group(node: Node) -> bool:
    """Whether the part of a whole is of people of another kind: "14 people, including six children"."""
    word = node.head.word if node.head is not None else ""
    return bool(word) and word not in words_of("soldiers") and word not in words_of("irregulars")
