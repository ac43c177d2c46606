"""People who say things and are not named: 'another CMA source', 'a resident of Kidal', 'eyewitnesses'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.actors.lexicon import UPPER, Lexicon
from pipeline.extract.actors.model import Mention

_OF = re.compile(
    rf"\s(?:of|in|from|inside|within|close\sto|for|with)\s(?:the\s)?((?:[{UPPER}][\w'’-]*)(?:\s[{UPPER}][\w'’-]*)*)"
)
_ASKED = re.compile(r"(?:\b(?:[Aa]ccording to|[Pp]er|by|quoted|quoting|citing)\s|\()$")
_CAPITAL_NEXT = re.compile(rf"\s[{UPPER}]")
_GROUP_NEXT = re.compile(rf"\s(?:group|network|organi[sz]ation|committee|agency|channel)s?\s[{UPPER}]")
_WHERE = re.compile(r"\s(?:at|in|inside|near|with|from|of)\s[^,.;:()]{1,60}")
_BARE = re.compile(r"^(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost|[Tt]wo|[Tt]hree|[Uu]nnamed)\s+")


@dataclass(frozen=True, slots=True)
class UnnamedSource:
    """An unnamed speaker at ``start:end`` of a text, the name to list it under, and the party it belongs to, if any."""

    start: int
    end: int
    name: str
    party: str | None


def unnamed_sources(
    text: str, taken: list[Mention], words: Lexicon, *, anywhere: bool = False
) -> Iterator[UnnamedSource]:
    """Every unnamed speaker: one who says something or is referred to, or, with ``anywhere``, any at all.

    ``taken`` are the names in the text, with offsets into it.
    """
    for match in words.anonymous_source.finditer(text):
        start, end = match.span()
        inner = [m for m in taken if m.start < end and start < m.end]
        if any(m.start < start or m.end >= end for m in inner):
            continue
        party = inner[-1].actor_id if inner else None
        if behind := _OF.match(text, end):
            end = behind.end()
            party = party or next((m.actor_id for m in taken if m.start == behind.start(1)), None)
        plural = match["noun"].lower().endswith("s")
        if not plural and not match["article"]:
            continue
        if _GROUP_NEXT.match(text, end) or (not plural and _CAPITAL_NEXT.match(text, end)):
            continue  # "the historian X", "the activist group X": who it is is named
        if anywhere or _speaks(text, end, words) or _ASKED.search(text[max(0, start - 24) : start]):
            name = _BARE.sub("", text[start:end])
            first = name.split(None, 1)[0].lower()
            if first in words.anonymous or first in words.anonymous_modifiers or first in ("another", "other"):
                name = name[0].lower() + name[1:]
            yield UnnamedSource(start, end, name, party)


def _speaks(text: str, end: int, words: Lexicon) -> bool:
    """Whether a verb of speech follows, directly or behind 'and' with a second source."""
    second = words.second_source.match(text, end)
    stop = second.end() if second else end
    if words.says.match(text, stop) or (text[stop - 1] == "s" and words.says_plain.match(text, stop)):
        return True
    # "doctors at the hospital in X said"
    where = _WHERE.match(text, end)
    return where is not None and words.says.search(where.group()) is not None
