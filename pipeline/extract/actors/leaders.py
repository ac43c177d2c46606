"""Who stands for a column of the infobox: its umbrella or only party, else as the prose tells of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from pipeline.extract.actors.gathered import Gathered
from pipeline.extract.actors.lexicon import lexicon
from pipeline.extract.actors.model import Actor
from pipeline.extract.actors.sides import Sides
from pipeline.extract.actors.telling import Telling

_LEAST = 3


def is_state(actor: Actor) -> bool:
    """Whether the belligerent is a state's: a brigade of nobody known is none."""
    return actor.actor_type == "state_government" or (
        actor.actor_type == "state_military" and actor.country_code is not None
    )


class Leaders:
    """The party that stands for each column; ``party_of`` gives its umbrella or only party."""

    def __init__(
        self, found: Gathered, sides: Sides, telling: Telling, party_of: Callable[[int], str | None]
    ) -> None:
        self._found = found
        self._actors: Mapping[str, Actor] = found.roster.actors
        self._sides = sides
        self._telling = telling
        self._leader = party_of
        self.allied_side: int | None = None
        """The only column of several, where the text calls them the Allies."""

    def of(self, side: int) -> str | None:
        """Who stands for a column: its umbrella or only party, a coalition by that name, the only one in the prose."""
        return self._leaders.get(side)

    @cached_property
    def _leaders(self) -> dict[int, str | None]:
        columns: dict[int, list[str]] = {}
        for item, actor_id in self._found.columns:
            if item.kind == "combatant" and not item.supporter:
                columns.setdefault(item.side, []).append(actor_id)
        coalitions = [
            a for a, actor in self._actors.items() if actor.actor_type == "coalition" and a not in self._sides.of
        ]
        several = [side for side, parties in columns.items() if len(set(parties)) > 1]
        if len(several) == 1 and coalitions and all(map(self.is_alliance, coalitions)):
            # "Allied losses", "the Allies": one coalition by two names
            self.allied_side = several[0]
            coalitions = [max(coalitions, key=lambda each: self._telling.told[each])]
        leaders: dict[int, str | None] = {}
        for side, parties in columns.items():
            leaders[side] = self._leader(side)
            if leaders[side] is None and len(several) == 1 == len(coalitions):
                leaders[side] = coalitions[0]
            if leaders[side] is None and side in several:
                leaders[side] = self._called(side, columns)
            if leaders[side] is None:
                leaders[side] = self._telling.foremost(actor_id for actor_id in parties if self._telling.told[actor_id])
            if leaders[side] is None:
                leaders[side] = self.one_state(set(parties))
        if len(columns) == 1:
            side = next(iter(columns))
            leaders[3 - side] = self._unlisted(side)
        return leaders

    def is_alliance(self, actor_id: str) -> bool:
        """Whether the actor is called nothing but allied: "the Allies", "the Allied army"."""
        return self._actors[actor_id].name.split()[0] in lexicon().ties["alliance"]

    def one_state(self, bodies: set[str]) -> str | None:
        """The body of the column that the article names most, where all are one state's."""
        if len(bodies) == 1:
            return next(iter(bodies))
        codes = {self._actors[body].country_code for body in bodies}
        if len(codes) != 1 or None in codes:
            return None
        most = (each for each in self._telling.of_state.values() if self._actors[each].country_code in codes)
        return next(most, None)

    def _called(self, side: int, columns: dict[int, list[str]]) -> str | None:
        """Several groups together as the prose calls them, "rebels", where it names no one of them as often."""
        stately = {other for other, parties in columns.items() if any(is_state(self._actors[each]) for each in parties)}
        unstately = [other for other in columns if other not in stately]
        told = self._telling.told
        nouns = [a for a in told if "." in a and self._actors[a].actor_type == "armed_group"]
        most = max(nouns, key=lambda noun: told[noun], default=None)
        if unstately != [side] or most is None or told[most] < max(told[party] for party in columns[side]):
            return None
        return most

    def _unlisted(self, side: int) -> str | None:
        """Whom the infobox left out where it has one column alone: of the others the prose tells of one far more."""
        listed = {actor_id for item, actor_id in self._found.columns if item.side == side}
        codes = {self._actors[actor_id].country_code for actor_id in listed} - {None}
        others = [
            actor_id
            for actor_id in self._telling.told
            if self._telling.fights(actor_id)
            and "." not in actor_id
            and self._sides.of.get(actor_id, 0) != side
            and self._actors[actor_id].country_code not in codes
            and self._actors[actor_id].actor_type != "coalition"
            and actor_id not in self._found.roster.ships
            and self._telling.of_state.get(actor_id, actor_id) == actor_id
        ]
        foremost = self._telling.foremost(others, 2)
        return foremost if foremost is not None and self._telling.told[foremost] >= _LEAST else None
