"""From the cues of a sentence to those who assert: claimants, their principals, media, and what is carried over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.countries import country_of_demonym
from pipeline.extract.actors.lexicon import lexicon as actor_lexicon
from pipeline.extract.claims.bearers import bearer
from pipeline.extract.claims.cues import cues, media_nouns
from pipeline.extract.claims.forces import force
from pipeline.extract.claims.lexicon import PERSON, lexicon
from pipeline.extract.claims.scopes import Attribution
from pipeline.extract.document import Document

_OPENER = re.compile(r"(?:the|a|an|another|its|their|his|her|some|other)\s+(?=\w)", re.IGNORECASE)
_CARRIED = re.compile(
    rf"\b(?:{'|'.join(cues().carried)})\s(?:the\s(?:[a-z-]+\s){{0,3}})?"
    r"((?:[A-ZÀ-Þ][\w.’'-]*)(?:\s(?:[A-ZÀ-Þ][\w.’'-]*|of|the|[0-9]+))*?)(?=,|\s[a-z]|$)"
)
_NOUNS = "|".join(sorted(media_nouns()))
# "X, an online newspaper,"; "the newspaper X"
_OUTLET = re.compile(rf",\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}(?:{_NOUNS})(?:\sof\s[^,.;]{{1,30}})?,", re.IGNORECASE)
_OUTLET_BEFORE = re.compile(rf"\b(?:{_NOUNS})\s(?:the\s)?$", re.IGNORECASE)
_NEAR = 30
_QUOTES = ('"', "“")
_OWNED = re.compile(r"['’]s?\s((?:[\w-]+\s){1,3})")
_WORD = re.compile(r"[\w-]+")
_OF_A_PLACE = re.compile(
    r"(?:[Tt]he|[Aa]n?)\s(?:[\w-]+\s){0,3}?([a-z-]+)\sof\s(?:the\s)?([A-ZÀ-Þ]\S*(?:\s[A-ZÀ-Þ]\S*){0,3})"
)
_NO_SOURCES = frozenset(
    (
        "that",
        "this",
        "which",
        "who",
        "both",
        "sides",
        "side",
        "there",
        "those",
        "these",
        "all",
        "none",
        "one",
        "war",
        "battle",
        "fighting",
    )
)
Role = Literal["claimant", "medium"]
Basis = Literal["explicit", "joint", "coreference", "carried_over"]


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who asserts a claim or carries it, with the words that say so."""

    actor_id: str
    role: Role
    basis: Basis
    start: int
    end: int
    principal_id: str | None = None


class Discourse:
    """What a sentence may take over from the sentences before it in its paragraph."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._paragraph = -1
        self._last: list[Source] = []
        self._quoted = False
        self.measure = ""
        """The measure that the sentence before counted last, '' for none."""
        self.victim: str | None = None
        """Whose people the sentence before counted last."""

    def enter(self, paragraph: int) -> None:
        """Begin a sentence; a new paragraph carries nothing over."""
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self.pass_over()

    def pause(self) -> None:
        """A heading or an infobox field stands between."""
        self.pass_over()
        self._paragraph = -1

    def pass_over(self) -> None:
        """A sentence without claims or cues stands between: what follows is not carried over."""
        self._last = []
        self.measure = ""
        self.victim = None

    def may_attribute(self, text: str) -> bool:
        """Whether the sentence may name a source that the next one takes over."""
        words = set(text.lower().split())
        return not words.isdisjoint(cues().reporting) or "according" in words

    def attribute(
        self, found: list[Attribution], text: str, start: int, end: int
    ) -> list[tuple[int, int, list[Source]]]:
        """Scopes with their sources; none where nobody is named."""
        scopes: list[tuple[int, int, list[Source]]] = []
        medium = self._carrier(start, end)
        for attribution in found:
            sources = self._same_speaker(attribution, scopes) or self._sources(attribution)
            if sources and medium is not None and medium.end < attribution.cue[0]:
                sources = [*sources, medium] if all(source.role == "claimant" for source in sources) else sources
            if sources:
                scopes.append((attribution.start, attribution.end, sources))
        quoted, self._quoted = self._quoted, any(mark in text for mark in _QUOTES)
        if not scopes and self._last and (_continues(text) or (quoted and text.startswith(_QUOTES))):
            carried = [replace(source, basis="carried_over") for source in self._last]
            return [(start, end, carried)]
        self._last = scopes[-1][2] if scopes else []
        return scopes

    def _carrier(self, start: int, end: int) -> Source | None:
        """ "In an e-mail sent to X, Y said": X carries what Y says."""
        found = _CARRIED.search(self._document.article.text, start, end)
        if found is None:
            return None
        first, last = found.span(1)
        actors = self._document.actors
        actor_id = actors.refer(first, last, "source")
        if actor_id is None and not found[0].startswith(("sent", "letter")):
            actor_id = actors.introduce(first, last, "media")
        if actor_id is None or actors.actor(actor_id).actor_type != "media":
            return None
        return Source(actor_id, "medium", "explicit", first, last)

    def _same_speaker(self, attribution: Attribution, scopes: list[tuple[int, int, list[Source]]]) -> list[Source]:
        """ "X told Y that he counted 17 dead": who is told of goes on being the one who tells."""
        text = self._document.article.text
        pronouns = all(text[start:end].lower() in cues_pronouns() for start, end in attribution.sources)
        if not (pronouns and scopes and not attribution.media):
            return []
        start, end = attribution.sources[0]
        return [replace(source, basis="coreference", start=start, end=end) for source in scopes[-1][2]]

    def _sources(self, attribution: Attribution) -> list[Source]:
        sources: list[Source] = []
        joint = len(attribution.sources) > 1
        for start, end in attribution.sources:
            sources.extend(self._source(start, end, "joint" if joint else "explicit"))
        for start, end in attribution.media:
            sources.extend(replace(source, role="medium") for source in self._source(start, end, "explicit"))
        if all(source.role == "medium" for source in sources):
            for start, end in attribution.cited:
                sources.extend(self._source(start, end, "explicit"))
        return sources

    def _source(self, start: int, end: int, basis: Basis) -> list[Source]:
        actors = self._document.actors
        words = self._document.article.text[start:end].lower()
        if (named := bearer(self._document, start, end)) is not None:
            return [Source(named[0], "claimant", basis, named[1], end, named[2] or actors.principal_of(named[0]))]
        pronoun = words in cues_pronouns()
        outlet = self._outlet(start, end) or self._record(start, end) or self._leader(start, end)
        outlet = outlet or self._office(start, end)
        actor_id = outlet or actors.refer(start, end, "source")
        if pronoun and self._last and (actor_id is None or words in ("they", "it")):
            return [replace(source, basis="coreference", start=start, end=end) for source in self._last]
        if actor_id is None:
            actor_id, start = self._introduced(start, end)
        if actor_id is None:
            return []
        if pronoun or words.startswith(("the report", "the group", "the statement")):
            basis = "coreference"
        actor = actors.actor(actor_id)
        role: Role = "medium" if actor.actor_type == "media" else "claimant"
        principal = actors.principal_of(actor_id) if role == "claimant" else None
        return [Source(actor_id, role, basis, start, end, principal)]

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
        head = words[words.index("of") - 1 if "of" in words[1:] else -1].lower()
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

    def _introduced(self, start: int, end: int) -> tuple[str | None, int]:
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


def _continues(text: str) -> bool:
    """Whether the sentence goes on with what the one before reported: "On the other hand, ..."."""
    opening = text[:60].lower()
    return opening.startswith(cues().continuing) or any(f", {words}," in opening for words in cues().contrasting)


def cues_pronouns() -> frozenset[str]:
    """Words that stand for the source before."""
    return frozenset(("he", "she", "they", "it"))
