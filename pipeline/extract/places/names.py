"""Capitalised names of a text with the words of place before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.places.words import NAME, noun_types, relation_words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(NAME)
_BEHIND = re.compile(r" ([a-z]+)\b")
_HELD = re.compile(r"[\w’']+-(?:held|controlled|occupied)")
_HELD_BEFORE = re.compile(r"[\w’']+-(?:held|controlled|occupied)\s+")
_WORD = re.compile(r"[^\s]+")
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalised name at ``start:end`` of a text.

    ``phrase`` are the words of relation before it ("in the vicinity of", '' without), which begin at
    ``phrase_start``; ``noun`` is the noun for a kind of place between ("the town of X"), ``tail`` that behind
    ("X hospital"); ``taken`` says that a word such as "capture of" or "captured" stands before it.
    """

    start: int
    end: int
    text: str
    phrase: str = ""
    phrase_start: int = -1
    noun: str = ""
    tail: str = ""
    taken: bool = False


def find_names(text: str) -> Iterator[Name]:
    """Every capitalised name, left to right."""
    for match in _NAME.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before and (before.isalnum() or before in "-_"):
            continue
        held = _HELD_BEFORE.match(match.group())
        yield _with_context(text, match.start() + (held.end() if held else 0), match.end())


def context_of(text: str, start: int) -> tuple[str, int, str, bool]:
    """Phrase of relation, its start, noun for a place, and whether a capture is told, before ``start``."""
    found = _with_context(text, start, start)
    return found.phrase, found.phrase_start, found.noun, found.taken


def _with_context(text: str, start: int, end: int) -> Name:
    low = max(0, start - 70)
    before = [(m.group().lower(), low + m.start()) for m in _WORD.finditer(text[low:start])][-_LONGEST - 4 :]
    # Punctuation ends what belongs to the name.
    for index in range(len(before) - 1, -1, -1):
        if before[index][0][-1] in ',;:.)”"':
            before = before[index + 1 :]
            break
    behind = _BEHIND.match(text, end)
    tail = behind[1] if behind and behind[1] in _place_nouns() else ""
    noun = ""
    if before and _HELD.fullmatch(before[-1][0]):
        before = before[:-1]
    taken = _taken(before)
    rest, noun = _noun(before)
    while rest and rest[-1][0] in _ARTICLES:
        rest = rest[:-1]
    phrase, phrase_start = _phrase(rest)
    if not phrase and noun:
        phrase, phrase_start = _phrase([*rest, *before[len(rest) :]])
    return Name(start, end, text[start:end], phrase, phrase_start, noun, tail, taken)


def _noun(before: list[tuple[str, int]]) -> tuple[list[tuple[str, int]], str]:
    """The words before a noun for a place and the noun: "the small village of", "nearby lake"."""
    words_ = [word for word, _ in before]
    end = len(words_)
    if end and words_[-1] == "of" and end > 1 and words_[-2] in _place_nouns():
        index = end - 2
    elif end and words_[-1] in _place_nouns():
        index = end - 1
    else:
        return before, ""
    start = index
    while start and index - start < 2 and words_[start - 1] not in _ARTICLES and words_[start - 1] not in _last_words():
        start -= 1
    return before[:start], words_[index]


def _phrase(before: list[tuple[str, int]]) -> tuple[str, int]:
    """The longest phrase of relation that ends the words."""
    words_ = [word for word, _ in before]
    for length in range(min(_LONGEST, len(words_)), 0, -1):
        phrase = " ".join(words_[-length:])
        if phrase in relation_words():
            return phrase, before[-length][1]
    return "", -1


def _taken(before: list[tuple[str, int]]) -> bool:
    words_ = [word for word, _ in before if word not in _ARTICLES]
    if not words_:
        return False
    if words_[-1] == "of":
        return len(words_) > 1 and words_[-2] in words()["capture_nouns"]["words"]
    return words_[-1] in words()["capture_nouns"]["verbs"]


@cache
def _place_nouns() -> frozenset[str]:
    return frozenset(form for noun in noun_types() for form in (noun, f"{noun}s"))


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in relation_words())
