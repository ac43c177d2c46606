"""Dates around the name of a month: "2 May 1889", "July 1–3, 1863", "late June", "the first of November"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.edtf import days_in_month
from pipeline.extract.dates.model import Atom, When
from pipeline.extract.dates.words import any_of, month_numbers, number, words

if TYPE_CHECKING:
    from collections.abc import Iterator

ABOUT = r"(?P<about>c\.|ca\.|circa|around|about)\s*"
ERA = r"(?:\s*(?P<e>BCE|BC|B\.C\.|AD|CE|A\.D\.)(?![A-Za-z]))"
_NAMES = any_of(list(month_numbers()))
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s*(?P<to>[–—-]|/|\bto\b|\band\b|\bor\b|\buntil\b|\bthrough\b)\s*"
_MONTH = re.compile(rf"(?P<m>{_NAMES})(?:\b|(?=\d))(?:\.(?=\s*\d))?")
# A bare year has four digits; a shorter one needs its era, a comma before it or the end of the text behind it.
_YEAR_BEHIND = re.compile(
    rf"\s*,\s*(?P<y3>\d{{3,4}})(?!\d|[.,]\d){ERA.replace('<e>', '<e3>')}?"
    rf"|\s*,?\s*(?:(?P<y>[12]\d{{3}}|\d{{3}}(?=\s*(?:[),;.\n]|$)))(?![\d–—-]*\d|[.,]\d){ERA}?"
    rf"|(?P<y2>\d{{1,4}}){ERA.replace('<e>', '<e2>')})"
)
_OF = re.compile(r"\s+of\b")
_DAYS_BEHIND = re.compile(
    rf"\s+(?:the\s+)?(?P<d>{_DAY})(?!\d|[.,:]\d)(?:{_TO}(?P<d2>{_DAY})(?!\d|[.,:]\d|\s+{_NAMES}))?"
)
# A glued preposition ("On12 May") is the only word that may touch the day's digits.
_BEFORE = re.compile(
    rf"(?:(?:(?<![\w.,:/])|(?<=\b[Oo]n)|(?<=\b[Bb]y)|(?<=\b[Ii]n))(?<!\d[–—-])"
    rf"(?:{ABOUT})?(?:(?P<d0>{_DAY}){_TO})?(?P<d>{_DAY})\s*(?:of\s+)?"
    rf"|\b(?P<o>(?i:{any_of(list(words()['ordinals']))}))\s+(?:day\s+)?of\s+"
    rf"|\b{ABOUT.replace('about>', 'about2>')}"
    r"|\b(?P<part>(?i:early|mid|middle of|late|end of|beginning of|start of))[\s-]+)$"
)
_COUNTED = re.compile(r"\s+(?:[a-z]+s|men|people)\b")
_COUNTING = re.compile(r"\b(?:in|by|since|until|of|during)\s+$", re.IGNORECASE)
MONTHS = frozenset(name.lower() for name in month_numbers())
"""A text whose bag has none of these holds no month."""
_REACH = 44
"""So far before a month its days may begin."""


def find_months(text: str) -> Iterator[Atom]:
    """The date around each name of a month."""
    for match in _MONTH.finditer(text):
        if not text[match.start() - 1 : match.start()].isalpha():
            yield _around(text, match)


def _around(text: str, name: re.Match[str]) -> Atom:
    month, start = month_numbers()[name["m"]], name.start()
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    if before and (before["d"] or before["o"]):
        year, end = _year(text, name.end())
        atom = _days_before(text, before, month, year, end)
        if atom is not None:
            return atom
    behind = _DAYS_BEHIND.match(text, name.end())
    if behind is not None:
        year, end = _year(text, behind.end())
        atom = _days_behind(text, start, behind, month, year, end)
        if atom is not None:
            return atom
    of = _OF.match(text, name.end())
    year, end = _year(text, of.end() if of else name.end())
    # What stands before a lone month only hedges it; day numbers that fit none do not belong to it.
    hedge = before if before and (before["part"] or before["about2"]) else None
    when = When(year, month, approximate=bool(hedge and hedge["about2"]))
    end = end if year is not None else name.end()
    sure = year is not None or bool(hedge and hedge["part"])
    return Atom(hedge.start() if hedge else start, end, when, kind="month", sure=sure)


def _year(text: str, position: int) -> tuple[int | None, int]:
    """The year behind a day or month, and where it ends; (None, position) without one."""
    match = _YEAR_BEHIND.match(text, position)
    if match is None:
        return None, position
    era = match["e"] or match["e2"] or match["e3"] or ""
    value = int(match["y"] or match["y2"] or match["y3"])
    return (1 - value if era.startswith("B") else value), match.end()


def _days_before(text: str, before: re.Match[str], month: int, year: int | None, end: int) -> Atom | None:
    low, high = before["d0"], before["d"] or before["o"]
    about = bool(before["about"])
    atom = _days(text, before.start(), end, (low, high), before["to"], month, year, about) if low else None
    if atom is None:
        # "killed 5 and 9 October": the first number is no day.
        start = before.start("d") if low else before.start()
        atom = _days(text, start, end, (None, high), None, month, year, about and not low)
    return atom


def _days_behind(text: str, start: int, behind: re.Match[str], month: int, year: int | None, end: int) -> Atom | None:
    low, high = (behind["d"], behind["d2"]) if behind["d2"] else (None, behind["d"])
    lone = low is None and year is None and high.isdigit()
    if lone and _COUNTED.match(text, end) and _COUNTING.search(text, max(0, start - 10), start):
        # "In June 17 soldiers died": a count behind a month.
        return None
    return _days(text, start, end, (low, high), behind["to"], month, year, False)


def _days(
    text: str,
    start: int,
    end: int,
    days: tuple[str | None, str],
    to: str | None,
    month: int,
    year: int | None,
    about: bool,
) -> Atom | None:
    """A day, or the days from low to high, of a month; None for days that it has not."""
    first, last = number(days[0]) if days[0] else None, number(days[1])
    # 4 stands for a leap year: 29 February is possible as long as no year is known.
    if last is None or not 1 <= last <= days_in_month(year if year is not None else 4, month):
        return None
    if first is None:
        return Atom(start, end, When(year, month, last, approximate=about), kind="day")
    between = text[max(0, start - 9) : start].rstrip().lower().endswith("between")
    if first >= last or (to in ("and", "or") and last - first > 1 and not between):
        return None
    return Atom(start, end, When(year, month, first), When(year, month, last), "day")
