"""Strengths behind a verb or a preposition: "fielded 20,000 troops", "set out with 5,000 men", "against 400 men"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.lexicon import AND, BE, HAVE, LOSS, OF, PARTY, PERSON, SUBSET
from pipeline.extract.claims.grammar.nodes import Node
from pipeline.extract.claims.strengths.sizes import bodily

_STAYING = ("to", "in", "at", "under", "with", "behind", "on")
_LISTED = 10
_FLOWN = ("flew", "flown", "airlifted")
_BROUGHT = ("brought", "bringing", "called", "moved", "rushed", "sent", "threw", "led")


def brought(nodes: list[Node], i: int, j: int) -> bool:
    """Whether the node at ``j``, right before the count at ``i``, makes it somebody's strength."""
    before, head = nodes[j], nodes[i].head
    if before.tag == SUBSET:
        return bodily(nodes, j)
    if before.tag == HAVE and ((head is not None and head.tag == PARTY) or any(node.tag == LOSS for node in nodes[:j])):
        # "had 300 Danes killed"; "losses must have exceeded 2,033 men"
        return False
    if j == 0:
        # "With fewer than 3,000 men, X held the pass"
        return before.word in force().verbs or before.word == "with"
    if before.tag == OF:
        made = nodes[j - 1].word == "up" and j > 1 and nodes[j - 2].word in ("made", "making")
        return made or nodes[j - 1].word in force().verbs
    if before.word in ("left", "leaving", "engaged"):
        return _kept(nodes, i, j)
    if before.tag == BE:
        # "Opposing him were 9,000 Swedes"
        return any(node.word in ("opposing", "facing") for node in nodes[:j])
    if before.word == "between" and i + 2 < len(nodes):
        # "fought between 15,000 Danes and 400 Swedes"
        return nodes[i + 1].tag == AND and nodes[i + 2].is_counted
    if before.word in ("over", "against", "versus", "vs"):
        return _opposed(nodes, i, j)
    return before.word in force().verbs or _accompanied(nodes, j)


def _kept(nodes: list[Node], i: int, j: int) -> bool:
    """ "left 300 men to guard the camp", "had engaged 1,600 men": its own, where no enemy is named."""
    head = nodes[i].head
    word = head.word if head is not None else ""
    if nodes[j].word == "engaged":
        return nodes[j - 1].tag == HAVE and word == "men"
    k = i + 1
    while k + 1 < len(nodes) and (nodes[k].tag in (AND, ",") or nodes[k].is_counted):
        k += 1
    if k + 1 < len(nodes) and nodes[k].word == "to" and nodes[k + 1].word in force().keeping:
        return True
    behind = nodes[i + 1].word if i + 1 < len(nodes) else ""
    return word in ("men", "soldiers", "troops") and behind in _STAYING


def _accompanied(nodes: list[Node], j: int) -> bool:
    """ "with 5,000 men", "guarded by 500 men", "flew in 500 men" """
    before, anchor = nodes[j], nodes[j - 1]
    if before.word in ("up", "forward") or (before.word == "in" and anchor.word in ("sent", "threw")):
        # "brought up twelve guns"
        return anchor.word in _BROUGHT
    if before.word == "in":
        return anchor.word in _FLOWN
    if before.word not in ("with", "by") or (before.word == "by" and anchor.word in ("led", "commanded", "headed")):
        return False
    if before.word == "with" and anchor.word in force().meeting:
        return False
    if anchor.word == "along" and any(node.tag == LOSS or node.measures or node.tag == "l" for node in nodes[:j]):
        # "took 450 prisoners, including 11 officers, along with 22 guns"
        return False
    if anchor.word == "together" and any(node.verb is not None and node.verb.loses for node in nodes[:j]):
        # "lost twice as many, together with 22 guns"
        return False
    if before.word == "with" and anchor.tag == "," and any(node.measures for node in nodes[max(0, j - _LISTED) : j]):
        # "1,200 were made prisoners, with 14 guns", "capturing 12 officers and 300 men, with 14 guns"
        return False
    return not _loses(anchor)


def _opposed(nodes: list[Node], i: int, j: int) -> bool:
    """ "to victory over 5,400 troops", "squared off against 400 militia"; not "400 died, against 60 Danes" """
    head, anchor = nodes[i].head, nodes[j - 1]
    if anchor.tag == "," and any(node.measures or node.tag == LOSS for node in nodes[: j - 1]):
        return False
    people = head is not None and head.tag in (PARTY, PERSON)
    return people and (nodes[j].word in ("against", "versus", "vs") or anchor.word in force().won)


def _loses(node: Node) -> bool:
    return node.tag in ("K", "G", "L", "J", "I")
