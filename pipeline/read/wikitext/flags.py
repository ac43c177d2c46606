"""Whose flag it is: codes and file names of flags as names of parties."""

from __future__ import annotations

import re
from functools import cache

from pipeline.read.wikitext.vocabulary import COUNTRIES

_EXTENSION = re.compile(r"\.(?:svg|png|jpe?g|gif|tiff?)\s*\Z", re.IGNORECASE)
_OF = re.compile(
    r"(?:\w+ )?(?:flag|banner|standard|ensign|coat of arms|arms|emblem|seal|jack|logo)\s+(?:of|for)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)?")
_YEARS = re.compile(r"[\s,]*(?:\b(?:before|after|until|from|c\.?)\s+)?\b\d{3,4}(?:\s*[-–]\s*\d{2,4})?\b.*\Z")
_NO_NAME = re.compile(r"flag|banner|ensign|wappen|blason|armoiries|pabell|bandera|arms\b|\d", re.IGNORECASE)


def party(code: str) -> str:
    """The party that a flag template's parameter names: codes written out, anything else as it stands."""
    code = " ".join(code.split())
    if code in COUNTRIES:
        return COUNTRIES[code]
    return _country(code) if len(code) in (2, 3) and code.isupper() else code


@cache
def _country(code: str) -> str:
    from pipeline.countries import country_code, country_name  # compiled on first use

    found = country_code(code)
    return (country_name(found) or code) if found else code


def party_of_file(file: str) -> str:
    """'Flag of Hanover (1692).svg' is Hanover's; '' where the file's name tells no party."""
    name = _EXTENSION.sub("", " ".join(file.replace("_", " ").split()))
    name = name.partition(":")[2].strip() if name.lower().startswith(("file:", "image:")) else name
    name = _YEARS.sub("", _ASIDE.sub("", name)).partition(" with ")[0].strip(" -–,")
    if match := _OF.match(name):
        name = name[match.end() :]
    if _NO_NAME.search(name) or not name[:1].isupper():
        return ""
    return name
