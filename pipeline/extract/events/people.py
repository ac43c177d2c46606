"""Verbs of what is done to people: held, freed, treated, asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.lexicon import pattern

if TYPE_CHECKING:
    from pipeline.extract.events.action import Action
    from pipeline.extract.events.context import Context
    from pipeline.extract.events.model import Event

_WOUNDED = re.compile(r"\b(?:wounded|injured|casualties)\b", re.IGNORECASE)
_IN_BATTLE = re.compile(
    r"\b(?:in|during)\s+the\s+(?:battle|attack|fighting|clash(?:es)?|siege|offensive|engagement)\b", re.IGNORECASE
)
_TO = re.compile(r"\b(?:to|over to|back to)\s+(?:the\s+)?", re.IGNORECASE)


def read_detention(context: Context, action: Action) -> Event | None:
    """People held: both captor and captive must be parties, or it is only a number of prisoners."""
    captor, captive = action.agent, action.undergoer
    captors = {actor for actor, _, _ in captor}
    captive = [one for one in captive if one[0] not in captors]
    if not captor or not captive:
        return None
    event = action.make(context, "detention")
    context.take_part(event, action.sentence, captor, "captor")
    context.take_part(event, action.sentence, captive, "captive")
    if event.date is None and _IN_BATTLE.search(action.sentence.between(*action.rest)):
        event.date = context.main.date.but("inherited") if context.main.date else None
    return event


def read_release(context: Context, action: Action) -> Event | None:
    """People set free or handed over; who "the minors" are, the detention told before says."""
    low, high = action.object_region
    held = pattern("reference", "captives").search(action.sentence.between(low, high))
    freed = action.undergoer
    if held is None and (not freed or not action.agent):
        return None
    event = action.make(context, "release")
    context.take_part(event, action.sentence, freed, "captive")
    context.take_part(event, action.sentence, action.agent, "captor")
    to = _TO.search(action.sentence.between(*action.rest))
    if to:
        begin = action.end + to.end()
        context.take_part(event, action.sentence, action.sentence.parties(begin, action.rest[1]), "recipient")
    if not freed and (detained := next((e for e in reversed(context.events) if e.event_type == "detention"), None)):
        context.infer(event, detained.of_role("captor"), "captor")
        context.infer(event, detained.of_role("captive"), "captive")
    return event


def read_medical(context: Context, action: Action) -> Event | None:
    """Wounded of a party treated somewhere."""
    low, high = action.subject
    wounded = _WOUNDED.search(action.sentence.between(low, high))
    patients = action.sentence.parties(low, high)
    if wounded is None or not patients:
        return None
    event = action.make(context, "medical")
    context.take_part(event, action.sentence, patients, "patient")
    limit = action.behind[1]
    gap = _GAPPED.search(action.sentence.between(action.end, action.rest[1]))
    if gap and not re.search(r"\b(?:was|were|are|is|had)\b", gap["rest"]):
        limit = min(limit, action.end + gap.start())
        _gapped(context, action, event, gap)
    context.place(event, action.sentence, action.end, limit)
    return event


_GAPPED = re.compile(
    r",?\s*\b(?:and|while)\s+(?:the\s+|its\s+)?(?:wounded|injured)\s+(?:from|of)\s+(?P<rest>[^.;]+)", re.IGNORECASE
)


def _gapped(context: Context, action: Action, event: Event, gap: re.Match[str]) -> None:
    """ "Wounded of X were treated in A, and wounded of Y in B": the second has no verb of its own."""
    start, end = action.end + gap.start("rest"), action.end + gap.end()
    patients = action.sentence.parties(start, end)
    if not patients:
        return
    other = context.event(action.sentence, action.trigger, "medical", start, end)
    begin = action.end + gap.start() + len(gap.group()) - len(gap.group().lstrip(", "))
    other.start, other.trigger = begin + gap.group().lstrip(", ").find(" ") + 1, (start, end)
    other.date, other.date_words, other.own_date = event.date, event.date_words, event.own_date
    context.take_part(other, action.sentence, patients, "patient")
    context.place(other, action.sentence, start, end)
    context.keep(event)
    context.keep(other)


def read_request(context: Context, action: Action) -> Event | None:
    """A party that asks another to do something."""
    speaker, addressee = action.agent, action.sentence.parties(*action.behind, blocked=False)
    to = re.search(r"\bto\s+[a-z]+", action.sentence.between(*action.rest))
    if not speaker or not addressee or to is None:
        return None
    event = action.make(context, "request")
    context.take_part(event, action.sentence, speaker, "speaker")
    context.take_part(event, action.sentence, addressee, "addressee")
    return event
