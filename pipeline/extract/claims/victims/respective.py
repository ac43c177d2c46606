"""Two counts and two parties in one order: "The Danes and the Swedes lost 300 and 450 men respectively"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.claims.grammar.lexicon import AND, DETERMINER, PARTY, PERSON
from pipeline.extract.claims.grammar.node import Node


def respective(nodes: Sequence[Node], at: int) -> Node | None:
    """The party that the count at ``at`` is said of where two are told respectively; None where they do not match."""
    counts = [k for k, node in enumerate(nodes) if node.is_counted]
    pairs = [pair for k, node in enumerate(nodes) if node.tag == AND and (pair := _pair(nodes, k)) is not None]
    if len(counts) != 2 or len(pairs) != 1 or at not in counts:
        return None
    return pairs[0][counts.index(at)]


def shares_respectively(nodes: Sequence[Node]) -> bool:
    """Whether the sentence tells its counts in the order of their bearers."""
    return any(node.word == "respectively" for node in nodes)


def _pair(nodes: Sequence[Node], k: int) -> tuple[Node, Node] | None:
    """The two parties that "and" at ``k`` joins."""
    j = k + 1 + (k + 1 < len(nodes) and nodes[k + 1].tag == DETERMINER)
    joined = k > 0 and j < len(nodes) and _is_party(nodes[k - 1]) and _is_party(nodes[j])
    return (nodes[k - 1], nodes[j]) if joined else None


def _is_party(node: Node) -> bool:
    return node.tag in (PARTY, PERSON)
