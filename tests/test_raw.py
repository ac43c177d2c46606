"""The bundled text keeps every fact of the article that it restates, under the hash it is registered with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.model import Article
from pipeline.read import read_document
from pipeline.read.registry import check, load_registry

INFOBOX = {
    "Conflict": "Battle of Takellote",
    "Place": "Takellote, Kidal Region, Mali",
    "Partof": "Mali War",
    "Date": "July 26, 2017",
    "Result": "CMA victory",
    "Territory": "GATIA pushed entirely out of Kidal region",
    "Combatant1": "border|20px GATIA",
    "Combatant2": "border|20px MNLA, border|20px HCUA, border|20px MAA",
    "Commander1": "El Hadj Ag Gamou",
    "Commander2": "Mohamed Ag Najem",
    "Casualties1": "50 killed, 33 to 39 captured (per CMA and MINUSMA)",
    "Casualties2": "2 killed, 5 injured (per GATIA), 4 killed (per CMA)",
}
SECTIONS = ["Background and Kidal Region campaign", "Battle", "Aftermath", "Casualties", "Further clashes"]
NAMES = """
    GATIA|CMA|MNLA|MSA|MINUSMA|RFI|AFP|Jeune Afrique|Red Cross|Malian Army|Malian army|French Army|Malian government
    Coordination of Azawad Movements|Movement for the Salvation of Azawad|Algiers Agreement|Ramadan
    Imghad Tuareg|Imghad Tuaregs|Idnane Tuareg|Idnane Tuaregs|Oumar Ag Acherif|Fahad Ag al-Mahmoud|Guillaume Ngefa
    Mohamed Ag Najem|Takellote|Kidal|Kidal Region|Aguelhok|Anefif|Inafarak|In Khalil|Gao|Ménaka|Kidal hospital
"""


@pytest.fixture(scope="module")
def article(bundled: Path) -> Article:
    return next(iter(read_document(bundled)))


@pytest.fixture(scope="module")
def prose(article: Article) -> str:
    return " ".join(passage.text for passage in article.passages if passage.kind == "sentence")


def test_the_title_and_infobox_stand_as_in_the_source(article: Article) -> None:
    assert article.title == "Battle of Takellote"
    assert {p.field: p.text for p in article.passages if p.kind == "infobox"} == INFOBOX


def test_the_sections_are_those_of_the_source(article: Article) -> None:
    headings = [p.text.strip("= ") for p in article.passages if p.kind == "heading"]
    assert [heading for heading in headings if heading != article.title] == SECTIONS


@pytest.mark.parametrize("name", [n for line in NAMES.strip().splitlines() for n in line.strip().split("|")])
def test_every_name_is_kept(prose: str, name: str) -> None:
    assert re.search(rf"\b{re.escape(name)}\b", prose)


@pytest.mark.parametrize("year", ["2015", "2016", "June 2017", "6 July 2017", "26 July 2017"])
def test_every_year_is_kept(prose: str, year: str) -> None:
    assert year in prose


@pytest.mark.parametrize(
    "day", ["11 July", "19 July", "26 July", "27 July", "29 July", "11 August", "five days later", "same day"]
)
def test_every_day_is_kept(prose: str, day: str) -> None:
    assert day in prose.replace("Five", "five")


def test_every_number_of_losses_is_kept_with_its_hedge(prose: str) -> None:
    for words in [
        "between 10 and 30", "Three people", "40 to 45", "at least fifty", "39", "at least 13", "four dead",
        "50 fighters", "three wounded", "20 killed", "two killed", "five wounded", "33 GATIA", "two dead",
        "eight minors",
    ]:  # fmt: skip
        assert words in prose, words
    assert prose.lower().count("several dozen") == 3


def test_what_the_source_quotes_is_quoted(prose: str) -> None:
    for words in ["assassinations, kidnapping, and even branding", "neutral forces", "disabled", "incidents"]:
        assert f'"{words}"' in prose


def test_each_document_has_the_hash_it_is_registered_with(root: Path) -> None:
    sources = load_registry(root / "raw")
    assert sorted(sources) == sorted(path.name for path in (root / "raw").glob("*.txt"))
    for name, source in sources.items():
        check(root / "raw" / name, source)
        assert source.licence == "CC BY-SA 4.0"
        assert source.relation == "restated"
        assert source.source_url.startswith("https://en.wikipedia.org/wiki/")


def test_an_edit_is_refused_until_it_is_registered(root: Path, tmp_path: Path) -> None:
    (name, source), *_ = load_registry(root / "raw").items()
    edited = tmp_path / name
    edited.write_bytes((root / "raw" / name).read_bytes() + b"\n")
    with pytest.raises(SourceError, match="pipeline register"):
        check(edited, source)
