"""Whom a common noun means: "twelve suspects", the soldiers of the only state, the garrison."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import CAPITAL, PARTY, PERSON, WORD
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, PEOPLE, Node
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene, words_of
from pipeline.extract.claims.victims.agents import agent


class Groups:
    """Reads whom a common noun of people means where no party is said."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def themselves(self, node: Node, draft: Draft | None = None) -> str | None:
        """ "twelve suspects": where no party is said, the noun is the name; soldiers are those of the only state."""
        head = node.head
        if (
            node.tag != PEOPLE
            or head is None
            or any(item.tag == "'" for item in node.items)  # "the group's leader": nobody's but that group's
            or (draft is not None and draft.measure in ("destroyed", "damaged", "lost"))
        ):
            return None
        unlisted = head.lexeme is None and head.word not in words_of("nobody")
        if unlisted and head.tag in (CAPITAL, WORD) and head.word.endswith("s"):
            # People whom no list has: "eight vigilantes".
            return self._scene.refer(head.start, head.end) or self._scene.introduce(head)
        return self._group(head, draft)

    def of_toll(self, draft: Draft) -> str | None:
        """ "the number of dead soldiers at 74": the noun of people before the number."""
        if draft.shape != "toll":
            return None
        before = [n for n in self._scene.nodes[: draft.at] if n.start >= draft.start and n.tag == PERSON]
        return self._group(before[-1].items[-1]) if before else None

    def of_records(self, draft: Draft) -> str | None:
        """ "French returns show 1,150 killed": who keeps records of losses keeps his own."""
        nodes = self._scene.nodes
        for k in range(draft.at - 1, 0, -1) if draft.node.tag in (NUMBER, LOSSES) else ():
            if nodes[k].word in words_of("records") and nodes[k - 1].tag in (PARTY, CAPITAL):
                return self._scene.party(nodes[k - 1].start, nodes[k].end)
        return None

    def _group(self, head: Item, draft: Draft | None = None) -> str | None:
        """The people that a common noun means."""
        word = head.word.rsplit(" ", 1)[-1]  # "other ranks"
        if head.word in words_of("nobody") or head.word in force().people:
            return None
        if head.word in words_of("defenders"):
            return self._scene.refer(head.start, head.end) or self._scene.introduce(head)
        if head.word in words_of("irregulars"):
            state = self._scene.state_side()
            return self._scene.actors.rival(state) if state is not None else None
        if word in words_of("soldiers"):
            others = ("captured", "surrendered", "strength")
            told = draft is None or not (draft.measure in others or self._inflicted(draft))
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
