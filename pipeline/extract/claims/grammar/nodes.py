"""From items to the nodes that the grammar of losses links: counted phrases and joint predicates.

``several dozen GATIA fighters`` becomes one node of tag ``n``; ``two tanks`` is ``m``, ``150 prisoners`` is ``l`` and a
number without a noun is ``q``. Everything else stays as it is.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BASE,
    BE,
    CAPITAL,
    HAVE,
    LOSS,
    MATERIEL,
    ONE,
    PARTY,
    PAST,
    PERSON,
    PREPOSITION,
    QUANTITY,
    SOME,
    WORD,
    ZERO,
    lexicon,
)  # fmt: skip
from pipeline.extract.claims.grammar.node import COUNTED, LOSSES, NUMBER, PEOPLE, PREDICATES, THINGS, Node
from pipeline.extract.claims.grammar.phrases import counted_phrase
from pipeline.extract.claims.grammar.sharing import share_nouns

__all__ = ["COUNTED", "LOSSES", "NUMBER", "PEOPLE", "PREDICATES", "THINGS", "Node", "build_nodes"]


_MODIFIERS = 3
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
    return _other_things(share_nouns(_unlisted_people(nodes)))


def _other_things(nodes: list[Node]) -> list[Node]:
    """ "Two ships were sunk and three others damaged": the others are ships too, unless the verb is said of people."""
    for i, node in enumerate(nodes):
        if node.tag != PEOPLE or node.head is None or node.head.word not in ("other", "others"):
            continue
        telling = (PEOPLE, THINGS, MATERIEL, PERSON, PARTY, ";")
        earlier = next((before for before in reversed(nodes[:i]) if before.tag in telling), None)
        head = (earlier.head or earlier.items[-1]) if earlier is not None else None
        if head is None or head.tag != MATERIEL or _said_of_people(nodes, i):
            continue
        node.tag, node.head = THINGS, replace(node.head, tag=MATERIEL, word=head.word, lexeme=head.lexeme)
    return nodes


def _said_of_people(nodes: list[Node], i: int) -> bool:
    """Whether the verb of the counted node at ``i`` kills or wounds."""
    k = i + 1
    while k < len(nodes) and nodes[k].tag in (BE, ADVERB, HAVE):
        k += 1
    before = nodes[i - 1] if i else None
    verb = nodes[k] if k < len(nodes) and nodes[k].tag in PREDICATES else before
    return verb is not None and not {"killed", "wounded", "missing"}.isdisjoint(verb.measures)


def _unlisted_people(nodes: list[Node]) -> list[Node]:
    """ "an interpreter was killed": who is killed or wounded is somebody, whatever the noun."""
    for i, node in enumerate(nodes):
        if node.tag != PAST or not set(node.measures) <= {"killed", "wounded"} or node.verb is None:
            continue
        if node.verb.takes == "any":
            continue
        k = i - 1
        while k >= 0 and nodes[k].tag in (ADVERB, BE, HAVE):
            k -= 1
        if k < 1 or k == i - 1 or nodes[k].tag != WORD or nodes[i - 1].tag not in (BE, ADVERB):
            continue
        j = k
        while j > 0 and k - j < _MODIFIERS and nodes[j - 1].tag in (WORD, "j", CAPITAL, PARTY):
            j -= 1
        if j and nodes[j - 1].tag == ONE and nodes[j - 1].word in ("a", "an"):
            items = [item for at in range(j - 1, k + 1) for item in nodes[at].items]
            merged = Node(PEOPLE, items, head=nodes[k].items[-1], core_end=nodes[k].end)
            return [*nodes[: j - 1], merged, *_unlisted_people(nodes[k + 1 :])]
    return nodes


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
        if gap > k and gap < len(items) and _taken_with_them(items, gap, counted):
            found.append(gap)
            k = gap + 1
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
    if measures == ("captured", "killed") and any(item.word == "and" for item in items[i:k]):
        # "were captured and executed": one after the other.
        measures = ("killed",)
    return Node(
        joint[0].tag, items[i:k], head=joint[0], measures=measures, verb=lexemes[0].verb if lexemes else None
    ), k


def _taken_with_them(items: list[Item], k: int, counted: bool) -> bool:
    """The "prisoners" of "300 killed, wounded and prisoners": what befell the rest of those whom one number counts."""
    lexeme = items[k].lexeme
    told = counted and items[k].tag == LOSS and lexeme is not None and lexeme.measure == "captured"
    ends = k + 1 >= len(items) or items[k + 1].tag in (".", ",", ";", ")", PREPOSITION)
    return told and items[k - 1].tag == AND and ends


def _joins(joint: list[Item], stretch: list[Item]) -> bool:
    participles = (PAST, ADJECTIVE, LOSS)
    tags = {item.tag for item in joint}
    alike = tags <= set(participles) or len(tags) == 1
    return alike and any(item.tag == AND for item in stretch)
