"""Two judges, one verdict: the schema's rules in SQL find what Frictionless finds, in the same words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import Tables
from pipeline.schema import load_schema
from pipeline.validate import validate
from pipeline.validate.by_sql import check_fields_by_sql
from pipeline.validate.fields import check_fields

Staged = Callable[[Tables], Path]
SCHEMA = load_schema()
COLUMNS = [(table.name, field.name) for table in SCHEMA.tables.values() for field in table.fields]
# Cells that are wrong in some column, and some that look wrong and are not.
CELLS: list[Any] = [
    None, "", "x", "0", "-1", "6", "1.5", " 7 ", "+3", "1e3", "NaN", "inf", "true", "True", "1907-02-29", "1908-02-29",
    "1907-13-01", "0000-01-01", "2 May", "nobody", "raid", "raid.main", "UPPER", "a b", "Ä", "killed", "line\nbreak",
    "quo\"te", "com,ma", "99999999999999999999", "MLI", "0" * 64, "1907-05-02/..",
]  # fmt: skip


def agree(folder: Path) -> int:
    ours = check_fields_by_sql(folder / "csv", SCHEMA)
    assert ours is not None
    theirs = check_fields(folder / "csv", SCHEMA)
    assert sorted(ours[0]) == sorted(theirs[0])
    assert ours[1] == theirs[1]
    return len(theirs[0])


def test_both_find_nothing_in_what_is_valid(tables: Tables, staged: Staged) -> None:
    assert agree(staged(tables)) == 0
    assert agree(staged({})) == 0


def test_both_find_every_kind_of_error(tables: Tables, staged: Staged) -> None:
    tables["claims"][0] |= {"value_low": "eleven", "measure": "slain", "victim_side": 6, "unit": None}
    tables["claims"][1] |= {"value_low": -1, "victim_actor_id": "nobody", "claim_id": None}
    tables["articles"][0] |= {"sha256": "abc", "title": None}
    tables["articles"].append({**tables["articles"][0], "title": "Again"})
    tables["events"][0] |= {"date_start": "2 May", "is_main": "perhaps", "year_start": "1907.0"}
    tables["events"][1] |= {"parent_event_id": "raid.gone"}
    tables["actors"] += [dict(tables["actors"][0]) for _ in range(3)]
    tables["actors"] += [{**tables["actors"][1], "actor_id": None} for _ in range(2)]
    relation = tables["claim_relations"][0]
    tables["claim_relations"] += [dict(relation), {**relation, "relation": None}, {}, {}]
    tables["places"][0] |= {"latitude": "NaN", "longitude": "x"}
    tables["claim_sources"][0] |= {"ordinal": "0"}
    tables["numbers"].append({**tables["numbers"][0], "start": " 10 "})
    assert agree(staged(tables)) > 25


@pytest.mark.parametrize("table", sorted(SCHEMA.tables))
def test_both_judge_each_column_alike(tables: Tables, staged: Staged, table: str) -> None:
    (row, *_) = tables[table]
    tables[table] += [{**row, name: cell} for name in SCHEMA.tables[table].columns for cell in CELLS]
    agree(staged(tables))


changes = st.lists(st.tuples(st.sampled_from(COLUMNS), st.integers(0, 3), st.sampled_from(CELLS)), max_size=6)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes, st.lists(st.sampled_from(sorted(SCHEMA.tables)), max_size=3))
def test_both_judge_any_damage_alike(staged: Staged, changes: list[Any], repeated: list[str]) -> None:
    from copy import deepcopy

    made = deepcopy(VALID)
    for (table, column), number, cell in changes:
        rows = made[table]
        rows[number % len(rows)][column] = cell
    for table in repeated:
        made[table].append(dict(made[table][0]))
    agree(staged(made))


VALID: Tables = {}


@pytest.fixture(autouse=True)
def _valid(tables: Tables) -> None:
    VALID.update(tables)


def test_what_is_no_such_table_is_left_to_frictionless(tables: Tables, staged: Staged) -> None:
    folder = staged(tables) / "csv"
    numbers = folder / "numbers.csv"
    text = numbers.read_text("utf-8")
    for damaged in (text.replace("outcome", "fate", 1), text + "one,two\n", text + '"open', ""):
        numbers.write_text(damaged, "utf-8")
        assert check_fields_by_sql(folder, SCHEMA) is None
    numbers.write_bytes(text.encode() + b"\xff\xfe\n")
    assert check_fields_by_sql(folder, SCHEMA) is None
    numbers.unlink()
    assert check_fields_by_sql(folder, SCHEMA) is None


def test_many_rows_are_judged_in_sql(tables: Tables, staged: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    tables["claims"][0] |= {"measure": "slain"}
    folder = staged(tables)
    by_frictionless = validate(folder).to_dict()
    monkeypatch.setattr("pipeline.validate.FRICTIONLESS_ROWS", 0)
    monkeypatch.setattr("pipeline.validate.fields.check_fields", None)
    assert validate(folder).to_dict() == by_frictionless
