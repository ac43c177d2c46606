"""Whose people or materiel a counted phrase means.

In order: the party inside the phrase, the one behind it ("of the X"), the whole that it is a part of, the one that the
verb gives the loss to ("X lost", "inflicted on X"), for an elliptical number that of the number before, and for a loss
that one side says it inflicted the other of two sides. Nothing said leaves it empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.claims.agents import agent
from pipeline.extract.claims.armies import bringer
from pipeline.extract.claims.drafts import Draft, back
from pipeline.extract.claims.holders import Holders
from pipeline.extract.claims.items import Item
from pipeline.extract.claims.lexicon import (
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
    SUBORDINATOR,
    WORD,
    lexicon,
)
from pipeline.extract.claims.nodes import LOSSES, NUMBER, PEOPLE, THINGS, Node
from pipeline.extract.claims.opponents import Opponents
from pipeline.extract.claims.scene import Scene, words_of

_LONGEST = 4
_CLASSES = {"combatant": "combatant", "civilian": "civilian", "refugee": "civilian"}


@dataclass(frozen=True, slots=True)
class Victim:
    """``actor_id`` or None, the class of its people ('' for materiel), 'minor' or ''."""

    actor_id: str | None = None
    people: str = "unspecified"
    age: str = ""


class VictimFinder:
    """Resolves the victims of one sentence's drafts, from left to right.

    ``before`` are those whom the sentence before counted: "Of these, 83 were wounded".
    """

    def __init__(self, scene: Scene, before: str | None = None) -> None:
        self._before = before
        self._scene = scene
        self._holders = Holders(scene)
        self._opponents = Opponents(scene)
        self._found: list[tuple[Draft, Victim]] = []

    def victim(self, draft: Draft) -> Victim:
        """The victim of the draft; remembers it for elliptical numbers to come."""
        found = self._victim(draft)
        if draft.node.tag == THINGS:
            found = replace(found, people="")
        self._found.append((draft, found))
        return found

    def _victim(self, draft: Draft) -> Victim:
        if draft.shape == "ship":
            return Victim(self._scene.party(draft.node.start, draft.node.end), "")
        if draft.shape == "named":
            return self._person(draft.node)
        own = self._own_words(draft)
        if self._enemys(draft):
            return replace(own, actor_id=self._opponents.enemy(draft))
        return own if own.actor_id else self._by_sentence(draft, own)

    def _by_sentence(self, draft: Draft, own: Victim) -> Victim:
        """Whom the words around the count give it to."""
        if (told := self._complement(draft)) is not None:
            return told
        if draft.whole is not None:
            return self._of_whole(draft.node, draft.whole, own)
        if _is_anybody(draft.node) or self._holders.of_both(draft):
            return own
        if self._before is not None and draft.node.tag == NUMBER and (self._of_these(draft) or self._adds(draft)):
            return replace(own, actor_id=self._before)
        around = self._listed(draft) or self._holders.holder(draft)
        if around or draft.shape in ("gapped", "compared"):
            return self._alike(replace(own, actor_id=around), draft)
        earlier = None if bringer(self._scene.nodes, draft.at) is not None else self._inherited(draft)
        if earlier is not None:
            return earlier
        found = self._opponents.beaten(draft) or self._noun_or_opponent(draft)
        return replace(own, actor_id=found or self._of_toll(draft) or self._of_records(draft))

    def _noun_or_opponent(self, draft: Draft) -> str | None:
        """Whom the noun names, or whom those fight who act: of soldiers the noun says less than the fight."""
        if _is_group(draft.node):
            return self._themselves(draft.node, draft) or self._opponents.opponent(draft)
        return self._opponents.opponent(draft) or self._themselves(draft.node, draft)

    def _complement(self, draft: Draft) -> Victim | None:
        """ "ten of those killed were confirmed as rebels", "of whom 30 were Danes": what they are said to be."""
        nodes = self._scene.nodes
        k, head = draft.at + 1, draft.node.head
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
        people = _class(last.items[0]) if last.tag == PERSON else "unspecified"
        return Victim(actor, people) if actor is not None else None

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
        told = draft.shape in ("toll", "of")
        return told and any(node.word == "enemy" and node.start >= draft.start - 20 for node in nodes[: draft.at])

    def _of_these(self, draft: Draft) -> bool:
        """ "Of these 100 were killed, 250 wounded": parts of what the sentence before counted."""
        words = [item.word for node in self._scene.nodes[:3] for item in node.items]
        opened = words[:2] in (["of", "these"], ["of", "those"], ["of", "them"]) or words[:1] == ["of these"]
        return opened or draft.node.items[-1].word.rsplit(" ", 1)[-1] in ("them", "these")

    def _adds(self, draft: Draft) -> bool:
        """ "A day later 15 more were dead": more of those whom the sentence before counted, if it names nobody else."""
        near = self._scene.nodes[max(0, draft.at - 1) : draft.at + 2]
        more = any(item.word in ("more", "further", "another") for node in near for item in node.items)
        nodes = self._scene.nodes[: draft.at]
        return more and not self._found and not any(node.tag in (PARTY, PERSON, CAPITAL) for node in nodes)

    def _alike(self, victim: Victim, draft: Draft) -> Victim:
        """A bare number of the same party counts the same kind of people as the number before it."""
        if draft.node.tag == NUMBER and self._found and self._found[-1][1].actor_id == victim.actor_id:
            return replace(victim, people=self._found[-1][1].people or victim.people)
        return victim

    def _own_words(self, draft: Draft) -> Victim:
        """What the phrase itself says, and the one of "of the X" behind it."""
        node = draft.node
        people, age = _people(node)
        core = [
            item
            for item in node.items
            if item.end <= (node.core_end or node.end)
            and item.tag not in ("Q", "a", "z", "S", "o", "T")
            and not (node.tag == THINGS and item.word in lexicon().models)
        ]
        telling = [
            item for item in core if item.tag in (PARTY, CAPITAL) or (item.tag == PERSON and item is not node.head)
        ]
        if node.tag == THINGS:
            # "infantry fighting vehicles"
            telling = [item for item in telling if item.word not in words_of("soldiers")]
        actor = None
        if telling or people == "civilian":
            actor = self._joint(draft, core) or self._scene.refer(core[0].start, core[-1].end)
            party = next((item.actor_id for item in core if item.tag == PARTY), None)
            actor = actor or party
        owner = next(
            (item for item in node.items if item.tag == "T" and item.word in ("its", "their", "his", "her")), None
        )
        if actor is None and owner is not None:
            actor = self._scene.party(owner.start, owner.end)
        if (
            actor is None
            and node.tag == LOSSES
            and (person := next((item for item in core if item.tag == PERSON), None))
        ):
            actor = self._scene.refer(person.start, person.end)
            people = _class(person)
            if actor is None and people == "civilian":
                actor = self._scene.introduce(person)
        if actor is None and (body := self._body_in(node)) is not None:
            actor = body
        if actor is None and node.after:
            actor = self._scene.refer(node.after[0].start, node.after[-1].end)
            if people == "unspecified" and node.after[-1].tag == PERSON:
                people = _class(node.after[-1])
        if actor is not None and self._scene.is_person(actor):
            # "402 of X's men": his side's.
            actor = self._scene.served(actor)
        return Victim(actor, people, age)

    def _body_in(self, node: Node) -> str | None:
        """ "75 of the group's fighters": the group's."""
        items = node.items
        owned = next((i for i, item in enumerate(items) if item.tag == "'"), 0)
        opener = next((i for i in range(owned - 1, 0, -1) if items[i].tag == DETERMINER), 0)
        if not 0 < owned - opener <= _LONGEST or not opener:
            return None
        return self._scene.party(items[opener].start, items[owned - 1].end)

    def _joint(self, draft: Draft, core: list[Item]) -> str | None:
        """ "400 Danes and Norwegians": two peoples with one number."""
        after = [item for node in self._scene.nodes[draft.at + 1 : draft.at + 3] for item in node.items[:1]]
        items = [*core, *(after if core[-1].end == draft.node.end else ())]
        for before, joint, behind in zip(items, items[1:], items[2:], strict=False):
            plural = before.word.endswith("s") and behind.word.endswith("s")
            if plural and joint.tag == AND and before.tag == PARTY and behind.tag in (PARTY, CAPITAL):
                return self._scene.actors.introduce(before.start, behind.end, "coalition")
        return None

    def _of_whole(self, node: Node, whole: Draft, own: Victim) -> Victim:
        victim = next((v for d, v in self._found if d is whole), None)
        if victim is None:
            return own
        named = victim.actor_id is None or "." in victim.actor_id
        if (
            victim.actor_id is None
            and node.head is not None
            and not _is_group(node)
            and (side := self._scene.state_side())
        ):
            # "58 people, among them four soldiers": the state's.
            return replace(own, actor_id=side)
        if named and _is_group(node) and (group := self._themselves(node)):
            return replace(own, actor_id=group)
        people = own.people if own.people != "unspecified" else victim.people
        return Victim(victim.actor_id, people, own.age)

    def _inherited(self, draft: Draft) -> Victim | None:
        """The victim of the count before, for "and five injured" and for a thing in the same list."""
        if not self._found:
            return None
        earlier, victim = self._found[-1]
        if earlier.shape == "named" and any(item.word in ("other", "others") for item in draft.node.items):
            # "Colonel X and twelve other officers were captured": of his side.
            side = self._scene.served(victim.actor_id) if victim.actor_id else None
            return Victim(side, "combatant" if side else "unspecified")
        if not _elliptical(draft) or self.noun_use(draft) or self._inflicts(draft):
            return None
        if self._shared_by_two(earlier, draft):
            # "18 civilians and 31 rebels were killed, and 20 were wounded": nobody says which.
            return Victim()
        if "others" in (item.word for item in draft.node.items) and earlier.whole is not None:
            # "killed five people, including two officers, and wounded 17 others": as the whole.
            earlier, victim = next(((d, v) for d, v in self._found if d is earlier.whole), (earlier, victim))
        if draft.node.tag == NUMBER and draft.node.items[-1].word.rsplit(" ", 1)[-1] in words_of("partitives"):
            return replace(victim, age="")
        things = draft.node.tag == THINGS
        if (
            draft.node.tag == NUMBER
            and earlier.node.tag == THINGS
            and draft.measure in ("destroyed", "damaged", "lost")
        ):
            # "claimed 30 vehicles destroyed with another 40 disabled"
            return None if self._contrast(earlier.at, draft.at) else victim
        if (earlier.node.tag == THINGS) != things or earlier.shape == "named" or self._contrast(earlier.at, draft.at):
            return None
        others = draft.node.items[-1].word == "others"
        if (things and earlier.predicate != draft.predicate and not others) or self._other_count(earlier, draft):
            return None
        return replace(victim, age="") if victim.actor_id or not things else None

    def _shared_by_two(self, earlier: Draft, draft: Draft) -> bool:
        """Whether a new predicate counts, bare, after one that two groups of people share."""
        if len(self._found) < 2 or draft.node.tag != NUMBER or draft.measure == earlier.measure:
            return False
        (other, first), (_, second) = self._found[-2:]
        together = other.predicate is not None and other.predicate == earlier.predicate != draft.predicate
        return together and other.whole is earlier.whole is None and first.actor_id != second.actor_id

    def _listed(self, draft: Draft) -> str | None:
        """ "12,000 foot, 700 horse and six guns": of one list all are whose the first are."""
        if draft.shape != "strength" or not self._found:
            return None
        earlier, victim = self._found[-1]
        between = self._scene.nodes[earlier.at + 1 : draft.at]
        inside = (",", AND, ADVERB, "j", "w", PERSON, "M", ")", "(", DETERMINER)
        listed = len(between) <= 2 * _LONGEST and all(node.tag in inside for node in between)
        named = bool(earlier.node.after) or any(item.tag == PARTY for item in earlier.node.items)
        return victim.actor_id if listed and earlier.measure == "strength" and not named else None

    def _of_records(self, draft: Draft) -> str | None:
        """ "French returns show 1,150 killed": who keeps records of losses keeps his own."""
        nodes = self._scene.nodes
        for k in range(draft.at - 1, 0, -1) if draft.node.tag == NUMBER else ():
            if nodes[k].word in words_of("records") and nodes[k - 1].tag in (PARTY, CAPITAL):
                return self._scene.party(nodes[k - 1].start, nodes[k].end)
        return None

    def _of_toll(self, draft: Draft) -> str | None:
        """ "the number of dead soldiers at 74": the noun of people before the number."""
        if draft.shape != "toll":
            return None
        before = [n for n in self._scene.nodes[: draft.at] if n.start >= draft.start and n.tag == PERSON]
        return self._group(before[-1].items[-1]) if before else None

    def _other_count(self, earlier: Draft, draft: Draft) -> bool:
        """Whether one of two counts is a strength that the other is no part of ("Of the 600 defenders, 450 fell")."""
        before = self._scene.nodes[max(0, earlier.at - 3) : earlier.at]
        opened = self._scene.nodes[0].tag == OF and earlier.at <= 3
        whole = earlier.at > 0 and (opened or any(node.word == "out" for node in before))
        return (earlier.measure == "strength") != (draft.measure == "strength") and not whole

    def noun_use(self, draft: Draft) -> bool:
        """ "three wounded taken to hospital": the participle is a noun, its people may be others."""
        nodes = self._scene.nodes
        if draft.predicate is None or draft.predicate + 1 >= len(nodes):
            return False
        return nodes[draft.predicate + 1].word in lexicon().lists["afterwards"]

    def _inflicts(self, draft: Draft) -> bool:
        """ "At a cost of 45 dead, they inflicted 130 casualties": on others."""
        verb = back(self._scene.nodes, draft.at - 1)
        return verb >= 0 and self._scene.nodes[verb].word.startswith("inflict")

    def _contrast(self, left: int, right: int) -> bool:
        """Whether a new clause with a party of its own begins between the two counts."""
        between = self._scene.nodes[left + 1 : right]
        tags = [node.tag for node in between]
        if ";" in tags:
            return True
        return SUBORDINATOR in tags and (PARTY in tags or PERSON in tags)

    def _themselves(self, node: Node, draft: Draft | None = None) -> str | None:
        """ "twelve suspects": where no party is said, the noun is the name; soldiers are those of the only state."""
        head = node.head
        if (
            node.tag != PEOPLE
            or head is None
            or (draft is not None and draft.measure in ("destroyed", "damaged", "lost"))
        ):
            return None
        unlisted = head.lexeme is None and head.word not in words_of("nobody")
        if unlisted and head.tag in (CAPITAL, WORD) and head.word.endswith("s"):
            # People whom no list has: "eight vigilantes".
            return self._scene.refer(head.start, head.end) or self._scene.introduce(head)
        return self._group(head, draft)

    def _group(self, head: Item, draft: Draft | None = None) -> str | None:
        """The people that a common noun means."""
        if head.word in words_of("nobody"):
            return None
        if head.word in words_of("defenders"):
            return self._scene.refer(head.start, head.end) or self._scene.introduce(head)
        if head.word in words_of("irregulars"):
            state = self._scene.state_side()
            return self._scene.actors.rival(state) if state is not None else None
        if head.word in words_of("soldiers"):
            told = draft is None or not (draft.measure in ("captured", "surrendered") or self._inflicted(draft))
            return self._scene.state_side() or (self._scene.own_soldiers(head.start) if told else None)
        if head.lexeme is None:
            return None
        found = self._scene.refer(head.start, head.end)
        if found is None and draft is not None and draft.measure == "strength":
            # "a force of 600 knights": whose, nothing says.
            return None
        return found or self._scene.introduce(head)

    def _inflicted(self, draft: Draft) -> bool:
        """Whether those who speak did it: "X said it had killed 63 soldiers", "63 were killed in its attack"."""
        if draft.shape == "object" and draft.predicate is not None and agent(self._scene, draft.predicate):
            return True
        if any(node.word == "responsibility" for node in self._scene.nodes[: draft.at]):
            return True
        behind = self._scene.nodes[draft.at + 1 :]
        return any(
            node.word in ("its", "their") and after.word in words_of("blows") for node, after in pairwise(behind)
        )


def _people(node: Node) -> tuple[str, str]:
    """Class and age of the counted people."""
    if node.tag == THINGS:
        return "", ""
    if node.tag == PERSON:
        return _class(node.items[0]), ""
    if node.head is None or node.tag == LOSSES:
        return "unspecified", ""
    return _class(node.head), "minor" if node.head.lexeme is not None and node.head.lexeme.noun_class == "minor" else ""


def _class(item: object) -> str:
    lexeme = getattr(item, "lexeme", None)
    return _CLASSES.get(lexeme.noun_class, "unspecified") if lexeme is not None else "unspecified"


def _is_group(node: Node) -> bool:
    """Whether the part of a whole is of people of another kind: "14 people, including six children"."""
    word = node.head.word if node.head is not None else ""
    return bool(word) and word not in words_of("soldiers") and word not in words_of("irregulars")


def _is_anybody(node: Node) -> bool:
    """ "15 people injured": nobody's people, whoever the number before spoke of."""
    return (
        node.tag == PEOPLE
        and node.head is not None
        and node.head.word in ("people", "persons", "person", "individuals")
    )


def _elliptical(draft: Draft) -> bool:
    """Whether the count leans on the one before: a bare number, "others", a thing in a list."""
    node = draft.node
    if node.tag in (NUMBER, LOSSES, THINGS) or node.head is None:
        return True
    return node.head.word in ("others", "other", "ones", "more") or any(
        item.word in ("others", "more") for item in node.items
    )
