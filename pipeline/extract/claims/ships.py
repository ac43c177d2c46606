"""Named ships that were lost: "Freja was sunk", "sank the brig Svan"; each is a claim of one ship."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extract.claims.auxiliaries import negated
from pipeline.extract.claims.drafts import Draft
from pipeline.extract.claims.lexicon import (
    ADVERB,
    AND,
    BE,
    DETERMINER,
    GERUND,
    HAVE,
    MATERIEL,
    PARTY,
    PAST,
    PERSON,
    PRESENT,
)
from pipeline.extract.claims.node import Node

_LOSSES = ("destroyed", "damaged", "captured")
_DEGREES = ("moderate", "heavy", "severe", "serious", "slight", "light", "minor", "some", "considerable")


def named_ships(nodes: list[Node], is_ship: Callable[[str], bool]) -> list[Draft]:
    """A draft for each named ship that the sentence says was sunk, damaged or taken."""
    found = []
    for i, node in enumerate(nodes):
        actor_id = node.items[0].actor_id if node.tag == PARTY else None
        if actor_id is not None and is_ship(actor_id):
            draft = _befell(nodes, i) or _struck(nodes, i)
            if draft is not None:
                found.append(draft)
    return found


def _befell(nodes: list[Node], i: int) -> Draft | None:
    """ "Freja was severely damaged", "Svan suffered moderate damage" """
    k, passive = i + 1, False
    while k + 1 < len(nodes) and nodes[k].tag == AND and nodes[k + 1].tag == PARTY:
        k += 2
    verb = k
    while k < len(nodes) and nodes[k].tag in (BE, ADVERB, HAVE):
        passive = passive or nodes[k].tag == BE
        k += 1
    if k < len(nodes) and passive and nodes[k].tag == PAST and _loses(nodes[k]) and not negated(nodes, k):
        return Draft(nodes[k].measures[0], nodes[i], i, nodes[i].start, nodes[k].end, k, "ship")
    words = [node.word for node in nodes[verb : verb + 3]]
    if len(words) == 3 and words[0] in ("suffered", "sustained") and words[1] in _DEGREES and words[2] == "damage":
        return Draft("damaged", nodes[i], i, nodes[i].start, nodes[verb + 2].end, None, "ship")
    return None


def _struck(nodes: list[Node], i: int) -> Draft | None:
    """ "sank the Swedish brig Svan", "capturing Freja" """
    k = i - 1
    while k >= 0 and nodes[k].tag in (DETERMINER, MATERIEL, PARTY, "j", "w", PERSON):
        k -= 1
    if k < 0 or nodes[k].tag not in (PAST, GERUND, PRESENT) or not _loses(nodes[k]) or negated(nodes, k):
        return None
    before = k - 1
    while before >= 0 and nodes[before].tag == ADVERB:
        before -= 1
    if before >= 0 and nodes[before].tag == BE:
        return None
    return Draft(nodes[k].measures[0], nodes[i], i, nodes[k].start, nodes[i].end, k, "ship")


def _loses(node: Node) -> bool:
    return bool(node.measures) and node.measures[0] in _LOSSES
