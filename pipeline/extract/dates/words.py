"""The word list of dates, and the pieces of pattern made from it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LONGEST_SENTENCE = 6000
"""Code points: what is longer is no sentence but damage, and is not searched for dates, places or events."""


@cache
def words() -> dict[str, Any]:
    """The contents of ``words/dates.toml``."""
    source = files("pipeline").joinpath("extract", "words", "dates.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def any_of(forms: list[str] | tuple[str, ...]) -> str:
    """An alternation of the forms, the longest first so that none hides another."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered) + ")"


@cache
def month_numbers() -> dict[str, int]:
    """Each form of a month's name to its number; upper-case names too, as in a lead set in capitals."""
    numbers: dict[str, int] = {}
    for number, name in enumerate(words()["months"], 1):
        numbers[name] = numbers[name.upper()] = number
    abbreviations: dict[str, int] = words()["month_abbreviations"]
    numbers.update(abbreviations)
    return numbers


def number(word: str) -> int | None:
    """The value of a small number in figures or words, of an ordinal too ("19th", "first")."""
    word = word.lower()
    figures = re.match(r"\d+", word)
    if figures:
        return int(figures.group())
    value: int | None = words()["numbers"].get(word, words()["ordinals"].get(word))
    return value
