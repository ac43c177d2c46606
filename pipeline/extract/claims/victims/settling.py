"""Victims that only the section tells: a blow that one side strikes from afar kills people of the other alone.

In an article about a shelling, a bombing or an ambush a count of soldiers or of nobody in particular ("139 dead", "18
were missing") is that side's whom all the losses of the section with a known side are laid on. Battles have losses on
both sides: there nothing is settled. An article about a march tells of those who march: what is lost or had without a
word of anybody else is theirs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, PEOPLE
from pipeline.extract.claims.readings import Found, Reading
from pipeline.extract.claims.scene import words_of
from pipeline.extract.document import Document

_MARCH = re.compile(
    r"\b(?:a|an)\s(?:[a-z][\w-]*\s){0,3}(?P<whose>[A-Z][\w-]+)\s(?:[a-z][\w-]*\s){0,2}"
    r"(?:attempt|expedition|campaign|march|retreat|trek|voyage)\b"
)
_ON_THE_WAY = ("killed", "wounded", "missing", "casualties", "lost", "deserted", "strength")
_LOSSES = ("killed", "wounded", "missing", "casualties", "killed+wounded")
_PARTIES = ("state_government", "state_military", "armed_group", "coalition", "unknown")
# Where one count names a side, the rest may be of others: it takes two, or one beside the number.
_LEAST, _NEAR = 2, 3


def settle(document: Document, readings: list[Reading]) -> None:
    """Give each bare loss of a section of one side's losses to that side."""
    title = document.article.title.lower().split()
    if not words_of("marches").isdisjoint(title) and (party := _marching(document)) is not None:
        for reading in readings:
            _give_to(document, party, reading)
    if words_of("one_sided").isdisjoint(title):
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


def _marching(document: Document) -> str | None:
    """Whose march the article's first sentence says that it is: "was a failed Zemblan attempt to conquer"."""
    first = next((placed.passage for placed in document.passages if placed.passage.kind == "sentence"), None)
    told = _MARCH.search(first.text) if first is not None else None
    if first is None or told is None:
        return None
    party = document.actors.refer(first.start + told.start("whose"), first.start + told.end("whose"), "victim")
    if party is None or not (document.actors.rival(party) or document.actors.actor(party).actor_type in _PARTIES[:2]):
        return None
    return party


def _give_to(document: Document, party: str, reading: Reading) -> None:
    """Give the bare counts of a sentence that names no other party to those of whose march the article is."""
    others = (actor_id for actor_id in reading.named if actor_id != party)
    if any(document.actors.actor(actor_id).actor_type not in ("person", "media") for actor_id in others):
        return
    for found in reading.found:
        draft, done = found.draft, found.draft.shape == "object" and found.draft.measure in _LOSSES
        if found.victim.actor_id is None and draft.measure in _ON_THE_WAY and draft.shape != "named" and not done:
            found.victim = replace(found.victim, actor_id=party)


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
