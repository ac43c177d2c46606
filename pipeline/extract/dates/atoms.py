"""Single dates in a text: a day, month, season, year, decade or century, or days of one month ("28–29 April").

The finder here knows one date at a time; :mod:`pipeline.extract.dates.find` joins neighbours and fills years. Months
are read in :mod:`pipeline.extract.dates.months`. Every pattern begins where something rare stands, the month's name
or four digits: most sentences of an article hold no date, and all of them are searched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.bag import DIGIT, bag
from pipeline.extract.dates.edtf import days_in_month
from pipeline.extract.dates.model import Atom, When
from pipeline.extract.dates.months import ABOUT, ERA, MONTHS, find_months
from pipeline.extract.dates.words import any_of, number, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORDINAL = any_of(list(words()["ordinals"]))
_SEASONS = frozenset(words()["seasons"])
_ERA_WORDS = frozenset({"bc", "bce", "ad", "ce", "a", "b"})
_FOUR = re.compile(r"[12]\d{3}")
_ISO = re.compile(r"(?P<y>\d{4})-(?P<mm>\d\d)-(?P<dd>\d\d)(?![\d-])")
_STRETCH = re.compile(r"(?P<a>\d{4})(?:\s*[–—/-]\s*|\s+(?:to|until)\s+)(?P<b>[12]\d{3}|\d{2})(?![\d%]|[.,]\d|[–—-]\d)")
_DECADE = re.compile(r"(?P<dec>\d{3}0)s\b")
_PLAIN = re.compile(r"\d{4}(?![\w%]|[.,:]\d|[–—-]\d|\s*(?:km|m|ft|mi|BC)\b)")
_ABOUT_BEFORE = re.compile(rf"{ABOUT}$")
_SEASON = re.compile(
    rf"(?P<s>(?i:{any_of(list(words()['seasons']))}))(?:\s+of)?\s+"
    r"(?P<y4>[12]\d{3}|(?<=of\s)\d{1,3}|\d{1,4}(?=\s*(?:BC|AD|CE)))"
    rf"(?!\d)(?:[–/-](?P<second>\d{{2,4}}))?{ERA.replace('<e>', '<e4>')}?"
)
_ERA_YEARS = re.compile(
    rf"(?<![\w.,])(?P<a>\d{{1,4}})\s*[–—-]\s*(?P<b>\d{{1,4}})(?!\d|[.,]\d){ERA.replace('<e>', '<e6>')}"
)
_ERA_YEAR = re.compile(
    rf"(?<![\w.,])(?:(?P<about>c\.|ca\.|circa|around|about)\s*)?"
    rf"(?:(?P<n>\d{{1,4}}){ERA.replace('<e>', '<e5>')}|(?:AD|A\.D\.)\s*(?P<n2>\d{{1,4}})\b)"
)
_CENTURY = re.compile(
    rf"\b(?P<o>\d{{1,2}}(?:st|nd|rd|th)|(?i:{_ORDINAL}))[\s-]+[Cc]entury{ERA.replace('<e>', '<e7>')}?"
)
_ERAS = re.compile(r"\d\s*(?:BC|AD|CE|B\.C|A\.D)|\bA\.?D\b")


def find_atoms(text: str) -> list[Atom]:
    """All single dates of the text, sorted, none overlapping: of two that overlap, the longer."""
    found = list(_all(text))
    if len(found) < 2:
        return found
    found.sort(key=lambda atom: (atom.start, -atom.end))
    kept: list[Atom] = []
    for atom in found:
        if not kept or kept[-1].end <= atom.start:
            kept.append(atom)
        elif atom.end - atom.start > kept[-1].end - kept[-1].start:
            kept[-1] = atom
    return kept


def _all(text: str) -> Iterator[Atom]:
    words_ = bag(text)
    if not MONTHS.isdisjoint(words_):
        yield from find_months(text)
    if "entury" in text:
        yield from _made(_century(match) for match in _CENTURY.finditer(text))
    if DIGIT not in words_:
        return
    for match in _FOUR.finditer(text):
        atom = _four(text, match.start())
        if atom is not None:
            yield atom
    if not _ERA_WORDS.isdisjoint(words_) and _ERAS.search(text):
        yield from _made(_years(match) for match in _ERA_YEARS.finditer(text))
        yield from _made(_era_year(match) for match in _ERA_YEAR.finditer(text))
    if not _SEASONS.isdisjoint(words_):
        yield from (
            _season(match) for match in _SEASON.finditer(text) if not text[match.start() - 1 : match.start()].isalnum()
        )


def _made(atoms: Iterator[Atom | None]) -> Iterator[Atom]:
    return (atom for atom in atoms if atom is not None)


def _four(text: str, start: int) -> Atom | None:
    """What four digits at the offset begin: an ISO day, a stretch of years, a decade, a year, or nothing."""
    before = text[start - 1 : start]
    if before.isalnum() or before in ("_", ".", ",", "/", "–", "—", "-"):
        return None
    if match := _ISO.match(text, start):
        return _iso(match)
    if match := _STRETCH.match(text, start):
        return _years(match)
    if match := _DECADE.match(text, start):
        return Atom(start, match.end(), When(int(match["dec"]), years=10), kind="decade")
    if before in (":", "$", "£", "€") or (match := _PLAIN.match(text, start)) is None or match.group() > "2099":
        return None
    about = _ABOUT_BEFORE.search(text, max(0, start - 8), start)
    when = When(int(match.group()), approximate=about is not None)
    return Atom(about.start() if about else start, match.end(), when, kind="year")


def _season(match: re.Match[str]) -> Atom:
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
    era = match.groupdict().get("e6") or ""
    high = int(tail) if len(tail) >= len(match["a"]) or era else int(match["a"][: -len(tail)] + tail)
    if era.startswith("B"):
        low, high = 1 - low, 1 - high
    if not low < high or (not era and high - low > 200):
        return None
    return Atom(match.start(), match.end(), When(low), When(high), "years")


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
