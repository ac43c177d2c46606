"""The data dictionary says of every table and column what the schema says."""

from __future__ import annotations

import pytest

from pipeline.describe import describe, describe_markdown
from pipeline.errors import QueryError
from pipeline.publish.macros import load_macros
from pipeline.publish.views import load_views
from pipeline.schema import load_schema


def words(name: str | None) -> str:
    return " ".join(" ".join(describe(name, 80)).split())


def test_the_overview_names_every_table_view_and_macro() -> None:
    shown = words(None)
    macros = [macro.call for macro in load_macros()]
    for name in [*load_schema().tables, *(view.name for view in load_views()), *macros]:
        assert f" {name} " in shown


@pytest.mark.parametrize("name", list(load_schema().tables))
def test_a_table_is_shown_with_every_column_type_and_code(name: str) -> None:
    shown = words(name)
    for field in load_schema().tables[name].fields:
        assert f" {field.name} {field.type}, " in shown
        assert " ".join(field.description.replace("`", "").split()) in shown
        assert ", ".join(field.enum) in shown


def test_a_view_is_shown_with_its_columns() -> None:
    for view in load_views():
        shown = words(view.name)
        for column in view.columns:
            assert f" {column} " in shown


def test_a_macro_is_shown_with_its_call_and_columns() -> None:
    shown = words("evidence")
    assert shown.startswith("evidence(claim_id): a table macro")
    assert " citation, or the relation " in shown


def test_markdown_has_every_table_or_the_one_asked_for() -> None:
    everything = describe_markdown(None)
    for table in load_schema().tables.values():
        assert f"\n## {table.name}\n" in everything
    assert describe_markdown("acled").startswith("## acled\n")
    assert "## claims_by(actor)" in describe_markdown("claims_by")
    with pytest.raises(QueryError, match="no table, view or macro"):
        describe_markdown("clams")


def test_keys_and_references_are_told() -> None:
    shown = words("claims")
    assert "key: claim_id" in shown
    assert "refers to passages" in shown


def test_an_unknown_name_brings_the_nearest_or_all() -> None:
    with pytest.raises(QueryError, match="did you mean estimates"):
        describe("estimate")
    with pytest.raises(QueryError, match="did you mean claims"):
        describe("CLAIMS")
    with pytest.raises(QueryError, match="there are articles, passages"):
        describe("zzz")


def test_lines_keep_to_the_width() -> None:
    for name in [None, "claims", "claims_readable"]:
        assert all(len(line) <= 80 for line in describe(name, 80))
