"""The Place field of an infobox as a chain from the place itself to its country."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.countries import country_code, country_of_demonym, is_region
from pipeline.extract.places.words import NAME, noun_types

_LEAD = re.compile(
    r"\s*(?:(?P<near>near|outside|off|close to|around)\s+)?(?:in\s+)?(?:the\s+)?(?:(?:town|city|village)\s+of\s+)?",
    re.IGNORECASE,
)
_LITTER = re.compile(r"\([^()]*\)|\[[^][]*\]|\b(?:present-day|modern(?:-day)?|today)\b", re.IGNORECASE)

_LONGEST = 2000
"""Code points of a Place field that are looked at."""
_WIND = re.compile(r"(?:(?:Nor|Sou)th|(?:North|South)?(?:ea|we)st|East|West|Centr)(?:ern|al)\s[A-Z]")


@dataclass(frozen=True, slots=True)
class Link:
    """One name of the chain at ``start:end`` of the field's text."""

    start: int
    end: int
    name: str
    place_type: str
    country_code: str | None
    near: bool = False


def parse_place_field(text: str) -> list[Link]:
    """The chain of the first line of a Place field, narrowest first; empty where no name can be read.

    The last name is a country where the country list knows it, the one before it then the first-level division
    unless it is the first of the chain; a noun in the name ("Region", "River") tells more than the order.
    """
    clean = _LITTER.sub(lambda match: " " * len(match.group()), text[:_LONGEST])
    line = next((match for match in re.finditer(r"[^\n;]+", clean) if match.group().strip()), None)
    if line is None:
        return []
    names: list[tuple[int, int, str, bool]] = []
    for part in re.finditer(r"[^,]+", line.group()):
        lead = _LEAD.match(part.group())
        begin = line.start() + part.start() + (lead.end() if lead else 0)
        name = re.match(NAME, clean[begin : line.start() + part.end()])
        if name and (country_code(name.group()) or not country_of_demonym(name.group())):
            # Not the "Indian" of a subcontinent.
            names.append((begin, begin + name.end(), name.group(), bool(lead and lead["near"])))
    return [_link(index, len(names), *name, names=names) for index, name in enumerate(names)]


def _link(
    index: int, count: int, start: int, end: int, name: str, near: bool, *, names: list[tuple[int, int, str, bool]]
) -> Link:
    code = country_code(name)
    has_country = country_code(names[-1][2]) is not None
    kind = type_in_name(name)
    if code and index == count - 1:
        kind = "country"
    elif kind == "unknown":
        kind = (
            "admin1"
            if 0 < index == count - 2 and has_country
            else "populated_place"
            if index == 0 < count - 1
            else kind
        )
    return Link(start, end, name, kind, code if kind == "country" else None, near)


def type_in_name(name: str) -> str:
    """The type that a word of the name itself tells: "Kidal Region", "River Volta", else ``unknown``."""
    parts = name.lower().split()
    for part in (parts[-1], parts[0]):
        if len(parts) > 1 and part in noun_types():
            return noun_types()[part]
    return "region" if is_region(name) or _WIND.match(name) else "unknown"
