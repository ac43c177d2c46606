"""For whom a person fights, as the prose introduces him."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.extract.actors.lexicon import lexicon
from pipeline.extract.actors.model import Mention
from pipeline.model import Article

_LED = re.compile(
    r"(?:\s+(?:[\w’'–-]|,(?=\d))+){0,9}?\s+(?:under|led by|commanded by)(?: the command of)?(?: the)?"
    r"(?: [A-Z][\w.-]*){0,4}\s*$"
)
_WAS = re.compile(r"\)?,? (?:(?:was|is|became) (?:an?|the)|commanding(?: the)?|commander of the) (?:[a-z-]+ ){0,3}$")
_BEING, _NEAR = re.compile(r"\bwas (?:an?|the) "), 40


class Service:
    """Reads "a Danish force under X", "the Danish general X"; ``fights`` tells whether an actor may be a party."""

    def __init__(
        self, article: Article, mentions: Callable[[int], list[Mention]], fights: Callable[[str], bool]
    ) -> None:
        self._article = article
        self._mentions = mentions
        self._fights = fights

    def introduced(self, person: str) -> str | None:
        """The party in 'a Danish force under X', 'the Danish general X', 'X was a Danish general'."""
        for index, passage in enumerate(self._article.passages):
            if passage.kind != "sentence":
                continue
            here = self._mentions(index)
            for k, mention in enumerate(here):
                if mention.actor_id != person:
                    continue
                for other in here[max(0, k - 1) : k + 2]:
                    if self._fights(other.actor_id) and self._serves(passage.text, passage.start, mention, other):
                        return other.actor_id
        return None

    def of_title(self) -> str | None:
        """The party of the person whom the article is about: 'X was a Danish general'."""
        lead = next(i for i, passage in enumerate(self._article.passages) if passage.kind == "sentence")
        parties = [m for m in self._mentions(lead) if self._fights(m.actor_id)]
        text, shift = self._article.passages[lead].text, self._article.passages[lead].start
        told = _BEING.search(text)
        after = [m for m in parties if told and 0 <= m.start - shift - told.end() < _NEAR]
        return after[0].actor_id if after else None

    def _serves(self, text: str, shift: int, person: Mention, party: Mention) -> bool:
        if party.start > person.end:
            return _WAS.fullmatch(text, person.end - shift, party.start - shift) is not None
        between = text[party.end - shift : person.start - shift]
        if _LED.fullmatch(between):
            return True
        words = [word.rstrip(",") for word in between.split()]
        known = lexicon().titles | lexicon().roles.keys()
        return 0 < len(words) <= 5 and all(word in known for word in words)
