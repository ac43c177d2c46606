"""What large builds do otherwise gives what small ones give."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from pipeline.frugal import frugally
from pipeline.publish import csv_files, duckdb_file, logical, parquet_files
from pipeline.publish.csv_files import read_batches
from pipeline.publish.logical import logical_hash
from pipeline.publish.parquet_files import read_parquet, write_parquet
from pipeline.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Tables


def many(rows: int) -> pa.Table:
    return pa.table({"name": [f"n{number * 7 % rows}" for number in range(rows)], "number": list(range(rows))})


@pytest.mark.parametrize("step", [1, 7, 10, 64, 1000])
def test_parquet_bytes_do_not_tell_how_rows_came(tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_files, "ROW_GROUP", 20)
    rows = many(90)
    whole, pieces = tmp_path / "whole.parquet", tmp_path / "pieces.parquet"
    assert write_parquet(whole, rows.schema, rows.to_batches()) == 90
    write_parquet(pieces, rows.schema, rows.to_batches(max_chunksize=step))
    assert pieces.read_bytes() == whole.read_bytes()
    found = pq.ParquetFile(whole)
    assert [found.metadata.row_group(group).num_rows for group in range(found.num_row_groups)] == [20, 20, 20, 20, 10]
    assert found.read().equals(rows)


def test_a_table_without_rows_is_a_file_with_columns(tmp_path: Path) -> None:
    write_parquet(tmp_path / "none.parquet", many(1).schema, [])
    assert pq.read_table(tmp_path / "none.parquet").to_pydict() == {"name": [], "number": []}


@pytest.mark.parametrize("memory", [1, 200, 2_000])
def test_hashes_sorted_on_disk_are_the_same(tmp_path: Path, memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = many(300)
    expected = logical_hash(rows)
    write_parquet(tmp_path / "rows.parquet", rows.schema, rows.to_batches())
    monkeypatch.setattr(logical, "MEMORY", memory)
    monkeypatch.setattr(logical, "BATCH", 11)
    assert logical_hash(rows) == expected
    assert logical_hash(read_parquet(tmp_path / "rows.parquet")) == expected


@pytest.mark.parametrize("long", [0, 150, 299])
def test_a_row_longer_than_a_block_costs_no_row(tmp_path: Path, long: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_files, "_BLOCK", 1 << 10)
    path = tmp_path / "places.csv"
    table = load_schema().tables["places"]
    names = ["Ash, by\nthe ford " * (500 if number == long else 1) for number in range(300)]
    lines = [f'p{number},"{name}",camp' + "," * (len(table.columns) - 3) for number, name in enumerate(names)]
    path.write_text("\n".join([",".join(table.columns), *lines, ""]), "utf-8")
    batches = list(read_batches(path, table))
    assert len(batches) > 1 or long == 0
    assert [name for batch in batches for name in batch.column("name").to_pylist()] == names


def test_a_file_filled_step_by_step_holds_the_same_rows(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duckdb_file, "STEP", 2)
    monkeypatch.setattr(duckdb_file, "_FEW", 0)
    answers = iter([str(built / "parquet"), ""])
    target = tmp_path / "steps.duckdb"
    duckdb_file.create(target, lambda: next(answers))
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{built / duckdb_file.FILE_NAME}' AS one (READ_ONLY); ATTACH '{target}' AS other")
        for name in load_schema().tables:
            one, other = (
                connection.execute(f'SELECT * FROM {file}."{name}" ORDER BY ALL').fetchall()
                for file in ("one", "other")
            )
            assert one == other, name
        assert connection.execute("SELECT count(*) FROM other.claims_readable").fetchone() != (0,)


def test_rows_that_lack_their_parent_are_refused_step_by_step_too(
    publish: Callable[..., Path], tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = publish(tmp_path / "build", tables)
    events = pq.read_table(built / "parquet" / "events.parquet")
    lost = events.set_column(
        events.schema.get_field_index("parent_event_id"),
        events.schema.field("parent_event_id"),
        pa.array(["nowhere"] * events.num_rows),
    )
    pq.write_table(lost, built / "parquet" / "events.parquet")
    monkeypatch.setattr(duckdb_file, "STEP", 2)
    monkeypatch.setattr(duckdb_file, "_FEW", 0)
    with pytest.raises(duckdb.ConstraintException, match="nowhere"):
        duckdb_file.create(tmp_path / "steps.duckdb", lambda: str(built / "parquet"))


@pytest.mark.parametrize("failures", [0, 1, 2])
def test_what_does_not_fit_is_done_with_more_memory(failures: int) -> None:
    left = [duckdb.OutOfMemoryException("too much")] * failures
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '512MB'")

        def work() -> str:
            if left:
                raise left.pop()
            row = connection.execute("SELECT current_setting('memory_limit')").fetchone()
            assert row is not None
            return str(row[0])

        limit = frugally(connection, work)
        assert limit.startswith(("488.2 MiB", "671.3 MiB", limit)[failures])
        assert (limit in ("488.2 MiB", "671.3 MiB")) == (failures < 2)


@pytest.mark.parametrize("limit", ["384MB", "512MB", "3GB"])
@pytest.mark.parametrize("failures", [0, 1, 2, 3])
def test_the_limit_is_put_back_as_it_was_found(limit: str, failures: int) -> None:
    left = [duckdb.OutOfMemoryException("too much")] * failures

    def shown() -> str:
        ((found,),) = connection.execute("SELECT current_setting('memory_limit')").fetchall()
        return str(found)

    def work() -> None:
        if left:
            raise left.pop()
        connection.register("batch", pa.table({"one": [1]}))  # nothing unfinished is in the way

    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{limit}'")
        before = shown()
        with suppress(duckdb.OutOfMemoryException):
            frugally(connection, work)
        assert shown() == before


def test_what_fits_no_memory_is_said() -> None:
    def never() -> None:
        raise duckdb.OutOfMemoryException("too much")

    with duckdb.connect() as connection, pytest.raises(duckdb.OutOfMemoryException):
        frugally(connection, never)
