"""Strengths beside the body of whom they are told: "The patrol, 48 men, ...", "Pillow and 5,000 men"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.forces import force, last_word
from pipeline.extract.claims.grammar.lexicon import ADVERB, AND, CAPITAL, PARTY, PERSON, PREPOSITION, SOME
from pipeline.extract.claims.grammar.nodes import NUMBER, THINGS, Node


def beside(nodes: list[Node], i: int, j: int) -> bool:
    """ "Pillow and 5,000 men", "The patrol, 48 men in eleven vehicles, ..." """
    if j == 0:
        return False
    head, anchor = nodes[i].head, nodes[j - 1]
    if nodes[j].word == "and" and any(node.tag == "L" for node in nodes[max(0, j - 8) : j]):
        # "the death of Brand and 30 men"
        return False
    if nodes[j].word == "and":
        return anchor.tag == PARTY and head is not None and head.word == "men"
    return nodes[j].tag == "," and _apposed(nodes, i, _led_body(nodes, j - 1))


def beside_a_body(nodes: list[Node], j: int) -> bool:
    """ "guarded by a brigade of infantry and 500 cavalry" """
    body = nodes[j - 1] if j > 1 and nodes[j].tag in (AND, ",") else None
    if body is None or body.tag != THINGS or body.items[0].quantity is not None:
        return False
    return nodes[j - 2].word in ("by", "with", "of")


def _led_body(nodes: list[Node], k: int) -> Node:
    """The body before "under Count X" of "the vanguard under Count X, 12,000 men, arrived"; else the node itself."""
    j = k
    while j > 1 and nodes[j].tag in (PARTY, CAPITAL, PERSON):
        j -= 1
    led = nodes[j].word == "under" or (nodes[j].word == "by" and nodes[j - 1].word in ("led", "commanded"))
    return nodes[j - 1 - (nodes[j].word == "by")] if led and j < k else nodes[k]


def of_those(nodes: list[Node], i: int) -> int | None:
    """ "The Saxons, some 3,000 of them, fled": where the words end that say so."""
    them = nodes[i].tag == NUMBER and nodes[i].items[-1].word.endswith("them")
    if not them or i < 2 or i + 1 >= len(nodes) or nodes[i + 1].tag != ",":
        return None
    j = i - 1
    while j > 0 and nodes[j].tag in (ADVERB, SOME):
        j -= 1
    named = nodes[j - 1].tag == PARTY or nodes[j - 1].items[-1].word in force().people
    return nodes[i].end if nodes[j].tag == "," and named else None


def _apposed(nodes: list[Node], i: int, anchor: Node) -> bool:
    """ "The patrol, 48 men in eleven vehicles, ..." """
    after = nodes[i + 1] if i + 1 < len(nodes) else None
    return after is not None and after.tag in (",", PREPOSITION, AND) and last_word(anchor) in force().bodies
