"""Who fights beside and against whom, also where no infobox says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cached_property

from pipeline.countries import country_of_demonym
from pipeline.extract.actors.attacked import attacked
from pipeline.extract.actors.gathered import Gathered
from pipeline.extract.actors.leaders import Leaders, is_state
from pipeline.extract.actors.lexicon import Lexicon, lexicon
from pipeline.extract.actors.model import Mention
from pipeline.extract.actors.service import Service
from pipeline.extract.actors.sides import Sides
from pipeline.extract.actors.telling import STATES, Telling
from pipeline.model import Article

_LEAST = 3


class Camps:
    """The two camps of an article and the parties that its persons serve.

    ``party_of`` gives the party that stands for a column of the infobox.
    """

    def __init__(
        self,
        article: Article,
        found: Gathered,
        sides: Sides,
        mentions: Callable[[int], list[Mention]],
        party_of: Callable[[int], str | None],
    ) -> None:
        self._article = article
        self._found = found
        self._actors = found.roster.actors
        self._sides = sides
        self._mentions = mentions
        self._telling = Telling(article, found.roster.actors, mentions)
        self._service = Service(article, mentions, self._telling.fights)
        self._leader = party_of
        self._leaders = Leaders(found, sides, self._telling, party_of)
        self._words: Lexicon = lexicon()
        self._served: dict[str, str | None] = {}

    def rival(self, actor_id: str) -> str | None:
        """The party that fights the actor's, where there are just two; the state for its rebels; None elsewhere."""
        first, second = self.pair
        if (side := self.side(actor_id)) is None:
            local = "." in actor_id and self._actors[actor_id].actor_type == "armed_group"
            return self.state if local else None
        return second if side == 1 else first

    def side(self, actor_id: str) -> int | None:
        """1 or 2: the camp of a party, a body, a side's common noun or a commander; None where unknown."""
        column = self._sides.of.get(actor_id, self._otherwise.get(actor_id)) or self._of_alliance(actor_id)
        if column in (1, 2) and self._ordered:
            return column
        if column is not None and self._ordered:
            return None
        for number, party in enumerate(self.pair, start=1):
            if party is not None and party in (actor_id, self._telling.of_state.get(actor_id)):
                return number
        actor = self._actors[actor_id]
        if actor.actor_type == "state_military" and actor.country_code:
            codes = [self._actors[party].country_code if party is not None else None for party in self.pair]
            return codes.index(actor.country_code) + 1 if codes.count(actor.country_code) == 1 else None
        if actor.actor_type == "person":
            served = self.served(actor_id)
            return self.side(served) if served and self._actors[served].actor_type != "person" else None
        if "." in actor_id:
            for number, party in enumerate(self.pair, start=1):
                if party is not None and party == self.stands_for(actor_id):
                    return number
        return None

    def _of_alliance(self, actor_id: str) -> int | None:
        """The column of the several who are called the Allies; None for anybody else."""
        allied = self.pair != (None, None) and self._leaders.is_alliance(actor_id)
        return self._leaders.allied_side if allied else None

    def state_of_office(self, actor_id: str) -> str | None:
        """The one belligerent of the same country as a ministry or department."""
        actor = self._actors[actor_id]
        if not any(office in actor.name for office in self._words.ties["offices"]):
            return None
        if actor.country_code is None:
            return self.state
        found = {
            party
            for item, party in self._found.columns
            if item.kind == "combatant" and self._actors[party].country_code == actor.country_code
        }
        return found.pop() if len(found) == 1 else None

    def faces_states(self, actor_id: str) -> bool:
        """Whether a party that is no state fights states."""
        side = self.side(actor_id)
        fought = {
            is_state(self._actors[party])
            for item, party in self._found.columns
            if item.kind == "combatant" and side is not None and item.side != side
        }
        return True in fought or self._actors[actor_id].actor_type == "armed_group"

    def column(self, actor_id: str) -> int | None:
        """The infobox column for which a side's common noun stands, "rebels", "the army"; None of anybody else."""
        return self.side(actor_id) if "." in actor_id and self._has_columns else None

    def stands_for(self, actor_id: str) -> str | None:
        """The party that a common noun means where one side is a state's and the other is not: 'army', 'rebels'."""
        actor = self._actors[actor_id]
        if actor_id in self._otherwise:
            return self.pair[self._otherwise[actor_id] - 1]
        if actor.name in self._words.ties["own_names"]:
            return None
        kind = "state_government" if actor.name.lower() in self._words.ties["governments"] else actor.actor_type
        if "." not in actor_id or kind not in (*STATES, "armed_group"):
            return None
        if kind == "armed_group" and not self._has_columns and actor.name not in self._words.ties["foes"]:
            # Only the infobox tells that the rebels are nobody else than the other side.
            return None
        state, other = self._state_and_foe
        return state if kind in STATES else other

    @cached_property
    def _otherwise(self) -> dict[str, int]:
        """The people by whose name the prose calls a belligerent whose own it hardly uses, with their column.

        "Combatant2: Zemblan Sultanate" and a text of Danes and Moors: where the prose tells three times as much of the
        one people that no column lists as of one of the two, and not of the other, they are one.
        """
        parties = self.pair if self._has_columns else (None, None)
        told, roster = self._telling.told, self._found.roster
        codes = {self._actors[party].country_code for item, party in self._found.columns if item.kind == "combatant"}
        unlisted = [
            actor_id
            for actor_id in told
            if actor_id in roster.camps | roster.countries
            and actor_id not in self._sides.of
            and actor_id not in parties
            and self._actors[actor_id].country_code not in codes - {None}
            and self._telling.with_article(actor_id)
        ]
        people = self._telling.foremost(unlisted, 2)
        first, second = parties
        if people is None or told[people] < _LEAST or first is None or second is None:
            return {}
        rare, other = sorted((first, second), key=lambda party: told[party])
        hardly = told[rare] * _LEAST <= told[people] and told[other] >= _LEAST
        return {people: parties.index(rare) + 1} if hardly else {}

    def defenders(self) -> str | None:
        """The party that is attacked, where the text shows which of the two that is."""
        attacked = self._attacked
        first = attacked[1] - attacked[2]
        return self.pair[0] if first > 0 else self.pair[1] if first < 0 else None

    def winners(self) -> str | None:
        """The party named right before "victory" in the infobox's result."""
        for index, passage in enumerate(self._article.passages):
            if passage.kind != "infobox" or passage.field.casefold() != "result":
                continue
            at = passage.text.casefold().find("victory")
            sides = {self.side(m.actor_id) for m in self._mentions(index) if m.end <= passage.start + at}
            codes = {country[1] for word in passage.text[:at].split() if (country := country_of_demonym(word))}
            parties = {number: party for number, party in enumerate(self.pair, start=1) if party is not None}
            sides |= {number for number, party in parties.items() if self._actors[party].country_code in codes}
            sides.discard(None)
            side = sides.pop() if len(sides) == 1 else None
            return self.pair[side - 1] if side else None
        return None

    @cached_property
    def _attacked(self) -> Counter[int]:
        """How often each side is said to defend, or the other to attack."""
        return attacked(self._article, self._mentions, self.side)

    @property
    def state(self) -> str | None:
        """The party of the only side that is a state's."""
        return self._state_and_foe[0]

    def served(self, person: str) -> str | None:
        """The party for which a person fights: by his column, else as the prose introduces him."""
        if person not in self._served:
            self._served[person] = None
            column = self._sides.of.get(person)
            alone = self._leader(column) if column else None
            if column and not any(item.side == column and item.kind == "combatant" for item, _ in self._found.columns):
                # The infobox names no party of his side: the one that stands against the other.
                alone = self.pair[column - 1] if column in (1, 2) and self._ordered else None
            self._served[person] = (
                alone
                or (self._service.of_title() if person == self._found.roster.protagonist else None)
                or self._service.introduced(person)
                or (self._leaders.of(column) if column else None)
            )
        return self._served[person]

    @cached_property
    def pair(self) -> tuple[str | None, str | None]:
        """The two parties that fight each other: the infobox's columns, else those of the lead or of most clashes."""
        columns = {item.side for item, _ in self._found.columns if item.kind == "combatant"}
        if columns:
            return (self._leaders.of(1), self._leaders.of(2)) if columns <= {1, 2} else (None, None)
        first, second = self._telling.pair()
        return (second, first) if self._order(first, second) < 0 else (first, second)

    def _order(self, first: str | None, second: str | None) -> int:
        """1 where the infobox, which names only commanders and units, has the two in this order, -1 in the other."""
        votes = 0
        for item, actor_id in self._found.columns:
            party = actor_id if item.kind == "unit" else self._service.introduced(actor_id)
            code = self._actors[party].country_code if party is not None else None
            for number, each in enumerate((first, second), start=1):
                same = party == each or (code and each is not None and self._actors[each].country_code == code)
                if party is not None and each is not None and same and item.side in (1, 2):
                    votes += 1 if number == item.side else -1
        return (votes > 0) - (votes < 0)

    @cached_property
    def _ordered(self) -> bool:
        """Whether the numbers of the infobox's columns are those of the pair."""
        return self._has_columns or self._order(*self.pair) > 0

    @cached_property
    def _state_and_foe(self) -> tuple[str | None, str | None]:
        """The only state of the only column with states, and the only party of the only other column."""
        states: dict[int, set[str]] = {}
        others: dict[int, set[str]] = {}
        if not self._has_columns:
            return self._state_of_pair()
        for item, actor_id in self._found.columns:
            if item.kind == "combatant" and not item.supporter:
                group = states if is_state(self._actors[actor_id]) else others
                group.setdefault(item.side, set()).add(actor_id)
        if len(states) != 1 or not others:
            return None, None
        side, governments = states.popitem()
        foes = [number for number in others if number != side]
        foe = self._leaders.of(foes[0]) if len(foes) == 1 else None
        if len(foes) == 1 and any(self._may_be_a_state(each) for each in others[foes[0]]):
            return None, None
        return self._leaders.one_state(governments) or self._one_army(governments), foe

    def _may_be_a_state(self, party: str) -> bool:
        """Whether a party may have soldiers as a state has: several states, or one that no list of today has."""
        if self._actors[party].actor_type in ("igo", "coalition"):
            return True
        return self._actors[party].actor_type == "unknown" and (
            self._telling.of_the_past or self._telling.has_soldiers(party)
        )

    def _one_army(self, states: set[str]) -> str | None:
        """Of several states the one of whose army the prose tells: bare "soldiers" are its."""
        codes = {self._actors[state].country_code for state in states} - {None}
        armies = {
            actor_id
            for actor_id in self._telling.of_state
            if self._actors[actor_id].actor_type == "state_military" and self._actors[actor_id].country_code in codes
        }
        found = {self._telling.of_state[army] for army in armies}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _has_columns(self) -> bool:
        return any(item.kind == "combatant" for item, _ in self._found.columns)

    def _state_of_pair(self) -> tuple[str | None, str | None]:
        """The state of the two parties of an article without infobox, and the other, if it is none."""
        first, second = self.pair
        if first is None or second is None:
            return None, None
        if self._actors[first].actor_type == "armed_group":
            first, second = second, first
        state, foe = self._actors[first].actor_type, self._actors[second].actor_type
        return (first, second) if state in STATES and foe == "armed_group" else (None, None)
