"""Low, best and high under each rule, and what no rule may count."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.assemble.estimates import estimate
from pipeline.model import Row, Tables

EVENT = "raid.main"
Said = tuple[str, str]

ACTORS = {
    "guard": "armed_group", "league": "coalition", "wing": "armed_group", "fadil": "person", "sira": "person",
    "raid.league-source": "anonymous_source", "raid.witness": "anonymous_source", "envoy": "person",
    "mission": "igo", "wire": "media", "aid": "humanitarian", "raid.villagers": "population",
}  # fmt: skip
RELATIONS = [
    ("wing", "member_of", "league"), ("fadil", "spokesperson_of", "league"), ("sira", "official_of", "guard"),
    ("raid.league-source", "affiliated_with", "league"), ("envoy", "official_of", "mission"),
]  # fmt: skip


def tables(*claims: tuple[Row, list[Said]], links: tuple[tuple[str, str, str], ...] = ()) -> Tables:
    """The guard stands in the first column, the league's wing in the second; the league itself in none."""
    return {
        "articles": [{"article_id": "raid"}],
        "passages": [{"passage_id": "raid.s", "article_id": "raid"}],
        "actors": [{"actor_id": key, "actor_type": kind} for key, kind in ACTORS.items()],
        "actor_relations": [
            {"actor_id": a, "relation": relation, "object_actor_id": b, "passage_id": "raid.s"}
            for a, relation, b in RELATIONS
        ],
        "events": [{"event_id": EVENT, "article_id": "raid"}, {"event_id": "raid.clash-1", "article_id": "raid"}],
        "participants": [
            {"event_id": EVENT, "actor_id": "guard", "side": 1},
            {"event_id": EVENT, "actor_id": "wing", "side": 2},
        ],
        "claims": [row for row, _ in claims],
        "claim_sources": [
            {"claim_id": row["claim_id"], "ordinal": 1 if role == "principal" else i, "role": role, "actor_id": actor}
            for row, sources in claims
            for i, (role, actor) in enumerate(sources, 1)
        ],
        "claim_relations": [{"claim_id": a, "relation": relation, "other_claim_id": b} for a, relation, b in links],
    }


def claim(claim_id: str, measure: str, form: str, low: int | None, high: int | None, **more: Any) -> Row:
    row: Row = {
        "claim_id": claim_id, "article_id": "raid", "event_id": EVENT, "measure": measure, "unit": "person",
        "form": form, "value_low": low, "value_high": high, "origin": "prose", "victim_actor_id": None,
        "victim_side": None, "value_text": None, "hedge": None,
    }  # fmt: skip
    return row | more


GUARD = {"victim_actor_id": "guard", "victim_side": 1}
LEAGUE = {"victim_actor_id": "league", "victim_side": 2}


def battle() -> Tables:
    """A battle of which both sides, a wire service, a mission and bystanders speak."""
    infobox = {"origin": "infobox"}
    return tables(
        (claim("i1", "killed", "exact", 50, 50, **GUARD, **infobox), [("claimant", "league"), ("claimant", "mission")]),
        (claim("i2", "captured", "range", 33, 39, **GUARD, **infobox), [("claimant", "league")]),
        (claim("v1", "killed", "vague", None, None, value_text="several dozen"), [("medium", "wire")]),
        (claim("v2", "killed", "vague", None, None, value_text="several dozen", **GUARD), [("medium", "wire")]),
        (claim("k1", "killed", "exact", 2, 2, **LEAGUE), [("medium", "wire")]),
        (claim("k2", "killed", "at_least", 50, None, **GUARD), [("claimant", "fadil"), ("principal", "league")]),
        (claim("c1", "captured", "exact", 39, 39, **GUARD), [("claimant", "fadil"), ("principal", "league")]),
        (
            claim("k3", "killed", "at_least", 13, None, **GUARD),
            [("claimant", "raid.league-source"), ("principal", "league")],
        ),
        (
            claim("k4", "killed", "exact", 4, 4, **LEAGUE),
            [("claimant", "raid.league-source"), ("principal", "league")],
        ),
        (claim("n1", "killed", "named", 1, 1, **LEAGUE), [("claimant", "raid.league-source")]),
        (claim("c2", "captured", "exact", 50, 50, **GUARD), [("claimant", "raid.witness")]),
        (claim("w1", "wounded", "exact", 3, 3), [("claimant", "raid.witness")]),
        (claim("k5", "killed", "exact", 20, 20, **GUARD), [("claimant", "sira"), ("principal", "guard")]),
        (claim("k6", "killed", "exact", 2, 2, **LEAGUE), [("claimant", "sira"), ("principal", "guard")]),
        (claim("w2", "wounded", "exact", 5, 5, **LEAGUE), [("claimant", "sira"), ("principal", "guard")]),
        (claim("e1", "wounded", "existential", None, None, **GUARD), []),
        (claim("c3", "captured", "exact", 33, 33, **GUARD), [("claimant", "envoy"), ("principal", "mission")]),
        (claim("c4", "captured", "exact", 8, 8, **GUARD), [("claimant", "envoy"), ("principal", "mission")]),
        (claim("r1", "released", "anaphoric", 8, 8, **GUARD), []),
        (claim("x1", "killed", "range", 10, 30, event_id="raid.clash-1"), []),
        links=(
            ("i1", "restates", "k2"), ("i2", "aggregates", "c3"), ("n1", "subset_of", "k4"), ("c4", "subset_of", "c3"),
        ),
    )  # fmt: skip


def found(made: Tables) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """(event, measure, scope, side or party, rule) -> (low, best, high, claims)."""
    support: dict[Any, list[str]] = {}
    for row in made["estimate_claims"]:
        support.setdefault(row["estimate_id"], []).append(str(row["claim_id"]))
    return {
        (r["event_id"], r["measure"], r["scope"], r["victim_side"] or r["victim_actor_id"], r["rule"]): (
            r["low"], r["best"], r["high"], " ".join(support[r["estimate_id"]]),
        )
        for r in made["estimates"]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "scope", "side", "rule", "expected"),
    [
        ("killed", "side", 1, "envelope", (13, None, 50, "k2 k3 k5")),
        ("killed", "side", 1, "own_admission", (20, 20, 20, "k5")),
        ("killed", "side", 1, "enemy_claim", (13, None, 50, "k2 k3")),
        ("killed", "side", 1, "ucdp_like", (13, 20, 50, "k2 k3 k5")),
        ("killed", "side", 1, "acled_like", (13, 13, 13, "k3")),
        ("killed", "side", 2, "envelope", (2, None, 4, "k1 k4 k6")),
        ("killed", "side", 2, "own_admission", (4, 4, 4, "k4")),
        ("killed", "side", 2, "enemy_claim", (2, 2, 2, "k6")),
        ("killed", "side", 2, "third_party", (2, 2, 2, "k1")),
        ("killed", "side", 2, "ucdp_like", (2, 4, 4, "k1 k4 k6")),
        ("killed", "side", 2, "acled_like", (2, 2, 2, "k1 k6")),
        ("killed", "total", None, "envelope", (15, None, 54, "k1 k2 k3 k4 k5 k6")),
        ("killed", "total", None, "ucdp_like", (15, 24, 54, "k1 k2 k3 k4 k5 k6")),
        ("killed", "total", None, "acled_like", (15, 15, 15, "k1 k3 k6")),
        ("captured", "side", 1, "envelope", (33, None, 50, "c1 c2 c3")),
        ("captured", "side", 1, "enemy_claim", (39, 39, 39, "c1")),
        ("captured", "side", 1, "third_party", (33, 33, 33, "c3")),
        ("wounded", "side", 2, "envelope", (5, 5, 5, "w2")),
        ("wounded", "side", 2, "enemy_claim", (5, 5, 5, "w2")),
        ("wounded", "unstated", None, "envelope", (3, 3, 3, "w1")),
        ("wounded", "total", None, "envelope", (5, 5, 5, "w2")),
    ],
)
def test_each_rule_gives_its_figure(measure: str, scope: str, side: int, rule: str, expected: Any) -> None:
    assert found(estimate(battle()))[EVENT, measure, scope, side, rule] == expected


def test_where_no_side_has_a_row_the_unstated_one_is_the_total() -> None:
    rows = found(estimate(battle()))
    for scope in ("unstated", "total"):
        assert rows["raid.clash-1", "killed", scope, None, "envelope"] == (10, None, 30, "x1")
        assert rows["raid.clash-1", "killed", scope, None, "ucdp_like"] == (10, 10, 30, "x1")
        assert rows["raid.clash-1", "killed", scope, None, "acled_like"] == (10, 10, 10, "x1")


def test_a_rule_without_a_claim_gives_no_row() -> None:
    rows = found(estimate(battle()))
    assert (EVENT, "killed", "side", 1, "third_party") not in rows
    assert not [key for key in rows if key[1] == "wounded" and key[3] == 1]
    assert not [key for key in rows if key[1] == "released"]


def test_subsets_restatements_and_named_individuals_support_nothing() -> None:
    used = {row["claim_id"] for row in estimate(battle())["estimate_claims"]}
    assert used.isdisjoint({"i1", "i2", "n1", "c4", "r1", "v2", "e1"})


def test_a_side_row_names_the_party_that_its_claims_name() -> None:
    rows = [row for row in estimate(battle())["estimates"] if row["scope"] == "side"]
    assert {(row["victim_side"], row["victim_actor_id"]) for row in rows} == {(1, "guard"), (2, "league")}


def test_an_infobox_claim_that_nothing_in_the_prose_repeats_counts() -> None:
    made = tables((claim("i", "killed", "exact", 7, 7, origin="infobox", victim_side=1), []))
    assert found(estimate(made))[EVENT, "killed", "side", 1, "envelope"] == (7, 7, 7, "i")


def test_dead_horses_are_no_dead_persons() -> None:
    assert estimate(tables((claim("h", "killed", "exact", 7, 7, unit="horse"), [])))["estimates"] == []


@pytest.mark.parametrize(
    ("form", "low", "high", "expected"),
    [("at_most", None, 9, (9, 9, 9)), ("at_least", 9, None, (9, 9, 9)), ("zero", 0, 0, (0, 0, 0))],
)
def test_one_stated_bound_stands_for_both(form: str, low: int | None, high: int | None, expected: Any) -> None:
    made = tables((claim("a", "killed", form, low, high, **GUARD), []))
    assert found(estimate(made))[EVENT, "killed", "side", 1, "envelope"][:3] == expected


@pytest.mark.parametrize(("words", "worth"), [("several", 3), ("several dozen", 12), ("hundreds", 100), ("many", None)])
def test_a_vague_word_has_a_worth_only_where_a_side_has_no_number(words: str, worth: int | None) -> None:
    vague = claim("v", "killed", "vague", None, None, value_text=words, **GUARD)
    rows = found(estimate(tables((vague, []))))
    assert rows.get((EVENT, "killed", "side", 1, "acled_like"), (None,))[0] == worth
    assert (EVENT, "killed", "side", 1, "envelope") not in rows
    number = claim("n", "killed", "exact", 500, 500, **GUARD)
    rows = found(estimate(tables((vague, []), (number, []))))
    assert rows[EVENT, "killed", "side", 1, "acled_like"] == (500, 500, 500, "n")


@pytest.mark.parametrize(
    ("sources", "rule"),
    [
        ([("claimant", "guard")], "own_admission"),
        ([("claimant", "league")], "enemy_claim"),
        ([("claimant", "raid.league-source"), ("principal", "league")], "enemy_claim"),
        ([("claimant", "aid")], "third_party"),
        ([("medium", "wire")], "third_party"),
        ([("claimant", "guard"), ("medium", "wire")], "own_admission"),
        ([("claimant", "guard"), ("claimant", "sira")], "own_admission"),
        ([("claimant", "raid.witness")], None),
        ([("claimant", "raid.witness"), ("principal", "mission")], None),
        ([("claimant", "raid.witness"), ("medium", "wire")], None),
        ([("claimant", "league"), ("claimant", "mission")], None),
        ([], None),
    ],
)
def test_whose_claim_it_is_decides_the_rule(sources: list[Said], rule: str | None) -> None:
    rows = found(estimate(tables((claim("k", "killed", "exact", 5, 5, **GUARD), sources))))
    given = {key[4] for key in rows} & {"own_admission", "enemy_claim", "third_party"}
    assert given == ({rule} if rule else set())


def test_without_sides_relations_tell_own_from_enemy() -> None:
    made = tables((claim("k", "killed", "exact", 5, 5, victim_actor_id="league"), [("claimant", "fadil")]))
    made["participants"] = []
    rows = found(estimate(made))
    assert rows[EVENT, "killed", "side", "league", "own_admission"][:3] == (5, 5, 5)
    made["actor_relations"].append(
        {"actor_id": "guard", "relation": "opposed_to", "object_actor_id": "league", "passage_id": "raid.s"}
    )
    made["claim_sources"][0]["actor_id"] = "sira"
    assert found(estimate(made))[EVENT, "killed", "side", "league", "enemy_claim"][:3] == (5, 5, 5)


@pytest.mark.parametrize(("third", "rule"), [(None, "enemy_claim"), ("aid", None)])
def test_two_that_fought_without_columns_are_enemies(third: str | None, rule: str | None) -> None:
    made = tables((claim("k", "killed", "exact", 5, 5, victim_actor_id="guard"), [("claimant", "wing")]))
    fought = ["guard", "wing", *([third] if third else [])]
    made["participants"] = [{"event_id": EVENT, "actor_id": actor, "role": "belligerent"} for actor in fought]
    rules = {key[4] for key in found(estimate(made)) if key[2] == "side"}
    assert rules == {"envelope", "ucdp_like", "acled_like"} | ({rule} if rule else set())


def test_a_party_without_a_side_is_counted_beside_the_sides() -> None:
    villagers = claim("v", "killed", "exact", 6, 6, victim_actor_id="raid.villagers")
    made = estimate(tables((villagers, []), (claim("g", "killed", "exact", 4, 4, **GUARD), [])))
    assert found(made)[EVENT, "killed", "total", None, "envelope"] == (10, 10, 10, "g v")
    assert "raid.main.killed-villagers-envelope" in {row["estimate_id"] for row in made["estimates"]}


def test_a_unit_of_unknown_side_adds_nothing_to_the_sides_that_may_hold_it() -> None:
    unit = claim("u", "killed", "exact", 6, 6, victim_actor_id="brigade")
    side = claim("g", "killed", "exact", 40, 40, **GUARD)
    both, alone = tables((unit, []), (side, [])), tables((unit, []))
    for made in (both, alone):
        made["actors"].append({"actor_id": "brigade", "actor_type": "state_military"})
    assert found(estimate(both))[EVENT, "killed", "total", None, "envelope"] == (40, 40, 40, "g")
    assert found(estimate(both))[EVENT, "killed", "side", "brigade", "envelope"] == (6, 6, 6, "u")
    assert found(estimate(alone))[EVENT, "killed", "total", None, "envelope"] == (6, 6, 6, "u")


def lasting(*claims: Row) -> Tables:
    """The raid as one of ten days."""
    made = tables(*((row, []) for row in claims))
    made["events"][0] |= {"date_start": "1918-04-01", "date_end": "1918-04-10"}
    return made


def on(day: str, until: str = "") -> Row:
    return {"date_start": f"1918-04-{day}", "date_end": f"1918-04-{until or day}"}


@pytest.mark.parametrize("dated", [{}, on("01", "10")])
def test_claims_about_the_whole_leave_out_those_about_a_day(dated: Row) -> None:
    made = lasting(
        claim("day", "killed", "exact", 3, 3, **GUARD, **on("02")),
        claim("after", "killed", "exact", 90, 90, **GUARD, **on("12")),
        claim("whole", "killed", "exact", 40, 40, **GUARD, **dated),
    )
    assert found(estimate(made))[EVENT, "killed", "side", 1, "envelope"] == (40, 40, 40, "whole")


def test_claims_about_days_count_where_none_is_about_the_whole() -> None:
    vague = claim("vague", "killed", "vague", None, None, **GUARD)
    made = lasting(
        claim("a", "killed", "exact", 3, 3, **GUARD, **on("02")),
        claim("b", "killed", "exact", 5, 5, **GUARD, **on("03")),
        vague,
    )
    assert found(estimate(made))[EVENT, "killed", "side", 1, "envelope"] == (3, None, 5, "a b")


def test_relations_that_run_in_a_circle_do_not_hang() -> None:
    made = tables((claim("k", "killed", "exact", 5, 5, victim_actor_id="aid"), [("claimant", "envoy")]))
    for a, b in (("aid", "mission"), ("mission", "aid")):
        made["actor_relations"].append(
            {"actor_id": a, "relation": "member_of", "object_actor_id": b, "passage_id": "raid.s"}
        )
    assert found(estimate(made))[EVENT, "killed", "side", "aid", "own_admission"][:3] == (5, 5, 5)


def test_low_never_passes_best_nor_best_high_and_ids_are_unique() -> None:
    rows = estimate(battle())["estimates"]
    assert len({row["estimate_id"] for row in rows}) == len(rows)
    for row in rows:
        low, best, high = (row[name] for name in ("low", "best", "high"))
        assert isinstance(low, int)
        assert isinstance(high, int)
        assert low <= high
        assert best is None or (isinstance(best, int) and low <= best <= high)


def test_the_order_of_the_claims_changes_nothing() -> None:
    made, turned = battle(), battle()
    for rows in turned.values():
        rows.reverse()
    assert estimate(made)["estimates"] == estimate(turned)["estimates"]
    assert estimate(made)["estimate_claims"] == estimate(turned)["estimate_claims"]


@pytest.mark.parametrize(
    ("whole", "part", "counted"),
    [
        ("casualties", "killed", True),
        ("killed+wounded", "killed", True),
        ("killed+wounded", "captured", False),
        ("captured", "captured", False),
        ("captured", "killed", False),
        ("casualties", "casualties", False),
    ],
)
def test_a_part_counts_only_where_the_whole_is_of_several_kinds(whole: str, part: str, counted: bool) -> None:
    made = estimate(
        tables(
            (claim("w", whole, "exact", 60, 60, **GUARD), []),
            (claim("p", part, "exact", 10, 10, **GUARD), []),
            links=(("p", "subset_of", "w"),),
        )
    )
    assert any(row["claim_id"] == "p" for row in made["estimate_claims"]) == counted
