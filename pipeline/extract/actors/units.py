"""Units of armies by their numbers and letters: '9th Brigade', '24B Regiment', 'Company C', 'the 41st Ohio'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.actors.bodies import country_in
from pipeline.extract.actors.lexicon import Lexicon, alternatives, lexicon
from pipeline.extract.actors.roster import Roster
from pipeline.extract.bag import DIGIT, bag
from pipeline.extract.dates.words import words as date_words
from pipeline.model import Article

_NUMBERED = re.compile(
    r"[IVXL] .{0,30}Corps\b|\d(?:st|[nr]?d|th|[A-Z])? [A-Z]|\b(?:Company|Battery|Troop|Squadron) [A-Z]\b"
)

# Without any of these a sentence names no unit.
_TELLING = frozenset({DIGIT, "corps", "company", "battery", "troop", "squadron"})


def add_units(roster: Roster, article: Article) -> Iterator[tuple[int, int, int, str]]:
    """Adds each unit of the prose; yields passage index, start, end (in the passage) and name of every mention."""
    found: list[tuple[int, int, int, str]] = []
    for index, passage in enumerate(article.passages):
        if passage.kind != "sentence" or _TELLING.isdisjoint(bag(passage.text)) or not _NUMBERED.search(passage.text):
            continue
        found += [
            (index, match.start(), match.end(), match.group())
            for match in _pattern().finditer(passage.text)
            if (_is_unit(match, lexicon()) if match["bare"] else match.group().split()[1] not in lexicon().openers)
        ]
    # In the order of the text where two are of one length: a set would order them anew in each process.
    names = sorted(dict.fromkeys(name for *_, name in found), key=len, reverse=True)
    for name in names:
        longer = [other for other in names if other.startswith(name + " ")]
        if len(longer) == 1:
            roster.alias(name, roster.add(longer[0], "state_military", country=country_in(longer[0], "state_military")))
        else:
            roster.add(name, "state_military", country=country_in(name, "state_military"))
    yield from found


@cache
def _pattern() -> re.Pattern[str]:
    ordinal = r"\d{1,3}(?:/\d{1,3})?(?:st|[nr]?d|th)"  # "the 33d Virginia"
    # "the 112th Infantry Division", not "the 112th Infantry"
    head = rf"(?:{alternatives(lexicon().ties['units'])})"
    heads = rf"{head}(?: {head})*"
    # "15 Danish Army soldiers" are no unit.
    people = alternatives(lexicon().ties["members"])
    months = alternatives(date_words()["months"])
    return re.compile(
        r"(?<![\w.,/-])(?:[IVXL]{1,6} (?:[A-Z][a-z]+ ){0,2}Corps\b"
        rf"|{ordinal} (?:[A-Z][\w’'-]* ){{0,3}}?{heads}\b"
        # "on 18 August Company C attacked"
        rf"|\d{{1,3}}[A-Z]? (?!(?:{months})\b)(?:[A-Z][a-z]+ )?{heads}\b(?! (?:{people})\b)"
        rf"|(?:Company|Battery|Troop|Squadron) [A-Z]\b|(?P<bare>{ordinal} [A-Z][a-z]+(?: [A-Z][a-z]+)?)\b)"
    )


def _is_unit(match: re.Match[str], words: Lexicon) -> bool:
    """Whether a number with a name and no more is a unit: '2/5th Borderers', 'the 41st Ohio had'."""
    last = match["bare"].split()[-1]
    if last in words.not_heads or last in words.titles or last in words.openers:
        return False
    acts = rf",? (?:which |who |had |has |was |were |{'|'.join(map(re.escape, words.ties['acts']))}\b)|[.,;]"
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    return "/" in match["bare"] or (before == "the " and re.match(acts, match.string[match.end() :]) is not None)
