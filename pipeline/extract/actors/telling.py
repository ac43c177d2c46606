"""How often and how the prose tells of the parties, where no infobox says who fights whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from pipeline.extract.actors.lexicon import alternatives, lexicon
from pipeline.extract.actors.model import Actor, Mention
from pipeline.extract.actors.peoples import same_stem
from pipeline.model import Article

_PARTIES = frozenset({"armed_group", "coalition", "unknown", "state_military", "state_government", "ethnic_group"})
STATES = ("state_government", "state_military")
_DYAD = re.compile(rf"\b(?:{alternatives(lexicon().ties['dyad'])})\b")
_SOLDIERS = re.compile(rf"(?:[A-Z][\w’'-]*\s)+(?:[a-z-]+\s)?(?:{alternatives(lexicon().ties['regulars'])})\b")
_YEAR, _MODERN = re.compile(r"(?<![\d,.])\d{3,4}(?![\d,])"), 1914
_LEAST, _MOST, _NEARLY_ALL = 3, 0.6, 0.7


class Telling:
    """Counts the parties of an article's sentences."""

    def __init__(self, article: Article, actors: Mapping[str, Actor], mentions: Callable[[int], list[Mention]]) -> None:
        self._article = article
        self._actors = actors
        self._mentions = mentions

    @cached_property
    def told(self) -> Counter[str]:
        """How often the prose names each actor."""
        return Counter(
            mention.actor_id
            for index, passage in enumerate(self._article.passages)
            if passage.kind == "sentence"
            for mention in self._mentions(index)
        )

    @cached_property
    def of_state(self) -> dict[str, str]:
        """For each body of a state the one of that state that the article names most."""
        bodies: dict[str, list[str]] = {}
        for actor_id in self.told:
            actor = self._actors[actor_id]
            if actor.country_code and actor.actor_type in STATES and "." not in actor_id:
                bodies.setdefault(actor.country_code, []).append(actor_id)
        return {body: max(group, key=lambda each: self.told[each]) for group in bodies.values() for body in group}

    def fights(self, actor_id: str) -> bool:
        """Whether such an actor may be a party of a fight."""
        return self._actors[actor_id].actor_type in _PARTIES

    def has_soldiers(self, actor_id: str) -> bool:
        """Whether the prose tells of the actor's army, of its soldiers or its king."""
        actor = self._actors[actor_id]
        return any(
            mention.actor_id == actor_id or same_stem(soldiers[0].split()[0], actor.name.split()[-1])
            for index, passage in enumerate(self._article.passages)
            if passage.kind == "sentence"
            for mention in self._mentions(index)
            if (soldiers := _SOLDIERS.match(passage.text, mention.start - passage.start))
        )

    @cached_property
    def of_the_past(self) -> bool:
        """Whether the infobox dates the event to the time of states that no list of today has."""
        dates = [p.text for p in self._article.passages if p.kind == "infobox" and p.field.casefold() == "date"]
        years = [int(year) for text in dates for year in _YEAR.findall(text)]
        return bool(years) and max(years) < _MODERN

    def with_article(self, actor_id: str) -> bool:
        """Whether the prose says "the X", as of a people and not of a place."""
        return any(
            passage.text[: mention.start - passage.start].lower().endswith("the ")
            for index, passage in enumerate(self._article.passages)
            if passage.kind == "sentence"
            for mention in self._mentions(index)
            if mention.actor_id == actor_id
        )

    def foremost(self, parties: Iterable[str], far_more: int = 3) -> str | None:
        """The only one of the parties in the prose, or the one of which it tells ``far_more`` times as much."""
        told = Counter({party: self.told[party] for party in parties}).most_common(2)
        if not told or (len(told) > 1 and (told[0][1] < _LEAST or told[0][1] < far_more * told[1][1])):
            return None
        return told[0][0]

    def parties_in(self, index: int) -> list[str]:
        """The parties of a sentence, the bodies of one state as one; common nouns ("the army") are left to others."""
        named = [m.actor_id for m in self._mentions(index) if self.fights(m.actor_id) and "." not in m.actor_id]
        found = named or [m.actor_id for m in self._mentions(index) if self.fights(m.actor_id)]
        return list(dict.fromkeys(self.of_state.get(actor_id, actor_id) for actor_id in found))

    def pair(self) -> tuple[str | None, str | None]:
        """The two parties of the lead or of most clashes."""
        clashes: Counter[tuple[str, str]] = Counter()
        for index, passage in enumerate(self._article.passages):
            if passage.kind != "sentence":
                continue
            parties = self.parties_in(index)
            if len(parties) != 2 or not _DYAD.search(passage.text):
                continue
            pair = (parties[0], parties[1])
            if not passage.section:
                return pair
            clashes[min(pair), max(pair)] += 1
        if clashes:
            (first, second), count = clashes.most_common(1)[0]
            if count >= _LEAST and count >= _MOST * clashes.total():
                return first, second
        return self._told_most()

    def _told_most(self) -> tuple[str | None, str | None]:
        """The two parties of whom nearly all is told, where some sentences tell of both."""
        told: Counter[str] = Counter()
        both: Counter[tuple[str, ...]] = Counter()
        for index, passage in enumerate(self._article.passages):
            if passage.kind == "sentence":
                parties = self.parties_in(index)
                told.update(party for party in parties if "." not in party)
                both[tuple(sorted(parties))] += 1
        most = told.most_common(2)
        if len(most) < 2 or most[1][1] <= _LEAST or sum(n for _, n in most) < _NEARLY_ALL * told.total():
            return None, None
        (first, _), (second, _) = most
        return (first, second) if both[min(first, second), max(first, second)] > 1 else (None, None)
