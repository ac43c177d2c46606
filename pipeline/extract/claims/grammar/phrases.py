"""Counted noun phrases: a number with its noun, its modifiers and "of the X" behind it."""

from __future__ import annotations

from functools import cache

from pipeline.countries import country_of_demonym
from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.heads import aircraft, head_of, tag_at
from pipeline.extract.claims.grammar.items import SIZES, Item
from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BE,
    CAPITAL,
    DETERMINER,
    LOSS,
    MATERIEL,
    OF,
    ONE,
    PARTY,
    PAST,
    PERSON,
    PLAIN,
    PREPOSITION,
    PRONOUN,
    QUANTITY,
    SOME,
    SUBORDINATOR,
    SUBSET,
    WORD,
    ZERO,
    load_words,
)  # fmt: skip
from pipeline.extract.claims.grammar.node import LOSSES, NUMBER, PEOPLE, THINGS, Node

_MODIFIERS, _SMALL = 6, 10


def counted_phrase(items: list[Item], i: int) -> Node | None:
    """The phrase that begins with the number, "some" or "a" at ``i``; None where nothing is counted there."""
    first, start = items[i], i + 1
    if _counts_nobody(items, i):
        return Node(WORD, items[i : i + 1])
    if first.tag == QUANTITY and (width := _without_a_noun(items, start)) is not None:
        return _close(NUMBER, items[i : start + width], None)
    start += _quotes_a_noun(items, start)
    partitive = first.tag in (QUANTITY, SOME) and tag_at(items, start) == OF
    start += partitive
    while tag_at(items, start) == DETERMINER:
        start += 1
    start += partitive and _quotes_a_noun(items, start)
    if partitive and items[start - 1].tag == DETERMINER:
        if tag_at(items, start) in (PAST, ADJECTIVE):
            # "ten of the wounded later died"
            return _close(PEOPLE, items[i : start + 1], items[start])
        # "fourteen of the twenty-nine deys", "40 of the battalion's 550 men"
        start = _behind_owner(items, start)
        start += tag_at(items, start) == QUANTITY
    head, end = head_of(items, start)
    if head is None:
        body = _body(items, i, start, partitive) or _one_of_a_people(items, i, start)
        return body or _without_noun(items, i, start, partitive)
    if first.tag == ONE and head.tag not in (MATERIEL, PERSON):
        return None
    head, end = _aboard(items, head, end, partitive)
    head = aircraft(items, head, end)
    tag = {MATERIEL: THINGS, LOSS: LOSSES}.get(head.tag, PEOPLE)
    if head.word == "horse" and first.quantity is not None and (first.quantity.low or 0) > 1:
        # "12,000 foot and 1,500 horse" are men.
        tag = PEOPLE
    if tag == PEOPLE:
        end = _listed_nouns(items, end)
    return _with_complement(_close(tag, items[i:end], head), items, end)


def _listed_nouns(items: list[Item], end: int) -> int:
    """Behind "and children" of "140 women and children", one number for both, or for "seamen, marines and soldiers"."""
    titled = tag_at(items, end + 2) in (CAPITAL, PARTY)
    if not titled and tag_at(items, end + 1) == PERSON and items[end].word == "and":
        return end + 2
    k = end
    while tag_at(items, k) == "," and tag_at(items, k + 1) == PERSON and tag_at(items, k + 2) in (",", AND):
        k += 2
    k += k > end and tag_at(items, k) == ","
    last = k + 2
    closed = k > end and tag_at(items, k) == AND and tag_at(items, k + 1) == PERSON
    nouns = [item for item in items[end:last] if item.tag == PERSON]
    lost = tag_at(items, last) in (PAST, ADJECTIVE, BE)
    return last if closed and lost and all(item.word.endswith(("s", "men")) for item in nouns) else end


def _aboard(items: list[Item], head: Item, end: int, partitive: bool) -> tuple[Item, int]:
    """The head of "two of the tank's crew members", and the index behind it."""
    if partitive and head.tag == MATERIEL and tag_at(items, end) == "'":
        people, behind = head_of(items, end + 1)
        if people is not None and people.tag == PERSON:
            return people, behind
    return head, end


@cache
def _reckoning() -> frozenset[str]:
    return frozenset(load_words("attribution")["reporting"]["words"].split())


def _counts_nobody(items: list[Item], i: int) -> bool:
    """ "Some put the dead at 300", "one in ten": those who reckon, and a share."""
    if items[i].tag == SOME:
        return tag_at(items, i + 1) == WORD and items[i + 1].word in _reckoning()
    return items[i].tag == QUANTITY and _of_a_ratio(items, i)


def _of_a_ratio(items: list[Item], i: int) -> bool:
    """ "One in ten of his men", "three out of every five": neither number counts anybody."""
    first = tag_at(items, i + 2) == QUANTITY and items[i + 1].word == "in" and items[i].word.islower()
    opens = i == 0 or items[i - 1].tag in (",", AND, ADVERB, SUBORDINATOR, "(", ";")
    second = i > 1 and items[i - 1].word == "in" and items[i - 2].tag == QUANTITY and items[i].word.isalpha()
    every = i > 1 and items[i - 1].word == "every" and items[i - 2].word in ("of", "in", "out of")
    return (first and opens) or second or every or _few_of_few(items, i) or _few_of_few(items, i - 3)


def _few_of_few(items: list[Item], i: int) -> bool:
    """ "two out of three": a share, where both are small numbers in words."""
    between = [item.word for item in items[i + 1 : i + 3]] if i >= 0 else []
    whole = items[i + 3].quantity if between == ["out", "of"] and tag_at(items, i + 3) == QUANTITY else None
    part = items[i].quantity if whole is not None else None
    if whole is None or part is None or not (items[i].word.isalpha() and items[i + 3].word.isalpha()):
        return False
    return (part.low or 0) < (whole.low or 0) <= _SMALL


def _behind_owner(items: list[Item], k: int) -> int:
    """Behind "battalion's" of "the battalion's 550 men"; ``k`` where no number is owned."""
    j = k
    while tag_at(items, j) in (WORD, PARTY, CAPITAL, MATERIEL, PERSON) and j - k < _MODIFIERS:
        j += 1
    return j + 1 if tag_at(items, j) == "'" and tag_at(items, j + 1) == QUANTITY else k


def _one_of_a_people(items: list[Item], i: int, start: int) -> Node | None:
    """ "a Canadian", "an Afghan working for the army", but not "a German attack" """
    if items[i].tag != ONE or tag_at(items, start) not in (CAPITAL, PARTY):
        return None
    behind = items[start + 1] if start + 1 < len(items) else None
    ends = behind is None or behind.tag in (".", ",", ";", ")", AND, BE) or behind.word.endswith("ing")
    people = country_of_demonym(items[start].word.title()) is not None
    return _close(PEOPLE, items[i : start + 1], items[start]) if ends and people else None


def _quotes_a_noun(items: list[Item], k: int) -> bool:
    """ 'killed "more than 500" civilians', 'dozens of "terrorists"' """
    return tag_at(items, k) == '"' and tag_at(items, k + 1) in (PERSON, MATERIEL, LOSS)


def _body(items: list[Item], i: int, start: int, partitive: bool) -> Node | None:
    """ "thirteen of the garrison", "most of Brand's 2,300-man garrison": people of a body that its noun tells."""
    if not (partitive or items[i].word.endswith((" of", "half"))):
        return None
    inside = (PARTY, CAPITAL, PERSON, PLAIN, "'", DETERMINER, QUANTITY, WORD)
    for k in range(start, min(start + _MODIFIERS, len(items))):
        if items[k].tag == WORD and items[k].word in force().people:
            return _close(PEOPLE, items[i : k + 1], items[k])
        if items[k].tag not in inside or (items[k].tag == WORD and items[k].word not in SIZES):
            return None
    return None


def _without_a_noun(items: list[Item], start: int) -> int | None:
    """How many items belong to a number that takes no noun: "of them", "of whom", the "-strong" of an army's size."""
    if tag_at(items, start) == WORD and items[start].word in SIZES:
        return 0
    if tag_at(items, start) == SUBSET:
        return 1
    return 2 if tag_at(items, start) == OF and tag_at(items, start + 1) == SUBORDINATOR else None


def _without_noun(items: list[Item], i: int, start: int, partitive: bool) -> Node | None:
    """A bare number; one that is a part of something unknown ("12 of its 20 games") counts nothing."""
    if partitive and tag_at(items, start) == PLAIN and items[start].word in ("own", "enemy"):
        # "40 of his own", "16 of the enemy"
        return _close(NUMBER, items[i : start + 1], None)
    if partitive and items[start - 1].tag == QUANTITY and items[i].tag == QUANTITY:
        # "Nine of the twelve were killed."
        return _close(NUMBER, items[i:start], None)
    owned = partitive and items[start - 1].tag == DETERMINER and tag_at(items, start) == WORD
    if owned and items[start].word == "number":
        # "had 40 of their number killed"
        return _close(NUMBER, items[i : start + 1], None)
    if partitive:
        return (
            _close(NUMBER, items[i : start + 1], None)
            if tag_at(items, start) == PRONOUN
            else Node(WORD, items[i : i + 1])
        )
    behind = i + 1 + (tag_at(items, i + 1) == BE)
    another = items[i].word == "another" and tag_at(items, behind) in (PAST, ADJECTIVE)
    return _close(NUMBER, items[i : i + 1], None) if items[i].tag in (QUANTITY, ZERO) or another else None


def _close(tag: str, items: list[Item], head: Item | None) -> Node:
    return Node(tag, items, head=head, core_end=items[-1].end)


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
    while items[j].tag == PERSON and tag_at(items, last + 1) in (CAPITAL, PARTY, PERSON):
        # "of Rear Admiral Berg"
        last += 1
    node.after = items[k + 1 : last + 1]
    node.items = node.items + items[k : last + 1]
    return node
