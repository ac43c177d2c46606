"""The word list of events, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.extract.dates.words import any_of


@dataclass(frozen=True, slots=True)
class Verb:
    """What a form of a verb tells: the event types it may mean, and whether it is past, participle, gerund or base."""

    types: tuple[str, ...]
    form: str


@cache
def words() -> dict[str, Any]:
    """The contents of ``words/events.toml``."""
    source = files("pipeline").joinpath("extract", "words", "events.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def verbs() -> dict[str, Verb]:
    """Each form of each verb; one form may mean two types ("captured" a town, or soldiers)."""
    found: dict[str, Verb] = {}
    for kind, entry in words()["verbs"].items():
        for form in ("past", "participle", "gerund", "base"):
            for phrase in entry.get(form, ()):
                known = found.get(phrase)
                found[phrase] = Verb((*(known.types if known else ()), kind), known.form if known else form)
    return found


@cache
def verb_pattern() -> re.Pattern[str]:
    """Any form of any verb of the list."""
    return re.compile(rf"\b{any_of(list(verbs()))}\b", re.IGNORECASE)


@cache
def noun_types() -> dict[str, str]:
    """Each noun that is an event to its type."""
    return {noun: kind for kind, nouns in words()["nouns"].items() for noun in nouns}


@cache
def happening() -> re.Pattern[str]:
    """An event noun with the verb of happening behind it."""
    verbs_ = words()["happening"]
    groups = "|".join(f"(?P<{kind}>{any_of(forms)})" for kind, forms in verbs_.items())
    return re.compile(
        rf"\b(?P<noun>{any_of(list(noun_types()))})\b(?P<middle>[^.;:]{{0,120}}?)\s(?:{groups})\b", re.IGNORECASE
    )


@cache
def launched() -> re.Pattern[str]:
    """ "launched a new attack": a verb with an event noun as its object."""
    verbs_ = words()["launching"]
    nouns = any_of([noun for noun, kind in noun_types().items() if kind in ("attack", "offensive")])
    return re.compile(
        rf"\b(?P<verb>{any_of(verbs_['past'] + verbs_['gerund'])})\s+"
        rf"(?P<det>an?|another|new|several|two|three|their|its|the|multiple)\s+"
        rf"(?:[\w-]+\s+){{0,3}}?(?P<noun>{nouns})\b",
        re.IGNORECASE,
    )


@cache
def pattern(section: str, key: str = "words") -> re.Pattern[str]:
    """Any of the phrases of a list of the word file, as whole words."""
    return re.compile(rf"\b{any_of(words()[section][key])}\b", re.IGNORECASE)
