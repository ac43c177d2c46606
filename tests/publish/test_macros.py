"""The table macros of the DuckDB file: what a claim rests on, and who claims what about whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from pipeline.errors import SchemaError
from pipeline.publish.macros import Macro, load_macros, parse_macro
from tests.publish.conftest import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def database(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(built / "battle-claims.duckdb", read_only=True) as connection:
        yield connection


def test_evidence_gives_the_words_of_the_claim_and_who_makes_it(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.sql("SELECT kind, name, basis, words FROM evidence('ford-of-ash.50-killed')").fetchall()
    assert rows[0] == ("claim", "killed", "at_least", SENTENCE[24:54])
    assert {(kind, name) for kind, name, *_ in rows} >= {
        ("claimant", "Northland"),
        ("claimant", "Southland"),
        ("medium", "Herald"),
        ("event", "Ford of Ash"),
    }


def test_evidence_of_an_unknown_claim_is_none(database: duckdb.DuckDBPyConnection) -> None:
    assert database.sql("SELECT * FROM evidence('no.such-claim')").fetchall() == []


@pytest.mark.parametrize("name", ["herald", "Herald", "HERALD"])
def test_claims_by_finds_an_actor_in_any_case(database: duckdb.DuckDBPyConnection, name: str) -> None:
    rows = database.execute("SELECT claim_id FROM claims_by(?)", [name]).fetchall()
    assert rows == [("ford-of-ash.50-killed",)]


def test_claims_about_finds_the_losses_of_the_column_of_an_actor(database: duckdb.DuckDBPyConnection) -> None:
    assert database.sql("SELECT claim_id FROM claims_about('Northland')").fetchall() == []
    rows = database.sql("SELECT claim_id FROM claims_about('southland')").fetchall()
    assert rows == [("ford-of-ash.40-killed",)]


@pytest.mark.parametrize("macro", load_macros(), ids=lambda macro: macro.name)
def test_every_macro_is_described_in_the_file(database: duckdb.DuckDBPyConnection, macro: Macro) -> None:
    stored = database.execute(
        "SELECT comment, parameters FROM duckdb_functions() WHERE function_name = ? AND function_type = 'table_macro'",
        [macro.name],
    ).fetchall()
    assert stored == [(macro.description, list(macro.parameters))]


def test_the_columns_described_are_those_that_come(database: duckdb.DuckDBPyConnection) -> None:
    (evidence,) = [macro for macro in load_macros() if macro.name == "evidence"]
    assert list(evidence.columns) == database.sql("SELECT * FROM evidence('x')").columns


@pytest.mark.parametrize("text", ["SELECT 1", "-- other(x)\n-- Text.\nSELECT 1", "-- f()\nSELECT 1"])
def test_a_file_that_does_not_begin_with_its_call_is_refused(text: str) -> None:
    with pytest.raises(SchemaError, match="begin with"):
        parse_macro("f.sql", text)
