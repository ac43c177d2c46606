"""After the walk: parents, dates that follow from them, inferred parties, names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.dates.edtf import after
from pipeline.extract.events.context import Context, same_time
from pipeline.extract.events.lexicon import pattern, words
from pipeline.extract.events.model import Doubt

if TYPE_CHECKING:
    from pipeline.extract.events.model import Event

_VERBAL = ("statement", "request", "medical")
_SUB = ("movement", "capture", "detention", "release", *_VERBAL)
_ACTS = ("movement", "capture", "retreat", "attack", "offensive", "clash")
_ACCOUNT = re.compile(
    r"\b(?:battle|siege|attack|offensive|fighting|campaign|assault|action|engagement|course|events?|operation|invasion|raid|war)\b",
    re.IGNORECASE,
)
_WHOLE = ("offensive", "campaign", "war")


def settle(context: Context) -> None:
    """Fill what only the whole article shows."""
    context.events = [event for event in context.events if not _adrift(context, event)]
    for event in context.events:
        if event.parent is None:
            event.parent = _parent(context, event)
    _campaign(context)
    previous: Event | None = None
    for event in context.events:
        _late_date(context, event, previous)
        previous = event
        _opponents(context, event)
    for event in context.events:
        event.name = event.name or _name(context, event)
    _doubt_vicinity(context)
    _doubt_same_day(context)


def _adrift(context: Context, event: Event) -> bool:
    """An act without a date, told outside the account of the main event: when and of what it was a part is open."""
    if event.date is not None or event.realis != "actual" or event.event_type not in _ACTS:
        return False
    section = context.document.passages[event.passage].passage.section
    home = context.document.passages[context.main.passage].passage.section
    return not _ACCOUNT.search(section) and (section != home or not section)


def _campaign(context: Context) -> None:
    """The main event belongs to the campaign of the heading, and that to the war."""
    context.main.parent = context.campaign or context.war


def _parent(context: Context, event: Event) -> Event | None:
    main, outer = context.main, context.campaign or context.war
    if event.event_type in _SUB:
        clash = _clash_beside(context, event)
        if clash is not None:
            return clash
        if event.event_type in _VERBAL or event.event_type in ("detention", "release"):
            return main if _not_before(event, main) else outer
        if event.date is None or same_time(event.date, main.date):
            return main
        return outer
    if event.event_type == "agreement":
        return context.war
    if event.date is None and event.realis == "actual" and event.event_type in _ACTS:
        return main
    within = main.date is not None and event.date is not None and same_time(event.date, main.date)
    if within and (main.date is None or main.date.precision != "day" or main.event_type in _WHOLE):
        return main
    if outer is context.campaign and not _in_main_year(context, event):
        return context.war
    return outer


def _clash_beside(context: Context, event: Event) -> Event | None:
    """The clash of the same sentence at the same place: the capture in "fighting broke out in X, and Y captured it"."""
    if event.event_type not in ("capture", "movement"):
        return None
    where = {place.place_id for place in event.places}
    beside = (e for e in context.events if e.passage == event.passage and e.start < event.start)
    for other in beside:
        if other.event_type in ("clash", "attack", "battle") and where & {place.place_id for place in other.places}:
            return other
    return None


def _not_before(event: Event, main: Event) -> bool:
    if event.date is None or main.date is None or not event.date.date_end or not main.date.date_start:
        return True
    return event.date.date_end >= main.date.date_start


def _in_main_year(context: Context, event: Event) -> bool:
    main = context.main.date
    if event.date is None or main is None:
        return True
    years = (event.date.year_start, event.date.year_end)
    return main.year_start in years or main.year_end in years


def _late_date(context: Context, event: Event, previous: Event | None) -> None:
    """Dates that follow from what stands before: after the main event, after the event told last."""
    main = context.main
    passage = context.document.passages[event.passage].passage
    if event.event_type in _VERBAL and not event.own_date and event.parent is main and main.date is not None:
        event.date, event.date_words = after(main.date), ""
    elif (cue := _after_cue(context, event, passage.text)) and previous is not None and previous.date is not None:
        if not event.own_date and previous.date.first is not None:
            event.date, event.date_words = after(previous.date), cue
    elif event.date is None and event.parent is main and event.realis == "actual" and event.event_type in _SUB:
        event.date = main.date.but("inherited") if main.date else None
        event.date_words = ""
    if event.date is not None and event.date.basis == "inherited" and event.own_date:
        event.own_date = False


def _after_cue(context: Context, event: Event, text: str) -> str:
    start = context.document.passages[event.passage].passage.start
    cue = pattern("reference", "after").search(text[: event.trigger[0] - start])
    return cue.group() if cue and cue.group().lower() != "then" else ""


def _opponents(context: Context, event: Event) -> None:
    """Who lost the place that the other side of the main event took from them."""
    if event.event_type != "capture" or event.parent is not context.main:
        return
    sides = {p.side for p in event.of_role("captor") if p.side is not None}
    dyad = context.dyad()
    if len(sides) == 1 and len(dyad) == 2:
        context.infer(event, [p for p in dyad if p.side is not None and p.side not in sides], "defender")


# -- doubts


def _doubt_vicinity(context: Context) -> None:
    main = context.main
    points = {p.place_id for p in main.places if p.relation == "in"}
    for place in main.places:
        if place.relation in ("vicinity", "near") and place.place_id in points:
            reason = "the infobox gives the place itself, the prose only its surroundings"
            main.doubts.append(Doubt("relation", "in", reason, "event_places", (place.place_id, place.relation)))
            main.places = [p for p in main.places if not (p.place_id == place.place_id and p.relation == "in")]


def _doubt_same_day(context: Context) -> None:
    """ "That same day" behind a statement: the day of the statement, or that of what it told."""
    main = context.main.date
    for event in context.events:
        if event.date is None or event.date.basis != "anaphora" or event.event_type == "statement" or main is None:
            continue
        spoken = [e for e in context.events if e.event_type == "statement" and 0 < event.passage - e.passage <= 2]
        if any(same_time(e.date, event.date) for e in spoken) and main.edtf != event.date.edtf:
            reason = f"'{event.date_words}' may mean the day of the main event, not that of the statement before"
            event.doubts.append(Doubt("date_edtf", main.edtf, reason))


# -- names


_ROLES = {
    "agent": ("attacker", "captor", "speaker", "planner", "defender"),
    "object": ("captive", "patient"),
    "parties": ("negotiator", "belligerent", "signatory"),
}


_LINKS = {"in": "in", "near": "near", "vicinity": "near", "towards": "towards", "enters": "into"}


@cache
def _template(event_type: str) -> tuple[str, list[str]]:
    """The template of a type's names, and the parts that it needs."""
    template: str = words()["names"][event_type]
    return template, re.findall(r"\{(\w+)\}", template)


def _name(context: Context, event: Event) -> str:
    """A readable name by the template of the type; the event's own words where a part is missing."""
    actors, registry = context.document.actors, context.registry

    def short(*roles: str) -> str:
        if not event.participants:
            return ""
        chosen = next((found for role in roles if (found := event.of_role(role))), [])
        return " and ".join(actors.actor(p.actor_id).short_name for p in chosen[:2])

    failed = event.realis == "failed" and f"{event.event_type}.failed" in words()["names"]
    template, needed = _template(f"{event.event_type}.failed" if failed else event.event_type)
    lies = next((p for p in event.places if p.relation != "distance"), None)
    place = registry.place(lies.place_id).name if lies else ""
    parts = {part: short(*roles) for part, roles in _ROLES.items() if part in needed or part == "parties"}
    parts["place"] = place
    parts["where"] = f"{_LINKS[lies.relation]} {place}" if lies and place else ""
    parts["name"] = ""
    if any(not parts[part] for part in needed if part != "where") or needed == ["name"]:
        start = context.document.passages[event.passage].passage.start
        text = context.document.passages[event.passage].passage.text[event.start - start : event.end - start]
        return _capital(" ".join(text.split())[:90].strip(" ,;"))
    name = " ".join(template.format(**parts).split())
    if not place and event.date_words and event.event_type in ("clash", "battle", "attack", "offensive"):
        parties = parts["parties"].replace(" and ", "–")
        when = event.date_words if event.own_date and event.date and event.date.basis != "anaphora" else ""
        when = when or (event.date.edtf if event.date else event.date_words)
        name = f"{name}{' of ' + parties if parties else ''}, {when}"
    return name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
