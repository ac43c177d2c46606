"""Events of words: what is planned, signed, stated, or listed as what kept happening."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.lexicon import pattern
from pipeline.extract.events.spans import clause_end

if TYPE_CHECKING:
    from pipeline.extract.events.context import Context
    from pipeline.extract.events.model import Event
    from pipeline.extract.events.sentence import Sentence
    from pipeline.extract.events.triggers import Trigger


def read_plan(context: Context, sentence: Sentence, trigger: Trigger, stops: list[int]) -> Event:
    """An offensive or attack that is planned, or that somebody suspects another of planning."""
    start, end = sentence.start + trigger.start, sentence.start + trigger.end
    limit = min([stop for stop in stops if stop > end], default=sentence.end)
    event = context.event(sentence, trigger, trigger.types[0], start, clause_end(sentence, end, limit))
    event.realis = trigger.how
    context.place(event, sentence, end, limit, goal=True)
    relative = list(re.finditer(r",?\s*\b(?:which|whom|who)\b", sentence.between(sentence.start, start)))
    if trigger.how == "suspected" and relative:
        before = sentence.parties(sentence.start, sentence.start + relative[-1].start(), blocked=False)[-1:]
    elif trigger.how == "suspected":
        before = sentence.parties(*sentence.subject_region(start))[-1:]
    else:
        before = sentence.party(*sentence.subject_region(start))
    context.take_part(event, sentence, before, "planner")
    return context.keep(event)


def read_agreement(context: Context, sentence: Sentence, trigger: Trigger) -> Event | None:
    """A treaty by name or by signing; its signatories are all parties that the sentence names with it."""
    known = next(
        (e for e in context.told_in_paragraph if e.event_type == "agreement" and e.passage == sentence.index), None
    )
    start, end = sentence.start + trigger.start, sentence.start + trigger.end
    event = context.event(sentence, trigger, "agreement", start, end)
    year = re.search(r"\bof\s+(\d{4})$", sentence.text[trigger.start : trigger.end])
    own = [m for m in sentence.document.dates.dates(sentence.index) if start <= m.start < end]
    if year and own:
        event.date, event.date_words, event.own_date = own[0]._replace(aside=False), own[0].text, True
    else:
        context.date(event, sentence, start)
    signing = pattern("agreement", "signed").search(sentence.text) or trigger.how == "passive"
    if trigger.how == "named" and not signing and not (year and own):
        return None
    if signing:
        context.take_part(event, sentence, sentence.parties(sentence.start, sentence.end, blocked=False), "signatory")
    if trigger.how == "named":
        event.name = re.sub(r"\s+of\s+\d{4}$", "", sentence.text[trigger.start : trigger.end])
    if known is not None:
        _join_agreements(known, event)
        return known
    return context.keep(event)


def _join_agreements(known: Event, event: Event) -> None:
    """A sentence that signs a treaty and names it tells of one agreement."""
    if event.name and not known.name:
        known.name, known.start, known.end, known.trigger = event.name, event.start, event.end, event.trigger
    if event.date is not None and event.own_date:
        known.date, known.date_words, known.own_date = event.date, event.date_words, True
    for participant in event.participants:
        known.joins(participant)


def read_statement(context: Context, sentence: Sentence, trigger: Trigger) -> Event | None:
    """A statement that was issued, or one with a day of its own; mere "X said" is no event."""
    start, end = sentence.start + trigger.start, sentence.start + trigger.end
    if any(e.event_type == "statement" and e.passage == sentence.index for e in context.told_in_paragraph):
        return None
    stated = sentence.document.dates.statement_date(sentence.index)
    if trigger.how == "speech" and stated is None:
        return None
    speaker = sentence.parties(end, sentence.end)[:1] if trigger.how == "of" else _speaker(sentence, start)
    if not speaker:
        return None
    shared = trigger.how == "released" and "," in sentence.between(speaker[0][2], start)
    event = context.event(
        sentence, trigger, "statement", start if shared else min(start, speaker[0][1]), max(end, speaker[0][2])
    )
    event.realis = "actual"
    if stated is not None:
        event.date, event.date_words, event.own_date = stated, stated.text, True
    context.take_part(event, sentence, speaker, "speaker")
    return context.keep(event)


def _speaker(sentence: Sentence, verb: int) -> list[tuple[str, int, int]]:
    """Who speaks: the first actor of the subject, the person before an apposition rather than the body in it."""
    low, high = sentence.subject_region(verb)
    found = sentence.parties(low, high)
    people = [
        (m.actor_id, m.start, m.end)
        for m in sentence.actors
        if m.end <= verb and sentence.document.actors.actor(m.actor_id).actor_type == "person"
    ]
    return people[-1:] if people else found[:1]


def read_violence(context: Context, sentence: Sentence, trigger: Trigger) -> Event:
    """Kinds of violence in a list: what kept happening, not a single event."""
    start, end = sentence.start + trigger.start, sentence.start + trigger.end
    event = context.event(sentence, trigger, "violence", start, end)
    event.realis = "generic"
    event.name = sentence.text[trigger.start : trigger.end]
    return context.keep(event)
