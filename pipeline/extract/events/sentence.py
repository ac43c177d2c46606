"""One sentence as the event grammar sees it: clauses, actors, places and dates with their offsets."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract.bag import lowered
from pipeline.extract.dates import find_times

if TYPE_CHECKING:
    from pipeline.extract.actors import Mention
    from pipeline.extract.dates import DateMention
    from pipeline.extract.document import Document
    from pipeline.extract.places import PlaceMention, PlaceRegistry

# Where a clause may begin or end, in small letters. Brackets are blanked before, so that a remark cuts no clause.
_EDGE = re.compile(
    # Each branch begins with a letter, so that the search skips to one of them.
    r";|:|,(?!\d)|t(?<!\wt)(?:hat(?!\s+(?:same|day|night|time|point|evening|morning))|hough|hen|hus)\b|"
    r"w(?<!\ww)(?:hich|hom?|hen|hile|here(?:as)?)\b|b(?<!\wb)(?:ecause|efore|ut)\b|a(?<!\wa)(?:lthough|fter|s)\b|"
    r"u(?<!\wu)(?:ntil|nless)\b|i(?<!\wi)(?:f|ncluding)\b|s(?<!\ws)(?:aying|o)\b"
)
_BLOCKING = re.compile(
    r"\b(?:in|at|near|on|onto|against|towards?|to|by|with|around|over|under|into|through|during|for|between|along)\b(?!\s+\d)"
)
_REMARK = re.compile(r"\([^()]*\)|\[[^][]*\]")
_FILLER = re.compile(
    r"[\s\"“”'‘’–—-]*(?:(?:and|with|also|then|later|finally|meanwhile|however|soon|eventually|both|had|have|has)\b[\s,]*)*",
    re.IGNORECASE,
)
_ETHNIC = frozenset({"ethnic_group", "population"})
_NEVER = frozenset({"media", "anonymous_source"})


class Sentence:
    """A passage with everything found in it; all offsets are the article's."""

    def __init__(self, document: Document, places: PlaceRegistry, index: int) -> None:
        self.document, self.index = document, index
        self.passage = document.passages[index].passage
        self.start, self.end = self.passage.start, self.passage.end
        self.text = self.passage.text
        self.registry = places

    @cached_property
    def places(self) -> list[PlaceMention]:
        """The places named in the sentence."""
        return self.registry.mentions(self.index)

    @cached_property
    def actors(self) -> list[Mention]:
        """The actors named in the sentence."""
        return list(self.document.actors.mentions(self.index))

    @cached_property
    def plain(self) -> str:
        """The text with brackets blanked, same length."""
        return _REMARK.sub(lambda match: " " * len(match.group()), self.text)

    @cached_property
    def times(self) -> list[tuple[int, int, str]]:
        """Times of day, in article offsets."""
        return [(a + self.start, b + self.start, words) for a, b, words in find_times(self.text)]

    def between(self, start: int, end: int) -> str:
        """The words between two article offsets, brackets blanked."""
        return self.plain[max(0, start - self.start) : max(0, end - self.start)]

    def low(self, start: int, end: int) -> str:
        """As :meth:`between`, in small letters."""
        return lowered(self.plain)[max(0, start - self.start) : max(0, end - self.start)]

    def quote(self, start: int, end: int) -> str:
        """The words between two article offsets."""
        return self.text[start - self.start : end - self.start]

    def date_at(self, offset: int) -> DateMention | None:
        """The date in force at the offset."""
        return self.document.dates.period(self.index, offset)

    # -- clauses

    @cached_property
    def _segments(self) -> list[tuple[int, int]]:
        """The stretches between edges, in article offsets."""
        cuts = [0]
        whole = lowered(self.plain)
        # "shortly before noon" and "after 5 May" are no edges.
        dates = [(m.start, m.end) for m in self.document.dates.dates(self.index)]
        for start, end in [(a, b) for a, b, _ in self.times] + dates:
            low, high = start - self.start, end - self.start
            whole = f"{whole[:low]}{'x' * (high - low)}{whole[high:]}"
        for match in _EDGE.finditer(whole):
            cuts += match.span()
        cuts.append(len(self.plain))
        return [(a + self.start, b + self.start) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]

    def clause(self, offset: int) -> tuple[int, int]:
        """The stretch between the nearest edges around the offset."""
        for start, end in self._segments:
            if start <= offset < end:
                return start, end
        return self.start, self.end

    def subject_region(self, verb_start: int) -> tuple[int, int]:
        """Where the subject of a verb stands: in its clause, else (a remark or a shared subject) in one before."""
        start, _ = self.clause(verb_start)
        own = self.trimmed(start, verb_start)
        if own[0] < own[1] and _LETTER.search(_AUXILIARY.sub("", self.low(*own))):
            return own
        earlier = [segment for segment in self._segments if segment[1] <= start]
        for low, high in reversed(earlier[-3:]):
            named = [mention for mention in self.actors if low <= mention.start < high]
            if named and _RELATIVE.search(self.low(high, start)):
                # "the rebels of X who had": the noun phrase next to the pronoun.
                return named[-1].start, high
            if named:
                return self.trimmed(low, high)
        return own

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The region without leading conjunctions and dates; behind the last "and" if a verb stands before that."""
        words = self.between(start, end)
        joint = [match for match in _AND.finditer(words) if FINITE.search(words[: match.start()])]
        if joint and not words[joint[-1].end() :].strip():
            # "X went on and entered Y": the subject is that of the verb before.
            words = words[: joint[-1].start()]
            finite = FINITE.search(words)
            end = start + (finite.start() if finite else len(words))
            words = self.between(start, end)
        elif joint:
            start, words = start + joint[-1].end(), words[joint[-1].end() :]
        dates = self.document.dates.dates(self.index)
        while True:
            lead = _FILLER.match(words)
            skip = lead.end() if lead else 0
            for mention in dates:
                opening = self.between(start + skip, mention.start)
                if start + skip <= mention.start < end and len(opening) < 16 and not _NAMED.search(opening.strip()[2:]):
                    skip = mention.end - start
            if skip >= len(words):
                return end, end
            if not skip:
                return start, end
            start, words = start + skip, words[skip:]

    def object_region(self, verb_end: int, stops: list[int]) -> tuple[int, int]:
        """From the verb to the end of its clause or the next of ``stops``."""
        _, end = self.clause(min(verb_end, self.end - 1))
        limit = min([stop for stop in stops if stop > verb_end], default=end)
        return verb_end, max(verb_end, min(end, limit))

    # -- who

    def parties(self, start: int, end: int, *, blocked: bool = True) -> list[tuple[str, int, int]]:
        """Actors of a noun phrase as (actor, start, end): those named in it, not in a phrase of place hung on to it.

        Media and unnamed sources take no part in events.
        """
        found = []
        for mention in self.actors:
            if not start <= mention.start < end:
                continue
            if blocked and _BLOCKING.search(self.low(start, mention.start)):
                continue
            found.append((mention.actor_id, mention.start, mention.end))
        if not found:
            return found
        kinds = {actor: self.document.actors.actor(actor).actor_type for actor, _, _ in found}
        return _unique(_best([one for one in found if kinds[one[0]] not in _NEVER], kinds, self))

    def party(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """As :meth:`parties`; where nobody is named, whom the noun phrase at the start of the region refers to."""
        found = self.parties(start, end)
        if found:
            return found
        words = self.low(start, end)
        cut = _BLOCKING.search(words)
        phrase = words[: cut.start()] if cut else words
        phrase = _AUXILIARY.sub("", phrase)
        begin = start + len(phrase) - len(phrase.lstrip())
        finish = start + len(phrase.rstrip(" .,;:"))
        if finish - begin < 2 or finish - begin > 80 or _OWNED.match(phrase.lstrip()):
            return []
        actor = self.document.actors.refer(begin, finish, "participant")
        return [(actor, begin, finish)] if actor else []


_AUXILIARY = re.compile(
    r"\b(?:had|have|has|was|were|been|being|is|are|also|then|later|soon|finally|eventually|reportedly|subsequently|"
    r"briefly|again|thereafter|once|still|even|just|only|fully|further|quickly|successfully|temporarily|afterwards|"
    r"started|managed to|began to)\b\s*"
)
FINITE = re.compile(
    r"\b(?:was|were|had|has|have|is|are|did|[a-z]{2,}ed|took|began|broke|fell|fled|held|led|left|lost|made|met|ran|sent|set|"
    r"won|went|came|drove|fought|withdrew|retook|overran)\b"
)


_AND, _NAMED, _LETTER = re.compile(r"\band\b"), re.compile(r"[A-Z]\w+ "), re.compile(r"\w")
_RELATIVE = re.compile(r"\b(?:who|which|whom|that)\b")
_OWNED = re.compile(r"(?:their|his|her|its|whose)\s")
_APART = re.compile(r"[,;:]|\b(?:and|or|with|against|between|versus|by|to|but|signed|than|nor)\b")


def _best(found: list[tuple[str, int, int]], kinds: dict[str, str], sentence: Sentence) -> list[tuple[str, int, int]]:
    """Of the actors in one noun phrase those that name it best: proper names, then common nouns, then peoples.

    "Tuareg rebels of the Coordination" are the Coordination's; "the army and the rebels" are two phrases.
    """
    groups: list[list[tuple[str, int, int]]] = []
    for one in found:
        if groups and not _APART.search(sentence.low(groups[-1][-1][2], one[1])):
            groups[-1].append(one)
        else:
            groups.append([one])
    local = f"{sentence.document.article_id}."

    def rank(one: tuple[str, int, int]) -> int:
        return 2 if kinds[one[0]] in _ETHNIC else 1 if one[0].startswith(local) else 0

    return [one for group in groups for one in group if rank(one) == min(rank(other) for other in group)]


def _unique(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    seen: set[str] = set()
    return [one for one in found if not (one[0] in seen or seen.add(one[0]))]  # type: ignore[func-returns-value]
