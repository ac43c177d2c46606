"""Single numbers in a text: digits, number words and words of quantity, before ranges and hedges are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from pipeline.extract.quantities.vocabulary import Vocabulary, vocabulary

Tag: TypeAlias = Literal["digits", "words", "vague", "zero", "ordinal", "fraction", "both"]

# Thousands in groups of three by comma, point, apostrophe or a space of any width; groups of two as in Indian English.
DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+(?:\.\d+)?"
)
_WORD = re.compile(r"[a-z]+")
_NEXT = re.compile(r"(?: and |[ -])([a-z]+)")
_HALF = re.compile(r" and a half (?=hundred|thousand|million|billion|dozen)")
_MULTIPLIER = re.compile(r"[ \u00a0-]?([a-z]+)")
_GROUPED = re.compile(r"[^\d.]")


@dataclass(slots=True)
class Atom:
    """One number at its place; ``grouped`` where its thousands are set apart, ``scale`` its multiplier (million)."""

    start: int
    end: int
    tag: Tag
    value: Fraction
    grouped: bool = False
    scale: int = 1
    plain: str = ""
    """The digits as written, where nothing else belongs to the number."""


NOTHING = Fraction(0)


def lowered(text: str) -> str:
    """``text`` in lower case, every character kept at its place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lower


def find_atoms(lower: str) -> list[Atom]:
    """All numbers of a text in lower case, in order, none overlapping another."""
    vocab = vocabulary()
    # The gate: most words of a text are of no interest, and a set tells so at once.
    present = vocab.roles.keys() & set(_WORD.findall(lower))
    atoms = [_digits(m, lower, vocab) for m in DIGITS.finditer(lower)]
    if not present:
        return atoms
    places = sorted((at, word) for word in present for at in _places(lower, word))
    found: list[Atom] = []
    taken = 0
    numbers = iter([*atoms, None])
    number = next(numbers)
    for at, word in places:
        while number is not None and number.start <= at:
            if number.start >= taken:
                found.append(number)
                taken = number.end
            number = next(numbers)
        if at < taken:
            continue
        atom = _word_atom(lower, at, word, vocab)
        if atom is None or atom.start < taken:
            continue
        if number is not None and number.start < atom.end:
            continue
        found.append(atom)
        taken = atom.end
    while number is not None:
        if number.start >= taken:
            found.append(number)
        number = next(numbers)
    return found


def _places(lower: str, word: str) -> list[int]:
    places, at, size = [], lower.find(word), len(lower)
    while at >= 0:
        end = at + len(word)
        if not (at and lower[at - 1].isalnum()) and not (end < size and lower[end].isalnum()):
            places.append(at)
        at = lower.find(word, end)
    return places


def _digits(match: re.Match[str], lower: str, vocab: Vocabulary) -> Atom:
    text, start, end = match.group(), match.start(), match.end()
    grouped = not text.isdecimal()
    if text.count(".") > 1:
        text = text.replace(".", "")
    bare = _GROUPED.sub("", text) if grouped else text
    if text[-4:-3] == "." and len(text) <= 7 and text[0] != "0":
        # "77.000 men": no count has decimals, so the point sets the thousands apart.
        bare = bare.replace(".", "")
    value = Fraction(bare) if "." in bare else Fraction(int(bare))
    atom = Atom(start, end, "digits", value, grouped, 1, "" if grouped else text)
    ahead = _MULTIPLIER.match(lower, end)
    if ahead:
        scale = vocab.magnitudes.get(ahead[1]) or vocab.multipliers.get(ahead[1])
        if scale and ahead[1] != "score":
            atom.end, atom.scale, atom.value, atom.plain = ahead.end(), scale, value * scale, ""
            if atom.value.denominator == 1 and "." in bare:
                atom.grouped = True
    return atom


def _word_atom(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    role = vocab.roles[word]
    if role in ("cardinal", "fraction", "ordinal"):
        fraction = _fraction(lower, at, word, role, vocab)
        if fraction:
            return fraction
    if role in ("cardinal", "magnitude"):
        return _spelled(lower, at, word, vocab)
    if role == "ordinal":
        return Atom(at, at + len(word), "ordinal", NOTHING)
    if role == "both":
        return Atom(at, at + len(word), "both", NOTHING)
    if role == "zero":
        return _zero(lower, at, word, vocab)
    if role == "number":
        return _number_of(lower, at, word, vocab)
    if role == "degree":
        return _degree(lower, at, word, vocab)
    return _vague(lower, at, vocab) if role == "vague" else None


def _article_before(lower: str, at: int) -> int:
    """Where "a " or "an " before the place begins, else the place."""
    for article in ("a ", "an "):
        start = at - len(article)
        if start >= 0 and lower.startswith(article, start) and not (start and lower[start - 1].isalnum()):
            return start
    return at


def _fraction(lower: str, at: int, word: str, role: str, vocab: Vocabulary) -> Atom | None:
    if role == "ordinal":
        start = _article_before(lower, at)
        # "a third of" is a fraction, "a third attack" is not.
        if start == at or not lower.startswith(" of", at + len(word)):
            return None
        return Atom(start, at + len(word), "fraction", NOTHING)
    match = vocab.fraction.match(lower, at)
    if not match:
        return None
    end = match.end()
    if word == "half":
        spelled = _spelled_half(lower, at, vocab)
        return spelled or Atom(_article_before(lower, at), end - (3 if match.group().endswith(" of") else 0), "fraction", NOTHING)
    text = match.group().removesuffix(" of")
    last = text.replace("-", " ").split()[-1]
    if role == "cardinal" and not (last.endswith(("s", "half")) or "-" in text or word == "one"):
        return None
    return Atom(at, at + len(text), "fraction", NOTHING)


def _spelled_half(lower: str, at: int, vocab: Vocabulary) -> Atom | None:
    match = re.compile(r"half(?: an?|-a)?[ -]([a-z]+)").match(lower, at)
    size = vocab.magnitudes.get(match[1]) if match else None
    if not match or not size:
        return None
    return Atom(_article_before(lower, at), match.end(), "words", Fraction(size, 2), scale=size)


def _spelled(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    """A number in words, as far as its words make one: "two hundred and five", "a dozen"."""
    start = at
    magnitude = vocab.magnitudes.get(word)
    if magnitude:
        start = _article_before(lower, at)
        total, current, last = (0, magnitude, magnitude) if magnitude < 1000 else (magnitude, 0, magnitude)
    else:
        total, current, last = 0, vocab.cardinals[word], 1
    end = at + len(word)
    step = 10 if current in range(20, 100, 10) and not magnitude else last if magnitude else 1
    scale = magnitude or 1
    while True:
        half = _HALF.match(lower, end)
        if half:
            size = vocab.magnitudes[_WORD.match(lower, half.end()).group()]  # type: ignore[union-attr]
            end = half.end() + len(_WORD.match(lower, half.end()).group())  # type: ignore[union-attr]
            return Atom(start, end, "words", (total + current + Fraction(1, 2)) * size, scale=size)
        ahead = _NEXT.match(lower, end)
        if not ahead or (ahead.end() < len(lower) and lower[ahead.end()].isalnum()):
            break
        joined_by_and = ahead.group().startswith(" and ")
        following = ahead[1]
        if following in vocab.magnitudes or following == "score":
            size = vocab.magnitudes.get(following, 20)
            if joined_by_and or (size < 1000 and step >= 100) or not (current or size > last):
                break
            if size >= 1000:
                if total and size >= last:
                    break
                total, current, last, step = total + (current or 1) * size, 0, size, 1000
            else:
                current, step = current * size, 100
            scale = size
        elif following in vocab.cardinals:
            value = vocab.cardinals[following]
            fits = (step == 10 and 0 < value < 10 and not joined_by_and) or (step in (100, 1000) and value > 0 and scale != 12)
            if not fits or (lower[end] == "-" and step != 10):
                break
            current += value
            step = 10 if value >= 20 else 1
            scale = 1
        elif following in vocab.ordinals and not joined_by_and and lower[end] in "- " and step == 10:
            return Atom(start, ahead.end(), "ordinal", NOTHING)
        else:
            break
        end = ahead.end()
    return Atom(start, end, "words", Fraction(total + current), scale=scale)


def _zero(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    end = at + len(word)
    if word == "without" and not vocab.lost.match(lower, end):
        return None
    if word == "no":
        if lower.startswith("no one", at) and not lower[at + 6 : at + 7].isalnum():
            return Atom(at, at + 6, "zero", NOTHING)
        ahead = _WORD.match(lower, end + 1)
        if lower[end : end + 1] != " " or not ahead or ahead.group() in vocab.not_after_zero:
            return None
    return Atom(at, end, "zero", NOTHING)


def _number_of(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    end = at + len(word)
    if not lower.startswith(" of ", end):
        return None
    before = lower[max(0, at - 40) : at].rsplit(None, 3)
    start, need = at, word == "numbers"
    while before and before[-1] in vocab.number_adjectives:
        start = lower.rindex(before.pop(), 0, start)
        need = False
    if not before or need:
        return Atom(start, end + 3, "vague", NOTHING) if start < at and not need else None
    if before[-1] in ("a", "an"):
        start = lower.rindex(before[-1], 0, start)
        return Atom(start, end + 3, "vague", NOTHING)
    return Atom(start, end + 3, "vague", NOTHING) if word == "numbers" and start < at else None


def _degree(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    end = at + len(word)
    # Alone in its cell the word says as much as before "losses".
    if lower.strip(" .\n") == word or vocab.degree.match(lower, at):
        return Atom(at, end, "vague", NOTHING)
    return _vague(lower, at, vocab) if word == "few" else None


def _vague(lower: str, at: int, vocab: Vocabulary) -> Atom | None:
    start = at - 4 if lower.startswith("the ", at - 4) and at >= 4 else _article_before(lower, at)
    for place in (start, at):
        match = vocab.vague.match(lower, place)
        if match:
            break
    else:
        return None
    before = lower[max(0, match.start() - 12) : match.start()].split()
    if before and before[-1] in vocab.not_before_vague and match.start() == at:
        return None
    return Atom(match.start(), match.end(), "vague", NOTHING)
