"""What the views say of the bundled article, and that they have the columns that other people's scripts expect."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from pyarrow import parquet  # type: ignore[import-untyped]

from pipeline.publish.views import load_views

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rows = list[dict[str, Any]]

GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id "
    "side_b number_of_sources source_article source_office source_date source_headline source_original "
    "where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
    "country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians "
    "deaths_unknown best high low gwnoa gwnob"
)
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
    "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
    "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
LOSS_REPORTS = "days loss_count loss_type claim_source time_frame loss_country minimum maximum category source_target"


@pytest.fixture(scope="module")
def ask(built: Path) -> Callable[[str], Rows]:
    def answer(query: str) -> Rows:
        with duckdb.connect(built / "battle-claims.duckdb", read_only=True) as connection:
            result = connection.sql(query)
            return [dict(zip(result.columns, row, strict=True)) for row in result.fetchall()]

    return answer


@pytest.mark.parametrize(
    ("view", "columns"),
    [("ucdp_ged", GED), ("acled", ACLED), ("loss_reports", LOSS_REPORTS)],
    ids=lambda x: str(x)[:12],
)
def test_an_exchange_view_has_the_columns_of_its_model_in_their_order(
    ask: Callable[[str], Rows], view: str, columns: str
) -> None:
    assert " ".join(row["column_name"] for row in ask(f"DESCRIBE {view}")) == columns


def test_deaths_of_the_battle_follow_the_own_admission_of_each_side(ask: Callable[[str], Rows]) -> None:
    (row,) = ask("SELECT * FROM ucdp_ged WHERE date_start = DATE '2017-07-26'")
    wanted = {"side_a": "CMA", "side_b": "GATIA", "deaths_a": 4, "deaths_b": 20, "best": 24, "low": 15, "high": 54}
    assert wanted.items() <= row.items()
    assert row["type_of_violence"] == 2
    assert (row["country"], row["country_id"], row["region"], row["adm_1"]) == ("Mali", 432, "Africa", "Kidal Region")
    assert (row["where_prec"], row["event_clarity"], row["date_prec"]) == (2, 1, 1)
    assert row["source_original"].split("; ")[:3] == ["CMA", "MINUSMA", "GATIA"]


def test_deaths_whose_side_is_not_said_are_deaths_unknown(ask: Callable[[str], Rows]) -> None:
    rows = ask(
        "SELECT date_prec, deaths_a, deaths_b, deaths_unknown, low, high FROM ucdp_ged ORDER BY date_start LIMIT 2"
    )
    assert [tuple(row.values()) for row in rows] == [(4, 0, 0, 10, 10, 30), (1, 0, 0, 3, 3, 3)]


def test_what_the_article_does_not_tell_is_empty_and_never_made_up(ask: Callable[[str], Rows]) -> None:
    unknown = ("dyad_new_id", "side_a_new_id", "latitude", "geom_wkt", "priogrid_gid", "adm_2", "gwnoa", "source_date")
    for row in ask("SELECT * FROM ucdp_ged"):
        assert [row[column] for column in unknown] == [None] * len(unknown)
        assert row["id"] >= 9_000_000_000
        assert row["low"] <= row["best"] <= row["high"]


def test_acled_takes_six_events_and_leaves_out_years_and_suspicions(ask: Callable[[str], Rows]) -> None:
    rows = ask("SELECT event_date::VARCHAR AS day, sub_event_type, actor1, actor2, fatalities FROM acled")
    capture = "Non-state actor overtakes territory"
    assert [tuple(row.values()) for row in rows] == [
        ("2017-06-15", "Armed clash", "CMA", "GATIA", 10),
        ("2017-07-06", "Armed clash", "CMA", "GATIA", 3),
        ("2017-07-11", capture, "CMA", "GATIA", 0),
        ("2017-07-26", capture, "CMA", "GATIA", 15),
        ("2017-07-27", "Armed clash", "CMA", "GATIA", 0),
        ("2017-07-29", "Other", "CMA", None, 0),
    ]


def test_acled_names_components_and_what_is_disputed(ask: Callable[[str], Rows]) -> None:
    (row,) = ask("SELECT * FROM acled WHERE event_date = DATE '2017-07-26'")
    assert row["assoc_actor_1"] == "MNLA; HCUA; MAA"
    assert row["interaction"] == "Rebel group-Political militia"
    assert row["notes"] == "disputed: CMA dead 2/4; GATIA dead 13+/20/50+/several dozen"
    assert (row["iso"], row["region"], row["admin1"]) == (466, "Western Africa", "Kidal")


def test_a_loss_report_is_on_behalf_of_the_principal_and_says_which_bound_it_is(ask: Callable[[str], Rows]) -> None:
    rows = ask("SELECT * FROM loss_reports WHERE category = 'Military Deaths' AND loss_count >= 13 ORDER BY loss_count")
    assert [(row["loss_count"], row["source_target"], row["minimum"]) for row in rows] == [
        (13, "CMA-GATIA", 1),
        (20, "GATIA-GATIA", 0),
        (50, "CMA-GATIA", 1),
    ]
    assert {(row["days"], row["time_frame"], row["maximum"]) for row in rows} == {(0, "Day", 0)}


def test_loss_reports_count_days_from_the_main_event_and_name_the_article_where_nobody_claims(
    ask: Callable[[str], Rows],
) -> None:
    rows = ask("SELECT days, loss_count, claim_source, loss_country, category FROM loss_reports WHERE days < 0")
    assert [tuple(row.values()) for row in rows] == [
        (-55, 10, "Article", "Unknown", None),
        (-20, 3, "Article", "Unknown", None),
    ]


def test_each_side_is_held_against_its_enemy(ask: Callable[[str], Rows]) -> None:
    rows = ask("SELECT victim, own_high, enemy_high, enemy_to_own FROM own_versus_enemy WHERE measure = 'killed'")
    assert [tuple(row.values()) for row in rows] == [("GATIA", 20, 50, 2.5), ("CMA", 4, 2, 0.5)]


def test_the_infobox_is_held_against_the_prose(ask: Callable[[str], Rows]) -> None:
    rows = ask("SELECT kind, measure, victim, detail FROM discrepancies WHERE infobox IS NOT NULL ORDER BY kind")
    assert [tuple(row.values()) for row in rows] == [
        ("claimants_merged", "captured", "GATIA", "Guillaume Ngefa; Oumar Ag Acherif"),
        ("hedge_lost", "killed", "GATIA", "at least"),
        ("source_added", "killed", "GATIA", "MINUSMA"),
        ("source_upgraded", "killed", "CMA", ask("SELECT name FROM actors WHERE name LIKE '%source%'")[0]["name"]),
    ]
    assert ask("SELECT victim FROM discrepancies WHERE kind = 'side_missing' AND measure = 'wounded'")[0] == {
        "victim": "GATIA"
    }


def test_countries_are_those_that_occur(ask: Callable[[str], Rows]) -> None:
    assert {row["country_code"]: row["gw_number"] for row in ask("SELECT * FROM countries")} == {"FRA": 220, "MLI": 432}


def text(value: object) -> str:
    """A value as a cell of CSV."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("view", [view.name for view in load_views()])
def test_a_view_is_the_same_in_all_three_formats_and_in_the_descriptor(
    built: Path, ask: Callable[[str], Rows], view: str
) -> None:
    rows = ask(f"SELECT * FROM {view}")
    assert parquet.read_table(built / "views" / f"{view}.parquet").to_pylist() == rows
    with (built / "views" / f"{view}.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [{name: text(value) for name, value in row.items()} for row in rows]
    described = json.loads((built / "datapackage.json").read_text(encoding="utf-8"))["views"]
    (entry,) = [entry for entry in described if entry["name"] == view]
    assert entry["rowCount"] == len(rows)
    kinds = {"BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date", "VARCHAR": "string"}
    types = [kinds[row["column_type"]] for row in ask(f"DESCRIBE {view}")]
    assert [field["type"] for field in entry["schema"]["fields"]] == types
    assert all(field["description"] for field in entry["schema"]["fields"])
    assert all((built / file["path"]).stat().st_size == file["bytes"] for file in entry["files"])


def test_no_view_compares_every_row_of_one_table_with_every_row_of_another(ask: Callable[[str], Rows]) -> None:
    plans = {view.name: str(ask(f"EXPLAIN (FORMAT json) SELECT * FROM {view.name}")) for view in load_views()}
    assert all("HASH_JOIN" in plan for plan in plans.values())
    slow = {name for name, plan in plans.items() if any(join in plan for join in ("NL_JOIN", "NESTED_LOOP", "CROSS_"))}
    # acled joins its events with the days of a month, which are few.
    assert slow <= {"acled"}
