"""Whose people or materiel a counted phrase means.

In order: the party inside the phrase, the one behind it ("of the X"), the whole that it is a part of, the one that the
verb gives the loss to ("X lost", "inflicted on X"), for an elliptical number that of the number before, and for a loss
that one side says it inflicted the other of two sides. Nothing said leaves it empty.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.actors.lexicon import lexicon as actor_lexicon
from pipeline.extract.claims.grammar.lexicon import AND, CAPITAL, MATERIEL, PARTY, lexicon
from pipeline.extract.claims.grammar.nodes import NUMBER, PEOPLE, THINGS, Node
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene
from pipeline.extract.claims.victims.armies import bringer
from pipeline.extract.claims.victims.earlier import Earlier
from pipeline.extract.claims.victims.groups import Groups
from pipeline.extract.claims.victims.holders import Holders
from pipeline.extract.claims.victims.opponents import Opponents
from pipeline.extract.claims.victims.own_words import OwnWords
from pipeline.extract.claims.victims.strikes import of_fighters
from pipeline.extract.claims.victims.victim import Victim, is_group

_FATES = ("killed", "wounded", "missing", "captured")
_LOSING = ("losses", "casualties", "loss", "suffered", "suffering", "sustained")


class VictimFinder:
    """Resolves the victims of one sentence's drafts, from left to right.

    ``before`` are those whom the sentence before counted: "Of these, 83 were wounded". ``loser`` are those whose losses
    and nobody else's it told.
    """

    def __init__(self, scene: Scene, before: str | None = None, loser: str | None = None) -> None:
        self._before = before
        self._loser = loser
        self._scene = scene
        self._words = OwnWords(scene)
        self._holders = Holders(scene)
        self._opponents = Opponents(scene)
        self._groups = Groups(scene)
        self._found: list[tuple[Draft, Victim]] = []
        self._earlier = Earlier(scene, self._found)

    def victim(self, draft: Draft) -> Victim:
        """The victim of the draft; remembers it for elliptical numbers to come."""
        found = self._victim(draft)
        if draft.node.tag == THINGS:
            found = replace(found, people="")
        elif found.people == "unspecified" and self._are_civilians(found.actor_id):
            # "Of these 12 were wounded", behind a count of civilians.
            found = replace(found, people="civilian")
        self._found.append((draft, found))
        return found

    def _are_civilians(self, actor_id: str | None) -> bool:
        """Whether the actor is a people by a common noun that says so: "civilians", "villagers"."""
        if actor_id is None or self._scene.actors.actor(actor_id).actor_type != "population":
            return False
        lexeme = lexicon().words.get(self._scene.actors.actor(actor_id).name.lower())
        return lexeme is not None and lexeme.noun_class in ("civilian", "refugee")

    def noun_use(self, draft: Draft) -> bool:
        """ "three wounded taken to hospital": the participle is a noun, its people may be others."""
        return self._earlier.noun_use(draft)

    def _victim(self, draft: Draft) -> Victim:
        if draft.shape == "ship":
            return Victim(self._of_ship(draft), "")
        if draft.shape == "named":
            return self._person(draft.node)
        own = self._words.victim(draft)
        if draft.shape in ("base", "listed") and self._found:
            # "141 of its 380 men", "4,500 dead and 22 guns": of one side.
            return replace(own, actor_id=own.actor_id or self._found[-1][1].actor_id)
        if self._enemys(draft):
            return replace(own, actor_id=self._opponents.enemy(draft))
        return own if own.actor_id else self._by_sentence(draft, own)

    def _by_sentence(self, draft: Draft, own: Victim) -> Victim:
        """Whom the words around the count give it to."""
        if (told := self._words.complement(draft)) is not None:
            return told
        if draft.whole is not None:
            return self._of_whole(draft.node, draft.whole, own)
        if (parts := self._earlier.out_of(draft)) is not None:
            return replace(own, actor_id=parts.actor_id)
        if _is_anybody(draft.node) or self._holders.of_both(draft):
            return own
        bare = draft.node.tag == NUMBER or (draft.node.head is not None and draft.node.head.word == "others")
        more = bare and (self._earlier.of_these(draft) or self._earlier.adds(draft))
        if self._before is not None and (more or self._earlier.of_captives(draft)):
            return replace(own, actor_id=self._before)
        if (them := self._earlier.of_them(draft)) is not None:
            return replace(own, actor_id=them)
        if draft.measure == "strength" and self._other_side(draft):
            return replace(own, actor_id=self._groups.themselves(draft.node, draft))
        around = self._earlier.listed(draft) or self._holders.holder(draft)
        if around or draft.shape in ("gapped", "compared") or self._holders.of_ones_own(draft):
            return self._alike(replace(own, actor_id=around), draft)
        earlier = None if bringer(self._scene.nodes, draft.at) is not None else self._earlier.victim(draft)
        if earlier is not None:
            return earlier
        found = self._opponents.beaten(draft) or self._same_as_before(draft) or self._noun_or_opponent(draft)
        return replace(own, actor_id=found or self._groups.of_toll(draft) or self._groups.of_records(draft))

    def _same_as_before(self, draft: Draft) -> str | None:
        """ "Danish losses came to 300 killed. Two generals died.": where the sentence names nobody, of the same."""
        nodes = self._scene.nodes
        names = any(node.tag in (PARTY, CAPITAL) or node.after for node in nodes)
        befell = draft.shape == "subject" and draft.measure in _FATES and of_fighters(draft.node)
        return self._loser if befell and not names else None

    def _other_side(self, draft: Draft) -> bool:
        """ "200 soldiers and 300 rebels took part": the rebels are not the soldiers', nor anybody else's."""
        nodes, head = self._scene.nodes, draft.node.head
        first = draft.at - 2 if draft.at > 1 and nodes[draft.at - 1].tag == AND else -1
        before = nodes[first].head if first >= 0 else None
        acts = draft.end > draft.node.end  # the verb is part of what says so
        if head is None or before is None or not acts:
            return False
        kinds = actor_lexicon().sides
        return kinds.get(head.word) == "armed_group" != kinds.get(before.word)

    def _of_ship(self, draft: Draft) -> str | None:
        """The navy of a known ship; else the party before its class, those who lost it or from whom it was taken."""
        item = draft.node.items[0]
        if item.actor_id is not None and self._scene.actors.navy_of(item.actor_id) is not None:
            return self._scene.party(draft.node.start, draft.node.end)
        k = draft.at - 1
        while k > 0 and self._scene.nodes[k].tag in (MATERIEL, CAPITAL, AND, ","):
            k -= 1
        if self._scene.nodes[k].tag == PARTY:
            return self._scene.party(self._scene.nodes[k].start, self._scene.nodes[k].end)
        return self._holders.holder(draft) if draft.measure == "lost" else self._opponents.opponent(draft)

    def _noun_or_opponent(self, draft: Draft) -> str | None:
        """Whom the noun names, or whom those fight who act: of soldiers the noun says less than the fight."""
        if is_group(draft.node):
            return self._groups.themselves(draft.node, draft) or self._opponents.opponent(draft)
        return self._opponents.opponent(draft) or self._groups.themselves(draft.node, draft)

    def _person(self, node: Node) -> Victim:
        """The named one who was lost."""
        actor = node.items[0].actor_id or self._scene.refer(node.start, node.end)
        if node.tag == CAPITAL and (actor is None or not self._scene.is_person(actor)):
            actor = self._scene.introduce_person(node)
        fighting = actor is not None and self._scene.actors.side(actor) is not None
        return Victim(actor, "combatant" if fighting else "unspecified")

    def _enemys(self, draft: Draft) -> bool:
        """ "68 enemy dead", "16 of the enemy", "the enemy's dead at 6,000" """
        nodes = self._scene.nodes
        if any(item.word == "enemy" for node in nodes[draft.at : draft.at + 2] for item in node.items):
            return True
        if self._opponents.put_at(draft):
            return True
        told = draft.shape in ("toll", "of", "gapped")
        return told and any(node.word == "enemy" and node.start >= draft.start - 20 for node in nodes[: draft.at])

    def _alike(self, victim: Victim, draft: Draft) -> Victim:
        """A bare number of the same party counts the same kind of people as the number before it."""
        if draft.node.tag == NUMBER and self._found and self._found[-1][1].actor_id == victim.actor_id:
            return replace(victim, people=self._found[-1][1].people or victim.people)
        return victim

    def _of_whole(self, node: Node, whole: Draft, own: Victim) -> Victim:
        victim = next((v for d, v in self._found if d is whole), None)
        if victim is None:
            return own
        named = victim.actor_id is None or "." in victim.actor_id
        if (
            victim.actor_id is None
            and node.head is not None
            and not is_group(node)
            and (side := self._scene.state_side())
        ):
            # "58 people, among them four soldiers": the state's.
            return replace(own, actor_id=side)
        if named and is_group(node) and (group := self._groups.themselves(node)):
            return replace(own, actor_id=group)
        people = own.people if own.people != "unspecified" else victim.people
        return Victim(victim.actor_id, people, own.age)


def loser(nodes: list[Node], victims: list[str | None]) -> str | None:
    """The only one whose losses the sentence tells as such: "lost", "suffered", "losses were"."""
    parties = {item.actor_id for node in nodes for item in node.items if item.tag == PARTY}
    telling = any(node.word in _LOSING or (node.verb is not None and node.verb.loses) for node in nodes)
    return victims[0] if telling and len(parties) <= 1 == len(set(victims)) else None


def _is_anybody(node: Node) -> bool:
    """ "15 people injured": nobody's people, whoever the number before spoke of."""
    return (
        node.tag == PEOPLE
        and node.head is not None
        and node.head.word in ("people", "persons", "person", "individuals")
    )
