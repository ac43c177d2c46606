"""Counted phrases that have a noun in common: "52 British and 31 Italian prisoners", "300 Danish dead, 40 Swedish"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import AND, CAPITAL, PARTY
from pipeline.extract.claims.grammar.node import LOSSES, NUMBER, PEOPLE, THINGS, Node

_ARMS = ("infantry", "cavalry", "artillery", "armoured", "armored", "rifle")


def share_nouns(nodes: list[Node]) -> list[Node]:
    """The nodes with each number that leans on the noun of another as one phrase with its party."""
    return _borrow_heads(_slashed(_share_heads(nodes)))


def _share_heads(nodes: list[Node]) -> list[Node]:
    """ "52 British, ten French and 31 Italian prisoners": the noun behind the last number is that of the others too."""
    if not any(node.tag in (NUMBER, PEOPLE) for node in nodes):
        return nodes
    shared: list[Node] = []
    for node in reversed(nodes):
        following = shared[::-1][:3]
        if node.tag == NUMBER and following and following[0].tag in (PARTY, CAPITAL) and _lends(following[1:]):
            adjective = shared.pop()
            head = following[2].head
            shared.append(Node(following[2].tag, node.items + adjective.items, head=head, core_end=adjective.end))
            continue
        if _is_arm(node) and _lends_unit(following):
            # "five infantry and one cavalry division": divisions, that is.
            shared.append(Node(THINGS, node.items, head=following[1].head, core_end=node.end))
            continue
        bare = node.tag == PEOPLE and node.head is node.items[-1] and node.head.tag in (PARTY, CAPITAL)
        if bare and not node.items[-1].word.endswith("s") and _lends(following):
            shared.append(Node(following[1].tag, node.items, head=following[1].head, core_end=node.end))
            continue
        shared.append(node)
    return shared[::-1]


def _slashed(nodes: list[Node]) -> list[Node]:
    """ "2,500 PAVN/VC": two parties that share a number are one phrase."""
    if not any(node.word == "/" for node in nodes):
        return nodes
    found: list[Node] = []
    k = 0
    while k < len(nodes):
        node, behind = nodes[k], nodes[k + 1 : k + 3]
        named = node.tag == PEOPLE and node.items[-1].tag in (PARTY, CAPITAL)
        if named and len(behind) > 1 and behind[0].word == "/" and behind[1].tag in (PARTY, CAPITAL):
            items = [*node.items, *behind[0].items, *behind[1].items]
            found.append(Node(PEOPLE, items, head=node.head, core_end=behind[1].end))
            k += 3
            continue
        found.append(node)
        k += 1
    return found


def _borrow_heads(nodes: list[Node]) -> list[Node]:
    """ "420,000 British casualties, 195,000 French and 650,000 German": the noun is that of the first number."""
    if not any(node.tag == LOSSES for node in nodes):
        return nodes
    found: list[Node] = []
    k = 0
    while k < len(nodes):
        lender = found[-2] if len(found) > 1 and found[-1].tag in (AND, ",") else None
        told = lender is not None and lender.tag == LOSSES and any(i.tag in (PARTY, CAPITAL) for i in lender.items)
        adjective = nodes[k + 1] if nodes[k].tag == NUMBER and k + 1 < len(nodes) else None
        items = list(nodes[k].items)
        if adjective is not None and adjective.tag in (PARTY, CAPITAL):
            items += adjective.items
        width = 1 + (len(items) > len(nodes[k].items))
        closed = k + width >= len(nodes) or nodes[k + width].tag in (",", ".", ";", AND, ")")
        named = nodes[k].is_counted and items[-1].tag in (PARTY, CAPITAL) and not items[-1].word.endswith("s")
        if told and closed and named and lender is not None:
            found.append(Node(LOSSES, items, head=lender.head, core_end=items[-1].end))
            k += width
            continue
        found.append(nodes[k])
        k += 1
    return found


def _is_arm(node: Node) -> bool:
    """ "five infantry": a number of an arm and no more."""
    return node.tag == PEOPLE and node.head is not None and len(node.items) == 2 and node.head.word in _ARMS


def _lends_unit(following: list[Node]) -> bool:
    """Whether "and one cavalry division" follows."""
    second = following[1] if len(following) > 1 and following[0].tag in (AND, ",") else None
    unit = second is not None and second.tag == THINGS and second.head is not None
    return unit and second is not None and any(item.word in _ARMS for item in second.items[1:-1])


def _lends(following: list[Node]) -> bool:
    """Whether "and 31 Italian prisoners" follows, of which the noun may be that of the number before."""
    second = following[1] if len(following) > 1 else None
    if second is None or following[0].tag not in (AND, ",") or second.tag not in (PEOPLE, LOSSES):
        return False
    common = second.head is not None and second.head.tag not in (PARTY, CAPITAL)
    return common and any(item.tag in (PARTY, CAPITAL) for item in second.items)
