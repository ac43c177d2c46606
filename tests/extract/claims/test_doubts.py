"""A second reading is written down where a careful reader would name one, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Tables


def _doubts(tables: Tables, quote: str) -> set[str]:
    claim = next(row["claim_id"] for row in tables["claims"] if quote in str(row["quote"]))
    return {str(row["field"]) for row in tables["uncertainties"] if row["row_id"] == claim}


@pytest.mark.parametrize(
    ("text", "quote", "fields"),
    [
        ("The week left 40 dead on both sides.", "40 dead", {"value_low"}),
        ("At least 60 rebels were killed and 12 captured.", "12 captured", {"form"}),
        ("Sixty rebels were killed and 12 captured.", "12 captured", set()),
        ("Three people were killed.", "Three people", {"victim_class"}),
        ("Three civilians were killed.", "Three civilians", set()),
        ("The raids caused 17 deaths, with Reuters stating that tension was high.", "17 deaths", {"medium"}),
        (
            "Fifty rebels were taken prisoner, and four wounded taken to a clinic.",
            "four wounded",
            {"victim_actor_id"},
        ),
    ],
)
def test_a_second_reading_is_named(text: str, quote: str, fields: set[str], extracted: Callable[[str], Tables]) -> None:
    assert _doubts(extracted(text), quote) == fields


def test_a_source_taken_over_may_be_the_articles_own_voice(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("Reuters reported that 12 soldiers died. On the other hand, 30 rebels were killed.")
    assert _doubts(tables, "30 rebels") == {"medium"}


@pytest.mark.parametrize(
    ("after", "doubted"),
    [
        ("When the feast was over, the Danes had their full strength again.", True),
        ("When the feast was over, the police said, the Danes had their full strength again.", False),
        ("When the feast was over, it rained.", False),
    ],
)
def test_a_sentence_behind_a_report_may_be_the_reports(
    after: str, doubted: bool, extracted: Callable[[str], Tables]
) -> None:
    fields = "Infobox\n\n- Combatant1: Denmark\n- Combatant2: Sweden\n\n"
    told = f"According to a Reuters report, the Danes were few. The report alleged that the feast had begun. {after}"
    rows = [row for row in extracted(fields + told)["uncertainties"] if row["table_name"] == "passages"]
    assert [row["reading"] for row in rows] == (["told by Reuters, not by the article"] if doubted else [])


def test_some_is_the_hedge_of_people_without_a_number(extracted: Callable[[str], Tables]) -> None:
    claim = extracted("The Danes said some rebels were injured.")["claims"][0]
    assert (claim["form"], claim["value_text"], claim["hedge"]) == ("existential", "some", "some")
