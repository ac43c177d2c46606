"""Pronouns and definite descriptions: whom 'they' or 'the group' means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from pipeline.countries import country_of_demonym
from pipeline.extract.actors.lexicon import alternatives, lexicon
from pipeline.extract.actors.model import Mention
from pipeline.extract.actors.roster import Roster
from pipeline.extract.dates.words import words as date_words
from pipeline.model import Article, Passage

_PERSONS = frozenset({"he", "she", "him", "his", "her"})
_OF_SHIPS = frozenset({"she", "her"})
_OBJECTS = frozenset({"him", "them"})
_ONE = frozenset({"it", "its"})
# "two Danish regiments": "it" is none of them.
_SEVERAL = re.compile(rf"\s(?:{alternatives(lexicon().ties['bodies'])}|soldier|fighter|rebel|militant)(?:s|ies)\b")
# What may stand between the beginning of a clause and its subject.
_CLAUSE = re.compile(
    r"(?:^|[,;:(\"“–—]\s*|\b(?:and|but|or|as|while|when|that|because|although|though|whereas|which|where|before|after|if|since|"
    r"until|then|how|stating|saying|confirming|[Aa]ccording\sto|[Mm]eanwhile|[Hh]owever|[Ll]ater)\s)"
    r"(?:(?:[Tt]he|[Aa]n?|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost|[Aa]ll|[Bb]oth|\d[\d,–-]*|[a-z]+(?:an|al|ed|ing|or|ic|y))\s){0,4}$"
)
# Before a person there may stand titles and roles: "The Danish commander X".
_TITLED = re.compile(r"(?:^|[,;:(\"“]\s*|\b(?:and|but|as|while|when|that|because|after|before)\s)(?:[\w.'’-]+\s){0,5}$")
# "On the morning of 3 May Company C was ambushed", "Near the village the brigade was ambushed".
_FRONTED = re.compile(
    r"^(?:In|On|At|Near|By|After|Before|During|From|Around|Within|Throughout|Outside|Inside|For|Under|Following|Over)\s"
    r"(?:[\w’'–-]+\s){0,8}?(?!(?:an?|the|its|his|their|of|in|on|at|by|to|for|from|with|and|near|under|against|between|over)\s)"
    rf"(?:morning|evening|beginning|[a-z][\w-]*(?<!ed)(?<!ing)(?<!ern)(?<!al)|\d+|{alternatives(date_words()['months'])})\s(?:the\s)?$"
)
_VERB = re.compile(
    rf"(?:\s(?:[a-z]+(?:men|ers|ors|ts)|forces|troops|soldiers|{alternatives(lexicon().ties['bodies'])}))?"
    r"(?:,[^,.;]{1,80},|\s\([^()]*\))?"
    r"\s(?:\w+ly\s|also\s|then\s|once\s|later\s|still\s|finally\s)*"
    r"(?:\w{2,}(?:ed|s)|had|has|have|was|were|is|are|would|will|could|did|said|made|gave|took|lost|began|won|sent|fought|"
    r"met|sank|struck|shot|hit|fell|held|stood|bore|caught|cut|dug|left|ran|led|fled|held|told|put|set|went|came|wrote|broke|withdrew|drove|faced)\b"
)
_DEFINITE = re.compile(
    r"the (?:same )?(group|organi[sz]ation|movement|coalition|militia|report|agency|newspaper)$", re.IGNORECASE
)
_BODY = re.compile(
    rf"(?:the|this|that)\s(?:entire\s|whole\s)?({alternatives(lexicon().ties['bodies'])})(?:['’]s)?$", re.IGNORECASE
)
_OPENING_BODY = re.compile(rf"The ({alternatives(lexicon().ties['bodies'])})\b")
_OPENS_AS_BODY = re.compile(
    rf"(?:[A-Z]\w*(?:\s\w+){{0,5}},?\s)?[Tt]he ({alternatives(lexicon().ties['bodies'])})\b(?!\s(?:of|under)\b)"
)
# What "the 41st Ohio" may be called, and what a unit is called that says itself what it is.
_NUMBERED = frozenset({"regiment", "battalion", "unit"})
_FRONT = 80
_BLOW = re.compile(rf"\b(?:{alternatives(lexicon().ties['blows'])})s?\s(?:on|upon|against)\s(?:the\s)?$")
_NATION = re.compile(r"\b([A-Z][a-z]+)\s$")
_UNIT_HEADS = frozenset(lexicon().ties["bodies"])
# No verb, article or preposition: in "gunmen ambushed an army convoy" the army is not the gunmen's.
_ADJECTIVE = (
    rf"(?!(?:an?|the|its|their|of|by|with|in|on|at|to|from|and|near|{alternatives(lexicon().ties['irregular'])})\s)"
    r"[a-z-]+(?<!ed)"
)
_NEW_CLAUSE = re.compile(r"[,;]\s(?:and|but|while|as|though|when)\s(?:the\s|an?\s)?(\w+)")
_MEDIA = frozenset({"report", "agency", "newspaper"})
_BODIES = frozenset({"armed_group", "coalition", "humanitarian", "igo", "unknown"})


class Resolver:
    """Finds the antecedent in this or the sentence before of the same paragraph."""

    def __init__(self, article: Article, mentions: Callable[[int], list[Mention]], roster: Roster) -> None:
        self._article = article
        self._mentions = mentions
        self._roster = roster
        self._starts = [passage.start for passage in article.passages]

    def passage_at(self, offset: int) -> int | None:
        """The index of the passage that holds the offset."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset <= self._article.passages[index].end else None

    def pronoun(self, position: int, word: str) -> str | None:
        """The actor whom the pronoun at ``position`` stands for, or None where that is unclear."""
        index = self.passage_at(position)
        if index is None:
            return None
        person = word in _PERSONS
        one = word in _ONE
        here = [m for m in self._subjects(index, one) if m.end <= position and self._fits(m, word)]
        if word in _OBJECTS and here and not self._other_subject(index, here[-1].end, position):
            # An object is somebody else than the subject of its clause.
            here = here[:-1]
        if here:
            return here[0].actor_id
        if word in _OBJECTS and (struck := self._struck(index, position, word)) is not None:
            return struck
        if not person and (body := self._body_before(index, position)) is not None:
            return self.body(*body)
        if person and self._roster.protagonist:
            return self._protagonist(index)
        before = self._before(index)
        if before is None:
            return None
        for mention in self._subjects(before, one):
            return mention.actor_id if self._fits(mention, word) else None
        if not person and (opening := _OPENING_BODY.match(self._article.passages[before].text)):
            start = self._article.passages[before].start
            return self.body(start, opening[1])
        return None

    def _other_subject(self, index: int, start: int, end: int) -> bool:
        """Whether a clause with a subject of its own begins there: "The Danes fled, and raids killed 40 of them"."""
        passage = self._article.passages[index]
        found = _NEW_CLAUSE.search(passage.text, start - passage.start, end - passage.start)
        opener = found[1] if found is not None else "ed"
        return not opener.endswith(("ed", "ing")) and opener not in lexicon().ties["irregular"]

    def _struck(self, index: int, position: int, word: str) -> str | None:
        """Whom the blow before the pronoun fell on: "A strike on the Danes killed ten of them"."""
        passage = self._article.passages[index]
        for mention in reversed([m for m in self._mentions(index) if m.end <= position and self._fits(m, word)]):
            if _BLOW.search(passage.text, 0, mention.start - passage.start):
                return mention.actor_id
        return None

    def _body_before(self, index: int, position: int) -> tuple[int, str] | None:
        """The body that opens the sentence before its pronoun: "The garrison made a sortie, in which they killed"."""
        passage = self._article.passages[index]
        found = _OPENS_AS_BODY.match(passage.text, 0, max(0, position - passage.start))
        return (passage.start + found.start(1), found[1].lower()) if found else None

    def _protagonist(self, index: int) -> str | None:
        """Whom 'he' means in a life: the man himself, unless another was the subject just before."""
        before = self._before(index)
        others = [m for m in self._subjects(before) if self._fits(m, "he")] if before is not None else []
        return others[0].actor_id if others else self._roster.protagonist

    def definite(self, position: int, phrase: str) -> str | None:
        """'the group', 'the report': the nearest body or medium before."""
        if called := _BODY.match(phrase.strip()):
            return self.body(position, called[1].lower())
        if not (match := _DEFINITE.match(phrase.strip())):
            return None
        index = self.passage_at(position)
        medium = match[1].lower() in _MEDIA
        while index is not None:
            found = [
                m
                for m in self._mentions(index)
                if m.end <= position
                and (kind := self._roster.actors[m.actor_id].actor_type) in (("media",) if medium else _BODIES)
                and kind is not None
            ]
            if found:
                return found[-1].actor_id
            index = self._before(index)
        return None

    def body(self, position: int, head: str) -> str | None:
        """'the regiment', 'the brigade': the last body before that the text calls so, "a Danish brigade" the Danes."""
        index = self.passage_at(position)
        while index is not None and index >= 0:
            passage = self._article.passages[index]
            if passage.kind == "sentence" and self._may_hold(passage.text, head):
                for mention in reversed(self._mentions(index)):
                    if mention.end <= position and self._is_called(mention, head, passage):
                        return mention.actor_id
            index -= 1
        return None

    @staticmethod
    def _may_hold(text: str, head: str) -> bool:
        return head in text or head.title() in text or (head in _NUMBERED and any(c.isdigit() for c in text))

    def _is_called(self, mention: Mention, head: str, passage: Passage) -> bool:
        """Whether the body's name ends in the noun, or the noun follows an adjective of a party."""
        actor = self._roster.actors[mention.actor_id]
        if actor.actor_type in ("person", "media", "anonymous_source"):
            return False
        parts = actor.name.lower().split()
        if head in parts:
            # A side's common noun ("army") is no antecedent.
            return len(parts) > 1 and mention.end - mention.start > len(head)
        if parts[0][0].isdigit():
            return head in _NUMBERED and not _UNIT_HEADS & set(parts)
        after = passage.text[mention.end - passage.start : mention.end - passage.start + 40]
        return re.match(rf"\s(?:{_ADJECTIVE}\s){{0,2}}{head}\b", after) is not None

    def _before(self, index: int) -> int | None:
        """The sentence before in the same paragraph."""
        passages = self._article.passages
        if index == 0 or passages[index - 1].kind != "sentence":
            return None
        return index - 1 if passages[index - 1].paragraph == passages[index].paragraph else None

    def _fits(self, mention: Mention, word: str) -> bool:
        kind = self._roster.actors[mention.actor_id].actor_type
        if word in _OF_SHIPS and mention.actor_id in self._roster.ships:
            return True
        return kind == "anonymous_source" or (word in _PERSONS) == (kind == "person")

    def _subjects(self, index: int, one: bool = False) -> list[Mention]:
        """The mentions that stand where a subject does, with a verb behind them; of ``one`` body, not of several."""
        passage = self._article.passages[index]
        found = []
        for mention in self._mentions(index):
            start, end = mention.start - passage.start, mention.end - passage.start
            adjective = _NATION.search(passage.text, 0, start)
            if adjective is not None and (adjective[1] in self._roster.forms or country_of_demonym(adjective[1])):
                # "The Zemblan 57th Regiment"
                start = adjective.start()
            actor_id = mention.actor_id
            person = self._roster.actors[actor_id].actor_type == "person" or actor_id in self._roster.ships
            opening = (_TITLED if person else _CLAUSE).search(passage.text, max(0, start - 80), start)
            if opening is None and start < _FRONT:
                opening = _FRONTED.search(passage.text, 0, start)
            if opening and _VERB.match(passage.text, end) and not (one and _SEVERAL.match(passage.text, end)):
                found.append(mention)
        return found
