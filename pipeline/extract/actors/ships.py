"""Ships by their names: "the Danish frigate Freja" fights for Denmark, and so does "Freja" afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.countries import country_of_demonym
from pipeline.extract.actors.adjectives import of_country
from pipeline.extract.actors.chains import Run
from pipeline.extract.actors.lexicon import Lexicon, alternatives, lexicon
from pipeline.extract.actors.roster import Roster

_LONGEST = 3


@cache
def _introduced() -> re.Pattern[str]:
    nouns = alternatives(lexicon().ties["ship_nouns"])
    # Behind "the" a new phrase begins: "The Danes sank the frigate Svan".
    modifier = r"(?!(?:the|an?|and|or|of|by|in|with|to|its|their|his)\s)[a-z\d][\w-]*\s"
    return re.compile(rf"\b([A-Z][a-z]+)\s(?:{modifier}){{0,3}}?(?:{nouns})s?,?\s$")


@cache
def _nouns() -> tuple[str, ...]:
    return tuple(form for noun in lexicon().ties["ship_nouns"] for form in (noun, noun + "s"))


@cache
def _prefixes() -> dict[str, str]:
    """The adjective of the navy for each prefix of its ships."""
    return {prefix: adjective for line in lexicon().ties["ship_prefixes"] for prefix, adjective in [line.split()]}


def add_ships(roster: Roster, runs: Iterable[Run], words: Lexicon) -> None:
    """Adds each ship that a party's adjective or a navy's prefix introduces, as an actor that serves the party."""
    for run in runs:
        name = run.chain.words
        if len(name) > _LONGEST or name[0] in words.openers:
            continue
        prefix = _prefixes().get(name[0]) if len(name) > 1 else None
        adjective = prefix or _adjective(run.before)
        if not adjective or (roster.forms.get(run.chain.text) and run.chain.text not in roster.ships):
            continue
        if (party := _party(roster, adjective)) is None:
            continue
        ship = roster.add(run.chain.text, "state_military", country=roster.actors[party].country_code)
        roster.ships[ship] = party
        if prefix and name[1] not in roster.forms:
            roster.alias(" ".join(name[1:]), ship)


def _adjective(before: str) -> str | None:
    """The adjective in the words before a name that say which navy's ship it is."""
    # The end of the words is looked at first: few names stand behind a ship.
    if not before.rstrip().removesuffix(",").endswith(_nouns()):
        return None
    found = _introduced().search(before)
    return found[1] if found else None


def _party(roster: Roster, adjective: str) -> str | None:
    """The party of which the word is the adjective."""
    if country := country_of_demonym(adjective):
        return of_country(roster, *country)
    known = roster.forms.get(adjective) or roster.forms.get(adjective + "s")
    return known if known and roster.actors[known].actor_type != "person" else None
