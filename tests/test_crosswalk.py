"""Codes of countries come from the library, and what it does not know stays missing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import duckdb
import pytest

from pipeline import crosswalk
from pipeline.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A stand-in for the library's folder."""
    found = SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(crosswalk, "find_spec", lambda _: found)
    crosswalk.countries.cache_clear()
    yield tmp_path
    crosswalk.countries.cache_clear()


def by_code(code: str) -> crosswalk.Country:
    return next(country for country in crosswalk.countries() if country.country_code == code)


def test_a_country_has_its_numbers_and_region() -> None:
    assert by_code("NER") == crosswalk.Country("NER", "Niger", 562, 436, "Western Africa")


def test_a_territory_outside_the_state_system_has_no_gleditsch_ward_number() -> None:
    assert by_code("GRL").gw_number is None


@pytest.mark.parametrize("code", ["YEM", "VNM"])
def test_a_number_that_belongs_to_a_former_state_is_left_out(code: str) -> None:
    assert by_code(code).gw_number is None
    assert by_code(code).iso_number


def test_codes_are_unique_and_those_of_former_countries_are_no_countries() -> None:
    codes = [country.country_code for country in crosswalk.countries()]
    assert codes == sorted(set(codes))
    assert "SUN" not in codes


def test_the_values_are_sql_with_a_row_for_each_country() -> None:
    rows = duckdb.execute(f"SELECT * FROM ({crosswalk.country_values()}) AS c").fetchall()
    assert len(rows) == len(crosswalk.countries())
    assert ("NER", "Niger", 562, 436, "Western Africa") in rows


def test_a_quote_in_a_name_stays_inside_the_text(library: Path) -> None:
    header = "name_short\tISO3\tISOnumeric\tGWcode\tUNregion\tobsolete\n"
    (library / "country_data.tsv").write_text(f"{header}Ivory's\tAAA\t\t\t\t\n", encoding="utf-8")
    assert crosswalk.country_values() == "VALUES ('AAA', 'Ivory''s', NULL, NULL, NULL)"


def test_a_library_without_its_table_is_an_error_with_a_remedy(library: Path) -> None:
    with pytest.raises(BuildError, match="install the release we pin"):
        crosswalk.countries()


def test_a_missing_library_is_an_error_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crosswalk, "find_spec", lambda _: None)
    crosswalk.countries.cache_clear()
    with pytest.raises(BuildError, match="not installed"):
        crosswalk.countries()
