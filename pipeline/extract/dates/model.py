"""What a date is before and after it is written as EDTF.

Years are astronomical throughout: 1 BC is 0, 256 BC is -255. Named tuples throughout: dates are filled, moved and
dated in steps, and a copy of a tuple costs a fifth of that of a frozen dataclass.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Precision: TypeAlias = Literal["day", "range", "month", "season", "year", "open", "unknown"]
Calendar: TypeAlias = Literal["", "julian", "gregorian"]
Basis: TypeAlias = Literal["text", "context", "inherited", "anaphora", "inferred"]
Unit: TypeAlias = Literal["day", "week", "month", "year", "day_of_month"]


class When(NamedTuple):
    """A point of the calendar as precise as the text says it; ``years`` is 10 for a decade, 100 for a century.

    ``year`` is None as long as only a context can tell it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    years: int = 1
    approximate: bool = False

    def in_year(self, year: int | None) -> When:
        """The same point with its missing year filled."""
        return self if self.year is not None or year is None else self._replace(year=year)


class Atom(NamedTuple):
    """One date: ``last`` only for days of one month or a pair of years; ``kind`` names the pattern that found it."""

    start: int
    end: int
    first: When
    last: When | None = None
    kind: str = ""
    sure: bool = True


class Relative(NamedTuple):
    """A distance from another date: ``amount`` units on (or back, if negative), None where the text is vague.

    With unit ``day_of_month``, ``amount`` is the day itself ("the 19th"). ``reach`` is the last day of a stretch
    ("over the next two days": amount 1, reach 2). ``of_main`` counts from the article's main event instead of the
    date that was told last.
    """

    amount: int | None
    unit: Unit
    reach: int | None = None
    of_main: bool = False


class DateMention(NamedTuple):
    """A date in a text, with the span of the words that give it.

    ``date_start`` and ``date_end`` are ISO days, '' before year 1, where open and where no year is known.
    ``edtf`` is '' while no year is known and for a relative date that nobody has resolved. ``bound`` is the word that
    makes the date a limit ("by", "before", "after", "since", "until"). ``aside`` marks a year that only names something
    ("the 1946 election", "the agreement of 2015") or stands in brackets: it does not date the sentence.
    """

    start: int
    end: int
    text: str
    edtf: str = ""
    date_start: str = ""
    date_end: str = ""
    year_start: int | None = None
    year_end: int | None = None
    precision: Precision = "unknown"
    calendar: Calendar = ""
    basis: Basis = "text"
    first: When | None = None
    last: When | None = None
    relative: Relative | None = None
    bound: str = ""
    aside: bool = False

    def shifted(self, offset: int) -> DateMention:
        """The same mention with its span moved, e.g. from a sentence's offsets to the article's."""
        return self._replace(start=self.start + offset, end=self.end + offset)

    def but(self, basis: Basis) -> DateMention:
        """The same date on another basis."""
        return self._replace(basis=basis)
