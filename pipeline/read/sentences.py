"""Sentence boundaries, as spans of the text itself.

A boundary needs a full stop, a question or exclamation mark or an ellipsis, the closing quotes, brackets and note
numbers behind it, and white space before something that can open a sentence. What a full stop after an
abbreviation means stands in ``abbreviations.toml``. Quoted speech and bracketed asides stay with the sentence that
holds them, so that "said" and what was said are read together.

Linear in the length of the text; some 15 MB/s.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

MAX_SENTENCE = 6_000
"""Longer stretches without a boundary are no sentences; they are cut at white space to bound the work on each."""
MAX_QUOTE = 400
"""A quote or bracket that is still open after so many characters does not hold its sentence together."""

_WORDS = tomllib.loads(files("pipeline.read").joinpath("abbreviations.toml").read_text("utf-8"))
_BEFORE_NAME = frozenset(_WORDS["before_name"])
_BEFORE_NUMBER = frozenset(_WORDS["before_number"])
_EITHER = frozenset(_WORDS["either"])
_OPENERS = frozenset(_WORDS["openers"])

# A boundary candidate: stops, what closes behind them, white space. Or a stop glued between two words ("fell.Then").
# Possessive throughout, so that a run of stops costs no more than its length.
_CANDIDATE = re.compile(
    r"(?P<stop>[.!?…。](?<![.!?…。].)[.!?…。]*+)"
    r"(?:(?P<close>(?:[\"'”’»)\]]|\[\d{1,3}\])*+)\s++(?=\S)"
    r"|(?P<glued>(?<=[a-zà-ÿ][a-zà-ÿ0-9\])][.!?]))(?=[A-Z][a-z]*[ ,]))"
)
_OPENING = re.compile(r"[(\[\"“‘'«–—/]")
_CHUNK = re.compile(r"\S*\Z")
_NEXT = re.compile(r"[\"'“‘«(\[_*]*(\w+)?")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]\Z")
_ROMAN = re.compile(r"[IVXLCDM]+\Z")
_PAIRS = re.compile(r"[()\"“”]")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences of one paragraph, ``text[start:end]``: sorted, disjoint, without outer white space.

    Every character that is not white space lies in one of them.
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    nesting = _Nesting(text, start)
    for match in _CANDIDATE.finditer(text, start, end):
        glued = match["glued"] is not None
        stop_end = match.end("stop" if glued else "close")
        if not (_is_glued(text, begin, match) if glued else _is_boundary(text, begin, match, end)):
            continue
        if nesting.holds(stop_end, begin, end):
            continue
        _append(spans, text, begin, stop_end)
        begin = match.end()
    _append(spans, text, begin, end)
    return spans


def _is_glued(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a stop between two words parts sentences, not the pieces of an address."""
    at = match.start()
    last = _CHUNK.search(text, max(begin, at - 40), at)
    return last is None or not any(c in last[0] for c in "./@:")


def _is_boundary(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether a sentence that opened at ``begin`` ends at the candidate."""
    following = _NEXT.match(text, match.end(), min(end, match.end() + 60))
    word = (following[1] or "") if following else ""
    if word[:1].islower():
        return False
    if text[match.end()] in ".…!?":
        return False  # the dots of ". . ." stand apart
    stop = match["stop"]
    at = match.start()
    if stop in ("...", "…"):
        # An ellipsis between spaces stands for words left out of a quotation.
        return at == begin or not text[at - 1].isspace()
    if stop != ".":
        return True
    return _full_stop_ends(_last_word(text[max(begin, at - 40) : at]), word, at - begin)


def _last_word(text: str) -> str:
    """What stands behind the last white space, opening bracket, quote, dash or slash."""
    if not text or text[-1].isspace():
        return ""
    last = text.rsplit(None, 1)[-1]
    return last if last.isalnum() else _OPENING.split(last)[-1]


def _full_stop_ends(last: str, word: str, length: int) -> bool:
    """Whether the full stop behind ``last`` ends a sentence of ``length``, given the ``word`` that follows."""
    lower = last.lower()
    if lower in _BEFORE_NAME:
        return False
    if lower in _BEFORE_NUMBER and (word[:1].isdigit() or (_ROMAN.match(word) and word != "I")):
        return False
    if last.isdigit():
        return length > len(last)  # "1. First" numbers a list
    if lower in _EITHER or _ACRONYM.match(last):
        # A clock time far into a sentence ends it more often than it stands before a name.
        return word.lower() in _OPENERS or (lower in ("a.m", "p.m") and length > 40 and not word[:1].isdigit())
    if len(last) == 1 and last.isalpha():
        # An initial, unless a word that no name goes on with follows: "World War I. The".
        return len(word) > 1 and word.lower() in _OPENERS
    return True


class _Nesting:
    """Whether a quote or bracket is open at a place; walks the text once."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._at = start
        self._open: dict[str, int] = {}

    def holds(self, at: int, begin: int, end: int) -> bool:
        """Whether what opened within the sentence begun at ``begin`` closes soon after ``at``."""
        for match in _PAIRS.finditer(self._text, self._at, at):
            self._step(match[0], match.start())
        self._at = at
        for closing, opened in self._open.items():
            # A sentence that opens with the bracket or quote is inside it, not around it.
            if opened <= begin or at - opened > MAX_QUOTE:
                continue
            close = self._text.find(closing, at, min(end, opened + MAX_QUOTE))
            if close >= 0:
                return True
        return False

    def _step(self, mark: str, at: int) -> None:
        match mark:
            case "(":
                self._open.setdefault(")", at)
            case "“":
                self._open.setdefault("”", at)
            case '"' if '"' not in self._open and self._opens(at):
                self._open['"'] = at
            case _:
                self._open.pop(mark, None)

    def _opens(self, at: int) -> bool:
        before = self._text[at - 1 : at]
        return not before or before.isspace() or before in "([-–—"


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add the span without its outer white space, in pieces where it is over-long."""
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        _append(spans, text, start, cut)
        start = cut
    piece = text[start:end]
    stripped = piece.lstrip()
    start += len(piece) - len(stripped)
    stripped = stripped.rstrip()
    if stripped:
        spans.append((start, start + len(stripped)))
