"""The Date field of an infobox, however damaged."""

from __future__ import annotations

import re

from pipeline.extract.dates.edtf import dated
from pipeline.extract.dates.find import find_dates
from pipeline.extract.dates.model import DateMention, When

# Bracketed remarks fall out, except those that name the calendar.
_REMARK = re.compile(r"\((?!\s*(?:O\.?\s?S|N\.?\s?S|Old|New|Julian|Gregorian|c\.|ca\.))[^()\n]*\)")
# "30 November [O.S. 19 November] 1700": the date outside the brackets is the Gregorian one, and the other way round.
_OTHER_STYLE = re.compile(r"[(\[]\s*(O|N)\.?\s?S\.?\s[^()\[\]\n]*[)\]]")
_LONGEST = 2000
"""Code points of a Date field that are looked at; a real one has some dozens."""
_STRETCHED = re.compile(r"\b(?:ongoing|present)\b", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"\s*(?:year\s+)?(\d{3,4})\b")


def parse_date_field(text: str) -> DateMention:
    """The date of an infobox field, with its span; precision ``unknown`` where none can be read.

    Of several dates the first counts: a war's dates come before those of its treaty, ages and remarks.
    """
    text = text[:_LONGEST]
    blanked = _REMARK.sub(lambda match: " " * len(match.group()), text)
    style = _OTHER_STYLE.search(text)
    if style:
        blanked = _OTHER_STYLE.sub(lambda match: " " * len(match.group()), blanked)
    # A remark between month and year left a gap: "August/September           , 490 BC".
    mentions = [m for m in find_dates(_squeezed(blanked)) if m.edtf and m.relative is None]
    mentions = [_original(m, text, blanked) for m in mentions]
    if mentions:
        first = mentions[0]
        if style:
            first = first._replace(calendar="gregorian" if style[1] == "O" else "julian")
        if not first.last and _STRETCHED.search(text[first.end : first.end + 20]) and first.first:
            return first._replace(edtf=first.edtf + "/..", date_end="", year_end=None, precision="open")
        return first._replace(aside=False)
    year = _YEAR_ONLY.match(blanked)
    if year and int(year[1]) > 0:
        return dated(DateMention(year.start(1), year.end(1), year[1], first=When(int(year[1]))))
    return DateMention(0, len(text), text)


def _squeezed(text: str) -> str:
    return _BLANKS.sub(" ", text)


_BLANKS = re.compile(r"[ \t\u00a0\u2009\u202f]{2,}(?=,)|[ \t\u00a0\u2009\u202f]+")


def _original(mention: DateMention, text: str, blanked: str) -> DateMention:
    """The mention found in the squeezed text, with its span in the original."""
    places = [0]
    position = 0
    for match in _BLANKS.finditer(blanked):
        places.extend(range(position + 1, match.start() + 1))
        places.append(match.end())
        position = match.end()
    places.extend(range(position + 1, len(blanked) + 1))
    start, end = places[mention.start], places[mention.end - 1] + 1
    return mention._replace(start=start, end=end, text=text[start:end])
