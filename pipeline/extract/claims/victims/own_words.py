"""What the counted phrase says itself: "300 Danes", "75 of the group's fighters", "ten of those killed were rebels"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BE,
    CAPITAL,
    DETERMINER,
    OF,
    PARTY,
    PAST,
    PERSON,
    PREPOSITION,
    lexicon,
)
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, THINGS, Node
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene, words_of
from pipeline.extract.claims.victims.victim import Victim, class_of, people_of

_LONGEST = 4
_OWNERS = ("its", "their", "his", "her", "our", "my")
_CLOSING = (".", ",", ";", AND, ")")


class OwnWords:
    """Reads the party and the people that a counted phrase names itself."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def victim(self, draft: Draft) -> Victim:
        """What the phrase itself says, and the one of "of the X" behind it."""
        node = draft.node
        if draft.shape == "toll" and (told := self._civilians(draft)) is not None:
            return told
        people, age = people_of(node)
        core = [
            item
            for item in node.items
            if item.end <= (node.core_end or node.end)
            and item.tag not in ("Q", "a", "z", "S", "o", "T")
            and not (node.tag == THINGS and item.word in lexicon().models)
        ]
        actor = self._named(draft, core, people)
        owner = next((item for item in node.items if item.tag == "T" and item.word in _OWNERS), None)
        if actor is None and owner is not None:
            actor = self._owner(owner)
        person = next((item for item in core if item.tag == PERSON), None) if node.tag == LOSSES else None
        if actor is None and person is not None:
            actor, people = self._scene.refer(person.start, person.end), class_of(person)
            if actor is None and people == "civilian":
                actor = self._scene.introduce(person)
        actor = actor or self._body_in(node)
        if actor is None and node.after:
            actor = self._scene.refer(node.after[0].start, node.after[-1].end)
            if people == "unspecified" and node.after[-1].tag == PERSON:
                people = class_of(node.after[-1])
        return Victim(self._whose(actor), people, age)

    def _civilians(self, draft: Draft) -> Victim | None:
        """ "Civilian deaths were put at 300": whom the adjective of the losses tells."""
        nodes = self._scene.nodes
        anchor = next((k for k, node in enumerate(nodes) if node.start == draft.start), 0)
        before = nodes[anchor - 1] if anchor else None
        if before is None or before.tag != PERSON or class_of(before.items[-1]) != "civilian":
            return None
        head = before.items[-1]
        first = next((k for k in range(anchor - 1, -1, -1) if nodes[k].tag not in (PERSON, PARTY, CAPITAL)), -1) + 1
        actor = self._scene.refer(nodes[first].start, head.end) if first < anchor - 1 else None
        return Victim(actor or self._scene.introduce(head), "civilian")

    def _named(self, draft: Draft, core: list[Item], people: str) -> str | None:
        """The party or the people that the words before the noun name, or the noun itself."""
        node = draft.node
        telling = [
            item
            for item in core
            if item.tag in (PARTY, CAPITAL)
            or (item.tag == PERSON and (node.head is None or item.end < node.head.start))
        ]
        if node.tag == THINGS:
            # "infantry fighting vehicles"
            telling = [item for item in telling if item.word not in words_of("soldiers")]
            telling += [item for item in core[:-1] if item.word in words_of("owning_bodies")]
        if not telling and people != "civilian":
            return None
        if (joint := self._joint(draft, core)) is not None:
            return joint or None
        actor = self._scene.refer(core[0].start, core[-1].end)
        return actor or next((item.actor_id for item in core if item.tag == PARTY), None)

    def _whose(self, actor: str | None) -> str | None:
        """The side of a person, "402 of X's men"; nobody for a medium: "a Reuters cameraman"."""
        if actor is not None and self._scene.is_person(actor):
            return self._scene.served(actor)
        return None if actor is not None and self._scene.actors.actor(actor).actor_type == "media" else actor

    def _owner(self, owner: Item) -> str | None:
        """Whose "his", "their" and "her" are: "87 of her crew" are no state's, but of a ship that nobody named."""
        actor = self._scene.party(owner.start, owner.end)
        if owner.word != "her" or actor is None or not self._scene.is_state(actor):
            return actor
        ship = self._scene.actors.refer(owner.start, owner.end, "victim")
        return actor if ship is not None and self._scene.actors.navy_of(ship) == actor else None

    def complement(self, draft: Draft) -> Victim | None:
        """ "ten of those killed were confirmed as rebels", "of whom 30 were Danes": what they are said to be."""
        nodes = self._scene.nodes
        k, head = draft.at + 1, draft.node.head
        of_them = draft.node.tag == NUMBER and draft.node.items[-1].word.endswith("them")
        if of_them and k + 1 < len(nodes) and nodes[k].tag in (PARTY, CAPITAL) and nodes[k + 1].tag in _CLOSING:
            # "400 of them Danish"
            actor = self._scene.party(nodes[k].start, nodes[k].end)
            return Victim(actor, "unspecified") if actor is not None else None
        lost = head is not None and head.tag in (PAST, ADJECTIVE)
        if not (draft.node.tag == NUMBER or lost) or k + 1 >= len(nodes):
            return None
        while k < len(nodes) and nodes[k].word in words_of("those"):
            k += 1
        if draft.node.items[-1].word in words_of("those") or k > draft.at + 1:
            # "of those killed"
            k += k < len(nodes) and bool(nodes[k].measures)
        if k >= len(nodes) or nodes[k].tag != BE:
            return None
        k += 1
        while k < len(nodes) and (nodes[k].tag == ADVERB or nodes[k].word in words_of("identified")):
            k += 1
        end = k
        while end < len(nodes) and nodes[end].tag in (PARTY, PERSON, CAPITAL, DETERMINER, "j"):
            end += 1
        closed = end >= len(nodes) or nodes[end].tag in (".", ",", ";", AND, ")", OF, PREPOSITION)
        if end == k or not closed or not any(node.tag in (PARTY, PERSON, CAPITAL) for node in nodes[k:end]):
            return None
        actor = self._scene.refer(nodes[k].start, nodes[end - 1].end)
        last = nodes[end - 1]
        people = class_of(last.items[0]) if last.tag == PERSON else "unspecified"
        return Victim(actor, people) if actor is not None else None

    def _body_in(self, node: Node) -> str | None:
        """ "75 of the group's fighters": the group's."""
        items = node.items
        owned = next((i for i, item in enumerate(items) if item.tag == "'"), 0)
        opener = next((i for i in range(owned - 1, -1, -1) if items[i].tag == DETERMINER), None)
        if opener is None or not 0 < owned - opener <= _LONGEST:
            return None
        return self._scene.party(items[opener].start, items[owned - 1].end)

    def _joint(self, draft: Draft, core: list[Item]) -> str | None:
        """ "400 Danes and Norwegians": two peoples with one number; '' where one of them is unknown."""
        after = [item for node in self._scene.nodes[draft.at + 1 : draft.at + 3] for item in node.items[:1]]
        items = [*core, *(after if core[-1].end == draft.node.end else ())]
        for before, joint, behind in zip(items, items[1:], items[2:], strict=False):
            if joint.tag == AND and before.tag in (PARTY, CAPITAL) and behind.tag in (PARTY, CAPITAL):
                # "400 Danish and Swedish troops"
                both = self._scene.joint([(before.start, before.end), (behind.start, behind.end)])
                if both is not None:
                    return both
                if not all(self._scene.party(item.start, item.end) for item in (before, behind)):
                    # "300 Union and Confederate casualties" are not those of the one whom the article knows.
                    return ""
            plural = before.word.endswith("s") and behind.word.endswith("s")
            if plural and joint.tag == AND and before.tag == PARTY and behind.tag in (PARTY, CAPITAL):
                return self._scene.actors.introduce(before.start, behind.end, "coalition")
        return None
