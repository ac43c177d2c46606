"""Steps from node to node over what may stand between."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import ADVERB, DETERMINER
from pipeline.extract.claims.grammar.node import Node

SKIPPED = (ADVERB, "j")


def skip(nodes: list[Node], k: int) -> int:
    """The index of the next node that is no adverb, adjective or quotation mark."""
    while k < len(nodes) and (nodes[k].tag in (*SKIPPED, '"') or _intensifies(nodes, k)):
        k += 1
    return k


def _intensifies(nodes: list[Node], k: int) -> bool:
    """The "so" of "163 so badly wounded"."""
    return nodes[k].word == "so" and k + 1 < len(nodes) and nodes[k + 1].tag in SKIPPED


def back(nodes: list[Node], k: int) -> int:
    """The index of the node before, adverbs, adjectives and determiners stepped over; -1 where none is left."""
    while k >= 0 and nodes[k].tag in (*SKIPPED, DETERMINER):
        k -= 1
    return k
