"""Who fights beside and against whom, also where no infobox says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from pipeline.extract.actors.gather import Gathered
from pipeline.extract.actors.lexicon import Lexicon, alternatives, lexicon
from pipeline.extract.actors.model import Mention
from pipeline.extract.actors.sides import Sides
from pipeline.model import Article

_PARTIES = frozenset({"armed_group", "coalition", "unknown", "state_military", "state_government", "ethnic_group"})
_STATES = ("state_government", "state_military")
_DYAD = re.compile(rf"\b(?:{alternatives(lexicon().ties['dyad'])})\b")
_LED = re.compile(
    r"(?:\s+(?:[\w’'–-]|,(?=\d))+){0,9}?\s+(?:under|led by|commanded by)(?: the command of)?(?: the)?"
    r"(?: [A-Z][\w.-]*){0,4}\s*$"
)
_WAS = re.compile(r"\)?,? (?:(?:was|is|became) (?:an?|the)|commanding(?: the)?|commander of the) (?:[a-z-]+ ){0,3}$")
_DEFENDS = re.compile(r"(?:['’]s)?\s(?:\w+\s)?(?:defen[cs]es?|defend\w*|garrison|positions|held out)\b")
_DEFENDED_BY = re.compile(
    r"\b(?:(?:defended|held|garrisoned) by|attacked|besieged|assaulted|stormed) (?:the |a |an )?(?:\w+ )?$"
)
_ATTACKS = re.compile(
    r"(?:['’]s)?\s(?:\w+\s){0,2}(?:siege|assault\w*|attack\w*|offensive|invasion|invaded|besieg\w*|bombard\w*|storm\w*|raid\w*)\b"
    r"|(?:\s[\w-]+){1,8}?\s(?:attacked|besieged|assaulted|stormed)\b"
)
_ROLE = re.compile(r"defen|garrison|positions|held|siege|assault|attack|offensive|inva|besieg|bombard|storm|raid")
_BEING, _NEAR = re.compile(r"\bwas (?:an?|the) "), 40
_LEAST, _MOST, _NEARLY_ALL = 3, 0.6, 0.7


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
        self._leader = party_of
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
        if (column := self._sides.of.get(actor_id)) in (1, 2) and self._ordered:
            return column
        if column is not None and self._ordered:
            return None
        for number, party in enumerate(self.pair, start=1):
            if party is not None and party in (actor_id, self._of_state.get(actor_id)):
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

    def stands_for(self, actor_id: str) -> str | None:
        """The party that a common noun means where one side is a state's and the other is not: 'army', 'rebels'."""
        actor = self._actors[actor_id]
        if actor.name in self._words.ties["own_names"]:
            return None
        kind = "state_government" if actor.name.lower() in self._words.ties["governments"] else actor.actor_type
        if "." not in actor_id or kind not in (*_STATES, "armed_group"):
            return None
        if kind == "armed_group" and not self._has_columns and actor.name not in self._words.ties["foes"]:
            # Only the infobox tells that the rebels are nobody else than the other side.
            return None
        state, other = self._state_and_foe
        return state if kind in _STATES else other

    def _party_of(self, side: int) -> str | None:
        """Who stands for a column: its umbrella or only party, a coalition by that name, the only one in the prose."""
        return self._leaders.get(side)

    def defenders(self) -> str | None:
        """The party that is attacked, where the text shows which of the two that is."""
        attacked = self._attacked
        first = attacked[1] - attacked[2]
        return self.pair[0] if first > 0 else self.pair[1] if first < 0 else None

    @cached_property
    def _attacked(self) -> Counter[int]:
        """How often each side is said to defend, or the other to attack."""
        attacked: Counter[int] = Counter()
        for index, passage in enumerate(self._article.passages):
            if passage.kind != "sentence" or not _ROLE.search(passage.text):
                continue
            for mention in self._mentions(index):
                if (side := self.side(mention.actor_id)) is None:
                    continue
                start, end = mention.start - passage.start, mention.end - passage.start
                if _DEFENDS.match(passage.text, end) or _DEFENDED_BY.search(passage.text, max(0, start - 30), start):
                    attacked[side] += 1
                elif _ATTACKS.match(passage.text, end):
                    attacked[3 - side] += 1
        return attacked

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
        leaders: dict[int, str | None] = {}
        for side, parties in columns.items():
            leaders[side] = self._leader(side)
            if leaders[side] is None and len(several) == 1 == len(coalitions):
                leaders[side] = coalitions[0]
            if leaders[side] is None:
                leaders[side] = self._foremost(actor_id for actor_id in parties if self._told[actor_id])
            if leaders[side] is None:
                leaders[side] = self._one_state(set(parties))
        if len(columns) == 1:
            side = next(iter(columns))
            leaders[3 - side] = self._unlisted(side)
        return leaders

    def _foremost(self, parties: Iterable[str], far_more: int = 3) -> str | None:
        """The only one of the parties in the prose, or the one of which it tells ``far_more`` times as much."""
        told = Counter({party: self._told[party] for party in parties}).most_common(2)
        if not told or (len(told) > 1 and (told[0][1] < _LEAST or told[0][1] < far_more * told[1][1])):
            return None
        return told[0][0]

    def _unlisted(self, side: int) -> str | None:
        """Whom the infobox left out where it has one column alone: of the others the prose tells of one far more."""
        listed = {actor_id for item, actor_id in self._found.columns if item.side == side}
        codes = {self._actors[actor_id].country_code for actor_id in listed} - {None}
        others = [
            actor_id
            for actor_id in self._told
            if self._fights(actor_id)
            and "." not in actor_id
            and self._sides.of.get(actor_id, 0) != side
            and self._actors[actor_id].country_code not in codes
            and self._actors[actor_id].actor_type != "coalition"
            and actor_id not in self._found.roster.ships
            and self._of_state.get(actor_id, actor_id) == actor_id
        ]
        foremost = self._foremost(others, 2)
        return foremost if foremost is not None and self._told[foremost] >= _LEAST else None

    @cached_property
    def _told(self) -> Counter[str]:
        """How often the prose names each actor."""
        return Counter(
            mention.actor_id
            for index, passage in enumerate(self._article.passages)
            if passage.kind == "sentence"
            for mention in self._mentions(index)
        )

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
                or (self._of_title() if person == self._found.roster.protagonist else None)
                or self._introduced(person)
                or (self._party_of(column) if column else None)
            )
        return self._served[person]

    @cached_property
    def pair(self) -> tuple[str | None, str | None]:
        """The two parties that fight each other: the infobox's columns, else those of the lead or of most clashes."""
        columns = {item.side for item, _ in self._found.columns if item.kind == "combatant"}
        if columns:
            return (self._party_of(1), self._party_of(2)) if columns <= {1, 2} else (None, None)
        first, second = self._pair_of_prose()
        return (second, first) if self._order(first, second) < 0 else (first, second)

    def _order(self, first: str | None, second: str | None) -> int:
        """1 where the infobox, which names only commanders and units, has the two in this order, -1 in the other."""
        votes = 0
        for item, actor_id in self._found.columns:
            party = actor_id if item.kind == "unit" else self._introduced(actor_id)
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

    def _pair_of_prose(self) -> tuple[str | None, str | None]:
        """The two parties of the lead or of most clashes."""
        clashes: Counter[tuple[str, str]] = Counter()
        for index, passage in enumerate(self._article.passages):
            if passage.kind != "sentence":
                continue
            parties = self._parties_in(index)
            if len(parties) != 2 or not _DYAD.search(passage.text):
                continue
            pair = (parties[0], parties[1])
            if not passage.section:
                return pair
            clashes[min(pair), max(pair)] += 1
        if clashes:
            (first, second), count = clashes.most_common(1)[0]
            if count >= _LEAST and count >= _MOST * clashes.total():
                return first, second
        return self._told_most()

    def _told_most(self) -> tuple[str | None, str | None]:
        """The two parties of whom nearly all is told, where some sentences tell of both."""
        told: Counter[str] = Counter()
        both: Counter[tuple[str, ...]] = Counter()
        for index, passage in enumerate(self._article.passages):
            if passage.kind == "sentence":
                parties = self._parties_in(index)
                told.update(party for party in parties if "." not in party)
                both[tuple(sorted(parties))] += 1
        most = told.most_common(2)
        if len(most) < 2 or most[1][1] <= _LEAST or sum(n for _, n in most) < _NEARLY_ALL * told.total():
            return None, None
        (first, _), (second, _) = most
        return (first, second) if both[min(first, second), max(first, second)] > 1 else (None, None)

    def _parties_in(self, index: int) -> list[str]:
        """The parties of a sentence, the bodies of one state as one; common nouns ("the army") are left to others."""
        named = [m.actor_id for m in self._mentions(index) if self._fights(m.actor_id) and "." not in m.actor_id]
        found = named or [m.actor_id for m in self._mentions(index) if self._fights(m.actor_id)]
        return list(dict.fromkeys(self._of_state.get(actor_id, actor_id) for actor_id in found))

    @cached_property
    def _of_state(self) -> dict[str, str]:
        """For each body of a state the one of that state that the article names most."""
        bodies: dict[str, list[str]] = {}
        for actor_id in self._told:
            actor = self._actors[actor_id]
            if actor.country_code and actor.actor_type in _STATES and "." not in actor_id:
                bodies.setdefault(actor.country_code, []).append(actor_id)
        return {body: max(group, key=lambda each: self._told[each]) for group in bodies.values() for body in group}

    def _fights(self, actor_id: str) -> bool:
        return self._actors[actor_id].actor_type in _PARTIES

    @cached_property
    def _state_and_foe(self) -> tuple[str | None, str | None]:
        """The only state of the only column with states, and the only party of the only other column."""
        states: dict[int, set[str]] = {}
        others: dict[int, set[str]] = {}
        if not self._has_columns:
            return self._state_of_pair()
        for item, actor_id in self._found.columns:
            if item.kind == "combatant" and not item.supporter:
                group = states if self._is_state(actor_id) else others
                group.setdefault(item.side, set()).add(actor_id)
        if len(states) != 1 or not others:
            return None, None
        side, governments = states.popitem()
        foes = [number for number in others if number != side]
        foe = self._party_of(foes[0]) if len(foes) == 1 else None
        return self._one_state(governments), foe

    def _is_state(self, actor_id: str) -> bool:
        """Whether the belligerent is a state's: a brigade of nobody known is none."""
        actor = self._actors[actor_id]
        return actor.actor_type == "state_government" or (
            actor.actor_type == "state_military" and actor.country_code is not None
        )

    def _one_state(self, bodies: set[str]) -> str | None:
        """The body of the column that the article names most, where all are one state's."""
        if len(bodies) == 1:
            return next(iter(bodies))
        codes = {self._actors[body].country_code for body in bodies}
        if len(codes) != 1 or None in codes:
            return None
        most = (each for each in self._of_state.values() if self._actors[each].country_code in codes)
        return next(most, None)

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
        return (first, second) if state in _STATES and foe == "armed_group" else (None, None)

    def _introduced(self, person: str) -> str | None:
        """The party in 'a Danish force under X', 'the Danish general X', 'X was a Danish general'."""
        for index, passage in enumerate(self._article.passages):
            if passage.kind != "sentence":
                continue
            here = self._mentions(index)
            for k, mention in enumerate(here):
                if mention.actor_id != person:
                    continue
                for other in here[max(0, k - 1) : k + 2]:
                    if self._fights(other.actor_id) and self._serves(passage.text, passage.start, mention, other):
                        return other.actor_id
        return None

    def _of_title(self) -> str | None:
        """The party of the person whom the article is about: 'X was a Danish general'."""
        lead = next(i for i, passage in enumerate(self._article.passages) if passage.kind == "sentence")
        parties = [m for m in self._mentions(lead) if self._fights(m.actor_id)]
        text, shift = self._article.passages[lead].text, self._article.passages[lead].start
        told = _BEING.search(text)
        after = [m for m in parties if told and 0 <= m.start - shift - told.end() < _NEAR]
        return after[0].actor_id if after else None

    def _serves(self, text: str, shift: int, person: Mention, party: Mention) -> bool:
        if party.start > person.end:
            return _WAS.fullmatch(text, person.end - shift, party.start - shift) is not None
        between = text[party.end - shift : person.start - shift]
        if _LED.fullmatch(between):
            return True
        words = [word.rstrip(",") for word in between.split()]
        return 0 < len(words) <= 5 and all(word in self._words.titles or word in self._words.roles for word in words)
