"""Dates of a text: single dates joined to stretches, years filled from the context, names told from dates."""

from __future__ import annotations

import re

from pipeline.extract.bag import DIGIT, bag
from pipeline.extract.dates.atoms import find_atoms
from pipeline.extract.dates.edtf import bounds, dated
from pipeline.extract.dates.model import Atom, DateMention, When
from pipeline.extract.dates.months import MONTHS
from pipeline.extract.dates.relative import RELATIVE, find_relative
from pipeline.extract.dates.words import any_of, words

_W = words()["prose"]
_JOIN = re.compile(r"\s*,?\s*(?:[–—-]|/|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BARE_MONTH_AFTER = frozenset(_W["before_month"])
_YEAR_AFTER = frozenset(_W["before_year"])
_FUNCTION = frozenset(_W["function"])
_BOUNDS = frozenset(_W["bounds"])
_WHOLE_OF = re.compile(rf"\b{any_of(_W['whole'])}\s+of\s*$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([\w'’-]+)")
_NAMED_BY = re.compile(r"(?:\b(?:the|a|an|its|their|his|her)|['’]s?|\bof)\s*$", re.IGNORECASE)
_DURING = re.compile(r"\b[Dd]uring\s+the\s+[\w’'-]+(?:\s+[\w’'-]+){0,3}\s+of\s*$")
# The year in an opening "After the defeat in 1840, ..." dates what went before, not the sentence.
_OPENING = re.compile(r"\s*(?:After|Following|Since|Before|Despite)\s+(?!(?:\d|late|early|mid|about|around))")
_STYLES = frozenset({"o", "n", "os", "ns", "old", "new", "julian", "gregorian"})
_TELLING = MONTHS | RELATIVE
_STYLE = re.compile(
    r"[\s,]*[(\[]?(O\.?\s?S\.?|N\.?\s?S\.?|Old Style|New Style|Julian|Gregorian)\b\.?[)\]]?", re.IGNORECASE
)


def find_dates(text: str, context_year: int | None = None) -> list[DateMention]:
    """Every date of a prose text, sorted, spans in the text's own offsets; relative ones among them.

    ``context_year`` (astronomical) fills a day or month whose year the text leaves out; a year named earlier in the
    same text comes first. A mention whose year nothing tells has no ``edtf``. Today's date is never asked.
    """
    words_ = bag(text)
    if DIGIT not in words_ and _TELLING.isdisjoint(words_) and "entury" not in text:
        return []
    mentions: list[DateMention] = []
    year = context_year
    for found in _joined(text, find_atoms(text)):
        mention = found
        if not mention.edtf and mention.first is not None:
            mention = _filled(found, year)
            if mention.edtf and year == context_year and year is not None:
                mention = mention.but("context")
        elif mention.year_start is not None and (not mention.aside or year is None):
            year = mention.last.year if mention.last else mention.year_start
        mentions.append(mention)
    relative = [] if RELATIVE.isdisjoint(words_) else find_relative(text)
    if not relative:
        return mentions
    absolute = {id(mention) for mention in mentions}
    kept: list[DateMention] = []
    # An absolute date wins over a relative one that shares words with it.
    for mention in sorted(mentions + relative, key=lambda mention: mention.start):
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
        elif id(mention) in absolute and id(kept[-1]) not in absolute:
            kept[-1] = mention
    return kept


def _filled(mention: DateMention, year: int | None) -> DateMention:
    if year is None or mention.first is None:
        return mention
    first, last = mention.first.in_year(year), mention.last.in_year(year) if mention.last else None
    if last is not None and _month(first) > _month(last):
        last = last._replace(year=year + 1)
    return dated(mention._replace(first=first, last=last))


def _month(when: When) -> int:
    return when.month or 0


def _joined(text: str, atoms: list[Atom]) -> list[DateMention]:
    mentions: list[DateMention] = []
    styled = not _STYLES.isdisjoint(bag(text))
    index = 0
    while index < len(atoms):
        atom, last = atoms[index], None
        if index + 1 < len(atoms) and _joins(text, atom, atoms[index + 1]):
            last = atoms[index + 1]
        mention = _stretch(text, atom, last) if last else None
        if mention is None:
            mention, last = _single(text, atom), None
        if mention is not None:
            mentions.append(_styled(text, mention) if styled else mention)
        index += 2 if last else 1
    return _one_style(mentions, text) if styled else mentions


def _joins(text: str, atom: Atom, following: Atom) -> bool:
    between = text[atom.end : following.start]
    if _JOIN.fullmatch(between):
        return True
    lead = text[max(0, atom.start - 12) : atom.start].rstrip().lower()
    return bool(_AND.fullmatch(between)) and lead.endswith("between")


def _stretch(text: str, atom: Atom, following: Atom) -> DateMention | None:
    """The stretch from the one to the other, or None where the two do not follow in time."""
    first, last = atom.first, following.last or following.first
    if first.year is None and last.year is not None:
        year = last.year - 1 if _month(first) > _month(last) else last.year
        first = first.in_year(year)
    elif last.year is None and first.year is not None:
        year = first.year + 1 if _month(last) < _month(first) else first.year
        last = last.in_year(year)
    if first.year is not None and last.year is not None and bounds(first)[0] > bounds(last)[1]:
        return None
    if (first.year is None) != (last.year is None):
        return None
    return dated(_mention(text, atom.start, following.end, first, last))


def _single(text: str, atom: Atom) -> DateMention | None:
    before = _word_before(text, atom.start)
    if atom.kind == "month" and not atom.sure and before not in _BARE_MONTH_AFTER:
        return None
    aside = False
    if atom.kind in ("year", "years"):
        plain = text[atom.start : atom.end][-4:].isdigit()
        if plain and not _reads_as_year(text, atom, before):
            return None
        aside = _only_names(text, atom)
    return dated(_mention(text, atom.start, atom.end, atom.first, atom.last)._replace(aside=aside))


def _mention(text: str, start: int, end: int, first: When, last: When | None) -> DateMention:
    before = _word_before(text, start)
    bound = before if before in _BOUNDS else ""
    if before == "around":
        first = first._replace(approximate=True)
    return DateMention(start, end, text[start:end], first=first, last=last, bound=bound)


def _word_before(text: str, start: int) -> str:
    words_ = text[max(0, start - 24) : start].rstrip(" \t\n\u00a0(").split()
    word = words_[-1].lstrip("([\"'") if words_ else ""
    return word.lower() if word.isalpha() else ""


def _reads_as_year(text: str, atom: Atom, before: str) -> bool:
    """Four digits are a year where they stand like one, not where they count something ("2000 men")."""
    following = _NEXT_WORD.match(text, atom.end)
    word = following[1] if following else ""
    counts = word[:1].islower() and word not in _FUNCTION
    bracketed = text[: atom.start].rstrip()[-1:] in ("(", "[") or not text[: atom.start].strip()
    if atom.kind == "years":
        return not counts
    if before in _YEAR_AFTER or before == "of":
        return not counts or (before in ("in", "since") and not word.endswith("s"))
    named = bool(_NAMED_BY.search(text[max(0, atom.start - 12) : atom.start]))
    return (bracketed and not counts) or (named and bool(word)) or before in ("late", "early", "mid")


def _only_names(text: str, atom: Atom) -> bool:
    """Whether the year is part of a name or stands in brackets, and so dates no sentence."""
    lead = text[max(0, atom.start - 24) : atom.start]
    if lead.count("(") > lead.count(")"):
        return True
    before = text[max(0, atom.start - 90) : atom.start]
    if "uring" in before and _DURING.search(before):
        return False
    if atom.start < 300 and _OPENING.match(text) and "," in text[atom.end :] and "," not in text[: atom.start]:
        return True
    return bool(_NAMED_BY.search(lead)) and not _WHOLE_OF.search(lead)


def _styled(text: str, mention: DateMention) -> DateMention:
    """The mention with the calendar that stands behind it: O.S. is Julian, N.S. Gregorian."""
    style = _STYLE.match(text, mention.end)
    if not style or (mention.first and mention.first.day is None):
        return mention
    return mention._replace(calendar="julian" if style[1][0] in "OoJj" else "gregorian")


def _one_style(mentions: list[DateMention], text: str) -> list[DateMention]:
    """Of one day told in both calendars, the Gregorian: EDTF and ISO count by it."""
    kept: list[DateMention] = []
    for found in mentions:
        mention = found
        if kept and kept[-1].calendar and mention.calendar and kept[-1].calendar != mention.calendar:
            chosen = mention if mention.calendar == "gregorian" else kept[-1]
            start = kept.pop().start
            mention = chosen._replace(start=start, end=mention.end, text=text[start : mention.end])
        kept.append(mention)
    return kept
