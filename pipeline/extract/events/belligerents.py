"""Who fought in the main event: the infobox's columns, with what became of commanders, and the lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.model import Event, Participant
from pipeline.extract.events.sentence import Sentence

if TYPE_CHECKING:
    from pipeline.extract.actors.infobox import InfoboxName
    from pipeline.extract.document import Document
    from pipeline.extract.events.context import Context
    from pipeline.model import Mark

_ROLES = {"combatant": "belligerent", "commander": "commander", "unit": "unit"}


def from_infobox(document: Document, main: Event) -> None:
    """Add belligerents, commanders and units of the columns to the main event.

    Where all combatants of a side are members of one body that the article names, that body fought and they are its
    components.
    """
    umbrellas = _umbrellas(document)
    listed = [mark for mark in document.article.marks if mark.level > 0]
    in_field: dict[int, list[Mark]] = {}
    above: InfoboxName | None = None
    for item in document.actors.listed:
        if item.passage not in in_field:
            field = document.article.passages[item.passage]
            in_field[item.passage] = [mark for mark in listed if mark.start <= field.end and field.start <= mark.end]
        nested = any(mark.start < item.end and item.start < mark.end for mark in in_field[item.passage])
        if not nested:
            above = item
        if item.heading:
            continue
        # An item of a list under a combatant is a part of it; under a heading it stands for itself.
        part = nested and above is not None and above.passage == item.passage and not _headed(document, above, item)
        for actor, start, end in _named(document, item):
            role = _ROLES[item.kind]
            if role == "belligerent" and (part or umbrellas.get(actor)):
                role = "component"
            main.joins(Participant(actor, role, "infobox", item.passage, start, end, item.side, item.fate or None))


def _headed(document: Document, above: InfoboxName, item: InfoboxName) -> bool:
    """Whether a sub-heading ("Allies:") stands between a combatant and an item of a list below it."""
    between = document.article.text[above.end : item.start]
    marks = (m for m in document.article.marks if m.kind == "heading")
    return above.heading or ":" in between or any(above.end <= m.start < item.start for m in marks)


def _named(document: Document, item: InfoboxName) -> list[tuple[str, int, int]]:
    """The actors of an item; the first where an item names one actor and then says more of it."""
    found = [m for m in document.actors.mentions(item.passage) if item.start <= m.start < item.end]
    if not found:
        actor = document.actors.refer(item.start, item.end, "participant")
        return [(actor, item.start, item.end)] if actor else []
    return [(m.actor_id, m.start, m.end) for m in found[:1]]


def _umbrellas(document: Document) -> dict[str, str]:
    """Each member of a body to the body, for bodies that the prose names."""
    return {r.actor_id: r.object_actor_id for _, r in document.actors.relations if r.relation == "member_of"}


def from_lead(context: Context) -> None:
    """Where no infobox tells: the parties of "between X and Y" in the lead's first sentences."""
    main = context.main
    if main.of_role("belligerent", "attacker"):
        return
    lead = [placed for placed in context.document.passages if placed.passage.kind == "sentence"][:2]
    for placed in lead:
        sentence = Sentence(context.document, context.registry, placed.index)
        between = re.search(r"\bbetween\s+", sentence.text)
        if between is None or placed.passage.section:
            continue
        begin = sentence.start + between.end()
        found = sentence.parties(begin, sentence.clause(begin)[1], blocked=False)
        if len(found) >= 2:
            context.take_part(main, sentence, found, "belligerent")
            return
    for party in context.document.actors.pair() or ():
        _told_in(context.document, main, party)


def _told_in(document: Document, main: Event, party: str) -> None:
    """Make the party a belligerent, with the words of the prose that name it first."""
    for placed in document.passages:
        mention = next((m for m in document.actors.mentions(placed.index) if m.actor_id == party), None)
        if mention is not None and placed.passage.kind == "sentence":
            main.joins(Participant(party, "belligerent", "prose", placed.index, mention.start, mention.end, None))
            return


def umbrellas_fight(document: Document, main: Event) -> None:
    """Make the body a belligerent whose members alone stand in a column, with the words of prose that name it."""
    umbrellas = _umbrellas(document) if main.of_role("component") else {}
    for component in main.of_role("component"):
        body = umbrellas.get(component.actor_id)
        if body is None or any(p.actor_id == body for p in main.of_role("belligerent")):
            continue
        for placed in document.passages:
            mention = next((m for m in document.actors.mentions(placed.index) if m.actor_id == body), None)
            if mention is not None and placed.passage.kind == "sentence":
                main.joins(
                    Participant(body, "belligerent", "prose", placed.index, mention.start, mention.end, component.side)
                )
                break
    for participant in main.participants:
        if participant.side is None:
            participant.side = document.actors.side(participant.actor_id)
