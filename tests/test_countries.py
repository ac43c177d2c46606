"""Countries by name, code and demonym."""

from __future__ import annotations

import pytest

from pipeline.countries import country_code, country_name, country_of_demonym, same_country


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Turkish", "TUR"),
        ("Ethiopians", "ETH"),
        ("Dutch", "NLD"),
        ("American", "USA"),
        ("U.S.", "USA"),
        ("Swedes", "SWE"),
        ("Danes", "DNK"),
        ("Turks", "TUR"),
        ("Indian", "IND"),
        ("French", "FRA"),
    ],
)
def test_demonym_gives_the_country(word: str, code: str) -> None:
    found = country_of_demonym(word)
    assert found is not None
    assert found[1] == code


@pytest.mark.parametrize("word", ["", "us", "Red", "soldiers", "Khivans", "it", "and"])
def test_other_words_are_no_demonyms(word: str) -> None:
    assert country_of_demonym(word) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("Mali", "MLI"), ("the Netherlands", "NLD"), ("Great Britain", "GBR"), ("USA", "USA"), ("UK", "GBR")],
)
def test_name_gives_the_code(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["", "Ruritania", "us", "in", "ML", "Turkish"])
def test_other_names_have_no_code(name: str) -> None:
    assert country_code(name) is None


def test_name_of_a_code() -> None:
    assert country_name("ERI") == "Eritrea"
    assert country_name("XXX") is None


def test_same_country_joins_name_and_demonym() -> None:
    assert same_country("Russians", "Russia")
    assert same_country("Somali", "Somalis")
    assert not same_country("Russians", "Sweden")
    assert not same_country("Reds", "Reds")
