"""Assertions that a phrase ascribes: "according to X", "(per X)", "as claimed by X"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.claims.grammar.cues import cues
from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import BE
from pipeline.extract.claims.sources.scopes import Attribution, counting_bracket

_FARTHEST = 16
_RATES = ("cent", "hour", "day", "night", "week", "month", "year", "annum", "head", "capita", "man", "mille")
_CARRIED = ("quoted", "cited", "interviewed")


def according(items: Sequence[Item], i: int) -> int:
    """How many items the phrase has that begins at ``i``, "according to"; 0 where none does."""
    if items[i].word == "per" and i + 1 < len(items) and items[i + 1].word in _RATES:
        # "70 per cent", "30 per day"
        return 0
    for phrase in cues().according.get(items[i].word, ()):
        if tuple(item.word for item in items[i : i + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def put_by(items: Sequence[Item], i: int) -> Attribution | None:
    """ "was put at 30 by X and at 45 by Y": whoever stands behind "by" asserts the number right before."""
    number = items[i - 1] if i > 1 else None
    if number is None or number.quantity is None or number.tag != "Q":
        return None
    estimated = number.quantity.hedge.startswith("estimated")
    told = any(item.word in cues().putting for item in items[max(0, i - _FARTHEST) : i])
    if not (estimated or (told and items[i - 2].word in ("at", "as", "to"))):
        return None
    k = i + 1
    while k < len(items) and items[k].tag in ("T", "a", "P", "W", "w", "M", "N", "j", "o", "'"):
        k += 1
    spans = ((items[i + 1].start, items[k - 1].end),) if k > i + 1 else ()
    return Attribution(number.start, number.end, spans, (items[i].start, items[i].end)) if spans else None


def is_deed_claimed(items: Sequence[Item], i: int) -> bool:
    """ "The attack, which killed 28, was claimed by X": X says nothing of the 28; "80 killed (claimed by X)" does."""
    if items[i].word != "claimed":
        return False
    k = i - 1
    while k >= 0 and items[k].tag in (BE, "x"):
        k -= 1
    # "It was claimed by X that 600 died": that they did.
    return k >= 0 and items[k].tag not in ("(", "Q", "z", "K", "L", "J") and items[k].word not in ("as", "it")


def by_phrase(items: Sequence[Item], i: int, width: int, start: int, end: int) -> Attribution | None:
    """The assertion of those who follow the phrase of ``width`` items at ``i``; None where nobody does."""
    begin, k = i + width, _source_end(items, i + width)
    if k <= begin:
        return None
    spans = _joined(items[begin:k])
    inside = any(item.tag == "(" for item in items[max(0, i - 1) : i])
    after = items[k].tag if k < len(items) else "."
    if after != "." and items[k].word in _CARRIED:
        after = ","
    cue = (items[i].start, items[i + width - 1].end)
    if items[i].word in ("citing", "quoting"):
        # "A put the dead at 300; B, citing witnesses, believes": B's alone.
        start = next((item.end for item in reversed(items[:i]) if item.tag == ";"), start)
    if (bracket := counting_bracket(items, i)) is not None:
        return Attribution(*bracket, spans, cue)
    if inside:
        return Attribution(_paren_start(items, i, start), items[i].start, spans, cue)
    if items[i + width - 1].word == "by" and i > 1 and items[i - 1].tag in ("N", "L", "M") and after == BE:
        # "The figure of 300 men given by X is too high."
        return Attribution(start, items[i].start, spans, cue)
    fronted = all(item.tag in ("x", '"', "&", "w", "c") for item in items[:i]) and i <= 2
    if not fronted and after not in (",", ".", ";", ")", "(", ":", "-", "&", "p"):
        return Attribution(cue[0], end, spans, cue)
    if after == "&":
        return Attribution(start, items[k].start, spans, cue)
    return Attribution(start, end, spans, cue)


def _source_end(items: Sequence[Item], begin: int) -> int:
    """Behind the names of those to whom a phrase ascribes something."""
    k = begin
    while (
        k < len(items)
        and items[k].tag not in (",", ";", "(", ")", "Q", "z", "d", '"', ":", "-", ".", "c", "R")
        and not (k > begin and items[k].tag in (BE, "H"))
    ):
        if items[k].tag == "x" and k > begin and items[k].word != "then":
            break
        if items[k].tag == "w" and items[k].word.endswith("ed") and k > begin and items[k - 1].tag in ("P", "W"):
            # "according to the Annals of X numbered 30,000"
            break
        if k > begin and items[k].word in _CARRIED:
            # "according to a spokesman quoted by X"
            break
        if items[k].tag == "p" and k > begin and items[k - 1].tag == "P":
            # "according to X after several clashes"
            break
        if items[k].tag in ("T", "a") and k > begin and items[k - 1].tag not in ("o", "p", "&", "b"):
            break
        k += 1
    if k < len(items) and items[k].tag in ("Q", "z") and items[k - 1].tag == "&":
        k -= 1
    return k


def _paren_start(items: Sequence[Item], i: int, start: int) -> int:
    """Where the text begins that a parenthesis looks back on: the clause before it."""
    for k in range(i - 2, -1, -1):
        if items[k].tag in (")", ";", ":"):
            return items[k].end
        if items[k].tag == "," and k + 1 < len(items) and items[k + 1].tag == "&":
            return items[k].end
    return start


def _joined(items: Sequence[Item]) -> tuple[tuple[int, int], ...]:
    """Spans of the noun phrases in "the CMA and MINUSMA"."""
    spans: list[tuple[int, int]] = []
    begin = 0
    for k, item in enumerate([*items, None]):
        if item is None or item.word in ("and", "&", "/"):
            if k > begin:
                spans.append((items[begin].start, items[k - 1].end))
            begin = k + 1
    return tuple(spans)
