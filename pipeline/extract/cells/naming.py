"""The sources that words of a cell name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pipeline.extract.actors import ActorRegistry
from pipeline.extract.actors.lexicon import lexicon as actor_words
from pipeline.extract.cells.drafts import Source
from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.tokens import Token

# A longer name is a remark.
_LONGEST_NAME = 5
_JOINING = ("and", "&")
_SAYING = ("claim", "claims", "claimed", "reported")


class SourceNamer:
    """Turns words into sources; makes actors of this article for names that it does not know."""

    def __init__(self, actors: ActorRegistry, words: Lexicon) -> None:
        self._actors, self._words, self._text = actors, words, actors.article.text

    def named(self, tokens: Sequence[Token]) -> list[Source]:
        """The sources that the words name, freed of "according to", "claim" and the like at their ends."""
        sets = self._words.sets
        idle = sets["noise"] | sets["nobody"] | sets["times"]
        own = [t for t in tokens if t.kind == "word" and t.word not in idle]
        if all(t.word in sets["sorts"] | sets["speakers"] | sets["media"] for t in own):
            return self._of_a_sort(tokens)
        if _is_proper(tokens, self._words):
            return self.known(tokens[0].start, tokens[-1].end, whole=True) or [
                self.introduced(tokens[0].start, tokens[-1].end)
            ]
        if len(own) > 1 and own[-1].word in sets["speakers"] | sets["media"]:
            return [self._made(tokens[tokens.index(own[0]) : tokens.index(own[-1]) + 1])]
        found: list[Source] = []
        for part in self._parts(self._bare(tokens)):
            found += [s for s in self._of_name(part) if all(s.actor_id != other.actor_id for other in found)]
        joint = len(found) > 1
        return [Source(s.actor_id, s.role, s.start, s.end, joint or s.joint, s.principal_id) for s in found]

    def known(
        self, start: int, end: int, role: Literal["source", "participant"] = "source", *, whole: bool = False
    ) -> list[Source]:
        """The sources that the article's actors make of the words; ``whole`` only those that have just that name."""
        ids = self._actors.refer_all(start, end, role)
        if whole:
            length = end - start
            ids = [actor_id for actor_id in ids if len(self._actors.actor(actor_id).name) == length]
        found = []
        for actor_id in ids:
            medium = self._actors.actor(actor_id).actor_type == "media"
            principal = None if medium else self._actors.principal_of(actor_id)
            says = "medium" if medium else "claimant"
            found.append(Source(actor_id, says, start, end, len(ids) > 1, principal))
        return found

    def introduced(self, start: int, end: int) -> Source:
        """A source known by nothing but its name."""
        if self._text[start:end] in actor_words().media:
            return Source(self._actors.introduce(start, end, "media"), "medium", start, end)
        return Source(self._actors.introduce(start, end, "unknown"), "claimant", start, end)

    def _of_a_sort(self, tokens: Sequence[Token]) -> list[Source]:
        """ "modern estimates", "official figures": no name, but a sort of source; "(estimate)" names none."""
        sets = self._words.sets
        kept = [t for t in tokens if t.kind == "word"]
        while kept and kept[-1].word in _SAYING:
            kept.pop()
        first = next((i for i, t in enumerate(kept) if t.word in sets["sorts"] | sets["speakers"] | sets["media"]), -1)
        if first < 0:
            return []
        start, end = kept[first].start, kept[-1].end
        medium = kept[-1].word in sets["media"] or kept[first].word in sets["media"]
        return self.known(start, end) or [self._made(kept[first:], "media" if medium else "")]

    def _bare(self, tokens: Sequence[Token]) -> list[Token]:
        noise = self._words.sets["noise"]
        kept = list(tokens)
        while kept and (kept[0].word in noise or kept[0].kind != "word"):
            kept.pop(0)
        while kept and (kept[-1].word in noise or kept[-1].kind != "word"):
            kept.pop()
        return kept

    @staticmethod
    def _parts(tokens: list[Token]) -> list[list[Token]]:
        """ "X/Y" are two; what "and" joins the actors part themselves."""
        parts: list[list[Token]] = [[]]
        for token in tokens:
            if token.kind == "/":
                parts.append([])
            else:
                parts[-1].append(token)
        return [part for part in parts if part]

    def _of_name(self, part: list[Token]) -> list[Source]:
        start, end = part[0].start, part[-1].end
        # "Syrian claim": the adjective means the party.
        found = self.known(start, end) or self.known(start, end, "participant")
        two = next((i for i, t in enumerate(part) if t.word in _JOINING and 0 < i < len(part) - 1), 0)
        if two and len(found) < 2 and len(part) <= _LONGEST_NAME and not self._is_one(start, end):
            return [*self._of_name(part[:two]), *self._of_name(part[two + 1 :])]
        if found:
            return found
        if len(part) > _LONGEST_NAME or (part[-1].word in self._words.nouns and part[-1].text.islower()):
            return []
        if part[0].text[:1].isupper():
            return [self.introduced(start, end)]
        return [self._made(part)] if len(part) <= 2 else []

    def _is_one(self, start: int, end: int) -> bool:
        """Whether the words are the one name of an actor: "X and Y Front"."""
        text = self._text[start:end]
        return any(self._actors.actor(s.actor_id).name == text for s in self.known(start, end))

    def _made(self, tokens: Sequence[Token], kind: str = "") -> Source:
        """A source that goes by a common noun: "government", "US intelligence"."""
        start, end = tokens[0].start, tokens[-1].end
        medium = kind == "media" or tokens[-1].word in self._words.sets["media"]
        sides = actor_words().sides
        last = tokens[-1].word
        said = sides.get(last) or sides.get(last + "s") or ("state_government" if last == "government" else "")
        actor = self._actors.introduce(start, end, "media" if medium else said or "anonymous_source")
        return Source(actor, "medium" if medium else "claimant", start, end)


def _is_proper(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether the words are the name of a body that counts: "Harbour Body Count", all in capitals."""
    capitals = all(t.text[:1].isupper() for t in tokens)
    return capitals and len(tokens) > 2 and tokens[-1].word in words.sets["proper"]
