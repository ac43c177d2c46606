"""A build held against gold: what counts as found, as wrong and as nothing at all."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate import Evaluation, GoldRow, evaluate
from pipeline.evaluate.assignment import best_pairs
from pipeline.evaluate.names import actor_agrees, names_agree
from pipeline.evaluate.report import details, scores
from pipeline.model import Row, Tables

SENTENCE = "The mayor of Oster said ten militiamen died and four Northern soldiers were hurt."


def gold(line: int = 2, **changes: Any) -> GoldRow:
    values: dict[str, Any] = {
        "article": "Fight_at_Oster", "origin": "prose", "measure": "killed", "unit": "person", "form": "exact",
        "low": 10, "high": 10, "victim": "militia", "claimants": ("mayor of Oster",), "quote": "ten militiamen died",
        "line": line,
    }  # fmt: skip
    return GoldRow(**(values | changes))


def claim(claim_id: str = "c1", **changes: Any) -> Row:
    values: Row = {
        "claim_id": claim_id, "article_id": "fight-at-oster", "measure": "killed", "unit": "person", "form": "exact",
        "value_low": 10, "value_high": 10, "victim_actor_id": "militia", "victim_side": None, "origin": "prose",
        "victim_class": "combatant", "passage_id": "p1", "start": 100, "end": 119, "quote": "ten militiamen died",
    }  # fmt: skip
    return values | changes


def tables(claims: Iterable[Row], sources: Iterable[tuple[str, str, str]] = (("c1", "claimant", "mayor"),)) -> Tables:
    names = {"militia": "Oster Militia", "mayor": "the mayor of Oster", "north": "North", "radio": "Radio Oster"}
    return {
        "articles": [{"article_id": "fight-at-oster", "path": "deep/Fight at Oster.txt", "title": "Fight at Oster"}],
        "passages": [
            {"passage_id": "p1", "section": None, "field": None, "text": SENTENCE},
            {"passage_id": "box", "section": None, "field": "casualties2", "text": "10 killed"},
        ],
        "actors": [{"actor_id": key, "name": name, "short_name": name} for key, name in names.items()],
        "actor_names": [{"actor_id": "north", "article_id": "fight-at-oster", "name": "Crown troops"}],
        "claims": list(claims),
        "claim_sources": [
            {"claim_id": key, "ordinal": i, "role": role, "actor_id": actor}
            for i, (key, role, actor) in enumerate(sources, 1)
        ],
    }


def only(evaluation: Evaluation) -> tuple[int, int, int, int, int, int]:
    score = evaluation.score()
    return score.gold, score.claims, score.core, score.victim, score.sources, score.full


@pytest.mark.parametrize("article", ["Fight_at_Oster", "fight at oster", "The Oster fight"])
def test_an_article_is_found_by_its_file_or_its_title(article: str) -> None:
    made = tables([claim()])
    made["articles"][0]["title"] = "The Oster Fight"
    assert only(evaluate(made, [gold(article=article)])) == (1, 1, 1, 1, 1, 1)


def test_a_file_of_that_name_goes_before_a_title() -> None:
    made = tables([claim()])
    made["articles"].append({"article_id": "other", "path": "other.txt", "title": "Fight at Oster"})
    assert only(evaluate(made, [gold()])) == (1, 1, 1, 1, 1, 1)


def test_a_claim_that_says_the_same_counts_in_full() -> None:
    assert only(evaluate(tables([claim()]), [gold()])) == (1, 1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"measure": "wounded"},
        {"unit": "horse"},
        {"value_low": 9},
        {"form": "at_least", "value_high": None},
        {"quote": "some fell", "start": 5},
        {"origin": "infobox"},
    ],
)
def test_another_measure_unit_form_bound_wording_or_origin_is_no_match(change: Any) -> None:
    found = evaluate(tables([claim(**change)]), [gold()])
    assert found.score().core == 0
    assert found.score().gold == 1


@pytest.mark.parametrize(
    ("wanted", "built"),
    [
        (("vague", None, None), ("existential", None, None)),
        (("existential", None, None), ("anaphoric", None, None)),
        (("named", 1, 1), ("exact", 1, 1)),
        (("exact", 8, 8), ("anaphoric", 8, 8)),
    ],
)
def test_forms_of_one_meaning_match(wanted: tuple[Any, ...], built: tuple[Any, ...]) -> None:
    row = gold(form=wanted[0], low=wanted[1], high=wanted[2])
    made = claim(form=built[0], value_low=built[1], value_high=built[2])
    assert evaluate(tables([made]), [row]).score().core == 1


def test_zero_and_unknown_are_forms_of_their_own() -> None:
    made = claim(form="unknown", value_low=None, value_high=None)
    assert evaluate(tables([made]), [gold(form="vague", low=None, high=None)]).score().core == 0


def test_a_wrong_victim_costs_the_full_match_and_is_told() -> None:
    found = evaluate(tables([claim(victim_actor_id="north")]), [gold()])
    assert only(found) == (1, 1, 1, 0, 1, 0)
    assert any("victim 'North' for 'militia'" in line for line in details(found))


def test_a_victim_where_the_text_names_none_is_wrong() -> None:
    assert evaluate(tables([claim()]), [gold(victim="")]).score().victim == 0
    assert evaluate(tables([claim(victim_actor_id=None)]), [gold(victim="")]).score().victim == 1


def test_sources_agree_role_by_role() -> None:
    as_medium = tables([claim()], [("c1", "medium", "mayor")])
    assert evaluate(as_medium, [gold()]).score().sources == 0
    beyond = tables([claim()], [("c1", "claimant", "mayor"), ("c1", "medium", "radio")])
    assert evaluate(beyond, [gold()]).score().sources == 0
    both = gold(claimants=("Radio Oster", "mayor of Oster"))
    joint = tables([claim()], [("c1", "claimant", "mayor"), ("c1", "claimant", "radio")])
    assert evaluate(joint, [both]).score().full == 1


def test_an_infobox_claim_may_give_the_side_or_the_party() -> None:
    row = gold(origin="infobox", field="casualties2", victim="militia", claimants=())
    for victim, side, agrees in (("militia", None, 1), (None, 2, 1), ("north", 2, 1), ("north", 1, 0), (None, 1, 0)):
        made = claim(origin="infobox", passage_id="box", quote="10 killed", victim_actor_id=victim, victim_side=side)
        assert evaluate(tables([made], []), [row.__class__(**_with(row, quote="10 killed"))]).score().victim == agrees


def _with(row: GoldRow, **changes: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__} | changes


def test_one_claim_meets_one_gold_row_only() -> None:
    found = evaluate(tables([claim()]), [gold(2), gold(3)])
    assert only(found)[:3] == (2, 1, 1)
    assert len(found.comparisons[0].misses) == 1


def test_of_several_claims_those_are_paired_that_agree_most() -> None:
    rows = [gold(2, victim="North", quote="ten died"), gold(3, quote="ten militiamen died")]
    made = [claim("c1"), claim("c2", victim_actor_id="north", start=200)]
    source = [("c1", "claimant", "mayor"), ("c2", "claimant", "mayor")]
    assert evaluate(tables(made, source), rows).score().full == 2
    assert evaluate(tables(reversed(made), source), rows).score().full == 2


def test_optional_rows_cost_nothing_found_or_not() -> None:
    row = gold(optional=True)
    assert only(evaluate(tables([claim()]), [row]))[:3] == (0, 0, 0)
    assert only(evaluate(tables([]), [row]))[:3] == (0, 0, 0)
    otherwise = claim(measure="casualties")
    assert only(evaluate(tables([otherwise]), [row]))[:3] == (0, 0, 0)
    elsewhere = claim(quote="four Northern soldiers were hurt", measure="wounded")
    assert only(evaluate(tables([elsewhere]), [row]))[:3] == (0, 1, 0)


def test_an_optional_row_does_not_take_the_claim_of_one_that_counts() -> None:
    rows = [gold(2, optional=True), gold(3, victim="North")]
    assert only(evaluate(tables([claim()]), rows))[:3] == (1, 1, 1)


def test_only_articles_and_origins_that_the_gold_covers_count() -> None:
    box = claim("c2", origin="infobox", passage_id="box")
    assert only(evaluate(tables([claim(), box]), [gold()]))[:3] == (1, 1, 1)
    absent = evaluate(tables([claim()]), [gold(), gold(3, article="Siege_of_Nowhere")])
    assert absent.absent == ["Siege_of_Nowhere"]
    assert absent.score().gold == 1
    assert evaluate(tables([claim()]), [gold()], articles=["nowhere"]).comparisons == []


def test_the_report_names_each_miss_and_each_extra_with_its_sentence() -> None:
    text = "\n".join(details(evaluate(tables([claim(measure="wounded")]), [gold()])))
    assert "miss   killed person exact 10 of 'militia'" in text
    assert "extra  wounded person exact 10 of 'Oster Militia'" in text
    assert SENTENCE in text
    head = list(scores(evaluate(tables([claim()]), [gold()])))
    assert head[-1].split()[:4] == ["all", "1", "1", "1.000"]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("the Northern Army", "Northern Army", True),
        ("Army", "Northern Army", True),
        ("Southern Army", "Northern Army", False),
        ("Italians", "Italy", True),
        ("Swedish", "Sweden", True),
        ("Italians", "Spain", False),
        ("", "", True),
        ("", "Italy", False),
        ("the", "Italy", False),
    ],
)
def test_names_agree_by_words_or_as_country_and_demonym(one: str, other: str, agree: bool) -> None:
    assert names_agree(one, other) is agree
    assert names_agree(other, one) is agree


def test_an_alias_agrees_only_as_a_whole() -> None:
    assert actor_agrees("Crown troops", ["North"], ["the Crown troops"])
    assert not actor_agrees("Crown", ["North"], ["Crown troops"])


@given(st.lists(st.lists(st.integers(-2, 9), min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_pairing_weighs_more_than_the_one_chosen(drawn: list[list[int]]) -> None:
    width = max(map(len, drawn))
    weights = [row + [0] * (width - len(row)) for row in drawn]
    pairs = best_pairs(weights)
    assert len({i for i, _ in pairs}) == len(pairs) == len({j for _, j in pairs})
    assert all(weights[i][j] > 0 for i, j in pairs)
    size = max(len(weights), width)
    padded = [[max(weight, 0) for weight in row] + [0] * (size - width) for row in weights]
    square = padded + [[0] * size] * (size - len(weights))
    best = max(sum(square[i][j] for i, j in enumerate(order)) for order in permutations(range(size)))
    assert sum(weights[i][j] for i, j in pairs) == best
