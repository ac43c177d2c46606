"""The words of a sentence as a set: what tells in one look that a sentence holds nothing for an extractor.

Most sentences of an article give no date, no place and no event. Each extractor asks here before it searches; the set
is made once a sentence and shared by all of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

DIGIT: Final = "0"
"""Stands in the bag of a text that holds a digit."""
_LETTERS = bytes(code if 97 <= code <= 122 else 32 for code in range(256))
_RUN = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=1024)
def bag(text: str) -> frozenset[str]:
    """All runs of the letters a to z in the text, in lower case: "12 km off Al-Qa'im" has km, off, al, qa and im."""
    # By way of bytes: a table that blanks all but letters and a split are twice as fast as a pattern.
    ascii_only = text.lower().encode("ascii", "replace")
    runs = ascii_only.translate(_LETTERS).decode("ascii").split()
    if len(ascii_only.translate(None, b"0123456789")) < len(ascii_only) or (not text.isascii() and _DIGIT.search(text)):
        runs.append(DIGIT)
    return frozenset(runs)


def runs_of(*phrases: str) -> frozenset[str]:
    """Of each phrase its longest run of letters, mostly its rarest: without any of them a text has no such phrase."""
    return frozenset(max(reversed(_RUN.findall(phrase.lower())), key=len) for phrase in phrases)


@lru_cache(maxsize=1024)
def lowered(text: str) -> str:
    """The text in lower case, every character at its place: a capital that becomes two letters stays.

    Patterns of small letters search it several times as fast as a pattern that ignores case searches the text.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lower
