"""Single numbers in a text: digits, number words and words of quantity, before ranges and hedges are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from pipeline.extract.bag import DIGIT, bag, lowered
from pipeline.extract.quantities.vocabulary import Vocabulary, vocabulary

Tag: TypeAlias = Literal["digits", "words", "vague", "zero", "ordinal", "fraction", "both", "name"]

# Thousands set apart in groups of three by comma, point, apostrophe or a space of any width; in groups of two as in
# Indian English. One leading digit outside the alternatives lets the matcher skip to digits.
_DIGITS = re.compile(
    r"\d(?:\d{0,2}(?:,\d{3})+(?:(?!\d)(?:\.\d+)?|(?=\d{1,3}(?:,\d{3})+(?!\d)))|\d?(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"
    r"|\d{0,2}(?:['’]\d{3})+(?!\d)|\d{0,2}(?:\.\d{3}){2,}(?!\d)|\d*(?:\.\d+)?)"
)
# More digits than this are no number that anything has.
_LONGEST = 24
_SEPARATORS = re.compile(r"[^\d.]")
_MULTIPLIER = re.compile(r"[ \u00a0-]?([a-z]+)")


@dataclass(slots=True)
class Atom:
    """One number at its place; ``scale`` is its multiplier (million)."""

    start: int
    end: int
    tag: Tag
    value: int | Fraction = 0
    scale: int = 1
    plain: str = ""
    """The digits as written, where nothing sets them apart or multiplies them."""


def find_atoms(text: str) -> list[Atom]:
    """All numbers of a text, in order, none overlapping another."""
    from pipeline.extract.quantities.spelled import word_atom

    vocab = vocabulary()
    # The gate: most texts hold no digit and most words are of no interest.
    words = bag(text)
    present = vocab.triggers & words
    if DIGIT not in words and not present:
        return []
    lower = lowered(text)
    atoms = [_digits(match, lower, vocab) for match in _DIGITS.finditer(lower)] if DIGIT in words else []
    if not present:
        return atoms
    digits = len(atoms)
    taken = 0
    places = [(place, trigger) for trigger in present for place in _places(lower, trigger)]
    places.sort()
    for at, word in places:
        if at >= taken:
            atom = word_atom(lower, at, word, vocab)
            if atom:
                atoms.append(atom)
                taken = atom.end
    return list(_apart(sorted(atoms, key=lambda atom: atom.start))) if digits else atoms


def _apart(atoms: list[Atom]) -> Iterator[Atom]:
    """The atoms that overlap none before them."""
    taken = 0
    for atom in atoms:
        if atom.start >= taken:
            yield atom
            taken = atom.end


def _places(lower: str, word: str) -> list[int]:
    """Where the word stands as a whole word."""
    found = []
    at, length, size = lower.find(word), len(word), len(lower)
    while at >= 0:
        end = at + length
        if not (at and lower[at - 1].isalnum()) and not (end < size and lower[end].isalnum()):
            found.append(at)
        at = lower.find(word, end)
    return found


def _digits(match: re.Match[str], lower: str, vocab: Vocabulary) -> Atom:
    text, (start, end) = match.group(), match.span()
    if end - start > _LONGEST:
        return Atom(start, end, "name")
    if text.isdecimal():
        atom = Atom(start, end, "digits", int(text), 1, text)
    else:
        atom = Atom(start, end, "digits", _separated(text))
    ahead = _MULTIPLIER.match(lower, end)
    scale = vocab.scales.get(ahead[1]) if ahead else None
    if ahead and scale:
        atom.end, atom.scale, atom.value, atom.plain = ahead.end(), scale, atom.value * scale, ""
    return atom


def _separated(text: str) -> int | Fraction:
    """The value of digits with separators."""
    if text.count(".") > 1 or (text[-4:-3] == "." and len(text) <= 7 and text[0] != "0"):
        # "77.000 men": no count has decimals, so the point sets the thousands apart.
        text = text.replace(".", "")
    bare = _SEPARATORS.sub("", text)
    return Fraction(bare) if "." in bare else int(bare)
