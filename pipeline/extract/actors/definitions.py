"""Acronyms that the text defines: 'Full Name (ACR)'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.actors.chains import people_of
from pipeline.extract.actors.lexicon import UPPER, lexicon

_OPEN = re.compile(r"\s[(\[]+\s*([A-Z][A-Za-z0-9/-]{1,11})\b(?=\s*[)\],;]|\s[a-z])")
_LOWER = frozenset({"of", "the", "for", "and", "in", "to", "on", "de", "du", "des", "la", "le", "y", "&", "–", "-"})
_OWNER = ("'s", "’s")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Definition:
    """A long name at ``start:end`` of the passage, its acronym, and what the bracket says besides ('a ... group')."""

    start: int
    end: int
    long: str
    short: str
    gloss: str


def definitions(text: str) -> Iterator[Definition]:
    """Every acronym in brackets behind a name that it can stand for."""
    for match in _OPEN.finditer(text):
        short = match[1]
        if sum(c.isupper() for c in short) < 2:
            continue
        base = max(0, match.start() - 200)
        if found := _long(text[base : match.start()], short):
            span = base + found[0], base + found[1]
            closing = text.find(")", match.end())
            gloss = text[match.end() : closing].strip(" ,") if closing > 0 else ""
            yield Definition(span[0], span[1], text[span[0] : span[1]], short, gloss)


def _run_start(words: list[re.Match[str]]) -> int:
    """Index of the first of the capitalised words, with small words between, that end the list."""
    start = len(words)
    while start > 0:
        word = words[start - 1].group()
        if word[0] not in UPPER and word.strip(".,") not in _LOWER and not (word.isdigit() and start < len(words)):
            break
        if word[-1] in ",;:)" or (word.endswith(_OWNER) and word[:-2] not in lexicon().kept_possessives):
            break
        start -= 1
    while start < len(words) and (words[start].group().lower() in _LOWER or words[start].group().isdigit()):
        start += 1
    return start + (people_of([word.group() for word in words[start:]], lexicon()) if start < len(words) else 0)


def _long(before: str, short: str) -> tuple[int, int] | None:
    """The span of the name that ends ``before`` and that the letters of ``short`` can stand for."""
    words = list(_WORD.finditer(before))
    start = _run_start(words)
    letters = [c for c in short.upper() if c.isalpha()]
    # Leading words that are no part of the name: cut to the first word from which the initials fit, if any do.
    for begin in range(start, len(words)):
        initials = [
            piece[0].upper()
            for word in words[begin:]
            for piece in re.split(r"[-–]", word.group())
            if piece and piece.lower() not in _LOWER
        ]
        capital = words[begin].group().lower() not in _LOWER
        if capital and initials[:1] == letters[:1] and _fits(letters, initials):
            return words[begin].start(), words[-1].end()
    if len(words) - start > 1 and not words[start].group().endswith(_OWNER):
        first = words[start].group()[0]
        if first == letters[0] and len(letters) > 2:
            # An acronym of another language: the first letter must do, and the name must be a body's.
            return words[start].start(), words[-1].end()
    whole = [word.group()[0].upper() for word in words[start:]]
    if whole and set(letters) <= set(whole) and len(letters) > 1:
        # Letters in another order: the acronym may come from another language.
        return words[start].start(), words[-1].end()
    return None


def _fits(letters: list[str], initials: list[str]) -> bool:
    """Whether most letters stand, in order, among the initials."""
    position = found = 0
    for letter in letters:
        if letter in initials[position:]:
            position = initials.index(letter, position) + 1
            found += 1
    return found * 3 >= len(letters) * 2
