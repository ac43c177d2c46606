"""Counted noun phrases: a number with its noun, its modifiers and "of the X" behind it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pipeline.countries import country_of_demonym
from pipeline.extract.claims.forces import force
from pipeline.extract.claims.items import SIZES, Item
from pipeline.extract.claims.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BE,
    CAPITAL,
    DETERMINER,
    GERUND,
    LOSS,
    MATERIEL,
    NOT_A_COUNT,
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
    lexicon,
    load_words,
)  # fmt: skip
from pipeline.extract.claims.node import LOSSES, NUMBER, PEOPLE, THINGS, Node

_MODIFIERS = 6
_PARTICIPLES = ("wounded", "injured", "captured", "displaced")


def counted_phrase(items: list[Item], i: int) -> Node | None:
    """The phrase that begins with the number, "some" or "a" at ``i``; None where nothing is counted there."""
    first, start = items[i], i + 1
    if _counts_nobody(items, i):
        return Node(WORD, items[i : i + 1])
    if first.tag == QUANTITY and (width := _without_a_noun(items, start)) is not None:
        return _close(NUMBER, items[i : start + width], None)
    start += _quotes_a_noun(items, start)
    partitive = first.tag in (QUANTITY, SOME) and _tag(items, start) == OF
    start += partitive
    while _tag(items, start) == DETERMINER:
        start += 1
    start += partitive and _quotes_a_noun(items, start)
    if partitive and items[start - 1].tag == DETERMINER:
        if _tag(items, start) in (PAST, ADJECTIVE):
            # "ten of the wounded later died"
            return _close(PEOPLE, items[i : start + 1], items[start])
        # "fourteen of the twenty-nine deys", "40 of the battalion's 550 men"
        start = _behind_owner(items, start)
        start += _tag(items, start) == QUANTITY
    head, end = _head(items, start)
    if head is None:
        body = _body(items, i, start, partitive) or _one_of_a_people(items, i, start)
        return body or _without_noun(items, i, start, partitive)
    if first.tag == ONE and head.tag not in (MATERIEL, PERSON):
        return None
    head = _aircraft(items, head, end)
    tag = {MATERIEL: THINGS, LOSS: LOSSES}.get(head.tag, PEOPLE)
    if head.word == "horse" and first.quantity is not None and (first.quantity.low or 0) > 1:
        # "12,000 foot and 1,500 horse" are men.
        tag = PEOPLE
    titled = _tag(items, end + 2) in (CAPITAL, PARTY)
    if tag == PEOPLE and not titled and _tag(items, end + 1) == PERSON and items[end].word == "and":
        # "140 women and children": one number for both.
        end += 2
    return _with_complement(_close(tag, items[i:end], head), items, end)


@cache
def _reckoning() -> frozenset[str]:
    return frozenset(load_words("attribution")["reporting"]["words"].split())


def _counts_nobody(items: list[Item], i: int) -> bool:
    """ "Some put the dead at 300", "one in ten": those who reckon, and a share."""
    if items[i].tag == SOME:
        return _tag(items, i + 1) == WORD and items[i + 1].word in _reckoning()
    return items[i].tag == QUANTITY and _of_a_ratio(items, i)


def _of_a_ratio(items: list[Item], i: int) -> bool:
    """ "One in ten of his men", "three out of every five": neither number counts anybody."""
    first = _tag(items, i + 2) == QUANTITY and items[i + 1].word == "in" and items[i].word.islower()
    opens = i == 0 or items[i - 1].tag in (",", AND, ADVERB, SUBORDINATOR, "(", ";")
    second = i > 1 and items[i - 1].word == "in" and items[i - 2].tag == QUANTITY and items[i].word.isalpha()
    every = i > 1 and items[i - 1].word == "every" and items[i - 2].word in ("of", "in", "out of")
    return (first and opens) or second or every


def _behind_owner(items: list[Item], k: int) -> int:
    """Behind "battalion's" of "the battalion's 550 men"; ``k`` where no number is owned."""
    j = k
    while _tag(items, j) in (WORD, PARTY, CAPITAL, MATERIEL, PERSON) and j - k < _MODIFIERS:
        j += 1
    return j + 1 if _tag(items, j) == "'" and _tag(items, j + 1) == QUANTITY else k


def _one_of_a_people(items: list[Item], i: int, start: int) -> Node | None:
    """ "a Canadian", "an Afghan working for the army", but not "a German attack" """
    if items[i].tag != ONE or _tag(items, start) not in (CAPITAL, PARTY):
        return None
    behind = items[start + 1] if start + 1 < len(items) else None
    ends = behind is None or behind.tag in (".", ",", ";", ")", AND, BE) or behind.word.endswith("ing")
    people = country_of_demonym(items[start].word.title()) is not None
    return _close(PEOPLE, items[i : start + 1], items[start]) if ends and people else None


def _quotes_a_noun(items: list[Item], k: int) -> bool:
    """ 'killed "more than 500" civilians', 'dozens of "terrorists"' """
    return _tag(items, k) == '"' and _tag(items, k + 1) in (PERSON, MATERIEL, LOSS)


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


def _tag(items: list[Item], k: int) -> str:
    return items[k].tag if k < len(items) else ""


def _aircraft(items: list[Item], head: Item, end: int) -> Item:
    """ "two Mirage fighters" are no people."""
    model = lexicon().models.get(items[end - 2].word) if head.word in ("fighter", "fighters") else None
    return head if model is None else replace(head, tag=MATERIEL, lexeme=model)


def _without_a_noun(items: list[Item], start: int) -> int | None:
    """How many items belong to a number that takes no noun: "of them", "of whom", the "-strong" of an army's size."""
    if _tag(items, start) == WORD and items[start].word in SIZES:
        return 0
    if _tag(items, start) == SUBSET:
        return 1
    return 2 if _tag(items, start) == OF and _tag(items, start + 1) == SUBORDINATOR else None


def _without_noun(items: list[Item], i: int, start: int, partitive: bool) -> Node | None:
    """A bare number; one that is a part of something unknown ("12 of its 20 games") counts nothing."""
    if partitive and _tag(items, start) == PLAIN and items[start].word in ("own", "enemy"):
        # "40 of his own", "16 of the enemy"
        return _close(NUMBER, items[i : start + 1], None)
    if partitive and items[start - 1].tag == QUANTITY and items[i].tag == QUANTITY:
        # "Nine of the twelve were killed."
        return _close(NUMBER, items[i:start], None)
    owned = partitive and items[start - 1].tag == DETERMINER and _tag(items, start) == WORD
    if owned and items[start].word == "number":
        # "had 40 of their number killed"
        return _close(NUMBER, items[i : start + 1], None)
    if partitive:
        return (
            _close(NUMBER, items[i : start + 1], None)
            if _tag(items, start) == PRONOUN
            else Node(WORD, items[i : i + 1])
        )
    behind = i + 1 + (_tag(items, i + 1) == BE)
    another = items[i].word == "another" and _tag(items, behind) in (PAST, ADJECTIVE)
    return _close(NUMBER, items[i : i + 1], None) if items[i].tag in (QUANTITY, ZERO) or another else None


def _close(tag: str, items: list[Item], head: Item | None) -> Node:
    return Node(tag, items, head=head, core_end=items[-1].end)


def _head(items: list[Item], start: int) -> tuple[Item | None, int]:
    """The head noun of the phrase whose modifiers begin at ``start``, and the index behind the phrase."""
    k, party, plural = start, None, None
    while k < len(items) and k - start <= _MODIFIERS:
        item = items[k]
        if item.word == "other" and (
            _tag(items, k + 1) in (PARTY, CAPITAL, PERSON, MATERIEL, PLAIN)
            or (_tag(items, k + 1) == WORD and _tag(items, k + 2) in (PERSON, MATERIEL))
        ):
            # "two other Danish generals", "two other armored vehicles"
            k += 1
            continue
        if item.tag in (PERSON, MATERIEL, LOSS):
            return _last_noun(items, k)
        if item.tag == PARTY:
            party = k
        elif item.tag in (WORD, CAPITAL):
            plural = k if plural is None and _is_plural(item.word) else plural
        elif k > start and (width := _acronym(items, k)):
            k += width
            continue
        elif not (_modifies(items, k, start) or (item.tag == "," and k > start and _listed_adjectives(items, k))):
            break
        k += 1
    found = _unlisted_head(items, party, plural)
    if (
        found[0] is None
        and start < k < len(items)
        and items[k - 1].tag == CAPITAL
        and items[k].tag in (PAST, ADJECTIVE, BE)
    ):
        # "40 Viet Minh killed": capitals right before the verb are the people's name.
        return items[k - 1], k
    return found


def _last_noun(items: list[Item], k: int) -> tuple[Item, int]:
    """The last of nouns in a row: "camel drivers" are drivers."""
    while True:
        if _tag(items, k + 1) in (PERSON, MATERIEL, LOSS):
            k += 1
        elif (
            not _is_plural(items[k].word)
            and _tag(items, k + 1) in (WORD, PLAIN, ADJECTIVE)
            and _tag(items, k + 2) == MATERIEL
        ):
            # "six BMP armoured vehicles"
            k += 2
        else:
            break
    if items[k].tag == PERSON and not items[k].word.endswith(("s", "men")) and _tag(items, k + 1) == WORD:
        # "three guerrilla groups" are no guerrillas.
        k += _is_plural(items[k + 1].word)
    if (
        items[k].tag == MATERIEL
        and not items[k].word.endswith("s")
        and _tag(items, k + 1) == WORD
        and _is_plural(items[k + 1].word)
    ):
        # "32 gun embrasures" are no guns.
        k += 1
    return items[k], k + 1


def _modifies(items: list[Item], k: int, start: int) -> bool:
    """Whether the item can stand before the noun: an adjective, "wounded" before people, "and" between adjectives."""
    item, following = items[k], _tag(items, k + 1)
    if item.tag == PAST:
        people = item.word in _PARTICIPLES and following in (PERSON, PARTY)
        return people or (item.word == "captured" and following == MATERIEL)
    if item.tag == GERUND:
        # "30,000 fleeing rebels"
        return (
            item.lexeme is not None
            and item.lexeme.verb is not None
            and item.lexeme.verb.intransitive
            and following in (PERSON, PARTY)
        )
    if item.tag == NOT_A_COUNT:
        # "a 17-year-old girl"
        if item.quantity is None or k == start - 1:
            return False
        # "two 8-inch cruisers", "a 7-pounder gun": what is joined by a hyphen tells of the thing.
        joined = item.end - item.start > len(item.word) and following in (MATERIEL, WORD, PLAIN)
        inches = following == WORD and _tag(items, k + 2) == MATERIEL
        calibre = item.quantity.kind == "distance" and (following == MATERIEL or inches)
        return (item.quantity.kind == "age" and following == PERSON) or joined or calibre
    if item.tag == AND:
        joins = following in (PARTY, WORD, CAPITAL, PERSON, PLAIN)
        adjectives = following == WORD == items[k - 1].tag and not any(
            _is_plural(items[at].word) for at in (k - 1, k + 1)
        )
        return k > start and joins and (adjectives or items[k - 1].tag in (PARTY, PLAIN, CAPITAL))
    if item.tag == ADJECTIVE:
        return following in (PERSON, MATERIEL)
    return item.tag in (PLAIN, ADVERB, "'")


def _acronym(items: list[Item], k: int) -> int:
    """How many items "(ANA)" has in "four Afghan National Army (ANA) soldiers"; 0 where none stands there."""
    named = _tag(items, k) == "(" and _tag(items, k + 1) in (PARTY, CAPITAL) and _tag(items, k + 2) == ")"
    return 3 if named and _tag(items, k + 3) in (PERSON, MATERIEL, LOSS) else 0


def _listed_adjectives(items: list[Item], k: int) -> bool:
    """Whether the comma parts adjectives: "1,800 British, colonial and native troops"."""
    adjectives = (PARTY, CAPITAL, PLAIN, WORD)
    j = k
    while _tag(items, j) == "," and _tag(items, j - 1) in adjectives and not items[j - 1].word.endswith("s"):
        j += 2
    return j > k and _tag(items, j) == AND and _tag(items, j + 1) in adjectives and _tag(items, j + 2) == PERSON


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
    while items[j].tag == PERSON and _tag(items, last + 1) in (CAPITAL, PARTY, PERSON):
        # "of Rear Admiral Berg"
        last += 1
    node.after = items[k + 1 : last + 1]
    node.items = node.items + items[k : last + 1]
    return node
