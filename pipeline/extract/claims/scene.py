"""One sentence as the grammar of claims sees it: its items, its nodes, the article's actors and who is speaking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import CAPITAL, load_words
from pipeline.extract.claims.grammar.nodes import Node
from pipeline.extract.claims.sources.sources import Source

if TYPE_CHECKING:
    from pipeline.extract.actors import ActorRegistry

_SHORTEST = 3
_SPEAKERS = ("we", "us", "our", "my", "i")
_POSSESSIVES = ("its", "their", "his", "her")
_PRONOUNS = ("they", "it", "he", "she", "them", "its", "their", "his", "her")


@cache
def role_words() -> frozenset[str]:
    """Nouns of a side by its part in the fight: "the besiegers", "the victors"."""
    return words_of("defenders") | words_of("attackers") | words_of("victors") | words_of("vanquished")


@dataclass(frozen=True)
class Scene:
    """``scopes``: stretches of the sentence with those who assert them."""

    text: str
    items: Sequence[Item]
    nodes: list[Node]
    actors: ActorRegistry
    scopes: list[tuple[int, int, list[Source]]]

    def is_person(self, actor_id: str) -> bool:
        """Whether the actor is a person."""
        return self.actors.actor(actor_id).actor_type == "person"

    def is_state(self, actor_id: str) -> bool:
        """Whether the actor is a whole state."""
        return self.actors.actor(actor_id).actor_type == "state_government"

    def refer(self, start: int, end: int) -> str | None:
        """The party that a noun phrase means; a person who commands or speaks for one stands for it.

        In what somebody asserts, "they" and "it" are first of all the ones who assert it.
        """
        words = self.text[start:end].lower()
        if words in _SPEAKERS:
            teller = self.speaker(start, behind=True)
            if teller is None or self.is_person(teller):
                return self.served(teller) if teller is not None else None
            return self.actors.stands_for(teller) or teller
        pronoun, *owned = words.split()
        theirs = not owned or pronoun in _POSSESSIVES  # "his men" of one who speaks are his
        if theirs and pronoun in _PRONOUNS and (speaker := self.speaker(start)) and self._may_be(pronoun, speaker):
            return self.actors.stands_for(speaker) or speaker
        if words.endswith("enemy") and (speaker := self.speaker(start)) is not None:
            return self.actors.rival(speaker)
        if (role := words.rsplit(" ", 1)[-1]) in words_of("defenders") or role in words_of("attackers"):
            defenders = self.actors.defenders()
            if defenders is not None:
                return defenders if role in words_of("defenders") else self.actors.rival(defenders)
        if self.text.endswith(role, start, end) and role in words_of("victors") | words_of("vanquished"):
            # But "Victor" is a man.
            winners = self.actors.winners()
            return winners if winners is None or role in words_of("victors") else self.actors.rival(winners)
        actor_id = self.actors.refer(start, end, "victim")
        if actor_id and (navy := self.actors.navy_of(actor_id)):
            # A ship's crew are her navy's.
            return navy
        party = self.actors.stands_for(actor_id) if actor_id else None
        if party is not None and len(words) > _SHORTEST and words not in _PRONOUNS:
            # "pro-government fighters": what the article calls the party there.
            self.actors.note_name(party, start, end)
        return party or actor_id

    def _may_be(self, pronoun: str, speaker: str) -> bool:
        """Whether "he" may be the one who speaks: a person is, "other sources" are not."""
        kind = self.actors.actor(speaker).actor_type
        return (
            pronoun in ("they", "it", "them", "its", "their")
            or kind == "person"
            or self.actors.rival(speaker) is not None
        )

    def party(self, start: int, end: int) -> str | None:
        """Like :meth:`refer`, but never a person: only the body that the person stands for."""
        actor_id = self.refer(start, end)
        owner, *owned = self.text[start:end].split()
        if actor_id is None and owned and owner.lower() in _PRONOUNS:
            # "his regiment": his side's.
            return self.party(start, start + len(owner))
        kind = self.actors.actor(actor_id).actor_type if actor_id is not None else ""
        if actor_id is not None and kind in ("media", "anonymous_source"):
            return self.actors.principal_of(actor_id) or self.actors.kept_by(actor_id)
        if actor_id is not None and kind == "person":
            return self.served(actor_id)
        return self.actors.state_of_office(actor_id) or actor_id if actor_id is not None else None

    def joint(self, spans: Sequence[tuple[int, int]]) -> str | None:
        """ "the Danes and Swedes": two parties who lost or had a number together are one that bears both names."""
        found = {self.party(start, end) for start, end in spans}
        if len(spans) < 2 or None in found or len(found) < len(spans):
            return None
        start, end = spans[0][0], spans[-1][1]
        while self.text[start:].startswith(("the ", "The ")):
            start += 4
        return self.actors.introduce(start, end, "coalition")

    def served(self, person: str) -> str | None:
        """The party of a person: a commander's men are his side's."""
        return self.actors.principal_of(person) or self.actors.served(person)

    def speaker(self, offset: int, *, behind: bool = False) -> str | None:
        """The party whose words stand at the offset: the principal, else the claimant; a medium never.

        One who is named only behind the words counts where ``behind`` says so.
        """
        for start, end, sources in self.scopes:
            if start <= offset < end:
                for source in sources:
                    if source.role == "claimant" and (behind or source.start < offset):
                        return source.principal_id or self.actors.kept_by(source.actor_id) or source.actor_id
        return None

    def item_index(self, node: Node) -> int:
        """Where the node's first item stands among the items."""
        first = node.items[0]
        return next(i for i, item in enumerate(self.items) if item is first)

    def state_side(self) -> str | None:
        """The party of the one side of the infobox that is a state, where the other is none."""
        return self.actors.state_party()

    def own_soldiers(self, offset: int) -> str | None:
        """The belligerent that speaks there: an army that tells of soldiers killed means its own."""
        speaker = self.speaker(offset)
        if speaker is None or "claim" in self.text[self.items[0].start : offset].lower():
            # What somebody claims is the enemy's loss as often as his own.
            return None
        if self.actors.actor(speaker).actor_type.startswith("state_"):
            return self.actors.state_of_office(speaker) or speaker
        if self.actors.faces_states(speaker):
            # The soldiers of whom rebels tell are the state's.
            return self.actors.rival(speaker)
        return speaker if self.actors.side(speaker) is not None else None

    def introduce_person(self, node: Node) -> str:
        """The person whom only the loss itself names: "X was killed"."""
        first = self.item_index(node)
        last = next(i for i, item in enumerate(self.items) if item is node.items[-1])
        while first > 0 and self._goes_on(first - 1, first):
            first -= 1
        while last + 1 < len(self.items) and self._goes_on(last, last + 1):
            last += 1
        return self.actors.introduce(self.items[first].start, self.items[last].end, "person")

    def _goes_on(self, left: int, right: int) -> bool:
        """Whether two words belong to one name."""
        near = self.items[right].start - self.items[left].end == 1
        return near and self.items[left].tag == self.items[right].tag == CAPITAL

    def introduce(self, head: Item) -> str:
        """The article's own group of that common noun."""
        return self.actors.introduce(head.start, head.end, "population", plural(head.word))


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of nouns of ``victims.toml``."""
    return frozenset(load_words("victims")[name].split())


def plural(word: str) -> str:
    """An English noun in the plural: groups are named by it, however many of them are counted."""
    if word.endswith(("s", "men", "women")) or word in ("people", "children", "women", "men", "clergy", "police"):
        return word
    if word.endswith(("man", "woman")):
        return word[:-2] + "en"
    if word == "child":
        return "children"
    if word.endswith("y") and word[-2:-1] not in "aeo":
        return word[:-1] + "ies"
    return word + "s"
