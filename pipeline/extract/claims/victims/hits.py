"""Those who were hit: "the brig was struck by a shell that killed 29", "X hit a mine, killing six"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import ADVERB, BE, GERUND, PAST
from pipeline.extract.claims.grammar.nodes import Node
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene, words_of
from pipeline.extract.claims.victims.agents import agent, clause_agent
from pipeline.extract.claims.victims.strikes import of_fighters

_FARTHEST, _NEAR = 16, 5


class Hits:
    """Reads the one whom a blow hit off the clause before its losses."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._nodes = scene.nodes

    def suffered(self, draft: Draft) -> str | None:
        """The party of what was hit or sank, where the loss is what came of it."""
        nodes = self._nodes
        if draft.shape == "down":
            return self._went_down(draft)
        if draft.measure not in ("killed", "wounded") or draft.shape != "object" or draft.predicate is None:
            return None
        if not of_fighters(draft.node) or not self._comes_of_it(draft.predicate):
            return None
        for k in range(draft.predicate - 1, max(0, draft.predicate - _FARTHEST), -1):
            if nodes[k].tag == ";":
                return None
            if (subject := self._is_hit(k)) is not None:
                return agent(self._scene, subject)
        return None

    def _went_down(self, draft: Draft) -> str | None:
        """ "Freja sank, taking 61 of her crew with her", "went down with all hands, 144 men" """
        before = [node.word for node in self._nodes[: draft.at]]
        down = any(word in words_of("foundering") or word in ("taking", "carrying", "down") for word in before)
        return clause_agent(self._scene, draft.at) if down else None

    def _comes_of_it(self, verb: int) -> bool:
        """Whether the verb tells of what the clause before led to: ", killing 20", "by a shell that killed 20"."""
        before = self._nodes[verb - 1] if verb else None
        while before is not None and before.tag == ADVERB and verb > 1:
            verb -= 1
            before = self._nodes[verb - 1]
        if before is None:
            return False
        if self._nodes[verb].tag == GERUND:
            return before.tag in (",", "&")
        return before.word in ("which", "that", "who") or (self._nodes[verb].tag == PAST and self._joined(verb))

    def _joined(self, verb: int) -> bool:
        """ "... that killed 29 men and wounded 64" """
        nodes, k = self._nodes, verb - 1
        counted = nodes[k].word == "and" and k > 2 and nodes[k - 1].is_counted
        return counted and nodes[k - 2].measures != () and nodes[k - 3].word in ("which", "that", "who")

    def _is_hit(self, k: int) -> int | None:
        """The verb, or its auxiliary, of a clause that tells that its subject is hit; None where it tells no such."""
        nodes, node = self._nodes, self._nodes[k]
        if node.word in words_of("hit"):
            first = k - 1
            while first > 0 and nodes[first].tag == ADVERB:
                first -= 1
            return first if nodes[first].tag == BE else None
        if not _is_blow(node):
            return None
        near = range(k - 1, max(-1, k - _NEAR), -1)
        return next((j for j in near if nodes[j].word in words_of("taking_hits")), None)


def _is_blow(node: Node) -> bool:
    """ "five hits", "a mine", "fire": what one takes, runs upon or comes under."""
    return node.items[-1].word in words_of("taken_hits")
