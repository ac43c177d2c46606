"""What ties one actor to another: membership, alignment, command, speaking for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.countries import country_of_demonym, same_country
from pipeline.extract.actors.gathered import Gathered
from pipeline.extract.actors.infobox import InfoboxName
from pipeline.extract.actors.lexicon import Lexicon, alternatives, lexicon
from pipeline.extract.actors.mentions import NameIndex
from pipeline.extract.actors.model import Certainty, Mention, Relation
from pipeline.extract.actors.prose_relations import BODIES, Sentence, prose_relations
from pipeline.extract.actors.sides import Sides
from pipeline.model import Article

_CLASH = re.compile(rf"\b(?:{alternatives(lexicon().ties['clash'])})|\bagainst\b", re.IGNORECASE)


class Relations:
    """Reads the relations of one article; each pair of actors once for each relation."""

    def __init__(
        self,
        article: Article,
        found: Gathered,
        sides: Sides,
        mentions: Callable[[int], list[Mention]],
        index: NameIndex,
        words: Lexicon,
    ) -> None:
        self._article = article
        self._found = found
        self._roster = found.roster
        self._sides = sides
        self._mentions = mentions
        self._index = index
        self._words = words

    def all(self) -> list[tuple[int, Relation]]:
        """Passage index and relation, in the order of the text; what prose tells replaces what a column suggests."""
        seen: set[tuple[str, str, str]] = set()
        rows: list[tuple[int, Relation]] = []
        prose = [*self._offices(), *self._prose()]
        told = {_key(relation) for _, relation in prose}
        columns = [(index, relation) for index, relation in self._columns() if _key(relation) not in told]
        for index, relation in sorted([*columns, *prose], key=lambda entry: (entry[0], entry[1].start)):
            if _key(relation) not in seen and relation.actor_id != relation.object_actor_id:
                seen.add(_key(relation))
                rows.append((index, relation))
        return rows

    def _columns(self) -> Iterator[tuple[int, Relation]]:
        """Components of an umbrella, and commanders of the only body of their column."""
        bodies: dict[int, list[str]] = {}
        for item, actor_id in self._found.columns:
            if item.kind == "combatant":
                bodies.setdefault(item.side, []).append(actor_id)
        for item, actor_id in self._found.columns:
            umbrella = self._sides.umbrella.get(item.side)
            column = bodies.get(item.side, [])
            body = umbrella or (column[0] if len(column) == 1 else self._flagged(item, column))
            if item.kind == "combatant" and umbrella:
                yield (
                    item.passage,
                    Relation(actor_id, "member_of", umbrella, "infobox", "inferred", item.start, item.end),
                )
            elif item.kind == "commander" and body:
                yield item.passage, Relation(actor_id, "commander_of", body, "infobox", "stated", item.start, item.end)

    def _flagged(self, item: InfoboxName, column: list[str]) -> str | None:
        """The body of the column whose name or flag is the flag beside the item."""
        if not item.flag:
            return None
        flags = {
            actor_id
            for other, actor_id in self._found.columns
            if actor_id in column
            and other.kind == "combatant"
            and (item.flag in (other.flag, other.text) or same_country(item.flag, other.text))
        }
        return flags.pop() if len(flags) == 1 else None

    def _offices(self) -> Iterator[tuple[int, Relation]]:
        """Spokespersons, officials, deputies and commanders, as the prose introduces them."""
        for index, person, actor_id in self._found.people:
            relation = self._words.roles.get(person.role) or self._words.roles.get(person.role.split(" ")[-1])
            body = self._body_in(person.body) if relation else None
            if body is None and relation == "spokesperson_of":
                body = self._common_body(person.body)
            if not relation or body is None:
                continue
            start, end = person.role_start, person.role_end
            certainty: Certainty = "stated"
            if relation == "deputy_of" and person.role_end <= person.start:
                # "the deputy to X, Y": Y, or the deputy of Y.
                certainty, end = "ambiguous", person.end
            passage = self._article.passages[index]
            start += len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
            yield (
                index,
                Relation(actor_id, relation, body, "prose", certainty, passage.start + start, passage.start + end),
            )

    def _body_in(self, phrase: str) -> str | None:
        """The body in the phrase of an office, else the acting country whose adjective stands there."""
        for mention in self._index.find(phrase):
            if self._roster.actors[mention.actor_id].actor_type in BODIES:
                return mention.actor_id
        for word in phrase.split():
            if country := country_of_demonym(word):
                for actor_id in sorted(self._roster.countries):
                    if self._roster.actors[actor_id].country_code == country[1]:
                        return actor_id
            if word[:1].isupper() and (people := self._roster.forms.get(f"{word}s")) is not None:
                # "Zemblan spokesman X" of the Zemblans
                return people
        return None

    def _common_body(self, phrase: str) -> str | None:
        """The body that goes by a common noun: "the army spokesman", "a spokeswoman for the rebels"."""
        for word in phrase.lower().split():
            for noun in (word, f"{word}s"):
                if self._words.sides.get(noun) == "armed_group":
                    return self._roster.add(noun, "armed_group", local=True)
            if kind := self._words.collectives.get(word):
                return self._roster.add(word, kind, local=True)
            if word in self._words.ties["governments"]:
                return self._roster.add(word, "state_government", local=True)
        return None

    def _prose(self) -> Iterator[tuple[int, Relation]]:
        dyad = self._main_dyad()
        for index, passage in enumerate(self._article.passages):
            if passage.kind != "sentence" or not (mentions := self._mentions(index)):
                continue
            for relation in prose_relations(Sentence(passage, mentions, self._roster, self._words)):
                yield index, relation
            if dyad and (clash := _clash(passage.text, mentions, *dyad)):
                dyad = None
                yield index, clash

    def _main_dyad(self) -> tuple[str, str] | None:
        """The one actor of side 1 and the one of side 2, where each side has one."""
        first, second = self._leader(1), self._leader(2)
        return (first, second) if first and second else None

    def _leader(self, side: int) -> str | None:
        if side in self._sides.umbrella:
            return self._sides.umbrella[side]
        bodies = [a for item, a in self._found.columns if item.side == side and item.kind == "combatant"]
        return bodies[0] if len(bodies) == 1 else None


def _key(relation: Relation) -> tuple[str, str, str]:
    return relation.actor_id, relation.relation, relation.object_actor_id


def _clash(text: str, mentions: list[Mention], first: str, second: str) -> Relation | None:
    """Both of the dyad in one sentence that speaks of fighting."""
    ours = next((m for m in mentions if m.actor_id == first), None)
    theirs = next((m for m in mentions if m.actor_id == second), None)
    if ours is None or theirs is None or not _CLASH.search(text):
        return None
    start, end = min(ours.start, theirs.start), max(ours.end, theirs.end)
    return Relation(first, "opposed_to", second, "prose", "stated", start, end)
