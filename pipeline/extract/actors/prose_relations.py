"""Relations that the words of a sentence tell: 'pro-government X', 'X, composed of Y', 'A through B'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.countries import country_of_demonym
from pipeline.extract.actors.lexicon import Lexicon, alternatives, lexicon
from pipeline.extract.actors.model import Certainty, Mention, Relation
from pipeline.extract.actors.roster import Roster
from pipeline.extract.bag import bag, runs_of
from pipeline.model import Passage

PARTIES = frozenset({"armed_group", "coalition", "state_military", "unknown"})
BODIES = PARTIES | {"state_government", "igo", "humanitarian", "media"}

_TIES = lexicon().ties
# Words of which one stands in every sentence that the rules of pairs can match: they gate the slow patterns.
_CUES = runs_of(
    *(word for key in ("parts_of_people", "composed", "aligned", "fighters") for word in _TIES[key]),
    *("through", "including", "among", "neutral", "neutrality"),
)
_PEOPLE = alternatives(_TIES["parts_of_people"])
_STANCE = re.compile(r"\b(pro|anti)-([a-z]+|[A-Z]\w+)\s", re.IGNORECASE)
_THROUGH = re.compile(r"\s(?:(?:act|operat|work|fight)\w*\s)?through\s(?:the\s)?")
_THROUGH_FIRST = re.compile(r"\b[Tt]hrough\s(?:the\s)?$")
_COMPOSED = re.compile(
    rf"\)?,?\s(?:which\s)?(?:is\s|was\s)?(?:{alternatives(_TIES['composed'])})\s(?:mostly\s|mainly\s)?of\s(?:the\s)?"
)
_FIGHTERS_OF = re.compile(
    rf"\s(?:\([^()]*\)\s)?(?:armed\s)?(?:{alternatives(_TIES['fighters'])})\s(?:from|of|in)\s"
    r"(?:the\s)?(?:coalition\s)?(?:the\s)?"
)
_ALIGNED = re.compile(
    rf"\s(?:who\s|which\s|that\s)?(?:were\s|was\s|are\s|is\s)?(?:{alternatives(_TIES['aligned'])})\s(?:with|to)\s(?:the\s)?"
)
_CLAN = re.compile(rf"\s?\(([^()]*\b(?:{_PEOPLE})\b[^()]*)\)|,\s((?:an?|the)\s[^,.;()]*\b(?:{_PEOPLE})\b[^,.;()]*)")
_NEUTRAL = re.compile(r"(?<!not )(?<!no )(?<!not a )(?<!not an )(?<!as )\bneutral(?:ity)?\b(?!\sforces)")
_AMONG = re.compile(r"(?:including|among\s(?:them|whom))\s(?:the\s)?[^,.;]{0,120}\b(?:of|to|in|from)\s(?:the\s)?$")
_IN = re.compile(r"\b(?:in|of|from|among)\s(?:the\s)?$")
_CLAUSE_END = re.compile(r"[,.;:]|\sand\s|$")
_GOVERNMENT = re.compile(rf"\b(?:{alternatives(_TIES['governments'])})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its mentions (offsets into the article) and who they are."""

    passage: Passage
    mentions: list[Mention]
    roster: Roster
    words: Lexicon

    def kind(self, mention: Mention) -> str:
        """The actor type of a mention."""
        return self.roster.actors[mention.actor_id].actor_type

    def is_party(self, mention: Mention) -> bool:
        """A body that fights and has a name of its own."""
        return self.kind(mention) in PARTIES and "." not in mention.actor_id

    def between(self, left: Mention, right: Mention) -> str:
        """The words between two mentions."""
        return self.passage.text[left.end - self.passage.start : right.start - self.passage.start]

    def certainty(self) -> Certainty:
        """Whether the sentence puts what it says in somebody's mouth."""
        text = self.passage.text
        return "attributed" if "ccording to" in text or self.words.says.search(text) else "stated"


def prose_relations(sentence: Sentence) -> Iterator[Relation]:
    """All relations that one sentence tells."""
    yield from _stances(sentence)
    if _CUES.isdisjoint(bag(sentence.passage.text)):
        return
    for left, right in zip(sentence.mentions, sentence.mentions[1:], strict=False):
        start = left.start - sentence.passage.start
        before = sentence.passage.text[max(0, start - 40) : start]
        between = sentence.between(left, right)
        for rule in (_acts_through, _composed_of, _aligned_with, _member_of, _subgroup_of):
            if relation := rule(sentence, left, right, before, between):
                yield relation
                break
    yield from _over_a_side(sentence)
    yield from _neutral(sentence)


def _told(subject: Mention, relation: str, other: Mention, certainty: Certainty = "stated") -> Relation:
    start, end = min(subject.start, other.start), max(subject.end, other.end)
    return Relation(subject.actor_id, relation, other.actor_id, "prose", certainty, start, end)


def _stances(sentence: Sentence) -> Iterator[Relation]:
    """'pro-government X' and 'anti-government ... rebels from X': the first body with a name in the phrase."""
    passage = sentence.passage
    if "-" not in passage.text:
        return
    for match in _STANCE.finditer(passage.text):
        towards = _power(sentence.roster, match[2])
        stop = _CLAUSE_END.search(passage.text, match.end())
        start, end = passage.start + match.start(), passage.start + (stop.start() if stop else len(passage.text))
        holder = next(
            (m for m in sentence.mentions if start <= m.start and m.end <= end and sentence.is_party(m)), None
        )
        if towards is None or holder is None:
            continue
        if match[1].lower() == "pro":
            yield Relation(holder.actor_id, "aligned_with", towards, "prose", "stated", start, holder.end)
        else:
            yield Relation(
                holder.actor_id, "opposed_to", towards, "prose", "stated", start, passage.start + match.end(2)
            )


def _power(roster: Roster, word: str) -> str | None:
    """The actor behind 'pro-government' or 'pro-X'."""
    if word.lower() in _TIES["governments"]:
        governments = [
            actor.actor_id
            for actor in roster.actors.values()
            if actor.actor_type == "state_government" and _GOVERNMENT.search(actor.name)
        ]
        return governments[0] if len(governments) == 1 else None
    if country := country_of_demonym(word):
        return next((a for a in sorted(roster.countries) if roster.actors[a].country_code == country[1]), None)
    return roster.forms.get(word)


Rule = Callable[[Sentence, Mention, Mention, str, str], Relation | None]


def _acts_through(sentence: Sentence, left: Mention, right: Mention, before: str, between: str) -> Relation | None:
    """'the A government through B'; 'through B, however, the A government'."""
    first, second = sentence.kind(left), sentence.kind(right)
    if second in PARTIES and (first == "state_government" or first in PARTIES) and _THROUGH.fullmatch(between):
        return _told(left, "acts_through", right)
    if second == "state_government" and first in PARTIES and len(between) < 30 and _THROUGH_FIRST.search(before):
        return _told(right, "acts_through", left)
    return None


def _composed_of(sentence: Sentence, left: Mention, right: Mention, _before: str, between: str) -> Relation | None:
    """'B, composed of X'; 'X rebels from B'."""
    if sentence.kind(left) in PARTIES and _COMPOSED.fullmatch(between):
        return _told(left, "composed_of", right)
    if sentence.kind(left) == "ethnic_group" and sentence.is_party(right) and _FIGHTERS_OF.fullmatch(between):
        return _told(right, "composed_of", left)
    return None


def _over_a_side(sentence: Sentence) -> Iterator[Relation]:
    """'X rebels from B' where 'rebels' is a mention of its own between the two."""
    for left, middle, right in zip(sentence.mentions, sentence.mentions[1:], sentence.mentions[2:], strict=False):
        people_and_body = sentence.kind(left) == "ethnic_group" and sentence.is_party(right)
        if people_and_body and "." in middle.actor_id and _FIGHTERS_OF.fullmatch(sentence.between(left, right)):
            yield _told(right, "composed_of", left)


def _aligned_with(sentence: Sentence, left: Mention, right: Mention, _before: str, between: str) -> Relation | None:
    if sentence.kind(right) in BODIES and _ALIGNED.fullmatch(between):
        return _told(left, "aligned_with", right, sentence.certainty())
    return None


def _member_of(sentence: Sentence, left: Mention, right: Mention, before: str, between: str) -> Relation | None:
    """'four killed in A, including the chief of B' takes B for a part of A."""
    if sentence.is_party(left) and sentence.is_party(right) and _IN.search(before) and _AMONG.search(between):
        return _told(right, "member_of", left, "inferred")
    return None


def _subgroup_of(sentence: Sentence, left: Mention, right: Mention, _before: str, _between: str) -> Relation | None:
    """'X Y (a clan of Y)'."""
    if sentence.kind(left) != "ethnic_group" or sentence.kind(right) != "ethnic_group":
        return None
    shift = sentence.passage.start
    clan = _CLAN.match(sentence.passage.text, left.end - shift)
    if clan is None or clan.end() + shift < right.end:
        return None
    group = 1 if clan[1] is not None else 2
    start, end = shift + clan.start(group), shift + clan.end(group)
    return Relation(left.actor_id, "subgroup_of", right.actor_id, "prose", "stated", start, end)


def _neutral(sentence: Sentence) -> Iterator[Relation]:
    """Who says to be neutral, towards the others that the sentence names."""
    text, who = sentence.passage.text, sentence.mentions[0]
    if "neutral" not in text or ("remain" not in text and "stay" not in text) or sentence.kind(who) not in BODIES:
        return
    if match := _NEUTRAL.search(text):
        start = sentence.passage.start + match.start()
        end = sentence.passage.start + max(match.end(), len(text.rstrip(' ."”')))
        for other in sentence.mentions[1:]:
            if sentence.kind(other) in BODIES:
                yield Relation(
                    who.actor_id, "neutral_towards", other.actor_id, "prose", sentence.certainty(), start, end
                )
