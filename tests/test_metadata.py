"""Metadata say what the descriptor says; RENEW_DOCS=1 writes those of the checkout anew."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
import yaml
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.metadata import CITED, HARVESTED
from pipeline.metadata.citation import citation, zenodo
from pipeline.metadata.facts import sources
from pipeline.metadata.schema_org import schema_org
from pipeline.release.bundle import release

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def package(built: Path) -> dict[str, Any]:
    return dict(json.loads((built / "datapackage.json").read_text("utf-8")))


@pytest.mark.parametrize("name", CITED)
def test_those_of_the_checkout_are_current(root: Path, name: str) -> None:
    text = CITED[name](json.loads((root / "datapackage.json").read_text("utf-8")))
    path = root / name
    if os.environ.get("RENEW_DOCS"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text("utf-8") == text, "run RENEW_DOCS=1 pytest tests/test_metadata.py"


@pytest.mark.parametrize("name", HARVESTED)
def test_those_of_a_build_are_made_of_its_descriptor(built: Path, package: dict[str, Any], name: str) -> None:
    assert (built / name).read_text("utf-8") == HARVESTED[name](package)


@pytest.mark.parametrize(("name", "key"), [("croissant.json", "distribution"), ("schema-org.jsonld", "distribution")])
def test_every_file_with_rows_is_there_with_size_and_hash(built: Path, name: str, key: str) -> None:
    files = {item["contentUrl"]: item for item in json.loads((built / name).read_text("utf-8"))[key]}
    wanted = {
        path.relative_to(built).as_posix()
        for suffix in ("csv", "parquet", "duckdb")
        for path in built.rglob(f"*.{suffix}")
    }
    assert files.keys() == wanted
    for path, item in files.items():
        data = (built / path).read_bytes()
        assert (item["sha256"], item["contentSize"]) == (hashlib.sha256(data).hexdigest(), f"{len(data)} B")


def test_dcat_tells_the_same_files(built: Path) -> None:
    told = json.loads((built / "dcat.jsonld").read_text("utf-8"))["dcat:distribution"]
    for item in told:
        data = (built / item["dcat:downloadURL"]["@id"]).read_bytes()
        assert item["dcat:byteSize"]["@value"] == str(len(data))
        assert item["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(data).hexdigest()
    assert len(told) == len(json.loads((built / "schema-org.jsonld").read_text("utf-8"))["distribution"])


def test_every_column_of_every_table_and_view_is_a_field_of_croissant(built: Path, package: dict[str, Any]) -> None:
    sets = {item["@id"]: item for item in json.loads((built / "croissant.json").read_text("utf-8"))["recordSet"]}
    for item in (*package["resources"], *package["views"]):
        fields = [field["name"] for field in sets.pop(item["name"])["field"]]
        assert fields == [field["name"] for field in item["schema"]["fields"]]
    assert not sets


def test_the_sources_are_told_with_revision_and_licence(package: dict[str, Any]) -> None:
    source = {"title": "Siege of Orm", "path": "https://example.org/w/Orm", "version": "77", "licence": "CC BY-SA 4.0"}
    (based,) = schema_org({**package, "sources": [source]})["isBasedOn"]
    assert (based["url"], based["version"], based["license"]) == (source["path"], "77", "CC BY-SA 4.0")
    assert package["sources"][0]["licence"] == "CC BY-SA 4.0"


def test_a_descriptor_tells_what_the_register_of_raw_documents_says(tmp_path: Path) -> None:
    text = "Northland lost 12 killed at Overe.\n"
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "Siege.wiki").write_text(text, "utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (tmp_path / "raw" / "sources.csv").write_text(
        "path,title,source_url,licence,relation,sha256,revision\n"
        f"Siege.wiki,Siege of Overe,https://wiki.example/Siege,CC BY-SA 3.0,verbatim,{digest},4711\n",
        "utf-8",
    )
    done = CliRunner().invoke(main, ["build", str(tmp_path / "raw"), "--output", str(tmp_path / "build")])
    assert done.exit_code == 0, done.output
    (source,) = json.loads((tmp_path / "build" / "datapackage.json").read_text("utf-8"))["sources"]
    wanted = {"title": "Siege of Overe", "path": "https://wiki.example/Siege", "version": "4711"}
    assert source == {**wanted, "licence": "CC BY-SA 3.0"}


def test_many_sources_are_told_by_site_and_licence(package: dict[str, Any]) -> None:
    many = [{"title": str(i), "path": f"https://a.example/{i}", "licence": "CC0"} for i in range(150)] + [
        {"title": "x"}
    ]
    assert sources({**package, "sources": many}) == [
        {"title": "1 articles"},
        {"title": "150 articles", "path": "https://a.example/", "licence": "CC0"},
    ]


def test_a_citation_is_yaml_whatever_the_title_holds(package: dict[str, Any]) -> None:
    odd = {**package, "title": 'A: "battle" # of\nnothing', "created": "2026-12-01T00:00:00Z"}
    told = yaml.safe_load(citation(odd))
    assert (told["title"], told["date-released"]) == (odd["title"], "2026-12-01")
    assert told["authors"] == [{"name": item["title"]} for item in package["contributors"]]


def test_a_date_and_an_address_are_told_only_where_the_descriptor_has_them(package: dict[str, Any]) -> None:
    assert "date-released" not in citation(package)
    assert "publication_date" not in zenodo(package)
    told = {**package, "created": "2026-12-01T00:00:00Z", "homepage": "https://example.org/"}
    for name, make in {**CITED, **HARVESTED}.items():
        assert "2026-12-01" in make(told), name
        assert ("https://example.org/" in make(told)) is (name != ".zenodo.json"), name


def test_a_release_holds_all_of_them_with_its_own_version_and_day(built: Path, tmp_path: Path) -> None:
    first = release(built, "3.1.4", tmp_path, issued=date(2026, 12, 1))
    with ZipFile(first) as archive:
        read = {name: archive.read(f"{first.stem}/{name}").decode() for name in (*CITED, *HARVESTED)}
        package = json.loads(archive.read(f"{first.stem}/datapackage.json"))
    assert package["created"] == "2026-12-01T00:00:00Z"
    for name, text in read.items():
        assert text == {**CITED, **HARVESTED}[name](package)
        assert "3.1.4" in text
        assert "2026-12-01" in text
