"""Builds of dumps: every kind of file and schema, the same bytes however it is done."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import How, build, extract_to
from pipeline.errors import SourceError
from pipeline.model import Article, Tables
from pipeline.read.dump import is_dump, is_index
from pipeline.read.sources import Failure

KINDS = ["d.xml", "d.xml.bz2", "d-multistream.xml.bz2", "d.xml.gz", "d.xml.zst"]


def rows(staged: Path, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((staged / "csv" / f"{table}.csv").read_text("utf-8"))))


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_gives_its_conflict_articles(dumps: Any, tmp_path: Path, name: str) -> None:
    report = extract_to([dumps.write(name)], tmp_path / "staged")
    assert report.articles == 6
    assert report.pages == 6 * 42 + 1
    assert report.failed == ()
    articles = rows(tmp_path / "staged", "articles")
    assert [row["title"] for row in articles] == [f"Battle of Hill {number}" for number in range(6)]
    assert {row["path"] for row in articles} == {name}
    assert articles[0]["source_url"] == "https://wiki.example/wiki/Battle_of_Hill_0"
    assert articles[0]["revision"] == "101"
    claims = rows(tmp_path / "staged", "claims")
    assert "102" in {row["value_low"] for row in claims}
    assert "999999" not in {row["value_low"] for row in claims}  # an older revision


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("version", ["0.5", "0.6", "0.8", "0.10", "0.11"])
def test_every_schema_is_read(dumps: Any, tmp_path: Path, version: str) -> None:
    assert extract_to([dumps.write("d.xml.bz2", version=version)], tmp_path / "staged").articles == 6


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf_16_is_read_with_a_mark_and_without(dumps: Any, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "d.xml"
    path.write_bytes(('<?xml version="1.0" encoding="UTF-16"?>' + dumps.xml()).encode(encoding))
    assert extract_to([path], tmp_path / "staged").articles == 6


def test_the_standard_input_is_read(dumps: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with dumps.write("d.xml.gz").open("rb") as file, io.TextIOWrapper(file) as given:
        monkeypatch.setattr(sys, "stdin", given)
        assert extract_to([Path("-")], tmp_path / "staged").articles == 6


@pytest.mark.usefixtures("small_parts")
def test_processes_do_not_show(dumps: Any, tmp_path: Path, contents: Callable[[Path], dict[str, bytes]]) -> None:
    path = dumps.write("d-multistream.xml.bz2")
    build([path], tmp_path / "one")
    build([path], tmp_path / "three", how=How(jobs=3))
    assert contents(tmp_path / "one") == contents(tmp_path / "three")


def test_assembling_on_disk_does_not_show(
    dumps: Any, tmp_path: Path, contents: Callable[[Path], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = dumps.write("d.xml")
    in_memory = extract_to([path], tmp_path / "one")
    monkeypatch.setattr("pipeline.build.MANY", 0)
    monkeypatch.setattr("pipeline.assemble.spill.BATCH", 30)
    on_disk = extract_to([path], tmp_path / "two")
    assert on_disk == in_memory
    assert contents(tmp_path / "two") == contents(tmp_path / "one")


def test_links_lead_past_redirects(dumps: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.extract import extract

    seen: list[set[str]] = []

    def watched(article: Article) -> Tables:
        seen.append({mark.value for mark in article.marks if mark.kind == "link"})
        return extract(article)

    monkeypatch.setattr("pipeline.extract.extract", watched)
    extract_to([dumps.write("d.xml")], tmp_path / "staged")
    # Once while the dump was scanned, and because links were looked at once more when its redirects were known.
    assert seen == [{"North League", "Southland"}] * 6 + [{"Northland", "Southland"}] * 6
    assert {"northland", "southland"} <= {row["actor_id"] for row in rows(tmp_path / "staged", "actors")}


def test_what_does_not_look_at_links_is_done_once(dumps: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.extract import extract

    titles: list[str] = []

    def watched(article: Article) -> Tables:
        titles.append(article.title)
        return extract(replace(article, marks=tuple(mark for mark in article.marks if mark.kind != "link")))

    monkeypatch.setattr("pipeline.extract.extract", watched)
    extract_to([dumps.write("d.xml")], tmp_path / "staged")
    assert len(titles) == len(set(titles)) == 6


@pytest.mark.usefixtures("small_parts")
def test_what_was_done_is_not_done_again(dumps: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    how = How(cache=tmp_path / "cache")
    first = extract_to([dumps.write("d.xml.bz2")], tmp_path / "one", how=how)
    done = []

    def counted(*_: object) -> None:
        done.append(1)
        raise AssertionError

    monkeypatch.setattr("pipeline.read.dump.blocks._decompress", counted)
    monkeypatch.setattr("pipeline.run.work.extract_one", counted)
    again = extract_to([tmp_path / "d.xml.bz2"], tmp_path / "two", how=how)
    assert again == first
    assert done == []


def test_only_articles_that_changed_are_extracted_again(
    dumps: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pipeline.run.work as work

    how = How(cache=tmp_path / "cache")
    path = dumps.write("d.xml")
    extract_to([path], tmp_path / "one", how=how)
    newer = tmp_path / "newer.xml"
    newer.write_text(path.read_text("utf-8").replace("40 killed", "41 killed", 1), "utf-8")
    extracted: list[str] = []
    extract_one = work.extract_one

    def watched(article: Article) -> Tables | Failure:
        extracted.append(article.title)
        return extract_one(article)

    monkeypatch.setattr(work, "extract_one", watched)
    extract_to([newer], tmp_path / "two", how=how)
    # Twice: while the dump is scanned, and with the redirect that one of its links runs into.
    assert extracted == ["Battle of Hill 0"] * 2
    assert {row["path"] for row in rows(tmp_path / "two", "articles")} == {"newer.xml"}
    shutil.rmtree(tmp_path / "cache")
    extract_to([newer], tmp_path / "three", how=how)
    assert len(extracted) == 2 + 2 * 6


def test_a_damaged_cache_is_only_slower(dumps: Any, tmp_path: Path) -> None:
    how = How(cache=tmp_path / "cache")
    path = dumps.write("d.xml")
    first = extract_to([path], tmp_path / "one", how=how)
    for entry in (tmp_path / "cache").rglob("*"):
        if entry.is_file():
            entry.write_bytes(entry.read_bytes()[:-9])
    assert extract_to([path], tmp_path / "two", how=how) == first


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.xml", b"", "empty"),
        ("other.xml", b"<rss></rss>", "no XML export of a MediaWiki"),
        ("noise.bz2", b"BZh9" + bytes(range(256)) * 8, "damaged"),
        ("noise.gz", b"\x1f\x8b" + bytes(range(256)) * 8, "damaged"),
        ("some.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "7z"),
        ("missing.xml.bz2", None, "cannot be read"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(SourceError, match=said):
        extract_to([path], tmp_path / "staged")
    assert not (tmp_path / "staged").exists()


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("name", KINDS)
def test_a_dump_cut_off_is_refused(dumps: Any, tmp_path: Path, name: str) -> None:
    path = dumps.write(name)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(SourceError, match=r"cut off|ends in the middle|damaged"):
        extract_to([path], tmp_path / "staged")


def test_a_broken_page_is_reported_and_the_others_built(dumps: Any, tmp_path: Path) -> None:
    path = dumps.write("d.xml")
    path.write_text(path.read_text("utf-8").replace("3 May 1811\n| combatant1", "3 May \x01\n| combatant1", 1), "utf-8")
    report = extract_to([path], tmp_path / "staged")
    assert report.articles == 5
    (failure,) = report.failed
    assert failure.title == "Battle of Hill 0"
    assert "no XML" in failure.reason


def test_a_page_that_a_dump_holds_twice_is_built_once_and_told(dumps: Any, tmp_path: Path) -> None:
    path = dumps.write("d.xml")
    text = path.read_text("utf-8")
    at = text.index("Battle of Hill 1<")
    begin, end = text.rindex("<page>", 0, at), text.index("</page>", at) + len("</page>")
    path.write_text(text[:end] + text[begin:end] + text[end:], "utf-8")
    report = extract_to([path], tmp_path / "staged")
    assert report.articles == 6
    (failure,) = report.failed
    assert "more than once; only the first is built" in failure.reason


def test_a_dump_without_conflicts_says_how_much_was_looked_at(dumps: Any, tmp_path: Path) -> None:
    path = dumps.write("d.xml")
    path.write_text(path.read_text("utf-8").replace("Infobox", "Notice"), "utf-8")
    with pytest.raises(SourceError, match="no conflict article among 253 pages"):
        extract_to([path], tmp_path / "staged")


def test_documents_and_dumps_are_built_together(dumps: Any, tmp_path: Path) -> None:
    article = tmp_path / "own.txt"
    article.write_text("= Battle of Hill 3 =\n\nAt least 12 men were killed there.\n", "utf-8")
    report = extract_to([dumps.write("d.xml"), article], tmp_path / "staged")
    assert report.articles == 6
    assert [failure.path for failure in report.failed] == ["d.xml"]  # the document of that title comes first


@pytest.mark.parametrize("jobs", [1, 2])
def test_titles_that_make_one_id_are_told_apart(dumps: Any, tmp_path: Path, jobs: int) -> None:
    first, *pages, last = dumps.xml(3, filler=0).replace("Battle of Hill 1<", "Battle of Hill 0!<").split("  <page>")
    ids = []
    for name, several in (("one", pages), ("other", pages[::-1])):
        path = tmp_path / f"{name}.xml"
        path.write_text("  <page>".join([first, *several, last]), "utf-8")
        report = build([path], tmp_path / name, how=How(jobs=jobs))
        assert not report.failed
        ids.append({row["title"]: row["article_id"] for row in rows(tmp_path / name, "articles")})
        assert {row["article_id"] for row in rows(tmp_path / name, "claims")} == set(ids[-1].values())
    assert ids[0] == ids[1]
    plain, own = ids[0]["Battle of Hill 0"], ids[0]["Battle of Hill 0!"]
    assert plain == "battle-of-hill-0"
    assert re.fullmatch(r"battle-of-hill-0-[0-9a-f]{6}", own)


def test_progress_is_told_in_bytes_pages_and_claims(dumps: Any, tmp_path: Path) -> None:
    told: list[tuple[Any, ...]] = []
    path = dumps.write("d.xml")
    extract_to([path], tmp_path / "staged", progress=lambda *step: told.append(step))
    scans = [step for step in told if step[0] == "scan"]
    assert scans[-1][1] == scans[-1][2] == path.stat().st_size
    claims = len(rows(tmp_path / "staged", "claims"))
    assert claims > 6
    assert re.fullmatch(rf"0 MB, [\d,]+ pages/s, 6 articles, {claims} claims", scans[-1][3])
    assert [step[3] for step in told if step[0] == "extract"][-1] == f"{claims} claims"


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("name", ["d.xml.bz2", "d.xml.gz"])
def test_claims_are_told_while_the_dump_is_scanned(
    dumps: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, name: str
) -> None:
    monkeypatch.setattr("pipeline.run.early.BATCH", 1)
    monkeypatch.setattr("pipeline.read.dump.compression.CHUNK", 2_000)
    told: list[tuple[Any, ...]] = []
    path = dumps.write(name, battles=30, filler=60)
    extract_to([path], tmp_path / "staged", progress=lambda *step: told.append(step), how=How(jobs=jobs))
    counts = [(step[1] < step[2], int(step[3].split()[-2])) for step in told if step[0] == "scan"]
    assert [count for _, count in counts] == sorted(count for _, count in counts)
    assert any(0 < count < counts[-1][1] for unfinished, count in counts if unfinished)


def test_the_worst_left_over_are_named(dumps: Any, tmp_path: Path) -> None:
    report = extract_to([dumps.write("d.xml")], tmp_path / "staged")
    assert len(report.left_over) <= 10
    counts = [count for _, count in report.left_over]
    assert counts == sorted(counts, reverse=True)
    kept = json.loads((tmp_path / "staged" / "extraction.json").read_text("utf-8"))
    assert kept["pages"] == report.pages


def test_what_is_a_dump_is_told_by_name() -> None:
    assert is_dump(Path("-"))
    assert is_dump(Path("enwiki-20261101-pages-articles-multistream.xml.bz2"))
    assert not is_dump(Path("article.txt"))
    assert is_index(Path("enwiki-20261101-pages-articles-multistream-index.txt.bz2"))
