"""How far an assertion reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.claims.grammar.items import Item

_LONGEST = 20
"""Items that a parenthesis may have before and behind its source."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """``sources`` (spans in the article) assert what stands in ``start:end``; ``cue`` is the verb or phrase."""

    start: int
    end: int
    sources: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    media: tuple[tuple[int, int], ...] = ()
    cited: tuple[tuple[int, int], ...] = ()
    """Whom the source cites: they assert it where the source is but a medium."""

    def covers(self, start: int, end: int) -> bool:
        """Whether a claim said between the offsets lies in the scope."""
        return self.start <= start and end <= self.end


def counting_bracket(items: Sequence[Item], i: int) -> tuple[int, int] | None:
    """The parenthesis around ``i`` that counts itself, "(40 according to X)": nothing outside is asserted there."""
    opening = next((k for k in range(i - 1, max(-1, i - _LONGEST), -1) if items[k].tag in ("(", ")")), -1)
    closing = next((k for k in range(i, min(i + _LONGEST, len(items))) if items[k].tag == ")"), -1)
    if opening < 0 or closing < 0 or items[opening].tag != "(":
        return None
    counts = any(item.tag in ("Q", "z") for item in items[opening:closing])
    return (items[opening].end, items[closing].start) if counts else None
