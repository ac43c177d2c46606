"""Country names, demonyms and ISO 3166 codes, from the countryinfo library; nothing is typed by hand.

The tables are compiled on first use (some 80 ms) and kept for the life of the process. States that no longer exist
have no code and are unknown here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


@lru_cache(maxsize=8192)
def country_code(name: str) -> str | None:
    """The ISO 3166 alpha-3 code of a country by its name, another spelling of it or its code; else None."""
    return _tables()[0].get(_key(name))


@lru_cache(maxsize=8192)
def country_of_demonym(word: str) -> tuple[str, str] | None:
    """Name and code of the country that an adjective or the word for its people belongs to.

    Singular or plural; where several countries share a demonym, the most populous one.
    """
    return _tables()[1].get(_key(word))


def country_name(code: str) -> str | None:
    """The English name of the country with that alpha-3 code."""
    return _tables()[2].get(code)


def same_country(a: str, b: str) -> bool:
    """Whether two words, each a country's name or demonym, speak of one country."""
    left = _any_code(a)
    return left is not None and left == _any_code(b)


@lru_cache(maxsize=8192)
def is_region(name: str) -> bool:
    """Whether the name is that of a part of the world: a continent, "Western Europe"."""
    return name.casefold() in _regions()


@cache
def _regions() -> frozenset[str]:
    from countryinfo import CountryInfo

    everything: dict[str, dict[str, Any]] = {**CountryInfo("France").all()}  # type: ignore[dict-item]
    named = (record.get(part) for record in everything.values() for part in ("region", "subregion"))
    return frozenset(name.casefold() for name in named if name)


@lru_cache(maxsize=8192)
def _any_code(word: str) -> str | None:
    code = country_code(word)
    if code is None and (found := country_of_demonym(word)):
        code = found[1]
    return code


def _key(name: str) -> str:
    """Letter case is kept for two and three letters: 'US' is a country, 'us' is not."""
    word = " ".join(name.replace(".", "").replace("’", "'").split())
    word = word.removeprefix("the ").removeprefix("The ")
    return word if len(word) <= 3 else word.casefold()


@cache
def _tables() -> tuple[dict[str, str], dict[str, tuple[str, str]], dict[str, str]]:
    from countryinfo import CountryInfo  # its 250 files are read on first use, so not at import

    # Its own entry for a country wins over former or partial territories by being more populous, and over a union.
    everything: dict[str, dict[str, Any]] = {**CountryInfo("France").all()}  # type: ignore[dict-item]
    records = sorted(everything.values(), key=lambda each: (" and " in each["name"], -(each.get("population") or 0)))
    codes: dict[str, str] = {}
    demonyms: dict[str, tuple[str, str]] = {}
    names: dict[str, str] = {}
    for record in records:
        name = record["name"].removeprefix("The ")
        code = (record.get("ISO") or {}).get("alpha3") or ""
        if len(code) != 3:
            continue
        if code not in names:
            names[code] = name
        for spelling in (name, code, *record.get("altSpellings", ())):
            if len(spelling) > 3 or (spelling and spelling in (code, _initials(name))):
                codes.setdefault(_key(spelling), code)
        for demonym in (record.get("demonym") or "").replace("/", ",").split(","):
            for form in _forms(demonym.strip()):
                demonyms.setdefault(_key(form), (name, code))
        short = _initials(name)
        if len(short) == 2 and codes.get(short) == code:
            demonyms.setdefault(short, (name, code))
    return codes, demonyms, names


def _initials(name: str) -> str:
    """'United States' -> 'US'; of one-word names nothing, so that no bare letter pair is taken for a country."""
    words = [word for word in name.split() if word[:1].isupper()]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _forms(demonym: str) -> set[str]:
    """The demonym with its plural, and the nouns of an adjective: 'Swedes', 'Spaniards', 'Britons', 'Frenchmen'."""
    if not demonym:
        return set()
    forms = {demonym, demonym + "s"}
    if demonym.endswith(("man", "sh", "ch", "ese", "ss")) and not demonym.endswith(("rman", "oman")):
        forms.discard(demonym + "s")
    if demonym.endswith("ish") and len(demonym) > 5:
        stem = demonym[:-3]
        forms |= {stem + "e", stem + "es"}
        if len(stem) > 3:
            forms |= {stem + ending for ending in ("", "s", "on", "ons", "iard", "iards")}
    if demonym.endswith(("sh", "ch")):
        forms |= {demonym + "man", demonym + "men"}
    return forms
