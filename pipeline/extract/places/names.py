"""Capitalised names of a text with the words of place before them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.places.words import CAPITAL, NAME, noun_types, relation_words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(NAME)
_BEHIND = re.compile(r" ([a-z]+)\b")
_HELD = re.compile(r"[\w’']+-(?:held|controlled|occupied)")
_ARTICLE_BEFORE = re.compile(r"\b(?:al|el|an|as|ash|at|az|ad|ar)-$")
_HELD_BEFORE = re.compile(r"[\w’']+-(?:held|controlled|occupied)\s+")
_WORD = re.compile(r"[^\s]+")
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST = 6
_REACH = _LONGEST + 4
"""So many words before a name are looked at: a phrase of relation, adjectives and a noun."""


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
    """Every capitalised name before or behind which a word of place stands, left to right."""
    words_: list[tuple[str, int]] | None = None
    starts: list[int] = []
    for start, end in _capitalised(text):
        behind = _BEHIND.match(text, end)
        tailed = behind is not None and behind[1] in _place_nouns()
        if not tailed and not _may_be_placed(text, start):
            continue
        if words_ is None:
            words_ = [(match.group().lower(), match.start()) for match in _WORD.finditer(text)]
            starts = [at for _, at in words_]
        index = bisect_left(starts, start)
        yield _with_context(text, words_[max(0, index - _REACH) : index], start, end)


def _may_be_placed(text: str, start: int) -> bool:
    """Whether the one or two words before the name can be words of place."""
    cut = text.rfind(" ", 0, max(0, start - 1))
    word = text[cut + 1 : start].strip().lower()
    if word in _ARTICLES or word == "of":
        word = text[text.rfind(" ", 0, max(0, cut)) + 1 : cut].strip().lower()
    return word in _words_before() or word.endswith(("-held", "-controlled", "-occupied"))


def _capitalised(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each run of capitalised words; "CMA-held" before a name is no part of it."""
    position = 0
    for capital in CAPITAL.finditer(text):
        start = capital.start()
        if start < position:
            continue
        article = _ARTICLE_BEFORE.search(text, max(0, start - 4), start)
        if article is not None:
            start = article.start()
        before = text[start - 1 : start]
        if before and (before.isalnum() or before in "-_"):
            continue
        match = _NAME.match(text, start)
        if match is None:
            continue
        position = match.end()
        held = _HELD_BEFORE.match(match.group())
        yield start + (held.end() if held else 0), match.end()


def context_of(text: str, start: int) -> tuple[str, int]:
    """Phrase of relation before ``start`` and where it begins."""
    low = max(0, start - 70)
    before = [(match.group().lower(), low + match.start()) for match in _WORD.finditer(text[low:start])][-_REACH:]
    found = _with_context(text, before, start, start)
    return found.phrase, found.phrase_start


def _with_context(text: str, before: list[tuple[str, int]], start: int, end: int) -> Name:
    # Punctuation ends what belongs to the name.
    for index in range(len(before) - 1, -1, -1):
        if before[index][0][-1] in ',;:.)”"':
            before = before[index + 1 :]
            break
    behind = _BEHIND.match(text, end)
    tail = behind[1] if behind and behind[1] in _place_nouns() else ""
    if before and _HELD.fullmatch(before[-1][0]):
        before = before[:-1]
    if not before:
        return Name(start, end, text[start:end], tail=tail)
    rest, noun = _noun(before)
    while rest and rest[-1][0] in _ARTICLES:
        rest = rest[:-1]
    phrase, phrase_start = _phrase(rest)
    if not phrase and noun:
        phrase, phrase_start = _phrase([*rest, *before[len(rest) :]])
    return Name(start, end, text[start:end], phrase, phrase_start, noun, tail, _taken(before))


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
    if not words_ or words_[-1] not in _last_words():
        return "", -1
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


@cache
def _words_before() -> frozenset[str]:
    """Every word that may stand right before a place's name."""
    verbs: list[str] = words()["capture_nouns"]["verbs"]
    nouns: list[str] = words()["capture_nouns"]["words"]
    bearings: dict[str, str] = words()["bearings"]
    inner = frozenset(word for phrase in relation_words() for word in phrase.split()[-2:])
    return inner | _place_nouns() | frozenset(verbs) | frozenset(nouns) | frozenset(bearings) | {"of", "from"}
