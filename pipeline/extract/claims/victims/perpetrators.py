"""Who inflicted a loss, where the words say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.extract.claims.grammar.lexicon import ADVERB, BY, DETERMINER, HAVE, PARTY, PAST, PERSON, PRESENT, PRONOUN
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene
from pipeline.extract.claims.victims.victim import Victim

if TYPE_CHECKING:
    from pipeline.extract.claims.readings import Found


def perpetrator(scene: Scene, draft: Draft, victim: Victim, earlier: Sequence[Found]) -> str | None:
    """The party before the active verb or behind "by", that of the whole, or the enemy who tells of its prisoners."""
    if draft.whole is not None:
        return next((found.perpetrator for found in earlier if found.draft is draft.whole), None)
    return _subject(scene, draft) or doer_behind(scene, draft) or _captor(scene, draft, victim)


def _subject(scene: Scene, draft: Draft) -> str | None:
    """The party that stands as subject right before the active verb."""
    if draft.shape not in ("object", "existential") or draft.predicate is None or draft.predicate > draft.at:
        return None
    verb = scene.nodes[draft.predicate]
    if verb.tag not in (PAST, PRESENT) or (verb.verb is not None and verb.verb.loses):
        return None
    k = draft.predicate - 1
    while k >= 0 and scene.nodes[k].tag in (ADVERB, HAVE):
        k -= 1
    if k < 0 or scene.nodes[k].tag not in (PARTY, PERSON, PRONOUN):
        return None
    return scene.refer(scene.nodes[k].start, scene.nodes[k].end)


def doer_behind(scene: Scene, draft: Draft) -> str | None:
    """ "33 fighters had been detained by the X" """
    if draft.shape != "subject" or draft.predicate is None or draft.predicate + 2 >= len(scene.nodes):
        return None
    k = draft.predicate + 1
    if scene.nodes[k].tag != BY:
        return None
    k += 1
    while k < len(scene.nodes) and scene.nodes[k].tag == DETERMINER:
        k += 1
    if k >= len(scene.nodes) or scene.nodes[k].tag not in (PARTY, PERSON):
        return None
    return scene.refer(scene.nodes[k].start, scene.nodes[k].end)


def _captor(scene: Scene, draft: Draft, victim: Victim) -> str | None:
    """A side that tells of its enemy's people as prisoners has taken them."""
    speaker = scene.speaker(draft.node.start)
    if draft.measure != "captured" or victim.actor_id is None or speaker is None:
        return None
    side, other = scene.actors.side(victim.actor_id), scene.actors.side(speaker)
    return speaker if side is not None and other is not None and side != other else None
