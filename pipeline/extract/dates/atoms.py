"""Single dates in a text: a day, month, season, year, decade or century, or days of one month ("28–29 April").

The finder here knows one date at a time; :mod:`pipeline.extract.dates.find` joins neighbours and fills years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract.dates.edtf import days_in_month
from pipeline.extract.dates.model import When
from pipeline.extract.dates.words import any_of, month_numbers, number, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MONTH = rf"(?P<m>{any_of(list(month_numbers()))})(?:\b|(?=\d))(?:\.(?=\s*\d))?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_ERA = r"(?:\s*(?P<e>BCE|BC|B\.C\.|AD|CE|A\.D\.)(?![A-Za-z]))"
# A bare year has four digits; a shorter one needs its era or a comma before it.
_YEAR = (
    rf"(?:(?P<y>[12]\d{{3}}|\d{{3}}(?=\s*(?:[),;.\n]|$)))(?![\d–—-]*\d|[.,]\d){_ERA}?"
    rf"|(?P<y2>\d{{1,4}}){_ERA.replace('<e>', '<e2>')})"
)
_COMMA_YEAR = rf"(?:\s*,\s*(?P<y3>\d{{3,4}})(?!\d|[.,]\d){_ERA.replace('<e>', '<e3>')}?|\s*,?\s*{_YEAR})"
_TO = r"\s*(?P<to>[–—-]|/|\bto\b|\band\b|\bor\b|\buntil\b|\bthrough\b)\s*"
# A glued preposition ("On12 May") is the only word that may touch the day's digits.
_FREE = r"(?:(?<![\w.,:/])|(?<=\b[Oo]n)|(?<=\b[Bb]y)|(?<=\b[Ii]n))(?<!\d[–—-])"
_PART = r"(?:(?P<part>early|mid|middle of|late|end of|beginning of|start of)[\s-]+)?"
_ABOUT = r"(?:(?P<about>c\.|ca\.|circa|around|about)\s*)?"
_ORDINAL = any_of(list(words()["ordinals"]))
_SEASON = any_of(list(words()["seasons"]))


@dataclass(frozen=True, slots=True)
class Atom:
    """One date: ``last`` only for days of one month or a pair of years; ``kind`` names the pattern that found it."""

    start: int
    end: int
    first: When
    last: When | None = None
    kind: str = ""
    sure: bool = True


def _year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    digits = groups.get("y") or groups.get("y2") or groups.get("y3")
    if not digits:
        return None
    era = groups.get("e") or groups.get("e2") or groups.get("e3") or ""
    value = int(digits)
    return 1 - value if era.startswith("B") else value


def _days(match: re.Match[str], low: str | None, high: str, kind: str) -> Atom | None:
    """A day, or the days from low to high, of the month that the match names."""
    month, year = month_numbers()[match["m"]], _year(match)
    first, last = number(low) if low else None, number(high)
    # 4 stands for a leap year: 29 February is possible as long as no year is known.
    longest = days_in_month(year if year is not None else 4, month)
    if last is None or not 1 <= last <= longest:
        # 29 February of 1700 existed where the Julian calendar was kept; beyond that it is not a date.
        return None
    about = bool(match.groupdict().get("about"))
    if first is None:
        return Atom(match.start(), match.end(), When(year, month, last, approximate=about), kind=kind)
    joins_two = match["to"] in ("and", "or")
    if first >= last or (joins_two and last - first > 1 and not _between(match)):
        return None
    return Atom(match.start(), match.end(), When(year, month, first), When(year, month, last), kind)


def _between(match: re.Match[str]) -> bool:
    return match.string[: match.start()].rstrip().lower().endswith("between")


def _day_month(match: re.Match[str]) -> Atom | None:
    return _days(match, match["d0"], match["d"], "day") or (
        # "killed 5 and 9 October": the first number is no day.
        _trimmed(match, match.start("d")) if match["d0"] else None
    )


def _trimmed(match: re.Match[str], start: int) -> Atom | None:
    atom = _days(match, None, match["d"], "day")
    return Atom(start, atom.end, atom.first, kind="day") if atom else None


_COUNTED = re.compile(r"\s+(?:[a-z]+s|men|people)\b")


def _month_day(match: re.Match[str]) -> Atom | None:
    low, high = (match["d"], match["d2"]) if match["d2"] else (None, match["d"])
    if match["d2"] is None and _year(match) is None and match["d"].isdigit():
        lead = match.string[: match.start()].rstrip().lower()
        # "In June 17 soldiers died": a count behind a month.
        if re.search(r"\b(?:in|by|since|until|of|during)$", lead) and _COUNTED.match(match.string, match.end()):
            return None
    return _days(match, low, high, "day")


def _ordinal_day(match: re.Match[str]) -> Atom | None:
    return _days(match, None, match["d"], "day")


def _month(match: re.Match[str]) -> Atom | None:
    when = When(_year(match), month_numbers()[match["m"]], approximate=bool(match.groupdict().get("about")))
    return Atom(match.start(), match.end(), when, kind="month", sure=when.year is not None or bool(match["part"]))


def _season(match: re.Match[str]) -> Atom | None:
    year = int(match["y4"])
    if match["second"]:
        # A winter across two years runs from December of the one to February of the other.
        return Atom(match.start(), match.end(), When(year, 12), When(year + 1, 2), "season")
    if (match["e4"] or "").startswith("B"):
        year = 1 - year
    return Atom(match.start(), match.end(), When(year, season=words()["seasons"][match["s"].lower()]), kind="season")


def _era_year(match: re.Match[str]) -> Atom | None:
    value = int(match["n"] or match["n2"])
    era = match["e5"] or "AD"
    if value == 0:
        return None
    year = 1 - value if era.startswith("B") else value
    return Atom(match.start(), match.end(), When(year, approximate=bool(match["about"])), kind="year")


def _years(match: re.Match[str]) -> Atom | None:
    low, tail = int(match["a"]), match["b"]
    era = match["e6"] or ""
    high = int(tail) if len(tail) >= len(match["a"]) or era else int(match["a"][: -len(tail)] + tail)
    if era.startswith("B"):
        low, high = 1 - low, 1 - high
    if not low < high or (not era and high - low > 200):
        return None
    return Atom(match.start(), match.end(), When(low), When(high), "years")


def _plain_year(match: re.Match[str]) -> Atom | None:
    when = When(int(match["y"]), approximate=bool(match["about"]))
    return Atom(match.start("about") if match["about"] else match.start("y"), match.end(), when, kind="year")


def _decade(match: re.Match[str]) -> Atom | None:
    return Atom(match.start(), match.end(), When(int(match["dec"]), years=10), kind="decade")


def _century(match: re.Match[str]) -> Atom | None:
    count = number(match["o"])
    if not count:
        return None
    year = -100 * (count - 1) if (match["e7"] or "").startswith("B") else 100 * (count - 1)
    return Atom(match.start(), match.end(), When(year, years=100), kind="century")


def _iso(match: re.Match[str]) -> Atom | None:
    year, month, day = (int(match[part]) for part in ("y", "mm", "dd"))
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        return None
    return Atom(match.start(), match.end(), When(year, month, day), kind="day")


_Maker: TypeAlias = "Callable[[re.Match[str]], Atom | None]"
# Each group of patterns with what a text must hold for any of them to match.
_MONTHLY: tuple[tuple[re.Pattern[str], _Maker], ...] = (
    (
        re.compile(rf"{_FREE}{_ABOUT}(?:(?P<d0>{_DAY}){_TO})?(?P<d>{_DAY})\s*(?:of\s+)?{_MONTH}{_COMMA_YEAR}?"),
        _day_month,
    ),
    (
        re.compile(
            rf"\b{_ABOUT}{_MONTH}\s+(?:the\s+)?(?P<d>{_DAY})(?!\d|[.,:]\d)"
            rf"(?:{_TO}(?P<d2>{_DAY})(?!\d|[.,:]\d|\s+{_MONTH.replace('<m>', '<m2>')}))?{_COMMA_YEAR}?"
        ),
        _month_day,
    ),
    (re.compile(rf"\b(?P<d>(?i:{_ORDINAL}))\s+(?:day\s+)?of\s+{_MONTH}{_COMMA_YEAR}?"), _ordinal_day),
    (re.compile(rf"\b{_ABOUT}(?i:{_PART}){_MONTH}(?:\s+of\b)?{_COMMA_YEAR}?"), _month),
)
_SEASONAL: tuple[tuple[re.Pattern[str], _Maker], ...] = (
    (
        re.compile(
            rf"\b(?i:{_PART})(?P<s>(?i:{_SEASON}))(?:\s+of)?\s+"
            r"(?P<y4>[12]\d{3}|(?<=of\s)\d{1,3}|\d{1,4}(?=\s*(?:BC|AD|CE)))"
            rf"(?!\d)(?:[–/-](?P<second>\d{{2,4}}))?{_ERA.replace('<e>', '<e4>')}?"
        ),
        _season,
    ),
)
_WITH_ERA: tuple[tuple[re.Pattern[str], _Maker], ...] = (
    (
        re.compile(
            rf"(?<![\w.,]){_ABOUT}(?P<a>\d{{1,4}})\s*[–—-]\s*(?P<b>\d{{1,4}})(?!\d|[.,]\d)"
            rf"{_ERA.replace('<e>', '<e6>')}"
        ),
        _years,
    ),
    (
        re.compile(
            rf"(?<![\w.,]){_ABOUT}(?:(?P<n>\d{{1,4}}){_ERA.replace('<e>', '<e5>')}"
            r"|(?:AD|A\.D\.)\s*(?P<n2>\d{1,4})\b)"
        ),
        _era_year,
    ),
)
_FOUR_DIGITS: tuple[tuple[re.Pattern[str], _Maker], ...] = (
    (re.compile(r"(?<![\d-])(?P<y>[12]\d{3})-(?P<mm>\d\d)-(?P<dd>\d\d)(?![\d-])"), _iso),
    (
        re.compile(
            r"(?<![\w.,/–—-])(?P<a>[12]\d{3})(?:\s*[–—/-]\s*|\s+(?:to|until)\s+)(?P<b>[12]\d{3}|\d{2})"
            r"(?![\d%]|[.,]\d|[–—-]\d)(?P<e6>(?!))?"
        ),
        _years,
    ),
    (re.compile(r"(?<![\w.,])(?P<dec>1\d\d0|20\d0)s\b"), _decade),
    (
        re.compile(
            rf"(?<![\w.,:/–—$£€-]){_ABOUT}(?P<y>1\d{{3}}|20\d\d)"
            r"(?![\w%]|[.,:]\d|[–—-]\d|\s*(?:km|m|ft|mi|BC)\b)"
        ),
        _plain_year,
    ),
)
_CENTURIES: tuple[tuple[re.Pattern[str], _Maker], ...] = (
    (
        re.compile(rf"\b(?P<o>\d{{1,2}}(?:st|nd|rd|th)|(?i:{_ORDINAL}))[\s-]+[Cc]entury{_ERA.replace('<e>', '<e7>')}?"),
        _century,
    ),
)
_MONTH_STEMS = tuple(sorted({name[:3] for name in month_numbers()}))
_DIGITS = re.compile(r"\d\d\d\d")
_ERAS = re.compile(r"\d\s*(?:BC|AD|CE|B\.C|A\.D)|\bA\.?D\b")


def find_atoms(text: str) -> list[Atom]:
    """All single dates of the text, sorted, none overlapping: of two that overlap, the longer."""
    found = sorted(_all(text), key=lambda atom: (atom.start - atom.end, atom.start))
    kept: list[Atom] = []
    for atom in found:
        if all(atom.end <= other.start or other.end <= atom.start for other in kept):
            kept.append(atom)
    return sorted(kept, key=lambda atom: atom.start)


def _all(text: str) -> Iterator[Atom]:
    for pattern, make in _possible(text):
        for match in pattern.finditer(text):
            atom = make(match)
            if atom is not None and atom.end > atom.start:
                yield atom


def _possible(text: str) -> Iterator[tuple[re.Pattern[str], _Maker]]:
    """The patterns for which the text holds what they need: most sentences hold nothing."""
    if any(stem in text for stem in _MONTH_STEMS):
        yield from _MONTHLY
    if "entury" in text:
        yield from _CENTURIES
    if not any(digit in text for digit in "0123456789"):
        return
    if _DIGITS.search(text):
        yield from _FOUR_DIGITS
    if _ERAS.search(text):
        yield from _WITH_ERA
    lower = text.lower()
    if any(season in lower for season in words()["seasons"]):
        yield from _SEASONAL
