"""Where the known names, side nouns and unnamed sources stand in a passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.extract.actors.lexicon import UPPER, Lexicon
from pipeline.extract.actors.model import Mention
from pipeline.extract.actors.roster import Roster

_START = re.compile(rf"(?<![\w’'])(?:[a-z]{{2,3}}[-‑])?[{UPPER}][\w.&]*")


class NameIndex:
    """The surface forms of a roster, looked up by their first word; longest form wins."""

    def __init__(self, roster: Roster) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for form, actor_id in roster.forms.items():
            if match := _START.match(form):
                self._by_first[match.group().rstrip(".")].append((form, actor_id))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> Iterator[Mention]:
        """The names in a text, left to right, none inside another; offsets into the text."""
        position = 0
        lookup = self._by_first.get
        for match in _START.finditer(text):
            start = match.start()
            if start < position or not (entries := lookup(match.group().rstrip("."))):
                continue
            for form, actor_id in entries:
                end = start + len(form)
                if text.startswith(form, start) and not text[end : end + 1].isalnum():
                    yield Mention(start, end, actor_id)
                    position = end
                    break


def side_nouns(text: str, taken: list[Mention], words: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Plural common nouns for a side ('rebels') outside of names: start, end, noun."""
    for match in words.side_nouns.finditer(text):
        if not any(m.start < match.end() and match.start() < m.end for m in taken):
            yield match.start(), match.end(), match.group()
