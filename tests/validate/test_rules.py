"""Each rule across fields finds the row that breaks it, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Row, Tables
from pipeline.schema import load_schema
from pipeline.validate import Finding
from pipeline.validate.rules import check_rules, load_rules

Staged = Callable[[Tables], Path]
Change = Callable[[Tables], object]


def put(table: str, row: int, **values: Any) -> Change:
    return lambda tables: tables[table][row].update(values)


def add(table: str, like: int, **values: Any) -> Change:
    return lambda tables: tables[table].append(tables[table][like] | values)


def drop(table: str, row: int) -> Change:
    return lambda tables: tables[table].pop(row)


def both(*changes: Change) -> Change:
    return lambda tables: [change(tables) for change in changes]


OTHER: Row = {
    "article_id": "siege", "path": "siege.txt", "title": "Siege", "format": "plain", "sha256": "1" * 64,
    "characters": 99,
}  # fmt: skip
OTHER_PASSAGE: Row = {
    "passage_id": "siege.s-1", "article_id": "siege", "kind": "sentence", "start": 40, "end": 44, "text": "Much",
}  # fmt: skip


def elsewhere(tables: Tables) -> None:
    """A second article, to which the relation's evidence then points."""
    tables["articles"].append(OTHER)
    tables["passages"].append(OTHER_PASSAGE)
    tables["participants"][0].update(passage_id="siege.s-1", start=40, end=44)


BROKEN: list[tuple[str, Change]] = [
    ("quote_is_the_text", put("claims", 1, quote="ten of them lived")),
    ("number_is_the_text", put("numbers", 1, text="tin")),
    ("name_is_the_text", put("actor_names", 0, name="Leagues")),
    ("span_in_one_passage", put("participants", 0, end=200)),
    ("span_in_one_passage", put("participants", 0, start=39)),
    ("span_in_one_passage", put("participants", 0, start=50, end=50)),
    ("evidence_whole_or_none", put("event_places", 0, end=None)),
    ("evidence_whole_or_none", put("event_places", 0, passage_id=None)),
    ("passage_length", put("passages", 1, end=150)),
    ("passage_length", put("articles", 0, characters=60)),
    ("passages_apart", add("passages", 0, passage_id="raid.casualties2", start=12, end=34)),
    ("evidence_in_own_article", elsewhere),
    ("low_before_high", put("claims", 2, form="range", value_low=12, value_high=10)),
    ("subset_within_whole", put("claims", 1, value_low=12, value_high=12)),
    (
        "relation_of_two",
        both(
            put("claims", 0, value_low=10, value_high=10),
            add("claim_relations", 0, claim_id="raid.killed-11", other_claim_id="raid.killed-10"),
        ),
    ),
    ("relation_of_two", put("claim_relations", 0, other_claim_id="raid.killed-10")),
    ("relation_of_two", put("actor_relations", 0, object_actor_id="sira")),
    ("estimate_in_order", put("estimates", 0, low=12)),
    ("estimate_in_order", put("estimates", 0, best=9)),
    ("estimate_in_order", put("estimates", 0, high=9, best=None)),
    ("estimate_has_claims", drop("estimate_claims", 0)),
    ("estimate_has_claims", put("estimate_claims", 0, claim_id="raid.deserted-30")),
    ("estimate_scope", put("estimates", 0, scope="total")),
    ("estimate_scope", put("estimates", 0, victim_side=None, victim_actor_id=None)),
    ("principal_of_claimant", put("claim_sources", 1, ordinal=2)),
    ("principal_of_claimant", drop("claim_sources", 0)),
    ("dates_in_order", put("events", 0, date_end="1907-05-01")),
    ("dates_in_order", put("events", 0, year_start=1908, year_end=1908)),
    ("dates_in_order", put("claims", 1, date_start="1907-06-01")),
    ("one_main_event", put("events", 1, is_main=True)),
    ("event_under_itself", put("events", 0, parent_event_id="raid.capture-1")),
    ("number_accounted", put("numbers", 0, outcome="leftover")),
    ("number_accounted", put("numbers", 0, outcome="not_a_count", claim_id=None)),
    ("class_of_persons", put("claims", 1, victim_class=None)),
    ("class_of_persons", put("claims", 1, unit="horse")),
    ("origin_of_passage", put("claims", 1, origin="infobox")),
    ("distance_in_order", put("event_places", 0, distance_km_low=50.0)),
    ("distance_in_order", put("event_places", 0, distance_km_low=None)),
    ("coordinates_in_pairs", put("places", 0, latitude=None)),
    ("uncertain_row_exists", put("uncertainties", 0, row_id="raid.killed-9")),
    ("uncertain_row_exists", put("uncertainties", 0, field="victim")),
]

FORMS = [
    ("exact", 10, None), ("exact", None, None), ("exact", 9, 10), ("approximate", 10, None), ("named", None, None),
    ("range", 10, None), ("range", None, 10), ("at_least", 10, 10), ("at_least", None, 10), ("at_most", 10, 10),
    ("at_most", 10, None), ("zero", None, None), ("zero", 0, 10), ("vague", 10, None), ("existential", 10, 10),
    ("unknown", 0, 0), ("anaphoric", 8, None),
]  # fmt: skip


def broken(folder: Path) -> list[Finding]:
    """What the rules find; Frictionless, ten times slower, has tests of its own."""
    return check_rules(folder / "csv", load_schema())[0]


def titles() -> dict[str, str]:
    return {rule.name: rule.title for rule in load_rules()}


@pytest.mark.parametrize(("rule", "change"), BROKEN)
def test_what_breaks_a_rule_is_found_by_it_alone(tables: Tables, staged: Staged, rule: str, change: Change) -> None:
    change(tables)
    found = {finding.rule for finding in broken(staged(tables))}
    assert found == {titles()[rule]}


@pytest.mark.parametrize(("form", "low", "high"), FORMS)
def test_bounds_that_do_not_fit_the_form_are_found(
    tables: Tables, staged: Staged, form: str, low: int | None, high: int | None
) -> None:
    tables["claim_relations"].clear()
    put("claims", 1, form=form, value_low=low, value_high=high)(tables)
    (finding,) = broken(staged(tables))
    assert (finding.row, finding.field) == ("raid.killed-10", "form")
    assert finding.value == f"{form} {'' if low is None else low}..{'' if high is None else high}"


@pytest.mark.parametrize(
    ("form", "low", "high"),
    [("at_least", 10, None), ("at_most", None, 10), ("range", 9, 10), ("zero", 0, 0), ("vague", None, None),
     ("anaphoric", None, None), ("anaphoric", 8, 8), ("named", 1, 1), ("unknown", None, None)],
)  # fmt: skip
def test_bounds_that_fit_the_form_pass(
    tables: Tables, staged: Staged, form: str, low: int | None, high: int | None
) -> None:
    put("claims", 1, form=form, value_low=low, value_high=high)(tables)
    assert broken(staged(tables)) == []


def test_a_part_of_an_open_or_approximate_whole_may_be_larger(tables: Tables, staged: Staged) -> None:
    put("claims", 0, form="at_least", value_high=None)(tables)
    put("claims", 1, value_low=12, value_high=12)(tables)
    assert broken(staged(tables)) == []


def test_every_rule_has_data_that_break_it() -> None:
    assert {rule for rule, _ in BROKEN} | {"form_fits_bounds"} == set(titles())
