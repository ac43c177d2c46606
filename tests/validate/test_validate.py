"""A valid package passes; each thing that can be wrong is named with its table, row, field and value."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import BuildError
from pipeline.model import Tables
from pipeline.validate import Finding, Report, validate
from pipeline.validate.rules import load_rules

Staged = Callable[[Tables], Path]


def test_a_valid_package_has_no_findings(tables: Tables, staged: Staged) -> None:
    report = validate(staged(tables))
    assert list(report.lines()) == []
    assert report.valid
    assert report.rows["claims"] == 3
    assert report.summary().startswith("valid: ")


def test_empty_tables_are_valid(staged: Staged) -> None:
    assert validate(staged({})).valid


def test_a_folder_without_tables_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="holds none of the tables; name a folder"):
        validate(tmp_path)


def test_an_error_is_told_in_words(tables: Tables, staged: Staged) -> None:
    tables["claims"][0] |= {"measure": "slain", "value_low": -1}
    tables["claims"][1] |= {"unit": None, "value_low": "eleven"}
    tables["articles"][0] |= {"sha256": "abc"}
    rules = [finding.rule for finding in validate(staged(tables)).findings]
    assert any(rule.startswith("enum: is none of killed, ") or ", killed, " in rule for rule in rules)
    assert {"minimum: is less than 0", "required: is empty", "type: is no integer"} <= set(rules)
    assert "pattern: is not of the form [0-9a-f]{64}" in rules


@pytest.mark.parametrize(
    ("table", "row", "change", "field", "value", "told"),
    [
        ("claims", 0, {"value_low": "eleven"}, "value_low", "eleven", "type"),
        ("claims", 0, {"measure": "slain"}, "measure", "slain", "enum"),
        ("claims", 0, {"value_low": -1}, "value_low", "-1", "minimum"),
        ("claims", 0, {"victim_side": 6}, "victim_side", "6", "maximum"),
        ("claims", 0, {"unit": None}, "unit", "", "required"),
        ("articles", 0, {"sha256": "abc"}, "sha256", "abc", "pattern"),
        ("events", 0, {"date_start": "2 May"}, "date_start", "2 May", "type"),
        ("events", 0, {"is_main": "perhaps"}, "is_main", "perhaps", "type"),
        ("claims", 1, {"victim_actor_id": "nobody"}, "victim_actor_id", "nobody", "foreign key"),
        ("events", 1, {"parent_event_id": "raid.gone"}, "parent_event_id", "raid.gone", "foreign key"),
        ("estimate_claims", 0, {"claim_id": "raid.gone"}, "claim_id", "raid.gone", "foreign key"),
    ],
)
def test_the_schema_is_held(
    tables: Tables, staged: Staged, table: str, row: int, change: Any, field: str, value: str, told: str
) -> None:
    tables[table][row] |= change
    found = [f for f in validate(staged(tables)).findings if f.table == table and told in f.rule]
    assert [(f.field, f.value) for f in found] == [(field, value)]
    assert found[0].row


def test_a_repeated_key_is_named(tables: Tables, staged: Staged) -> None:
    tables["actors"].append(dict(tables["actors"][0]))
    tables["claim_relations"].append(dict(tables["claim_relations"][0]))
    found = {(f.table, f.row) for f in validate(staged(tables)).findings if "primary key" in f.rule}
    assert found == {("actors", "guard"), ("claim_relations", "raid.killed-10/subset_of/raid.killed-11")}


def test_missing_files_columns_and_text_that_is_no_csv_are_findings(tables: Tables, staged: Staged) -> None:
    folder = staged(tables)
    (folder / "csv" / "places.csv").unlink()
    (folder / "csv" / "actors.csv").write_bytes(b"actor_id,name\n\xff\xfe,x\n")
    text = (folder / "csv" / "numbers.csv").read_text(encoding="utf-8")
    (folder / "csv" / "numbers.csv").write_text(text.replace("outcome", "fate"), encoding="utf-8")
    report = validate(folder)
    assert {"places", "actors", "numbers"} <= {finding.table for finding in report.findings}
    assert "places: there is no file places.csv" in list(report.lines())
    assert str(folder) not in str(report)


def test_all_errors_come_at_once_each_in_one_line(tables: Tables, staged: Staged) -> None:
    tables["claims"][0] |= {"measure": "slain", "value_low": 99}
    tables["passages"][1]["text"] = "Line one\nline two " + "x" * 200
    report = validate(staged(tables))
    lines = list(report.lines())
    assert {finding.table for finding in report.findings} >= {"claims", "passages"}
    assert len(lines) == len(report.findings) > 3
    assert not any("\n" in line for line in lines)
    assert str(report).endswith("nothing is published before they are mended")


def test_a_finding_names_table_row_field_value_and_what_is_demanded(tables: Tables, staged: Staged) -> None:
    tables["estimates"][0]["best"] = 12
    (finding,) = validate(staged(tables)).findings
    expected = ("estimates", "raid.main.killed-side1-envelope", "best", "10..12..11")
    assert (finding.table, finding.row, finding.field, finding.value) == expected
    assert finding.line().startswith("estimates, raid.main.killed-side1-envelope, best: '10..12..11', an estimate")


def test_the_rules_read_rows_of_any_length(tables: Tables, staged: Staged) -> None:
    tables["passages"][1]["text"] = "a word, " * 400_000
    found = {finding.row for finding in validate(staged(tables)).findings if "as long as its text" in finding.rule}
    assert found == {tables["passages"][1]["passage_id"]}


def test_large_tables_are_held_to_the_same_rules(
    tables: Tables, staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables["claims"][0]["quote"] = "no words of the text"
    folder = staged(tables)
    expected = list(validate(folder).lines())
    before = sorted(folder.rglob("*"))
    monkeypatch.setattr("pipeline.validate.memory._LARGE", 0)
    assert list(validate(folder).lines()) == expected
    assert expected
    assert sorted(folder.rglob("*")) == before


def test_a_value_of_another_type_hides_no_other_error_and_makes_none(tables: Tables, staged: Staged) -> None:
    folder = staged(tables)
    sound = len(list(validate(folder).lines()))
    tables["claims"][0]["value_low"] = "x"
    tables["claims"][1]["quote"] = "no words of the text"
    lines = list(validate(staged(tables)).lines())
    assert not [line for line in lines if "cannot read it" in line]
    assert any("'x'" in line and ", value_low: " in line for line in lines)
    assert any(", quote: 'no words of the text'" in line for line in lines)
    assert not [line for line in lines if line.startswith(("estimate", "numbers", "uncertainties"))]
    assert sound == 0


def test_a_table_that_the_rules_cannot_read_is_a_finding(tables: Tables, staged: Staged) -> None:
    folder = staged(tables)
    path = folder / "csv" / "places.csv"
    path.write_bytes(path.read_bytes() + b"x,y\n")
    assert any(line.startswith("places: the rules across fields cannot read it") for line in validate(folder).lines())


def test_a_long_value_is_cut_in_the_line_and_whole_in_the_report() -> None:
    finding = Finding("claims", "c", "quote", "x" * 500, "wrong")
    assert len(finding.line()) < 130
    assert "x" * 100 not in finding.line()


def test_the_report_is_plain_json_and_the_same_each_time(tables: Tables, staged: Staged) -> None:
    tables["claims"][0]["value_low"] = 99
    folder = staged(tables)
    first, second = (json.dumps(validate(folder).to_dict()) for _ in range(2))
    assert first == second
    assert json.loads(first)["valid"] is False
    assert json.loads(first)["errors"][0]["table"] == "claims"


def test_a_folder_that_is_not_there_is_an_error_not_an_empty_success(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no such folder"):
        validate(tmp_path / "nothing")


def test_every_rule_says_what_it_demands_in_one_sentence_of_its_own() -> None:
    titles = [rule.title for rule in load_rules()]
    assert len(set(titles)) == len(titles)
    assert all(title and not title.endswith(".") for title in titles)


def test_an_article_is_at_fault_where_its_own_rows_are() -> None:
    articles = {"raid", "siege"}
    own = [
        Finding("claims", "raid.killed-11", "value_low", "99", "a"),
        Finding("participants", "raid.main/guard/belligerent/raid.s", "actor_id", "guard", "b"),
        Finding("actor_relations", "guard/member_of/league/siege.s", "relation", "x", "c"),
        Finding("numbers", "siege/12", "text", "x", "d"),
    ]
    assert Report(own).at_fault(articles) == {"raid": own[0], "siege": own[2]}
    assert Report([]).at_fault(articles) == {}
    for shared in (Finding("actors", "guard", "name", "", "e"), Finding("claims", "", "", "", "no file")):
        assert Report([*own, shared]).at_fault(articles) == {}
