"""The date of the event that an article is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.edtf import dated
from pipeline.extract.dates.field import parse_date_field
from pipeline.extract.dates.find import find_dates

if TYPE_CHECKING:
    from pipeline.extract.dates.model import DateMention
    from pipeline.model import Article

_LASTED = re.compile(
    r"\s*(?:It|They|The\s+\w+)\s+(?:began|started|lasted|took place|occurred|was (?:fought|launched)|were fought)\b"
)


def main_date(article: Article) -> DateMention | None:
    """The date of the article's main event: the infobox's, else the lead's, else the title's."""
    place = article.field("date")
    if place is not None:
        mention = parse_date_field(place.text)
        if mention.edtf:
            return mention.shifted(place.start)
    titled = next((m for m in find_dates(article.title) if m.edtf), None)
    found = _lead_date(article, titled.year_start if titled else None)
    if found is None and titled is not None:
        # The title is no passage: the date has no span of its own.
        found = titled._replace(start=0, end=0, basis="context")
    return found._replace(aside=False) if found else None


def _lead_date(article: Article, year: int | None) -> DateMention | None:
    lead = [p for p in article.passages if p.kind == "sentence" and p.section == ""][:4]
    best: DateMention | None = None
    for number, passage in enumerate(lead):
        found = [m for m in find_dates(passage.text, best.year_start if best else year) if m.edtf and not m.relative]
        if number == 0 and found:
            best = min(found, key=lambda m: (_coarseness(m), m.start)).shifted(passage.start)
        elif found and best is not None and _coarseness(best) >= 2 and _LASTED.match(passage.text):
            return _from_to(article, found[0], found[-1], passage.start)
    return best


def _coarseness(mention: DateMention) -> int:
    first = mention.first
    if first is None:
        return 9
    return 0 if first.day is not None else 1 if first.month is not None else 2


def _from_to(article: Article, first: DateMention, last: DateMention, offset: int) -> DateMention:
    """The stretch that a sentence gives in two dates: "It began in May and ended on 3 July"."""
    if first is last or first.first is None:
        return first.shifted(offset)
    start, end = first.start + offset, last.end + offset
    whole = first._replace(start=start, end=end, text=article.text[start:end], last=last.last or last.first)
    return dated(whole)
