"""Events that a verb tells: captures, attacks, clashes, movements, retreats; what is done to people stands apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.action import Action
from pipeline.extract.events.lexicon import words
from pipeline.extract.events.merging import merge
from pipeline.extract.events.model import Event, EventPlace
from pipeline.extract.events.people import read_detention, read_medical, read_release, read_request
from pipeline.extract.events.sentence import FINITE

if TYPE_CHECKING:
    from pipeline.extract.events.context import Context
    from pipeline.extract.events.sentence import Sentence
    from pipeline.extract.events.triggers import Trigger

_PLACE_NOUN = re.compile(rf"\b(?:{'|'.join(words()['reference']['place_nouns'])})\b", re.IGNORECASE)
_DIRECTION = re.compile(
    r"\b(?:further\s+)?(?:north|south|east|west)(?:east|west)?(?:wards?)?\b|\bacross\b|\bforward\b", re.IGNORECASE
)


def read_action(context: Context, sentence: Sentence, trigger: Trigger, stops: list[int]) -> Event | None:
    """The event that a verb tells, None where it lacks what makes it one (a party, a place, a direction)."""
    action = Action(sentence, trigger, stops)
    for kind in trigger.types:
        event = _READERS[kind](context, action)
        if event is not None:
            return context.keep(event)
    return None


def _capture(context: Context, action: Action) -> Event | None:
    """Territory taken: the object is a place, or a noun for one."""
    low, high = action.object_region
    named = [m for m in action.sentence.places if low <= m.start < high and _within(action, low, m.start)]
    generic = _PLACE_NOUN.search(action.sentence.between(low, high))
    if not named and generic is None:
        return None
    captor = action.agent
    if not captor:
        return None
    event = action.make(context, "capture")
    context.take_part(event, action.sentence, captor, "captor")
    if named and named[0].relation not in ("near", "distance", "vicinity"):
        first = named[0]
        event.lies(EventPlace(first.place_id, "in", action.sentence.index, first.start, first.end))
        context.place_id = first.place_id
    elif generic is not None:
        context.point_back(event, action.sentence, low, high, "in")
    return event


def _within(action: Action, low: int, start: int) -> bool:
    """Whether a place still belongs to the object: no other verb stands before it."""
    return action.trigger.passive or not FINITE.search(action.sentence.between(low, start))


def _attack(context: Context, action: Action) -> Event | None:
    attacker = action.agent
    low, high = action.object_region
    target = action.undergoer
    named = [m for m in action.sentence.places if low <= m.start < high]
    if not attacker or (not target and not named and not _PLACE_NOUN.search(action.sentence.between(low, high))):
        return None
    event = action.make(context, "attack")
    context.take_part(event, action.sentence, attacker, "attacker")
    others = {actor for actor, _, _ in attacker}
    context.take_part(event, action.sentence, [one for one in target if one[0] not in others], "defender")
    if named and named[0].relation == "":
        event.lies(EventPlace(named[0].place_id, "in", action.sentence.index, named[0].start, named[0].end))
        context.place_id = named[0].place_id
    context.place(event, action.sentence, min(low, action.start), action.rest[1])
    return event


def _clash(context: Context, action: Action) -> Event | None:
    parties = action.sentence.parties(*action.subject)
    parties += [one for one in action.sentence.parties(*action.behind, blocked=False) if one not in parties]
    event = action.make(context, "clash")
    context.take_part(event, action.sentence, parties, "belligerent")
    context.place(event, action.sentence, action.start, action.rest[1])
    if len(event.of_role("belligerent")) < 2 and not event.places:
        return None
    return merge(context, event, definite=False)


def _movement(context: Context, action: Action) -> Event | None:
    """A force that goes somewhere: a place or a direction must be told."""
    text = action.sentence.between(*action.rest)
    event = action.make(context, "movement")
    context.place(event, action.sentence, action.end, action.rest[1], goal=True)
    if action.sentence.quote(action.start, action.end).lower().startswith("enter"):
        _enter(context, event, action)
    if not event.places:
        context.point_back(event, action.sentence, *action.rest, relation="towards")
    if not event.places and not _DIRECTION.search(text):
        return None
    actors = context.document.actors
    # One person's journey is no movement of a force.
    mover = [one for one in action.agent if actors.actor(one[0]).actor_type != "person"]
    if not mover:
        return None
    context.take_part(event, action.sentence, mover, "attacker")
    before = context.last
    if before is not None and _same_movement(before, event):
        # "pressed on to the south and entered X" is one movement.
        for place in event.places:
            before.lies(place)
        before.end = max(before.end, event.end)
        return before
    return event


def _same_movement(before: Event, event: Event) -> bool:
    alike = before.event_type == "movement" and before.passage == event.passage
    return alike and {p.actor_id for p in before.participants} == {p.actor_id for p in event.participants}


def _enter(context: Context, event: Event, action: Action) -> None:
    named = [m for m in action.sentence.places if action.start <= m.start < action.rest[1]]
    if named and all(place.place_id != named[0].place_id for place in event.places):
        event.lies(EventPlace(named[0].place_id, "enters", action.sentence.index, action.start, named[0].end))
        context.place_id = named[0].place_id


def _retreat(context: Context, action: Action) -> Event | None:
    mover = action.agent
    event = action.make(context, "retreat")
    context.place(event, action.sentence, action.end, action.rest[1], goal=True)
    if not mover or not (event.places or _DIRECTION.search(action.sentence.between(*action.rest)) or event.own_date):
        return None
    # Not an attacker's role: who retreats was the defender of what was held.
    context.take_part(event, action.sentence, mover, "defender")
    return event


_READERS = {
    "capture": _capture,
    "attack": _attack,
    "clash": _clash,
    "movement": _movement,
    "retreat": _retreat,
    "detention": read_detention,
    "release": read_release,
    "medical": read_medical,
    "request": read_request,
}
