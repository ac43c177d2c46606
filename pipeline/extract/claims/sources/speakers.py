"""Who a phrase says that speaks, where no name alone tells it: outlets, records, leaders, holders of offices."""

from __future__ import annotations

import re

from pipeline.countries import country_of_demonym
from pipeline.extract.actors.lexicon import lexicon as actor_lexicon
from pipeline.extract.claims.grammar.cues import cues, media_nouns
from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.lexicon import PERSON, lexicon
from pipeline.extract.document import Document

_OPENER = re.compile(r"(?:the|a|an|one|another|its|their|his|her|some|other)\s+(?=\w)", re.IGNORECASE)
_NOUNS = "|".join(sorted(media_nouns()))
# "X, an online newspaper,"; "the newspaper X"
_OUTLET = re.compile(rf",\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}(?:{_NOUNS})(?:\sof\s[^,.;]{{1,30}})?,", re.IGNORECASE)
_OUTLET_BEFORE = re.compile(rf"\b(?:{_NOUNS})\s(?:the\s)?$", re.IGNORECASE)
_NEAR = 30
_OWNED = re.compile(r"['’]s?\s((?:[\w-]+\s){1,3})")
_WORD = re.compile(r"[\w-]+")
_OF_A_PLACE = re.compile(
    r"(?:[Tt]he|[Aa]n?)\s(?:[\w-]+\s){0,3}?([a-z-]+)\sof\s(?:the\s)?([A-ZÀ-Þ]\S*(?:\s[A-ZÀ-Þ]\S*){0,3})"
)
_NO_SOURCES = frozenset(
    ("that", "this", "which", "who", "both", "sides", "side", "there", "those", "these", "all", "none", "one", "war")
) | {"battle", "fighting"}


class Speakers:
    """Reads the phrases of one article's sources."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def described(self, start: int, end: int) -> str | None:
        """The outlet, the record, the leader or the holder of an office whom the phrase describes; None elsewhere."""
        return (
            self._outlet(start, end)
            or self._record(start, end)
            or self._leader(start, end)
            or self._office(start, end)
        )

    def _outlet(self, start: int, end: int) -> str | None:
        """ "Danish state media", "the newspaper X", "X, a Danish newspaper,": a medium, whatever names it holds."""
        text = self._document.article.text
        words = text[start:end].split()
        told = _OUTLET.match(text, end) or _OUTLET_BEFORE.search(text, max(0, start - _NEAR), start)
        if not (told and words[0][:1].isupper()) and not (len(words) > 1 and words[-1].lower() in media_nouns()):
            return None
        known = self._document.actors.refer(start, end, "source")
        if known is not None and self._document.actors.actor(known).actor_type == "media":
            return known
        opener = _OPENER.match(text, start, end)
        return self._document.actors.introduce(opener.end() if opener else start, end, "media")

    def _record(self, start: int, end: int) -> str | None:
        """ "The official Danish history", "French returns": the record itself says so, not the party that kept it."""
        words = self._document.article.text[start:end].split()
        opening = next((k for k, word in enumerate(words) if k and word in ("of", "from", "by")), 0)
        head = words[opening - 1].lower()
        owned = head in cues().owned_records and any(word.endswith(("'s", "’s", "s'", "s’")) for word in words)
        if len(words) < 2 or head not in cues().records or owned:
            return None
        opener = _OPENER.match(self._document.article.text, start, end)
        return self._document.actors.introduce_record(opener.end() if opener else start, end)

    def _leader(self, start: int, end: int) -> str | None:
        """ "The Danes' leader", "the army's official history": who or what speaks is not the party itself."""
        text, actors = self._document.article.text, self._document.actors
        owned = _OWNED.match(text, end)
        if owned is None:
            return None
        opener = _OPENER.match(text, start, end)
        begin = opener.end() if opener else start
        for word in _WORD.finditer(owned[1]):
            noun, last = lexicon().words.get(word[0].lower()), owned.start(1) + word.end()
            if word[0][0].isupper() and text[last + 1 : last + 2].isupper():
                # "Zembla's General Staff": a name.
                return None
            if word[0].lower() in cues().nouns - cues().records or word[0][0].isdigit():
                return None
            if word[0].lower() in cues().records - cues().owned_records:
                return actors.introduce_record(begin, last)
            if noun is not None and noun.tag == PERSON and word[0] not in ("official", "head") and word[0][-1] != "s":
                party = actors.refer(start, end, "victim")
                return actors.introduce_speaker(begin, last, party) if party is not None else None
        return None

    def _office(self, start: int, end: int) -> str | None:
        """ "The mayor of X": not X, but somebody unnamed who holds an office there."""
        found = _OF_A_PLACE.fullmatch(self._document.article.text, start, end)
        noun = lexicon().words.get(found[1].lower()) if found else None
        if found is None or not (found[1].lower() in cues().speakers or (noun is not None and noun.tag == PERSON)):
            return None
        actors = self._document.actors
        known = actors.refer(start, end, "source")
        if known is not None and actors.actor(known).actor_type in ("anonymous_source", "person"):
            return known
        opener = _OPENER.match(self._document.article.text, start, end)
        begin = opener.end() if opener else start
        party = actors.refer(found.start(2), end, "victim")
        return (
            actors.introduce_speaker(begin, end, party) if party else actors.introduce(begin, end, "anonymous_source")
        )

    def introduced(self, start: int, end: int) -> tuple[str | None, int]:
        """A source that only this phrase names: "the defence ministry", "Timonides", "initial reports"."""
        text = self._document.article.text
        opener = _OPENER.match(text, start, end)
        start = opener.end() if opener else start
        words = text[start:end].split()
        if not words or len(words) > 8 or not any(len(word) > 1 and word[0].isalpha() for word in words):
            return None, start
        if words[-1] in _NO_SOURCES | force().bodies or words[0].lower() in _NO_SOURCES:
            return None, start
        if any(word.lower() in media_nouns() for word in words):
            return self._document.actors.introduce(start, end, "media"), start
        name = all(word[0].isupper() or word in ("de", "von", "van", "al", "ag", "bin", "of") for word in words)
        cut = end + 1 < len(text) and text[end] == " " and text[end + 1].isupper()
        if not (_may_be_named(words) and not cut if name else _may_speak(words)):
            return None, start
        if not name:
            return self._document.actors.introduce_record(start, end), start
        return self._document.actors.introduce(start, end, "person"), start


def _may_be_named(words: list[str]) -> bool:
    """Whether capitalised words may be a name: no month, pronoun or opening of a sentence alone."""
    return len(words) > 1 or words[0] not in actor_lexicon().openers


def _may_speak(words: list[str]) -> bool:
    """Whether the noun that the phrase hangs on is one of people, bodies or records, or a name stands at the end."""
    head = words[-1].lower()
    noun = lexicon().words.get(head)
    named = words[-1][0].isupper() and country_of_demonym(words[-1]) is None
    return (
        named
        or head in cues().speakers
        or head.removesuffix("s") in cues().speakers
        or (noun is not None and noun.tag == PERSON)
    )
