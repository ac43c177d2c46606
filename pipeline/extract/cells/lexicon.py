"""The words of cells: measures of loss, nouns with their units, headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.extract.quantities.words import load_words

_PEOPLE = ("generic", "refugee", "minor", "civilian", "combatant")


@dataclass(frozen=True)
class Noun:
    """What a noun counts: ``person`` or a unit of materiel; people's class and age as the codebook has them."""

    unit: str
    people: str = ""
    age: str = ""


@dataclass(frozen=True)
class Lexicon:
    """All words in lower case."""

    fields: dict[str, str]
    measures: dict[tuple[str, ...], str]
    measuring: frozenset[str]
    """The first words of measures."""
    nouns: dict[str, Noun]
    compounds: dict[str, str]
    plain: frozenset[str]
    """Adjectives that say nothing of the unit."""
    gentilic: tuple[str, ...]
    """Endings of names of peoples."""
    models: dict[str, str]
    """Units of types of vehicles and aircraft by their names: "Spitfires"."""
    types: dict[str, str]
    """Units of such types by the letters before their number: "mig"."""
    measure_units: dict[str, str]
    """What a loss shows to be counted where no noun does: a thing shot down is an aircraft."""
    sets: dict[str, frozenset[str]]
    according: dict[str, list[tuple[str, ...]]]
    """Phrases before a source as words, longest first, by their first word."""


@cache
def lexicon() -> Lexicon:
    """The words, loaded once."""
    data, units, people = load_words("cells"), load_words("units"), load_words("nouns")
    quantities, attribution = load_words("quantities"), load_words("attribution")
    nouns = {w: Noun(unit) for unit, words in units["units"].items() for w in words.split()}
    for group in _PEOPLE:
        kind = {"combatant": "combatant", "civilian": "civilian", "refugee": "civilian"}.get(group, "unspecified")
        age = "minor" if group == "minor" else ""
        nouns |= {w: Noun("person", kind, age) for w in people[group].split()}
    nouns |= {w: Noun("person", "combatant") for w in data["words"]["soldiers"].split()}
    nouns |= {w: Noun("person", "unspecified") for w in data["words"]["generic"].split()}
    nouns |= {w: Noun(unit) for w, unit in _by_word(data["units"]).items()}
    sets = {
        name: frozenset(words.split())
        for part in ("words", "headings", "claimants")
        for name, words in data[part].items()
    }
    sets["degrees"] = frozenset(quantities["vague"]["degrees"].split())
    sets["groups"] = frozenset(quantities["determiners"]["groups"].split())
    losses = load_words("losses")["nouns"]
    sets["loss_nouns"] = frozenset(word for words in losses.values() for word in words)
    sets["captives"] = frozenset(losses["captured"])
    phrases = (tuple(phrase.split()) for phrase in attribution["according"]["phrases"])
    measures = _measures(data)
    return Lexicon(
        fields=data["fields"],
        measures=measures,
        measuring=frozenset(words[0] for words in measures),
        nouns=nouns,
        compounds=units["compounds"] | data["compounds"],
        plain=frozenset(people["plain"].split()),
        gentilic=tuple(data["words"]["gentilic"].split()),
        models=_by_word(data["models"]),
        types=_by_word(data["types"]),
        measure_units=data["measure_units"],
        sets=sets,
        according=_by_first(sorted(phrases, key=len, reverse=True)),
    )


def _by_word(lists: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in lists.items() for word in words.split()}


def _measures(data: dict[str, dict[str, str]]) -> dict[tuple[str, ...], str]:
    losses = load_words("losses")
    found: dict[tuple[str, ...], str] = {}
    for verb in losses["verb"]:
        for forms in verb["forms"]:
            # In a cell the participle says it; "kills" and "killing" do not.
            for form in forms.split()[2:]:
                if not form.endswith("ing"):
                    found.setdefault((form,), verb["measure"])
    found |= {(w,): measure for measure, words in losses["nouns"].items() for w in words}
    found |= {(w,): measure for w, measure in losses["adjectives"].items()}
    found |= {tuple(phrase.split()): measure for phrase, measure in losses["phrases"].items()}
    return found | {tuple(phrase.split()): measure for phrase, measure in data["measures"].items()}


def _by_first(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return found
