"""Which event a claim belongs to, where and when its losses fell, and when they were stated."""

from __future__ import annotations

from pipeline.extract.document import Document
from pipeline.extract.events import event_for, place_for, stated_for
from pipeline.model import Row, Tables


def date_and_place(document: Document, tables: Tables) -> None:
    """Fill ``event_id``, ``place_id`` and the dates of claims, and ``stated_edtf`` of their sources, in place.

    A claim takes the date in force at its words; where none is, that of its event if the event is one of a single day:
    losses of a battle of one day fell on that day.
    """
    index_of = {placed.passage_id: placed.index for placed in document.passages}
    events = {row["event_id"]: row for row in tables.get("events", [])}
    stated: dict[object, str | None] = {}
    for claim in tables["claims"]:
        index = index_of[str(claim["passage_id"])]
        offset = int(str(claim["start"]))
        claim["event_id"] = event_for(document, index, offset)
        _date(document, claim, events.get(claim["event_id"]), index, offset)
        if claim["origin"] == "prose":
            claim["place_id"] = place_for(document, index, offset, int(str(claim["end"])))
            stated[claim["claim_id"]] = stated_for(document, index)
    for source in tables["claim_sources"]:
        source["stated_edtf"] = stated.get(source["claim_id"])


def _date(document: Document, claim: Row, event: Row | None, index: int, offset: int) -> None:
    if claim.get("date_edtf"):
        return
    period = document.dates.period(index, offset) if claim["origin"] == "prose" else None
    if period is not None and period.edtf:
        claim["date_edtf"] = period.edtf
        claim["date_start"], claim["date_end"] = period.date_start or None, period.date_end or None
    elif event is not None and event.get("date_precision") == "day":
        for column in ("date_edtf", "date_start", "date_end"):
            claim[column] = event.get(column)
