"""Events that a verb tells: who did what to whom, where and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.lexicon import pattern, words
from pipeline.extract.events.model import Event, EventPlace
from pipeline.extract.events.sentence import FINITE

if TYPE_CHECKING:
    from pipeline.extract.events.context import Context
    from pipeline.extract.events.sentence import Sentence
    from pipeline.extract.events.triggers import Trigger

Found = list[tuple[str, int, int]]
_PLACE_NOUN = re.compile(rf"\b(?:{'|'.join(words()['reference']['place_nouns'])})\b", re.IGNORECASE)
_DIRECTION = re.compile(
    r"\b(?:further\s+)?(?:north|south|east|west)(?:east|west)?(?:wards?)?\b|\bacross\b|\bforward\b", re.IGNORECASE
)
_WOUNDED = re.compile(r"\b(?:wounded|injured|casualties)\b", re.IGNORECASE)
_IN_BATTLE = re.compile(
    r"\b(?:in|during)\s+the\s+(?:battle|attack|fighting|clash(?:es)?|siege|offensive|engagement)\b", re.IGNORECASE
)
_TO = re.compile(r"\b(?:to|over to|back to)\s+(?:the\s+)?", re.IGNORECASE)


class Action:
    """A verb in its sentence with the regions of its subject and object, whichever way round the verb has them."""

    def __init__(self, sentence: Sentence, trigger: Trigger, stops: list[int]) -> None:
        self.sentence, self.trigger = sentence, trigger
        self.start, self.end = sentence.start + trigger.start, sentence.start + trigger.end
        self.subject = sentence.subject_region(self.start)
        self.behind = sentence.object_region(self.end, stops)
        self.rest = (self.end, min([stop for stop in stops if stop > self.end], default=sentence.end))
        by = re.search(r"\bby\s+", sentence.between(*self.rest)) if trigger.passive else None
        self.agent_region = (self.end + by.end(), self.rest[1]) if by else None

    @property
    def agent(self) -> Found:
        """Who did it."""
        if self.trigger.passive:
            return self.sentence.party(*self._noun_phrase(self.agent_region)) if self.agent_region else []
        return self.sentence.party(*self.subject)

    @property
    def undergoer(self) -> Found:
        """To whom it was done."""
        low, high = self.subject if self.trigger.passive else self.behind
        if any(low <= mention.start < high for mention in self.sentence.places):
            return self.sentence.parties(low, high)
        return self.sentence.party(low, high)

    @property
    def object_region(self) -> tuple[int, int]:
        """Where that to which it was done stands."""
        return self.subject if self.trigger.passive else self.behind

    def _noun_phrase(self, region: tuple[int, int]) -> tuple[int, int]:
        return region[0], min(region[1], self.sentence.clause(region[0])[1])

    def make(self, context: Context, kind: str) -> Event:
        """The event of the clause."""
        start = self.subject[0] if self.subject[0] < self.subject[1] <= self.start else self.start
        # A subject that stands clauses before is not part of the words that tell of the event.
        if self.sentence.between(self.subject[1], self.start).strip(" ,"):
            start = self.start
        clause_end = self.sentence.clause(self.end - 1)[1]
        event = context.event(
            self.sentence, self.trigger, kind, start, max(self.behind[1], min(clause_end, self.rest[1]))
        )
        context.date(event, self.sentence, self.start)
        return event


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
    return merged(context, event, definite=False)


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


def _detention(context: Context, action: Action) -> Event | None:
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


def _release(context: Context, action: Action) -> Event | None:
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


def _medical(context: Context, action: Action) -> Event | None:
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


def _request(context: Context, action: Action) -> Event | None:
    speaker, addressee = action.agent, action.sentence.parties(*action.behind, blocked=False)
    to = re.search(r"\bto\s+[a-z]+", action.sentence.between(*action.rest))
    if not speaker or not addressee or to is None:
        return None
    event = action.make(context, "request")
    context.take_part(event, action.sentence, speaker, "speaker")
    context.take_part(event, action.sentence, addressee, "addressee")
    return event


def merged(context: Context, event: Event, *, definite: bool) -> Event:
    """The main event where the clash is one with it, else the clash itself."""
    from pipeline.extract.events.merging import merge

    return merge(context, event, definite=definite)


_READERS = {
    "capture": _capture,
    "attack": _attack,
    "clash": _clash,
    "movement": _movement,
    "retreat": _retreat,
    "detention": _detention,
    "release": _release,
    "medical": _medical,
    "request": _request,
}
