"""Names in the combatant and commander fields of an infobox, freed of what damaged markup leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.countries import country_code
from pipeline.model import Article, Mark, Passage

_FIELD = re.compile(r"(combatant|belligerent|commander|leader|unit)s?_?(\d)?([a-e])?$", re.IGNORECASE)
# What stands between items of a cell; a reader may have joined list items by commas.
_SEPARATOR = re.compile(
    r"\n|,(?!\s*(?:\d+(?:st|nd|rd|th)\b|Jr|Sr|duke|earl|count)|\d{3})|;|•|(?<!\w)\*+"
    r"|(?<=\w)\s(?=(?:supported|backed) by\b)"
    r"|(?<=\bby:)\s+|(?<=[\w:])\s{4,}(?=\w)",
    re.IGNORECASE,
)
# Image sizes, image options and file names; they may be glued to the name.
_LITTER = re.compile(
    r"(?:\b(?:border|thumb|frameless|left|right|center|centre|upright|link=\S*)\|)+|\b\d{1,4}(?:x\d+)?px(?=\b|[A-Z])(?:\|(?:border|thumb|left|right)\b)*[|,]?"
    r"|\b(?:File|Image):[^|\n]*\|?|\b(?:Flag of )?[^\s|]+(?: [^\s|]+){0,3}?\.(?:svg|png|jpe?g|gif)\b\|?"
    r"|\{\{(?:flag|flagcountry|flagu|flaglink|country data)\s*\||\|[^|{}\n]*\}\}|\{\{[^{}\n]*\}\}|\}\}|\{\{|\|",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\([^()]*\)?|\[[^][]*\]?")
_FATE = re.compile(r"(?:\b|(?<=[a-z]))(KIA|POW|WIA|DOW|MIA|executed|surrendered|†|‡)(?=\W|$)|†|‡")
_IN_BRACKETS = re.compile(r"\((?:[^()]*\b)?(killed|captured|wounded|executed|surrendered|KIA|POW|WIA|DOW)\b[^()]*\)?")
_FATES = {"KIA": "killed", "DOW": "killed", "†": "killed", "POW": "captured", "WIA": "wounded", "‡": "executed"}


_PARTS = frozenset({"North", "South", "East", "West"})
_REALMS = frozenset({"Empire", "Kingdom", "Republic", "Union"})
_NOBODY = frozenset({"unknown", "none", "and", "supported by", "unclear", "allies", "others", "various"})
_AND = re.compile(r"\sand\s(?:the\s)?(?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class InfoboxName:
    """A name in a column of the infobox, at ``start:end`` of the article; ``side`` counts columns from 1.

    ``heading`` says that the item only heads the items below it ("Allies:"); ``fate`` is what a mark or a word glued
    to a commander's name says, else ''; ``flag`` is the country or party of the flag beside the name;
    ``supporter`` that it stands below "Supported by".
    """

    passage: int
    start: int
    end: int
    text: str
    kind: Literal["combatant", "commander", "unit"]
    side: int
    fate: str = ""
    heading: bool = False
    flag: str = ""
    supporter: bool = False


def infobox_names(article: Article) -> Iterator[InfoboxName]:
    """Every name in the columns of belligerents, commanders and units."""
    for index, passage in enumerate(article.passages):
        if passage.kind != "infobox" or not (match := _FIELD.match(passage.field)):
            continue
        word = match[1].lower()
        kind: Literal["combatant", "commander", "unit"] = (
            "combatant" if word in ("combatant", "belligerent") else "unit" if word == "unit" else "commander"
        )
        yield from _items(article, index, passage, kind, int(match[2] or 1))


def _items(
    article: Article, index: int, passage: Passage, kind: Literal["combatant", "commander", "unit"], side: int
) -> Iterator[InfoboxName]:
    # Same length as the text, so that offsets hold.
    text = _PARENTHESIS.sub(_blank, _LITTER.sub(_blank, passage.text))
    marks = [m for m in article.marks if passage.start <= m.start <= passage.end and m.kind in ("fate", "flag")]
    position, supporter = 0, False
    for separator in [*_SEPARATOR.finditer(text), None]:
        end = separator.start() if separator else len(text)
        for first, last in _joined(text, position, end) if kind == "combatant" else ((position, end),):
            if (item := _item(marks, index, passage, text, first, last, kind, side)) is not None:
                yield replace(item, supporter=True) if supporter else item
            supporter = supporter or "upported by" in text[first:last]
        position = separator.end() if separator else end


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """'X and Y' are two belligerents, unless it is one country's name or a longer name with 'of'."""
    piece = text[start:end].strip()
    if cut := _glued(piece):
        begin = text.index(piece, start)
        yield begin, begin + cut
        yield begin + cut, end
    elif " of " not in piece and country_code(piece) is None and (joint := _AND.search(text, start, end)):
        yield start, joint.start()
        yield joint.end(), end
    else:
        yield start, end


def _glued(piece: str) -> int | None:
    """Where the second of two countries begins that no break parts: 'United States United Kingdom'."""
    parts = piece.split()
    if len(parts) < 3 or " and " in piece or country_code(piece):
        return None
    for cut in range(1, len(parts)):
        head, tail = " ".join(parts[:cut]), " ".join(parts[cut:])
        if len(tail) > 3 and _is_state(tail) and (_is_state(head) or parts[cut - 1] in _REALMS):
            return piece.rindex(tail)
    return None


def _is_state(name: str) -> bool:
    """Whether the name is a country's, or a part of one that was a state of its own ("South Vietnam")."""
    first, _, rest = name.partition(" ")
    return country_code(name) is not None or (first in _PARTS and country_code(rest) is not None)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _item(
    marks: Sequence[Mark],
    index: int,
    passage: Passage,
    text: str,
    start: int,
    end: int,
    kind: Literal["combatant", "commander", "unit"],
    side: int,
) -> InfoboxName | None:
    piece = text[start:end]
    fate = ""
    if found := _FATE.search(piece):
        fate = _FATES.get(found.group(), found.group().lower())
        piece = piece[: found.start()] + " " * (len(piece) - found.start())
    elif found := _IN_BRACKETS.search(passage.text, start, end):
        fate = _FATES.get(found[1], found[1])
    name = piece.strip(" \t\u00a0,.:;*'\"–—-")
    if sum(c.isalpha() for c in name) < 2 or name.lower() in _NOBODY:
        return None
    if kind == "commander" and not any(c.isupper() for c in name):
        return None  # "and others", "full list"
    begin = passage.start + start + piece.index(name)
    flag = ""
    for mark in marks:
        if passage.start + start <= mark.start <= passage.start + end:
            if mark.kind == "fate" and not fate:
                fate = mark.value
            elif mark.kind == "flag" and not flag:
                flag = mark.value
    heading = piece.rstrip().endswith(":")
    return InfoboxName(index, begin, begin + len(name), name, kind, side, fate, heading, flag)
