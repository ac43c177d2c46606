"""Plain rows become typed frames, or an error that names the row."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.assemble import check_rows, to_frames
from pipeline.errors import SchemaError
from pipeline.model import Value
from pipeline.schema import load_schema


def test_dtypes_are_those_of_the_schema_for_empty_and_full_tables() -> None:
    frames = to_frames({"places": [{"place_id": "p", "latitude": 4, "name": None}]})
    for name, table in load_schema().tables.items():
        assert {column: str(dtype) for column, dtype in frames[name].dtypes.items()} == table.dtypes()
        assert len(frames[name]) == (name == "places")
    assert frames["places"]["latitude"][0] == 4.0
    assert frames["places"]["name"].isna().all()


@pytest.mark.parametrize("day", ["0001-01-01", "1066-10-14", "9999-12-31"])
def test_days_of_every_year_are_kept(day: str) -> None:
    frame = to_frames({"events": [{"event_id": "e", "date_start": day}, {"event_id": "f", "date_start": None}]})
    dates = frame["events"]["date_start"].to_numpy()
    assert str(dates[0].astype("datetime64[D]")) == day
    assert np.isnat(dates[1])


def test_large_numbers_are_kept_exactly() -> None:
    frame = to_frames({"claims": [{"value_low": 2**53 + 1}, {"value_low": None}, {"value_low": 0}]})["claims"]
    assert frame["value_low"][0] == 2**53 + 1
    assert frame["value_low"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("value_low", "40", "no integer"),
        ("value_low", 40.0, "no integer"),
        ("value_low", True, "no integer"),
        ("value_low", 2**63, "64 bits"),
        ("value_low", -(2**63) - 1, "64 bits"),
        ("quote", 40, "no string"),
        ("quote", "\ud800", "surrogate"),
        ("date_start", "2017-7-26", "YYYY-MM-DD"),
        ("date_start", "20170726", "YYYY-MM-DD"),
        ("date_start", "2017-02-30", "YYYY-MM-DD"),
        ("date_start", "-0001-01-01", "YYYY-MM-DD"),
    ],
)
def test_a_value_of_another_type_is_named_with_its_row(column: str, value: Value, problem: str) -> None:
    with pytest.raises(SchemaError, match=rf"table claims, row c2: {column} .*{problem}"):
        check_rows({"claims": [{"claim_id": "c1", "quote": "é"}, {"claim_id": "c2", column: value}]})


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(SchemaError, match=r"table actors, row x: unknown column colour; it has actor_id, name"):
        check_rows({"actors": [{"actor_id": "x", "colour": "red"}]})


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(SchemaError, match="no table 'battles'"):
        to_frames({"battles": []})
