"""Whom a noun phrase means."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, TypeAlias

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors.coreference import Resolver
from pipeline.extract.actors.gathered import Gathered
from pipeline.extract.actors.lexicon import Lexicon
from pipeline.extract.actors.mentions import NATIVE, NameIndex
from pipeline.extract.actors.model import Mention
from pipeline.extract.actors.peoples import of_head, same_stem
from pipeline.extract.actors.phrases import Phrase, analyse
from pipeline.extract.actors.sources import unnamed_sources
from pipeline.model import Article

Role: TypeAlias = Literal["victim", "source", "participant"]

PRONOUNS = frozenset({"he", "she", "it", "they", "him", "them", "his", "her", "its", "their", "who"})
_SPLIT = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|;\s*|\s&\s)")
_NEAR = 16
_POSSESSIVE = re.compile(r"(?:his|her|its|their)\s", re.IGNORECASE)
_LIKE_ADJECTIVE = re.compile(r"(?:ed|ing|ful|ous|al|able|ible|ive|ent|ant|less|ic|y|est|ly)$")


class Referrer:
    """Turns spans into actors; makes article-local actors where a phrase names a group of its own."""

    def __init__(
        self,
        article: Article,
        found: Gathered,
        words: Lexicon,
        resolver: Resolver,
        mentions: Callable[[int], list[Mention]],
        index: NameIndex,
        party_of: Callable[[str], str | None],
    ) -> None:
        self._article = article
        self._found = found
        self._roster = found.roster
        self._words = words
        self._resolver = resolver
        self._mentions = mentions
        self._index = index
        self._party_of = party_of
        self.named: list[tuple[str, int, int]] = []
        """Actor, start and end of each phrase for which an actor was made or got a new name."""
        self.parties: dict[str, str | None] = {}
        """Unnamed sources met in a phrase, with their party."""

    def refer(self, start: int, end: int, role: Role) -> list[str]:
        """Every actor whom the phrase means: 'X and Y' are two."""
        text = self._article.text[start:end]
        whole = self._resolver.definite(start, text)
        if whole:
            return [whole]
        found: list[str] = []
        position = 0
        closed = self._closed(start) if _SPLIT.search(text) else []
        joints = [
            joint
            for joint in _SPLIT.finditer(text)
            if not any(first < start + joint.start() and start + joint.end() < last for first, last in closed)
        ]
        for separator in [*joints, None]:
            stop = separator.start() if separator else len(text)
            if text[position:stop].strip():
                actor_id = self._one(start + position, start + stop, role)
                if actor_id and actor_id not in found:
                    found.append(actor_id)
            position = separator.end() if separator else stop
        return found

    def _closed(self, position: int) -> list[tuple[int, int]]:
        """Spans in the passage that an 'and' does not part: names, and offices with the name of their holder."""
        index = self._resolver.passage_at(position)
        if index is None:
            return []
        shift = self._article.passages[index].start
        spans = [(mention.start, mention.end) for mention in self._mentions(index)]
        for passage, person, _ in self._found.people:
            if passage == index and person.role_start >= 0:
                spans.append((shift + min(person.role_start, person.start), shift + max(person.role_end, person.end)))
        return spans

    def _one(self, start: int, end: int, role: Role) -> str | None:
        text = self._article.text[start:end].strip()
        if text.lower() in PRONOUNS:
            return self._resolver.pronoun(start, text.lower())
        index = self._resolver.passage_at(start)
        if index is None:
            return None
        if definite := self._resolver.definite(start, text):
            return definite
        inside = [m for m in self._mentions(index) if m.start < end and start < m.end]
        if role == "source":
            return self._holder(index, start, end) or self._speaker(start, end, inside)
        if whole := next((m for m in inside if m.start <= start and end <= m.end), None):
            # A name with "of" in it is one: "the General Staff of Zembla".
            return whole.actor_id
        if own := _POSSESSIVE.match(text):
            return self._owner(start, own.group().strip().lower())
        phrase = analyse(self._article.text, start, end)
        return self._headed(phrase.core) or self._party(phrase, inside, index)

    def _holder(self, index: int, start: int, end: int) -> str | None:
        """The person whose office the phrase is a part of: "the UN Secretary-General" of his spokesman X."""
        shift = self._article.passages[index].start
        for passage, person, actor_id in self._found.people:
            first, last = min(person.role_start, person.start), max(person.role_end, person.end)
            if passage == index and person.role_start >= 0 and shift + first <= start and end <= shift + last:
                return actor_id
        return None

    def _speaker(self, start: int, end: int, inside: list[Mention]) -> str | None:
        """The name in the phrase, the last where a title or a body stands before it; else an unnamed source."""
        text = self._article.text[start:end]
        inside = [m for m in inside if not self._names_a_government(m, end)]
        people = [m for m in inside if self._roster.actors[m.actor_id].actor_type in ("person", "anonymous_source")]
        if people:
            return people[0].actor_id
        taken = list(self._index.find(text))
        for source in unnamed_sources(text, taken, self._words, anywhere=True):
            actor_id = self._roster.add(source.name, "anonymous_source", local=True)
            self.parties.setdefault(actor_id, source.party)
            self.named.append((actor_id, start + source.start, start + source.end))
            return actor_id
        if inside:
            found = inside[-1].actor_id if inside[-1].end >= end - 2 else inside[0].actor_id
            if len(inside) == 1 and inside[0].end < end and text.split()[-1].lower() in self._words.force_nouns:
                # "Zemblan forces claimed": a name that the article gives Zembla.
                first = start + len("the ") * text.lower().startswith("the ")
                self.named.append((found, first, end))
            return found
        if country := self._country(text.strip(" .,:()")):
            return country
        phrase = analyse(self._article.text, start, end)
        kind = self._words.collectives.get(phrase.core.lower())
        return self._collective(phrase, kind) if kind else None

    def _names_a_government(self, mention: Mention, end: int) -> bool:
        """ "the Hadi government", "pro-Hadi officials": not the man himself."""
        person = self._roster.actors[mention.actor_id].actor_type == "person"
        behind = self._article.text[mention.end : end]
        return person and behind.startswith(" ") and behind.split()[0].lower() in self._words.ties["followers"]

    def _owner(self, position: int, pronoun: str) -> str | None:
        """'his men', 'their losses': those of the person's party, or of the body."""
        actor_id = self._resolver.pronoun(position, pronoun)
        if actor_id and self._roster.actors[actor_id].actor_type == "person":
            return self._party_of(actor_id)
        return actor_id

    def _party(self, phrase: Phrase, inside: list[Mention], index: int) -> str | None:
        for mention in inside:
            # The head itself is a name: "the Turkish military", "Reds".
            owned = "." in mention.actor_id and "'s " in phrase.core  # "X's army" is X's
            if mention.end == phrase.end and mention.start < phrase.end and not owned:
                return mention.actor_id
        if not phrase.core or phrase.head in self._words.nobody:
            return self._first(inside, phrase.of_start, phrase.of_end)
        if phrase.head in self._words.populations or phrase.head in self._words.ties["turncoats"]:
            return self._population(phrase)
        if phrase.head + "s" in self._words.sides:
            # "rebel dead": the rebels'.
            plural = phrase.head + "s"
            return self._roster.add(plural, self._words.sides[plural], local=True)
        if kind := self._words.collectives.get(phrase.core.lower()):
            return self._collective(phrase, kind)
        before = [m for m in inside if phrase.start <= m.start and m.end <= phrase.end]
        if before:
            return before[-1].actor_id
        parts = phrase.core.split()
        native = self._is_native(phrase, parts[-1])
        if whole := self._natives(phrase, parts[-1]) if native else self._country(phrase.core):
            return whole
        if found := self._by_adjective(phrase, parts) or self._by_column(phrase, parts, index):
            return found
        return self._first(inside, phrase.of_start, phrase.of_end)

    def _headed(self, core: str) -> str | None:
        """The only "... Empire" of "the imperial army"."""
        first = core.split(" ", 1)[0]
        return of_head(self._roster, first.capitalize()) if first.islower() and first != core else None

    def _collective(self, phrase: Phrase, kind: str) -> str | None:
        """ "the army"; "whose army" and "an army" are not the army."""
        before = self._article.text[max(0, phrase.start - _NEAR) : phrase.start].split()[-1:]
        if before and before[0].lower() in self._words.owning:
            return None
        return self._roster.add(phrase.core.lower(), kind, local=True)

    @staticmethod
    def _first(inside: list[Mention], start: int, end: int) -> str | None:
        return next((m.actor_id for m in inside if start <= m.start and m.end <= end), None)

    def _by_adjective(self, phrase: Phrase, parts: list[str]) -> str | None:
        """'Ethiopian soldiers' -> the actor of Ethiopia; 'Khivan bodies' -> the Khivans; 'rebel tank' -> the rebels."""
        for part in reversed(parts[:-1]):
            if self._is_native(phrase, part):
                return None
            if country := country_of_demonym(part):
                return self._named(self._state(*country), phrase, part)
            plural = part + "s"
            if part[0].isupper() and (found := self._roster.forms.get(plural)) and found in self._roster.camps:
                return found
            if part in self._words.collectives:
                return self._roster.add(part, self._words.collectives[part], local=True)
            if part.islower() and plural in self._words.sides:
                return self._roster.add(plural, self._words.sides[plural], local=True)
        return None

    def _is_native(self, phrase: Phrase, part: str) -> bool:
        """ "Native Zemblans": others than the Zemblans."""
        start = phrase.start + phrase.core.find(part)
        return self._article.text.endswith(NATIVE, max(0, start - _NEAR), start)

    def _natives(self, phrase: Phrase, people: str) -> str | None:
        """The people "Native Zemblans", also by its adjective."""
        first = self._article.text.rfind(" ", 0, phrase.end - len(people) - 1) + 1
        name = self._article.text[first : phrase.end]
        return self._roster.add(name, "ethnic_group") if name.endswith("s") else self._roster.forms.get(name + "s")

    def _named(self, actor_id: str, phrase: Phrase, word: str) -> str:
        """Notes the word of the phrase as a form of the actor's name."""
        start = phrase.start + phrase.core.find(word)
        self.named.append((actor_id, start, start + len(word)))
        return actor_id

    def _country(self, words: str) -> str | None:
        """The actor of a country that the words name, or whose adjective they are: "per Turkey", "U.S. claim"."""
        words = words.removeprefix("the ").removeprefix("The ").removesuffix("'s")
        if found := country_of_demonym(words):
            return self._state(*found)
        code = country_code(words) if words[:1].isupper() else None
        return self._state(words, code) if code else None

    def _state(self, country: str, code: str) -> str:
        """The actor that stands for the country, made if the article has none."""
        if known := self._roster.country(code):
            return known
        actor_id = self._roster.add(country, "state_government", country=code)
        self._roster.countries.add(actor_id)
        return actor_id

    def _by_column(self, phrase: Phrase, parts: list[str], index: int) -> str | None:
        """A capitalised word that a column explains ('Athenians' of Athens), or a people named nowhere else."""
        for part in reversed(parts):
            if not part[0].isupper() or not part.isalpha() or len(part) < 4:
                continue
            if self._is_native(phrase, part):
                return None
            if country := country_of_demonym(part):
                return self._named(self._state(*country), phrase, part)
            for item, actor_id in self._found.columns:
                if item.kind == "combatant" and any(same_stem(part, word) for word in item.text.split()):
                    if part == parts[-1]:
                        self._roster.alias(part, actor_id)
                    return self._named(actor_id, phrase, part)
            counted = (
                self._article.passages[index].kind == "infobox" or phrase.start != self._article.passages[index].start
            )
            if part == parts[-1] and counted and part.endswith("s") and part.lower() not in self._words.members:
                actor_id = self._roster.add(part, "unknown")
                self._roster.camps.add(actor_id)
                self.named.append((actor_id, phrase.end - len(part), phrase.end))
                return actor_id
        return None

    def _population(self, phrase: Phrase) -> str:
        """A group that is harmed: 'civilians', 'camel drivers', 'Khivan merchants'."""
        parts = phrase.core.split()
        keep = len(parts) - 1
        while keep > 0 and (parts[keep - 1][0].isupper() or not _LIKE_ADJECTIVE.search(parts[keep - 1])):
            keep -= 1
        name = " ".join(parts[keep:])
        actor_id = self._roster.add(name, "population", local=True)
        self.named.append((actor_id, phrase.end - len(name), phrase.end))
        return actor_id
