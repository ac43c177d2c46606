"""Counted noun phrases: from items to the nodes that the grammar of losses links.

``several dozen GATIA fighters`` becomes one node of tag ``n``; ``two tanks`` is ``m``, ``150 prisoners`` is ``l`` and a
number without a noun is ``q``. Everything else stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.claims.items import Item
from pipeline.extract.claims.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BASE,
    BE,
    CAPITAL,
    DETERMINER,
    GERUND,
    LOSS,
    MATERIEL,
    OF,
    ONE,
    PARTY,
    PAST,
    PERSON,
    PLAIN,
    PREPOSITION,
    PRESENT,
    QUANTITY,
    SOME,
    SUBSET,
    WORD,
    ZERO,
    Verb,
)  # fmt: skip

PEOPLE, THINGS, LOSSES, NUMBER = "n", "m", "l", "q"
COUNTED = (PEOPLE, THINGS, LOSSES, NUMBER)
PREDICATES = (PAST, GERUND, BASE, PRESENT, ADJECTIVE)
_MODIFIERS = 6


@dataclass(slots=True)
class Node:
    """An item, a merged predicate or a counted phrase."""

    tag: str
    items: list[Item]
    head: Item | None = None
    measures: tuple[str, ...] = ()
    verb: Verb | None = None
    core_end: int = 0  # where the noun phrase ends without "of the X" behind it
    after: list[Item] = field(default_factory=list)  # the noun phrase of "of/from/in the X"

    @property
    def start(self) -> int:
        """Where the node begins in the article."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where the node ends in the article."""
        return self.items[-1].end

    @property
    def word(self) -> str:
        """The first item, lower case."""
        return self.items[0].word

    @property
    def is_counted(self) -> bool:
        """Whether the node is a counted phrase."""
        return self.tag in COUNTED


def build_nodes(items: list[Item]) -> list[Node]:
    """Group counted phrases and joint predicates ("killed or wounded")."""
    nodes: list[Node] = []
    i = 0
    while i < len(items):
        item = items[i]
        if item.tag in (QUANTITY, ZERO, SOME, ONE):
            node = _counted(items, i)
            if node is not None:
                nodes.append(node)
                i += len(node.items)
                continue
        if item.tag in PREDICATES:
            node, i = _predicate(items, i)
            nodes.append(node)
            continue
        nodes.append(Node(item.tag, [item]))
        i += 1
    return nodes


def _predicate(items: list[Item], i: int) -> tuple[Node, int]:
    """A verb or adjective of loss with those joined to it by "or", "and", "/"."""
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
    if len(joint) > 1 and not _joins(joint, items[found[0] : found[-1] + 1]):
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


def _counted(items: list[Item], i: int) -> Node | None:
    first = items[i]
    start = i + 1
    if first.tag == QUANTITY and start < len(items) and items[start].tag == SUBSET:
        return _close(NUMBER, items[i : start + 1], None)
    if (
        first.tag == QUANTITY
        and items[start : start + 1]
        and items[start].tag == OF
        and items[start + 1 : start + 2]
        and items[start + 1].tag == "c"
    ):
        return _close(NUMBER, items[i : start + 2], None)
    partitive = start < len(items) and items[start].tag == OF and first.tag in (QUANTITY, SOME)
    if partitive:
        start += 1
    while start < len(items) and items[start].tag == DETERMINER:
        start += 1
    if partitive and items[start - 1].tag == DETERMINER and start < len(items):
        if items[start].tag in (PAST, ADJECTIVE):
            # "ten of the wounded later died"
            return _close(PEOPLE, items[i : start + 1], items[start])
        if items[start].tag == QUANTITY:
            start += 1
    head, end = _head(items, start)
    if head is None and partitive:
        if start < len(items) and items[start].tag == "r":
            return _close(NUMBER, items[i : start + 1], None)
        return Node(WORD, items[i : i + 1])
    if head is None:
        follows = items[i + 1].tag if i + 1 < len(items) else ""
        if first.tag in (QUANTITY, ZERO) or (first.word == "another" and follows in (PAST, ADJECTIVE)):
            return _close(NUMBER, items[i : i + 1], None)
        return None
    tag = {MATERIEL: THINGS, LOSS: LOSSES}.get(head.tag, PEOPLE)
    if first.tag == ONE and head.tag not in (MATERIEL, PERSON):
        return None
    if tag == PEOPLE and end + 1 < len(items) and items[end].word == "and" and items[end + 1].tag == PERSON:
        # "140 women and children": one number for both.
        end += 2
    node = _close(tag, items[i:end], head)
    return _with_complement(node, items, end)


def _close(tag: str, items: list[Item], head: Item | None) -> Node:
    return Node(tag, items, head=head, core_end=items[-1].end)


def _head(items: list[Item], start: int) -> tuple[Item | None, int]:
    """The head noun of the phrase whose modifiers begin at ``start``, and the index behind the phrase."""
    head: Item | None = None
    end = start
    party: int | None = None
    plural: int | None = None
    k = start
    while k < len(items) and k - start <= _MODIFIERS:
        item = items[k]
        following = items[k + 1].tag if k + 1 < len(items) else ""
        if item.tag in (PERSON, MATERIEL, LOSS):
            head, end = item, k + 1
        elif head is not None:
            break
        elif item.tag == PARTY:
            party = k
        elif (
            item.tag == PAST and item.word in ("wounded", "injured", "captured") and following in (PERSON, PARTY)
        ) or (
            item.tag == AND
            and k > start
            and following in (PARTY, WORD, CAPITAL, PERSON, PLAIN)
            and items[k - 1].tag in (PARTY, PLAIN)
        ):
            pass
        elif item.tag in (WORD, CAPITAL):
            if plural is None and _is_plural(item.word):
                plural = k
        elif item.tag not in (PLAIN, ADVERB, "'", ADJECTIVE) or (
            item.tag == ADJECTIVE and following not in (PERSON, MATERIEL)
        ):
            break
        k += 1
    if head is not None:
        return head, end
    found = _unlisted_head(items, party, plural)
    if (
        found[0] is None
        and k > start
        and k < len(items)
        and items[k - 1].tag == CAPITAL
        and items[k].tag in (PAST, ADJECTIVE, BE)
    ):
        # "40 Viet Minh killed": capitals right before the verb are the people's name.
        return items[k - 1], k
    return found


def _is_plural(word: str) -> bool:
    """Whether an unlisted word looks like a plural noun; a designation with digits ("T-72s") is none."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and not any(c.isdigit() for c in word)


def _unlisted_head(items: list[Item], party: int | None, plural: int | None) -> tuple[Item | None, int]:
    """A party ("107 Ethiopians") or an unlisted plural ("five Western anglers") as the head."""
    if party is not None:
        behind = plural == party + 1 and not items[party].word.endswith("s")
        index = plural if behind and plural is not None else party
        return items[index], index + 1
    if plural is not None:
        return items[plural], plural + 1
    return None, 0


def _with_complement(node: Node, items: list[Item], k: int) -> Node:
    """Take in "of the X", "from X", "on both sides" behind the head, where X is a party or people."""
    if k >= len(items) or not (
        items[k].tag == OF or (items[k].tag == PREPOSITION and items[k].word in ("from", "among", "on"))
    ):
        return node
    preposition = items[k]
    j = k + 1
    while j < len(items) and j - k <= 4 and items[j].tag in (DETERMINER, PLAIN, ADVERB, WORD, CAPITAL, "'"):
        j += 1
    if j >= len(items) or items[j].tag not in (PARTY, PERSON):
        return node
    if preposition.word == "on" and any(item.tag in (WORD, CAPITAL) for item in items[k + 1 : j]):
        return node
    last = j
    if items[j].tag == PARTY and j + 1 < len(items) and items[j + 1].tag == PERSON:
        last = j + 1
    node.after = items[k + 1 : last + 1]
    node.items = node.items + items[k : last + 1]
    return node
