"""Country codes of other systems, from the data of the countrycode library; nothing is typed by hand.

The library is the Python edition of the R package of that name: ISO 3166 numbers, the state lists of Gleditsch and Ward
and of the Correlates of War, the regions of the United Nations. What it does not know is missing.
"""

from __future__ import annotations

import pickle
from dataclasses import astuple, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from pipeline.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIBRARY = "countrycode"
_COLUMNS = (
    *("iso3c", "country.name.en", "iso3n", "gwn", "cown"),
    *("un.regionintermediate.name", "un.regionsub.name", "region23"),
)

_Row: TypeAlias = "Mapping[str, str | int | None]"
_Owners: TypeAlias = "Mapping[str | int | None, str | int | None]"


@dataclass(frozen=True, slots=True)
class Country:
    """A country under its ISO 3166-1 alpha-3 code; numbers and regions that the library does not give are None."""

    country_code: str
    name: str
    iso_number: int | None
    gw_number: int | None
    cow_number: int | None
    un_region: str | None


class _Values(pickle.Unpickler):
    """Reads lists, texts and numbers; a table that asks for code to be run is refused."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"it asks for {module}.{name}")


@cache
def countries() -> tuple[Country, ...]:
    """Every country of today that has an alpha-3 code, by that code.

    Raises BuildError where the library is missing or its table has another form.
    """
    # The table is read without the library's code, whose licence is not ours.
    spec = find_spec(_LIBRARY)
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise BuildError(f"{_LIBRARY}: is not installed; install the dependencies of this package again")
    try:
        with (Path(places[0]) / "data" / "codelist.pickle").open("rb") as file:
            table = _Values(file).load()
        rows: list[_Row] = [
            dict(zip(_COLUMNS, values, strict=True)) for values in zip(*(table[name] for name in _COLUMNS), strict=True)
        ]
        states: _Owners = {row["cown"]: row["country.name.en"] for row in rows if row["cown"] is not None}
        found = [_country(row, states.get(row["gwn"])) for row in rows if row["iso3c"]]
    except (OSError, KeyError, TypeError, ValueError, EOFError, pickle.UnpicklingError) as error:
        raise BuildError(f"{_LIBRARY}: its table cannot be read ({error!r}); install the release we pin") from error
    return tuple(sorted(found, key=lambda country: country.country_code))


def country_values() -> str:
    """The countries as a VALUES list of SQL, columns as in :class:`Country`."""
    return "VALUES " + ", ".join(f"({', '.join(map(_literal, astuple(country)))})" for country in countries())


def _country(row: _Row, owner: str | int | None) -> Country:
    """``owner`` is the state to which the Correlates of War give the Gleditsch-Ward number of the row."""
    name = row["country.name.en"]
    return Country(
        country_code=str(row["iso3c"]),
        name=str(name),
        iso_number=_whole(row["iso3n"]),
        # A state in both lists has one number. Release 0.6.0 gives Vietnam that of the former Republic of Vietnam.
        gw_number=_whole(row["gwn"]) if owner in (None, name) else None,
        cow_number=_whole(row["cown"]),
        un_region=_region(row),
    )


def _region(row: _Row) -> str | None:
    """The smallest region of the scheme M49: Western Africa rather than Sub-Saharan Africa."""
    found = row["un.regionintermediate.name"] or row["un.regionsub.name"] or row["region23"]
    return str(found) if found else None


def _whole(value: str | int | None) -> int | None:
    return None if value is None else int(value)


def _literal(value: str | int | None) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
