"""The stages in a row: what is built, what is left out, and what a failure leaves behind."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.build import build, extract_to, publish
from pipeline.errors import BuildError, SourceError, ValidationFailed
from pipeline.model import Article, Tables

TEXT = """= Battle of {name} =

Infobox
- Conflict: Battle of {name}
- Combatant1: Northland
- Combatant2: Southland
- Casualties2: 40 killed

On 3 May 1811 the armies met. Northland said that at least 120 Southland soldiers had been killed.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("Ash", "Birch"):
        (folder / f"{name}.txt").write_text(TEXT.format(name=name), encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_counts_articles_claims_and_numbers(articles: Path, tmp_path: Path) -> None:
    report = build([articles], tmp_path / "build")
    assert report.articles == 2
    assert report.claims == report.tables["claims"] >= 4
    assert report.numbers["claim"] >= 4
    assert set(report.numbers) == {"claim", "not_a_count", "leftover"}
    written = json.loads((tmp_path / "build" / "validation.json").read_text(encoding="utf-8"))
    assert (written["articles"], written["claims"], written["failed"]) == (2, report.claims, [])
    assert written["numbers"] == report.numbers
    assert written["validation"]["tables"] == report.tables
    assert written["validation"]["valid"] is True


def test_the_stages_alone_give_the_bytes_of_a_build(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "build")
    extract_to([articles], tmp_path / "staged")
    publish(tmp_path / "staged", tmp_path / "published")
    assert contents(tmp_path / "published") == contents(tmp_path / "build")


def test_where_a_build_runs_does_not_show(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([articles], tmp_path / "one")
    monkeypatch.chdir(articles.parent)
    build([Path("articles")], Path("other", "two"))
    assert contents(tmp_path / "other" / "two") == contents(tmp_path / "one")


def test_documents_that_cannot_be_read_are_reported_and_the_others_built(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    (articles / "binary.txt").write_bytes(b"\x7fELF\0\0\xff")
    (articles / "latin.txt").write_bytes("Früh".encode("latin-1"))
    (articles / "twin.txt").write_text(TEXT.format(name="Ash"), encoding="utf-8")
    report = build([articles], tmp_path / "build")
    assert report.articles == 2
    assert sorted(failure.path for failure in report.failed) == ["binary.txt", "empty.txt", "latin.txt", "twin.txt"]
    written = json.loads((tmp_path / "build" / "validation.json").read_text(encoding="utf-8"))
    assert [failure["path"] for failure in written["failed"]] == [failure.path for failure in report.failed]
    assert str(tmp_path) not in json.dumps(written)


def test_an_article_whose_extraction_fails_is_reported_and_the_others_built(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.extract import extract

    def fragile(article: Article) -> Tables:
        if "Ash" in article.title:
            raise ValueError("two\nlines")
        return extract(article)

    monkeypatch.setattr("pipeline.extract.extract", fragile)
    report = build([articles], tmp_path / "build")
    assert report.articles == 1
    (failure,) = report.failed
    expected = r"Ash\.txt: extraction failed \(ValueError at test_build\.py:\d+: two lines\); please report it"
    assert re.fullmatch(expected, failure.reason)


@pytest.mark.parametrize("many", [False, True])
def test_an_article_whose_rows_break_a_rule_is_reported_and_the_others_built(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    from pipeline.extract import extract

    build([articles / "Birch.txt"], tmp_path / "alone")

    def wrong(article: Article) -> Tables:
        tables = extract(article)
        if "Ash" in article.title:
            tables["claims"][0]["value_low"] = 999
            tables["participants"][0]["actor_id"] = "nobody"
        return tables

    monkeypatch.setattr("pipeline.extract.extract", wrong)
    if many:
        monkeypatch.setattr("pipeline.build.MANY", 0)
    report = build([articles], tmp_path / "build")
    (failure,) = report.failed
    assert (failure.path, failure.title) == ("Ash.txt", "Battle of Ash")
    assert failure.reason.startswith("Ash.txt: ")
    assert failure.reason.endswith("please report it")
    built, alone = contents(tmp_path / "build"), contents(tmp_path / "alone")
    reports = ("validation.json", "SHA256SUMS")
    assert [name for name in alone if built[name] != alone[name]] == [n for n in alone if n in reports]
    written = json.loads(built["validation.json"])
    assert (written["articles"], len(written["failed"]), written["validation"]["valid"]) == (1, 1, True)
    assert report.claims == written["claims"] == json.loads(alone["validation.json"])["claims"]


def test_nothing_is_built_of_nothing_but_failures(articles: Path, tmp_path: Path) -> None:
    for path in articles.iterdir():
        path.write_bytes(b"")
    with pytest.raises(SourceError, match=r"Ash\.txt: .*and 1 more"):
        build([articles], tmp_path / "build")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles"]


def test_tables_that_break_a_rule_are_not_published(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.extract import extract

    output = tmp_path / "build"
    build([articles], output)
    before = contents(output)

    def wrong(article: Article) -> Tables:
        tables = extract(article)
        tables["claims"][0]["measure"] = "eaten"
        tables["claims"][1]["victim_actor_id"] = "nobody"
        return tables

    monkeypatch.setattr("pipeline.extract.extract", wrong)
    with pytest.raises(ValidationFailed) as error:
        build([articles], output)
    assert "eaten" in str(error.value)
    assert "nobody" in str(error.value)
    assert contents(output) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "build"]


def test_a_staged_folder_that_was_changed_is_validated_again(articles: Path, tmp_path: Path) -> None:
    staged = tmp_path / "staged"
    extract_to([articles], staged)
    claims = staged / "csv" / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace(",killed,", ",eaten,"), encoding="utf-8")
    with pytest.raises(ValidationFailed, match="eaten"):
        publish(staged, tmp_path / "build")
    claims.unlink()
    with pytest.raises((ValidationFailed, BuildError), match="claims"):
        publish(staged, tmp_path / "build")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "staged"]


def test_only_a_staged_folder_can_be_published(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="run pipeline extract first"):
        publish(tmp_path, tmp_path / "build")


def test_progress_is_told_stage_by_stage(articles: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build([articles], tmp_path / "build", progress=lambda *step: told.append(step))
    assert told == [("extract", 1, 2), ("extract", 2, 2), ("assemble", 0, 0), ("validate", 0, 0), ("publish", 0, 0)]
