"""Who says what a cell says: "(per X and Y)", "X claim:", "(modern estimates)"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors import ActorRegistry
from pipeline.extract.cells.ascription import according, ascribing, is_claim
from pipeline.extract.cells.drafts import Draft, Source
from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.naming import SourceNamer
from pipeline.extract.cells.speakers import Speakers
from pipeline.extract.cells.tokens import Token
from pipeline.model import Mark

# What may stand as a bare name in a parenthesis and be a source; "(GATIA)" would sooner be whose the loss is.
_SMALL = frozenset(("and", ",", "&", "the", "of", "for"))
_SPEAKERS = frozenset(("person", "media", "igo", "humanitarian", "anonymous_source"))


class Claimants:
    """Finds the sources of one cell's drafts."""

    def __init__(self, actors: ActorRegistry, words: Lexicon, refs: list[Mark], speakers: Speakers) -> None:
        self._actors, self._words, self._refs, self._speakers = actors, words, refs, speakers
        self._namer = SourceNamer(actors, words)
        self._cited = False

    def fill(self, drafts: list[Draft]) -> None:
        """Give every draft its sources; a parenthesis covers what stands before it, back to the one before."""
        groups = [group for draft in drafts for group in draft.item.groups]
        self._cited = any(self._ascribes(g) or (self._looks_named(g) and self._speakers.writes(g)) for g in groups)
        open_: list[Draft] = []
        line, leading = -1, list[Source]()
        for draft in drafts:
            if open_ and self._parted(open_[-1], draft):
                open_ = []
            if draft.item.line != line:
                line, leading = draft.item.line, []
            leading = self._behind(draft.item.lead) or leading
            headed = self._headed(draft) or leading
            if headed:
                draft.sources = self._trailing(draft) or headed
                continue
            if not draft.item.nested and not draft.reason:
                open_.append(draft)
            if self._ends(draft, open_, drafts):
                open_ = []
        for draft in drafts:
            if draft.parent is not None and not draft.sources:
                draft.sources = list(draft.parent.sources)

    def _ends(self, draft: Draft, open_: list[Draft], drafts: list[Draft]) -> bool:
        """Give what the draft's parentheses cover their sources; whether they end what a later one may cover."""
        trailing = self._trailing(draft)
        if trailing and draft.reason and draft.parent is not None:
            # A source at the end of a bracket is that of all in it: "858 killed (256 by disease; rebel claim)".
            for other in (draft.parent, *(d for d in drafts if d.parent is draft.parent)):
                other.sources = other.sources or list(trailing)
        elif trailing:
            self._cover([draft] if draft.item.nested else _covered(open_), trailing, draft)
        return bool(trailing) or any(self._looks_named(g) or is_claim(g, self._words) for g in draft.item.groups)

    def _headed(self, draft: Draft) -> list[Source]:
        """What the headings say: "US claim:"; a name that stands for no party is a source's, "Livy:"."""
        ascribed = ascribing(draft.above.claim, self._words)
        if ascribed:
            return self._namer.named(ascribed)
        claim = draft.above.claim
        return [self._namer.introduced(claim[0].start, claim[-1].end)] if claim else []

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
            ascribed = ascribing(group, self._words)
            found = self._namer.named(ascribed) if ascribed else self._bare(group)
            if found:
                return found
        said = ascribing(draft.item.words, self._words) if draft.reason and draft.item.count is None else []
        return self._namer.named(said) if said else self._behind(draft.item.words)

    def _behind(self, words: Sequence[Token]) -> list[Source]:
        """ "300 killed according to X" """
        at = according(words, self._words)
        if at < 0:
            return []
        stop = next((i for i in range(at, len(words)) if words[i].kind in (",", ";", ".")), len(words))
        return self._namer.named(words[at:stop])

    def _bare(self, group: Sequence[Token]) -> list[Source]:
        if not self._looks_named(group):
            return []
        start, end = group[0].start, group[-1].end
        sources = self._namer.known(start, end)
        if not sources and self._cited and _may_speak(group):
            # Beside "(modern estimates)" a name in a parenthesis is a source as well.
            return [self._namer.introduced(start, end)]
        return sources if all(self._may_assert(s.actor_id) for s in sources) else []

    def _may_assert(self, actor_id: str) -> bool:
        """Whether the bearer of a bare name speaks in the article, or is one of those who do: no party, no place."""
        actor = self._actors.actor(actor_id)
        if actor.actor_type in _SPEAKERS:
            return True
        return actor.actor_type == "unknown" and self._actors.side(actor_id) is None and self._speakers.says(actor.name)

    def _ascribes(self, group: Sequence[Token]) -> bool:
        """Whether a parenthesis is a source without "per": "(modern estimates)"; then a bare name may be one too."""
        kept = ascribing(group, self._words)
        return bool(kept) and kept[-1].word in self._words.sets["sources"]

    def _looks_named(self, group: Sequence[Token]) -> bool:
        """Whether a parenthesis holds nothing but a name or names, known or not."""
        if not group or not all(t.text[:1].isupper() or t.word in _SMALL for t in group):
            return False
        return any(t.text[:1].isupper() for t in group)


def _covered(open_: list[Draft]) -> list[Draft]:
    """What a parenthesis behind the last draft covers: back to a rival number of the same loss, or an unknown one."""
    covered: list[Draft] = []
    said = set()
    for draft in reversed(open_):
        words = tuple(t.word for t in draft.reading.head)
        loss = (draft.measure, draft.unit, draft.reading.stated, words)
        if covered and (loss in said or draft.form == "unknown"):
            break
        said.add(loss)
        covered.append(draft)
    return covered[::-1]


def _may_speak(group: Sequence[Token]) -> bool:
    """Whether the name may be a writer's: one name, and no country's."""
    name = " ".join(token.text for token in group)
    return len(group) <= 3 and country_code(name) is None and country_of_demonym(group[0].text) is None
