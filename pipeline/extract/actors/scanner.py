"""Where a passage names actors: by name, by what a source without a name is called, by the common noun of a side."""

from __future__ import annotations

import re

from pipeline.extract.actors.gathered import Gathered
from pipeline.extract.actors.lexicon import Lexicon
from pipeline.extract.actors.mentions import NameIndex, side_nouns
from pipeline.extract.actors.model import Mention
from pipeline.extract.actors.rulers import Rulers
from pipeline.extract.actors.sources import unnamed_sources
from pipeline.extract.bag import bag
from pipeline.model import Article


class Scanner:
    """Finds the mentions of one article, passage by passage; unnamed sources and sides become actors as it goes.

    ``sources`` leads from unnamed sources to the party that each speaks for, the passage and the span that tells.
    """

    def __init__(self, article: Article, found: Gathered, index: NameIndex, words: Lexicon) -> None:
        self.article = article
        self.found = found
        self.roster = found.roster
        self.index = index
        self.words = words
        self.sources: dict[str, tuple[str | None, int, int, int]] = {}
        self._cache: dict[int, list[Mention]] = {}
        self._rulers = Rulers(article, self._persons)
        self._ruling = frozenset(words.ties["rulers"])

    def mentions(self, passage_index: int) -> list[Mention]:
        """The actors named in a passage, left to right, none overlapping; offsets into the article."""
        found = self._cache.get(passage_index)
        if found is None:
            found = self._cache[passage_index] = self._scan(passage_index)
        return found

    def _scan(self, passage_index: int) -> list[Mention]:
        passage = self.article.passages[passage_index]
        shift = passage.start
        taken = list(self.index.find(passage.text))
        if passage.kind == "infobox":
            if country_field(passage.field):
                taken = [m for m in taken if m.actor_id not in self.roster.countries]
            # A column's names are known by their place; litter may be glued to them.
            items = [
                Mention(item.start - shift, item.end - shift, actor_id)
                for item, actor_id in self.found.columns
                if item.passage == passage_index
            ]
            taken = items + [m for m in taken if not any(m.start < i.end and i.start < m.end for i in items)]
        if passage.kind == "heading":
            return [Mention(m.start + shift, m.end + shift, m.actor_id) for m in taken]
        # Few sentences hold one of these nouns, and the patterns behind are slow.
        present = bag(passage.text)
        if passage.kind == "sentence" and not self._ruling.isdisjoint(present):
            taken += [
                m
                for m in self._rulers.mentions(passage_index)
                if not any(m.start < each.end and each.start < m.end for each in taken)
            ]
        speaks = not self.words.anonymous.isdisjoint(present)
        for source in list(unnamed_sources(passage.text, taken, self.words)) if speaks else ():
            actor_id = self.roster.add(source.name, "anonymous_source", local=True)
            self.sources.setdefault(
                actor_id, (source.party, passage_index, source.start + shift, source.end + shift)
            )
            taken = [m for m in taken if m.end <= source.start or m.start >= source.end]
            taken.append(Mention(source.start, source.end, actor_id))
        sided = not self.words.side_words.isdisjoint(present)
        for start, end, noun in list(side_nouns(passage.text, taken, self.words)) if sided else ():
            taken.append(Mention(start, end, self._side_actor(noun, shift + start)))
        return sorted(Mention(m.start + shift, m.end + shift, m.actor_id) for m in taken)

    def _persons(self, passage_index: int) -> list[Mention]:
        """The persons of a passage by name, those of the infobox's columns too; offsets into its text."""
        passage = self.article.passages[passage_index]
        found = list(self.index.find(passage.text))
        found += [
            Mention(item.start - passage.start, item.end - passage.start, actor_id)
            for item, actor_id in self.found.columns
            if item.passage == passage_index
        ]
        return [m for m in found if self.roster.actors[m.actor_id].actor_type == "person"]

    def _side_actor(self, noun: str, position: int) -> str:
        """The local actor of 'rebels', or the one body whose fighters the article calls so."""
        if (same := self.words.same.get(noun)) and re.search(rf"\b{same}\b", self.article.text):
            noun = same
        if owner := self.roster.owner_of(noun, self.article.text, position):
            return owner
        kind = self.words.sides.get(noun) or ("state_military" if "government" in noun else "armed_group")
        return self.roster.add(noun, kind, local=True)


def country_field(field: str) -> bool:
    """Whether countries in that infobox field are places, dates or names of wars and not parties."""
    return field.casefold() in ("place", "location", "partof", "conflict", "date", "territory", "title", "caption")
