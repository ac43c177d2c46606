"""People who say things and are not named: 'another CMA source', 'a resident of Kidal', 'eyewitnesses'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.actors.lexicon import UPPER, Lexicon
from pipeline.extract.actors.model import Mention

_OF = re.compile(rf"\s(?:of|in|from|inside|within|close\sto)\s(?:the\s)?((?:[{UPPER}][\w'’-]*)(?:\s[{UPPER}][\w'’-]*)*)")


def unnamed_sources(text: str, taken: list[Mention], words: Lexicon) -> Iterator[tuple[int, int, str, str | None]]:
    """Start, end, name and, where a party stands in the phrase, that party's id, for each unnamed source."""
    for match in words.anonymous_source.finditer(text):
        start, end = match.start(), match.end()
        party: str | None = None
        inner = [m for m in taken if m.start < end and start < m.end]
        if any(m.start < start or m.end > end or m.end == end for m in inner):
            continue
        if inner:
            party = inner[-1].actor_id
        if behind := _OF.match(text, end):
            end = behind.end()
            party = party or next((m.actor_id for m in taken if m.start == behind.start(1)), None)
        if behind is None and not (inner or match[1] or match[3] or match.group().lower() != match[4].lower()):
            # A bare noun speaks only as a plural: "eyewitnesses reported".
            if not match[4].lower().endswith("s"):
                continue
        if re.match(r",?\s[A-Z]", text[end : end + 3]) and not match[4].lower().endswith("s"):
            continue
        name = re.sub(r"^(?:an?|the|one|some|several|many|most|two|three|unnamed)\s+", "", text[start:end], flags=re.IGNORECASE)
        yield start, end, name, party
