"""Who says what a cell says: "(per X and Y)", "X claim:", "(modern estimates)"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors import ActorRegistry
from pipeline.extract.cells.drafts import Draft, Source
from pipeline.extract.cells.headings import is_claim
from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.tokens import Token
from pipeline.model import Mark

# What may stand as a bare name in a parenthesis and be a source; "(GATIA)" would sooner be whose the loss is.
_LONGEST_NAME = 5
_SMALL = frozenset(("and", ",", "&", "the", "of", "for"))
_SPEAKERS = frozenset(("person", "media", "igo", "humanitarian", "anonymous_source"))


class Claimants:
    """Finds the sources of one cell's drafts."""

    def __init__(self, actors: ActorRegistry, words: Lexicon, refs: list[Mark]) -> None:
        self._actors, self._words, self._refs = actors, words, refs
        self._cited = False

    def fill(self, drafts: list[Draft]) -> None:
        """Give every draft its sources; a parenthesis covers what stands before it, back to the one before."""
        self._cited = any(self._ascribes(group) for draft in drafts for group in draft.item.groups)
        open_: list[Draft] = []
        line, leading = -1, list[Source]()
        for draft in drafts:
            if open_ and self._parted(open_[-1], draft):
                open_ = []
            if draft.item.line != line:
                line, leading = draft.item.line, []
            leading = self._behind(draft.item.lead) or leading
            headed = (self._named(draft.above.claim) if draft.above.claim else []) or leading
            if headed:
                draft.sources = headed
                continue
            if not draft.item.nested and not draft.reason:
                open_.append(draft)
            trailing = self._trailing(draft)
            if trailing:
                self._cover(open_ if not draft.item.nested else [draft], trailing, draft)
            if trailing or any(self._looks_named(group) or self._claims(group) for group in draft.item.groups):
                open_ = []
        for draft in drafts:
            if draft.parent is not None and not draft.sources:
                draft.sources = list(draft.parent.sources)

    def _parted(self, before: Draft, draft: Draft) -> bool:
        """Whether a heading, or a note of its own on another line, ends what a later parenthesis may cover."""
        if before.above.group != draft.above.group:
            return True
        noted = any(before.start <= ref.start <= draft.start for ref in self._refs)
        return noted and before.item.line != draft.item.line

    def _cover(self, covered: list[Draft], sources: list[Source], last: Draft) -> None:
        for draft in covered:
            draft.sources = list(sources)
            if last.form == "approximate" and draft.form == "exact":
                draft.form, draft.hedge = last.form, last.hedge
            if len(sources) > 1:
                reading = "each source for a number of its own"
                draft.doubts.append(("claimant", reading, "a parenthesis names several sources for several numbers"))
            elif draft is not last:
                draft.doubts.append(("claimant", "none", "the parenthesis may cover only the number before it"))

    def _trailing(self, draft: Draft) -> list[Source]:
        for group in draft.item.groups:
            found = self._named(group) if self._claims(group) else self._bare(group)
            if found:
                return found
        return self._behind(draft.item.words)

    def _behind(self, words: Sequence[Token]) -> list[Source]:
        """ "300 killed according to X" """
        for at in range(len(words)):
            for phrase in self._words.according:
                if tuple(t.word for t in words[at : at + len(phrase)]) == phrase:
                    stop = next((i for i in range(at, len(words)) if words[i].kind in (",", ";", ".")), len(words))
                    return self._named(words[at:stop])
        return []

    def _bare(self, group: Sequence[Token]) -> list[Source]:
        if not self._looks_named(group):
            return []
        start, end = group[0].start, group[-1].end
        sources = self._sources(start, end)
        if not sources and self._cited and _may_speak(group):
            # Beside "(modern estimates)" a name in a parenthesis is a source as well.
            return [Source(self._actors.introduce(start, end, "unknown"), "claimant", start, end)]
        return sources if all(self._actors.actor(s.actor_id).actor_type in _SPEAKERS for s in sources) else []

    def _claims(self, group: Sequence[Token]) -> bool:
        return is_claim(tuple(group), self._words)

    def _ascribes(self, group: Sequence[Token]) -> bool:
        """Whether a parenthesis is a source without "per": "(modern estimates)"; then a bare name may be one too."""
        return self._claims(group) and group[-1].word in self._words.sets["sources"]

    def _looks_named(self, group: Sequence[Token]) -> bool:
        """Whether a parenthesis holds nothing but a name or names, known or not."""
        if not group or not all(t.text[:1].isupper() or t.word in _SMALL for t in group):
            return False
        return any(t.text[:1].isupper() for t in group)

    def _named(self, tokens: Sequence[Token]) -> list[Source]:
        """The sources that the words name, freed of "according to", "claim" and the like at their ends."""
        noise = self._words.sets["noise"]
        first, last = 0, len(tokens)
        while first < last and (tokens[first].word in noise or tokens[first].kind in (",", ":")):
            first += 1
        while last > first and (tokens[last - 1].word in noise or tokens[last - 1].kind in (",", ":")):
            last -= 1
        if first < last:
            start, end = tokens[first].start, tokens[last - 1].end
            found = self._sources(start, end) or self._sources(tokens[0].start, tokens[-1].end)
            # "Syrian claim": the adjective means the party.
            found = found or self._sources(start, tokens[-1].end, "participant")
            if not found and tokens[first].text[:1].isupper() and last - first <= _LONGEST_NAME:
                return [Source(self._actors.introduce(start, end, "unknown"), "claimant", start, end)]
            return found
        return self._sources(tokens[0].start, tokens[-1].end) if tokens else []

    def _sources(self, start: int, end: int, role: Literal["source", "participant"] = "source") -> list[Source]:
        ids = self._actors.refer_all(start, end, role)
        found = []
        for actor_id in ids:
            medium = self._actors.actor(actor_id).actor_type == "media"
            principal = None if medium else self._actors.principal_of(actor_id)
            says = "medium" if medium else "claimant"
            found.append(Source(actor_id, says, start, end, len(ids) > 1, principal))
        return found


def _may_speak(group: Sequence[Token]) -> bool:
    """Whether the name may be a writer's: one name, and no country's."""
    name = " ".join(token.text for token in group)
    return len(group) <= 3 and country_code(name) is None and country_of_demonym(group[0].text) is None
