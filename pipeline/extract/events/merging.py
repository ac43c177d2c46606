"""When two passages tell of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.events.context import Context, same_time

if TYPE_CHECKING:
    from pipeline.extract.events.model import Event

_VIOLENT = ("battle", "clash", "attack", "offensive")


def merge(context: Context, event: Event, *, definite: bool) -> Event:
    """The event that ``event`` repeats, with what is new added to it; ``event`` itself where it repeats none.

    The main event is met again on its own day at its own place; "the fighting" points back to the clash told of last.
    """
    if _is_main(context, event, definite=definite):
        _absorb(context.main, event)
        return context.main
    if definite:
        known = next((e for e in reversed(context.told_in_paragraph) if e.event_type in _VIOLENT), None)
        if (
            known is not None
            and not _others(known, event)
            and (event.date is None or not event.own_date or same_time(event.date, known.date))
        ):
            _absorb(known, event)
            return known
    for known in context.events:
        if known.event_type == event.event_type and _same(known, event):
            _absorb(known, event)
            return known
    return event


def _others(known: Event, event: Event) -> bool:
    """Whether the two have different attackers."""
    first = {p.actor_id for p in known.of_role("attacker")}
    second = {p.actor_id for p in event.of_role("attacker")}
    return bool(first and second) and not first & second


def _is_main(context: Context, event: Event, *, definite: bool) -> bool:
    main = context.main
    if event.event_type not in _VIOLENT or event.realis != "actual":
        return False
    if context.document.passages[event.passage].passage.section == "" and context.document.passages[
        event.passage
    ].index == _first(context):
        return True
    places = {p.place_id for p in event.places if p.relation != "distance"}
    home = {p.place_id for p in main.places if p.relation != "distance"}
    if main.date is None or event.date is None:
        return definite and event.date is None and not places - home and main in context.told_in_paragraph
    if event.date.basis == "inherited" and not definite:
        return False
    return (
        same_time(event.date, main.date)
        and main.date.precision == "day"
        and (not places or bool(places & home) or definite)
    )


def _first(context: Context) -> int:
    return next((p.index for p in context.document.passages if p.passage.kind == "sentence"), -1)


def _same(known: Event, event: Event) -> bool:
    where = {p.place_id for p in known.places}
    return (
        known.date is not None
        and event.date is not None
        and known.date.edtf == event.date.edtf
        and bool(where)
        and where == {p.place_id for p in event.places}
    )


def _absorb(known: Event, event: Event) -> None:
    if known.is_main and _fullness(event) > _fullness(known, only=known.passage):
        # The sentence that says most of when and where stands for the main event.
        known.passage, known.start, known.end, known.trigger = event.passage, event.start, event.end, event.trigger
    attacked = bool(known.of_role("attacker"))
    for participant in event.participants:
        if not (attacked and participant.role == "attacker"):
            known.joins(participant)
    for place in event.places:
        known.lies(place)
    known.told += event.told
    known.time_of_day = known.time_of_day or event.time_of_day
    known.outcome = known.outcome or event.outcome


def _fullness(event: Event, only: int | None = None) -> int:
    """How much an event's own words say: a day of its own, a place of its own."""
    places = [p for p in event.places if only is None or p.passage == only]
    return int(event.own_date) + 2 * bool(places)
