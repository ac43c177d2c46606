"""Victims that only the section tells: a blow that one side strikes from afar kills people of the other alone.

In an article about a shelling, a bombing or an ambush a count of soldiers or of nobody in particular ("139 dead", "18
were missing") is that side's whom all the losses of the section with a known side are laid on. Battles have losses on
both sides: there nothing is settled.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, PEOPLE
from pipeline.extract.claims.readings import Found, Reading
from pipeline.extract.claims.scene import words_of
from pipeline.extract.document import Document

_LOSSES = ("killed", "wounded", "missing", "casualties", "killed+wounded")
_PARTIES = ("state_government", "state_military", "armed_group", "coalition", "unknown")
# Where one count names a side, the rest may be of others: it takes two, or one beside the number.
_LEAST, _NEAR = 2, 3


def settle(document: Document, readings: list[Reading]) -> None:
    """Give each bare loss of a section of one side's losses to that side."""
    if words_of("one_sided").isdisjoint(document.article.title.lower().split()):
        return
    sections: dict[str, list[Found]] = defaultdict(list)
    for reading in readings:
        sections[reading.placed.passage.section].extend(reading.found)
    for founds in sections.values():
        told = [(found.victim.actor_id, found) for found in founds if _tells(document, found)]
        sides = {document.actors.side(actor_id) or actor_id for actor_id, _ in told if actor_id}
        if len(sides) != 1:
            continue
        for found in founds:
            if _may_be_settled(found) and (whose := _nearest(found, [f for _, f in told])):
                found.victim = replace(found.victim, actor_id=whose)


def _tells(document: Document, found: Found) -> bool:
    """Whether the count says which side lost."""
    actor_id = found.victim.actor_id
    if actor_id is None or found.draft.measure == "strength" or found.draft.shape == "named":
        return False
    return "." not in actor_id and document.actors.actor(actor_id).actor_type in _PARTIES


def _may_be_settled(found: Found) -> bool:
    draft = found.draft
    if found.victim.actor_id is not None or draft.measure not in _LOSSES or draft.shape in ("named", "gapped"):
        return False
    head = draft.node.head
    if draft.node.tag in (NUMBER, LOSSES):
        return True
    return draft.node.tag == PEOPLE and head is not None and head.word in words_of("soldiers")


def _nearest(found: Found, told: list[Found]) -> str | None:
    at = found.placed.index
    near = [other for other in told if abs(other.placed.index - at) <= _NEAR]
    if len(told) < _LEAST and not near:
        return None
    return min(told, key=lambda other: abs(other.placed.index - at)).victim.actor_id
