"""EDTF level 1 and day bounds of a date or a stretch between two.

The grammar is that of the Extended Date/Time Format of the Library of Congress (2019), level 1: four-digit years with
a sign before year 0, unspecified digits from the right (``184X``), seasons 21 to 24, ``~`` for about, ``..`` for an
open end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.dates.model import Basis, Calendar, DateMention, Precision, When

# First and last month of a season as the northern meteorological year has it. A winter without its second year may
# lie at either end of the year named, so its bounds are that year's.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 12)}


def days_in_month(year: int, month: int) -> int:
    """Length of a month in the proleptic Gregorian calendar, years before 1 included."""
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def write(when: When) -> str:
    """EDTF of one point; '' without a year."""
    if when.year is None:
        return ""
    tail = "~" if when.approximate else ""
    year = f"{'-' if when.year < 0 else ''}{abs(when.year):04d}"
    if when.years == 10:
        return f"{year[:-1]}X"
    if when.years == 100:
        return f"{year[:-2]}XX"
    if when.season:
        return f"{year}-{when.season}{tail}"
    if when.month is None:
        return year + tail
    if when.day is None:
        return f"{year}-{when.month:02d}{tail}"
    return f"{year}-{when.month:02d}-{when.day:02d}{tail}"


def bounds(when: When) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """First and last day of a point that has a year, each as (year, month, day)."""
    if when.year is None:
        raise ValueError(f"a date without a year has no bounds: {when}")
    year = when.year
    if when.years > 1:
        # Digits left open count away from zero: -005X is -59 to -50.
        low, high = (year, year + when.years - 1) if year >= 0 else (year - when.years + 1, year)
        return (low, 1, 1), (high, 12, 31)
    if when.season:
        first, last = _SEASON_MONTHS[when.season]
        return (year, first, 1), (year, last, days_in_month(year, last))
    if when.month is None:
        return (year, 1, 1), (year, 12, 31)
    if when.day is None:
        return (year, when.month, 1), (year, when.month, days_in_month(year, when.month))
    return (year, when.month, when.day), (year, when.month, when.day)


def _iso(day: tuple[int, int, int]) -> str:
    year, month, number = day
    if not 1 <= year <= 9999:
        return ""
    return f"{year:04d}-{month:02d}-{number:02d}"


def _precision(first: When, last: When | None) -> Precision:
    if last is not None or first.years > 1:
        return "range"
    if first.season:
        return "season"
    if first.day is not None:
        return "day"
    return "month" if first.month is not None else "year"


def dated(mention: DateMention, calendar_: Calendar | None = None) -> DateMention:
    """The mention with EDTF, bounds and precision made from its ``first`` and ``last`` points.

    Without a year, or where the end lies before the start, only the points stay.
    """
    first, last = mention.first, mention.last
    if first is None or first.year is None or (last is not None and last.year is None):
        return mention
    low = bounds(first)[0]
    high = bounds(last or first)[1]
    if high < low:
        return mention
    edtf = write(first) if last is None else f"{write(first)}/{write(last)}"
    return mention._replace(
        edtf=edtf,
        date_start=_iso(low),
        date_end=_iso(high),
        year_start=low[0],
        year_end=high[0],
        precision=_precision(first, last),
        calendar=mention.calendar if calendar_ is None else calendar_,
    )


def after(mention: DateMention, basis: Basis = "inferred") -> DateMention:
    """The open stretch that begins with the mention: ``2017-07-27/..``."""
    start = write(mention.first) if mention.first else ""
    return mention._replace(edtf=f"{start}/..", date_end="", year_end=None, last=None, precision="open", basis=basis)


def until(mention: DateMention, basis: Basis = "text") -> DateMention:
    """The open stretch that ends with the mention: ``../2017-07-19``."""
    point = mention.last or mention.first
    end = write(point) if point else ""
    return mention._replace(edtf=f"../{end}", date_start="", year_start=None, precision="open", basis=basis)
