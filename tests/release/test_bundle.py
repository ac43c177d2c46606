"""A release is a verified build in a zip file of reproducible bytes, under a version that fits what changed."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.errors import BuildError
from pipeline.release.bundle import release
from pipeline.release.verify import verify

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def first(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release(built, "1.0.0", tmp_path_factory.mktemp("dist"))


def read(archive: Path, name: str) -> str:
    with zipfile.ZipFile(archive) as file:
        return file.read(f"{archive.stem}/{name}").decode()


def test_a_release_verifies_and_bears_its_version(first: Path) -> None:
    assert [check.problems for check in verify(first)] == [()] * 5
    assert json.loads(read(first, "datapackage.json"))["version"] == "1.0.0"


def test_two_releases_of_one_build_are_the_same_bytes_sorted_and_without_times(
    built: Path, first: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(built, tmp_path / "elsewhere", copy_function=shutil.copyfile)
    assert release(copy, "1.0.0", tmp_path).read_bytes() == first.read_bytes()
    with zipfile.ZipFile(first) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_checksum_beside_it_is_that_of_the_zip_file_and_nothing_else_is_left(first: Path) -> None:
    digest, name = first.with_name(f"{first.name}.sha256").read_text().split()
    assert (digest, name) == (hashlib.sha256(first.read_bytes()).hexdigest(), first.name)
    assert sorted(path.name for path in first.parent.iterdir()) == [first.name, f"{first.name}.sha256"]


def test_the_notes_have_every_table_with_its_rows_and_hash(first: Path) -> None:
    notes = read(first, "RELEASE-NOTES.md")
    assert notes.startswith("# Battle Claims 1.0.0\n")
    for resource in json.loads(read(first, "datapackage.json"))["resources"]:
        assert f"| `{resource['name']}` | {resource['rowCount']} | `{resource['logicalHash']}` |" in notes


def test_the_bill_of_materials_names_what_made_it(first: Path) -> None:
    bill = json.loads(read(first, "bom.cdx.json"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["version"]) == ("CycloneDX", "1.0.0")
    names = [item["name"] for item in bill["components"]]
    assert names == sorted(names)
    assert {"duckdb", "pandas", "pyarrow", "frictionless", "countrycode"} <= set(names)
    assert all(item["licenses"] for item in bill["components"] if item["name"] in ("pandas", "countrycode"))
    assert all(item["purl"] == f"pkg:pypi/{item['name']}@{item['version']}" for item in bill["components"])


def test_what_is_installed_for_other_reasons_is_no_material(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    from pipeline.release import materials

    asked = ["one", 'two>=1; python_version < "3"', 'three; extra == "more"', 'four; sys_platform == "nowhere"']
    data = {
        name: SimpleNamespace(name=name, version="1", requires=None, metadata=SimpleNamespace(json={}))
        for name in ("one", "two", "three", "four")
    }
    data["battle-claims"] = SimpleNamespace(requires=asked)
    monkeypatch.setattr(materials, "distribution", data.__getitem__)
    assert [item["name"] for item in materials.bill_of_materials("1.0.0")["components"]] == ["one"]


def test_nothing_new_is_no_release(built: Path, first: Path, tmp_path: Path) -> None:
    for version in ("1.0.0", "1.0.1", "2.0.0"):
        with pytest.raises(BuildError, match="nothing differs"):
            release(built, version, tmp_path, first)
    assert list(tmp_path.iterdir()) == []


def test_a_version_must_fit_what_changed_and_the_notes_tell_it(root: Path, first: Path, tmp_path: Path) -> None:
    article = tmp_path / "skirmish.txt"
    article.write_text("= Skirmish of Ash =\n\nOn 3 May 1901, at least twelve soldiers were killed at Ash.\n", "utf-8")
    build = tmp_path / "build"
    arguments = ["build", str(root / "raw"), str(article), "--output", str(build)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    with pytest.raises(BuildError, match=r"need at least 1\.1\.0"):
        release(build, "1.0.1", tmp_path / "dist", first)
    second = release(build, "1.1.0", tmp_path / "dist", first)
    notes = read(second, "RELEASE-NOTES.md")
    assert "## Changes since 1.0.0" in notes
    assert "| `articles` | 1 | 2 | 1 | 0 | 0 |" in notes


def test_without_a_name_the_former_release_is_the_latest_in_the_folder(
    built: Path, first: Path, tmp_path: Path
) -> None:
    for version in ("1.0.0", "0.9.0"):
        shutil.copyfile(first, tmp_path / f"battle-claims-{version}.zip")
    shutil.copyfile(first, tmp_path / "battle-claims-parquet.zip")
    with pytest.raises(BuildError, match=r"nothing differs from 1\.0\.0"):
        release(built, "1.1.0", tmp_path)


def test_a_build_that_does_not_verify_is_not_released(built: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(built, tmp_path / "copy")
    (copy / "csv" / "places.csv").unlink()
    with pytest.raises(BuildError, match="does not verify"):
        release(copy, "1.0.0", tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "01.0.0", "../1.0.0", ""])
def test_a_version_of_another_form_is_refused(built: Path, tmp_path: Path, version: str) -> None:
    with pytest.raises(BuildError, match=r"MAJOR\.MINOR\.PATCH"):
        release(built, version, tmp_path)


def test_a_release_is_never_written_over(built: Path, first: Path) -> None:
    done = CliRunner().invoke(main, ["release", "1.0.0", "--build", str(built), "--output", str(first.parent)])
    assert done.exit_code == 1
    assert "a release never changes" in done.output
