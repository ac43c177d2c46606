"""Which measure an item has and what it counts, from its own words, its headings and its neighbours."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extract.cells.drafts import Draft
from pipeline.extract.cells.kinds import OF_PEOPLE, OF_THINGS, TIMES_SIGNS, unlisted
from pipeline.extract.cells.lexicon import Lexicon, Noun
from pipeline.extract.cells.nouns import is_unknown, person

_FLYING = frozenset(("aircraft", "helicopter"))
_GROUND = frozenset(("village", "house", "building", "fort", "battery", "target"))
_ANIMALS = frozenset(("horse", "camel", "elephant", "mule", "cattle"))
# So many are no armies, but people of one.
_NO_ARMIES = 50
_LARGEST = 10**12
# So many, or so many times more than the things before them, are people.
_MANY, _TIMES = 100, 5


def count(draft: Draft, default: str, words: Lexicon, is_akin: Callable[[str], bool]) -> None:
    """Fill measure and unit, or the reason why the item is no claim; ``is_akin`` knows words like a party's name."""

    def is_people(word: str) -> bool:
        # A name without a verb of loss: people fall, models of weapons are "lost".
        return is_akin(word) or (default != "strength" and word.endswith(words.gentilic))

    draft.noun = _noun(draft, words, is_people)
    if draft.noun is None:
        draft.reason = "what is counted is not understood"
        return
    if default != "strength" and _unknown_fate(draft, words):
        draft.reason = "what became of them is not understood"
        return
    draft.unit = draft.noun.unit
    draft.measure = draft.reading.measure or draft.above.measure or _inherited(draft) or _announced(draft) or default
    _fit(draft, default, words)
    if draft.reading.second:
        draft.doubts.append(("measure", draft.reading.second, "the cell joins two measures"))
    if max(draft.low or 0, draft.high or 0) > _LARGEST:
        draft.reason = "too large a number"


def _unknown_fate(draft: Draft, words: Lexicon) -> bool:
    """Whether a participle that no list holds says what became of something: "6 disarmed"."""
    first = draft.item.words[0] if draft.item.words else None
    if first is None or draft.named or draft.reading.measure or draft.above.measure:
        return False
    known = words.sets["adjectives"] | words.sets["approximate"] | words.plain
    return first.text.islower() and first.word.endswith("ed") and first.word not in known


def look_ahead(drafts: list[Draft], default: str, text: str) -> None:
    """Give items of a list the measure at its end: "3 tanks, 2 trucks destroyed"; ``text`` is the article's."""
    for index in range(len(drafts) - 2, -1, -1):
        draft, following = drafts[index], drafts[index + 1]
        if draft.reason or following.reason or draft.item.line != following.item.line:
            continue
        if draft.parent is not None and not draft.item.nested:
            # "40 killed, 2 of them officers, 200 wounded"
            continue
        joined = following.item.count is not None and _joined(text, draft, following.item.count.start)
        stated = draft.reading.measure or draft.above.measure
        if joined and not draft.named and draft.item.words and not following.counts_people() and not stated:
            # "590 individual and 29 crew-served weapons"
            draft.noun, draft.unit, draft.measure = following.noun, following.unit, following.measure
            continue
        if stated or not (draft.named or joined) or draft.item.nested or following.item.nested or default == "strength":
            continue
        if draft.counts_people() and not (joined or following.named):
            # "5,000 men, 3,000 killed, 900 wounded": the first is of all.
            continue
        alike = draft.counts_people() == following.counts_people()
        if (alike or following.measure == "captured") and (
            following.reading.measure or following.measure not in (default, "lost")
        ):
            draft.measure = following.measure


def _joined(text: str, draft: Draft, end: int) -> bool:
    """Whether "and" alone joins the item to the number at ``end``."""
    start = max((t.end for t in draft.item.words), default=draft.end)
    return text[start:end].strip() == "and"


def _noun(draft: Draft, words: Lexicon, is_people: Callable[[str], bool]) -> Noun | None:
    noun = draft.reading.noun
    if noun is not None and noun.unit == "horse" and draft.reading.head[-1].word == "horse" and draft.low != 1:
        # "4,000 horse" are riders.
        return person()
    if noun is not None and not is_unknown(noun):
        if draft.reading.head[-1].word in words.sets["rest"]:
            noun = _rest(draft) or noun
        if draft.reading.head[-1].word in words.sets["flying"] and _flies(draft):
            return Noun("aircraft")
        whole = draft.form == "vague" and draft.reading.head[-1].word == noun.unit
        whole = whole or (noun.unit == "army" and (draft.low or 0) >= _NO_ARMIES)
        # "Entire army", "most of the garrison", "3,000 French army": its people.
        return person() if whole and noun.unit in words.sets["bodies"] else noun
    if noun is not None:
        # "Stanley losses unknown": without a number the noun names the party.
        return unlisted(draft, words, is_people) if draft.item.count is not None else person()
    if draft.above.noun is not None:
        return draft.above.noun
    return _without_noun(draft, words)


def _rest(draft: Draft) -> Noun | None:
    """The things in front of "eight others": "33 ships (27 ships of the line and six others)"."""
    for other in (draft.before, draft.parent):
        if other is not None and other.noun is not None and other.unit != "person":
            return other.noun
    return None


def _flies(draft: Draft) -> bool:
    """Whether "fighters" are aircraft: in a list of losses of aircraft, without a loss that only people have."""
    above = draft.above_item
    return above is not None and above.unit in _FLYING and draft.reading.measure not in OF_PEOPLE


def _without_noun(draft: Draft, words: Lexicon) -> Noun | None:
    """What a number without a noun counts: what its neighbours do, else people."""
    if draft.item.words and draft.item.words[0].word in TIMES_SIGNS:
        # "66 × 3.7 inch" counts a thing that has only a designation.
        return None
    parent, before = draft.parent, draft.before
    if parent is not None and parent.noun is not None:
        # "1 regiment (~1,500)" counts its people.
        larger = (draft.low or draft.high or 0) > (parent.high or parent.low or 0)
        return person() if parent.unit in words.sets["bodies"] and larger else parent.noun
    material = before.noun if before is not None and before.unit != "person" else None
    if draft.reading.measure in OF_THINGS:
        shown = words.measure_units.get(draft.reading.stated)
        return material or (Noun(shown) if shown else None)
    alike = before is not None and not _far_more(draft, before)
    fate = draft.reading.measure in ("captured", "lost") and not draft.above.measure
    if material is not None and alike and fate:
        # "1 frigate sunk, 2 captured"
        draft.doubts.append(("unit", "person", "the number states no noun"))
        return material
    if before is not None and before.noun is not None and before.unit == "person" and _elliptical(draft, words):
        return before.noun
    return person()


def _far_more(draft: Draft, before: Draft) -> bool:
    """Whether a number is too large to go on with the things before it: "180 vehicles destroyed, 1,300 captured"."""
    number, things = draft.low or draft.high or 0, before.high or before.low or 0
    return number > things and (number >= _MANY or number > _TIMES * things)


def _elliptical(draft: Draft, words: Lexicon) -> bool:
    """Whether a loss may go on with the people before it; "590 deaths" and "4,000 displaced" are anybody's."""
    reading = draft.reading
    own = reading.stated in words.sets["loss_nouns"] or reading.measure in ("displaced", "casualties")
    return reading.measure != "" and draft.above.measure == "" and not own and not draft.total


def _inherited(draft: Draft) -> str:
    parent = draft.parent
    if parent is None:
        return ""
    if draft.counts_people() != parent.counts_people():
        return "lost" if parent.measure in ("lost", "destroyed", "captured") else ""
    return parent.measure


def _announced(draft: Draft) -> str:
    """The measure of the number and colon that the item stands under: "1,300 killed: 52 officers, 727 regulars"."""
    under = draft.under
    if under is None or under.counts_people() != draft.counts_people():
        return ""
    return under.reading.measure


def _fit(draft: Draft, default: str, words: Lexicon) -> None:
    """Bring measure and unit into line, or refuse."""
    people = draft.unit == "person"
    if people and draft.measure == "lost":
        draft.measure = "casualties"
    if people:
        things = draft.measure in OF_THINGS or draft.reading.stated in words.sets["of_things"]
        draft.reason = "people are not destroyed" if things else ""
    elif draft.measure == "casualties":
        draft.measure = "lost"
    elif draft.measure in OF_PEOPLE or "+" in draft.measure:
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
