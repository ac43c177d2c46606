"""The grammar of losses, tried on sentences written for it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Tables
from tests.extract.claims.conftest import passages_of, said

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))["case"]


def _shape(claim: dict[str, Any]) -> tuple[object, ...]:
    return (claim["measure"], claim["unit"], claim["form"], claim["value_low"], claim["value_high"])


def _wanted(row: list[Any]) -> tuple[object, ...]:
    measure, form, low, high = row[:4]
    return (
        measure,
        row[5] if len(row) > 5 else "person",
        form,
        None if low == "" else low,
        None if high == "" else high,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_a_sentence_gives_the_claims_that_a_reader_finds(
    case: dict[str, Any], extracted: Callable[[str], Tables]
) -> None:
    tables = extracted(case["text"])
    assert sorted(map(str, map(_shape, tables["claims"]))) == sorted(map(str, map(_wanted, case["claims"])))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_a_victim_is_the_one_that_the_words_say(case: dict[str, Any], extracted: Callable[[str], Tables]) -> None:
    tables = extracted(case["text"])
    names = {row["actor_id"]: row["name"] for row in tables["actors"]}
    got = sorted(str(names.get(claim["victim_actor_id"], "")).lower() for claim in tables["claims"])
    assert got == sorted(row[4].lower() for row in case["claims"])


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_the_quote_is_the_text_at_the_span(case: dict[str, Any], extracted: Callable[[str], Tables]) -> None:
    tables = extracted(case["text"])
    passages = passages_of(tables)
    for claim in tables["claims"]:
        assert said(claim, passages) == claim["quote"]


def test_every_number_of_a_sentence_of_losses_is_accounted_for(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("On 3 May 1921 the 12th Regiment lost 40 men and marched 15 miles past 6 mills.")
    outcomes = {row["text"]: row["outcome"] for row in tables["numbers"]}
    assert outcomes["40"] == "claim"
    assert outcomes["15"] == outcomes["1921"] == "not_a_count"
    assert outcomes["6"] == "leftover"


def test_a_part_is_tied_to_its_whole(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("The guards arrested ninety rioters, including eleven minors.")
    by_number = {claim["value_low"]: claim for claim in tables["claims"]}
    assert {
        "claim_id": by_number[11]["claim_id"],
        "relation": "subset_of",
        "other_claim_id": by_number[90]["claim_id"],
    } in tables["claim_relations"]
    assert by_number[11]["victim_age"] == "minor"


def test_people_given_back_are_counted_by_the_sentence_before(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("The militia kidnapped fourteen children. A week later the children were released.")
    released = [claim for claim in tables["claims"] if claim["measure"] == "released"]
    assert [(claim["form"], claim["value_low"], claim["value_high"]) for claim in released] == [("anaphoric", 14, 14)]
