"""Names that are sources and not parties: writers, and commanders who count their enemies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors.lexicon import lexicon as actor_words
from pipeline.extract.cells.ascription import is_claim
from pipeline.extract.cells.lexicon import Lexicon, lexicon
from pipeline.extract.cells.parties import Parties
from pipeline.extract.cells.tokens import Token
from pipeline.extract.document import Document

_LONGEST_NAME = 3
_HEADS = (":", ",", "break")
_SMALL = frozenset(("of", "the", "de", "von", "van", "ibn", "al"))


class Speakers:
    """Knows of a cell's names which are sources'. ``side`` is the cell's column."""

    def __init__(self, document: Document, parties: Parties, index: int, side: int | None, words: Lexicon) -> None:
        self._document, self._parties, self._index = document, parties, index
        self._side, self._words = side, words
        self._claimed = False

    def read(self, tokens: Sequence[Token]) -> None:
        """Look whether the cell ascribes numbers by headings: then a name that heads others does so too."""
        self._claimed = _has_claim_heading(tokens, self._words)

    def speaks(self, heading: Sequence[Token]) -> bool:
        """Whether a heading is the name of one who says it: "Livy: 3,000 killed"."""
        name = self._name(heading)
        if not name:
            return False
        commands = self._parties.commands(heading[0].start, heading[-1].end)
        if commands:
            return self._side is not None and commands != self._side
        return self._claimed or self.writes(heading)

    def writes(self, tokens: Sequence[Token]) -> bool:
        """Whether the article elsewhere lets the bearer of the name speak: "according to Livy", "Livy writes"."""
        name = self._name(tokens, short=True)
        if name in self._parties.cited or " ".join(t.text for t in tokens) in actor_words().media:
            return True
        return bool(name) and _reports(self._document.article.text, name.split()[-1])

    def says(self, name: str) -> bool:
        """Whether the article reports what the bearer of the full name says."""
        return _reports(self._document.article.text, name)

    def _name(self, tokens: Sequence[Token], *, short: bool = False) -> str:
        """The name, if the words are nothing else, and no party's or country's; ``short`` takes initials too."""
        own = [t for t in tokens if t.kind == "word"]
        if not own or len(own) != len(tokens) or len(own) > _LONGEST_NAME:
            return ""
        sets = self._words.sets
        for token in own:
            common = token.word in sets["branches"] | sets["phases"] | sets["total"] | self._words.plain
            if common or token.word in self._words.nouns or (token.word,) in self._words.measures:
                return ""
            capital = token.text[:1].isupper() and (short or not token.text.isupper())
            if not capital and token.word not in _SMALL:
                return ""
            if country_code(token.text) or country_of_demonym(token.text) or self._parties.is_akin(token.text):
                return ""
        name = " ".join(t.text for t in own)
        return "" if country_code(name) or self._parties.is_body(self._index, own[0].start, own[-1].end) else name


def _has_claim_heading(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether the cell ascribes numbers by headings: "Modern estimate: ...", "Modern estimates, 300 killed"."""
    start, closed = 0, 0
    for index, token in enumerate(tokens):
        if token.match > index:
            closed = token.match
        if token.kind != "word":
            heads = token.kind in _HEADS and index > closed and index - start > 1
            if heads and is_claim(tokens[start:index], words):
                return True
            start = index + 1
    return False


@cache
def _cues() -> tuple[str, str]:
    words = lexicon()
    phrases = sorted(
        (" ".join(phrase) for group in words.according.values() for phrase in group), key=len, reverse=True
    )
    return "|".join(sorted(words.sets["writing"])), "|".join(re.escape(phrase) for phrase in phrases)


@lru_cache(maxsize=32)
def _reports(text: str, name: str) -> bool:
    """Whether the text reports what the bearer of the name says."""
    verbs, before = _cues()
    quoted = re.escape(name)
    nouns = "account|estimate|figure|number|claim|report|count|history"
    return bool(
        re.search(rf"\b{quoted}(?:\s\([A-Z]+\))?(?:,[^,.]{{1,40}},)?\s(?:\w+ly\s|also\s|himself\s)?(?:{verbs})\b", text)
        or re.search(rf"\b(?i:{before})\s(?:[\w'’-]+\s){{0,3}}{quoted}\b", text)
        or re.search(rf"\b{quoted}['’]s?\s(?:\w+\s)?(?:{nouns})s?\b", text)
    )
