"""Codes of countries come from the library, and what it does not know stays missing."""

from __future__ import annotations

import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import duckdb
import pytest

from pipeline import crosswalk
from pipeline.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    assert by_code("NER") == crosswalk.Country("NER", "Niger", 562, 436, 436, "Western Africa")


def test_a_territory_outside_the_state_system_has_no_gleditsch_ward_number() -> None:
    assert by_code("GRL").gw_number is None


def test_the_two_state_lists_are_told_apart() -> None:
    assert (by_code("DEU").gw_number, by_code("DEU").cow_number) == (260, 255)


def test_a_number_that_belongs_to_a_former_state_is_left_out() -> None:
    # 817 is the Republic of Vietnam, 678 the Yemen Arab Republic, 315 Czechoslovakia.
    for code, former in (("VNM", 817), ("YEM", 678), ("CZE", 315)):
        assert former not in (by_code(code).gw_number, by_code(code).cow_number)
        assert by_code(code).cow_number
        assert by_code(code).iso_number


def test_codes_are_unique_and_those_of_former_countries_are_no_countries() -> None:
    codes = [country.country_code for country in crosswalk.countries()]
    assert codes == sorted(set(codes))
    assert "SUN" not in codes


def test_the_values_are_sql_with_a_row_for_each_country() -> None:
    rows = duckdb.execute(f"SELECT * FROM ({crosswalk.country_values()}) AS c").fetchall()
    assert len(rows) == len(crosswalk.countries())
    assert ("NER", "Niger", 562, 436, 436, "Western Africa") in rows


def write(library: Path, table: object) -> None:
    (library / "data").mkdir()
    (library / "data" / "codelist.pickle").write_bytes(pickle.dumps(table))


def test_a_quote_in_a_name_stays_inside_the_text(library: Path) -> None:
    columns: dict[str, list[str | None]] = {name: [None] for name in crosswalk._COLUMNS}
    write(library, columns | {"iso3c": ["AAA"], "country.name.en": ["Ivory's"]})
    assert crosswalk.country_values() == "VALUES ('AAA', 'Ivory''s', NULL, NULL, NULL, NULL)"


@pytest.mark.parametrize("table", [{}, [], {"iso3c": 1}, Path("a table that would run code")])
def test_a_table_of_another_form_is_an_error_with_a_remedy(library: Path, table: object) -> None:
    write(library, table)
    with pytest.raises(BuildError, match="install the release we pin"):
        crosswalk.countries()


def test_a_library_without_its_table_is_an_error_with_a_remedy(library: Path) -> None:
    with pytest.raises(BuildError, match="install the release we pin"):
        crosswalk.countries()


def test_a_missing_library_is_an_error_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crosswalk, "find_spec", lambda _: None)
    crosswalk.countries.cache_clear()
    with pytest.raises(BuildError, match="not installed"):
        crosswalk.countries()
