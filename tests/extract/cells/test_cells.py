"""What cells on strength and casualties say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.cells import extract_cells
from pipeline.extract.document import Document
from pipeline.model import Article, Passage

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("60 killed", ("killed", "person", "exact", 60, 60)),
        ("3,000+ killed", ("killed", "person", "at_least", 3000, None)),
        ("Total: >16,000", ("casualties", "person", "at_least", 16000, None)),
        ("12 - 35 tanks damaged", ("damaged", "tank", "range", 12, 35)),
        ("20,000–45,000 men killed or captured", ("killed+captured", "person", "range", 20000, 45000)),
        ("150 killed and wounded", ("killed+wounded", "person", "exact", 150, 150)),
        ("7,000 killed, wounded, or missing", ("killed+wounded+missing", "person", "exact", 7000, 7000)),
        ("4,210 captured/missing", ("missing+captured", "person", "exact", 4210, 4210)),
        ("16,000 died of disease", ("killed", "person", "exact", 16000, 16000)),
        ("~9,300 killed in battle", ("killed", "person", "approximate", 9300, 9300)),
        ("21,000–26,000 (estimated)", ("casualties", "person", "range", 21000, 26000)),
        ("5,100 (estimated)", ("casualties", "person", "approximate", 5100, 5100)),
        ("4,200", ("casualties", "person", "exact", 4200, 4200)),
        ("None", ("casualties", "person", "zero", 0, 0)),
        ("no losses", ("casualties", "person", "zero", 0, 0)),
        ("Unknown", ("casualties", "person", "unknown", None, None)),
        ("Light", ("casualties", "person", "vague", None, None)),
        ("Heavy losses", ("casualties", "person", "vague", None, None)),
        ("Dozens of tanks destroyed", ("destroyed", "tank", "vague", None, None)),
        ("44 cargo ships sunk", ("destroyed", "ship", "exact", 44, 44)),
        ("1,800 ships", ("lost", "ship", "exact", 1800, 1800)),
        ("12 aircraft shot down", ("destroyed", "aircraft", "exact", 12, 12)),
        ("800 men lost", ("casualties", "person", "exact", 800, 800)),
        ("20 wounded soldiers", ("wounded", "person", "exact", 20, 20)),
        ("Killed: 300", ("killed", "person", "exact", 300, 300)),
        ("POWs: 45", ("captured", "person", "exact", 45, 45)),
    ],
)
def test_a_cell_of_one_item(cell: Reader, value: str, said: tuple[object, ...]) -> None:
    assert cell(value).said == [said]


@pytest.mark.parametrize(
    ("value", "measures"),
    [
        ("366 killed, 429 wounded, 128 captured", [("killed", 366), ("wounded", 429), ("captured", 128)]),
        ("12 killed 30 wounded", [("killed", 12), ("wounded", 30)]),
        ("12 killed30 wounded", [("killed", 12), ("wounded", 30)]),
        ("Heavy, surrender of the garrison", [("casualties", None)]),
        ("several deaths, some injured", [("killed", None), ("wounded", None)]),
        # The first counts all, whatever befell the others.
        ("5,000 men, 3,000 killed, 900 wounded", [("casualties", 5000), ("killed", 3000), ("wounded", 900)]),
        # A line break vanished between two estimates.
        ("9,00014,000", [("casualties", 9000), ("casualties", 14000)]),
        ("() , 5 killed, , 6 wounded ()", [("killed", 5), ("wounded", 6)]),
        ("Killed 30, wounded 40", [("killed", 30), ("wounded", 40)]),
        ("KIA: 20; WIA: 40; MIA: 3", [("killed", 20), ("wounded", 40), ("missing", 3)]),
        ("Dead:\n300\nCaptured:\n20", [("killed", 300), ("captured", 20)]),
        ("3 tanks, 2 trucks destroyed", [("destroyed", 3), ("destroyed", 2)]),
        ("20 killed and wounded 3 tanks lost", [("killed+wounded", 20), ("lost", 3)]),
        ("90\nStanley losses unknown", [("casualties", 90), ("casualties", None)]),
        ("25px 12 killed", [("killed", 12)]),
        ("At least 200 killed[12]", [("killed", 200)]),
        ("1 frigate sunk, 2 captured", [("destroyed", 1), ("captured", 2)]),
        ("4,000 men, 20 guns, and 30 flags captured", [("captured", 4000), ("captured", 20), ("captured", 30)]),
        ("22,000 casualties:\n3,000 killed", [("casualties", 22000), ("killed", 3000)]),
        ("5–10,000 killed", [("killed", 5000)]),
    ],
)
def test_items_of_a_line_are_told_apart(cell: Reader, value: str, measures: list[tuple[str, int | None]]) -> None:
    assert cell(value).measures == measures


def test_quotes_are_slices_of_the_article(cell: Reader) -> None:
    found = cell("19 ships of the line (1,300 guns) lost\nKilled: 300")
    assert [c["quote"] for c in found.claims] == ["19 ships of the line (1,300 guns) lost", "1,300 guns", "Killed: 300"]
    assert all(found.article.text[c["start"] : c["end"]] == c["quote"] for c in found.claims)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("18,000", ("person", 18000)),
        ("700 militants in all", ("person", 700)),
        ("At least 1,400 troops, sailors and militia", ("person", 1400)),
        ("53 frigates and sloops (total served)", ("ship", 53)),
        ("600 triremes", ("ship", 600)),
        ("50+ horse-carriers", ("ship", 50)),
        ("1 gun battery", ("gun battery", 1)),
        ("2 × patrol craft", ("ship", 2)),
        ("VP-12 (12 × seaplanes)", ("aircraft", 12)),
        ("30 T-34 tanks", ("tank", 30)),
        ("4 battalions", ("battalion", 4)),
        ("120,000 Norwegians", ("person", 120000)),
        ("4,000 horse", ("person", 4000)),
        ("2,000 foot", ("person", 2000)),
        ("1,500 bowmen", ("person", 1500)),
        ("400 men-at-arms", ("person", 400)),
        ("120 pieces of artillery", ("gun", 120)),
        ("65 fighter aircraft", ("aircraft", 65)),
        ("2000", ("person", 2000)),
    ],
)
def test_strengths_have_units(cell: Reader, value: str, said: tuple[str, int]) -> None:
    found = cell(value, field="strength2")
    assert [(c["unit"], c["value_low"]) for c in found.claims] == [said]
    assert found.claims[0]["measure"] == "strength"
    assert found.claims[0]["victim_class"] == ("combatant" if said[0] == "person" else None)


def test_some_others_are_a_strength_without_a_number(cell: Reader) -> None:
    assert cell("Other smaller forces", field="strength1").said == [("strength", "person", "existential", None, None)]


@pytest.mark.parametrize(
    "value",
    [
        "30 Zorble I",
        "12 Zorbles",
        "9" * 30,
        "Route 66",
        "in 1942",
        "28th Brigade",
        "5 km of trenches",
        "40 percent",
        "12 May 1808",
    ],
)
def test_what_is_not_understood_makes_no_claim(cell: Reader, value: str) -> None:
    found = cell(value)
    assert found.claims == []
    assert [outcome for _, outcome in found.outcomes()] != []
    assert "claim" not in [outcome for _, outcome in found.outcomes()]


def test_every_number_is_accounted_for_with_a_reason(cell: Reader) -> None:
    found = cell("60 killed on 12 May 1808, 40 Zorble I lost (p. 9)")
    assert found.outcomes() == [
        ("60", "claim"), ("12", "not_a_count"), ("1808", "not_a_count"), ("40", "leftover"), ("9", "not_a_count"),
    ]  # fmt: skip
    assert [n["reason"] for n in found.tables["numbers"]] == [
        None, "date", "year", "what is counted is not understood", "page",
    ]  # fmt: skip
    assert found.tables["numbers"][0]["claim_id"] == found.claims[0]["claim_id"]


# ---------------------------------------------------------------------- parts and wholes


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("24 captured (14 released, 4 executed)", {"14": "24", "4": "24"}),
        ("23,049 total(3,155 killed;\n14,529 wounded;\n5,365 captured/missing)",
         {"3,155": "23,049", "14,529": "23,049", "5,365": "23,049"}),
        ("2,200 merchant ships (600 to privateers) lost", {"600": "2,200"}),
        ("19 ships of the line (1,300 guns) lost", {}),
        ("at least 7,000 dead (2,100 at sea)", {"2,100": "7,000"}),
        ("9 killed, including 2 civilians", {"2": "9"}),
        ("1,054 died (including 608 of disease)", {"608": "1,054"}),
        ("25,000 total dead\n6,800 killed in battle\n17,000 died of disease", {"6,800": "25,000", "17,000": "25,000"}),
        ("200 killed\n300 wounded\nTotal: 500", {"200": "500", "300": "500"}),
        ("500 casualties\n200 killed\n300 wounded", {"200": "500", "300": "500"}),
        ("500 casualties\n200 killed\n400 wounded", {}),
        ("20 killed (5 wounded)", {}),
        ("13 killed, 2 of them officers", {"2": "13"}),
        ("200 dead, 100 of whom civilians", {"100": "200"}),
        ("1,000 dead including 300 drowned", {"300": "1,000"}),
        ("at least 7,000 dead\n(2,100 at sea)", {"2,100": "7,000"}),
        ("20 killed (50 in hospital)", {}),
        ("Total: 100\n200 killed", {}),
        ("5 killed\n1 officer\n4 soldiers", {"1": "5", "4": "5"}),
        ("5 killed\n1 officer\n5 soldiers", {}),
        ("12 killed\n10 men\n2 guns", {}),
    ],
)  # fmt: skip
def test_parts_point_to_their_whole(cell: Reader, value: str, parts: dict[str, str]) -> None:
    assert cell(value).parts() == parts


def test_kinds_of_people_that_add_up_suffered_what_stands_before_them(cell: Reader) -> None:
    assert cell("5 killed\n1 officer\n4 soldiers").measures == [("killed", 5), ("killed", 1), ("killed", 4)]
    assert cell("5 killed\n1 officer\n5 soldiers").measures == [("killed", 5), ("casualties", 1), ("casualties", 5)]


def test_bombers_of_cars_are_people(cell: Reader) -> None:
    assert cell("2 car bombers killed").said == [("killed", "person", "exact", 2, 2)]
    assert cell("2 bombers lost").said == [("lost", "aircraft", "exact", 2, 2)]


def test_a_total_of_a_heading_takes_its_own_items_and_the_grand_total_the_rest(cell: Reader) -> None:
    found = cell("Army:\n90 total dead\n30 killed in battle\nNavy:\n12 killed in battle\nTotal: 102 dead")
    assert found.parts() == {"30": "90", "90": "102", "12": "102"}


def test_strengths_have_no_sums(cell: Reader) -> None:
    assert cell("500 total\n200 infantry\n300 cavalry", field="strength1").parts() == {}


# ---------------------------------------------------------------------- whose


def test_the_column_of_one_belligerent_names_the_victim(cell: Reader) -> None:
    assert [(c["victim_actor_id"], c["victim_side"]) for c in cell("60 killed").claims] == [("norway", 1)]


def test_a_column_of_several_names_only_the_side(cell: Reader) -> None:
    found = cell("60 killed", combatant1="Norway, Denmark")
    assert [(c["victim_actor_id"], c["victim_side"]) for c in found.claims] == [(None, 1)]


def test_headings_name_the_victims_below_them(cell: Reader) -> None:
    found = cell("Norwegian:\n2 wounded\nDanish:\nNone", combatant1="Norway\nDenmark")
    assert [c["victim_actor_id"] for c in found.claims] == ["norway", "denmark"]
    assert found.measures == [("wounded", 2), ("casualties", 0)]


def test_a_marked_heading_needs_no_colon(cell: Reader) -> None:
    found = cell("Danish\n5 killed", combatant1="Norway\nDenmark", marks=(("Danish", "heading", ""),))
    assert [c["victim_actor_id"] for c in found.claims] == ["denmark"]


def test_a_branch_keeps_the_party_and_another_party_ends_it(cell: Reader) -> None:
    found = cell("Danish:\nArmy:\n5 killed\nNavy:\n6 killed\nOthers abroad:\n7 killed", combatant1="Norway\nDenmark")
    assert [c["victim_actor_id"] for c in found.claims] == ["denmark", "denmark", None]


def test_a_flag_names_the_victim_and_two_flags_name_nobody(cell: Reader) -> None:
    one = cell("5 killed", combatant1="Norway\nDenmark", marks=(("^5 killed", "flag", "Denmark"),))
    assert [c["victim_actor_id"] for c in one.claims] == ["denmark"]
    flags = (("^5 killed", "flag", "Denmark"), ("^5 killed", "flag", "Norway"))
    assert [c["victim_actor_id"] for c in cell("5 killed", combatant1="Norway\nDenmark", marks=flags).claims] == [None]


def test_a_people_in_the_item_wins_over_the_column(cell: Reader) -> None:
    found = cell("20 Danes killed", combatant1="Norway", combatant2="Denmark")
    assert [(c["victim_actor_id"], c["victim_side"]) for c in found.claims] == [("denmark", 1)]


def test_classes_of_victims(cell: Reader) -> None:
    found = cell("20 soldiers killed, 85 wounded\n42 civilians killed\n7 killed\n3 tanks lost")
    assert [c["victim_class"] for c in found.claims] == ["combatant", "combatant", "civilian", "unspecified", None]


def test_civilians_are_not_the_column_s_belligerent(cell: Reader) -> None:
    assert cell("42 civilians killed").claims[0]["victim_actor_id"] != "norway"


def test_a_third_column_counts_only_where_there_is_a_third_belligerent(cell: Reader) -> None:
    alone = cell("8,000 dead", field="casualties3")
    assert [(c["victim_actor_id"], c["victim_side"]) for c in alone.claims] == [(None, None)]
    assert [c["victim_side"] for c in cell("8 dead", field="casualties3", combatant3="Denmark").claims] == [3]


# ---------------------------------------------------------------------- who says so


def test_a_trailing_parenthesis_covers_what_stands_before_it(cell: Reader) -> None:
    found = cell("2 killed, 5 injured (per Sweden), 4 killed (per Norway)")
    assert [found.sources(c) for c in found.claims] == [
        [("claimant", "sweden")], [("claimant", "sweden")], [("claimant", "norway")],
    ]  # fmt: skip
    doubted = {u["row_id"] for u in found.tables["uncertainties"] if u["field"] == "claimant"}
    assert doubted == {found.claims[0]["claim_id"]}


def test_joint_claimants_are_rows_each_and_their_sharing_is_doubted(cell: Reader) -> None:
    found = cell("50 killed, 33 to 39 captured (per Norway and Sweden)")
    assert [found.sources(c) for c in found.claims] == [[("claimant", "norway"), ("claimant", "sweden")]] * 2
    assert {r["basis"] for r in found.tables["claim_sources"]} == {"joint"}
    assert {u["row_id"] for u in found.tables["uncertainties"]} == {c["claim_id"] for c in found.claims}


@pytest.mark.parametrize(
    "value",
    [
        "Norwegian claim: 55 killed, Swedish claim: 80 killed",
        "Per Norway:, 55 killed , Per Sweden:, 80 killed",
        "According to Norway, 55 killed\nAccording to Sweden, 80 killed",
        "55 killed (acc. to Norway)\n80 killed (Swedish claim)",
        "55 killed according to Norway\n80 killed (claimed by Sweden)",
    ],
)
def test_claimants_head_or_follow_their_items(cell: Reader, value: str) -> None:
    found = cell(value)
    assert [found.sources(c) for c in found.claims] == [[("claimant", "norway")], [("claimant", "sweden")]]


def test_a_note_of_its_own_line_is_not_covered_by_a_later_parenthesis(cell: Reader) -> None:
    found = cell("60 killed\n5 wounded (per Sweden)", marks=(("^\n5 wounded", "ref", "n1"),))
    assert [found.sources(c) for c in found.claims] == [[], [("claimant", "sweden")]]


def test_a_parenthesis_of_years_dates_the_item(cell: Reader) -> None:
    found = cell("149,000 Swedes (1632)\n1,800 ships (1626–34)", field="strength2")
    assert [c["date_edtf"] for c in found.claims] == ["1632", "1626/1634"]


def test_a_place_in_a_parenthesis_is_no_claimant(cell: Reader) -> None:
    found = cell("5 killed\n6 killed (Bergen)\n7 killed (per Sweden)")
    assert [found.sources(c) for c in found.claims] == [[], [], [("claimant", "sweden")]]


def test_a_name_beside_estimates_is_a_source_too(cell: Reader) -> None:
    found = cell("6,000 dead\n7 ships lost (Polyaenus)\n4,000 dead (modern estimates)")
    assert [[actor for _, actor in found.sources(c)] for c in found.claims] == [
        ["battle-of-the-ford.polyaenus"], ["battle-of-the-ford.polyaenus"], ["battle-of-the-ford.modern-estimates"],
    ]  # fmt: skip


def test_a_parenthesis_on_its_own_line_belongs_to_the_line_above(cell: Reader) -> None:
    found = cell("300 killed\n(per Sweden)")
    assert [found.sources(c) for c in found.claims] == [[("claimant", "sweden")]]


def test_a_value_that_is_no_cell_is_left_over_whole(cell: Reader) -> None:
    found = cell("7 killed, " * 3000)
    assert found.claims == []
    assert {outcome for _, outcome in found.outcomes()} == {"leftover"}


# ---------------------------------------------------------------------- any cell

_PIECES = st.sampled_from(
    ["12", "1,000", "–", " ", ", ", "\n", " killed", " wounded", " tanks", " lost", "(", ")", ":", ";", "per Sweden",
     " and ", " or ", "Total", "None", "Unknown", "Norwegian", " claim", "+", ">", "[", "]", "including ", "1632", "×",
     "Light", " of ", "some ", "men"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=16).map("".join)),
    st.sampled_from(["strength1", "casualties2"]),
)
def test_any_cell_gives_rows_that_hold(value: str, name: str) -> None:
    head = "= Ford =\n- x: "
    passage = Passage("infobox", "", name, len(head), len(head) + len(value), value, 1)
    article = Article("ford.txt", "Ford", "plain", head + value, "0" * 64, (passage,))
    tables = extract_cells(Document(article))
    ids = [c["claim_id"] for c in tables["claims"]]
    assert len(ids) == len(set(ids))
    for claim in tables["claims"]:
        start, end = claim["start"], claim["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert passage.start <= start < end <= passage.end
        assert article.text[start:end] == claim["quote"]
    numbers = tables["numbers"]
    assert len({n["start"] for n in numbers}) == len(numbers)
    assert all(article.text[int(str(n["start"])) : int(str(n["end"]))] == n["text"] for n in numbers)
    assert {r["other_claim_id"] for r in tables["claim_relations"]} <= set(ids)


@pytest.mark.parametrize(
    ("field", "measure"),
    [
        ("injured", "wounded"),
        ("killed", "killed"),
        ("dead", "killed"),
        ("wounded", "wounded"),
        ("captured", "captured"),
    ],
)
def test_a_field_may_be_called_by_its_measure(cell: Reader, field: str, measure: str) -> None:
    assert cell("40", field=field).said == [(measure, "person", "exact", 40, 40)]


def test_thousands_of_an_army_are_people(cell: Reader) -> None:
    assert cell("3,000 Norse army", field="strength1").said == [("strength", "person", "exact", 3000, 3000)]
    assert cell("2 armies", field="strength1").said == [("strength", "army", "exact", 2, 2)]


def test_a_cell_too_long_to_be_one_is_left_over_and_says_so(cell: Reader) -> None:
    found = cell("40 killed, " * 2000)
    assert found.said == []
    assert {row["reason"] for row in found.tables["numbers"]} == {"the cell is longer than 20,000 characters"}


def _whose(found: Any) -> list[object]:
    return [claim["victim_actor_id"] for claim in found.claims]


def test_brackets_tell_whose_the_numbers_of_a_column_of_several_are(cell: Reader) -> None:
    several = {"combatant1": "Norway\nDenmark"}
    assert _whose(cell("200 killed (Norway), 40 killed (Denmark), 300 total", **several)) == ["norway", "denmark", None]
    assert _whose(cell("200 (Norwegian garrison), 40 (Danish relief force)", "strength1", **several)) == [
        "norway",
        "denmark",
    ]
    # Beside somebody else's claim they are those who claim.
    assert _whose(cell("200 killed (Norway), 4,000 killed (Swedish claim)", **several)) == [None, None]


def test_a_total_is_not_of_the_civilians_before_it(cell: Reader) -> None:
    found = cell("15 civilians dead, Total: 149 killed")
    assert [claim["victim_class"] for claim in found.claims] == ["civilian", "unspecified"]
