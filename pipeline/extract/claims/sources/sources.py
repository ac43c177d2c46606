"""From the cues of a sentence to those who assert: claimants, their principals, media, and what is carried over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.extract.claims.grammar.cues import cues
from pipeline.extract.claims.sources.bearers import bearer
from pipeline.extract.claims.sources.scopes import Attribution
from pipeline.extract.claims.sources.speakers import Speakers
from pipeline.extract.document import Document

_CARRIED = re.compile(
    rf"\b(?:{'|'.join(cues().carried)})\s(?:the\s(?:[a-z-]+\s){{0,3}})?"
    r"((?:[A-ZÀ-Þ][\w.’'-]*)(?:\s(?:[A-ZÀ-Þ][\w.’'-]*|of|the|[0-9]+))*?)(?=,|\s[a-z]|$)"
)
_QUOTES = ('"', "“")
_SPEAKERS = ("humanitarian", "media", "igo", "person", "anonymous_source")
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
        self._speakers = Speakers(document)
        self._paragraph = -1
        self._last: list[Source] = []
        self._quoted = False
        self.measure = ""
        """The measure that the sentence before counted last, '' for none."""
        self.victim: str | None = None
        """Whose people the sentence before counted last."""
        self.loser: str | None = None
        """The only one whose losses the sentence before told as such."""

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
        self.victim = self.loser = None

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

    def _is_side(self, actor_id: str) -> bool:
        actors = self._document.actors
        return actors.side(actor_id) is not None or actors.actor(actor_id).actor_type == "state_government"

    def _is_unknown(self, source: Source) -> bool:
        unknown = self._document.actors.actor(source.actor_id).actor_type == "unknown"
        return unknown and not self._is_side(source.actor_id)

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
            # "told the Danes that": a side of the fight carries nothing.
            told = (source for source in self._source(start, end, "explicit") if not self._is_side(source.actor_id))
            sources.extend(replace(source, role="medium") for source in told)
        if attribution.cited:
            # "Citing a doctor, X put the dead at 43": of X nothing else is known than that it carries this.
            sources = [replace(source, role="medium") if self._is_unknown(source) else source for source in sources]
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
        actor_id = self._speakers.described(start, end) or actors.refer(start, end, "source")
        same = words.startswith("the same ")
        if same and not self._last and (actor_id is None or actors.actor(actor_id).actor_type not in _SPEAKERS):
            # "the same group" after another's rebels is not they.
            return []
        if self._last and (same or (pronoun and (actor_id is None or words in ("they", "it")))):
            return [replace(source, basis="coreference", start=start, end=end) for source in self._last]
        if actor_id is None:
            actor_id, start = self._speakers.introduced(start, end)
        if actor_id is None:
            return []
        if pronoun or words.startswith(("the report", "the group", "the statement")):
            basis = "coreference"
        actor = actors.actor(actor_id)
        role: Role = "medium" if actor.actor_type == "media" else "claimant"
        principal = actors.principal_of(actor_id) if role == "claimant" else None
        return [Source(actor_id, role, basis, start, end, principal)]


def _continues(text: str) -> bool:
    """Whether the sentence goes on with what the one before reported: "On the other hand, ..."."""
    opening = text[:60].lower()
    return opening.startswith(cues().continuing) or any(f", {words}," in opening for words in cues().contrasting)


def cues_pronouns() -> frozenset[str]:
    """Words that stand for the source before."""
    return frozenset(("he", "she", "they", "it"))
