"""Rows of several articles become one set of tables, whatever their order."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble import merge
from pipeline.errors import SchemaError
from pipeline.schema import load_schema

if TYPE_CHECKING:
    from pipeline.model import Row, Tables

ACTORS = st.lists(
    st.fixed_dictionaries(
        {
            "actor_id": st.sampled_from("abc"),
            "name": st.sampled_from(["A", "Ab", "B"]),
            "actor_type": st.sampled_from(["unknown", "media", "person"]),
            "country_code": st.sampled_from([None, "", "MLI", "FRA"]),
        }
    ),
    max_size=6,
)


def actor(**rest: str | None) -> Row:
    return {"actor_id": "x", "name": "X", "short_name": "X", "actor_type": "unknown", **rest}


def test_every_table_is_there_with_every_column() -> None:
    merged = merge([{"actors": [{"actor_id": "x"}]}])
    assert list(merged) == list(load_schema().tables)
    assert list(merged["actors"][0]) == load_schema().table("actors").columns
    assert merged["claims"] == []


def test_a_shared_actor_is_one_row_that_says_most() -> None:
    merged = merge([{"actors": [actor()]}, {"actors": [actor(actor_type="media")]}, {"actors": [actor()]}])
    assert [row["actor_type"] for row in merged["actors"]] == ["media"]


def test_gaps_are_filled_from_the_other_articles() -> None:
    full = actor(actor_type="media")
    merged = merge([{"actors": [full]}, {"actors": [actor(country_code="FRA")]}])
    assert merged["actors"] == [{**full, "country_code": "FRA"}]


def test_coordinates_are_those_of_one_article() -> None:
    places: list[Row] = [
        {"place_id": "p", "name": "P", "place_type": "region", "latitude": latitude, "longitude": longitude}
        for latitude, longitude in [(1.0, 2.0), (3.0, 4.0)]
    ]
    (place,) = merge([{"places": [row]} for row in places])["places"]
    assert (place["latitude"], place["longitude"]) in [(1.0, 2.0), (3.0, 4.0)]


@given(st.lists(ACTORS, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_articles_plays_no_part(articles: list[list[Row]], shuffle: random.Random) -> None:
    tables: list[Tables] = [{"actors": rows} for rows in articles]
    shuffled = list(tables)
    shuffle.shuffle(shuffled)
    merged = merge(tables)
    assert merged == merge(shuffled)
    assert merged == merge([merged])
    ids = [row["actor_id"] for row in merged["actors"]]
    assert ids == sorted({str(row["actor_id"]) for rows in articles for row in rows})


def test_empty_text_is_missing_and_zero_is_not() -> None:
    (claim,) = merge([{"claims": [{"claim_id": "c", "hedge": "", "value_low": 0}]}])["claims"]
    assert (claim["hedge"], claim["value_low"]) == (None, 0)


def test_rows_stand_in_the_order_of_the_text() -> None:
    rows: list[Row] = [
        {"claim_id": name, "article_id": article, "start": start, "end": start + 1}
        for name, article, start in [("z", "a", 5), ("b", "a", 40), ("a", "b", 1), ("y", "a", 40)]
    ]
    assert [row["claim_id"] for row in merge([{"claims": rows}])["claims"]] == ["z", "b", "y", "a"]


def test_the_first_of_repeated_evidence_stands_for_all() -> None:
    rows: list[Row] = [
        {"event_id": "e", "actor_id": "a", "role": "attacker", "passage_id": "p", "start": start, "basis": "prose"}
        for start in (9, 4, 12)
    ]
    assert [row["start"] for row in merge([{"participants": rows}])["participants"]] == [4]


def test_different_rows_of_one_key_both_stay_for_the_validation_to_report() -> None:
    rows: list[Row] = [{"claim_id": "c", "measure": measure} for measure in ("killed", "wounded", "killed")]
    assert len(merge([{"claims": rows}])["claims"]) == 2


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(SchemaError, match="no table 'claim'"):
        merge([{"claim": []}])
