"""The places of one article and where it names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.countries import country_code
from pipeline.extract.bag import bag, runs_of
from pipeline.extract.dates.words import LONGEST_SENTENCE
from pipeline.extract.ids import slug
from pipeline.extract.places.distance import read_distance
from pipeline.extract.places.field import parse_place_field
from pipeline.extract.places.model import Place, PlaceMention
from pipeline.extract.places.names import Name, context_of, find_names
from pipeline.extract.places.naming import described_kind, kind_of, name_of
from pipeline.extract.places.words import (
    NAME,
    distances,
    relation_words,
    words,
)

if TYPE_CHECKING:
    from pipeline.extract.actors import ActorRegistry
    from pipeline.model import Article, Passage, Row

_PLACE_FIELDS = ("place", "location")
# A name begins with a capital, or with an Arabic article before one.
_START = re.compile(r"(?<![\w-])(?:[^\W\d_a-z]|(?:al|el|an|as|ash|at|az|ad|ar)-[^\W\d_a-z])")
_GOES_ON = re.compile(r"\w|-[A-Za-z]|\.\w")
_LATIN = re.compile(r"[A-Za-z]")
_BEARINGS = ("th of ", "east of ", "west of ")
_UNITS = frozenset(words()["units"])
_IN_COUNTRY = re.compile(rf",\s+(?P<country>{NAME})(?=[,.;)]|\s+[a-z]|$)")
_STATES = frozenset({"state_government", "state_military", "unknown", "population"})


class PlaceRegistry:
    """Places of one article, by name; made once an article.

    ``chain`` are the places of the infobox, narrowest first. A name in prose becomes a place where words of place
    stand before it ("near X", "the town of X", "12 km south of X") and no actor bears it.
    """

    def __init__(self, article: Article, actors: ActorRegistry) -> None:
        self._article = article
        self._actors = actors
        self._places: dict[str, Place] = {}
        self._mentions: dict[int, list[PlaceMention]] = {}
        self._names: dict[int, dict[int, Name]] = {}
        self._distances: dict[int, dict[int, re.Match[str]]] = {}
        self._signs: frozenset[str] | None = None
        self._first: dict[str, list[tuple[str, Place]]] | None = None
        self.chain: list[PlaceMention] = []
        self._read_field()
        for index, passage in enumerate(article.passages):
            if passage.kind == "sentence" and len(passage.text) <= LONGEST_SENTENCE:
                self._learn(index, passage)
        self._inherit()
        self._locate()

    @property
    def main(self) -> Place | None:
        """The place of the main event by the infobox."""
        return self._by_id(self.chain[0].place_id) if self.chain else None

    def mentions(self, passage_index: int) -> list[PlaceMention]:
        """The mentions of known places in a passage, sorted, none overlapping."""
        if passage_index not in self._mentions:
            passage = self._article.passages[passage_index]
            self._mentions[passage_index] = list(self._scan(passage_index, passage))
        return self._mentions[passage_index]

    def place(self, place_id: str) -> Place:
        """The place of that id; KeyError where there is none."""
        found = self._by_id(place_id)
        if found is None:
            raise KeyError(place_id)
        return found

    def at(self, passage_index: int, start: int, end: int) -> str | None:
        """The id of the last place named in ``start:end`` of the article, if any."""
        inside = [m for m in self.mentions(passage_index) if start <= m.start and m.end <= end]
        return inside[-1].place_id if inside else None

    def rows(self) -> list[Row]:
        """The rows of ``places``, sorted."""
        return [place.row() for place in sorted(self._places.values(), key=lambda place: place.place_id)]

    # -- learning names

    def _by_id(self, place_id: str) -> Place | None:
        return next((place for place in self._places.values() if place.place_id == place_id), None)

    def _add(self, name: str, kind: str = "unknown") -> Place:
        key = _key(name)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = Place(slug(name), name, kind)
        elif place.place_type == "unknown":
            place.place_type = kind
        return place

    def _read_field(self) -> None:
        passage = next((found for name in _PLACE_FIELDS if (found := self._article.field(name))), None)
        if passage is None:
            return
        links = parse_place_field(passage.text)
        country = next((link.country_code for link in links if link.country_code), None)
        admin1 = next((link.name for link in links if link.place_type == "admin1"), None)
        for link in links:
            place = self._add(link.name, link.place_type)
            place.country_code, place.country_basis = country, "text" if country else None
            if link.place_type not in ("admin1", "country"):
                place.admin1 = admin1
            start, end = passage.start + link.start, passage.start + link.end
            self.chain.append(PlaceMention(start, end, place.place_id, "near" if link.near else "in", start))

    def _learn(self, index: int, passage: Passage) -> None:
        text = passage.text
        far = self._far(index, text)
        names = self._names[index] = {}
        for found in find_names(text):
            if found.phrase:
                names[found.start] = found
            strong = found.phrase and relation_words()[found.phrase]
            if not (strong or found.noun or found.taken or found.start in far or kind_of(found.tail) == "facility"):
                continue
            name = name_of(found, text)
            start = passage.start + found.start
            with_noun = name is not None and len(name) > len(found.text)
            if name is None or (not with_noun and self._borne_by_actor(index, start, start + len(name), name)):
                continue
            # "the area of X" does not say what X is.
            kind = kind_of(found.noun).replace("region", "") or kind_of(found.tail)
            place = self._add(name, kind or described_kind(name, text, found.end))
            country = _IN_COUNTRY.match(text, found.end)
            if country and place.country_code is None and (code := country_code(country["country"])):
                place.country_code, place.country_basis = code, "text"

    def _far(self, index: int, text: str) -> dict[int, re.Match[str]]:
        """Distances and bearings by where their name begins; the words of either stand in few sentences."""
        found = self._distances.get(index)
        if found is None:
            told = any(map(text.__contains__, _BEARINGS)) or not _UNITS.isdisjoint(bag(text))
            found = {match.start("name"): match for match in distances().finditer(text)} if told else {}
            self._distances[index] = found
        return found

    def _borne_by_actor(self, index: int, start: int, end: int, name: str) -> bool:
        for mention in self._actors.mentions(index):
            if mention.start < end and start < mention.end:
                actor = self._actors.actor(mention.actor_id)
                if mention.end - mention.start <= end - start and country_code(name) and actor.actor_type in _STATES:
                    continue
                # A name that only begins like an actor's ("Kidal" in "Kidal resident") is that of the place.
                if mention.start > start or mention.end < end:
                    continue
                return True
        return False

    def _inherit(self) -> None:
        """Countries of the main event for places without one, divisions by name, parts of facilities."""
        everywhere = list(self._places.values())
        divisions = [place for place in everywhere if place.place_type == "admin1"]
        country = next((self.place(link.place_id).country_code for link in self.chain[-1:]), None)
        for place in everywhere:
            if place.place_type == "country":
                place.country_code, place.country_basis = country_code(place.name), "text"
            elif place.country_code is None and country:
                place.country_code, place.country_basis = country, "inherited"
            if place.place_type not in ("admin1", "country"):
                # "Kidal" and "Kidal hospital" lie in "Kidal Region".
                named = (d.name for d in divisions if d.name.split()[0] == place.name.split()[0])
                place.admin1 = place.admin1 or next(named, None)
            if place.place_type == "unknown" and self.chain:
                place.place_type = "populated_place"

    def _locate(self) -> None:
        """Coordinates that markup gives, at the main place."""
        mark = next((mark for mark in self._article.marks if mark.kind == "coord"), None)
        place = self.main
        if mark is None or place is None:
            return
        try:
            latitude, longitude = (float(part) for part in mark.value.split(","))
        except ValueError:
            return
        if -90 <= latitude <= 90 and -180 <= longitude <= 180:
            place.latitude, place.longitude = latitude, longitude

    # -- finding mentions

    def _scan(self, index: int, passage: Passage) -> Iterator[PlaceMention]:
        if not self._may_name(passage.text) or len(passage.text) > LONGEST_SENTENCE:
            return
        text, position = passage.text, 0
        far = self._far(index, text)
        for match in _START.finditer(text):
            start = match.start()
            if start < position:
                continue
            place = self._longest(text, start)
            if place is None:
                continue
            end = start + len(place.name)
            if place.place_type not in ("country", "facility") and self._borne_by_actor(
                index, passage.start + start, passage.start + end, place.name
            ):
                continue
            position = end
            mention = PlaceMention(passage.start + start, passage.start + end, place.place_id)
            yield (
                read_distance(far[start], mention, passage.start)
                if start in far
                else self._related(index, passage, mention)
            )

    def _may_name(self, text: str) -> bool:
        """Whether the words of a place's name stand in the text."""
        if self._signs is None:
            names = [place.name for place in self._places.values()]
            # A name without a letter of a to z is in no bag: then every text may hold it.
            self._signs = runs_of(*names) if all(map(_LATIN.search, names)) else frozenset()
        return bool(self._places) and (not self._signs or not self._signs.isdisjoint(bag(text)))

    def _longest(self, text: str, start: int) -> Place | None:
        """The place with the longest name that stands at the offset, capitals apart ("SYRIA" is Syria)."""
        for name, place in self._by_first().get(text[start : start + 3].casefold(), ()):
            end = start + len(name)
            if text[start:end].casefold() == name and not _GOES_ON.match(text, end):
                return place
        return None

    def _by_first(self) -> dict[str, list[tuple[str, Place]]]:
        if self._first is None:
            self._first = {}
            for key, place in sorted(self._places.items(), key=lambda item: -len(item[0])):
                self._first.setdefault(key[:3], []).append((place.name.casefold(), place))
        return self._first

    def _related(self, index: int, passage: Passage, mention: PlaceMention) -> PlaceMention:
        known = self._names.get(index, {}).get(mention.start - passage.start)
        phrase, begin = (
            (known.phrase, known.phrase_start) if known else context_of(passage.text, mention.start - passage.start)
        )
        if not phrase:
            return mention
        relation = {"to": "to", "into": "enters"}.get(phrase, relation_words()[phrase])
        return mention._replace(relation=relation, phrase_start=passage.start + begin)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
