"""The views of the DuckDB file: claims in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.build import build
from pipeline.publish.views import View, load_views, parse_view


@pytest.fixture
def rows(built: Path) -> list[dict[str, Any]]:
    with duckdb.connect(built / "battle-claims.duckdb", read_only=True) as connection:
        result = connection.sql("SELECT * FROM claims_readable")
        return [dict(zip(result.columns, row, strict=True)) for row in result.fetchall()]


def test_claims_readable_is_one_row_a_claim_in_the_order_of_the_text(rows: list[dict[str, Any]]) -> None:
    assert [row["claim_id"] for row in rows] == [
        "ford-of-ash.40-killed",
        "ford-of-ash.50-killed",
        "ford-of-ash.few-killed",
    ]
    assert list(rows[0])[-3:] == ["claim_id", "event_id", "article_id"]


def test_claims_readable_names_event_date_and_the_party_of_the_infobox_column(rows: list[dict[str, Any]]) -> None:
    assert (
        rows[0]
        | {
            "event": "Ford of Ash",
            "date": "0062-03-01",
            "victim": "Southland",
            "measure": "killed",
            "unit": "person",
            "low": 40,
            "high": 40,
            "sentence": "40 killed (per Northland)\n3 tanks",
        }
        == rows[0]
    )


def test_claims_readable_joins_the_sources_of_a_role_in_their_order(rows: list[dict[str, Any]]) -> None:
    assert [(row["claimant"], row["principal"], row["medium"]) for row in rows] == [
        ("Northland", None, None),
        ("Northland; Southland", None, "Herald"),
        (None, None, None),
    ]


def test_a_victim_that_the_text_does_not_say_stays_empty(rows: list[dict[str, Any]]) -> None:
    assert [row["victim"] for row in rows[1:]] == [None, None]
    assert (rows[1]["low"], rows[1]["high"]) == (50, None)


@pytest.mark.parametrize("view", load_views(), ids=lambda view: view.name)
def test_every_view_and_each_of_its_columns_is_described(built: Path, view: View) -> None:
    with duckdb.connect(built / "battle-claims.duckdb", read_only=True) as connection:
        columns = connection.sql(f"SELECT * FROM {view.name}").columns
        stored = connection.sql("SELECT comment FROM duckdb_views() WHERE view_name = ?", params=[view.name])
        assert stored.fetchall() == [(view.description,)]
    assert list(view.columns) == columns


def test_a_view_comes_after_the_views_that_it_uses(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("-- Uses b.\nSELECT * FROM b")
    (tmp_path / "b.sql").write_text(
        "-- Uses none.\n-- Goes on.\n--\n-- x: A number,\n-- that is one.\nSELECT 1 AS x;\n"
    )
    views = load_views(tmp_path)
    assert [view.name for view in views] == ["b", "a"]
    assert views[0].description == "Uses none. Goes on."
    assert views[0].columns == {"x": "A number, that is one."}
    assert views[0].query == "SELECT 1 AS x"


def test_a_comment_inside_the_query_is_no_description() -> None:
    view = parse_view("v", "-- One.\nSELECT 1 -- two\n")
    assert (view.description, view.query) == ("One.", "SELECT 1 -- two")


def test_the_comparison_with_the_prose_carries_no_words_that_it_does_not_compare() -> None:
    # A million claims are compared within half a gigabyte, which their quotes alone fill.
    sql = next(view.query for view in load_views() if view.name == "discrepancies")
    comparing = sql.partition("proses AS (")[0]
    assert "*" not in comparing
    assert "quote" not in comparing


def test_a_side_of_several_parties_has_one_name_in_every_view(tmp_path: Path) -> None:
    text = (
        "= Battle of Orla =\n\nInfobox\n- Date: 3 May 1910\n- Combatant1: Denmark, Norway\n- Combatant2: Sweden\n"
        "- Casualties1: 40 killed\n- Casualties2: 50 killed\n\nThe Battle of Orla was fought on 3 May 1910.\n"
    )
    (tmp_path / "orla.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "orla.txt"], tmp_path / "out")
    views = {"claims_readable": "victim", "own_versus_enemy": "victim", "loss_reports": "loss_country"}
    with duckdb.connect(tmp_path / "out" / "battle-claims.duckdb", read_only=True) as connection:
        named = {
            view: {row[0] for row in connection.sql(f"SELECT {column} FROM {view}").fetchall()}
            for view, column in views.items()
        }
    assert named == {view: {"Denmark; Norway", "Sweden"} for view in views}
