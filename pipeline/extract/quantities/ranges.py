"""Numbers that belong together: ranges, chains such as dates, abbreviated years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from pipeline.extract.quantities.atoms import Atom

Joint: TypeAlias = Literal["", "dash", "word", "chain"]

_DASH = re.compile(r"[ \u00a0]?(?:--?|[‐-―−~/:]|&ndash;)[ \u00a0]?")
_OPENERS = ("between ", "from ")


@dataclass(slots=True)
class Number:
    """One number or range: the span of its own words, its atoms, and what joins them."""

    start: int
    end: int
    atoms: list[Atom]
    low: Fraction
    high: Fraction
    joint: Joint = ""
    opener: str = ""

    @property
    def is_range(self) -> bool:
        return self.joint in ("dash", "word")


def join(lower: str, atoms: list[Atom]) -> list[Number]:
    """The atoms of a text as numbers and ranges, in order."""
    numbers: list[Number] = []
    index = 0
    while index < len(atoms):
        number, used = _from(lower, atoms, index)
        numbers.append(number)
        index += used
    return numbers


def _from(lower: str, atoms: list[Atom], index: int) -> tuple[Number, int]:
    first = atoms[index]
    single = Number(first.start, first.end, [first], first.value, first.value)
    if index + 1 == len(atoms) or first.tag not in ("digits", "words", "vague") or atoms[index + 1].start - first.end > 9:
        return single, 1
    second = atoms[index + 1]
    gap = lower[first.end : second.start]
    if first.tag == "vague":
        # "several to many", "dozens or hundreds": as vague as its parts.
        if second.tag == "vague" and gap in (" to ", " or ", "-", "–"):
            return Number(first.start, second.end, [first, second], first.value, first.value, "word"), 2
        return single, 1
    if second.tag != first.tag and not (second.tag == "words" and first.tag == "digits"):
        return single, 1
    opener = _opener(lower, first.start)
    dash = _DASH.fullmatch(gap)
    if dash and first.tag == "digits" == second.tag:
        chain = _chain(lower, atoms, index)
        if chain:
            return chain, len(chain.atoms)
        if gap.strip(" \u00a0") in ("/", ":"):
            return Number(first.start, second.end, [first, second], first.value, second.value, "chain"), 2
    joined = dash or gap in (" to ", " or ", " through ", " or even ", " to about ", " to around ", " to as many as ", " to possibly ") or (
        opener == "between " and gap == " and "
    )
    if not joined:
        return single, 1
    low, high = _bounds(first, second)
    if low >= high:
        # An abbreviated year or page ("1626–34") stays one number; a falling pair is a score or two numbers.
        if not dash:
            return single, 1
        return Number(first.start, second.end, [first, second], low, high, "chain"), 2
    number = Number(first.start, second.end, [first, second], low, high, "dash" if dash else "word")
    if opener and not (opener == "from " and gap == " or "):
        number.start, number.opener = first.start - len(opener), opener.strip()
    return number, 2


def _opener(lower: str, start: int) -> str:
    for opener in _OPENERS:
        at = start - len(opener)
        if at >= 0 and lower.startswith(opener, at) and not (at and lower[at - 1].isalnum()):
            return opener
    return ""


def _bounds(first: Atom, second: Atom) -> tuple[Fraction, Fraction]:
    """Both values; "2 to 3 million" counts both in millions, "1,200–300" cannot be told and falls."""
    low, high = first.value, second.value
    if second.scale > 1 and first.scale == 1 and first.value < second.scale and first.value * second.scale <= high:
        low = first.value * second.scale
    return low, high


def _chain(lower: str, atoms: list[Atom], index: int) -> Number | None:
    """Three or more digit groups with one sign between them: a date, a telephone number, a score."""
    last = index
    while last + 1 < len(atoms) and atoms[last + 1].tag == "digits":
        gap = lower[atoms[last].end : atoms[last + 1].start]
        if len(gap) != 1 or gap not in "-–—/:.":
            break
        last += 1
    if last - index < 2:
        return None
    chained = atoms[index : last + 1]
    return Number(chained[0].start, chained[-1].end, chained, chained[0].value, chained[-1].value, "chain")
