"""Whether a name in prose is a place's, and what kind of place."""

from __future__ import annotations

import re

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.dates.words import any_of
from pipeline.extract.places.field import type_in_name
from pipeline.extract.places.names import Name
from pipeline.extract.places.words import noun_types, words

_POSSESSED = re.compile(r"['’]s?$|(?<=\w)['’]s\b.*$")
_HELD = re.compile(r"-(?:held|controlled|occupied|backed|led)$")
_NOT = frozenset(words()["not_places"]["words"])
_NOT_HEADS = frozenset(words()["not_places"]["heads"])
_EVENTS = frozenset(words()["not_places"]["events"])
_ALONE = frozenset(words()["not_places"]["alone"])
_OWNED = re.compile(r"['’]s\s([\w-]+)")
_TAIL = re.compile(rf"\s+{any_of(words()['not_places']['tails'])}\b")


def name_of(found: Name, text: str) -> str | None:
    """The place's name, with the noun behind it where that is part of it; None where it is no place."""
    name = _POSSESSED.sub("", found.text)
    parts = name.lower().split()
    if not parts or parts[0] in _NOT or name.lower() in _ALONE or not _EVENTS.isdisjoint(parts):
        return None
    if (owned := _OWNED.match(text, found.start + len(name))) and not (country_code(name) or kind_of(owned[1])):
        # "in Edward Hall's chronicle": a man's; "in Orla's old town" tells little of Orla.
        return None
    if noun_types().get(found.tail) == "facility" and name == found.text:
        return f"{name} {found.tail}"
    if len(name) < 3 or (name.isupper() and len(name) <= 6):
        return None
    if parts[0] in _NOT_HEADS or parts[-1] in _NOT_HEADS or (found.taken and name != found.text):
        return None
    if not country_code(name) and country_of_demonym(name.split()[0]) and type_in_name(name) == "unknown":
        return None
    if _TAIL.match(text, found.end) or _HELD.search(name):
        return None
    return name


def described_kind(name: str, text: str, end: int) -> str:
    """The type that the name tells, or the apposition behind its ``end``: ", a town"; "unknown" for none."""
    if country_code(name):
        return "country"
    kind = type_in_name(name)
    if kind != "unknown":
        return kind
    apposition = re.match(
        r",\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}?(town|city|village|capital|port|fort|region|province)\b", text[end:]
    )
    return noun_types()[apposition[1]] if apposition else "unknown"


def kind_of(noun: str) -> str:
    """The type that a noun for a place, singular or plural, tells; '' for none."""
    return noun_types().get(noun) or noun_types().get(noun.removesuffix("s")) or ""
