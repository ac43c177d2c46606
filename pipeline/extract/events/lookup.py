"""The events of one article, read once, for extractors that must know which event a number belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.events.reading import read_events
from pipeline.extract.events.rows import give_ids, rows
from pipeline.extract.places import PlaceRegistry

if TYPE_CHECKING:
    from pipeline.extract.document import Document
    from pipeline.extract.events.model import Event
    from pipeline.model import Tables

# Losses are counted by fights and by releases; a capture or a retreat is only a part of the fight.
_COUNTING = frozenset({"war", "campaign", "battle", "clash", "attack", "offensive", "release", "violence"})


class ArticleEvents:
    """All events of a document with their places."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.places = PlaceRegistry(document.article, document.actors)
        self.events = read_events(document, self.places) if document.passages else []
        give_ids(document, self.events)

    def tables(self) -> Tables:
        """The rows of the five tables."""
        return {"places": self.places.rows(), **rows(self._document, self.events)}

    @property
    def main(self) -> Event:
        """The event that the article is about."""
        return self.events[0]

    def event_for(self, passage_index: int, offset: int) -> str:
        """The id of the event that a number at the offset belongs to."""
        return self._counting(self._told_at(passage_index, offset)).event_id

    def place_for(self, passage_index: int, start: int, end: int) -> str | None:
        """The place that the words at ``start:end``, or the event they tell of, are put at by a phrase of their own."""
        for mention in self.places.mentions(passage_index):
            if start <= mention.start < end and mention.relation in ("in", "near", "vicinity", "to", "enters"):
                return mention.place_id
        event = self._counting(self._told_at(passage_index, start))
        if event.is_main:
            return None
        return next((p.place_id for p in event.places if p.relation in ("in", "near", "vicinity")), None)

    def stated_for(self, passage_index: int) -> str | None:
        """The date of the statement that the sentence makes or tells of, in EDTF; None where nothing dates it."""
        own = self._document.dates.statement_date(passage_index)
        if own is not None and own.edtf:
            return own.edtf
        told = (e for e in self.events if e.event_type == "statement" and e.passage == passage_index and e.date)
        return next((event.date.edtf for event in told if event.date), None)

    def _counting(self, event: Event) -> Event:
        while event.event_type not in _COUNTING or event.realis in ("suspected", "planned"):
            if event.parent is None or event.parent.event_type in ("war", "campaign"):
                return self.main
            event = event.parent
        return event

    def _told_at(self, passage_index: int, offset: int) -> Event:
        """The event whose words are nearest in the sentence, else that of the paragraph on the same inherited date."""
        passage = self._document.passages[passage_index].passage
        if passage.kind != "sentence":
            return self.main
        here = [
            (min(abs(start - offset), abs(end - offset)), number, event)
            for number, event in enumerate(self.events)
            for index, start, end in event.told
            if index == passage_index
            and event.event_type in _COUNTING
            # What is told as habitual holds only its own words.
            and (event.realis != "generic" or start <= offset < end)
        ]
        if here:
            return min(here)[2]
        period = self._document.dates.period(passage_index, offset)
        if period is None or period.basis not in ("inherited", "anaphora"):
            return self.main
        earlier = [
            event
            for event in self.events
            for index, _, _ in event.told
            if index < passage_index
            and self._document.passages[index].passage.paragraph == passage.paragraph
            and event.event_type in _COUNTING
            and event.realis != "generic"
            and event.date is not None
            and event.date.edtf == period.edtf
        ]
        return earlier[-1] if earlier else self.main
