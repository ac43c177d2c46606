"""The unit of a noun that no list holds: a people, a type of vehicle, or the noun itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.countries import country_of_demonym
from pipeline.extract.cells.drafts import Draft
from pipeline.extract.cells.lexicon import Lexicon, Noun
from pipeline.extract.cells.nouns import person

_DESIGNATION = re.compile(r"(?P<letters>[A-Z][A-Za-z]{0,3})(?P<hyphen>[-‐‑]?)\d")
OF_PEOPLE = frozenset(("killed", "wounded", "missing", "casualties", "deserted", "displaced", "surrendered"))
OF_THINGS = frozenset(("destroyed", "damaged"))
TIMES_SIGNS = frozenset(("x", "×"))
# An army of this size is meant where only a name follows the number ("150,000 Imperial").
_ARMY = 1000


# And a band where the name ends as those of peoples do ("700 Europeans").
_BAND = 50


def unlisted(draft: Draft, words: Lexicon, is_people: Callable[[str], bool]) -> Noun | None:
    """The unit of a noun that no list holds: a people, or the noun itself where a verb of loss says that it is one."""
    head = draft.reading.head[-1]
    if head.word in words.sets["forces"]:
        return person()
    if (
        draft.item.nested
        and draft.parent is not None
        and draft.parent.noun is not None
        and _describes(head.text, words)
    ):
        # An adjective goes with the things in front: "300 tanks (120 operable)".
        return draft.parent.noun
    kind = _type(draft, words)
    if kind is not None and draft.reading.measure not in OF_PEOPLE and not is_people(head.text):
        return Noun(kind)
    crossed = any(t.word in TIMES_SIGNS for t in draft.item.words[:1])
    if head.text[:1].isupper() and not crossed:
        # "12 Spitfires" are no people; "11 Plataeans" are, beside Plataea.
        number = draft.low or draft.high or 0
        large = number >= _ARMY or (number >= _BAND and head.word.endswith(words.gentilic))
        if large or draft.reading.measure in OF_PEOPLE or country_of_demonym(head.text) or is_people(head.text):
            return person()
    if draft.reading.stated in words.measure_units:
        return Noun(words.measure_units[draft.reading.stated])
    if draft.reading.measure in OF_THINGS or draft.reading.measure == "lost":
        return Noun(_singular(head.word)) if head.text.islower() and head.word not in words.sets["groups"] else None
    return None


def _describes(word: str, words: Lexicon) -> bool:
    """Whether the word may be an adjective or participle."""
    return word.islower() and not word.endswith("s") and word not in words.sets["whom"]


def _type(draft: Draft, words: Lexicon) -> str | None:
    """The unit of a type of vehicle, aircraft or ship by name or designation: "Spitfires", "MiG-21s", "Bf 109"."""
    phrase = draft.reading.head
    for token in reversed(phrase):
        if token.text[:1].isupper() and token.word in words.models:
            return words.models[token.word]
    for at in range(len(phrase)):
        match = _DESIGNATION.match("".join(t.text for t in phrase[at : at + 3]))
        if match and (match["hyphen"] or len(match["letters"]) > 1) and match["letters"].lower() in words.types:
            return words.types[match["letters"].lower()]
    return None


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
