"""The main event: its type, date, place, parties, war and campaign, from whole or damaged articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.extract.events.main import event_type_of
from pipeline.read.plain import read_plain

if TYPE_CHECKING:
    from tests.extract.events.conftest import Teller


@pytest.mark.parametrize(
    ("name", "event_type"),
    [
        ("Battle of Orvale", "battle"),
        ("Siege of Orvale", "battle"),
        ("Lerma campaign of 1839", "campaign"),
        ("Orvale offensive (May–June 2012)", "offensive"),
        ("2012 Orvale market attack", "attack"),
        ("Orvale–Lerma War", "war"),
        ("Lerman border conflict", "war"),
        ("Orvale massacre", "violence"),
        ("Fall of Orvale", "capture"),
        ("Orvale", "battle"),
    ],
)
def test_the_name_tells_the_type(name: str, event_type: str) -> None:
    assert event_type_of(name) == event_type


def test_the_infobox_gives_war_date_place_outcome_and_parties(tell: Teller) -> None:
    told = tell("Nothing is known of it.")
    main = told.main
    assert (main["is_main"], main["date_edtf"], main["outcome"]) == (True, "2012-05-09", "NLF victory")
    assert main["event_id"] == "battle-of-orvale.main"
    war = told.tables["events"][1]
    assert (war["event_type"], war["name"], main["parent_event_id"]) == ("war", "Segou War", war["event_id"])
    assert told.who(main) == {("grm", "belligerent"), ("nlf", "belligerent")}
    assert told.where(main) == {("orvale", "in")}


def test_prose_that_weakens_the_place_wins_and_leaves_a_doubt(tell: Teller) -> None:
    told = tell(
        "== Battle ==\nClashes broke out on 9 May in the vicinity of Orvale, about 20 kilometers north of Lerma."
    )
    assert told.where(told.main) == {("orvale", "vicinity"), ("orvale", "distance")}
    assert told.words(told.main).startswith("Clashes broke out")
    distance = next(row for row in told.tables["event_places"] if row["relation"] == "distance")
    assert (distance["reference_place_id"], distance["distance_km_low"], distance["bearing"]) == ("lerma", 20.0, "N")
    assert [row["table_name"] for row in told.tables["uncertainties"]] == ["event_places"]


def test_a_heading_can_name_a_campaign(tell: Teller) -> None:
    told = tell("== Background and Segou Region campaign ==\nOn 2 May 2012, clashes broke out near Karuna.")
    campaign = told.of("campaign")
    assert (campaign["name"], told.main["parent_event_id"]) == ("Segou Region campaign", campaign["event_id"])
    assert told.of("clash")["parent_event_id"] == campaign["event_id"]


def test_fates_glued_to_commanders(tell: Teller) -> None:
    head = (
        "= Battle of Orvale =\n\nInfobox\n- Conflict: Battle of Orvale\n- Date: 17–25 January 2012, ()\n"
        "- Combatant1: (), 25px Ansar Dine, \n- Commander1: Ivan GolovinPOW, Omar Keita†\n\n"
    )
    told = tell("Nothing else.", head=head)
    fates = {str(p["actor_id"]): p["fate"] for p in told.tables["participants"] if p["role"] == "commander"}
    assert sorted(str(fate) for fate in fates.values()) == ["captured", "killed"]
    assert told.main["date_edtf"] == "2012-01-17/2012-01-25"


def test_without_an_infobox_the_lead_tells(tell: Teller) -> None:
    text = (
        "= Battle of Orvale =\n\nThe Battle of Orvale was a 1918 battle fought 28–29 April in Orvale, Mali, between "
        "the German Army and the Red Guards.\n"
    )
    told = tell(text, head="")
    assert told.main["date_edtf"] == "1918-04-28/1918-04-29"
    assert told.where(told.main) == {("orvale", "in")}
    assert len([role for _, role in told.who(told.main) if role == "belligerent"]) == 2


@pytest.mark.parametrize("text", ["= X =\n", "X", "= X =\n\nInfobox\n", "= X =\n\nInfobox\n- Date: ()\n- Partof: ,\n"])
def test_nearly_empty_articles_have_at_most_their_main_event(tell: Teller, text: str) -> None:
    told = tell(text, head="")
    assert len(told.tables["events"]) <= 1
    assert told.tables["participants"] == []


def test_claims_belong_to_the_event_that_their_sentence_tells(tell: Teller) -> None:
    body = (
        "On 9 May 2012, clashes broke out in Orvale.\n\n== Before ==\n"
        "In March 2012, fighting broke out again. It left ten dead.\n\n"
        "On 2 May, clashes near Karuna left three people dead.\n\n"
        "== Aftermath ==\nThe NLF said that forty were killed. "
        "On 20 May the NLF had detained six GRM fighters in the battle."
    )
    told = tell(body)
    march, may = (e["event_id"] for e in told.events if e["event_type"] == "clash")
    assert told.event_at("ten dead") == march
    assert told.event_at("three people") == may
    assert told.event_at("forty were") == told.main["event_id"]
    assert told.event_at("six GRM") == told.main["event_id"]


def test_ids_do_not_move_when_something_else_is_written(tell: Teller) -> None:
    told = tell("== Before ==\nOn 2 May 2012, clashes broke out near Karuna.")
    more = tell("The day was hot.\n\n== Before ==\nPeople say so. On 2 May 2012, clashes broke out near Karuna.")
    assert told.of("clash")["event_id"] == more.of("clash")["event_id"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "On",
                "3",
                "May",
                "2012",
                ",",
                ".",
                "clashes",
                "broke",
                "out",
                "between",
                "the",
                "GRM",
                "and",
                "NLF",
                "in",
                "Karuna",
                "attacked",
                "captured",
                "town",
                "by",
                "which",
                "(",
                ")",
                "released",
                "statement",
                "wounded",
                "from",
                "were",
                "treated",
                "that",
                "same",
                "day",
                "negotiations",
                "failed",
                "After",
                "this",
                "suspected",
                "of",
                "planning",
                "an",
                "offensive",
                "towards",
                "\n\n",
                "==",
                "Later",
                "==",
                "5",
                "km",
                "north",
                "of",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_any_words_give_rows_that_hold(tell: Teller, body: str) -> None:
    told = tell(body)
    passages = {placed.passage_id: placed.passage for placed in told.document.passages}
    ids = {event["event_id"] for event in told.tables["events"]}
    places = {row["place_id"] for row in told.tables["places"]}
    assert len(ids) == len(told.tables["events"])
    for table in ("events", "participants", "event_places"):
        for row in told.tables[table]:
            passage = passages[str(row["passage_id"])]
            assert passage.start <= int(str(row["start"])) < int(str(row["end"])) <= passage.end
            assert row["event_id"] in ids
    assert {row["place_id"] for row in told.tables["event_places"]} <= places
    assert {e["parent_event_id"] for e in told.tables["events"]} <= ids | {None}


def test_without_an_infobox_the_two_who_fight_in_the_prose_fought() -> None:
    lead = "The Orla offensive was launched by the Danish army with the goal of taking Orla from the Swedes. "
    prose = "The Danish army attacked the Swedes. The Swedes lost 40 men. The Swedes fought the Danish army in May."
    text = f"= Orla offensive =\n\n{lead}{prose}\n"
    tables = extract(read_plain(text, path="orla.txt", title="Orla offensive", sha256="0" * 64))
    main = next(row["event_id"] for row in tables["events"] if row["is_main"])
    fought = {(row["role"], row["basis"]) for row in tables["participants"] if row["event_id"] == main}
    names = {row["actor_id"] for row in tables["participants"] if row["event_id"] == main}
    assert fought == {("belligerent", "prose")}
    assert len(names) == 2
