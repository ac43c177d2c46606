"""A sentence as a row of tagged items: quantities, parties, words of loss and the small words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract.claims.lexicon import (
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

_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*|['’]s\b|[^\w\s]|_")
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
_STRONG = re.compile(r"[-‐‑–](man|strong)\b")
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


def build_items(text: str, offset: int, quantities: Sequence[Quantity], mentions: Sequence[Mention]) -> list[Item]:
    """Tag the sentence ``text`` that begins at ``offset``; quantities and mentions carry article offsets."""
    tokens = [(m.start() + offset, m.end() + offset, m.group()) for m in _TOKEN.finditer(text)]
    named = [(m.start, m.end, text[m.start - offset : m.end - offset].lower(), m.actor_id) for m in mentions]
    spans = _overlay(quantities, named)
    items: list[Item] = []
    i, n = 0, len(tokens)
    while i < n:
        start, end, word = tokens[i]
        span = spans.get(start)
        if span is not None:
            items.append(span)
            strong = _STRONG.match(text, span.end - offset)
            if strong and span.quantity is not None:
                items.append(Item(WORD, strong.start(1) + offset, strong.end() + offset, "strong"))
            while i < n and tokens[i][0] < span.end:
                i += 1
            continue
        taken = _phrase(tokens, i)
        if taken is not None:
            lexeme, length = taken
            last = tokens[i + length - 1][1]
            items.append(Item(lexeme.tag, start, last, text[start - offset : last - offset].lower(), lexeme))
            i += length
            continue
        items.append(_single(start, end, word))
        i += 1
    return items


def _overlay(quantities: Sequence[Quantity], named: Sequence[tuple[int, int, str, str]]) -> dict[int, Item]:
    """Items for quantities and parties by their start; a quantity inside a name belongs to the name."""
    known = lexicon().words
    spans: dict[int, Item] = {}
    covered: list[tuple[int, int]] = []
    for start, end, words, actor_id in named:
        if " " not in words and any(c.isdigit() for c in words):
            # A designation ("T-72s") counts things and is nobody.
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


def _phrase(tokens: list[tuple[int, int, str]], i: int) -> tuple[Lexeme, int] | None:
    for key, lexeme in lexicon().phrases.get(tokens[i][2].lower(), ()):
        if i + len(key) <= len(tokens) and all(tokens[i + k][2].lower() == key[k] for k in range(1, len(key))):
            return lexeme, len(key)
    return None


def _single(start: int, end: int, word: str) -> Item:
    lower = word.lower()
    lexeme = lexicon().words.get(lower)
    if lexeme is not None and not (lexeme.tag == PRONOUN and len(word) > 1 and word.isupper()):
        return Item(lexeme.tag, start, end, lower, lexeme)
    if lower in _PUNCTUATION:
        return Item(_PUNCTUATION[lower], start, end, lower)
    if word in _QUOTES:
        return Item('"', start, end, lower)
    if lower in ("'s", "’s"):
        return Item("'", start, end, lower)
    if not word[0].isalnum():
        return Item(".", start, end, lower)
    if "-" in lower:
        # "car-bombers", "ex-soldiers": the last part tells what it is.
        tail = lexicon().words.get(lower.rsplit("-", 1)[1])
        if tail is not None and tail.tag in (PERSON, MATERIEL):
            return Item(tail.tag, start, end, lower, tail)
    if lower.endswith("ly"):
        return Item("x", start, end, lower)
    return Item(CAPITAL if word[0].isupper() else WORD, start, end, lower)
