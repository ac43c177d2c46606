"""What an actor, a mention of one and a relation between two are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

Basis: TypeAlias = Literal["infobox", "prose"]
Certainty: TypeAlias = Literal["stated", "attributed", "inferred", "ambiguous"]


@dataclass(slots=True)
class Actor:
    """A party, body, person, medium, group or anonymous source.

    ``short_name`` is the acronym that the article uses, else the name; ``country_code`` is ISO 3166 alpha-3 and only
    there where the text shows the country.
    """

    actor_id: str
    name: str
    short_name: str
    actor_type: str
    country_code: str | None = None
    role: str = ""
    """What the article calls a person: the noun of rank or office, lower case."""
    first: tuple[int, int] = field(default=(-1, -1))
    """Passage index and offset of the first mention."""


class Mention(NamedTuple):
    """An actor named at ``start:end`` of the article's text."""

    start: int
    end: int
    actor_id: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How the text ties one actor to another, with the span that says so."""

    actor_id: str
    relation: str
    object_actor_id: str
    basis: Basis
    certainty: Certainty
    start: int
    end: int
