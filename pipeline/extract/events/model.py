"""What an event is while it is being read, before it becomes rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.dates import DateMention


@dataclass(slots=True)
class Participant:
    """An actor in an event; the span names the actor and lies in the passage of that index."""

    actor_id: str
    role: str
    basis: str
    passage: int
    start: int
    end: int
    side: int | None = None
    fate: str | None = None


@dataclass(slots=True)
class EventPlace:
    """How an event lies to a place; distances in km from ``reference_place_id``."""

    place_id: str
    relation: str
    passage: int
    start: int
    end: int
    distance: tuple[float, float] | None = None
    approximate: bool | None = None
    bearing: str | None = None
    reference_place_id: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A second reading of one of an event's columns, or of one of its participants or places (``table``)."""

    field: str
    reading: str
    reason: str
    table: str = "events"
    key: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Event:
    """One event, real or only spoken of; ``passage`` and span hold the words that tell of it.

    ``trigger`` is the span of the word that does. ``told`` lists all spans (passage, start, end) of the sentence
    parts that speak of the event, for those who ask which event a number belongs to.
    """

    event_type: str
    passage: int
    start: int
    end: int
    trigger: tuple[int, int] = (0, 0)
    name: str = ""
    realis: str = "actual"
    is_main: bool = False
    date: DateMention | None = None
    date_words: str = ""
    time_of_day: str = ""
    opposition: str | None = None
    outcome: str = ""
    parent: Event | None = None
    own_date: bool = False
    participants: list[Participant] = field(default_factory=list)
    places: list[EventPlace] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    told: list[tuple[int, int, int]] = field(default_factory=list)
    event_id: str = ""

    def joins(self, participant: Participant) -> None:
        """Add a participant, unless the actor has that role already."""
        if all((p.actor_id, p.role) != (participant.actor_id, participant.role) for p in self.participants):
            self.participants.append(participant)

    def lies(self, place: EventPlace) -> None:
        """Add a place, unless the event has it in that relation already."""
        if all((p.place_id, p.relation) != (place.place_id, place.relation) for p in self.places):
            self.places.append(place)

    def of_role(self, *roles: str) -> list[Participant]:
        """The participants in one of the roles."""
        return [p for p in self.participants if p.role in roles]
