"""Events as rows of ``events``, ``event_places``, ``participants`` and ``uncertainties``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.ids import digest

if TYPE_CHECKING:
    from pipeline.extract.document import Document
    from pipeline.extract.events.model import Event
    from pipeline.model import Row, Tables


def give_ids(document: Document, events: list[Event]) -> None:
    """Give each event its id: of the article, the type and the words of the passage that tells of it."""
    for event in events:
        if event.is_main:
            wanted = f"{document.article_id}.main"
        else:
            passage = document.passages[event.passage].passage
            told = (
                f"{passage.text}\n{passage.text[event.trigger[0] - passage.start : event.trigger[1] - passage.start]}"
            )
            wanted = f"{document.article_id}.{event.event_type}-{digest(told, 6)}"
        event.event_id = document.ids.unique(wanted)


def rows(document: Document, events: list[Event]) -> Tables:
    """The rows of the four tables; ids must have been given."""
    tables: Tables = {"events": [], "event_places": [], "participants": [], "uncertainties": []}
    for event in events:
        tables["events"].append(_event(document, event))
        tables["event_places"] += [_place(document, event, number) for number in range(len(event.places))]
        tables["participants"] += [_participant(document, event, number) for number in range(len(event.participants))]
        tables["uncertainties"] += [
            {
                "table_name": doubt.table,
                "row_id": "/".join((event.event_id, *_key(document, event, doubt.table, doubt.key))),
                "field": doubt.field,
                "reading": doubt.reading,
                "reason": doubt.reason,
            }
            for doubt in event.doubts
        ]
    return tables


def _key(document: Document, event: Event, table: str, key: tuple[str, ...]) -> tuple[str, ...]:
    """The key of the row: that of participants ends with the passage."""
    if table == "participants":
        found = next(p for p in event.participants if (p.actor_id, p.role) == key)
        return (*key, document.passages[found.passage].passage_id)
    return key


def _event(document: Document, event: Event) -> Row:
    date = event.date
    return {
        "event_id": event.event_id,
        "article_id": document.article_id,
        "name": event.name,
        "event_type": event.event_type,
        "realis": event.realis,
        "is_main": event.is_main,
        "opposition": event.opposition,
        "date_text": event.date_words or None,
        "date_edtf": (date.edtf or None) if date else None,
        "date_start": (date.date_start or None) if date else None,
        "date_end": (date.date_end or None) if date else None,
        "year_start": date.year_start if date else None,
        "year_end": date.year_end if date else None,
        "calendar": (date.calendar or None) if date else None,
        "date_precision": date.precision if date and date.edtf else "unknown",
        "date_basis": date.basis if date and date.edtf else None,
        "time_of_day": event.time_of_day or None,
        "outcome": event.outcome or None,
        "parent_event_id": event.parent.event_id if event.parent else None,
        "passage_id": document.passages[event.passage].passage_id,
        "start": event.start,
        "end": event.end,
    }


def _place(document: Document, event: Event, number: int) -> Row:
    place = event.places[number]
    return {
        "event_id": event.event_id,
        "place_id": place.place_id,
        "relation": place.relation,
        "distance_km_low": place.distance[0] if place.distance else None,
        "distance_km_high": place.distance[1] if place.distance else None,
        "approximate": place.approximate,
        "bearing": place.bearing,
        "reference_place_id": place.reference_place_id,
        "passage_id": document.passages[place.passage].passage_id,
        "start": place.start,
        "end": place.end,
    }


def _participant(document: Document, event: Event, number: int) -> Row:
    participant = event.participants[number]
    return {
        "event_id": event.event_id,
        "actor_id": participant.actor_id,
        "side": participant.side,
        "role": participant.role,
        "fate": participant.fate,
        "basis": participant.basis,
        "passage_id": document.passages[participant.passage].passage_id,
        "start": participant.start,
        "end": participant.end,
    }
