"""Counts that suffer what the second of two verbs says: "were caught in the crossfire and killed"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import ADVERB, AND, BE, HAVE, PRONOUN, SUBORDINATOR, WORD
from pipeline.extract.claims.grammar.nodes import Node

_FARTHEST, _INSERT = 16, 8


def shared_subject(nodes: list[Node], i: int, k: int, passive: bool) -> int | None:
    """The counted subject of the verb at ``i``, which "and" joins to a first verb; None where there is none.

    ``k`` is the node before the auxiliaries of the verb, ``passive`` whether "be" is among them. Without one the first
    verb must have it, unless the second says of itself that its subject is lost: "were hit by bullets and died".
    """
    verb = nodes[i].verb
    dies = verb is not None and verb.intransitive
    if k < 1 or nodes[k].tag != AND:
        return None
    for c in range(k - 1, max(-1, k - _FARTHEST), -1):
        if nodes[c].tag in (";", ":", SUBORDINATOR, PRONOUN):
            return None
        if nodes[c].is_counted and _opens_clause(nodes, c):
            first = _verb(nodes, c + 1, k)
            if first is None:
                return None
            return c if passive or dies or nodes[first].tag == BE else None
    return None


def _opens_clause(nodes: list[Node], c: int) -> bool:
    """Whether a subject may begin there: not "a squadron of three frigates and two brigs"."""
    if c == 0 or nodes[c - 1].tag in (",", "d", ADVERB, '"'):
        return True
    return nodes[c - 1].tag == AND and not (c > 1 and nodes[c - 2].is_counted)


def _verb(nodes: list[Node], at: int, end: int) -> int | None:
    """Where the first verb of the subject stands that ends before ``at``, behind ", including a boy,"."""
    if at < end and nodes[at].tag == ",":
        at = next((j + 1 for j in range(at + 1, min(at + _INSERT, end)) if nodes[j].tag == ","), end)
    while at < end and nodes[at].tag in (ADVERB, HAVE):
        at += 1
    verb = at < end and (nodes[at].tag == BE or (nodes[at].tag == WORD and nodes[at].word.endswith(("ed", "en"))))
    return at if verb else None
