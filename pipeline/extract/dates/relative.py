"""Dates that count from another one: "the next day", "five days later", "that same day", "the 19th"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipeline.extract.dates.edtf import dated
from pipeline.extract.dates.model import DateMention, Relative, Unit, When
from pipeline.extract.dates.words import any_of, number, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = words()
_UNIT = rf"(?P<unit>{any_of(_W['relative']['day_words'])}|week|month|year)"
_AMOUNT = rf"(?:(?P<n>\d{{1,3}}|{any_of(list(_W['numbers']))})|(?P<vague>{any_of(_W['relative']['vague_amounts'])}))"
_AFTER, _BEFORE = any_of(_W["relative"]["after"]), any_of(_W["relative"]["before"])
_LATER, _EARLIER = any_of(_W["relative"]["later"]), any_of(_W["relative"]["earlier"])
_MAIN = any_of(_W["relative"]["main_event"])

_STEP = re.compile(
    rf"\b(?:the\s+|early\s+|late\s+)*(?P<dir>(?P<on>{_AFTER})|(?P<back>{_BEFORE}))\s+{_UNIT}\b", re.IGNORECASE
)
_OVER = re.compile(
    rf"\b(?:over|for|during|in|within)\s+the\s+(?:{_AFTER}|{_BEFORE})\s+{_AMOUNT}\s+(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b{_AMOUNT}\s+(?P<unit>day|night|week|month|year)s?\s+(?:(?P<on>{_LATER})|(?P<back>{_EARLIER})|"
    rf"(?P<main>after|before)\s+the\s+(?:{_MAIN})|(?P<event>after|before|prior to|into|from))\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    rf"\b(?:that|the)\s+same\s+{_UNIT}\b|\b(?:that|later that)\s+(?P<unit2>{any_of(_W['relative']['day_words'])})\b",
    re.IGNORECASE,
)
_DAY_BESIDE = re.compile(r"\bthe\s+day\s+(?P<main>after|before)\b(?P<of>\s+the\s+" + _MAIN + r")?", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(
    r"\b(?:on|by|until|since)\s+(?P<span>the\s+(?P<n>\d{1,2})(?:st|nd|rd|th))\b(?!\s+(?:of\b|(?:and\s+)?[A-Z]|[a-z]+(?:\s+of\b)))"
)


_UNITS = ("day", "week", "month", "year", "night", "morning", "evening", "noon")
_NUMBERED = re.compile(r"the \d{1,2}[snrt]")


def find_relative(text: str) -> list[DateMention]:
    """The relative dates of a text; their ``relative`` says how far from what, nothing is resolved."""
    lower = text.lower()
    if not any(unit in lower for unit in _UNITS) and not _NUMBERED.search(lower):
        return []
    found = sorted(_all(text), key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _all(text: str) -> Iterator[DateMention]:
    for match in _STEP.finditer(text):
        yield _mention(match, Relative(1 if match["on"] else -1, _unit(match["unit"])))
    for match in _OVER.finditer(text):
        amount = number(match["n"]) if match["n"] else None
        back = re.search(_BEFORE, match.group(), re.IGNORECASE) is not None
        yield _mention(match, Relative(None if amount is None or back else 1, _unit(match["unit"]), reach=amount))
    for match in _COUNT.finditer(text):
        amount = number(match["n"]) if match["n"] else None
        if match["event"]:
            # Counted from an event that the sentence names: which day that was is not known here.
            yield _mention(match, Relative(None, _unit(match["unit"])))
            continue
        back = bool(match["back"]) or (match["main"] or "").lower() == "before"
        signed = None if amount is None else -amount if back else amount
        yield _mention(match, Relative(signed, _unit(match["unit"]), of_main=bool(match["main"])))
    for match in _SAME.finditer(text):
        yield _mention(match, Relative(0, _unit(match["unit"] or match["unit2"])))
    for match in _DAY_BESIDE.finditer(text):
        step = 1 if match["main"].lower() == "after" else -1
        named = match["of"] is None and text[match.end() : match.end() + 1] == " "
        yield _mention(match, Relative(None if named else step, "day", of_main=match["of"] is not None))
    for match in _DAY_OF_MONTH.finditer(text):
        if 1 <= int(match["n"]) <= 31:
            mention = _mention(match, Relative(int(match["n"]), "day_of_month"))
            yield replace(mention, start=match.start("span"), text=match["span"])


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


def _mention(match: re.Match[str], relative: Relative) -> DateMention:
    return DateMention(match.start(), match.end(), match.group(), relative=relative, basis="anaphora")


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
        return replace(
            _at(mention, anchor.first, anchor.last)
            if relative.unit == "day"
            else _at(mention, _cut(base, relative.unit)),
            calendar=anchor.calendar,
        )
    moved = _moved(base, relative.unit, relative.amount)
    if moved is None:
        return None
    end = _moved(base, relative.unit, relative.reach) if relative.reach and relative.reach > 1 else None
    return replace(_at(mention, moved, end), calendar=anchor.calendar)


def _at(mention: DateMention, first: When, last: When | None = None) -> DateMention:
    return dated(replace(mention, first=first, last=last, basis="anaphora"))


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
