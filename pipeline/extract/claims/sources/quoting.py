"""Who is quoted: "X quoted Y as saying that", "Y was quoted by X as saying", "Citing Y, X reported"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.claims.grammar.cues import cues
from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import BE
from pipeline.extract.claims.grammar.subjects import noun_phrases_before
from pipeline.extract.claims.sources.scopes import Attribution

_FARTHEST = 14


def quoted_saying(items: Sequence[Item], i: int, end: int) -> Attribution | None:
    """The assertion of whom somebody quotes "as saying", the word at ``i``; None where nobody does."""
    if i < 4 or items[i - 1].word != "as":
        return None
    quoting = next((k for k in range(i - 2, max(0, i - _FARTHEST), -1) if items[k].word in cues().quoting), None)
    if quoting is None:
        return None
    inside = items[quoting + 1 : i - 1]
    cue = (items[i].start, items[i].end)
    if items[quoting - 1].tag == BE:
        # "Y was quoted (by X)": who speaks is the subject.
        carried = inside[0].word == "by" if inside else False
        media = [(inside[1].start, inside[-1].end)] if carried and len(inside) > 1 else []
        sources = noun_phrases_before(items, quoting - 1, cues().adverbs)
    else:
        sources = [(inside[0].start, inside[-1].end)] if inside else []
        media = noun_phrases_before(items, quoting, cues().adverbs)
    return Attribution(cue[0], end, tuple(sources), cue, tuple(media)) if sources else None


def cited_claims(items: Sequence[Item], i: int, end: int) -> Attribution | None:
    """ "X cited Danish claims of 300 dead": what the Danes claim, by way of X; None where nobody cites the noun."""
    behind = items[i + 1].word if i + 1 < len(items) else ""
    if i < 3 or items[i - 1].tag not in ("P", "W") or items[i - 2].word not in cues().quoting:
        return None
    media = noun_phrases_before(items, i - 2, cues().adverbs)
    if behind not in ("of", "that", "putting") or not media:
        return None
    source = (items[i - 1].start, items[i - 1].end)
    return Attribution(items[i].start, end, (source,), (items[i].start, items[i].end), tuple(media))


def carries(item: Item, before: Attribution) -> bool:
    """Whether "quoted by" follows the one who speaks at once: "according to a doctor quoted by X"."""
    return item.word in ("quoted", "cited") and 0 <= item.start - before.sources[-1][1] <= 1


def cites_first(items: Sequence[Item], i: int) -> bool:
    """Whether the word at ``i`` opens the sentence and cites somebody: "Citing Y, X reported"."""
    return items[i].word in ("citing", "quoting") and all(item.tag in ("x", '"', "&", ",") for item in items[:i])


def with_cited(found: Sequence[Attribution], cited: Attribution) -> list[Attribution]:
    """The attributions, the one next behind ``cited`` with those whom it cites; ``cited`` itself where none follows."""
    for index, attribution in enumerate(found):
        if attribution.cue[0] > cited.cue[0]:
            return [*found[:index], replace(attribution, cited=cited.sources), *found[index + 1 :]]
    return [*found, cited]
