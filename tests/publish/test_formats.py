"""CSV, Parquet and DuckDB hold the same tables, typed."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import duckdb
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from pipeline.errors import BuildError
from pipeline.publish.csv_files import read_csv
from pipeline.publish.duckdb_file import write_duckdb
from pipeline.publish.logical import logical_hash
from pipeline.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.model import Tables
    from pipeline.schema import Table

Publish: TypeAlias = "Callable[..., Path]"

PYTHON: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
}


def rows_of_csv(folder: Path, table: Table) -> list[tuple[Any, ...]]:
    with (folder / "csv" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        assert next(reader) == table.columns
        return [
            tuple(PYTHON[field.type](cell) if cell else None for field, cell in zip(table.fields, row, strict=True))
            for row in reader
        ]


@pytest.fixture
def connection(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(built / "battle-claims.duckdb", read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("table", load_schema().tables.values(), ids=lambda table: table.name)
def test_three_formats_hold_equal_tables(built: Path, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    from_csv = rows_of_csv(built, table)
    arrow = pq.read_table(built / "parquet" / f"{table.name}.parquet")
    from_parquet = list(zip(*(column.to_pylist() for column in arrow.columns), strict=True))
    from_duckdb = connection.sql(f'SELECT * FROM "{table.name}"')
    assert from_csv == from_parquet
    assert sorted(map(repr, from_duckdb.fetchall())) == sorted(map(repr, from_csv))
    assert arrow.schema.equals(table.arrow_schema(), check_metadata=True)
    assert [str(kind) for kind in from_duckdb.types] == [field.duckdb_type for field in table.fields]


def test_made_up_tables_try_every_type_and_missing_values(built: Path) -> None:
    seen = {type(cell) for table in load_schema().tables.values() for row in rows_of_csv(built, table) for cell in row}
    assert seen == {str, int, float, bool, dt.date, type(None)}


def test_csv_quotes_only_what_needs_it_and_ends_lines_in_lf(built: Path) -> None:
    text = (built / "csv" / "passages.csv").read_bytes()
    assert b"\r" not in text
    assert text.startswith(b"passage_id,article_id,kind")
    assert b'"40 killed (per Northland)\n3 tanks"' in text
    assert "“Herald”" in text.decode()


def test_frictionless_accepts_the_build_and_the_descriptor_counts_it(built: Path) -> None:
    from frictionless import Package

    report = Package(built / "datapackage.json").validate()
    assert report.valid, report.flatten(["title", "rowNumber", "message"])
    package = json.loads((built / "datapackage.json").read_text(encoding="utf-8"))
    claims = next(resource for resource in package["resources"] if resource["name"] == "claims")
    assert claims["rowCount"] == 3
    assert claims["path"] == "csv/claims.csv"
    assert package["sources"] == [{"title": "Ford of Ash", "licence": "CC BY-SA 4.0"}]
    for file in package["alternateFormats"] + package["resources"]:
        data = (built / file["path"]).read_bytes()
        assert file["bytes"] == len(data)
        assert file["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_checksums_cover_every_file(built: Path) -> None:
    lines = (built / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    files = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert sums.keys() == files
    assert list(sums) == sorted(sums)
    assert all(hashlib.sha256((built / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())


def test_logical_hash_is_that_of_its_definition_and_of_every_format(
    built: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    package = json.loads((built / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        table = load_schema().tables[resource["name"]]
        lines = sorted(
            json.dumps(
                [str(cell) if isinstance(cell, dt.date) else cell for cell in row],
                ensure_ascii=False,
                separators=(",", ":"),
            )
            for row in rows_of_csv(built, table)
        )
        text = "".join(line + "\n" for line in [json.dumps(table.columns, separators=(",", ":")), *lines])
        expected = hashlib.sha256(text.encode()).hexdigest()
        assert resource["logicalHash"] == f"sha256:{expected}"
        assert logical_hash(connection.sql(f'SELECT * FROM "{table.name}"').to_arrow_table()) == expected


def test_duckdb_refuses_rows_that_break_a_key_a_check_or_a_required_column(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes((built / "battle-claims.duckdb").read_bytes())
    with duckdb.connect(copy) as connection:
        for statement in (
            "INSERT INTO claim_relations VALUES ('ford-of-ash.40-killed', 'restates', 'nobody')",
            "INSERT INTO estimate_claims VALUES ('x', NULL)",
            "UPDATE claims SET measure = 'eaten'",
            "UPDATE claims SET victim_side = 6",
            "UPDATE places SET place_id = 'A B'",
            "INSERT INTO articles SELECT * FROM articles",
        ):
            with pytest.raises(duckdb.ConstraintException):
                connection.execute(statement)


def test_duckdb_describes_every_table_column_and_view(connection: duckdb.DuckDBPyConnection) -> None:
    described = dict(connection.sql("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    assert described == {table.name: table.description for table in load_schema().tables.values()}
    columns = connection.sql("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal")
    assert [row for row in columns.fetchall() if not row[2]] == []


def test_a_document_in_one_cell_is_published(publish: Publish, tables: Tables, tmp_path: Path) -> None:
    text = 'a "word", ' * 300_000
    tables["passages"][1]["text"] = text
    built = publish(tmp_path / "build", tables)
    rows = pq.read_table(built / "parquet" / "passages.parquet", columns=["text"])
    assert text in rows["text"].to_pylist()


def test_a_row_of_another_type_is_refused_with_its_file(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "csv"
    folder.mkdir()
    for path in (built / "csv").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    claims = folder / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace(",40,40,", ",forty,40,"), encoding="utf-8")
    with pytest.raises(BuildError, match=r"claims\.csv.*forty"):
        read_csv(folder)
    claims.unlink()
    with pytest.raises(BuildError, match=r"claims\.csv"):
        read_csv(folder)


def test_a_dangling_key_ends_the_duckdb_file_with_one_line(publish: Publish, tables: Tables, tmp_path: Path) -> None:
    tables["events"][0]["parent_event_id"] = "nowhere"
    with pytest.raises(BuildError, match=r"battle-claims\.duckdb.*nowhere") as error:
        publish(tmp_path / "build", tables)
    assert "\n" not in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_the_duckdb_process_imports_neither_pandas_nor_pyarrow(built: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from pipeline.publish.duckdb_file import create;"
        "create(Path(sys.argv[2]), iter([sys.argv[1], '']).__next__); print({'pandas', 'pyarrow'} & sys.modules.keys())"
    )
    run = [sys.executable, "-c", code, str(built / "parquet"), str(tmp_path / "x.duckdb")]
    assert subprocess.run(run, check=True, capture_output=True, text=True).stdout == "set()\n"


def test_the_duckdb_file_can_be_made_again_of_the_parquet_files(built: Path, tmp_path: Path) -> None:
    again = write_duckdb(built / "parquet", tmp_path / "again.duckdb")
    assert again.read_bytes() == (built / "battle-claims.duckdb").read_bytes()
