"""What a claim counts: persons, a unit of the list, or the noun itself, singular."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.lexicon import load_words, singular
from pipeline.extract.claims.grammar.nodes import NUMBER, PEOPLE, THINGS, Node
from pipeline.extract.claims.losses.drafts import Draft

# What stands before a thing and is no part of its name: "fortified posts", "a rebel-held bridge".
_DESCRIBES = re.compile(r"(?:ate|ed|held|ful|ous|al|able|ible|ive|ent|ant|less|ic|est|shift|built|made)$")
_OF_PEOPLE = ("killed", "wounded", "captured", "missing", "casualties", "deserted", "surrendered")


def unit_of_draft(draft: Draft, others: list[Draft]) -> str | None:
    """What is counted: person, a unit of the list, or the noun itself, singular; None where nothing tells."""
    node = draft.node
    if draft.shape == "ship":
        return "ship"
    if node.tag == THINGS and draft.measure in _OF_PEOPLE and _is_body(node):
        # "A third of the army perished": people.
        return "person"
    if node.tag == THINGS:
        return _compound(node) or (node.head.lexeme.noun_class if node.head and node.head.lexeme else None)
    things = draft.measure in ("destroyed", "damaged", "lost")
    if node.tag == PEOPLE and node.head is not None and node.head.lexeme is None and things:
        return _compound(node) or singular(node.head.word)
    telling = (other for other in others if other.at < draft.at and other.node.tag != NUMBER)
    before = max(telling, key=lambda other: other.at, default=None)
    after_things = before is not None and before.node.tag == THINGS and draft.measure == "captured"
    if (things or after_things) and node.head is None:
        earlier = [d for d in others if d.at < draft.at and d.node.tag == THINGS]
        return unit_of_draft(earlier[-1], []) if earlier else None
    return "person"


def _is_body(node: Node) -> bool:
    unit = node.head.lexeme.noun_class if node.head is not None and node.head.lexeme is not None else ""
    return unit in force().bodies and node.items[0].quantity is not None and node.items[0].quantity.kind == "fraction"


def _compound(node: Node) -> str | None:
    """An unlisted compound noun, "command post", without party and adjectives."""
    if node.head is None:
        return None
    unit = node.head.lexeme.noun_class if node.head.lexeme else ""
    if unit and unit != singular(node.head.word):
        return unit
    words: list[str] = []
    for item in reversed([item for item in node.items if item.end < node.head.end]):
        if item.tag not in ("w", "M", "N") or _DESCRIBES.search(item.word):
            break
        words.insert(0, item.word)
    whole = words and len(words) < 4 and (not unit or unit in things())
    return " ".join([*words, singular(node.head.word)]) if whole else None


@cache
def things() -> frozenset[str]:
    """Units that are named by their own noun, whose first part belongs to the name ("supply depot")."""
    return frozenset(singular(word) for word in load_words("nouns")["things"].split())
