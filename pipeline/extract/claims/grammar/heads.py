"""The head noun of a counted phrase: behind its adjectives, of nouns in a row the last."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BE,
    CAPITAL,
    GERUND,
    LOSS,
    MATERIEL,
    NOT_A_COUNT,
    PARTY,
    PAST,
    PERSON,
    PLAIN,
    WORD,
    lexicon,
)

_MODIFIERS = 6
_PARTICIPLES = ("wounded", "injured", "captured", "displaced", "slain", "neutralized", "neutralised", "murdered")


def head_of(items: list[Item], start: int) -> tuple[Item | None, int]:
    """The head noun of the phrase whose modifiers begin at ``start``, and the index behind the phrase."""
    k, party, plural = start, None, None
    while k < len(items) and k - start <= _MODIFIERS:
        item = items[k]
        if item.word == "other" and (
            tag_at(items, k + 1) in (PARTY, CAPITAL, PERSON, MATERIEL, PLAIN)
            or (tag_at(items, k + 1) == WORD and tag_at(items, k + 2) in (PERSON, MATERIEL))
        ):
            # "two other Danish generals", "two other armored vehicles"
            k += 1
            continue
        if item.tag in (PERSON, MATERIEL, LOSS):
            return _last_noun(items, k)
        if item.tag == PARTY:
            party = k
            if item.word.endswith("s") and tag_at(items, k + 1) == WORD and items[k + 1].word.endswith("ed"):
                # "4,000 Saxons joined Holm"
                return item, k + 1
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
        if tag_at(items, k + 1) in (PERSON, MATERIEL, LOSS):
            k += 1
        elif (
            not _is_plural(items[k].word)
            and tag_at(items, k + 1) in (WORD, PLAIN, ADJECTIVE)
            and tag_at(items, k + 2) == MATERIEL
        ):
            # "six BMP armoured vehicles"
            k += 2
        elif _is_adjectival(items, k):
            k += 3
        else:
            break
    if items[k].tag == PERSON and not items[k].word.endswith(("s", "men")) and tag_at(items, k + 1) == WORD:
        # "three guerrilla groups" are no guerrillas.
        k += _is_plural(items[k + 1].word)
    if (
        items[k].tag == MATERIEL
        and not items[k].word.endswith("s")
        and tag_at(items, k + 1) == WORD
        and _is_plural(items[k + 1].word)
    ):
        # "32 gun embrasures" are no guns.
        k += 1
    return items[k], k + 1


def _is_adjectival(items: list[Item], k: int) -> bool:
    """ "500 Merchant and Royal Navy sailors": a singular that stands for an adjective beside another."""
    one = items[k].tag == PERSON and not _is_plural(items[k].word) and items[k].word not in lexicon().lists["crews"]
    joined = tag_at(items, k + 1) == AND and tag_at(items, k + 2) in (PARTY, CAPITAL)
    return one and joined and tag_at(items, k + 3) == PERSON and _is_plural(items[k + 3].word)


def _modifies(items: list[Item], k: int, start: int) -> bool:
    """Whether the item can stand before the noun: an adjective, "wounded" before people, "and" between adjectives."""
    item, following = items[k], tag_at(items, k + 1)
    if item.tag == PAST:
        named = following == CAPITAL and _is_plural(items[k + 1].word)
        people = item.word in _PARTICIPLES and (following in (PERSON, PARTY) or named)
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
        inches = following == WORD and tag_at(items, k + 2) == MATERIEL
        calibre = item.quantity.kind == "distance" and (following == MATERIEL or inches)
        return (item.quantity.kind == "age" and following == PERSON) or joined or calibre
    if item.tag == AND:
        joins = following in (PARTY, WORD, CAPITAL, PERSON, PLAIN)
        adjectives = following == WORD == items[k - 1].tag and not any(
            _is_plural(items[at].word) for at in (k - 1, k + 1)
        )
        return k > start and joins and (adjectives or items[k - 1].tag in (PARTY, PLAIN, CAPITAL))
    if item.tag == ADJECTIVE:
        return following in (PERSON, MATERIEL, PARTY)
    return item.tag in (PLAIN, ADVERB, "'")


def _acronym(items: list[Item], k: int) -> int:
    """How many items "(ANA)" has in "four Afghan National Army (ANA) soldiers"; 0 where none stands there."""
    named = tag_at(items, k) == "(" and tag_at(items, k + 1) in (PARTY, CAPITAL) and tag_at(items, k + 2) == ")"
    return 3 if named and tag_at(items, k + 3) in (PERSON, MATERIEL, LOSS) else 0


def _listed_adjectives(items: list[Item], k: int) -> bool:
    """Whether the comma parts adjectives: "1,800 British, colonial and native troops"."""
    adjectives = (PARTY, CAPITAL, PLAIN, WORD)
    j = k
    while tag_at(items, j) == "," and tag_at(items, j - 1) in adjectives and not items[j - 1].word.endswith("s"):
        j += 2
    return j > k and tag_at(items, j) == AND and tag_at(items, j + 1) in adjectives and tag_at(items, j + 2) == PERSON


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


def aircraft(items: list[Item], head: Item, end: int) -> Item:
    """ "two Mirage fighters" are no people."""
    model = lexicon().models.get(items[end - 2].word) if head.word in ("fighter", "fighters") else None
    return head if model is None else replace(head, tag=MATERIEL, lexeme=model)


def tag_at(items: list[Item], k: int) -> str:
    """The tag of the item at ``k``, '' behind the last."""
    return items[k].tag if k < len(items) else ""
