"""Words before and behind a number that make it a bound or an approximation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.quantities.vocabulary import Vocabulary

_SIGNS = {
    ">": "at_least", "≥": "at_least", "<": "at_most", "≤": "at_most", "~": "approximate", "≈": "approximate",
    "≃": "approximate", "±": "approximate", "∼": "approximate", "˜": "approximate",
}  # fmt: skip
_REACH = 32
_COMPARED = ("more than", "fewer than", "less than", "exceeded", "exceed", "exceeding")
_DENIED = re.compile(r"\b(?:not|never|cannot)\s(?!only\s)(?:[a-z]+\s){0,3}$")
# Signs that may stand between a hedge and the word before it.
_EDGES = "(\"'“‘[:;,"


@dataclass(slots=True)
class Hedged:
    """The span of a number with its hedges; ``forms`` and ``words`` in the order of the text."""

    start: int
    end: int
    forms: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def hedge(text: str, lower: str, start: int, end: int, vocab: Vocabulary) -> Hedged:
    """The hedges around the number at ``start``..``end``."""
    found = Hedged(start, end)
    while _before(text, lower, found, vocab):
        pass
    _behind(text, lower, found, vocab)
    return found


def _before(text: str, lower: str, found: Hedged, vocab: Vocabulary) -> bool:
    at = found.start
    while at and lower[at - 1].isspace():
        at -= 1
    if not at or found.start - at > 2:
        return False
    if lower[at - 1] == "=" and lower[at - 2 : at - 1] in ("<", ">"):
        return _take(text, found, at - 2, at, _SIGNS[lower[at - 2]])
    sign = _SIGNS.get(lower[at - 1])
    if sign:
        return _take(text, found, at - 1, at, sign)
    last = lower[max(0, at - _REACH) : at].rsplit(maxsplit=1)[-1].lstrip(_EDGES)
    if at == found.start and not last.endswith("."):
        # "c.1500" as well as "c. 1500"; every other hedge stands apart from its number.
        return False
    for phrase, form in vocab.hedges.get(last, ()):
        begin = at - len(phrase)
        if begin >= 0 and lower.startswith(phrase, begin) and not (begin and _in_word(lower[begin - 1])):
            if phrase == "over" and _governed(lower, begin, vocab):
                return False
            return _take(text, found, begin, at, _as_denied(lower, begin, phrase, form))
    return False


def _as_denied(lower: str, begin: int, phrase: str, form: str) -> str:
    """ "could not have been fewer than 4,500" is at least that, "did not number more than 6,000" at most."""
    turned = {"at_least": "at_most", "at_most": "at_least"}
    denied = phrase in _COMPARED and _DENIED.search(lower, max(0, begin - _REACH), begin)
    return turned.get(form, form) if denied else form


def _governed(lower: str, begin: int, vocab: Vocabulary) -> bool:
    """ "a victory over 300 men": the preposition is the noun's."""
    before = lower[max(0, begin - _REACH) : begin].split()
    return bool(before) and before[-1] in vocab.sets["governing"]


def _in_word(character: str) -> bool:
    return character.isalnum() or character in "-'’"


def _take(text: str, found: Hedged, begin: int, end: int, form: str) -> bool:
    found.start = begin
    found.forms.insert(0, form)
    found.words.insert(0, text[begin:end])
    return True


def _behind(text: str, lower: str, found: Hedged, vocab: Vocabulary) -> None:
    if lower[found.end : found.end + 1] == "+" and not lower[found.end + 1 : found.end + 2].isdigit():
        found.forms.append("at_least")
        found.words.append("+")
        found.end += 1
        return
    gap = found.end + (lower[found.end : found.end + 1] in (" ", "\u00a0"))
    for phrase, form in vocab.suffixes.get(lower[gap : gap + 2], ()):
        end = gap + len(phrase)
        if lower.startswith(phrase, gap) and not lower[end : end + 1].isalnum():
            if phrase[0] != "(" and _number_follows(lower, end, vocab):
                # "lost 50 at least 30 wounded": the hedge belongs to the number behind it.
                return
            found.forms.append(form)
            found.words.append(text[gap:end])
            found.end = end
            return


def _number_follows(lower: str, at: int, vocab: Vocabulary) -> bool:
    following = lower[at : at + 24].split(None, 1)
    if not following:
        return False
    return following[0][0].isdigit() or vocab.roles.get(following[0]) in ("cardinal", "magnitude", "vague")
