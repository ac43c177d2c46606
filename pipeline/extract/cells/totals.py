"""Which items are parts of which: parentheses, totals, and sums that close."""

from __future__ import annotations

from pipeline.extract.cells.drafts import Draft
from pipeline.extract.cells.lexicon import lexicon

_WITHIN = {
    "casualties": ("killed", "wounded", "missing", "captured"),
    "captured": ("released", "killed"),
    "lost": ("destroyed", "damaged", "captured"),
}


def relate(drafts: list[Draft], default: str) -> None:
    """Fill ``whole`` of the drafts that are parts; ``drafts`` are the claims of one cell, in order."""
    for draft in drafts:
        if draft.parent is not None and part_of(draft, draft.parent, loose=draft.item.nested, said=_said(draft)):
            draft.whole = draft.parent
    if default == "strength":
        return
    for draft in drafts:
        if draft.whole is None and draft.under is not None and part_of(draft, draft.under):
            draft.whole = draft.under
    for draft in drafts:
        if draft.total:
            _gather(draft, drafts)
    _sums(drafts)
    _kinds(drafts)


def _said(draft: Draft) -> bool:
    """Whether words say that it is a part: "of which 400 wounded"."""
    sets = lexicon().sets
    return any(t.word in sets["including"] | sets["whom"] for t in (*draft.item.lead, *draft.item.words[:2]))


def part_of(part: Draft, whole: Draft, *, loose: bool = False, said: bool = False) -> bool:
    """Whether the part's measure lies within the whole's, of one unit, and its number is not larger.

    ``loose``: a parenthesis, which may also say what became of the captured. ``said``: words make it a part.
    """
    if part.unit != whole.unit or part.form in ("unknown", "zero"):
        return False
    if part.measure != whole.measure and not (said or _within(part.measure, whole.measure, loose)):
        return False
    low, limit = _least(part), _most(whole)
    return low is None or limit is None or low <= limit


def _within(part: str, whole: str, loose: bool) -> bool:
    if whole == "captured" and not loose:
        return False
    held = set(_WITHIN.get(whole, ())) | (set(whole.split("+")) if "+" in whole else set())
    return set(part.split("+")) <= held


def _least(draft: Draft) -> int | None:
    return draft.low if draft.low is not None else draft.high


def _most(draft: Draft) -> int | None:
    return None if draft.form == "at_least" else draft.high


def _gather(total: Draft, drafts: list[Draft]) -> None:
    """A total under a heading of its own takes all the cell, one among items those of its heading behind it."""
    index = drafts.index(total)
    if total.above.total:
        parts = drafts[:index] + drafts[index + 1 :]
    else:
        parts = [d for d in drafts[index + 1 :] if d.above.group == total.above.group]
        if not parts and index == len(drafts) - 1:
            parts = drafts[:index]
    for part in parts:
        if part.whole is None and not part.item.nested and not _covers(part, total) and part_of(part, total):
            part.whole = total


def _covers(draft: Draft, other: Draft) -> bool:
    """Whether the other is already within the draft, at any remove."""
    whole = other.whole
    while whole is not None:
        if whole is draft:
            return True
        whole = whole.whole
    return False


def _sums(drafts: list[Draft]) -> None:
    """ "500 casualties: 200 killed, 300 wounded" without a word for it: the sum of what follows says so."""
    for index, whole in enumerate(drafts):
        if whole.measure != "casualties" or whole.unit != "person" or whole.low is None or whole.whole is not None:
            continue
        parts: list[Draft] = []
        for part in drafts[index + 1 :]:
            if part.measure == "casualties" or part.whole is not None or not part_of(part, whole):
                break
            parts.append(part)
            if len(parts) > 1 and (sum(p.low or 0 for p in parts), sum(p.high or 0 for p in parts)) == (
                whole.low,
                whole.high,
            ):
                for each in parts:
                    each.whole = whole
                break


def _kinds(drafts: list[Draft]) -> None:
    """ "5 killed / 1 officer / 4 soldiers": kinds of people that add up to what stands before them are its parts."""
    for index, whole in enumerate(drafts):
        if not whole.counts_people() or whole.form != "exact" or whole.whole is not None:
            continue
        parts: list[Draft] = []
        for part in drafts[index + 1 :]:
            stated = part.reading.measure or part.above.measure
            if stated or not part.named or not part.counts_people() or part.form != "exact" or part.whole is not None:
                break
            parts.append(part)
            if len(parts) > 1 and sum(p.low or 0 for p in parts) == whole.low:
                for each in parts:
                    each.whole, each.measure = whole, whole.measure
                break
