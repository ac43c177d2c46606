"""A sentence as a row of tagged items: quantities, parties, words of loss and the small words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.actors.lexicon import lexicon as actor_lexicon
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    CAPITAL,
    DETERMINER,
    MATERIEL,
    NOT_A_COUNT,
    PARTY,
    PERSON,
    PRONOUN,
    QUANTITY,
    WORD,
    ZERO,
    Lexeme,
    lexicon,
)
from pipeline.extract.quantities import Quantity

if TYPE_CHECKING:
    from pipeline.extract.actors import Mention

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-‐‑][^\W_]+)*|['’]s\b|[^\w\s]|_")
_PUNCTUATION = {
    ",": ",",
    ";": ";",
    ":": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "/": "&",
    "&": "&",
    "–": "-",
    "—": "-",
    "-": "-",
}
SIZES = ("man", "member", "strong")
"""What a hyphen joins to the size of an army: "a 4,500-man force"."""
_STRONG = re.compile(rf"[-‐‑–]({'|'.join(SIZES)})\b")
_TYPE = re.compile(r"([a-z]{1,3})-\d+[a-z]*(?:-\d+)?s?")
_NOUNS_IN_LY = frozenset(("ally", "assembly", "family", "italy", "july", "reply", "sicily", "supply", "thessaly"))
_QUOTES = '"“”„«»'


@dataclass(slots=True)
class Item:
    """One tagged stretch of a sentence; offsets are into the article's text."""

    tag: str
    start: int
    end: int
    word: str
    lexeme: Lexeme | None = None
    quantity: Quantity | None = None
    actor_id: str | None = None


@cache
def _ranks() -> frozenset[str]:
    """Titles that are written short, without their full stop: "lt"."""
    return frozenset(title[:-1].lower() for title in actor_lexicon().titles if title.endswith("."))


def _tokens(text: str) -> list[re.Match[str]]:
    """Words and signs, without the full stops of "Lt. Col. Berg", which end nothing."""
    found = list(_TOKEN.finditer(text))
    if ". " not in text:
        return found
    stops = {
        i
        for i, (rank, stop, name) in enumerate(zip(found, found[1:], found[2:], strict=False), start=1)
        if stop.group() == "." and rank.group().lower() in _ranks() and name.group()[0].isupper()
    }
    return [token for i, token in enumerate(found) if i not in stops]


def build_items(text: str, offset: int, quantities: Sequence[Quantity], mentions: Sequence[Mention]) -> list[Item]:
    """Tag the sentence ``text`` that begins at ``offset``; quantities and mentions carry article offsets."""
    found = _tokens(text)
    words = [match.group().lower() for match in found]
    starts = [match.start() + offset for match in found]
    named = [(m.start, m.end, text[m.start - offset : m.end - offset].lower(), m.actor_id) for m in mentions]
    spans = _overlay(quantities, named)
    phrases, lexemes = lexicon().phrases, lexicon().words
    items: list[Item] = []
    i, n = 0, len(found)
    while i < n:
        start, word = starts[i], words[i]
        span = spans.get(start) if spans else None
        if span is not None:
            items.append(span)
            if span.quantity is not None and (strong := _STRONG.match(text, span.end - offset)):
                items.append(Item(WORD, strong.start(1) + offset, strong.end() + offset, strong[1]))
            while i < n and starts[i] < span.end:
                i += 1
            continue
        if word in phrases and (taken := _phrase(words, i)) is not None:
            lexeme, length = taken
            last = found[i + length - 1].end()
            items.append(Item(lexeme.tag, start, last + offset, text[start - offset : last].lower(), lexeme))
            i += length
            continue
        lexeme_of_word = lexemes.get(word)
        if i and lexeme_of_word is not None and lexeme_of_word.verb is not None and _named_so(found, i):
            # The "Sick and Hurt Board" hurt nobody.
            items.append(Item(CAPITAL, start, found[i].end() + offset, word))
        elif lexeme_of_word is not None and lexeme_of_word.tag == MATERIEL and _abbreviates(found, i):
            # "Brig. Gen. Holm" is no ship.
            items.append(Item(CAPITAL, start, found[i].end() + offset, word))
        elif lexeme_of_word is not None and lexeme_of_word.tag != PRONOUN:
            items.append(Item(lexeme_of_word.tag, start, found[i].end() + offset, word, lexeme_of_word))
        else:
            items.append(_single(start, found[i].end() + offset, found[i].group(), word, lexeme_of_word))
            i += _with_byname(items[-1], found[i + 1 : i + 2], offset)
        i += 1
    return items


def _with_byname(item: Item, behind: Sequence[re.Match[str]], offset: int) -> int:
    """Take the name in the plural into the designation of a weapon, "three BM-21 Grads"; how many words it takes."""
    if item.tag != MATERIEL or not item.word[-1].isdigit() or not behind:
        return 0
    name = behind[0].group()
    if not (name[0].isupper() and name[1:].islower() and name.endswith("s")):
        return 0
    item.end = behind[0].end() + offset
    return 1


def _abbreviates(found: Sequence[re.Match[str]], i: int) -> bool:
    """Whether a capitalised word with a full stop stands before another capital: "Brig. Gen."."""
    behind = [match.group() for match in found[i + 1 : i + 3]]
    return found[i].group()[0].isupper() and behind[:1] == ["."] and len(behind) > 1 and behind[1][0].isupper()


def _named_so(found: Sequence[re.Match[str]], i: int) -> bool:
    """Whether a verb is written like a name, beside another capital: no headline and no opening of a sentence."""
    word, before = found[i].group(), found[i - 1].group()
    behind = found[i + 1].group() if i + 1 < len(found) else ""
    return word[0].isupper() and before[0].isalnum() and behind[:1].isupper()


def _overlay(quantities: Sequence[Quantity], named: Sequence[tuple[int, int, str, str]]) -> dict[int, Item]:
    """Items for quantities and parties by their start; a quantity inside a name belongs to the name."""
    known = lexicon().words
    spans: dict[int, Item] = {}
    covered: list[tuple[int, int]] = []
    for start, end, words, actor_id in named:
        # "Tigers" may be tanks, but not where they are the fighters of a body that bears another name.
        plural_model = words.endswith("s") and words in lexicon().models and actor_id.endswith(words)
        if " " not in words and (plural_model or any(c.isdigit() for c in words)):
            # A designation ("T-72s", "Beaufighters") counts things and is nobody.
            continue
        lexeme = known.get(words)
        if lexeme is not None and lexeme.tag in (PERSON, PRONOUN, DETERMINER, MATERIEL):
            continue
        spans[start] = Item(PARTY, start, end, words, actor_id=actor_id)
        covered.append((start, end))
    for quantity in quantities:
        if any(s <= quantity.num_start and quantity.num_end <= e for s, e in covered):
            continue
        for start in [s for s, e in covered if s < quantity.end and quantity.start < e]:
            spans.pop(start, None)
        # A fraction of a side's people is a number of them that nobody gave.
        counted = quantity.kind in ("count", "fraction")
        tag = (ZERO if quantity.form == "zero" else QUANTITY) if counted else NOT_A_COUNT
        spans[quantity.start] = Item(tag, quantity.start, quantity.end, quantity.text.lower(), quantity=quantity)
    return spans


def _phrase(words: list[str], i: int) -> tuple[Lexeme, int] | None:
    for key, lexeme in lexicon().phrases[words[i]]:
        if tuple(words[i : i + len(key)]) == key:
            return lexeme, len(key)
    return None


def _single(start: int, end: int, word: str, lower: str, lexeme: Lexeme | None) -> Item:
    """A word that is in no list, or a pronoun that may be an acronym ("US")."""
    if lexeme is not None and not (len(word) > 1 and word.isupper()):
        return Item(lexeme.tag, start, end, lower, lexeme)
    if lower in _PUNCTUATION:
        return Item(_PUNCTUATION[lower], start, end, lower)
    first = word[0]
    if not first.isalnum():
        tag = '"' if word in _QUOTES else "'" if lower in ("'s", "’s", "'", "’") else "."
        return Item(tag, start, end, lower)
    if "-" in lower and (typed := _TYPE.fullmatch(lower)) and (model := lexicon().types.get(typed[1])) is not None:
        # "three T-55s"
        return Item(MATERIEL, start, end, lower, model)
    if "-" in lower:
        # "ex-soldiers": the last part tells what it is.
        tail = lexicon().words.get(lower.rsplit("-", 1)[1])
        if tail is not None and tail.tag in (PERSON, MATERIEL):
            return Item(tail.tag, start, end, lower, tail)
    if lower.endswith("ly") and lower not in _NOUNS_IN_LY:
        return Item(ADVERB, start, end, lower)
    if not first.isupper():
        return Item(WORD, start, end, lower)
    model = lexicon().models.get(lower) if lower.endswith("s") else None
    return Item(MATERIEL, start, end, lower, model) if model is not None else Item(CAPITAL, start, end, lower)
