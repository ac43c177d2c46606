"""What the walk over an article's sentences carries along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.bag import bag, runs_of
from pipeline.extract.events.lexicon import pattern, words
from pipeline.extract.events.model import Event, EventPlace, Participant
from pipeline.extract.places.words import noun_types
from pipeline.extract.places.words import words as place_words

if TYPE_CHECKING:
    from pipeline.extract.dates import DateMention
    from pipeline.extract.document import Document
    from pipeline.extract.events.sentence import Sentence
    from pipeline.extract.events.triggers import Trigger
    from pipeline.extract.places import PlaceRegistry


@dataclass
class Context:
    """The article's events as far as they are read, and what pronouns of time and place point back to."""

    document: Document
    registry: PlaceRegistry
    main: Event
    war: Event | None = None
    campaign: Event | None = None
    events: list[Event] = field(default_factory=list)
    paragraph: int = -1
    told_in_paragraph: list[Event] = field(default_factory=list)
    place_id: str | None = None
    """The place told of last, for "the town"."""

    @property
    def last(self) -> Event | None:
        """The event told last in the paragraph."""
        return self.told_in_paragraph[-1] if self.told_in_paragraph else None

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence; a new paragraph forgets the events of the one before."""
        if sentence.passage.paragraph != self.paragraph:
            self.paragraph = sentence.passage.paragraph
            self.told_in_paragraph = []

    def keep(self, event: Event) -> Event:
        """Take the event into the article's, once."""
        if event not in self.events and event is not self.main:
            self.events.append(event)
        if event in self.told_in_paragraph:
            self.told_in_paragraph.remove(event)
        self.told_in_paragraph.append(event)
        return event

    # -- participants

    def take_part(self, event: Event, sentence: Sentence, found: list[tuple[str, int, int]], role: str) -> None:
        """Add actors found in the sentence to the event in one role."""
        for actor, start, end in found:
            event.joins(Participant(actor, role, "prose", sentence.index, start, end, self.document.actors.side(actor)))

    def dyad(self) -> list[Participant]:
        """The belligerents of the main event, one of each side where sides are known."""
        found = self.main.of_role("belligerent")
        sides = {p.side for p in found if p.side is not None}
        return [next(p for p in found if p.side == side) for side in sorted(sides)] if len(sides) == 2 else found[:2]

    def infer(self, event: Event, actors: list[Participant], role: str) -> None:
        """Add actors who are not named beside the event, on the strength of where they are named."""
        for p in actors:
            if all(p.actor_id != known.actor_id for known in event.participants):
                event.joins(Participant(p.actor_id, role, "inferred", p.passage, p.start, p.end, p.side))

    # -- time

    def date(self, event: Event, sentence: Sentence, offset: int) -> None:
        """Give the event the date in force at the offset, and the time of day that its sentence tells."""
        mention = sentence.date_at(offset)
        if mention is not None and mention.edtf:
            event.date, event.date_words = mention, mention.text
            event.own_date = mention.basis in ("text", "context", "anaphora")
        event.time_of_day = event.time_of_day or self.time(sentence)

    @staticmethod
    def time(sentence: Sentence) -> str:
        """The one time of day of the sentence, '' where it tells none or several."""
        return _lower_first(sentence.times[0][2]) if len(sentence.times) == 1 else ""

    # -- place

    def place(self, event: Event, sentence: Sentence, start: int, end: int, *, goal: bool = False) -> None:
        """Put the event where the phrases of place in the region say."""
        subject: str | None = None
        for mention in sentence.places:
            if not start <= mention.start < end:
                continue
            if mention.relation == "distance":
                where = subject or self.place_id
                if where and where != mention.place_id:
                    event.lies(self._distant(where, mention, sentence))
                continue
            relation = "towards" if goal and mention.relation == "to" else mention.relation
            if relation in ("in", "near", "vicinity", "towards", "enters"):
                begin = mention.phrase_start if mention.phrase_start >= 0 else mention.start
                lies = EventPlace(mention.place_id, relation, sentence.index, begin, mention.end)
                if event.event_type in ("movement", "retreat"):
                    lies.bearing = _heading(sentence.between(max(sentence.start, start - _NEAR), mention.start))
                event.lies(lies)
                subject = mention.place_id
                if relation != "towards" or event.realis == "actual":
                    self.place_id = mention.place_id if relation != "towards" else self.place_id

    def point_back(self, event: Event, sentence: Sentence, start: int, end: int, relation: str) -> bool:
        """Put the event at "the town" or "the city" that the region names, the place told of last."""
        match = _THE_PLACE.search(sentence.between(start, end))
        if match is None or self.place_id is None or not self._may_be(match["noun"].lower(), self.place_id):
            return False
        event.lies(EventPlace(self.place_id, relation, sentence.index, start + match.start(), start + match.end()))
        return True

    def _may_be(self, noun: str, place_id: str) -> bool:
        """Whether the noun fits the place: "the castle" is no country."""
        kind = self.registry.place(place_id).place_type
        return noun_types().get(noun) == kind or (kind == "unknown" and noun in noun_types())

    @staticmethod
    def _distant(where: str, mention: object, sentence: Sentence) -> EventPlace:
        from pipeline.extract.places import PlaceMention

        if not isinstance(mention, PlaceMention):
            raise TypeError(mention)
        return EventPlace(
            where,
            "distance",
            sentence.index,
            mention.phrase_start,
            mention.end,
            mention.distance,
            mention.approximate if mention.distance else None,
            mention.bearing,
            mention.place_id,
        )

    # -- making

    def event(self, sentence: Sentence, trigger: Trigger, kind: str, start: int, end: int) -> Event:
        """A new event of the words from ``start`` to ``end``, its realis from the words that govern them."""
        low, high = max(start, sentence.start), min(end, sentence.end)
        text = sentence.quote(low, high)
        low += len(text) - len(text.lstrip(" \t,;:.-–—"))
        tail = _TAIL.search(text[-80:])
        high -= len(tail.group()) if tail else 0
        at = (sentence.start + trigger.start, sentence.start + trigger.end)
        made = Event(kind, sentence.index, min(low, at[0]), max(high, at[1]), at)
        made.told.append((sentence.index, made.start, made.end))
        if not _ALLEGED.isdisjoint(bag(sentence.text)) and pattern("realis", "alleged").search(sentence.text):
            made.realis = "alleged"
        return made


def _heading(before: str) -> str | None:
    """The compass point in which somebody moves: "pushed further south on 29 July, entering X"."""
    found = _COMPASS.findall(before)
    bearing: str | None = place_words()["bearings"].get(found[-1].lower()) if found else None
    return bearing


_COMPASS = re.compile(
    r"\b(north(?:-?east|-?west)?|south(?:-?east|-?west)?|east|west)(?:wards?)?\b(?!\s+of\b)(?=[\s,.;]|$)", re.IGNORECASE
)
# "pressed on to the south and entered X": the verb before has the same subject.
_NEAR = 50
_ALLEGED = runs_of(*words()["realis"]["alleged"])
_TAIL = re.compile(r"(?:[\s,;:.–—-]|\b(?:and|but|also|had|then|while|or|with|were|was|they|it)\b)+$")
_THE_PLACE = re.compile(
    rf"\b(?:the|that|this)\s+(?P<noun>{'|'.join(words()['reference']['place_nouns'])})\b", re.IGNORECASE
)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def same_time(a: DateMention | None, b: DateMention | None) -> bool:
    """Whether one of two dates lies within the other."""
    if a is None or b is None or not a.date_start or not b.date_start:
        return a is not None and b is not None and bool(a.edtf) and a.edtf == b.edtf
    inner = a.date_start >= b.date_start and (a.date_end or "9999") <= (b.date_end or "9999")
    outer = b.date_start >= a.date_start and (b.date_end or "9999") <= (a.date_end or "9999")
    return inner or outer
