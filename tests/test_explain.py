"""A claim is found by any part of its id and taken back to its words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import QueryError
from pipeline.explain import Explanation, explain, explanation_lines
from pipeline.query import ask


def the_id(built: Path, where: str) -> str:
    rows = ask(built, f"SELECT claim_id FROM claims WHERE {where} ORDER BY claim_id").rows
    assert rows
    return str(rows[0][0])


def text(made: Explanation) -> str:
    return "\n".join(explanation_lines(made, 100))


def test_the_evidence_is_marked_in_its_sentence(built: Path) -> None:
    made = explain(built, the_id(built, "measure = 'killed' AND value_low = 20"))
    assert made.evidence == made.claim["quote"]
    assert made.before + made.evidence + made.after == made.claim["text"]
    shown = " ".join(text(made).split())
    assert f"[[{made.claim['quote']}]]" in shown
    assert f"characters {made.claim['start']} to {made.claim['end']}" in shown


def test_a_cell_is_shown_item_by_item(built: Path) -> None:
    made = explain(built, the_id(built, "origin = 'infobox'"))
    cell = replace(made, before="Northland:\n", evidence="4 killed", after=" in \x1b battle\n2 ships lost")
    shown = list(explanation_lines(cell))
    assert shown[2:5] == ["    Northland:", "    [[4 killed]] in \ufffd battle", "    2 ships lost"]


def test_it_says_who_says_it_for_whom_and_what_speaks_against_it(built: Path) -> None:
    shown = text(explain(built, the_id(built, "measure = 'killed' AND value_low = 20")))
    lines = {line.split("  ")[0]: line for line in shown.splitlines() if line and not line.startswith(" ")}
    assert "Fahad Ag al-Mahmoud" in lines["claimant"]
    assert "GATIA" in lines["principal"]
    assert "not stated" in lines["medium"]
    assert "contradicts" in lines or "contradicted by" in lines
    assert "own_admission" in shown


def test_a_claim_in_the_article_s_own_voice_is_said_to_be_that(built: Path) -> None:
    own = the_id(built, "claim_id NOT IN (SELECT claim_id FROM claim_sources)")
    assert "own voice" in text(explain(built, own))


def test_every_claim_of_the_build_can_be_explained(built: Path) -> None:
    ids = [str(row[0]) for row in ask(built, "SELECT claim_id FROM claims").rows]
    for claim_id in ids:
        made = explain(built, claim_id)
        assert made.evidence == made.claim["quote"]
        assert all(len(line) <= 160 for line in explanation_lines(made, 100))


def test_a_part_of_an_id_is_enough_where_it_is_the_only_one(built: Path) -> None:
    whole = the_id(built, "measure = 'released'")
    assert explain(built, "released").claim["claim_id"] == whole
    assert explain(built, whole[:-2]).claim["claim_id"] == whole
    assert explain(built, whole[-6:].upper()).claim["claim_id"] == whole


def test_several_claims_that_fit_are_listed(built: Path) -> None:
    with pytest.raises(QueryError, match=r"\d+ claims fit 'killed': .+ and \d+ more; give more of the id"):
        explain(built, "killed")


def test_a_wrong_id_brings_the_nearest_ones(built: Path) -> None:
    with pytest.raises(QueryError, match=r"no claim 'relaesed' in this build; nearest: \S*released"):
        explain(built, "relaesed")
    with pytest.raises(QueryError, match="list them with"):
        explain(built, "")
    with pytest.raises(QueryError, match="list them with"):
        explain(built, "%_'; zzzzzzzzzz")


def test_evidence_tells_of_a_contradiction_from_both_ends_as_explain_does(built: Path) -> None:
    pairs = ask(built, "SELECT claim_id, other_claim_id FROM claim_relations WHERE relation = 'contradicts'").rows
    assert pairs
    for one, other in [*pairs, *((other, one) for one, other in pairs)]:
        rows = ask(built, f"SELECT name FROM evidence('{one}') WHERE kind = 'contradicts'").rows
        assert [name for (name,) in rows].count(other) == 1
