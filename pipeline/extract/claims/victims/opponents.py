"""Whose loss it is by who fights whom: the other of two sides, the beaten, the enemy."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    BE,
    CAPITAL,
    CAUSE,
    DETERMINER,
    HAVE,
    LOSS,
    PARTY,
    PERSON,
    PREPOSITION,
    SUBORDINATOR,
    lexicon,
)  # fmt: skip
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, PEOPLE, PREDICATES, THINGS, Node
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene, words_of
from pipeline.extract.claims.victims.agents import agent, clause_agent, rival_of_agent
from pipeline.extract.claims.victims.perpetrators import doer_behind

_NEARBY, _NEAR = 18, 8
_OWN = ("casualties", "lost", "released", "deserted", "displaced", "surrendered")


class Opponents:
    """Tells the party of a loss from the party that inflicted it, or that was beaten."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._nodes = scene.nodes

    def opponent(self, draft: Draft) -> str | None:
        """The other of two sides, where one side says or is said to have inflicted the loss."""
        word = self._nodes[draft.at - 1].word if draft.at else ""
        if word in ("inflicted", "inflicting", "caused", "causing") or (
            word in ("claimed", "claiming") and draft.shape == "subject"
        ):
            # "they inflicted few casualties", "The Danes claimed 30 vehicles destroyed": not their own.
            return rival_of_agent(self._scene, draft.at - 1)
        if draft.measure in _OWN or not _may_be_fought(draft.node):
            return None
        if draft.shape == "subject":
            # "Ten guns were captured by the Danes"
            doer = doer_behind(self._scene, draft)
            return self._scene.actors.rival(doer) if doer is not None else None
        if draft.shape not in ("object", "existential", "of", "noun", "ship"):
            return None
        verb = draft.predicate if draft.predicate is not None else self._taking(draft.at)
        if verb is None or verb > draft.at or (draft.shape == "existential" and draft.node.tag == PERSON):
            return None
        actor = clause_agent(self._scene, verb) or self._striker(verb)
        if actor is not None and self._foundered(verb):
            # "The Danish ship sank, killing 30": those aboard.
            return actor
        rival = self._scene.actors.rival(actor) if actor else None
        if rival is None and (payer := self._at_whose_price(draft.at)) is not None:
            return self._scene.actors.rival(payer)
        return rival

    def _striker(self, verb: int) -> str | None:
        """ "An air strike by a Danish jet destroyed two trucks", "fire from the Danish ships sank four boats" """
        nodes = self._nodes
        for k in range(verb - 1, max(0, verb - _NEAR), -1):
            if nodes[k].word in ("by", "from") and nodes[k - 1].word in words_of("blows"):
                items = [item for node in nodes[k + 1 : verb] for item in node.items]
                bodies = words_of("owning_bodies")
                named = next((item for item in items if item.tag in (PARTY, CAPITAL) or item.word in bodies), None)
                return self._scene.party(named.start, named.end) if named is not None else None
        return None

    def _at_whose_price(self, at: int) -> str | None:
        """ "Troop C knocked out 28 tanks with no Danish losses": the Danes did, whoever Troop C is."""
        nodes = self._nodes
        for k in range(at + 1, len(nodes)):
            if nodes[k].word not in ("with", "without", "for", "against", "at", "suffering"):
                continue
            losses = next((node for node in nodes[k + 1 : k + 5] if node.tag in (LOSSES, LOSS)), None)
            named = next((item for item in losses.items if item.tag == PARTY), None) if losses is not None else None
            if named is None and losses is not None:
                before = next(node for node, after in pairwise(nodes[k:]) if after is losses)
                named = before.items[-1] if before.tag == PARTY else None
            if named is not None:
                return self._scene.party(named.start, named.end)
        return None

    def _foundered(self, verb: int) -> bool:
        """Whether something sank or crashed before the verb, by itself."""
        nodes, ends = self._nodes, (",", ADVERB, PREPOSITION, AND)
        near = range(max(0, verb - 8), verb)
        return any(nodes[j].word in words_of("foundering") and nodes[j + 1].tag in ends for j in near)

    def beaten(self, draft: Draft) -> str | None:
        """ "The Danes surrendered and 300 were taken prisoner", "... were ambushed: 40 were killed": the beaten's."""
        if draft.measure not in ("killed", "wounded", "missing", "captured") or not self._nobodys(draft):
            return None
        nodes, k = self._nodes, draft.at - 1
        farthest = max(0, draft.at - _NEARBY)
        while k > farthest and not self._is_beaten(k):
            if nodes[k].tag in (PARTY, PERSON, HAVE, CAUSE, SUBORDINATOR, *PREDICATES) and not self._by_somebody(k):
                return None
            k -= 1
        if k <= farthest and not self._is_beaten(k):
            return None
        subject = next((j for j in range(k - 1, farthest - 1, -1) if _is_somebody(nodes[j])), None)
        if subject is None or any(nodes[j].tag in (",", ";", SUBORDINATOR) for j in range(subject, k)):
            return None
        if nodes[subject].is_counted:
            # As in "4,000 Danes were ambushed: 2,500 were killed".
            named = next(item for item in nodes[subject].items if item.tag == PARTY)
            return self._scene.party(named.start, named.end)
        first = subject
        while first > 0 and nodes[first - 1].tag in (PARTY, CAPITAL):
            first -= 1
        return self._scene.party(nodes[first].start, nodes[subject].end)

    def _nobodys(self, draft: Draft) -> bool:
        """Whether the count says of itself only that they were people or soldiers."""
        node = draft.node
        if node.tag == NUMBER or (node.tag == LOSSES and draft.shape == "noun"):
            return draft.shape in ("subject", "noun") and not any(item.word == "others" for item in node.items)
        head = node.head
        plain = (
            node.tag == PEOPLE
            and head is not None
            and (head.word in ("men", "man") or head.word in words_of("soldiers"))
        )
        return plain and draft.shape == "subject"

    def _is_beaten(self, k: int) -> bool:
        word = self._nodes[k].word
        if word in words_of("beaten"):
            return True
        j = k - 1
        while j > 0 and self._nodes[j].tag == ADVERB:
            j -= 1
        return word in words_of("beaten_passive") and j >= 0 and self._nodes[j].tag == BE

    def _by_somebody(self, k: int) -> bool:
        """Whether the node at ``k`` stands in "by the Danes"."""
        return any(node.word in ("by", "at", "near", "in") for node in self._nodes[max(0, k - 3) : k])

    def enemy(self, draft: Draft) -> str | None:
        """ "X counted 68 enemy dead": those whom X fights."""
        actor = agent(self._scene, draft.at) or self._scene.speaker(draft.start)
        return self._scene.actors.rival(actor) if actor else None

    def put_at(self, draft: Draft) -> bool:
        """ "placed enemy losses at 61 killed and 200 wounded" """
        nodes, k = self._nodes, draft.at - 1
        while k > 0 and (nodes[k].tag in (ADVERB, AND, ",", *PREDICATES) or nodes[k].is_counted):
            k -= 1
        told = k > 1 and nodes[k].word in ("at", "of", "as") and nodes[k - 1].tag == LOSS
        return told and nodes[k - 2].word == "enemy"

    def _taking(self, at: int) -> int | None:
        """The verb of "take 150 prisoners", "took 22 guns and 300 prisoners"."""
        k = at - 1
        while k >= 0 and (self._nodes[k].tag in (ADVERB, DETERMINER, AND, ",") or self._nodes[k].tag == THINGS):
            k -= 1
        return (
            k
            if k >= 0 and self._nodes[k].word in lexicon().lists["taking"]
            else None
        )


def _may_be_fought(node: Node) -> bool:
    """Whether the count is of soldiers, of men or of an army's materiel, and not of villagers or of churches."""
    head = node.head
    if node.tag == THINGS:
        return head is None or head.word not in words_of("anybodys")
    if node.tag != PEOPLE or head is None or head.lexeme is None:
        return True
    return head.word in ("men", "prisoners", "captives") or head.lexeme.noun_class == "combatant"


def _is_somebody(node: Node) -> bool:
    """Whether the node is a party, people, or a count of a party's."""
    return node.tag in (PARTY, PERSON) or (node.is_counted and any(item.tag == PARTY for item in node.items))
