"""Who says what a cell says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., Any]


def names(found: Any) -> list[list[str]]:
    """The last part of each claim's sources' ids."""
    return [[str(actor).rsplit(".", 1)[-1] for _, actor in found.sources(claim)] for claim in found.claims]


@pytest.mark.parametrize(
    ("value", "sources"),
    [
        ("90 killed (government claim)", [["government"]]),
        ("90 killed (opposition claim)", [["opposition"]]),
        ("90 killed (army claim)", [["army"]]),
        ("90 killed (rebel claim)", [["rebels"]]),
        ("90 killed (confirmed by Sweden)", [["sweden"]]),
        ("90 killed (official figure)", [["official-figure"]]),
        ("Official figures: 90 killed", [["official-figures"]]),
        ("Independent estimates: 90 killed", [["independent-estimates"]]),
        ("90 killed (modern source)", [["modern-source"]]),
        ("90 killed (Swedish claim, late 1941)", [["sweden"]]),
        ("90 killed (Swedish estimate 1941–44)", [["sweden"]]),
        ("Swedish body count: 90 killed, 3 captured", [["sweden"], ["sweden"]]),
        ("Swedish estimation: 90 killed", [["sweden"]]),
        ("Norwegian/Swedish sources: 90 killed", [["norway", "sweden"]]),
        ("90 killed (Swedish intelligence)", [["swedish-intelligence"]]),
        ("90 killed (Harbour Body Count)", [["harbour-body-count"]]),
        ("90 killed (estimate)", [[]]),
        ("90 killed (initial reports)", [[]]),
        ("90 killed (contemporary claim)", [[]]),
        ("90 per year", [[]]),
        ("90 killed (20 by disease; rebel claim)", [["rebels"], ["rebels"]]),
        ("90 killed (Swedish and Finnish estimate)", [["sweden", "finland"]]),
        ("90 killed (Swedish Defence Ministry)", [["swedish-defence-ministry"]]),
        ("Swedish estimate: 1,029 killed", [["sweden"]]),
        ("Total count: 90", [[]]),
    ],
)
def test_sources_without_names_and_with_them(cell: Reader, value: str, sources: list[list[str]]) -> None:
    assert names(cell(value)) == sources


def test_newspapers_are_media(cell: Reader) -> None:
    found = cell("90 drowned (Finnish newspaper)")
    assert [[role for role, _ in found.sources(c)] for c in found.claims] == [["medium"]]


def test_headings_without_line_breaks_are_told_from_what_stands_before(cell: Reader) -> None:
    found = cell("Modern estimate: 6,300 Swedish estimate: 10,000 Norwegian estimate: 5,600", field="strength1")
    assert names(found) == [["modern-estimate"], ["sweden"], ["norway"]]
    assert [(c["form"], c["value_low"]) for c in found.claims] == [
        ("approximate", 6300), ("approximate", 10000), ("approximate", 5600),
    ]  # fmt: skip


def test_a_source_on_its_own_line_heads_the_lines_below(cell: Reader) -> None:
    found = cell("Swedish sources, 40 killed, 3 captured, Norwegian sources, 12 killed")
    assert names(found) == [["sweden"], ["sweden"], ["norway"]]
    assert [c["victim_actor_id"] for c in found.claims] == ["norway"] * 3


def test_a_parenthesis_ends_before_a_rival_number_and_an_unknown_one(cell: Reader) -> None:
    assert names(cell("310 killed, 150 killed, 20 captured (Swedish claim)")) == [[], ["sweden"], ["sweden"]]
    assert names(cell("Unknown, 150 killed (Swedish claim)")) == [[], ["sweden"]]


def test_writers_head_numbers_beside_other_sources(cell: Reader) -> None:
    found = cell("Aristobulos: 300 killed, 20 captured, Modern sources: 90 killed")
    assert names(found) == [["aristobulos"], ["aristobulos"], ["modern-sources"]]
    assert [c["victim_actor_id"] for c in found.claims] == ["norway"] * 3


def test_a_name_that_heads_numbers_alone_is_no_writer(cell: Reader) -> None:
    assert names(cell("Kronborg: 300 killed")) == [[]]


def test_a_commander_counts_his_enemies_and_not_his_own(cell: Reader) -> None:
    commanders = {"commander1": "Olaf Brandt", "commander2": "Nils Hjelm"}
    assert names(cell("Hjelm: 300 killed", **commanders)) == [["nils-hjelm"]]
    assert names(cell("Brandt: 300 killed", **commanders)) == [[]]


def test_names_that_another_cell_cites_are_sources(cell: Reader) -> None:
    found = cell("4,000 (Kallias)", casualties2="6,000 dead (Kallias), 3,000 dead (modern estimates)")
    assert ["kallias"] in names(found)[:1]


def test_only_round_numbers_of_an_estimate_are_approximate(cell: Reader) -> None:
    found = cell("Swedish estimate: 1,029 killed, 7,300 wounded")
    assert [c["form"] for c in found.claims] == ["exact", "approximate"]


def test_a_number_word_may_belong_to_the_name_of_a_source(cell: Reader) -> None:
    found = cell("20 killed, One Swedish officer claims: 150 killed")
    assert [(c["value_low"], s) for c, s in zip(found.claims, names(found), strict=True)] == [
        (20, []), (150, ["swedish-officer"]),
    ]  # fmt: skip


def test_nothing_lost_by_one_source_is_a_zero_of_its_own(cell: Reader) -> None:
    found = cell("Per Kallias:, None , Per Livy:, 300–500 paratroopers killed")
    assert found.said == [("casualties", "person", "zero", 0, 0), ("killed", "person", "range", 300, 500)]
    assert names(found) == [["kallias"], ["livy"]]
