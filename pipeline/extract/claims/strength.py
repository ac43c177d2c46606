"""How many a force had: "with 5,000 men", "a garrison of 634", "numbering 3,000", "20,000-strong"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.extract.claims.drafts import Draft
from pipeline.extract.claims.lexicon import ADVERB, AND, BE, OF, PARTY, PREPOSITION, load_words
from pipeline.extract.claims.nodes import NUMBER, PEOPLE, THINGS, Node


@dataclass(frozen=True)
class Force:
    """The word list ``strength.toml`` as sets."""

    bodies: frozenset[str]
    verbs: frozenset[str]
    passive: frozenset[str]
    strong: frozenset[str]
    classes: frozenset[str]
    generic: frozenset[str]
    units: frozenset[str]


@cache
def force() -> Force:
    """The words of strength, loaded once."""
    words = load_words("strength")
    split = {name: frozenset(words[name].split()) for name in ("bodies", "verbs", "passive", "strong", "generic")}
    return Force(**split, classes=frozenset(words["classes"]), units=frozenset(words["units"]))


def find_strengths(nodes: list[Node], taken: set[int]) -> list[Draft]:
    """Strengths among the counted nodes that no loss has ``taken``."""
    found: dict[int, Draft] = {}
    for i, node in enumerate(nodes):
        if i in taken or node.tag not in (PEOPLE, THINGS, NUMBER) or _zero_or_one(node):
            continue
        end = _says_strength(nodes, i, found)
        if end is not None:
            found[i] = Draft("strength", node, i, node.start, end, None, "strength")
    return list(found.values())


def _zero_or_one(node: Node) -> bool:
    quantity = node.items[0].quantity
    return quantity is None or quantity.form == "zero"


def _says_strength(nodes: list[Node], i: int, found: dict[int, Draft]) -> int | None:
    """Where the words end that make the number a strength, or None."""
    node = nodes[i]
    after = nodes[i + 1] if i + 1 < len(nodes) else None
    if after is not None and after.word in force().strong and node.tag == NUMBER:
        return after.end
    if after is not None and after.tag == "-" and i + 2 < len(nodes) and nodes[i + 2].word == "strong":
        return nodes[i + 2].end
    j = i - 1
    while j >= 0 and nodes[j].tag in (ADVERB, "j", "T"):
        j -= 1
    if j < 0:
        return _passive(nodes, i)
    before = nodes[j]
    if (
        before.tag == OF
        and j > 0
        and _last_word(nodes[j - 1]) in force().bodies
        and (node.tag == NUMBER or _is_force(node))
    ):
        return node.end
    if not _is_force(node):
        return None
    if before.tag == OF and j > 0 and nodes[j - 1].word in force().verbs:
        return node.end
    if before.word in force().verbs or (
        before.tag in (PREPOSITION, "b") and before.word in ("with", "by") and _after_verb(nodes, j)
    ):
        return node.end
    if before.tag in (AND, ",") and any(at < i and _joined(nodes, at, i) for at in found):
        return node.end
    if (
        before.tag == ","
        and after is not None
        and after.tag in (",", PREPOSITION)
        and j > 0
        and _last_word(nodes[j - 1]) in force().bodies
    ):
        return node.end
    return _passive(nodes, i)


def _passive(nodes: list[Node], i: int) -> int | None:
    if not _is_force(nodes[i]):
        return None
    k = i + 1
    while (k < len(nodes) and nodes[k].tag in (BE, ADVERB, "H")) or (
        k < len(nodes) and nodes[k].word in ("would", "could")
    ):
        k += 1
    if i + 1 < k < len(nodes) and nodes[k].word in force().passive:
        return nodes[k].end
    return None


def _after_verb(nodes: list[Node], j: int) -> bool:
    """Whether "with" belongs to a movement or a supply: a party or a verb stands before it in the clause."""
    return j > 0 and nodes[j - 1].tag not in ("K", "G", "L", "J", "I")


def _joined(nodes: list[Node], at: int, i: int) -> bool:
    return all(node.tag in (AND, ",", ADVERB, "j") for node in nodes[at + 1 : i])


def _last_word(node: Node) -> str:
    return node.items[-1].word


def _is_force(node: Node) -> bool:
    head = node.head
    if head is not None and head.tag == PARTY:
        return head.word.endswith("s")
    if head is None or head.lexeme is None:
        return False
    if node.tag == THINGS:
        return head.lexeme.noun_class in force().units
    return head.lexeme.noun_class in force().classes or head.word in force().generic
