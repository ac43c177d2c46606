"""Whose people or materiel a counted phrase means.

In order: the party inside the phrase, the one behind it ("of the X"), the one that the verb gives the loss to ("X lost",
"inflicted on X"), and for an elliptical number that of the number before. Nothing said leaves it empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.extract.claims.drafts import Draft
from pipeline.extract.claims.items import Item
from pipeline.extract.claims.lexicon import (
    ADVERB,
    BY,
    CAUSE,
    DETERMINER,
    GERUND,
    HAVE,
    LOSS,
    MATERIEL,
    OF,
    PARTY,
    PERSON,
    PREPOSITION,
    PRESENT,
    SUBORDINATOR,
    lexicon,
)  # fmt: skip
from pipeline.extract.claims.nodes import LOSSES, NUMBER, PEOPLE, PREDICATES, THINGS, Node
from pipeline.extract.claims.subjects import clause_subject, noun_phrases_before

if TYPE_CHECKING:
    from pipeline.extract.actors import ActorRegistry

_NAMES = {"combatant": "combatant", "civilian": "civilian", "refugee": "civilian"}
_STATES = ("state_government",)


@dataclass(frozen=True, slots=True)
class Victim:
    """``actor_id`` or None, the class of its people ('' for materiel), 'minor' or ''."""

    actor_id: str | None = None
    people: str = "unspecified"
    age: str = ""
    inferred: bool = False


class VictimFinder:
    """Resolves the victims of one sentence's drafts, from left to right."""

    def __init__(self, items: Sequence[Item], nodes: list[Node], actors: ActorRegistry) -> None:
        self._items = items
        self._nodes = nodes
        self._actors = actors
        self._found: list[tuple[Draft, Victim]] = []

    def victim(self, draft: Draft) -> Victim:
        """The victim of the draft; remembers it for elliptical numbers to come."""
        found = self._victim(draft)
        if draft.node.tag == THINGS or (draft.node.tag == PARTY and not found.actor_id and draft.shape != "named"):
            found = replace(found, people="")
        self._found.append((draft, found))
        return found

    def _victim(self, draft: Draft) -> Victim:
        own = self._own_words(draft)
        if own.actor_id or _says_who(draft.node):
            return own
        around = self._behind_predicate(draft) or self._holder(draft)
        if not around and draft.shape == "vague":
            around = self._owner(draft.at)
        if around:
            return replace(own, actor_id=around)
        return self._inherited(draft, own)

    def _own_words(self, draft: Draft) -> Victim:
        node = draft.node
        people, age = _people(node)
        if draft.shape == "named":
            actor = node.items[0].actor_id or self._actors.refer(node.start, node.end, "victim")
            return Victim(actor, "unspecified", age)
        core = [
            item
            for item in node.items
            if item.end <= (node.core_end or node.end) and item.quantity is None and item.tag not in ("a", "z", "S")
        ]
        actor = None
        named = any(item.tag == PARTY for item in core)
        if core and (named or people in ("combatant", "civilian")) and node.tag != LOSSES:
            actor = self._actors.refer(core[0].start, core[-1].end, "victim")
        if core and named and actor is None:
            party = next(item for item in core if item.tag == PARTY)
            actor = party.actor_id
        if actor is None and node.after:
            actor = self._actors.refer(node.after[0].start, node.after[-1].end, "victim")
            if people == "unspecified" and node.after[-1].tag == PERSON:
                people = _class(node.after[-1])
        return Victim(actor, people, age)

    def _behind_predicate(self, draft: Draft) -> str | None:
        """ "four killed in the CMA", "deaths among the X", "inflicting 300 casualties on the X" """
        last = max(draft.at, draft.predicate if draft.predicate is not None else -1)
        k = last + 1
        if k + 1 >= len(self._nodes) or self._nodes[k].word not in ("in", "from", "among", "amongst", "on", "of", "to"):
            return None
        word = self._nodes[k].word
        j = k + 1
        while j < len(self._nodes) and self._nodes[j].tag in (DETERMINER, ADVERB, "j"):
            j += 1
        if j >= len(self._nodes) or self._nodes[j].tag not in (PARTY, PERSON, MATERIEL):
            return None
        target = self._nodes[j]
        if word in ("in", "from") and (target.tag != PARTY or self._is_state(target)):
            return None
        if word == "to" and draft.node.tag != LOSSES:
            return None
        end = target.end
        if target.tag == PARTY and j + 1 < len(self._nodes) and self._nodes[j + 1].tag == PERSON:
            end = self._nodes[j + 1].end
        actor = self._actors.refer(target.start, end, "victim")
        if actor is not None:
            draft.end = max(draft.end, end)
        return actor

    def _is_state(self, node: Node) -> bool:
        actor_id = node.items[0].actor_id
        return actor_id is not None and self._actors.actor(actor_id).actor_type in _STATES

    def _holder(self, draft: Draft) -> str | None:
        """The party that "had", "lost" or "suffered" the count, or that it was laid on."""
        k = draft.at - 1
        if draft.predicate is not None and draft.predicate < draft.at:
            verb = self._nodes[draft.predicate]
            if verb.verb is not None and verb.verb.loses:
                return self._subject(draft, draft.predicate)
        while k >= 0:
            node = self._nodes[k]
            if node.tag == HAVE or (node.verb is not None and node.verb.loses):
                return self._subject(draft, k)
            if node.tag == CAUSE:
                return self._indirect(k)
            if (
                node.word in ("cost", "loss", "expense", "price")
                and k + 1 < len(self._nodes)
                and self._nodes[k + 1].tag == OF
            ):
                return self._owner(k) or self._clause_subject(k)
            if (node.tag == LOSS or node.word in ("toll", "dead", "wounded", "killed", "total")) and draft.shape in (
                "toll",
                "subject",
            ):
                return self._owner(k)
            if node.tag in (GERUND, PRESENT, SUBORDINATOR, ";", "R", BY) or (
                node.tag in PREDICATES and not self._counts_before(k)
            ):
                return None
            k -= 1
        return None

    def _counts_before(self, k: int) -> bool:
        """Whether the predicate at ``k`` belongs to a count before it: "lost 5 killed and 13 wounded"."""
        return k > 0 and self._nodes[k - 1].is_counted

    def _subject(self, draft: Draft, verb: int) -> str | None:
        at = self._item_index(self._nodes[verb])
        spans = noun_phrases_before(
            self._items, at, frozenset(("also", "only", "reportedly", "had", "has", "have", "would", "may"))
        )
        if len(spans) > 1 and draft.at > verb:
            spans = spans[-1:]
        for start, end in spans:
            actor = self._actors.refer(start, end, "victim")
            if actor is not None:
                if not any(d.at > verb and d is not draft for d, _ in self._found):
                    draft.start = min(draft.start, start)
                return actor
        return None

    def _indirect(self, cause: int) -> str | None:
        """ "causing them nearly 50 dead" """
        node = self._nodes[cause + 1] if cause + 1 < len(self._nodes) else None
        if node is None or node.tag not in ("r", PARTY):
            return None
        return self._actors.refer(node.start, node.end, "victim")

    def _owner(self, k: int) -> str | None:
        """ "British losses were 20 killed", "its own losses", "the losses of the X amounted to" """
        if (
            k + 1 < len(self._nodes)
            and self._nodes[k + 1].tag in (OF, PREPOSITION)
            and self._nodes[k + 1].word in ("of", "among", "on", "for")
        ):
            j = k + 2
            while j < len(self._nodes) and self._nodes[j].tag in (DETERMINER, ADVERB, "j"):
                j += 1
            if j < len(self._nodes) and self._nodes[j].tag in (PARTY, PERSON, "W"):
                return self._actors.refer(self._nodes[j].start, self._nodes[j].end, "victim")
        j = k - 1
        while j >= 0 and self._nodes[j].tag in ("j", ADVERB, "'", "w"):
            j -= 1
        if j < 0:
            return None
        before = self._nodes[j]
        if before.tag == DETERMINER and before.word in ("its", "their", "his", "her"):
            return self._actors.refer(before.start, before.end, "victim")
        if before.tag in (PARTY, PERSON):
            return self._actors.refer(before.start, before.end, "victim")
        if before.tag == "W":
            return self._actors.refer(before.start, self._nodes[k].end, "victim")
        return None

    def _clause_subject(self, k: int) -> str | None:
        span = clause_subject(self._items, self._item_index(self._nodes[k]))
        return self._actors.refer(*span, "victim") if span else None

    def _inherited(self, draft: Draft, own: Victim) -> Victim:
        if draft.whole is not None:
            whole = next((v for d, v in self._found if d is draft.whole), None)
            if whole is not None:
                people = own.people if own.people != "unspecified" else whole.people
                return Victim(whole.actor_id, people, own.age)
        if not self._found or not _elliptical(draft) or self._noun_use(draft):
            return own
        earlier, victim = self._found[-1]
        if (earlier.node.tag == THINGS) != (draft.node.tag == THINGS) or self._contrast(earlier.at, draft.at):
            return own
        if draft.node.tag == THINGS and earlier.predicate != draft.predicate:
            return own
        return replace(victim, inferred=True, age="")

    def _noun_use(self, draft: Draft) -> bool:
        """ "three wounded taken to hospital": the participle is a noun, its people may be others."""
        if draft.predicate is None or draft.predicate + 1 >= len(self._nodes):
            return False
        return self._nodes[draft.predicate + 1].word in lexicon().lists["afterwards"]

    def _contrast(self, left: int, right: int) -> bool:
        """Whether a new clause with a party of its own begins between the two counts."""
        tags = [node.tag for node in self._nodes[left + 1 : right]]
        if SUBORDINATOR not in tags and ";" not in tags:
            return False
        return PARTY in tags or PERSON in tags

    def _item_index(self, node: Node) -> int:
        first = node.items[0]
        return next(i for i, item in enumerate(self._items) if item is first)


def _people(node: Node) -> tuple[str, str]:
    """Class and age of the counted people."""
    if node.tag == THINGS:
        return "", ""
    if node.head is None or node.tag == LOSSES:
        return "unspecified", ""
    return _class(node.head), "minor" if node.head.lexeme is not None and node.head.lexeme.noun_class == "minor" else ""


def _class(item: Item) -> str:
    return _NAMES.get(item.lexeme.noun_class, "unspecified") if item.lexeme is not None else "unspecified"


def _says_who(node: Node) -> bool:
    """Whether the noun itself closes the question: "people" are nobody's, "civilians" are themselves."""
    if node.tag not in (PEOPLE, THINGS) or node.head is None:
        return False
    if node.head.word in ("others", "other", "ones", "more") or any(
        item.word in ("others", "more") for item in node.items
    ):
        return False
    if node.tag == THINGS:
        return False
    return (
        node.head.lexeme is not None and node.head.lexeme.noun_class in ("civilian", "minor", "refugee")
    ) or node.head.word in ("people", "persons", "individuals")


def _elliptical(draft: Draft) -> bool:
    """Whether the count leans on the one before: a bare number, "others", a thing in a list."""
    node = draft.node
    if node.tag in (NUMBER, LOSSES, THINGS):
        return True
    if node.head is None:
        return True
    return node.head.word in ("others", "other", "ones", "more") or any(
        item.word in ("others", "more") for item in node.items
    )
