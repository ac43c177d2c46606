"""Queries over a build: what they may read, and how answers are written."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import BuildError, QueryError
from pipeline.query import Answer, ask, claims_in_brief, write_csv, write_json

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "sql",
    [
        "FROM read_csv('{secret}')",
        "FROM '{secret}'",
        "FROM read_text('{secret}')",
        "FROM glob('{folder}/*')",
        "COPY claims TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "FROM read_csv('https://example.org/x.csv')",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "PRAGMA enable_external_access",
        "CREATE TABLE mine AS SELECT 1",
        "DELETE FROM claims",
        "UPDATE claims SET value_low = 0",
        "DROP VIEW claims_readable",
        "SELECT getenv('HOME')",
    ],
)
def test_a_query_reaches_no_file_and_no_network_and_changes_nothing(built: Path, tmp_path: Path, sql: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    before = (built / "battle-claims.duckdb").read_bytes()
    with pytest.raises(QueryError):
        ask(built, sql.format(secret=secret, folder=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    assert (built / "battle-claims.duckdb").read_bytes() == before


def test_python_s_variables_are_no_tables(built: Path) -> None:
    import pandas as pd

    hidden = pd.DataFrame({"a": [1]})
    with pytest.raises(QueryError, match="hidden"):
        ask(built, "FROM hidden")
    assert len(hidden) == 1


def test_an_error_is_one_line_with_what_to_do(built: Path) -> None:
    with pytest.raises(QueryError) as caught:
        ask(built, "SELECT nobody\nFROM claims\nWHERE")
    assert "\n" not in str(caught.value)
    with pytest.raises(QueryError, match="nothing to show"):
        ask(built, " -- only a remark")


def test_two_statements_at_once_are_refused_and_not_half_answered(built: Path) -> None:
    with pytest.raises(QueryError, match="one query at a time"):
        ask(built, "SELECT 1; SELECT 2")
    assert list(ask(built, "SELECT 1;").rows) == [(1,)]


def test_a_folder_without_a_build_and_a_file_that_is_none_are_told(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="run pipeline build"):
        ask(tmp_path, "SELECT 1")
    (tmp_path / "battle-claims.duckdb").write_text("no database" * 1000)
    with pytest.raises(BuildError, match="cannot be opened"):
        ask(tmp_path, "SELECT 1")


def test_the_brief_columns_are_columns_of_the_view(built: Path) -> None:
    whole = ask(built, "FROM claims_readable LIMIT 0").columns
    wide, narrow = (ask(built, f"{claims_in_brief(width)} LIMIT 0").columns for width in (120, 80))
    assert set(narrow) < set(wide) < set(whole)


def test_numbers_are_known_from_texts(built: Path) -> None:
    assert ask(built, "SELECT 1, 1.5, 'a', sum(1), DATE '2020-01-01'").numeric == (True, True, False, True, False)


def test_csv_quotes_what_needs_it_and_leaves_missing_values_empty() -> None:
    out = io.StringIO()
    write_csv(Answer(("a", "b"), (False, False), [('say "x", y', None), (True, "two\nlines")]), out)
    assert out.getvalue() == 'a,b\n"say ""x"", y",\ntrue,"two\nlines"\n'


def test_csv_holds_lists_and_structures_as_json(built: Path) -> None:
    out = io.StringIO()
    write_csv(ask(built, "SELECT ['a', NULL] AS l, {'k': 1.5} AS s"), out)
    assert out.getvalue() == 'l,s\n"[""a"", null]","{""k"": 1.5}"\n'


def test_json_is_valid_for_every_value_that_sql_has(built: Path) -> None:
    sql = (
        "SELECT 'a' AS x, 2 AS x, NULL AS n, DATE '0099-01-02' AS d, 1.50 AS dec, 'nan'::DOUBLE AS nan, "
        "[1, 2] AS l, {'k': DATE '2020-01-01'} AS s, true AS t"
    )
    out = io.StringIO()
    write_json(ask(built, sql), out)
    (row,) = json.loads(out.getvalue())
    assert row == {
        "x": "a", "x_2": 2, "n": None, "d": "0099-01-02", "dec": 1.5, "nan": None, "l": [1, 2],
        "s": {"k": "2020-01-01"}, "t": True,
    }  # fmt: skip


def test_json_of_no_rows_is_an_empty_array(built: Path) -> None:
    out = io.StringIO()
    write_json(ask(built, "FROM claims LIMIT 0"), out)
    assert json.loads(out.getvalue()) == []


EXACT = """SELECT TIMESTAMPTZ '2017-07-26 10:00:00+00' AS moment, [moment] AS many, {'when': moment, 'BLOB': 1} AS one,
INTERVAL 5 YEAR AS long, TIMESTAMP_NS '2017-07-26 10:00:00.123456789' AS short, '\\xAA'::BLOB AS raw, NULL AS raw"""


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin"])
def test_times_with_a_zone_and_other_types_that_python_lacks_are_shown_as_duckdb_does(
    built: Path, zone: str
) -> None:
    shown = "2017-07-26 12:00:00+02" if zone == "Europe/Berlin" else "2017-07-26 10:00:00+00"
    outputs = {}
    for form in ("table", "csv", "json"):
        command = [sys.executable, "-W", "error", "-m", "pipeline", "query", EXACT, "--build", str(built)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TZ": zone, "COLUMNS": "300"}
        done = subprocess.run([*command, "--format", form], env=environment, capture_output=True, text=True, check=True)
        outputs[form] = done.stdout
    assert json.loads(outputs["json"]) == [
        {
            "moment": shown,
            "many": [shown],
            "one": {"when": shown, "BLOB": 1},
            "long": "5 years",
            "short": "2017-07-26 10:00:00.123456789",
            "raw": "\\xAA",
            "raw_2": None,
        }
    ]
    (row,) = list(csv.reader(io.StringIO(outputs["csv"])))[1:]
    assert row[0] == shown
    assert json.loads(row[1]) == [shown]
    assert f"{shown}  ['{shown}']" in outputs["table"]


def test_now_needs_no_package_that_is_not_installed(built: Path) -> None:
    ((now, measured),) = ask(built, "SELECT now(), INTERVAL 1 MONTH").rows
    assert now.startswith("20")
    assert measured == "1 month"


@pytest.mark.parametrize(
    "sql", ["DESCRIBE claims", "SUMMARIZE events", "EXPLAIN FROM claims", "PRAGMA version", "SHOW TABLES"]
)
def test_statements_that_tell_of_tables_are_answered(built: Path, sql: str) -> None:
    assert ask(built, sql).rows
