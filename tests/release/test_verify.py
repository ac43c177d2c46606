"""A build that was tampered with, cut short or put together wrongly is told from a good one."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.errors import BuildError
from pipeline.publish.checksums import sha256, write_checksums
from pipeline.release.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "copy")


def problems(path: Path) -> list[str]:
    return [problem for check in verify(path) for problem in check.problems]


def seal(folder: Path) -> None:
    """Make hashes and sizes those of the files, as somebody would who changed one on purpose."""
    path = folder / "datapackage.json"
    package: dict[str, Any] = json.loads(path.read_text("utf-8"))
    files = [*package["resources"], *package["alternateFormats"], *(f for v in package["views"] for f in v["files"])]
    for file in files:
        place = folder / file["path"]
        file |= {"bytes": place.stat().st_size, "hash": f"sha256:{sha256(place)}"}
    path.write_text(json.dumps(package), "utf-8")
    write_checksums(folder)


def zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, f"battle-claims-1.0.0/{path.relative_to(folder)}")
    return target


def test_a_build_passes_every_check(built: Path, tmp_path: Path) -> None:
    checks = verify(built)
    assert [check.problems for check in checks] == [()] * 5
    assert verify(zipped(built, tmp_path / "release.zip")) == checks


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda folder: (folder / "csv" / "claims.csv").unlink(), "csv/claims.csv: missing"),
        (lambda folder: (folder / "extra.txt").write_text("x"), "extra.txt: not in SHA256SUMS"),
        (lambda folder: (folder / "README.md").write_text("x"), "README.md: has other contents"),
        (lambda folder: (folder / "datapackage.json").write_text("{"), "datapackage.json: cannot be read"),
        (lambda folder: (folder / "datapackage.json").write_text("[]"), "datapackage.json: cannot be read"),
        (lambda folder: (folder / "datapackage.json").write_text("[" * 100_000), "datapackage.json: cannot be read"),
        (
            lambda folder: (folder / "datapackage.json").write_text('{"resources": [{"schema": []}]}'),
            "datapackage.json: cannot be read",
        ),
        (lambda folder: (folder / "battle-claims.duckdb").write_bytes(b"x" * 9999), "cannot be opened"),
        (lambda folder: (folder / "parquet" / "actors.parquet").write_bytes(b"PAR1"), "actors: "),
    ],
    ids=["missing", "extra", "changed", "no JSON", "no package", "deep", "no schema", "no database", "no Parquet"],
)
def test_damage_is_named(copy: Path, damage: Callable[[Path], object], problem: str) -> None:
    damage(copy)
    assert any(problem in told for told in problems(copy))


def test_a_number_changed_in_one_format_is_found_though_all_hashes_fit(copy: Path) -> None:
    with duckdb.connect(copy / "battle-claims.duckdb") as connection:
        connection.execute("UPDATE claims SET hedge = 'nearly' WHERE hedge = 'at least'")
    seal(copy)
    found = problems(copy)
    assert "claims: the rows in DuckDB are not those described" in found
    assert "views/claims_readable.csv: does not hold what the view shows" in found
    assert not any("CSV" in problem for problem in found)


def test_a_quotation_that_is_not_in_the_text_is_found_though_all_hashes_fit(copy: Path) -> None:
    path = copy / "csv" / "claims.csv"
    path.write_text(path.read_text("utf-8").replace("three people", "seven people").replace("Three", "Seven"), "utf-8")
    seal(copy)
    assert any("quote" in problem for problem in problems(copy))


def test_a_view_file_that_was_cut_short_is_found(copy: Path) -> None:
    path = copy / "views" / "acled.csv"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    seal(copy)
    assert problems(copy) == ["views/acled.csv: does not hold what the view shows"]


def test_a_path_that_leads_out_of_the_build_is_refused(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text("x")
    path = copy / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["alternateFormats"][0]["path"] = "../outside.csv"
    path.write_text(json.dumps(package), "utf-8")
    assert "../outside.csv: described, but not there" in problems(copy)


def test_a_property_that_is_missing_is_told_without_a_traceback(copy: Path) -> None:
    path = copy / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    del package["alternateFormats"][0]["path"]
    path.write_text(json.dumps(package), "utf-8")
    assert any("a property is missing" in problem for problem in problems(copy))


def test_a_descriptor_without_tables_is_told_without_a_traceback(copy: Path) -> None:
    path = copy / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"resources": []}), "utf-8")
    assert "datapackage.json: cannot be read" in problems(copy)


@pytest.mark.parametrize(("place", "value"), [(8, 99), (6, 1)], ids=["an unknown method", "encrypted"])
def test_a_zip_file_that_cannot_be_unpacked_is_one_line(built: Path, tmp_path: Path, place: int, value: int) -> None:
    path = zipped(built, tmp_path / "release.zip")
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        start = data.find(signature)
        while start >= 0:
            data[start + offset + place] = value
            start = data.find(signature, start + 4)
    path.write_bytes(data)
    with pytest.raises(BuildError, match="name the folder"):
        verify(path)


def test_what_is_no_build_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "file"):
        with pytest.raises(BuildError, match="name a build or a downloaded release"):
            verify(path)


def test_the_command_fails_where_a_check_does(built: Path, copy: Path) -> None:
    assert CliRunner().invoke(main, ["verify", str(built)]).exit_code == 0
    (copy / "README.md").unlink()
    done = CliRunner().invoke(main, ["verify", str(copy)])
    assert done.exit_code == 1
    assert "FAILED  every file is the one that SHA256SUMS names" in done.output
    assert "1 check failed" in done.output
