"""Estimates that are somebody's: "Berg's estimate of 300 dead", "the army's figure is 600"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import BE
from pipeline.extract.claims.sources.scopes import Attribution

_NEAR = 4


def possessed(items: Sequence[Item], i: int, end: int) -> Attribution | None:
    """What is asserted by whoever owns the estimate at ``i``; None where nobody does or no number follows."""
    mark = next((k for k in range(i - 1, max(0, i - _NEAR), -1) if items[k].tag == "'"), None)
    behind = items[i + 1] if i + 1 < len(items) else None
    if mark is None or behind is None:
        return None
    if any(item.tag not in ("w", "j", "x") for item in items[mark + 1 : i]):
        return None
    numbers = [item for item in items[i + 1 : i + 2 + _NEAR] if item.tag in ("Q", "z")]
    begin = mark
    while begin > 0 and mark - begin < _NEAR and items[begin - 1].tag in ("P", "W", "M", "N", "w", "T"):
        begin -= 1
        if items[begin].tag == "T":
            break
    by = begin > 0 and items[begin - 1].word == "by"  # "By the army's count 40 men died"
    if begin == mark or not numbers or not (by or behind.tag in (BE, "o") or behind.word == "at"):
        return None
    ends = (item for item in items[i + 2 :] if item.tag == ";" or (item.tag == "c" and item.word != "that"))
    stop = next((item.start for item in ends), end)
    owner = (items[begin].start, items[mark - 1].end)
    return Attribution(items[i].start, stop, (owner,), (items[i].start, items[i].end))
