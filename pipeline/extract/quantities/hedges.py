"""Words before and behind a number that make it a bound or an approximation."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.quantities.vocabulary import Vocabulary

_SIGNS = {">": "at_least", "≥": "at_least", "<": "at_most", "≤": "at_most", "~": "approximate", "≈": "approximate",
          "≃": "approximate", "±": "approximate", "∼": "approximate", "˜": "approximate"}  # fmt: skip
_REACH = 32


@dataclass(slots=True)
class Hedged:
    """The span of a number with its hedges; ``forms`` in the order of the text, ``words`` as the text has them."""

    start: int
    end: int
    forms: list[str]
    words: list[str]


def hedge(text: str, lower: str, start: int, end: int, vocab: Vocabulary) -> Hedged:
    """The hedges around the number at ``start``..``end``."""
    found = Hedged(start, end, [], [])
    while _before(text, lower, found, vocab):
        pass
    _behind(text, lower, found, vocab)
    return found


def _before(text: str, lower: str, found: Hedged, vocab: Vocabulary) -> bool:
    at = found.start
    while at and lower[at - 1] in " \u00a0\n":
        at -= 1
    if not at or found.start - at > 2:
        return False
    sign = _SIGNS.get(lower[at - 1])
    if sign:
        return _take(text, found, at - 1, at, sign)
    if lower[at - 1] == "=" and lower[at - 2 : at - 1] in ("<", ">"):
        return _take(text, found, at - 2, at, "at_least" if lower[at - 2] == ">" else "at_most")
    window = lower[max(0, at - _REACH) : at]
    last = window[window.rfind(" ") + 1 :].lstrip("(\n\"'“‘[:;,")
    if "\n" in last:
        last = last[last.rfind("\n") + 1 :].lstrip("(")
    # "c.1500" and "c. 1500" alike; other hedges stand apart from their number.
    if at == found.start and last not in ("c.", "ca.", "approx.", "est."):
        return False
    for phrase, form in vocab.hedges.get(last, ()):
        begin = at - len(phrase)
        if begin < 0 or not lower.startswith(phrase, begin):
            continue
        if begin and (lower[begin - 1].isalnum() or lower[begin - 1] in "-'’"):
            continue
        return _take(text, found, begin, at, form)
    return False


def _take(text: str, found: Hedged, begin: int, end: int, form: str) -> bool:
    found.start = begin
    found.forms.insert(0, form)
    found.words.insert(0, text[begin:end])
    return True


def _behind(text: str, lower: str, found: Hedged, vocab: Vocabulary) -> None:
    ahead = lower[found.end : found.end + 1]
    if ahead == "+" and not lower[found.end + 1 : found.end + 2].isdigit():
        found.end += 1
        found.forms.append("at_least")
        found.words.append("+")
        return
    gap = found.end + (ahead in (" ", "\u00a0"))
    for phrase, form in vocab.suffixes:
        if lower.startswith(phrase, gap) and not lower[gap + len(phrase) : gap + len(phrase) + 1].isalnum():
            if phrase in ("at least", "at most", "plus", "odd", "approximately", "approx.", "upwards") and _number_follows(lower, gap + len(phrase)):
                # "200 wounded and 50 at least 30 of them": the hedge belongs to the number behind it.
                return
            found.forms.append(form)
            found.words.append(text[gap : gap + len(phrase)])
            found.end = gap + len(phrase)
            return


def _number_follows(lower: str, at: int) -> bool:
    following = lower[at : at + 24].split(None, 1)
    return bool(following) and following[0][:1].isalnum() and following[0][:1].isdigit() or _spells(following)


def _spells(following: list[str]) -> bool:
    from pipeline.extract.quantities.vocabulary import vocabulary

    return bool(following) and vocabulary().roles.get(following[0]) in ("cardinal", "magnitude", "vague")
