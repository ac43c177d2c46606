"""Whom a strike hit: "an air raid on the Danish camp killed 40", "shelling of their positions wounded ten"."""

from __future__ import annotations

from pipeline.countries import country_of_demonym
from pipeline.extract.claims.grammar.auxiliaries import before
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    BE,
    BY,
    CAPITAL,
    CAUSE,
    DETERMINER,
    OF,
    PARTY,
    PERSON,
    PREPOSITION,
)
from pipeline.extract.claims.grammar.nodes import NUMBER, Node
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene, words_of

_NEAR = 8
_LAID_ON = ("on", "against", "upon", "at", "targeting", "of")


class Strikes:
    """Reads the one who is struck off a noun of striking."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._nodes = scene.nodes

    def struck(self, draft: Draft) -> str | None:
        """The party that was hit by what killed or wounded a bare number or soldiers."""
        if draft.measure not in ("killed", "wounded") or not of_fighters(draft.node):
            return None
        left = any(node.tag == CAUSE for node in self._nodes[max(0, draft.at - 4) : draft.at])
        blow = self._blow_before(draft) if draft.shape == "object" or left else self._blow_behind(draft)
        return self._target(blow) if blow is not None else None

    def _blow_before(self, draft: Draft) -> int | None:
        """The subject of "an air raid on the camp killed 40 and wounded 60"."""
        nodes = self._nodes
        for k in range(draft.at - 1, max(-1, draft.at - _NEAR - 8), -1):
            if nodes[k].tag in (";", ":", "R", "V"):
                return None
            if nodes[k].word in words_of("blows"):
                passive = any(node.tag == BE for node in nodes[k : draft.at])
                return None if passive or (k and nodes[k - 1].word in ("in", "during", "after")) else k
        return None

    def _blow_behind(self, draft: Draft) -> int | None:
        """ "ten were killed in an air strike on the camp", "by shelling of a post": what only one side does."""
        nodes, at = self._nodes, draft.predicate
        if draft.shape != "subject" or at is None or not before(nodes, at)[1]:
            return None
        k = at + 1
        if k >= len(nodes) or nodes[k].tag not in (PREPOSITION, BY) or nodes[k].word not in ("in", "by", "during"):
            return None
        last = min(k + _NEAR, len(nodes))
        found = next((j for j in range(k + 1, last) if nodes[j].word in words_of("one_sided")), None)
        return found if found is not None and not any(node.tag == "," for node in nodes[k:found]) else None

    def _target(self, blow: int) -> str | None:
        """The party of "on the Danish camp" behind the noun of striking."""
        nodes, k = self._nodes, blow + 1
        if k >= len(nodes) or nodes[k].word not in _LAID_ON or (nodes[k].tag == OF and not _names_doing(nodes[blow])):
            return None
        return party_of_object(self._scene, k + 1, len(nodes))


def party_of_object(scene: Scene, k: int, end: int) -> str | None:
    """The party of the noun phrase that begins at ``k``: "the Danes", "a Danish camp", "12 Danish ships"."""
    nodes = scene.nodes
    while k < end and (nodes[k].tag in (DETERMINER, "a", "j", ADVERB) or _is_article(nodes[k])):
        k += 1
    if k >= end:
        return None
    node = nodes[k]
    if node.is_counted:
        item = next((item for item in node.items if item.tag in (PARTY, PERSON)), None)
        if item is not None:
            return scene.party(item.start, item.end)
        telling = next((item for item in node.items if item.tag == CAPITAL), None)
        return scene.party(telling.start, node.items[-1].end) if telling is not None else None
    if node.tag == CAPITAL and country_of_demonym(scene.text[node.start : node.end]) is not None:
        return scene.party(node.start, nodes[min(k + 1, end - 1)].end)
    return scene.party(node.start, node.end) if node.tag in (PARTY, PERSON) else None


def _is_article(node: Node) -> bool:
    """ "a base": a number only where nothing else follows."""
    return node.tag == NUMBER and node.word in ("a", "an")


def _names_doing(node: Node) -> bool:
    """ "shelling of", "bombardment of": a noun whose "of" names who suffers; "the strike of the Danes" does not."""
    return node.word.endswith(("ing", "ings", "ment")) or node.word.startswith("ambush")


def of_fighters(node: Node) -> bool:
    """Whether the count says of itself no more than that they were soldiers or men."""
    head = node.head
    return node.tag == NUMBER or (
        head is not None and (head.word in ("men", "man") or head.word in words_of("soldiers") | words_of("irregulars"))
    )
