"""Whose a loss is by what happened: they attacked, were hit, took the hill "with 200 casualties", reported it."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.claims.grammar.lexicon import ADVERB, AND, BE, BY, CAPITAL, PARTY, PERSON, PREPOSITION
from pipeline.extract.claims.grammar.nodes import NUMBER, PREDICATES, THINGS
from pipeline.extract.claims.grammar.walking import back
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene, words_of
from pipeline.extract.claims.victims.agents import agent
from pipeline.extract.claims.victims.strikes import party_of_object

_NEAR = 6


class Circumstances:
    """Reads what happened around a bare loss."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._nodes = scene.nodes

    def at_the_price(self, draft: Draft) -> str | None:
        """ "destroying two ships for three men injured": those who destroyed them have paid so."""
        nodes, k = self._nodes, back(self._nodes, draft.at - 1)
        if draft.shape != "subject" or k < 2 or nodes[k].word != "for" or not nodes[k - 1].is_counted:
            return None
        verbs = [j for j in range(k - 1) if nodes[j].tag in PREDICATES]
        return agent(self._scene, verbs[-1]) if verbs else None

    def attacked(self, draft: Draft) -> str | None:
        """ "attacked the X, killed 450 men": the object of the attack, for a bare number or soldiers without a side."""
        if draft.shape != "object":
            return None
        head = draft.node.head
        if draft.node.tag not in (NUMBER, THINGS) and (
            head is None or head.lexeme is None or (head.word != "men" and head.lexeme.noun_class != "combatant")
        ):
            return None
        nodes = self._nodes
        for k in range(draft.at - 1, -1, -1):
            if nodes[k].tag == ";" and nodes[k + 1].tag not in PREDICATES:
                return None
            active = not (k and nodes[k - 1].tag == BE)
            attacks, hits = (nodes[k].word in words_of(verbs) for verbs in ("attacking", "hitting"))
            struck = party_of_object(self._scene, k + 1, draft.at) if active and (attacks or hits) else None
            if struck is not None or (active and attacks):
                return struck
        return None

    def aboard(self, draft: Draft) -> str | None:
        """ "The destroyer X was damaged, with eleven dead": they were of what was hit."""
        nodes, k = self._nodes, self._before_losses(draft.at)
        if draft.node.tag != NUMBER or k < 2 or nodes[k].word != "with":
            return None
        if any(node.word in words_of("retreating") for node in nodes[:k]):
            # "500 rebels had withdrawn with 400 wounded"
            return agent(self._scene, k)
        if k > 1 and nodes[k - 1].tag == "," and nodes[k - 2].tag == PARTY:
            # "Freja, with 57 killed and 102 wounded, suffered most"
            return self._scene.party(nodes[k - 2].start, nodes[k - 2].end)
        worst = {node.word for node in nodes[:k]} & {"heaviest", "highest", "most", "worst", "greatest"}
        if worst and nodes[k - 1].tag == ",":
            # "The 8th Georgia suffered most, with 38 killed"
            return agent(self._scene, k)
        hit = any(node.word in words_of("hit") and before.tag == BE for before, node in pairwise(nodes[:k]))
        return agent(self._scene, k) if hit else None

    def with_losses(self, draft: Draft) -> str | None:
        """ "X took the hill with 200 casualties": X's, unless X beat somebody "with heavy losses"."""
        nodes, k = self._nodes, back(self._nodes, draft.at - 1)
        if draft.node.items[0].word == "without":
            # "The Danes got away without loss"
            return agent(self._scene, draft.at)
        if k < 1 or nodes[k].word != "with":
            return None
        being = next((j for j in range(k - 1, max(0, k - _NEAR), -1) if nodes[j].word == "being"), 0)
        if being:
            # "resulted in the Swedes being repulsed with heavy losses"
            named = nodes[being - 1]
            return self._scene.party(named.start, named.end) if named.tag in (PARTY, PERSON, CAPITAL) else None
        return None if self._beats(k) else agent(self._scene, k)

    def _beats(self, end: int) -> bool:
        """Whether somebody is attacked or beaten before the node at ``end``: "attacked with three brigades" nobody."""
        nodes = self._nodes
        return any(
            nodes[i].word in words_of("attacking")
            and nodes[i - 1].tag != BE
            and nodes[i + 1].tag not in (PREPOSITION, BY, ADVERB, AND, ",")
            for i in range(end)
        )

    def reported(self, draft: Draft) -> str | None:
        """ "General X reported 5,200 casualties": his own, where no others are named."""
        nodes = self._nodes
        k = draft.at - 1
        if k > 0 and nodes[k].word in ("admitted", "acknowledged", "conceded", "confirmed"):
            actor = agent(self._scene, k)
            return actor if actor is not None and self._scene.actors.rival(actor) is not None else None
        if k < 1 or nodes[k].word not in ("reported", "recorded", "suffering", "took") or draft.node.head is None:
            return None
        if draft.node.head.word not in ("casualties", "losses"):
            return None
        actor = agent(self._scene, k)
        army = actor is not None and self._scene.actors.actor(actor).actor_type in ("coalition", "state_military")
        return actor if army and nodes[k].word != "recorded" else self._own(actor)

    def _own(self, actor: str | None) -> str | None:
        """One who may have lost: a side of the fight, or a unit; "Brand recorded 300 casualties" only counts them."""
        if actor is None:
            return None
        unit = any(character.isdigit() for character in self._scene.actors.actor(actor).name)
        return actor if unit or self._scene.actors.rival(actor) is not None else None

    def told_of_own(self, draft: Draft) -> str | None:
        """ "The Danes reported 30 dead and 70 wounded": a side that reports bare losses means its own."""
        nodes, k = self._nodes, self._before_losses(draft.at)
        if k < 1 or nodes[k].word not in ("reported", "recorded", "admitted", "acknowledged", "confirmed", "suffered"):
            return None
        # "The 1st Division reported 604 killed": a unit's reports are of its own losses.
        return self._own(agent(self._scene, k))

    def _before_losses(self, at: int) -> int:
        """The node before a list of bare losses: "with" of "with eleven dead and 27 injured"."""
        k = at - 1
        while k > 0 and (self._nodes[k].is_counted or self._nodes[k].tag in ("&", ",", "K", "J", ADVERB)):
            k -= 1
        return k
