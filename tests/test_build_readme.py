"""What the README of a build says of its contents is so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import duckdb

from pipeline.publish.readme import readme

if TYPE_CHECKING:
    from pathlib import Path


def test_it_names_every_file_of_a_build(built: Path) -> None:
    paths = [path.relative_to(built).as_posix() for path in built.rglob("*")]
    kinds = {re.sub(r"^views/\w+\.", "views/VIEW.", re.sub(r"^(csv|parquet)/\w+", r"\1/TABLE", path)) for path in paths}
    files = {kind for kind in kinds if "." in kind or kind == "SHA256SUMS"} - {"README.md"}
    assert files == set(re.findall(r"^\| `([^`]+)` \|", readme().partition("## The tables")[0], re.MULTILINE))


def test_its_queries_run_and_find_something(built: Path) -> None:
    blocks = re.findall(r"```sql\n(.*?)```", readme(), re.DOTALL)
    statements = [statement for block in blocks for statement in block.split(";") if statement.strip()]
    assert len(statements) == 7
    with duckdb.connect() as connection:
        for statement in statements:
            connection.execute(statement.replace("'battle-claims.duckdb'", f"'{built / 'battle-claims.duckdb'}'"))
            assert connection.fetchall() or statement.split()[0] in ("ATTACH", "USE")


def test_its_formula_gives_the_words_of_every_claim(built: Path) -> None:
    (formula,) = re.findall(r"`(substr\([^`]+)`", readme())
    with duckdb.connect(built / "battle-claims.duckdb", read_only=True) as connection:
        words = formula.replace('"start" -', 'c."start" -').replace('"end" - "start"', 'c."end" - c."start"')
        rows = connection.sql(f"SELECT quote, {words} FROM claims c JOIN passages USING (passage_id)").fetchall()
    assert rows
    assert [row for row in rows if row[0] != row[1]] == []
