"""Pronouns and definite descriptions: whom 'they' or 'the group' means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from pipeline.extract.actors.model import Mention
from pipeline.extract.actors.roster import Roster
from pipeline.model import Article

_PERSONS = frozenset({"he", "she", "him", "his", "her"})
_OBLIQUE = re.compile(
    r"\b(?:of|from|in|into|on|by|to|against|with|between|for|at|near|than|including|over|like|among|toward|towards|through|and|or)\s"
    r"(?:(?:the|a|an|its|his|their|some|several|many|other|\d[\d,–-]*)\s)*$"
)
_ACCORDING = re.compile(r"\b[Aa]ccording\sto\s(?:(?:the|a|an)\s)?$")
_DEFINITE = re.compile(r"the (?:group|organi[sz]ation|movement|coalition|militia|report)$")


class Resolver:
    """Finds the antecedent in this or the sentence before of the same paragraph."""

    def __init__(self, article: Article, mentions: Callable[[int], list[Mention]], roster: Roster) -> None:
        self._article = article
        self._mentions = mentions
        self._roster = roster
        self._starts = [passage.start for passage in article.passages]

    def pronoun(self, position: int, word: str) -> str | None:
        """The actor whom the pronoun at ``position`` stands for, or None where that is unclear."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return None
        person = word in _PERSONS
        here = [m for m in self._subjects(index, person) if m.end <= position]
        if here:
            return here[0].actor_id
        passages = self._article.passages
        if index > 0 and passages[index - 1].paragraph == passages[index].paragraph and passages[index - 1].kind == "sentence":
            before = self._subjects(index - 1, person)
            if before:
                return before[0].actor_id
        return None

    def definite(self, position: int, phrase: str) -> str | None:
        """'the group', 'the report': the nearest body or medium before."""
        if not _DEFINITE.match(phrase):
            return None
        index = bisect_right(self._starts, position) - 1
        wanted = {"media"} if phrase.endswith("report") else {"armed_group", "coalition", "humanitarian", "igo", "unknown"}
        for place in (index, index - 1):
            if place < 0 or self._article.passages[place].paragraph != self._article.passages[index].paragraph:
                continue
            found = [m for m in self._mentions(place) if m.end <= position and self._roster.actors[m.actor_id].actor_type in wanted]
            if found:
                return found[-1].actor_id
        return None

    def _subjects(self, index: int, person: bool) -> list[Mention]:
        passage = self._article.passages[index]
        found = []
        for mention in self._mentions(index):
            kind = self._roster.actors[mention.actor_id].actor_type
            if person != (kind in ("person", "anonymous_source")) and kind != "anonymous_source":
                continue
            before = passage.text[: mention.start - passage.start][-60:]
            if _ACCORDING.search(before) or not _OBLIQUE.search(before):
                found.append(mention)
        return found
