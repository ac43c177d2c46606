"""Words that say who says it: "US claim", "per X", "(modern estimates, 2016)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.tokens import Token

_REPORTED = ("claimed", "reported", "estimated")
_PARTS = (",", ";", ":")


def is_claim(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether a heading or parenthesis names who says it: "US claim", "Per X", "According to Y"."""
    return bool(ascribing(tokens, words))


def ascribing(tokens: Sequence[Token], words: Lexicon) -> list[Token]:
    """The part of a heading or parenthesis that names who says it; empty where none does."""
    for part in _segments(tokens):
        kept = _undated(part, words)
        if not kept:
            continue
        start = according(kept, words)
        if start >= 0:
            return kept[start:]
        last = kept[-1].word
        if (last in words.sets["sources"] or last in _REPORTED) and not words.sets["total"] & {t.word for t in kept}:
            return kept
    return []


def according(tokens: Sequence[Token], words: Lexicon) -> int:
    """The index of the first "according to", "per" and the like, -1 where there is none."""
    lower = [t.word for t in tokens]
    for at, word in enumerate(lower):
        for phrase in words.according.get(word, ()):
            behind = at + len(phrase)
            # "48,000 per year" is a rate.
            rate = behind < len(lower) and lower[behind] in words.sets["periods"]
            if tuple(lower[at:behind]) == phrase and not rate:
                return at
    return -1


def _segments(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token.kind in _PARTS:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _undated(tokens: list[Token], words: Lexicon) -> list[Token]:
    """Without the date behind it: "US estimate 1964-74", "claim as of late 2016"."""
    end = len(tokens)
    if not any(token.kind in ("number", "count") for token in tokens):
        return tokens
    while end and (tokens[end - 1].kind != "word" or tokens[end - 1].word in words.sets["times"]):
        end -= 1
    return tokens[:end]
