"""The DuckDB file opens in clients years older than the one that wrote it, and answers the same there."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.publish.macros import load_macros
from pipeline.publish.views import load_views
from pipeline.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ASK = """
import duckdb, json, sys
questions = json.loads(sys.argv[2])
with duckdb.connect(sys.argv[1], read_only=True) as build:
    answers = {"version": duckdb.__version__}
    for question in questions:
        build.execute(question)
        answers[question] = [[column[0] for column in build.description], *map(list, build.fetchall())]
print(json.dumps(answers, default=str))
"""
ARGUMENTS = {
    "claims_about": "'GATIA'",
    "claims_by": "'CMA'",
    "evidence": "(SELECT min(claim_id) FROM claims)",
}
COMMENTS = "SELECT table_name, comment FROM duckdb_tables() ORDER BY ALL"


def questions() -> list[str]:
    names = [*load_schema().tables, *(view.name for view in load_views())]
    names += [f"{macro.name}({ARGUMENTS[macro.name]})" for macro in load_macros()]
    return [*(f"SELECT * FROM {name} ORDER BY ALL" for name in names), COMMENTS]


@pytest.fixture(scope="module")
def expected(built: Path) -> dict[str, Any]:
    """What the client that wrote the file says."""
    from subprocess import check_output

    return dict(
        json.loads(
            check_output([sys.executable, "-c", ASK, str(built / "battle-claims.duckdb"), json.dumps(questions())])
        )
    )


@pytest.mark.parametrize("version", ["1.2.0", "1.4.0", "2.0.0"])
def test_tables_views_and_macros_answer_the_same_in_every_client(
    client: Callable[..., Callable[..., str]], built: Path, expected: dict[str, Any], version: str
) -> None:
    run = client(f"duckdb=={version}")
    answers = json.loads(run(ASK, built / "battle-claims.duckdb", json.dumps(questions())))
    assert answers.pop("version") == version
    for question, answer in answers.items():
        assert answer == expected[question], question
        assert len(answer) > 1 or "citations" in question, question
