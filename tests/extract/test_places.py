"""Places: the infobox chain, names in prose, relations and distances; actors and events are no places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.extract.actors import ActorRegistry
from pipeline.extract.places import PlaceMention, PlaceRegistry
from pipeline.extract.places.field import parse_place_field
from pipeline.model import Article, Mark
from pipeline.read.plain import read_plain

INFOBOX = (
    "= Battle of Orvale =\n\nInfobox\n- Conflict: Battle of Orvale\n- Place: {place}\n- Date: 3 May 2012\n\n{prose}\n"
)


def _registry(prose: str, place: str = "Orvale, Segou Region, Mali", marks: tuple[Mark, ...] = ()) -> PlaceRegistry:
    text = INFOBOX.format(place=place, prose=prose)
    article = read_plain(text, path="x.txt", title="x", sha256="0" * 64)
    if marks:
        article = Article(**{**{n: getattr(article, n) for n in Article.__slots__}, "marks": marks})
    return PlaceRegistry(article, ActorRegistry(article, "battle-of-orvale"))


def _in_prose(registry: PlaceRegistry) -> list[PlaceMention]:
    article = registry._article
    return [m for i, p in enumerate(article.passages) if p.kind == "sentence" for m in registry.mentions(i)]


def _row(registry: PlaceRegistry, name: str) -> dict[str, object]:
    return next(dict(row) for row in registry.rows() if row["name"] == name)


def test_a_chain_ends_in_its_country_and_names_the_division() -> None:
    links = parse_place_field("Orvale, Segou Region, Mali")
    assert [(link.name, link.place_type) for link in links] == [
        ("Orvale", "populated_place"),
        ("Segou Region", "admin1"),
        ("Mali", "country"),
    ]
    row = _row(_registry("Nothing else."), "Orvale")
    assert (row["country_code"], row["country_basis"], row["admin1"]) == ("MLI", "text", "Segou Region")


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("near Lindau, Germany", ["Lindau", "Germany"]),
        ("", []),
        ("()", []),
        (", , ,", []),
        ("Caspian Sea", ["Caspian Sea"]),
        ("Lindau (present-day Germany)", ["Lindau"]),
        ("Lindau, Germany\nBregenz, Austria", ["Lindau", "Germany"]),
    ],
)
def test_damaged_and_odd_place_fields(field: str, names: list[str]) -> None:
    assert [link.name for link in parse_place_field(field)] == names


@pytest.mark.parametrize(
    ("sentence", "name", "relation"),
    [
        ("They met in Karuna.", "Karuna", "in"),
        ("They met near Karuna.", "Karuna", "near"),
        ("They met in the vicinity of Karuna.", "Karuna", "vicinity"),
        ("They marched towards rebel-held Karuna.", "Karuna", "towards"),
        ("They withdrew in the direction of Karuna.", "Karuna", "towards"),
        ("They came closer, entering Karuna.", "Karuna", "enters"),
        ("They met at the small village of Karuna.", "Karuna", "in"),
    ],
)
def test_words_before_a_name_relate_to_it(sentence: str, name: str, relation: str) -> None:
    (mention,) = _in_prose(_registry(sentence))
    assert (mention.place_id, mention.relation) == (name.lower(), relation)


@pytest.mark.parametrize(
    ("phrase", "distance", "approximate", "bearing"),
    [
        ("about 40 to 45 kilometers south of Karuna", (40.0, 45.0), True, "S"),
        ("12 km from Karuna", (12.0, 12.0), False, None),
        ("some ten miles to the north-west of Karuna", (16.09, 16.09), True, "NW"),
        ("northeast of Karuna", None, False, "NE"),
    ],
)
def test_distances_are_in_kilometres(
    phrase: str, distance: tuple[float, float] | None, approximate: bool, bearing: str | None
) -> None:
    (mention,) = _in_prose(_registry(f"The camp lay {phrase}."))
    assert (mention.relation, mention.distance, mention.approximate, mention.bearing) == (
        "distance",
        distance,
        approximate,
        bearing,
    )


def test_a_weak_preposition_places_only_what_is_known_as_a_place() -> None:
    assert _in_prose(_registry("They wrote to Karuna.")) == []
    found = _in_prose(_registry("They lived in Karuna. They went to Karuna."))
    assert [m.relation for m in found] == ["in", "to"]


def test_a_facility_keeps_its_noun_and_the_division_of_its_town() -> None:
    registry = _registry("Three were brought to Segou hospital.")
    row = _row(registry, "Segou hospital")
    assert (row["place_type"], row["admin1"], row["country_basis"]) == ("facility", "Segou Region", "inherited")


def test_a_country_beside_a_name_is_stated() -> None:
    row = _row(_registry("Talks were held in Lindau, Germany."), "Lindau")
    assert (row["country_code"], row["country_basis"]) == ("DEU", "text")


@pytest.mark.parametrize(
    "sentence",
    [
        "He died in Operation Sunrise.",
        "It happened in June and in the Lindau War.",
        "He spoke in French.",
        "They served in the Third Army.",
        "In the Karuna insurgency many died.",
    ],
)
def test_what_is_no_place(sentence: str) -> None:
    assert _in_prose(_registry(sentence)) == []


def test_coordinates_come_from_the_article_only() -> None:
    marked = _registry("Nothing.", marks=(Mark(0, 0, "coord", "14.5,-4.25"),))
    assert (_row(marked, "Orvale")["latitude"], _row(marked, "Orvale")["longitude"]) == (14.5, -4.25)
    assert _row(_registry("Nothing."), "Orvale")["latitude"] is None
    broken = _registry("Nothing.", marks=(Mark(0, 0, "coord", "95,north"),))
    assert _row(broken, "Orvale")["latitude"] is None


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_gives_spans_that_hold(prose: str, place: str) -> None:
    registry = _registry(prose, place)
    text = registry._article.text
    for mention in _in_prose(registry):
        assert 0 <= mention.start < mention.end <= len(text)
    for row in registry.rows():
        assert row["name"]


@pytest.mark.parametrize(
    "sentence",
    [
        "They met at the Second Battle of Orla.",
        "It was decided in the Orla-Norra feud.",
        "This is told in Peter Ek's chronicle.",
        "He was confined in the Bishop of Orla's house.",
        "The richest families lived in the North.",
        "The delegates met at the Second Orla Convention.",
    ],
)
def test_events_offices_and_owners_are_no_places(sentence: str) -> None:
    assert names_in(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "kind"), [("They fought in Northern Zembla.", "region"), ("They fought in Africa.", "region")]
)
def test_parts_of_the_world_and_of_countries_are_regions(sentence: str, kind: str) -> None:
    text = f"= Battle of Orla =\n\n{sentence}\n"
    tables = extract(read_plain(text, path="orla.txt", title="Battle of Orla", sha256="0" * 64))
    assert {row["place_type"] for row in tables["places"]} == {kind}


def names_in(sentence: str) -> set[object]:
    text = f"= Raid =\n\n{sentence}\n"
    return {row["name"] for row in extract(read_plain(text, path="x.txt", title="Raid", sha256="0" * 64))["places"]}
