"""Capitalised names of a text with the words of place before them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.bag import bag, lowered
from pipeline.extract.places.words import NAME_RUN, noun_types, relation_words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

# The word behind a name stands in a look-ahead: it may begin the next name ("al-...").
_NAMES = re.compile(rf"{NAME_RUN}(?=(?: ([a-z]+)\b)?)")
_HELD = re.compile(r"[\w’']+-(?:held|controlled|occupied)")
_HELD_BEFORE = re.compile(r"[\w’']+-(?:held|controlled|occupied)\s+")
_HELD_WORDS = frozenset({"held", "controlled", "occupied"})
_ARTICLES = frozenset({"the", "a", "an"})
_ENDS = frozenset(',;:.)”"')
_LONGEST = 6
_REACH = _LONGEST + 4
"""So many words before a name are looked at: a phrase of relation, adjectives and a noun."""


class Name(NamedTuple):
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
    words_ = bag(text)
    nouns, placing = _place_nouns(), _words_before()
    if placing.isdisjoint(words_) and _HELD_WORDS.isdisjoint(words_):
        return
    lower = lowered(text)
    holds = not _HELD_WORDS.isdisjoint(words_)
    for match in _NAMES.finditer(text):
        start, end = match.span()
        if holds and (held := _HELD_BEFORE.match(text, start, end)):
            # "CMA-held" before a name is no part of it.
            start = held.end()
        if match[1] in nouns or _may_be_placed(lower, start, placing):
            yield _with_context(text, lower, start, end, match[1] if match[1] in nouns else "")


def _may_be_placed(lower: str, start: int, placing: frozenset[str]) -> bool:
    """Whether the one or two words before the name can be words of place."""
    if not start:
        return False
    cut = lower.rfind(" ", 0, start - 1)
    word = lower[cut + 1 : start].strip()
    if word in _ARTICLES or word == "of":
        word = lower[lower.rfind(" ", 0, max(0, cut)) + 1 : max(0, cut)].strip()
    return word in placing or ("-" in word and word.endswith(("-held", "-controlled", "-occupied")))


def context_of(text: str, start: int) -> tuple[str, int]:
    """Phrase of relation before ``start`` and where it begins."""
    found = _with_context(text, lowered(text), start, start, "")
    return found.phrase, found.phrase_start


def _with_context(text: str, lower: str, start: int, end: int, tail: str) -> Name:
    before = lower[:start].rsplit(None, _REACH)[-_REACH:]
    # Punctuation ends what belongs to the name.
    for index in range(len(before) - 1, -1, -1):
        if before[index][-1] in _ENDS:
            before = before[index + 1 :]
            break
    skipped = 0
    if before and _HELD.fullmatch(before[-1]):
        skipped = 1
        before.pop()
    if not before:
        return Name(start, end, text[start:end], tail=tail)
    size, noun = _noun(before)
    while size and before[size - 1] in _ARTICLES:
        size -= 1
    phrase, at = _phrase(before, size)
    if not phrase and noun:
        phrase, at = _phrase(before, len(before))
    begin = _start_of(lower, start, len(before) - at + skipped) if phrase else -1
    return Name(start, end, text[start:end], phrase, begin, noun, tail, _taken(before))


def _start_of(lower: str, end: int, count: int) -> int:
    """Where the last ``count`` words before ``end`` begin."""
    pieces = lower[:end].rsplit(None, count)
    rest = pieces[0] if len(pieces) > count else ""
    return lower.index(pieces[-count], len(rest))


def _noun(before: list[str]) -> tuple[int, str]:
    """A noun for a place that ends the words, "the small village of", "nearby lake", and how many stand before it."""
    last = before[-1]
    if last == "of" and len(before) > 1 and before[-2] in _place_nouns():
        index = len(before) - 2
    elif last in _place_nouns():
        index = len(before) - 1
    else:
        return len(before), ""
    start = index
    while start and index - start < 2 and before[start - 1] not in _ARTICLES and before[start - 1] not in _last_words():
        start -= 1
    return start, before[index]


def _phrase(before: list[str], size: int) -> tuple[str, int]:
    """The longest phrase of relation that ends the first ``size`` words, and the index of its first word."""
    if not size or before[size - 1] not in _last_words():
        return "", -1
    known = relation_words()
    for start in range(max(0, size - _LONGEST), size):
        phrase = " ".join(before[start:size])
        if phrase in known:
            return phrase, start
    return "", -1


def _taken(before: list[str]) -> bool:
    last = next((word for word in reversed(before) if word not in _ARTICLES), "")
    if last == "of":
        others = [word for word in before if word not in _ARTICLES]
        return len(others) > 1 and others[-2] in _capture_nouns()
    return last in _capture_verbs()


@cache
def _capture_nouns() -> frozenset[str]:
    return frozenset(words()["capture_nouns"]["words"])


@cache
def _capture_verbs() -> frozenset[str]:
    return frozenset(words()["capture_nouns"]["verbs"])


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
