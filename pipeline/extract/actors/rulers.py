"""Whom "the king" means: the one person whom the article calls King."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from pipeline.extract.actors.lexicon import alternatives, lexicon
from pipeline.extract.actors.model import Mention
from pipeline.model import Article

_RULERS = lexicon().ties["rulers"]
_TITLES = re.compile(rf"\b({alternatives([title.title() for title in _RULERS])})\s(?=[^\W\d_a-z])")
# "the king of Zembla" is told by his country.
_NOUN = re.compile(rf"\b(?:the|The)\s({alternatives(_RULERS)})\b(?!-|\s(?:of|[^\W\d_a-z]))")


class Rulers:
    """Titles of an article and their holders; ``named`` gives the names of a passage, with offsets into its text."""

    def __init__(self, article: Article, named: Callable[[int], list[Mention]]) -> None:
        self._article = article
        self._named = named

    def mentions(self, index: int) -> Iterator[Mention]:
        """ "The king" and "the sultan" in a passage, where it is clear who that is; offsets into its text."""
        for found in _NOUN.finditer(self._article.passages[index].text):
            holder = self._holder(found[1], index)
            if holder is not None:
                yield Mention(found.start() + len("the "), found.end(), holder)

    def _holder(self, title: str, index: int) -> str | None:
        """The only one so called, of several the last before in the paragraph."""
        held = self._held.get(title, [])
        if len({actor_id for _, actor_id in held}) == 1:
            return held[0][1]
        passages = self._article.passages
        here = passages[index].paragraph
        near = [
            actor_id
            for at, actor_id in held
            if at <= index and passages[at].kind == "sentence" and passages[at].paragraph == here
        ]
        return near[-1] if near else None

    @cached_property
    def _held(self) -> dict[str, list[tuple[int, str]]]:
        """The passage and the person of every name that follows a title, by title."""
        held: dict[str, list[tuple[int, str]]] = {}
        for index, passage in enumerate(self._article.passages):
            for found in _TITLES.finditer(passage.text):
                for mention in self._named(index):
                    if mention.start <= found.end() < mention.end:
                        held.setdefault(found[1].lower(), []).append((index, mention.actor_id))
        return held
