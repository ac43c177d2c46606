"""The word list of places, and the patterns made from it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.extract.dates.words import any_of

_UPPER = "".join(chr(c) for c in range(0x41, 0x250) if chr(c).isupper())
_LETTER = r"[^\W\d_]"
_WORD = rf"[{_UPPER}]{_LETTER}*(?:[-’']{_LETTER}+)*"
_ARTICLE = r"(?:al|el|an|as|ash|at|az|ad|ar)-"
_PARTICLE = r"(?:de|del|la|le|di|du|of|the|al|el|sur|am|upon)"
NAME = (
    rf"(?:{_ARTICLE})?{_WORD}"
    rf"(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?(?:{_ARTICLE})?(?:{_WORD}|\d{{1,2}}(?=\s+[A-Z])))*"
)
"""A capitalised name of one or more words."""
# The same behind no letter, digit or hyphen. The first character is a set of its own, so that the search skips to it.
NAME_RUN = (
    rf"[{_UPPER}ae](?<![\w-].)(?:(?<=[{_UPPER}])|(?:(?<=a)(?:sh|[lnstzdr])|(?<=e)l)-[{_UPPER}])"
    rf"{_LETTER}*(?:[-’']{_LETTER}+)*"
    rf"(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?(?:{_ARTICLE})?(?:{_WORD}|\d{{1,2}}(?=\s+[A-Z])))*"
)


@cache
def words() -> dict[str, Any]:
    """The contents of ``words/places.toml``."""
    source = files("pipeline").joinpath("extract", "words", "places.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def noun_types() -> dict[str, str]:
    """Each noun for a kind of place, singular, to its type."""
    return {noun: kind for kind, nouns in words()["types"].items() for noun in nouns}


@cache
def relation_words() -> dict[str, str]:
    """Each phrase before a name to its relation; those of ``weak`` to ''."""
    return {
        phrase: "" if kind == "weak" else kind for kind, phrases in words()["relations"].items() for phrase in phrases
    }


@cache
def distances() -> re.Pattern[str]:
    """ "about 40 to 45 kilometers south of X", "northwest of X"."""
    amount = r"(?P<low>\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)(?:\s*(?:to|[–-]|and|or)\s*(?P<high>\d[\d,]*(?:\.\d+)?))?"
    hedge = rf"(?P<about>{any_of(words()['approximate']['words'])})\s+"
    unit = rf"(?P<unit>{any_of(list(words()['units']))})"
    bearing = rf"(?P<bearing>(?i:{any_of(list(words()['bearings']))}))"
    return re.compile(
        rf"(?:(?:\b{hedge})?(?<![\w.,]){amount}[\s-]*{unit}\s+(?:away\s+)?(?:(?:to\s+)?(?:the\s+)?{bearing}\s+of|from|outside)"
        rf"|\b(?:to\s+)?(?:the\s+)?{bearing.replace('<bearing>', '<bearing2>')}\s+of)\s+(?:the\s+)?"
        rf"(?:(?:town|city|village|small lake|river)\s+(?:of\s+)?)?(?P<name>{NAME})"
    )
