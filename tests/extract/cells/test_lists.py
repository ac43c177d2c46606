"""Lists of items: amounts without numbers, parties by line, nouns that items share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.extract.cells.tokens import tokens_of

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("600 killed, unknown wounded", [("killed", "exact", 600), ("wounded", "unknown", None)]),
        ("Unknown killed or wounded, 40 prisoners", [("killed+wounded", "unknown", None), ("captured", "exact", 40)]),
        ("Heavy, 550 tanks", [("casualties", "vague", None), ("lost", "exact", 550)]),
        ("Light to moderate", [("casualties", "vague", None)]),
        ("Very heavy (see aftermath)", [("casualties", "vague", None)]),
        ("Minimal (infantry), heavy (cavalry)", [("casualties", "vague", None), ("casualties", "vague", None)]),
        ("Entire garrison captured", [("captured", "vague", None)]),
        ("Most of the army", [("casualties", "vague", None)]),
        ("Not known", [("casualties", "unknown", None)]),
        ("30 killed, see below", [("killed", "exact", 30)]),
        ("30 killed, heavy guns", [("killed", "exact", 30)]),
    ],
)
def test_amounts_without_numbers_are_items(cell: Reader, value: str, said: list[tuple[str, str, int | None]]) -> None:
    assert [(c["measure"], c["form"], c["value_low"]) for c in cell(value).claims] == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("~200 soldiers, unknown number of vigilantes", [("person", 200), ("person", None)]),
        ("Norwegian army: Unknown Danish forces: 1,200+ fighters", [("person", None), ("person", 1200)]),
        ("Unknown number of tanks", [("tank", None)]),
        ("1 regiment (~1,500)", [("regiment", 1), ("person", 1500)]),
        ("4 corps (2 engaged)", [("corps", 4), ("corps", 2)]),
        ("300 tanks (120 operable)", [("tank", 300), ("tank", 120)]),
        ("324 Lancasters", [("aircraft", 324)]),
        ("2 MiG-21s", [("aircraft", 2)]),
        ("7 Junkers Ju 52s", [("aircraft", 7)]),
        ("40 T-55 tanks", [("tank", 40)]),
        ("c. 60 night fighters", [("aircraft", 60)]),
        ("2 Type 42 destroyers", [("ship", 2)]),
        ("6 medium and heavy batteries", [("battery", 6)]),
        ("20 British and French ships", [("ship", 20)]),
        ("3,000 soldiers drawn from the valleys", [("person", 3000)]),
        ("500 Knights Hospitaller", [("person", 500)]),
        ("700 Europeans", [("person", 700)]),
        ("600 SDA", [("person", 600)]),
        ("53 field pieces (mostly 32, 24 and 18-pounders)", [("gun", 53)]),
        ("1,600 men (Air Fleet 4)", [("person", 1600)]),
        ("5⁄6 archers", []),
        ("About 40 Zorbles", []),
        ("66× 3.7 inch", []),
        ("Up to 40,000 mobilised", [("person", None)]),
        ("457 rank and file", [("person", 457)]),
        ("33 ships (27 frigates and six others)", [("ship", 33), ("ship", 27), ("ship", 6)]),
    ],
)  # fmt: skip
def test_what_is_counted(cell: Reader, value: str, said: list[tuple[str, int | None]]) -> None:
    found = cell(value, field="strength1", combatant1="Sea Dune Army")
    assert [(c["unit"], c["value_low"]) for c in found.claims] == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("180 APCs destroyed, 1,300+ captured", ("captured", "person", 1300)),
        ("28 tanks damaged, 2 captured", ("captured", "tank", 2)),
        ("27 tanks damaged, 4 left behind", ("lost", "tank", 4)),
        ("590 individual and 29 crew-served weapons recovered", ("captured", "weapon", 29)),
        ("4 Bradleys destroyed", ("destroyed", "vehicle", 4)),
        ("90 Panthers killed", ("killed", "person", 90)),
        ("8 PoWs. 30 wounded", ("wounded", "person", 30)),
        ("1 fighter jet crashed", ("destroyed", "aircraft", 1)),
        ("Killed: 30 Wounded: 40", ("wounded", "person", 40)),
        ("2 eagles", ("lost", "eagle", 2)),
        ("2,000 prisoners executed", ("killed", "person", 2000)),
        ("7,338 non-battle casualties", ("casualties", "person", 7338)),
        ("15 tank losses", ("lost", "tank", 15)),
        ("24 helicopters, 10 fighters", ("lost", "aircraft", 10)),
        ("33 ships sunk, 6 others captured", ("captured", "ship", 6)),
        ("(1) 600 soldiers killed, (2) 40 wounded", ("wounded", "person", 40)),
        ("Over 1,300 killed: 52 officers", ("killed", "person", 52)),
        ("21,000 refugees", ("displaced", "person", 21000)),
        ("11,500 civilians evacuated", ("displaced", "person", 11500)),
        ("400~ killed", ("killed", "person", 400)),
        ("6,000 killed and wounded approx.", ("killed+wounded", "person", 6000)),
    ],
)
def test_the_last_item_of_a_list(cell: Reader, value: str, said: tuple[str, str, int]) -> None:
    last = cell(value).claims[-1]
    assert (last["measure"], last["unit"], last["value_low"]) == said


def test_the_tonnage_of_ships_counts_nobody(cell: Reader) -> None:
    found = cell("9 merchant ships sunk (51,204 GRT)")
    assert [(c["unit"], c["value_low"]) for c in found.claims] == [("ship", 9)]


def test_weapons_share_their_noun(cell: Reader) -> None:
    found = cell("590 individual and 29 crew-served weapons recovered")
    assert [(c["unit"], c["value_low"]) for c in found.claims] == [("weapon", 590), ("weapon", 29)]


@pytest.mark.parametrize("value", ["400~ killed", "6,000 killed approx.", "40 killed (estimated)"])
def test_hedges_behind_the_number(cell: Reader, value: str) -> None:
    assert [c["form"] for c in cell(value).claims] == ["approximate"]


@pytest.mark.parametrize("value", ["6 disarmed", "40 routed", "All but 172 killed or captured"])
def test_what_became_of_them_must_be_known(cell: Reader, value: str) -> None:
    assert cell(value).claims == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("4,000 captured (more than half deserted)", [("captured", "exact"), ("deserted", "vague")]),
        ("2,000 killed (most drowned in the marsh)", [("killed", "exact"), ("killed", "vague")]),
        ("Half killed or wounded", [("killed+wounded", "vague")]),
    ],
)
def test_parts_of_a_whole_without_a_number(cell: Reader, value: str, said: list[tuple[str, str]]) -> None:
    assert [(c["measure"], c["form"]) for c in cell(value).claims] == said


def test_most_of_them_are_part_of_those_before(cell: Reader) -> None:
    found = cell("40 killed, most of them officers, 200 wounded")
    assert [(c["measure"], c["value_low"]) for c in found.claims] == [
        ("killed", 40),
        ("killed", None),
        ("wounded", 200),
    ]


@pytest.mark.parametrize("link", [" and", ","])
def test_losses_without_numbers_in_a_row(cell: Reader, link: str) -> None:
    found = cell(f"Some tanks damaged{link} some crewmen killed")
    assert [(c["measure"], c["unit"], c["form"]) for c in found.claims] == [
        ("damaged", "tank", "existential"),
        ("killed", "person", "existential"),
    ]


def test_who_took_part_was_not_taken(cell: Reader) -> None:
    found = cell("Up to 90,000, some 20,000 took part", "strength1")
    assert [c["measure"] for c in found.claims] == ["strength", "strength"]


def test_a_branch_of_a_belligerent_heads_its_lines(cell: Reader) -> None:
    found = cell("Norland:\n14 frigates\nSudland Navy\n2 frigates", "strength2")
    assert [c["value_low"] for c in found.claims] == [14, 2]


def test_numbers_of_a_list_are_no_counts(cell: Reader) -> None:
    assert [c["value_low"] for c in cell("(1) 600 killed, (2) 40 wounded").claims] == [600, 40]


def test_a_total_goes_on_along_its_line(cell: Reader) -> None:
    found = cell("40 killed, 300 wounded\n6 killed, 20 wounded\nTotal: 46 killed, 320 wounded")
    assert found.parts() == {"40": "46", "300": "320", "6": "46", "20": "320"}


def test_parties_with_a_common_number_are_none_of_them(cell: Reader) -> None:
    found = cell("Denmark, Norway, and Iceland: 300 total", field="strength1", combatant1="Denmark\nNorway\nIceland")
    assert [c["victim_actor_id"] for c in found.claims] == [None]


def test_deaths_and_the_displaced_are_not_the_civilians_before_them(cell: Reader) -> None:
    found = cell("80 civilians killed, 30 wounded, 4,000 displaced", field="casualties3")
    assert [c["victim_class"] for c in found.claims] == ["civilian", "civilian", "unspecified"]


def test_parts_that_words_make_parts(cell: Reader) -> None:
    assert cell("20 killed (including 1 officer), 76 injured (18 seriously, 58 minor)").parts() == {
        "1": "20", "18": "76", "58": "76",
    }  # fmt: skip
    assert cell("900 captured (of which 400 wounded)").parts() == {"400": "900"}
    assert cell("1,312 total (189 killed; 846 wounded; 277 captured/missing)").parts() == {
        "189": "1,312", "846": "1,312", "277": "1,312",
    }  # fmt: skip


# ---------------------------------------------------------------------- whose


def test_a_party_on_a_line_of_its_own_heads_the_lines_below(cell: Reader) -> None:
    found = cell("Denmark, 18 killed, 3 wounded, Norway, 1 killed", combatant1="Norway, Denmark")
    assert [c["victim_actor_id"] for c in found.claims] == ["denmark", "denmark", "norway"]
    lines = cell("Denmark\n18 killed\nNorway\n1 killed", combatant1="Norway\nDenmark")
    assert [c["victim_actor_id"] for c in lines.claims] == ["denmark", "norway"]


def test_headings_in_brackets_end_with_them(cell: Reader) -> None:
    found = cell("Killed: 30 (Norway: 10, Denmark: 20), Wounded: 90", combatant1="Norway, Denmark")
    assert [(c["value_low"], c["victim_actor_id"]) for c in found.claims] == [
        (30, None), (10, "norway"), (20, "denmark"), (90, None),
    ]  # fmt: skip
    assert found.parts() == {"10": "30", "20": "30"}


def test_a_phase_or_the_other_side_is_no_party(cell: Reader) -> None:
    for heading in ("After the Swedish landing:", "Swedish forces:"):
        assert [c["victim_actor_id"] for c in cell(f"{heading}\n5 killed").claims] != ["sweden"]


def test_others_are_not_the_party_before_them(cell: Reader) -> None:
    found = cell("Denmark: 5 killed\nOthers: 6 killed", combatant1="Norway\nDenmark")
    assert [c["victim_actor_id"] for c in found.claims] == ["denmark", None]


def test_a_type_of_aircraft_is_nobody(cell: Reader) -> None:
    assert [c["victim_actor_id"] for c in cell("3 Skyhawks shot down").claims] == ["norway"]


def test_civilians_of_a_heading_are_the_victims(cell: Reader) -> None:
    found = cell("Civilian deaths:\n300", field="casualties3")
    assert [(c["victim_class"], str(c["victim_actor_id"]).rsplit(".", 1)[-1]) for c in found.claims] == [
        ("civilian", "civilians")
    ]


# ---------------------------------------------------------------------- numbers that are none


@pytest.mark.parametrize("text", ["5⁄6", "Fleet (Air Fleet 4)", "Type 42 destroyers", "mostly 24 and 18-pounders"])
def test_parts_of_names_and_fractions_are_no_counts(text: str) -> None:
    assert [t.text for t in tokens_of(text, 0) if t.kind == "count"] == []
