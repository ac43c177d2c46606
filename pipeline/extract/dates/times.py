"""Times of day, as words: "shortly before noon", "early in the morning", "at 3:00 pm"."""

from __future__ import annotations

import re

from pipeline.extract.bag import DIGIT, bag, lowered, runs_of
from pipeline.extract.dates.words import any_of, words

_T = words()["time_of_day"]
_PATTERN = re.compile(
    rf"\b(?:(?:{any_of(_T['before_hour'])}\s+)?{any_of(_T['hours'])}\b"
    rf"|{any_of(_T['before_part'])}\s+{any_of(_T['parts'])}\b"
    rf"|(?:{any_of(_T['before_hour'])}\s+)?\d{{1,2}}[:.]\d\d(?:\s*(?:am|pm|a\.m\.|p\.m\.|hours))?(?!\d)"
    rf"|(?:{any_of(_T['before_hour'])}\s+)?\d{{1,2}}\s*(?:am|pm|a\.m\.|p\.m\.|o['’]clock)(?!\w))"
)


_SIGNS = runs_of(*_T["hours"], *_T["parts"]) | {"am", "pm", "m", "clock"}
_CLOCK = re.compile(r"\d[:.]\d\d")


def find_times(text: str) -> list[tuple[int, int, str]]:
    """Start, end and words of each time of day, in the order of the text."""
    words_ = bag(text)
    if _SIGNS.isdisjoint(words_) and not (DIGIT in words_ and _CLOCK.search(text)):
        return []
    found = []
    for match in _PATTERN.finditer(lowered(text)):
        told = text[match.start() : match.end()]
        if re.fullmatch(r"(?:\w+\s+)*\d+[.]\d\d", told):
            continue  # a decimal number
        found.append((match.start(), match.end(), told))
    return found
