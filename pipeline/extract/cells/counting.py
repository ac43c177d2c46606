"""Which measure an item has and what it counts, from its own words, its headings and its neighbours."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.countries import country_of_demonym
from pipeline.extract.cells.drafts import Draft
from pipeline.extract.cells.lexicon import Lexicon, Noun
from pipeline.extract.cells.reading import is_unknown, person

_OF_PEOPLE = frozenset(("killed", "wounded", "missing", "casualties", "deserted", "displaced", "surrendered"))
_OF_THINGS = frozenset(("destroyed", "damaged"))
_ANIMALS = frozenset(("horse", "camel", "elephant", "mule", "cattle"))
_GROUND = frozenset(("village", "house", "fort", "battery", "target"))
# An army of this size is meant where only a name follows the number ("150,000 Imperial").
_ARMY = 1000
_LARGEST = 10**12


def count(draft: Draft, default: str, words: Lexicon, is_akin: Callable[[str], bool]) -> None:
    """Fill measure and unit, or the reason why the item is no claim; ``is_akin`` knows words like a party's name."""

    def is_people(word: str) -> bool:
        # A name without a verb of loss: people fall, models of weapons are "lost".
        return is_akin(word) or (default != "strength" and word.endswith(words.gentilic))

    draft.noun = _noun(draft, words, is_people)
    if draft.noun is None:
        draft.reason = "what is counted is not understood"
        return
    draft.unit = draft.noun.unit
    draft.measure = draft.reading.measure or draft.above.measure or _inherited(draft) or default
    _fit(draft, default, words)
    if draft.reading.second:
        draft.doubts.append(("measure", draft.reading.second, "the cell joins two measures"))
    if max(draft.low or 0, draft.high or 0) > _LARGEST:
        draft.reason = "too large a number"


def look_ahead(drafts: list[Draft], default: str) -> None:
    """Give items of a list the measure that stands at its end: "3 tanks, 2 trucks destroyed"."""
    for index in range(len(drafts) - 2, -1, -1):
        draft, following = drafts[index], drafts[index + 1]
        if draft.reason or following.reason or draft.item.line != following.item.line:
            continue
        stated = draft.reading.measure or draft.above.measure
        if stated or not draft.named or draft.item.nested or following.item.nested or default == "strength":
            continue
        alike = draft.counts_people() == following.counts_people()
        if (alike or following.measure == "captured") and (
            following.reading.measure or following.measure not in (default, "lost")
        ):
            draft.measure = following.measure


def _noun(draft: Draft, words: Lexicon, is_people: Callable[[str], bool]) -> Noun | None:
    noun = draft.reading.noun
    if noun is not None and noun.unit == "horse" and draft.reading.head[-1].word == "horse" and draft.low != 1:
        # "4,000 horse" are riders.
        return person()
    if noun is not None and not is_unknown(noun):
        return noun
    if noun is not None:
        # "Stanley losses unknown": without a number the noun names the party.
        return _unlisted(draft, words, is_people) if draft.item.count is not None else person()
    if draft.above.noun is not None:
        return draft.above.noun
    return _without_noun(draft, words)


def _without_noun(draft: Draft, words: Lexicon) -> Noun | None:
    """What a number without a noun counts: what its neighbours do, else people."""
    parent, before = draft.parent, draft.before
    if parent is not None and parent.noun is not None:
        return parent.noun
    material = before.noun if before is not None and before.unit != "person" else None
    if draft.reading.measure in _OF_THINGS:
        shown = words.measure_units.get(draft.reading.stated)
        return material or (Noun(shown) if shown else None)
    if material is not None and draft.reading.measure in ("captured", "lost") and draft.above.measure == "":
        # "1 frigate sunk, 2 captured"
        draft.doubts.append(("unit", "person", "the number states no noun"))
        return material
    if before is not None and before.noun is not None and before.unit == "person" and _elliptical(draft):
        return before.noun
    return person()


def _elliptical(draft: Draft) -> bool:
    return draft.reading.measure != "" and draft.above.measure == ""


def _unlisted(draft: Draft, words: Lexicon, is_people: Callable[[str], bool]) -> Noun | None:
    """The unit of a noun that no list holds: a people, or the noun itself where a verb of loss says that it is one."""
    head = draft.reading.head[-1]
    if head.word in words.sets["forces"]:
        return person()
    crossed = any(t.word in ("x", "×") for t in draft.item.words[:1])
    if head.text[:1].isupper() and not crossed:
        # "12 Spitfires" are no people; "11 Plataeans" are, beside Plataea.
        large = (draft.low or draft.high or 0) >= _ARMY
        if large or draft.reading.measure in _OF_PEOPLE or country_of_demonym(head.text) or is_people(head.text):
            return person()
    if draft.reading.stated in words.measure_units:
        return Noun(words.measure_units[draft.reading.stated])
    if draft.reading.measure in _OF_THINGS or draft.reading.measure == "lost":
        return Noun(_singular(head.word)) if head.text.islower() and head.word not in words.sets["groups"] else None
    return None


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _inherited(draft: Draft) -> str:
    parent = draft.parent
    if parent is None:
        return ""
    if draft.counts_people() != parent.counts_people():
        return "lost" if parent.measure in ("lost", "destroyed", "captured") else ""
    return parent.measure


def _fit(draft: Draft, default: str, words: Lexicon) -> None:
    """Bring measure and unit into line, or refuse."""
    people = draft.unit == "person"
    if people and draft.measure == "lost":
        draft.measure = "casualties"
    if people:
        draft.reason = "people are not destroyed" if draft.measure in _OF_THINGS else ""
    elif draft.measure == "casualties":
        draft.measure = "lost"
    elif draft.measure in _OF_PEOPLE or "+" in draft.measure:
        draft.reason = "" if draft.unit in _ANIMALS else "a loss of people, but no people"
    elif draft.unit in _GROUND and draft.measure in ("captured", "lost"):
        draft.reason = "territory"
    if (
        draft.reading.head
        and draft.reading.head[-1].word in words.sets["groups"]
        and not draft.reading.measure
        and default != "strength"
    ):
        draft.reason = "territory or bodies, no loss stated"
