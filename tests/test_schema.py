"""``datapackage.json`` is the one schema: whole, valid, and what everything else is derived from."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.errors import SchemaError
from pipeline.schema import Table, load_schema, parse_schema

ROOT = Path(__file__).resolve().parents[1]
TABLES = [
    "articles",
    "passages",
    "actors",
    "actor_names",
    "actor_relations",
    "places",
    "events",
    "event_places",
    "participants",
    "claims",
    "claim_sources",
    "claim_relations",
    "citations",
    "estimates",
    "estimate_claims",
    "numbers",
    "uncertainties",
]

each_table = pytest.mark.parametrize("table", load_schema().tables.values(), ids=lambda table: table.name)


@pytest.fixture
def descriptor() -> Any:
    return copy.deepcopy(json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8")))


def test_it_has_the_seventeen_tables() -> None:
    assert list(load_schema().tables) == TABLES


def test_frictionless_finds_a_data_package_of_the_second_version(descriptor: Any, tmp_path: Path) -> None:
    from frictionless import Package

    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    (tmp_path / "build" / "csv").mkdir(parents=True)
    for name, table in load_schema().tables.items():
        header = ",".join(table.columns)
        (tmp_path / "build" / "csv" / f"{name}.csv").write_text(header + "\n", encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    report = Package(tmp_path / "datapackage.json").validate()
    assert report.valid, report.flatten(["title", "message"])


@each_table
def test_every_table_and_column_is_described(table: Table, descriptor: Any) -> None:
    (resource,) = (resource for resource in descriptor["resources"] if resource["name"] == table.name)
    assert resource["path"] == f"build/csv/{table.name}.csv"
    for described in [resource, *resource["schema"]["fields"]]:
        assert described["title"]
        assert described["description"].endswith((".", ")"))
    for field in resource["schema"]["fields"]:
        assert field["type"]
        assert "required" in field["constraints"]
    assert len(set(table.columns)) == len(table.columns)


@each_table
def test_keys_are_sound(table: Table) -> None:
    # Frictionless lets missing values into keys of several columns, and keys point to columns that are no key.
    assert all(table.field(name).required for name in table.primary_key)
    if len(table.primary_key) == 1:
        assert table.field(table.primary_key[0]).unique
    for key in table.foreign_keys:
        target = load_schema().table(key.table)
        assert key.reference == target.primary_key
        assert [table.field(name).type for name in key.fields] == [target.field(name).type for name in key.reference]


@each_table
def test_what_looks_like_a_key_of_another_table_is_one(table: Table) -> None:
    keys = {field for key in table.foreign_keys for field in key.fields} | set(table.primary_key)
    ids = {name for name in table.columns if name.endswith("_id")} - {"row_id"}
    assert ids <= keys


@each_table
def test_patterns_hold_alternatives_in_a_group(table: Table) -> None:
    # Table Schema anchors the whole pattern, and implementations differ on a bare "a|b".
    for field in table.fields:
        depth = 0
        for character in field.pattern or "":
            depth += {"(": 1, ")": -1}.get(character, 0)
            assert character != "|" or depth > 0


def test_parents_come_before_children() -> None:
    order = load_schema().parents_first()
    place = {table.name: position for position, table in enumerate(order)}
    assert sorted(place) == sorted(TABLES)
    for table in order:
        assert all(place[key.table] <= place[table.name] for key in table.foreign_keys)


def test_ddl_makes_the_tables_with_their_types_in_duckdb() -> None:
    with duckdb.connect() as connection:
        for table in load_schema().parents_first():
            for statement in table.ddl():
                connection.execute(statement)
        for table in load_schema().tables.values():
            columns = connection.execute(f"DESCRIBE {table.name}").fetchall()
            assert [(name, kind, null) for name, kind, null, *_ in columns] == [
                (field.name, field.duckdb_type, "NO" if field.required else "YES") for field in table.fields
            ]


def test_unknown_names_are_refused_with_those_that_there_are() -> None:
    with pytest.raises(SchemaError, match=r"no table 'claim'.*claims"):
        load_schema().table("claim")
    with pytest.raises(SchemaError, match=r"actors has no column 'id'; it has actor_id"):
        load_schema().table("actors").field("id")


def test_a_damaged_schema_is_refused(descriptor: Any) -> None:
    unknown = copy.deepcopy(descriptor)
    unknown["resources"][0]["schema"]["fields"][0]["type"] = "colour"
    with pytest.raises(SchemaError, match=r"articles\.article_id has type 'colour'"):
        parse_schema(unknown)
    del descriptor["resources"][0]["schema"]
    with pytest.raises(SchemaError, match="'schema'"):
        parse_schema(descriptor)


def test_keys_in_a_circle_are_refused(descriptor: Any) -> None:
    descriptor["resources"][0]["schema"]["foreignKeys"] = [
        {"fields": ["article_id"], "reference": {"resource": "claims", "fields": ["claim_id"]}}
    ]
    with pytest.raises(SchemaError, match="circle"):
        parse_schema(descriptor).parents_first()


def test_it_travels_in_the_wheel_beside_the_modules(tmp_path: Path) -> None:
    package = tmp_path / "pipeline"
    package.mkdir()
    for name in ("__init__.py", "errors.py", "schema.py"):
        (package / name).write_bytes((ROOT / "pipeline" / name).read_bytes())
    (package / "datapackage.json").write_bytes((ROOT / "datapackage.json").read_bytes())
    code = "from pipeline.schema import load_schema, schema_path; print(len(load_schema().tables), schema_path())"
    run = [sys.executable, "-c", code]
    out = subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert out.split() == ["17", str(package.resolve() / "datapackage.json")]


def test_reading_it_needs_no_heavy_library() -> None:
    code = (
        "import sys; from pipeline.schema import load_schema; [t.ddl() for t in load_schema().tables.values()];"
        "print({'pandas', 'pyarrow', 'duckdb', 'frictionless', 'numpy'} & sys.modules.keys())"
    )
    run = [sys.executable, "-c", code]
    assert subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout == "set()\n"
