"""From items to the nodes that the grammar of losses links: counted phrases and joint predicates.

``several dozen GATIA fighters`` becomes one node of tag ``n``; ``two tanks`` is ``m``, ``150 prisoners`` is ``l`` and a
number without a noun is ``q``. Everything else stays as it is.
"""

from __future__ import annotations

from pipeline.extract.claims.items import Item
from pipeline.extract.claims.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BASE,
    CAPITAL,
    ONE,
    PARTY,
    PAST,
    QUANTITY,
    SOME,
    ZERO,
    lexicon,
)  # fmt: skip
from pipeline.extract.claims.node import COUNTED, LOSSES, NUMBER, PEOPLE, PREDICATES, THINGS, Node
from pipeline.extract.claims.phrases import counted_phrase

__all__ = ["COUNTED", "LOSSES", "NUMBER", "PEOPLE", "PREDICATES", "THINGS", "Node", "build_nodes"]


_ADDS = frozenset({"another", "a"})
_COUNTS = frozenset({QUANTITY, ZERO, SOME, ONE})
# Most items stand alone: only those of these tags may be grouped with others.
_GROUPED = _COUNTS | frozenset(PREDICATES)


def build_nodes(items: list[Item]) -> list[Node]:
    """Group counted phrases and joint predicates ("killed or wounded")."""
    nodes: list[Node] = []
    i = 0
    while i < len(items):
        item = items[i]
        if item.tag not in _GROUPED and item.word not in _ADDS:
            nodes.append(Node(item.tag, [item]))
            i += 1
            continue
        if item.word == "another" and i + 1 < len(items) and items[i + 1].tag == QUANTITY:
            # "another 300 men": the number counts, "another" only adds.
            nodes.append(Node(ADVERB, [item]))
            i += 1
            continue
        if (
            item.word == "a"
            and i + 2 < len(items)
            and items[i + 1].word in lexicon().lists["adding"]
            and items[i + 2].tag == QUANTITY
        ):
            # "wounded a further 40"
            nodes.append(Node(ADVERB, items[i : i + 2]))
            i += 2
            continue
        if item.tag in _COUNTS:
            node = counted_phrase(items, i)
            if node is not None:
                nodes.append(node)
                i += len(node.items)
                continue
        if item.tag in PREDICATES:
            node, i = _predicate(items, i, counted=bool(nodes) and nodes[-1].is_counted)
            nodes.append(node)
            continue
        nodes.append(Node(item.tag, [item]))
        i += 1
    return _share_heads(nodes)


def _share_heads(nodes: list[Node]) -> list[Node]:
    """ "1,388 British and 3,145 Italian prisoners": the noun behind the second number is the first one's too."""
    if not any(node.tag == NUMBER for node in nodes):
        return nodes
    shared: list[Node] = []
    i = 0
    while i < len(nodes):
        node, party = nodes[i], nodes[i + 1] if i + 1 < len(nodes) else None
        second = nodes[i + 3] if i + 3 < len(nodes) else None
        if (
            node.tag == NUMBER
            and party is not None
            and second is not None
            and party.tag in (PARTY, CAPITAL)
            and nodes[i + 2].tag == AND
            and second.tag in (PEOPLE, LOSSES)
            and any(item.tag in (PARTY, CAPITAL) for item in second.items)
        ):
            shared.append(Node(second.tag, node.items + party.items, head=second.head, core_end=party.end))
            i += 2
            continue
        shared.append(node)
        i += 1
    return shared


def _predicate(items: list[Item], i: int, counted: bool) -> tuple[Node, int]:
    """A verb or adjective of loss with those joined to it by "or", "and", "/"; ``counted``: a count stands before."""
    found = [i]
    k = i + 1
    while True:
        gap = k
        while gap < len(items) and items[gap].tag in (AND, ",") and gap - k < 2:
            gap += 1
        if gap < len(items) and items[gap].word in ("taken", "took", "taking"):
            break
        if gap == k or gap >= len(items) or items[gap].tag not in PREDICATES or items[gap].tag == BASE != items[i].tag:
            break
        found.append(gap)
        k = gap + 1
    joint = [items[f] for f in found]
    # "killed and captured 20" counts each of the two; "killed, capturing 20" does not join.
    apart = counted and k < len(items) and items[k].tag == QUANTITY and items[found[-1] - 1].word == "and"
    if len(joint) > 1 and (apart or not _joins(joint, items[found[0] : found[-1] + 1])):
        joint, k = joint[:1], i + 1
    lexemes = [j.lexeme for j in joint if j.lexeme]
    measures = tuple(dict.fromkeys(lexeme.measure for lexeme in lexemes))
    return Node(
        joint[0].tag, items[i:k], head=joint[0], measures=measures, verb=lexemes[0].verb if lexemes else None
    ), k


def _joins(joint: list[Item], stretch: list[Item]) -> bool:
    participles = (PAST, ADJECTIVE)
    tags = {item.tag for item in joint}
    alike = tags <= set(participles) or len(tags) == 1
    return alike and any(item.tag == AND for item in stretch)
