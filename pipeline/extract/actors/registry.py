"""Who is in an article: names, sides, and whom a noun phrase means."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Literal, TypeAlias

from pipeline.extract.actors.coreference import Resolver
from pipeline.extract.actors.gather import gather
from pipeline.extract.actors.lexicon import lexicon
from pipeline.extract.actors.mentions import NameIndex, side_nouns
from pipeline.extract.actors.model import Actor, Mention
from pipeline.extract.actors.phrases import analyse
from pipeline.extract.actors.sources import unnamed_sources
from pipeline.extract.countries import country_code, country_of_demonym
from pipeline.model import Article, Row, Tables

Role: TypeAlias = Literal["victim", "source", "participant"]

_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "them", "his", "her", "its", "their", "who", "both"})
_SPLIT = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|;\s*|&\s*)(?:the\s+)?")


class ActorRegistry:
    """The actors of one article. Made once an article; ``refer`` may add article-local actors."""

    def __init__(self, article: Article, article_id: str) -> None:
        self.article = article
        self.article_id = article_id
        self._words = lexicon()
        self._found = gather(article, article_id)
        self._roster = self._found.roster
        self._index = NameIndex(self._roster)
        self._cache: dict[int, list[Mention]] = {}
        self._starts = [passage.start for passage in article.passages]
        self._resolver = Resolver(article, self.mentions, self._roster)

    # ------------------------------------------------------------------ look-ups

    def actor(self, actor_id: str) -> Actor:
        """The actor with that id. Raises KeyError for an id of no actor of this article."""
        return self._roster.actors[actor_id]

    def mentions(self, passage_index: int) -> list[Mention]:
        """The actors named in a passage, left to right, none overlapping; offsets into the article."""
        if passage_index not in self._cache:
            self._cache[passage_index] = self._scan(passage_index)
        return self._cache[passage_index]

    def _scan(self, passage_index: int) -> list[Mention]:
        passage = self.article.passages[passage_index]
        taken = list(self._index.find(passage.text))
        for start, end, name, of in unnamed_sources(passage.text, taken, self._words):
            actor_id = self._roster.add(name, "anonymous_source", local=True)
            self._source_of.setdefault(actor_id, (of, passage_index))
            taken = [m for m in taken if m.end <= start or m.start >= end]
            taken.append(Mention(start, end, actor_id))
        for start, end, noun in side_nouns(passage.text, taken, self._words):
            taken.append(Mention(start, end, self._roster.add(noun, self._words.sides[noun], local=True)))
        return sorted(Mention(m.start + passage.start, m.end + passage.start, m.actor_id) for m in taken)

    @cached_property
    def _source_of(self) -> dict[str, tuple[str | None, int]]:
        return {}

    def _passage_index(self, offset: int) -> int | None:
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset > self.article.passages[index].end:
            return None
        return index

    def side(self, actor_id: str) -> int | None:
        """The infobox column in which the actor, or a body it belongs to, stands."""
        for item, column_actor in self._found.columns:
            if column_actor == actor_id:
                return item.side
        return None

    def principal_of(self, actor_id: str) -> str | None:
        """The body that a spokesperson, an official or an unnamed source speaks for."""
        for person_index, person, person_id in self._found.people:
            if person_id == actor_id and person.body:
                for mention in self._index.find(person.body):
                    if mention.actor_id != actor_id:
                        return mention.actor_id
        if actor_id in self._source_of:
            return self._source_of[actor_id][0]
        return None

    def role_of(self, actor_id: str) -> str:
        """What the article calls a person ('spokesperson'), or ''."""
        return self._roster.actors[actor_id].role

    # ------------------------------------------------------------------ reference

    def refer(self, start: int, end: int, role: Role) -> str | None:
        """The actor whom the noun phrase at ``start:end`` means, or None where the text does not say.

        A phrase of several parties gives the first; ``refer_all`` gives each.
        """
        found = self.refer_all(start, end, role)
        return found[0] if found else None

    def refer_all(self, start: int, end: int, role: Role) -> list[str]:
        """Every actor whom the noun phrase means: 'X and Y' are two."""
        text = self.article.text[start:end]
        found: list[str] = []
        position = 0
        for separator in [*_SPLIT.finditer(text), None]:
            stop = separator.start() if separator else len(text)
            if text[position:stop].strip():
                actor_id = self._one(start + position, start + stop, role)
                if actor_id and actor_id not in found:
                    found.append(actor_id)
            position = separator.end() if separator else stop
        return found

    def _one(self, start: int, end: int, role: Role) -> str | None:
        text = self.article.text[start:end].strip()
        if text.lower() in _PRONOUNS:
            return self._resolver.pronoun(start, text.lower())
        index = self._passage_index(start)
        if index is None:
            return None
        inside = [m for m in self.mentions(index) if m.start < end and start < m.end]
        phrase = analyse(self.article.text, start, end)
        # The head itself is a name: "the Turkish military", "Reds".
        for mention in inside:
            if mention.end == phrase.core_end or (role == "source" and mention.start >= phrase.core_start):
                return mention.actor_id
        if phrase.head in self._words.populations:
            return self._population(phrase.core, phrase.head)
        before = [m for m in inside if phrase.core_start <= m.start and m.end <= phrase.core_end]
        behind = [m for m in inside if phrase.of_start <= m.start and m.end <= phrase.of_end]
        if before:
            return before[-1].actor_id
        if adjective := self._by_adjective(phrase.core.split()):
            return adjective
        if behind:
            return behind[0].actor_id
        if definite := self._resolver.definite(start, text.lower()):
            return definite
        return None

    def _by_adjective(self, parts: list[str]) -> str | None:
        """'Ethiopian soldiers' -> the actor of Ethiopia; 'Khivan bodies' -> the Khivans; 'rebel tank' -> the rebels."""
        for part in reversed(parts[:-1]):
            if country := country_of_demonym(part):
                return self._state(*country)
            if (found := self._roster.find(part + "s")) or (part.islower() and part + "s" in self._words.sides):
                return found or self._roster.add(part + "s", self._words.sides[part + "s"], local=True)
        return None

    def _state(self, country: str, code: str) -> str:
        for form, actor_id in self._roster.forms.items():
            if self._roster.actors[actor_id].actor_type == "state_government" and (
                country_code(form) == code or (" " not in form and (country_of_demonym(form) or ("", ""))[1] == code)
            ):
                return actor_id
        return self._roster.add(country, "state_government", country=code)

    def _population(self, core: str, head: str) -> str:
        name = core if core.split()[-1] == core.split()[0] or any(c.isupper() for c in core) else head
        return self._roster.add(name, "population", local=True)

    # ------------------------------------------------------------------ rows

    def rows(self) -> Tables:
        """The rows of ``actors``, ``actor_names`` and ``actor_relations``."""
        names: list[Row] = []
        seen: set[tuple[str, str]] = set()
        for index in range(len(self.article.passages)):
            for mention in self.mentions(index):
                form = self.article.text[mention.start : mention.end]
                if (mention.actor_id, form) not in seen:
                    seen.add((mention.actor_id, form))
                    names.append(
                        {
                            "actor_id": mention.actor_id,
                            "article_id": self.article_id,
                            "name": form,
                            "passage_index": index,
                            "start": mention.start,
                            "end": mention.end,
                        }
                    )
        actors: list[Row] = [
            {
                "actor_id": actor.actor_id,
                "name": actor.name,
                "short_name": actor.short_name,
                "actor_type": actor.actor_type,
                "country_code": actor.country_code,
            }
            for actor in self._roster.actors.values()
        ]
        return {"actors": actors, "actor_names": names, "actor_relations": []}
