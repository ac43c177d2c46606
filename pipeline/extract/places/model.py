"""What a place and a mention of one are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.model import Row


@dataclass(slots=True)
class Place:
    """A named place. Coordinates are WGS84 degrees, from the article only; ``country_code`` is ISO 3166 alpha-3.

    ``country_basis`` is ``text`` where the article says the country of this place, ``inherited`` where it is that of
    the main event.
    """

    place_id: str
    name: str
    place_type: str = "unknown"
    admin1: str | None = None
    country_code: str | None = None
    country_basis: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    def row(self) -> Row:
        """The row of ``places``."""
        return {name: getattr(self, name) for name in self.__slots__}


class PlaceMention(NamedTuple):
    """A place named at ``start:end`` of the article.

    ``relation`` is how the words before the name put something to it ('' where they do not), ``phrase_start`` where
    those words begin. ``distance`` is the stretch in km, with its ``bearing`` (compass point) from ``place_id``; then
    the relation is ``distance`` and what lies there is named before it.
    """

    start: int
    end: int
    place_id: str
    relation: str = ""
    phrase_start: int = -1
    distance: tuple[float, float] | None = None
    approximate: bool = False
    bearing: str | None = None
