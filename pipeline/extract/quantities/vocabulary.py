"""The words that the grammar of numbers knows, loaded once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.extract.quantities.words import load_words


@dataclass(frozen=True)
class Vocabulary:
    """Word sets and the patterns built of them; all lower case unless named otherwise."""

    cardinals: dict[str, int]
    magnitudes: dict[str, int]
    ordinals: frozenset[str]
    scales: dict[str, int]
    """Magnitudes and multipliers."""
    roles: dict[str, str]
    """What each word that can open or hold a quantity is: cardinal, magnitude, ordinal, fraction, vague, zero, both."""
    vague: re.Pattern[str]
    triggers: frozenset[str]
    """The words of ``roles``."""
    plurals: frozenset[str]
    number_adjectives: frozenset[str]
    fraction: re.Pattern[str]
    shares: frozenset[str]
    degree: re.Pattern[str]
    lost: re.Pattern[str]
    not_after_zero: frozenset[str]
    not_before_vague: frozenset[str]
    hedges: dict[str, tuple[tuple[str, str], ...]]
    """Hedge phrases (longest first) and their form, by their last word."""
    suffixes: dict[str, tuple[tuple[str, str], ...]]
    """Hedges behind a number (longest first), by their first two characters."""
    units: dict[str, str]
    """Nouns of measure: distance, weight, duration, money, percent, time, times."""
    sets: dict[str, frozenset[str]]
    months: frozenset[str]
    nouns: frozenset[str]
    """Nouns of people and materiel: a number before one is a count."""
    currency: str
    largest_unit: int
    largest_determiner: int


@cache
def vocabulary() -> Vocabulary:
    """The words of quantities.toml with the nouns of nouns.toml and units.toml."""
    data = load_words("quantities")
    cardinals, magnitudes = data["cardinals"], data["magnitudes"]
    vague, zero, fractions = data["vague"], data["zero"], data["fractions"]
    roles: dict[str, str] = dict.fromkeys(data["determiners"]["words"], "both")
    roles |= dict.fromkeys(fractions["words"].split(), "fraction")
    roles |= dict.fromkeys(data["ordinals"]["words"].split(), "ordinal")
    for phrase in vague["phrases"]:
        roles.setdefault(next(w for w in phrase.split() if w not in ("a", "the", "vast")), "vague")
    roles |= dict.fromkeys(vague["degrees"].split(), "degree")
    roles |= dict.fromkeys([*vague["quantifiers"], *vague["plurals"]], "vague")
    roles |= dict.fromkeys(zero["words"], "zero")
    roles |= dict.fromkeys(cardinals, "cardinal") | dict.fromkeys(magnitudes, "magnitude")
    roles |= {"number": "number", "numbers": "number", "zero": "zero"}
    return Vocabulary(
        cardinals=cardinals,
        magnitudes=magnitudes,
        ordinals=frozenset(data["ordinals"]["words"].split()),
        scales=magnitudes | data["multipliers"],
        roles=roles,
        vague=_vague_pattern(vague, magnitudes),
        triggers=frozenset(roles),
        plurals=frozenset(vague["plurals"]),
        number_adjectives=frozenset(vague["number_adjectives"].split()),
        fraction=re.compile(rf"(?:{_either(list(cardinals))})[ -]({_either(fractions['words'])})\b"),
        shares=frozenset(fractions["words"].split()),
        degree=re.compile(
            rf"(?:{_either(vague['degrees'])})(?= (?:and [a-z]+ |[a-z]+ )?(?:{_either(vague['degree_nouns'])})\b)"
        ),
        lost=re.compile(rf"(?: [a-z]+){{0,2}} (?:{_either(zero['lost'])})\b"),
        not_after_zero=frozenset(zero["not_before"].split()),
        not_before_vague=frozenset(vague["not_after"].split()),
        hedges=_by_key(data["hedges"], lambda phrase: phrase.split()[-1]),
        suffixes=_by_key(data["suffixes"], lambda phrase: phrase[:2]),
        units={
            word: kind
            for kind in ("times", "time", "percent", "money", "duration", "weight", "distance")
            for word in data["measures"][kind].split()
        },
        sets=_sets(data),
        months=frozenset(data["calendar"]["months"].split()),
        nouns=_nouns(),
        currency=data["measures"]["currency_signs"],
        largest_unit=data["designators"]["largest"],
        largest_determiner=data["determiners"]["largest"],
    )


def _longest(pair: tuple[str, str]) -> tuple[int, str]:
    return (-len(pair[0]), pair[0])


def _either(words: str | list[str]) -> str:
    listed = words.split() if isinstance(words, str) else words
    return "|".join(re.escape(w) for w in sorted(listed, key=len, reverse=True))


def _vague_pattern(vague: dict[str, Any], magnitudes: dict[str, int]) -> re.Pattern[str]:
    size = _either(list(magnitudes))
    plural = _either(vague["plurals"])
    return re.compile(
        rf"(?:(?:(?:an? )?(?:{_either(vague['quantifiers'])}|couple)(?: of)? )(?:(?:{size})s?\b(?: of (?:{plural}))?)"
        rf"|{_either(vague['phrases'])}"
        rf"|(?:many |several |some )?(?:{plural})(?: (?:of|and) (?:{plural}))*"
        rf"|(?:a (?:very )?)?few|{_either(vague['quantifiers'])})\b"
    )


def _by_key(data: dict[str, list[str]], key: Callable[[str], str]) -> dict[str, tuple[tuple[str, str], ...]]:
    keyed: dict[str, list[tuple[str, str]]] = {}
    for form, phrases in data.items():
        for phrase in phrases:
            keyed.setdefault(key(phrase), []).append((phrase, form))
    return {word: tuple(sorted(pairs, key=_longest)) for word, pairs in keyed.items()}


def _sets(data: dict[str, Any]) -> dict[str, frozenset[str]]:
    designators, measures, determiners = data["designators"], data["measures"], data["determiners"]
    named = {
        **{name: words for name, words in data["calendar"].items() if name != "months"},
        "designator_before": designators["before"],
        "designator_after": designators["after"],
        "designator_sites": designators["sites"],
        "designator_ordinal": designators["after_ordinal"],
        "page_before": data["pages"]["before"],
        "age_before": data["age"]["before"],
        "governing": data["governing"]["words"],
        "between_unit": measures["between"],
        "counting_hyphen": measures["counting_hyphen"],
        "after_one": determiners["after_one"],
        "groups": determiners["groups"],
        "before_one": determiners["before_one"],
    }
    return {name: frozenset(words.split()) for name, words in named.items()}


def _nouns() -> frozenset[str]:
    people, units, losses = load_words("nouns"), load_words("units"), load_words("losses")
    nouns = {w for name, words in people.items() if name != "plain" for w in words.split()}
    nouns.update(w for words in units["units"].values() for w in words.split())
    nouns.update(w for words in losses["nouns"].values() for w in words)
    nouns.update(losses["adjectives"])
    for verb in losses["verb"]:
        # "1200 killed", "1054 died": the past and the participle, which stand from the third form on.
        nouns.update(form for forms in verb["forms"] for form in forms.split()[2:] if not form.endswith("ing"))
    return frozenset(nouns)
