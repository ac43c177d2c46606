"""Bodies by their proper names: armies, governments, movements, missions, media."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors.lexicon import Lexicon, lexicon

_LINK = frozenset({"of", "for", "in"})
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&/.-]{1,9}")
_ROMAN = re.compile(r"[IVXLCDM]+\.?$")


@lru_cache(maxsize=8192)
def body_type(name: str) -> str | None:
    """The type of body that the name's head noun tells, or None where the name is of no body."""
    words = lexicon()
    if name in words.media:
        return "media"
    if words.igo.fullmatch(name):
        return "igo"
    if any(phrase in name for phrase in words.named_bodies):
        return next(words.heads[phrase] for phrase in words.named_bodies if phrase in name)
    parts = name.split()
    link = next((i for i, part in enumerate(parts) if part in _LINK and i > 0), len(parts))
    if (kind := _head(parts[:link], words, alone=link == len(parts))) is None:
        return None
    tail = " ".join(part for part in parts[link + 1 :] if part != "the")
    if parts[link - 1] in ("Army", "Force", "Forces") and not words.insurgent.isdisjoint(parts):
        return "armed_group"
    if kind == "state_military" and tail and not (country_code(tail) or country_of_demonym(tail)):
        # An "Army of ..." something other than a country may be anybody's.
        return "unknown"
    return kind


def _head(parts: Sequence[str], words: Lexicon, alone: bool) -> str | None:
    for length in (3, 2, 1):
        if len(parts) >= length:
            tail = " ".join(parts[-length:])
            if tail in words.not_heads:
                return None
            if kind := words.heads.get(tail):
                # "Army" or "Movement" by itself names nobody; "Red Cross" does.
                return None if alone and len(parts) == length and kind not in ("igo", "humanitarian") else kind
    return None


def country_in(name: str, actor_type: str = "unknown") -> str | None:
    """The code of the country whose adjective stands in a body's name, or that a state's name is or ends in.

    Bodies of many countries have none, nor has an armed group that only names where it fights ("... in X").
    """
    if actor_type in ("igo", "media", "humanitarian", "person"):
        return None
    if len(name) > 3 and (code := country_code(name)):
        return code
    parts = name.split()
    if len(parts) > 1 and parts[-1].endswith("s") and country_of_demonym(parts[-1]):
        # "Native Americans" are no state's.
        return None
    link = next((i for i, part in enumerate(parts) if part in _LINK and i > 0), len(parts))
    if actor_type in ("state_government", "state_military") and (code := country_code(" ".join(parts[link + 1 :]))):
        return code
    parts = parts[:link] or parts
    for index, part in enumerate(parts):
        pair = " ".join(parts[index : index + 2])
        for candidate in (pair, part):
            if found := country_of_demonym(candidate):
                return found[1]
            if index == 0 and len(candidate) > 3 and (code := country_code(candidate)):
                return code
    return None


def is_acronym(name: str, words: Lexicon) -> bool:
    """Whether the name is a run of capitals that may stand for a body."""
    return (
        _ACRONYM.fullmatch(name) is not None
        and not _ROMAN.fullmatch(name)
        and name not in words.not_acronyms
        and sum(c.isupper() for c in name) >= 2
        and name.replace("&", "").isalpha()
        and country_code(name) is None
    )
