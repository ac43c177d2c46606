"""Events in prose: what makes one, who takes part, where, when, and what is no event at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.extract.events.conftest import Teller

LEAD = "On 9 May 2012, clashes broke out in Orvale between the GRM and the NLF.\n\n"


@pytest.mark.parametrize(
    ("sentence", "event_type", "who", "where"),
    [
        (
            "On 11 May, the NLF attacked GRM positions in Karuna.",
            "attack",
            {("nlf", "attacker"), ("grm", "defender")},
            {("karuna", "in")},
        ),
        (
            "GRM positions in Karuna, which lies far off, were attacked by the NLF on 11 May.",
            "attack",
            {("nlf", "attacker"), ("grm", "defender")},
            {("karuna", "in")},
        ),
        ("On 11 May the GRM withdrew towards Karuna.", "retreat", {("grm", "defender")}, {("karuna", "towards")}),
        ("The village of Karuna was seized by the GRM on 11 May.", "capture", {("grm", "captor")}, {("karuna", "in")}),
        (
            "NLF fighters pushed on to the north and entered Karuna on 11 May.",
            "movement",
            {("nlf", "attacker")},
            {("karuna", "enters")},
        ),
        (
            "On 11 May, clashes between the GRM and the NLF left six people dead near Karuna.",
            "clash",
            {("grm", "belligerent"), ("nlf", "belligerent")},
            {("karuna", "near")},
        ),
        (
            "Six people died near Karuna on 11 May in clashes between the NLF and the GRM.",
            "clash",
            {("grm", "belligerent"), ("nlf", "belligerent")},
            {("karuna", "near")},
        ),
        (
            "The NLF suspected the GRM of planning an offensive towards Karuna.",
            "offensive",
            {("grm", "planner")},
            {("karuna", "towards")},
        ),
    ],
)
def test_one_sentence_one_event(
    tell: Teller, sentence: str, event_type: str, who: set[tuple[str, str]], where: set[tuple[str, str]]
) -> None:
    told = tell(f"{LEAD}== Later ==\nMany people live in Karuna. {sentence}")
    event = told.of(event_type)
    assert who <= told.who(event)
    assert where <= told.where(event)


@pytest.mark.parametrize(
    "sentence",
    [
        "The NLF would attack Karuna if it could.",
        "On 11 May the GRM did not attack the village.",
        "The GRM failed to capture Karuna on 11 May.",
        "With the goal of capturing Karuna, men were hired.",
        "A spokesman said that fifty men had been captured.",
        "He left to spend the month with his family.",
        "The captured guns were sold on 11 May.",
        "The NLF stated that it was tired.",
    ],
)
def test_what_did_not_happen_is_no_event(tell: Teller, sentence: str) -> None:
    told = tell(f"{LEAD}== Later ==\nMany people live in Karuna. {sentence}")
    assert [e["event_type"] for e in told.events if not e["is_main"]] == []


def test_a_suspected_offensive_stays_suspected(tell: Teller) -> None:
    told = tell(
        f"{LEAD}== Before ==\nOrvale was held by GRM fighters, whom the NLF suspected of preparing an offensive."
    )
    event = told.of("offensive")
    assert (event["realis"], event["date_precision"]) == ("suspected", "unknown")
    assert told.who(event) == {("grm", "planner")}


def test_an_alleged_attack_stays_alleged_and_a_feast_gives_no_date(tell: Teller) -> None:
    told = tell(f"{LEAD}== Before ==\nA report alleged that attacks by the GRM took place during Easter.")
    event = told.of("attack")
    assert (event["realis"], event["date_text"], event["date_edtf"]) == ("alleged", "during Easter", None)
    doubts = [row for row in told.tables["uncertainties"] if row["row_id"] == event["event_id"]]
    assert [row["field"] for row in doubts] == ["date_edtf"]


def test_talks_and_their_failure_are_two_events(tell: Teller) -> None:
    told = tell(f"{LEAD}== Before ==\nNegotiations between the GRM and the NLF resumed, but failed on 3 May.")
    talks, failure = [e for e in told.events if e["event_type"] == "negotiation"]
    assert (talks["realis"], talks["date_edtf"], talks["date_precision"]) == ("actual", "../2012-05-03", "open")
    assert (failure["realis"], failure["date_edtf"]) == ("failed", "2012-05-03")
    assert failure["parent_event_id"] == talks["event_id"]
    assert told.who(failure) == {("grm", "negotiator"), ("nlf", "negotiator")}


def test_one_noun_with_two_dates_is_two_events(tell: Teller) -> None:
    told = tell(f"{LEAD}== Before ==\nFighting between the two groups occurred in 2010, and then again in March 2012.")
    clashes = [e for e in told.events if e["event_type"] == "clash"]
    assert [e["date_edtf"] for e in clashes] == ["2010", "2012-03"]
    assert all({("grm", "belligerent"), ("nlf", "belligerent")} == told.who(e) for e in clashes)


def test_a_capture_in_a_clash_is_part_of_it_and_the_city_is_its_place(tell: Teller) -> None:
    told = tell(f"{LEAD}== Before ==\nOn 2 May, fighting resumed in Karuna, with the NLF capturing the city.")
    clash, capture = told.of("clash"), told.of("capture")
    assert capture["parent_event_id"] == clash["event_id"]
    assert told.where(capture) == {("karuna", "in")}
    assert ("nlf", "captor") in told.who(capture)


def test_what_follows_the_main_event_is_open_towards_the_future(tell: Teller) -> None:
    body = (
        f"{LEAD}== Aftermath ==\nThe GRM released a statement. The NLF urged the Red Cross to send help. "
        "Wounded from the GRM were treated in Karuna."
    )
    told = tell(body)
    for event_type in ("statement", "request", "medical"):
        event = told.of(event_type)
        assert (event["date_edtf"], event["date_basis"]) == ("2012-05-09/..", "inferred")
        assert event["parent_event_id"] == told.main["event_id"]


def test_after_this_counts_from_the_event_before(tell: Teller) -> None:
    told = tell(
        f"{LEAD}== Later ==\nThe NLF attacked GRM men in Karuna on 12 May. After this, the GRM retreated towards Lerma."
    )
    event = told.of("retreat")
    assert (event["date_edtf"], event["date_text"], event["date_precision"]) == ("2012-05-12/..", "After this", "open")


def test_detention_needs_captor_and_captive(tell: Teller) -> None:
    body = f"{LEAD}== Aftermath ==\nOn 20 May, an envoy said that the NLF had detained ten GRM fighters in the battle."
    told = tell(body)
    event = told.of("detention")
    assert told.who(event) == {("nlf", "captor"), ("grm", "captive")}
    assert (event["date_edtf"], event["date_basis"]) == ("2012-05-09", "inherited")


def test_a_release_remembers_who_was_held_and_doubts_its_day(tell: Teller) -> None:
    body = (
        f"{LEAD}== Aftermath ==\nOn 20 May, John Varga, official of MINUSMA, stated that the NLF had detained thirty "
        "GRM fighters in the battle. The prisoners were returned to MINUSMA that same day."
    )
    told = tell(body)
    event = told.of("release")
    assert (event["date_edtf"], event["date_basis"]) == ("2012-05-20", "anaphora")
    assert {("minusma", "recipient"), ("grm", "captive"), ("nlf", "captor")} == told.who(event)
    doubts = [row for row in told.tables["uncertainties"] if row["row_id"] == event["event_id"]]
    assert [row["reading"] for row in doubts] == ["2012-05-09"]


def test_resistance_is_told_of_the_movement_before(tell: Teller) -> None:
    body = (
        f"{LEAD}== Later ==\nNLF fighters advanced on 12 May, entering Karuna. "
        "The NLF met with no resistance of the Malian Army or the MFT, which controlled the town."
    )
    told = tell(body)
    event = told.of("movement")
    assert event["opposition"] == "none"
    assert ("mft", "controller") in told.who(event)


def test_times_of_day_keep_the_words(tell: Teller) -> None:
    told = tell(f"{LEAD}== Battle ==\nOn 9 May the battle went on. Shortly before noon, the NLF seized the town.")
    event = told.of("capture")
    assert event["time_of_day"] == "shortly before noon"
    assert told.where(event) == {("orvale", "in")}
    assert ("grm", "defender") in told.who(event)


def test_named_treaties_are_agreements_of_their_year(tell: Teller) -> None:
    told = tell(f"{LEAD}== Before ==\nIn the Lerma Agreement of 2009, the NLF signed a peace treaty with the GRM.")
    event = told.of("agreement")
    assert (event["name"], event["date_edtf"]) == ("Lerma Agreement", "2009")
    assert told.who(event) == {("nlf", "signatory"), ("grm", "signatory")}


def test_a_list_of_crimes_is_generic_violence(tell: Teller) -> None:
    told = tell(f"{LEAD}== Before ==\nA paper wrote that looting, kidnappings and even torture went on.")
    event = told.of("violence")
    assert (event["realis"], event["date_precision"]) == ("generic", "unknown")


def test_undated_acts_of_another_age_are_left_out(tell: Teller) -> None:
    told = tell(f"{LEAD}== Legacy ==\nThe Romans had conquered Karuna. The Romans then attacked Lerma.")
    assert [e["event_type"] for e in told.events if not e["is_main"]] == []
