"""Two builds held against each other: rows by key, cells, the schema, and what that means for the version."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.diff import Bump, Difference, diff
from pipeline.diff.report import as_json, as_markdown, as_text
from pipeline.diff.version import check_version, least_version
from pipeline.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TABLE = """CREATE TABLE t (id VARCHAR PRIMARY KEY, n BIGINT, word VARCHAR NOT NULL CHECK (word IN ('a', 'b')));
INSERT INTO t VALUES ('x', 1, 'a'), ('y', NULL, 'b'), ('z', 3, 'b');
CREATE VIEW v AS SELECT id FROM t;
CREATE MACRO m(x) AS TABLE SELECT id FROM t WHERE n = x;"""


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, *statements: str) -> Path:
        path = tmp_path / f"{name}.duckdb"
        with duckdb.connect(path) as connection:
            connection.execute(TABLE)
            for statement in statements:
                connection.execute(statement)
        return path

    return write


def changes(make: Callable[..., Path], *statements: str) -> Difference:
    return diff(make("before"), make("after", *statements))


def test_equal_builds_do_not_differ(make: Callable[..., Path]) -> None:
    found = changes(make)
    assert not found
    assert (found.bump, list(as_text(found)), as_markdown(found)) == (Bump.NONE, ["no difference"], "No difference.")


def test_rows_are_found_by_their_key_and_cells_by_their_column(make: Callable[..., Path]) -> None:
    found = changes(make, "DELETE FROM t WHERE id = 'z'", "UPDATE t SET n = 5", "INSERT INTO t VALUES ('w', 0, 'a')")
    (table,) = found.tables
    assert (table.old_rows, table.new_rows, table.changed) == (3, 3, 2)
    assert (table.added, table.removed) == ((("w",),), (("z",),))
    cells = [(cell.key, cell.column, cell.old, cell.new) for cell in table.cells]
    assert cells == [(("x",), "n", "1", "5"), (("y",), "n", None, "5")]


def test_a_value_that_goes_missing_is_a_change(make: Callable[..., Path]) -> None:
    (table,) = changes(make, "UPDATE t SET n = NULL WHERE id = 'x'").tables
    assert [(cell.old, cell.new) for cell in table.cells] == [("1", None)]


@pytest.mark.parametrize(
    ("statement", "bump"),
    [
        ("UPDATE t SET n = 9", Bump.PATCH),
        ("INSERT INTO t VALUES ('w', 0, 'a')", Bump.MINOR),
        ("DELETE FROM t WHERE id = 'x'", Bump.MINOR),
        ("CREATE TABLE u (id VARCHAR)", Bump.MINOR),
        ("ALTER TABLE t ADD COLUMN more VARCHAR", Bump.MINOR),
        ("DROP VIEW v", Bump.MAJOR),
        ("ALTER TABLE t DROP COLUMN n", Bump.MAJOR),
        ("ALTER TABLE t ALTER n TYPE DOUBLE", Bump.MAJOR),
        ("DROP TABLE t CASCADE; DROP VIEW v", Bump.MAJOR),
        ("CREATE OR REPLACE VIEW v AS SELECT word FROM t", Bump.MAJOR),
        ("CREATE OR REPLACE VIEW v AS SELECT id FROM t WHERE n > 1", Bump.MINOR),
        ("CREATE OR REPLACE MACRO m(x) AS TABLE SELECT id FROM t WHERE n > x", Bump.MINOR),
        ("DROP MACRO TABLE m", Bump.MAJOR),
        ("CREATE OR REPLACE MACRO m(x, y) AS TABLE SELECT id FROM t WHERE n IN (x, y)", Bump.MAJOR),
    ],
)
def test_the_kind_of_change_says_which_part_of_the_version_moves(
    make: Callable[..., Path], statement: str, bump: Bump
) -> None:
    found = changes(make, statement)
    assert (found.bump, found.breaking) == (bump, bump is Bump.MAJOR)


def test_a_rule_that_no_longer_holds_breaks_and_a_new_one_does_not(tmp_path: Path) -> None:
    paths = []
    for name, column in (("wide", "VARCHAR"), ("narrow", "VARCHAR NOT NULL CHECK (word IN ('a'))")):
        paths.append(tmp_path / f"{name}.duckdb")
        with duckdb.connect(paths[-1]) as connection:
            connection.execute(f"CREATE TABLE t (id VARCHAR PRIMARY KEY, word {column})")
    wide, narrow = paths
    assert not diff(wide, narrow).breaking
    assert [change.breaking for change in diff(narrow, wide).schema] == [True, True]


def test_another_key_breaks_and_the_rows_are_not_compared(make: Callable[..., Path], tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    with duckdb.connect(other) as connection:
        connection.execute("CREATE TABLE t (id VARCHAR, n BIGINT PRIMARY KEY, word VARCHAR NOT NULL)")
    found = diff(make("before"), other)
    assert "key (id) became (n)" in [change.change for change in found.schema]
    assert found.tables == ()


def test_folders_zip_files_and_files_are_the_same_build(built: Path, tmp_path: Path) -> None:
    archive = tmp_path / "release.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(built / "battle-claims.duckdb", "battle-claims-1.0.0/battle-claims.duckdb")
    copy = shutil.copyfile(built / "battle-claims.duckdb", tmp_path / "copy.duckdb")
    with zipfile.ZipFile(archive) as file:
        file.extractall(tmp_path / "unpacked")
    for other in (archive, copy, built / "battle-claims.duckdb", tmp_path / "unpacked"):
        assert not diff(built, other)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"no database at all" * 999])
def test_a_file_that_is_no_build_is_one_line_with_a_remedy(built: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(BuildError, match=r"x\.zip: .*; name") as error:
        diff(built, path)
    assert "\n" not in str(error.value)


def test_a_database_that_is_damaged_behind_its_head_is_one_line(make: Callable[..., Path], tmp_path: Path) -> None:
    old, new = (make(name, "INSERT INTO t SELECT 'r' || i, i, 'a' FROM range(9000) AS r (i)") for name in "ab")
    whole = new.read_bytes()
    found = []
    for place in range(5000, len(whole), len(whole) // 20):
        new.write_bytes(whole[:place] + b"\xff" * 500 + whole[place + 500 :])
        try:
            diff(old, new)
        except BuildError as error:
            found.append(str(error))
    assert any("cannot be compared" in line for line in found)
    assert not any("\n" in line for line in found)


def test_a_database_of_something_else_is_refused(make: Callable[..., Path], built: Path) -> None:
    with pytest.raises(BuildError, match="name two builds or releases"):
        diff(built, make("other"))


def test_a_zip_without_a_build_is_refused(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "empty.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("readme.txt", "nothing")
    with pytest.raises(BuildError, match="holds 0 files"):
        diff(built, path)


PLACES = {"an unknown method": (8, 99, "packed by a method unknown here"), "encrypted": (6, 1, "is encrypted")}


@pytest.mark.parametrize(("place", "value", "cause"), PLACES.values(), ids=PLACES.keys())
@pytest.mark.parametrize("command", ["diff", "verify"])
def test_a_zip_file_is_judged_before_it_is_unpacked(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, place: int, value: int, cause: str
) -> None:
    path = tmp_path / "release.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.write(built / "battle-claims.duckdb", "x/battle-claims.duckdb")
        file.writestr("x/SHA256SUMS", "")
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + place + 2] = value
    data[place] = value
    path.write_bytes(data)
    monkeypatch.setattr("shutil.copyfileobj", lambda *_: pytest.fail("unpacked"))
    done = CliRunner().invoke(main, ["diff", str(built), str(path)] if command == "diff" else ["verify", str(path)])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert cause in done.output
    assert "name the folder" in done.output


def test_a_zip_file_whose_database_is_none_is_judged_before_it_is_unpacked(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "release.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("x/battle-claims.duckdb", b"no database at all" * 999)
    monkeypatch.setattr("shutil.copyfileobj", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(BuildError, match=r"release\.zip: is no folder, zip or DuckDB file of a build"):
        diff(built, path)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_file_with_damaged_contents_is_one_line(built: Path, tmp_path: Path, method: int) -> None:
    path = tmp_path / "release.zip"
    with zipfile.ZipFile(path, "w", method) as file:
        file.write(built / "battle-claims.duckdb", "battle-claims.duckdb")
    whole = path.read_bytes()
    for place in range(60, len(whole) // 2, len(whole) // 12):
        path.write_bytes(whole[:place] + b"\xff" * 40 + whole[place + 40 :])
        with pytest.raises(BuildError, match=r"release\.zip: .*; (name|download)") as error:
            diff(built, path)
        assert "\n" not in str(error.value)


def test_json_has_every_row_and_markdown_the_numbers(make: Callable[..., Path]) -> None:
    rows = "INSERT INTO t SELECT 'r' || i, i, 'a' FROM range(30) AS r (i)"
    found = changes(make, rows, "ALTER TABLE t ADD COLUMN note VARCHAR", "UPDATE t SET n = 7 WHERE id = 'x'")
    told = json.loads(as_json(found))
    assert (told["bump"], len(told["tables"][0]["added"]), told["tables"][0]["changed"]) == ("minor", 30, 1)
    assert "    and 20 more" in list(as_text(found))
    text = as_markdown(found)
    assert "| `t` | 3 | 33 | 30 | 0 | 1 |" in text
    assert "- `t.note`: column added" in text
    assert "Breaking" not in text


@pytest.mark.parametrize(
    ("version", "bump", "least"),
    [
        ("1.2.3", Bump.NONE, "1.2.3"),
        ("1.2.3", Bump.PATCH, "1.2.4"),
        ("1.2.3", Bump.MINOR, "1.3.0"),
        ("1.2.3", Bump.MAJOR, "2.0.0"),
        ("0.2.3", Bump.MAJOR, "0.3.0"),
    ],
)
def test_the_least_version_after_a_change(version: str, bump: Bump, least: str) -> None:
    assert least_version(version, bump) == least


def test_a_version_that_does_not_fit_is_refused(make: Callable[..., Path]) -> None:
    found = changes(make, "INSERT INTO t VALUES ('w', 0, 'a')")
    check_version(found, "1.0.0", "1.1.0")
    check_version(found, "1.0.0", "2.0.0")
    check_version(found, "0.3.1", "0.4.0")
    check_version(found, "0.3.1", "1.0.0")
    for low in ("1.0.1", "0.9.0"):
        with pytest.raises(BuildError, match=r"need at least 1\.1\.0"):
            check_version(found, "1.0.0", low)
    for leap in ("1.1.1", "1.2.0", "3.0.0"):
        with pytest.raises(BuildError, match=r"after 1\.0\.0 comes 1\.1\.0 or 2\.0\.0$"):
            check_version(found, "1.0.0", leap)
    with pytest.raises(BuildError, match=r"MAJOR\.MINOR\.PATCH"):
        check_version(found, "1.0", "1.1.0")


def test_a_new_version_of_the_same_data_is_refused(make: Callable[..., Path]) -> None:
    found = changes(make)
    check_version(found, "1.0.0", "1.0.0")
    with pytest.raises(BuildError, match="nothing differs"):
        check_version(found, "1.0.0", "1.0.1")


@pytest.mark.parametrize(
    ("statement", "code"), [("", 0), ("UPDATE t SET n = 9", 3), ("DROP VIEW v", 4)], ids=["same", "rows", "breaking"]
)
def test_the_exit_code_says_what_differs(make: Callable[..., Path], statement: str, code: int) -> None:
    old, new = make("before"), make("after", *filter(None, [statement]))
    done = CliRunner().invoke(main, ["diff", str(old), str(new), "--format", "json"])
    assert done.exit_code == code
    assert json.loads(done.output)["breaking"] is (code == 4)


def test_the_command_refuses_a_version_that_does_not_fit(make: Callable[..., Path]) -> None:
    old, new = make("before"), make("after", "DROP VIEW v")
    done = CliRunner().invoke(main, ["diff", str(old), str(new), "--versions", "1.0.0", "1.0.1"])
    assert done.exit_code == 1
    assert "Error: version 1.0.1 does not fit" in done.output
    done = CliRunner().invoke(main, ["diff", str(old), str(new), "--versions", "1.0.0", "next"])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
