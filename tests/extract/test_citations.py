"""References stay with what they back: the claims before them, else their passage."""

from __future__ import annotations

from pathlib import Path

from pipeline.extract import extract
from pipeline.model import Tables
from pipeline.read import read_document

ARTICLE = """{{Infobox military conflict
| conflict = Battle of Orla
| combatant1 = Spain
| combatant2 = France
| strength1 = 3,000<ref>{{cite book|title=Armies|author=Y. Roe|year=1990}}</ref>
| casualties1 = 40 killed, 30 wounded<ref name="z">{{cite web|url=http://example.org|title=Losses}}</ref><br>5 missing
| casualties2 = 7 killed<ref name="z" /><br>9 wounded<ref>{{cite news|title=Gazette}}</ref>
}}
Spain lost 12 killed.<ref>{{cite news|title=Herald}}</ref><ref name="z" /> It rained.<ref name="z" /> More was said.
"""


def tables(folder: Path, text: str = ARTICLE) -> Tables:
    path = folder / "orla.wiki"
    path.write_text(text, "utf-8")
    (article,) = read_document(path)
    return extract(article)


def test_a_reference_backs_the_claims_between_it_and_the_one_before(tmp_path: Path) -> None:
    found = tables(tmp_path)
    quotes = {row["claim_id"]: row["quote"] for row in found["claims"]}
    backed = {(row["title"], quotes[row["claim_id"]]) for row in found["citations"] if row["claim_id"]}
    assert backed == {
        ("Armies", "3,000"),
        ("Losses", "40 killed"),
        ("Losses", "30 wounded"),
        ("Losses", "7 killed"),
        ("Gazette", "9 wounded"),
        ("Herald", "Spain lost 12 killed"),
        ("Losses", "Spain lost 12 killed"),
    }


def test_a_reference_without_a_claim_backs_its_passage(tmp_path: Path) -> None:
    found = tables(tmp_path)
    texts = {row["passage_id"]: row["text"] for row in found["passages"]}
    assert [texts[row["passage_id"]] for row in found["citations"] if not row["claim_id"]] == ["It rained."]


def test_fields_that_a_reference_leaves_out_are_missing_and_ids_differ(tmp_path: Path) -> None:
    rows = tables(tmp_path)["citations"]
    armies = next(row for row in rows if row["title"] == "Armies")
    assert (armies["author"], armies["published"], armies["publisher"], armies["url"]) == ("Y. Roe", "1990", None, None)
    assert len({row["citation_id"] for row in rows}) == len(rows)
