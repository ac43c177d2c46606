"""Persons of an article: as they are introduced, and by which part of their names they go afterwards."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.extract.actors.bodies import body_type, country_in
from pipeline.extract.actors.chains import Run
from pipeline.extract.actors.gathered import Gathered
from pipeline.extract.actors.lexicon import Lexicon
from pipeline.extract.actors.people import introduced
from pipeline.extract.ids import slug

_HELD = re.compile(r"-(?:held|controlled|occupied|ruled|besieged) $")


class Persons:
    """Takes up the persons of an article; ``places`` counts how often a name is a place's."""

    def __init__(self, found: Gathered, runs: Sequence[Run], places: Counter[str], words: Lexicon) -> None:
        self.found = found
        self.roster = found.roster
        self.runs = runs
        self.places = places
        self.words = words
        self.bearers: defaultdict[str, set[str]] = defaultdict(set)
        """Persons by each word of their names."""

    def bear(self, name: str, actor_id: str) -> None:
        """Note whose name each word of a name is."""
        for word in name.split():
            self.bearers[word].add(actor_id)

    def take(self, run: Run) -> bool:
        """Whether the run names a person; adds him and the body that his office names."""
        person = introduced(run.chain, run.text, self.words)
        if person is None or (person.name in self.places and not person.role) or _HELD.search(run.before):
            return False
        known = self.roster.find(person.name)
        if known and self.roster.actors[known].actor_type != "person":
            return False
        actor_id = known or self._bearer(person.name) or self._shorter(person.name)
        actor_id = actor_id or self.roster.add(person.name, "person")
        self.roster.alias(person.name, actor_id)
        self.bear(person.name, actor_id)
        actor = self.roster.actors[actor_id]
        actor.role = actor.role or person.role
        self.found.people.append((run.passage, person, actor_id))
        body = self._body_of_office(person.body, person.role)
        if person.role_end <= person.start and (kind := body_type(body)):
            # "State Department Spokesperson X": the office names the body.
            self.roster.add(body, kind, country=country_in(body, kind))
        return True

    def _body_of_office(self, phrase: str, role: str) -> str:
        """ "Ministry of Defence" of "According to Ministry of Defence spokesman", the phrase of an office."""
        words = phrase.removesuffix(role).split() if role else phrase.split()
        while words and (words[0] in self.words.openers or words[0] in ("to", "by")):
            words = words[1:]
        return " ".join(words)

    def _bearer(self, name: str) -> str | None:
        """The one person whose name holds every word of this one."""
        found = set.intersection(*(self.bearers[word] for word in name.split()))
        return next(iter(found)) if len(found) == 1 else None

    def _shorter(self, name: str) -> str | None:
        """The one commander of the infobox all of whose name stands in this one: "Nils Berg" of "Nils Olav Berg"."""
        words = set(slug(name).split("-"))
        found = {
            actor_id
            for item, actor_id in self.found.columns
            if item.kind == "commander"
            and len(own := set(slug(self.roster.actors[actor_id].name).split("-"))) > 1
            and own <= words
        }
        return found.pop() if len(found) == 1 else None

    def surnames(self) -> None:
        """The last word of a full name stands for the person, unless two persons share it or it names a place."""
        last: defaultdict[str, set[str]] = defaultdict(set)
        for form, actor_id in self.roster.forms.items():
            if self.roster.actors[actor_id].actor_type == "person" and " " in form:
                last[form.split()[-1]].add(actor_id)
        for word, bearers in last.items():
            owners = bearers if len(bearers) == 1 else self._first_of_column(bearers)
            if len(owners) == 1 and word not in self.places and len(word) > 2 and word not in self.words.openers:
                self.roster.alias(word, next(iter(owners)))
        self._first_names(set(last))
        for run in self.runs:
            # "Nils Olav" of the commander "Nils Olav Berg"
            if len(run.chain.words) > 1 and run.chain.text not in self.roster.forms:
                bearer = self._bearer(run.chain.text)
                if bearer is not None and self.roster.actors[bearer].name.startswith(run.chain.text + " "):
                    self.roster.alias(run.chain.text, bearer)

    def _first_of_column(self, bearers: set[str]) -> set[str]:
        """Of several commanders of one side and one surname the first: him the bare surname means."""
        listed = [(item.side, actor_id) for item, actor_id in self.found.columns if actor_id in bearers]
        alone = len({side for side, _ in listed}) == 1 and {actor_id for _, actor_id in listed} == bearers
        return {listed[0][1]} if alone else set()

    def _first_names(self, surnames: set[str]) -> None:
        """Rulers go by their first name: "Valdemar" of the commander "Valdemar Atterdag", where it stands alone."""
        alone = {run.chain.text for run in self.runs if len(run.chain.words) == 1}
        for item, actor_id in self.found.columns:
            first, _, rest = self.roster.actors[actor_id].name.partition(" ")
            if item.kind != "commander" or not rest or first not in alone or first in surnames:
                continue
            known = first in self.roster.forms or first in self.places or first in self.words.titles
            if not known and self.bearers[first] == {actor_id} and len(first) > 3:
                self.roster.alias(first, actor_id)
