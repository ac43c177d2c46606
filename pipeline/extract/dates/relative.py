"""Dates that count from another one: "the next day", "five days later", "that same day", "the 19th"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipeline.extract.bag import bag
from pipeline.extract.dates.edtf import dated
from pipeline.extract.dates.model import DateMention, Relative, Unit, When
from pipeline.extract.dates.words import any_of, number, words

if TYPE_CHECKING:
    pass

_W = words()
_DAY_WORDS = frozenset(_W["relative"]["day_words"])
_AMOUNT = rf"(?:(?P<n>\d{{1,3}}|{any_of(list(_W['numbers']))})|(?P<vague>{any_of(_W['relative']['vague_amounts'])}))"
_AFTER, _BEFORE = any_of(_W["relative"]["after"]), any_of(_W["relative"]["before"])
_LATER, _EARLIER = any_of(_W["relative"]["later"]), any_of(_W["relative"]["earlier"])
_MAIN = any_of(_W["relative"]["main_event"])

# Everything is read from the unit of time outwards: few sentences have one.
_UNIT = re.compile(rf"\b(?P<unit>{any_of(_W['relative']['day_words'])}|week|month|year)(?P<s>s?)\b", re.IGNORECASE)
_STEP = re.compile(rf"\b(?:the\s+|early\s+|late\s+)*(?P<dir>(?P<on>{_AFTER})|(?P<back>{_BEFORE}))\s+$", re.IGNORECASE)
_OVER = re.compile(
    rf"\b(?:over|for|during|in|within)\s+the\s+(?:{_AFTER}|(?P<back>{_BEFORE}))\s+{_AMOUNT}\s+$", re.IGNORECASE
)
_SAME = re.compile(r"\b(?:(?P<same>(?:that|the)\s+same)|(?:later\s+)?that)\s+$", re.IGNORECASE)
_COUNT = re.compile(rf"\b{_AMOUNT}\s+$", re.IGNORECASE)
_FROM = re.compile(
    rf"\s+(?:(?P<on>{_LATER})|(?P<back>{_EARLIER})(?!\s+the\s+{_MAIN})|"
    rf"(?P<main>after|before)\s+the\s+(?:{_MAIN})(?!\s+of\b)|(?P<event>after|before|prior to|into|from))\b",
    re.IGNORECASE,
)
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_BESIDE = re.compile(rf"\s+(?P<main>after|before)\b(?P<of>\s+the\s+{_MAIN}\b(?!\s+of\b))?", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(
    r"\b(?:on|by|until|since)\s+(?P<span>the\s+(?P<n>\d{1,2})(?:st|nd|rd|th))\b"
    r"(?!\s+(?:of\b|(?:and\s+)?[A-Z]|[a-z]+(?:\s+of\b)))"
)
_SINGULAR = frozenset({*_W["relative"]["day_words"], "week", "month", "year"})
_UNITS = _SINGULAR | {f"{unit}s" for unit in _SINGULAR}
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
RELATIVE = _UNITS | _SUFFIXES
"""A text whose bag has none of these holds no relative date."""
_REACH = 44
"""So far before a unit of time the words begin that it belongs to."""


def find_relative(text: str) -> list[DateMention]:
    """The relative dates of a text; their ``relative`` says how far from what, nothing is resolved."""
    words_ = bag(text)
    found: list[DateMention] = []
    if not _UNITS.isdisjoint(words_):
        found = [mention for match in _UNIT.finditer(text) if (mention := _around(text, match)) is not None]
    if not _SUFFIXES.isdisjoint(words_):
        found += _days_of_month(text)
    if len(found) < 2:
        return found
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _around(text: str, match: re.Match[str]) -> DateMention | None:
    """What the words before and behind a unit of time make of it."""
    low, start, unit = max(0, match.start() - _REACH), match.start(), _unit(match["unit"])
    if not match["s"]:
        if step := _STEP.search(text, low, start):
            return _mention(text, step.start(), match.end(), Relative(1 if step["on"] else -1, unit))
        if (same := _SAME.search(text, low, start)) and (same["same"] or match["unit"].lower() in _DAY_WORDS):
            return _mention(text, same.start(), match.end(), Relative(0, unit))
    if over := _OVER.search(text, low, start):
        amount = number(over["n"]) if over["n"] else None
        first = None if amount is None or over["back"] else 1
        return _mention(text, over.start(), match.end(), Relative(first, unit, reach=amount))
    counted, distance = _COUNT.search(text, low, start), _FROM.match(text, match.end())
    if counted and distance:
        return _mention(text, counted.start(), distance.end(), _counted(counted, distance, unit))
    the, beside = _THE.search(text, low, start), _BESIDE.match(text, match.end())
    if the and beside and match.group().lower() == "day":
        step_ = 1 if beside["main"].lower() == "after" else -1
        named = beside["of"] is None and text[beside.end() : beside.end() + 1] == " "
        relative = Relative(None if named else step_, "day", of_main=beside["of"] is not None)
        return _mention(text, the.start(), beside.end(), relative)
    return None


def _counted(counted: re.Match[str], distance: re.Match[str], unit: Unit) -> Relative:
    if distance["event"]:
        # Counted from an event that the sentence names: which day that was is not known here.
        return Relative(None, unit)
    amount = number(counted["n"]) if counted["n"] else None
    back = bool(distance["back"]) or (distance["main"] or "").lower() == "before"
    return Relative(None if amount is None else -amount if back else amount, unit, of_main=bool(distance["main"]))


def _days_of_month(text: str) -> list[DateMention]:
    return [
        _mention(text, match.start("span"), match.end(), Relative(int(match["n"]), "day_of_month"))
        for match in _DAY_OF_MONTH.finditer(text)
        if 1 <= int(match["n"]) <= 31
    ]


def _unit(word: str) -> Unit:
    match word.lower():
        case "week":
            return "week"
        case "month":
            return "month"
        case "year":
            return "year"
        case _:
            return "day"


def _mention(text: str, start: int, end: int, relative: Relative) -> DateMention:
    return DateMention(start, end, text[start:end], relative=relative, basis="anaphora")


def resolve(mention: DateMention, anchor: DateMention | None) -> DateMention | None:
    """The mention with its date, counted from the anchor; None where the text or the anchor is too vague for it."""
    relative = mention.relative
    if relative is None or anchor is None or anchor.first is None or relative.amount is None:
        return None
    # What follows a stretch follows its end, what goes back goes back from its start.
    base = (anchor.last or anchor.first) if relative.amount >= 0 else anchor.first
    if relative.amount == 0:
        if relative.unit == "day" and anchor.first.day is None:
            return None
        whole = relative.unit == "day"
        same = _at(mention, anchor.first, anchor.last) if whole else _at(mention, _cut(base, relative.unit))
        return same._replace(calendar=anchor.calendar)
    moved = _moved(base, relative.unit, relative.amount)
    if moved is None:
        return None
    end = _moved(base, relative.unit, relative.reach) if relative.reach and relative.reach > 1 else None
    return _at(mention, moved, end)._replace(calendar=anchor.calendar)


def _at(mention: DateMention, first: When, last: When | None = None) -> DateMention:
    return dated(mention._replace(first=first, last=last, basis="anaphora"))


def _cut(when: When, unit: Unit) -> When:
    return When(when.year, when.month if unit == "month" else None)


def _moved(when: When, unit: Unit, amount: int) -> When | None:
    """The point that many units on; None where it is less precise than the unit, or outside the years 1 to 9999."""
    if when.year is None:
        return None
    if unit == "year":
        return When(when.year + amount)
    if when.month is None:
        return None
    if unit == "month":
        months = when.year * 12 + when.month - 1 + amount
        return When(months // 12, months % 12 + 1)
    try:
        if unit == "day_of_month":
            day = date(when.year, when.month, amount)
        elif when.day is None:
            return None
        else:
            day = date(when.year, when.month, when.day) + timedelta(days=amount * (7 if unit == "week" else 1))
    except (ValueError, OverflowError):
        return None
    return When(day.year, day.month, day.day)
