"""Numbers that belong together: ranges, chains such as dates, abbreviated years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from pipeline.extract.quantities.atoms import Atom

Joint: TypeAlias = Literal["", "dash", "word", "chain"]

_DASH = re.compile(r"[ \u00a0]?(?:--?|[‐-―−~]|&ndash;)[ \u00a0]?|[/:]")
_WORD = re.compile(r" (?:to|or|through|or even|(?:up )?to (?:about|around|as many as|possibly|perhaps|nearly|over)) ")
_AND = (" and ", " and more than ", " and over ", " and up to ", " and about ", " and around ", " and nearly ")
_OPENERS = ("between ", "from ")
_WIDEST_GAP = 16


@dataclass(slots=True)
class Number:
    """One number or range: the span of its own words, its atoms, and what joins them."""

    start: int
    end: int
    atoms: list[Atom]
    low: int | Fraction
    high: int | Fraction
    joint: Joint = ""
    opener: str = ""

    @property
    def is_range(self) -> bool:
        """Whether it goes from a lower bound to a higher one."""
        return self.joint in ("dash", "word")


def join(lower: str, atoms: list[Atom]) -> list[Number]:
    """The atoms of a text as numbers and ranges, in order."""
    numbers: list[Number] = []
    index = 0
    while index < len(atoms):
        number = _joined(lower, atoms, index) if index + 1 < len(atoms) else None
        if number is None:
            only = atoms[index]
            number = Number(only.start, only.end, [only], only.value, only.value)
        numbers.append(number)
        index += len(number.atoms)
    return numbers


def _joined(lower: str, atoms: list[Atom], index: int) -> Number | None:
    """What the atom makes with those behind it; None where it stands alone."""
    first, second = atoms[index], atoms[index + 1]
    if second.start - first.end > _WIDEST_GAP or first.tag not in ("digits", "words", "vague"):
        return None
    if second.tag != first.tag and not (first.tag == "digits" and second.tag == "words"):
        return None
    gap = lower[first.end : second.start]
    dash = _DASH.fullmatch(gap)
    if dash and first.tag == "digits" == second.tag:
        chained = _chain(lower, atoms, index)
        if chained or gap in ("/", ":"):
            return chained or _pair(first, second, "chain")
    elif gap in ("/", ":"):
        return None
    opener = _opener(lower, first.start)
    if not (dash or _WORD.fullmatch(gap) or (opener == "between " and gap in _AND)):
        return None
    if first.tag == "vague":
        return _pair(first, second, "word")
    number = _pair(first, second, "dash" if dash else "word")
    if number.low >= number.high:
        # An abbreviated year ("1626–34") or a score stays one; words, and digits around a spaced dash, are two.
        number.joint = "chain"
        year = len(first.plain) == 4 and len(second.plain) == 2
        return number if dash and first.tag == "digits" == second.tag and (year or len(gap) == 1) else None
    if opener and not (opener == "from " and gap == " or "):
        number.start, number.opener = first.start - len(opener), opener.strip()
    return number


def _opener(lower: str, start: int) -> str:
    for opener in _OPENERS:
        at = start - len(opener)
        if at >= 0 and lower.startswith(opener, at) and not (at and lower[at - 1].isalnum()):
            return opener
    return ""


def _pair(first: Atom, second: Atom, joint: Joint) -> Number:
    """Both as one; "2 to 3 million" counts both in millions."""
    low, high = first.value, second.value
    if second.scale > 1 and first.scale == 1 and first.value < second.scale and first.value * second.scale <= high:
        low = first.value * second.scale
    elif joint == "dash" and first.plain and not second.plain and second.scale == 1 and first.value < 1000:
        # "5–10,000" goes from five thousand; "500–1,000" cannot.
        low = first.value * 1000 if high % 1000 == 0 and first.value * 1000 < high else low
    return Number(first.start, second.end, [first, second], low, high, joint)


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
