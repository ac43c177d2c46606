"""The pages of docs/ are what the package writes today; RENEW_DOCS=1 writes them anew."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from pipeline.docs import PAGES, codes
from pipeline.docs.accuracy import limits_page
from pipeline.docs.diagram import diagram
from pipeline.docs.manual import CELLS, EXAMPLES, NO_COUNTS, SAYINGS, cells, no_counts, readings, sayings
from pipeline.publish.macros import load_macros
from pipeline.publish.views import load_views
from pipeline.schema import load_schema

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
ACCURACY = "accuracy.md"
# How far a figure may be off before the page must be written anew; it must not promise more than is measured.
TOO_HIGH, TOO_LOW = 0.02, 0.1


def renewed(name: str, text: str) -> str:
    """What docs/ holds under that name, written first where that is asked for."""
    path = DOCS / name
    if os.environ.get("RENEW_DOCS"):
        path.write_text(text, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_current(name: str) -> None:
    text = PAGES[name]()
    assert renewed(name, text) == text, "run RENEW_DOCS=1 pytest tests/test_docs.py"


def test_the_figures_of_accuracy_are_those_measured() -> None:
    now = limits_page(ROOT / "tests" / "data" / "gold")
    shown = renewed(ACCURACY, now)
    tables = [re.findall(r"^\| (all|infobox|prose) \|.*$", text, re.MULTILINE) for text in (now, shown)]
    assert tables[0] == tables[1]
    rows = [re.findall(r"^\| (?:all|infobox|prose) \|.*$", text, re.MULTILINE) for text in (now, shown)]
    for measured, written in zip(*rows, strict=True):
        for fresh, old in zip(*(re.findall(r"\d\.\d\d", row) for row in (measured, written)), strict=True):
            off = float(old) - float(fresh)
            assert -TOO_LOW <= off <= TOO_HIGH, f"{measured}; run RENEW_DOCS=1 pytest tests/test_docs.py"


def test_every_page_is_linked_and_every_link_leads_somewhere() -> None:
    linked = set()
    for path in DOCS.glob("*.md"):
        for target, anchor in re.findall(r"\]\(([\w./-]*)(?:#([\w.-]+))?\)", path.read_text(encoding="utf-8")):
            page = DOCS / target if target else path
            linked.add(page.resolve())
            assert page.exists(), f"{path.name}: {target}"
            if anchor:
                heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
                assert anchor in [re.sub(r"[^\w\- ]", "", head).replace(" ", "-").lower() for head in heads]
    assert {path.resolve() for path in DOCS.glob("*.md")} - linked == {(DOCS / "README.md").resolve()}


def test_every_code_of_the_schema_is_explained_and_no_other() -> None:
    used = set()
    for title, places in codes.code_sets().items():
        table_name, field = places[0]
        for code in field.enum:
            text, _ = codes.meaning(table_name, field.name, code)
            assert text, f"{title}: {code}"
            used.add((field.name, code))
    lists = tomllib.loads(Path(codes.__file__).with_name("codes.toml").read_text(encoding="utf-8"))
    for name, group in lists.items():
        columns = group if name in load_schema().tables else {name: group}
        for column, entries in columns.items():
            assert {(column, code) for code in entries} <= used, f"{name}: a code that the schema does not have"


def test_the_diagram_has_every_table_and_every_foreign_key() -> None:
    text = diagram()
    for table in load_schema().tables.values():
        assert f"    {table.name} {{\n" in text
        for key in table.foreign_keys:
            assert re.search(rf'^    {key.table} \S+ {table.name} : "{", ".join(key.fields)}"$', text, re.MULTILINE)


def test_every_column_view_and_macro_is_in_the_dictionary() -> None:
    tables, views = PAGES["data-dictionary.md"](), PAGES["views.md"]()
    for table in load_schema().tables.values():
        part = tables.partition(f"\n## {table.name}\n")[2].partition("\n## ")[0]
        assert all(f"| `{field.name}` |" in part for field in table.fields)
    for name in [*(view.name for view in load_views()), *(macro.call for macro in load_macros())]:
        assert f"\n## {name}\n" in views


def test_the_page_on_clients_names_the_types_that_files_and_frames_have(built: Path) -> None:
    import pandas as pd
    from pyarrow import parquet  # type: ignore[import-untyped]

    told = {
        name: [cell.strip() for cell in row.split("|")]
        for name, row in re.findall(r"^\| `(\w+)` \|(.+)\|$", PAGES["clients.md"](), re.MULTILINE)
    }
    (letters,) = re.findall(r'col_types = "(\w+)"', PAGES["clients.md"]())
    assert len(letters) == len(load_schema().tables["claims"].fields)
    for table in load_schema().tables.values():
        path = built / "parquet" / f"{table.name}.parquet"
        schema = parquet.read_schema(path)
        frame = pd.read_parquet(path, dtype_backend="numpy_nullable")
        for field in table.fields:
            _, duck, arrow, pandas, _ = told[field.type]
            assert field.duckdb_type == duck
            assert str(schema.field(field.name).type) == arrow
            if len(frame):
                assert str(frame[field.name].dtype) == pandas.partition(" ")[0]


def test_every_example_of_the_manual_gives_a_claim() -> None:
    assert {row[0] for row in readings()} == set(EXAMPLES)
    assert {row[0] for row in cells()} == set(CELLS)
    assert {row[0] for row in sayings()} == set(SAYINGS)
    assert {row[0] for row in no_counts()} == set(NO_COUNTS)


def test_the_manual_shows_every_measure_and_every_form_that_a_sentence_can_have() -> None:
    shown = [*readings(), *cells()]
    columns = {field.name: field.enum for field in load_schema().tables["claims"].fields}
    assert {row[3] for row in shown} >= set(columns["form"]) - {"anaphoric"}
    parts = {part for row in shown for part in row[1].split("+")}
    assert parts >= {part for measure in columns["measure"] for part in measure.split("+")}


def test_every_role_of_a_source_is_shown() -> None:
    assert all(any(row[column] for row in sayings()) for column in (1, 2, 3))
    assert any(not any(row[1:]) for row in sayings())
