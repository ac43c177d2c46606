"""Country codes of other systems, from the data of the country_converter library; nothing is typed by hand.

The library gives ISO 3166 numbers, Gleditsch-Ward numbers and the regions of the United Nations. It has no numbers of
the Correlates of War project, so neither have we: what it does not know is missing.
"""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import BuildError

_LIBRARY = "country_converter"
# Release 1.3.2 gives these states the Gleditsch-Ward number of a former state of the same name (South Yemen, South
# Vietnam). A wrong number is worse than none.
_FORMER_STATES = frozenset({"YEM", "VNM"})


@dataclass(frozen=True, slots=True)
class Country:
    """A country under its ISO 3166-1 alpha-3 code; numbers and regions that the library does not give are None."""

    country_code: str
    name: str
    iso_number: int | None
    gw_number: int | None
    un_region: str | None


@cache
def countries() -> tuple[Country, ...]:
    """Every country of today that has an alpha-3 code, by that code.

    Raises BuildError where the library is missing or its table has another form.
    """
    # The table is read without the library's code, which takes half a second and fails under pandas 3.
    spec = find_spec(_LIBRARY)
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise BuildError(f"{_LIBRARY}: is not installed; install the dependencies of this package again")
    try:
        with (Path(places[0]) / "country_data.tsv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file, delimiter="\t") if row["ISO3"] and not row["obsolete"]]
            return tuple(sorted(map(_country, rows), key=lambda country: country.country_code))
    except (OSError, KeyError, ValueError) as error:
        raise BuildError(f"{_LIBRARY}: its table cannot be read ({error!r}); install the release we pin") from error


def country_values() -> str:
    """The countries as a VALUES list of SQL, columns as in :class:`Country`."""
    return "VALUES " + ", ".join(f"({', '.join(map(_literal, astuple(country)))})" for country in countries())


def _country(row: dict[str, str]) -> Country:
    code = row["ISO3"]
    return Country(
        country_code=code,
        name=row["name_short"],
        iso_number=int(row["ISOnumeric"]) if row["ISOnumeric"] else None,
        gw_number=int(row["GWcode"]) if row["GWcode"] and code not in _FORMER_STATES else None,
        un_region=row["UNregion"] or None,
    )


def _literal(value: str | int | None) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
