"""Relative clauses between a count and what befell it: "the 40 Danes who attacked the camp were killed"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import SUBORDINATOR
from pipeline.extract.claims.grammar.nodes import Node

_LONGEST = 14
_OTHERS = ("which", "whom", "whose", "where", "when", "while", "that")


def over_relative(nodes: list[Node], k: int) -> int | None:
    """The counted node before the "who" of the clause that ends at ``k``; None where there is none."""
    for j in range(k, max(0, k - _LONGEST), -1):
        node = nodes[j]
        if node.word == "who":
            if j == k:
                # "four others who were arrested": the verb is that of the clause.
                return None
            counted = j - 1 - (nodes[j - 1].tag == ",")
            return counted if counted >= 0 and nodes[counted].is_counted else None
        if node.tag in (";", ":", "R", SUBORDINATOR) or node.word in _OTHERS:
            return None
    return None
