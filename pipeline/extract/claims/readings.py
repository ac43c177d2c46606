"""What a sentence is read as, before it becomes rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.sources.sources import Source
from pipeline.extract.claims.victims.victim import Victim
from pipeline.extract.document import Placed
from pipeline.extract.quantities import Quantity


@dataclass(slots=True)
class Found:
    """One claim of a sentence before it becomes rows."""

    placed: Placed
    draft: Draft
    victim: Victim
    sources: list[Source] = field(default_factory=list)
    perpetrator: str | None = None
    noun_use: bool = False


@dataclass(slots=True)
class Reading:
    """What one sentence gave: its claims, and its quantities if it speaks of losses or strength."""

    placed: Placed
    found: list[Found]
    quantities: list[Quantity]
    scopes: list[tuple[int, int, list[Source]]] = field(default_factory=list)
    named: frozenset[str] = frozenset()
