"""Adjectives of parties: 'Union casualties', 'English troops', 'the Imperial cavalry'."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors.chains import Run
from pipeline.extract.actors.gathered import Gathered
from pipeline.extract.actors.lexicon import Lexicon, lexicon
from pipeline.extract.actors.peoples import same_stem
from pipeline.extract.actors.roster import Roster

_UNDER = re.compile(r"[^.;]{0,80}?\b(?:under|led by|commanded by)\s(?:the\s)?")
# An adjective of a place is one of the town and not of a party.
_PLACED = 4
_JOINT = re.compile(r"[A-Z][a-z]+[oa]-[A-Z][a-z]+$")


def add_adjectives(
    found: Gathered, runs: Sequence[Run], places: Mapping[str, int], common: Collection[str], words: Lexicon
) -> None:
    """Lets each adjective that stands before forces, people or losses name its party.

    It is a further form of a country, a belligerent or a camp that the article has, of the side whose commander it
    introduces ("a Union division under X"), or, where it comes up again, a party of its own.
    """
    roster = found.roster
    telling: dict[str, list[Run]] = {}
    for run in runs:
        word = run.chain.words[-1]
        if (
            not (word[1:].islower() or _JOINT.match(word))
            or len(word) < 4
            or word in words.openers
            or word in words.not_adjectives
            or not words.of_forces.match(run.text, run.chain.end)
        ):
            continue
        if len(run.chain.words) > 1 and not (run.chain.opening and len(run.chain.words) == 2):
            continue
        telling.setdefault(word, []).append(run)
    unsaid = _unsaid(found, runs) if telling else None
    for word, uses in telling.items():
        if word in roster.forms:
            continue
        actor_id = _known(found, word) or _commanded(found, uses)
        if actor_id is None and not (_is_placed(word, uses, places) or all(run.chain.opening for run in uses)):
            actor_id = unsaid
        if actor_id is None:
            if word not in words.allied and not _JOINT.match(word) and _is_common(word, uses, places, common):
                continue
            kind = "coalition" if word in words.allied or _JOINT.match(word) else "unknown"
            actor_id = roster.add(word, kind)
            roster.camps.add(actor_id)
        roster.adjective(word, actor_id)


def _is_common(word: str, uses: Sequence[Run], places: Mapping[str, int], common: Collection[str]) -> bool:
    """Whether nothing shows that the adjective is a party's: seen once, known as a place or as an everyday word."""
    opens = all(run.chain.opening for run in uses)
    return (
        len(uses) < 2
        or places.get(word, 0) * _PLACED > len(uses)
        or country_code(word) is not None
        or (opens and word.lower() in common)
    )


def _is_placed(word: str, uses: Sequence[Run], places: Mapping[str, int]) -> bool:
    return places.get(word, 0) * _PLACED > len(uses) or country_code(word) is not None


def _unsaid(found: Gathered, runs: Sequence[Run]) -> str | None:
    """The one of two belligerents that the prose never names, where it names the other: adjectives are all it has."""
    parties: dict[int, set[str]] = {}
    for item, actor_id in found.columns:
        if item.kind == "combatant" and not item.supporter:
            parties.setdefault(item.side, set()).add(actor_id)
    if set(parties) != {1, 2} or any(len(group) != 1 for group in parties.values()):
        return None
    names = {run.chain.text for run in runs}
    said = {actor_id for form, actor_id in found.roster.forms.items() if form in names}
    said |= {actor_id for word, actor_id in found.roster.column_words.items() if word in names}
    unsaid = [actor_id for group in parties.values() for actor_id in group if actor_id not in said]
    return unsaid[0] if len(unsaid) == 1 else None


def _known(found: Gathered, word: str) -> str | None:
    """The party of the article that the adjective is derived from."""
    roster = found.roster
    if country := country_of_demonym(word):
        return of_country(found.roster, *country)
    columns = {
        actor_id
        for item, actor_id in found.columns
        if item.kind == "combatant" and any(same_stem(word, part) for part in item.text.split())
    }
    if len(columns) == 1:
        return columns.pop()
    head = lexicon().head_adjectives.get(word)
    headed = {a for item, a in found.columns if item.kind == "combatant" and head in item.text.split()}
    if len(headed) == 1:
        return headed.pop()
    for form in (word + "s", word.removesuffix("ist") + "s", word[:-2] + "es" if word.endswith("ed") else word):
        known = roster.forms.get(form)
        if known and roster.actors[known].actor_type != "person":
            return known
    return None


def of_country(roster: Roster, country: str, code: str) -> str:
    """The actor that stands for the country, made where the article has none."""
    if known := roster.country(code):
        return known
    actor_id = roster.add(country, "state_government", country=code)
    roster.countries.add(actor_id)
    return actor_id


def _commanded(found: Gathered, uses: Iterable[Run]) -> str | None:
    """The only party of the column whose commander leads the force: 'a Union division under X'."""
    commanders = [(item, actor_id) for item, actor_id in found.columns if item.kind == "commander"]
    if not commanders:
        return None
    for run in uses:
        led = _UNDER.match(run.text, run.chain.end)
        if not led:
            continue
        behind = run.text[led.end() : led.end() + 60]
        for item, actor_id in commanders:
            name = found.roster.actors[actor_id].name
            if name in behind or (name.split()[-1] in behind.split(",")[0].split()):
                parties = {a for i, a in found.columns if i.kind == "combatant" and i.side == item.side}
                if len(parties) == 1:
                    return parties.pop()
    return None
