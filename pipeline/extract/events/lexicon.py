"""The word list of events, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.extract.bag import lowered
from pipeline.extract.dates.words import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator


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


_TOKEN = re.compile(r"[a-z]+(?:-[a-z]+)*")


def tokens(text: str) -> tuple[list[str], list[re.Match[str]]]:
    """The words of a text in lower case, and where each stands."""
    lower = lowered(text)
    return _TOKEN.findall(lower), list(_TOKEN.finditer(lower))


@cache
def _verbs_by_word() -> dict[str, list[tuple[list[str], Verb]]]:
    """The verbs by their first word, phrases of more words first."""
    found: dict[str, list[tuple[list[str], Verb]]] = {}
    for phrase, verb in sorted(verbs().items(), key=lambda item: -len(item[0].split())):
        parts = phrase.split()
        found.setdefault(parts[0], []).append((parts, verb))
    return found


def find_verbs(words_: list[str]) -> Iterator[tuple[int, int, Verb]]:
    """Index of the first and the last word and meaning of each verb among the words, the longest at each place."""
    by_word, skip = _verbs_by_word(), -1
    for index, word in enumerate(words_):
        if index <= skip or word not in by_word:
            continue
        for parts, verb in by_word[word]:
            if len(parts) == 1 or words_[index : index + len(parts)] == parts:
                skip = index + len(parts) - 1
                yield index, skip, verb
                break


@cache
def noun_types() -> dict[str, str]:
    """Each noun that is an event to its type."""
    return {noun: kind for kind, nouns in words()["nouns"].items() for noun in nouns}


@cache
def happening() -> re.Pattern[str]:
    """An event noun with the verb of happening behind it, in small letters."""
    verbs_ = words()["happening"]
    groups = "|".join(f"(?P<{kind}>{any_of(forms)})" for kind, forms in verbs_.items())
    return re.compile(rf"\b(?P<noun>{any_of(list(noun_types()))})\b(?P<middle>[^.;:]{{0,120}}?)\s(?:{groups})\b")


@cache
def launched() -> re.Pattern[str]:
    """ "launched a new attack": a verb with an event noun as its object, in small letters."""
    verbs_ = words()["launching"]
    nouns = any_of([noun for noun, kind in noun_types().items() if kind in ("attack", "offensive")])
    return re.compile(
        rf"\b(?P<verb>{any_of(verbs_['past'] + verbs_['gerund'])})\s+"
        rf"(?P<det>an?|another|new|several|two|three|their|its|the|multiple)\s+"
        rf"(?:[\w-]+\s+){{0,3}}?(?P<noun>{nouns})\b"
    )


@cache
def pattern(section: str, key: str = "words") -> re.Pattern[str]:
    """Any of the phrases of a list of the word file, as whole words."""
    return re.compile(rf"\b{any_of(words()[section][key])}\b", re.IGNORECASE)
