"""Counts and what is made of them: precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass

ASPECTS = ("core", "victim", "sources", "full")
"""Core: measure, unit, form and bounds. Victim and sources: core, and that too. Full: all of it."""


@dataclass
class Score:
    """How many gold rows there are, how many claims, and how many of them agree in each aspect.

    Optional gold rows, and the claims that fall on them, are in neither number.
    """

    gold: int = 0
    claims: int = 0
    core: int = 0
    victim: int = 0
    sources: int = 0
    full: int = 0

    def __add__(self, other: Score) -> Score:
        pairs = {name: getattr(self, name) + getattr(other, name) for name in ("gold", "claims", *ASPECTS)}
        return Score(**pairs)

    def precision(self, aspect: str = "core") -> float:
        """The share of the claims that is right; 1.0 of none."""
        return getattr(self, aspect) / self.claims if self.claims else 1.0

    def recall(self, aspect: str = "core") -> float:
        """The share of the gold rows that was found; 1.0 of none."""
        return getattr(self, aspect) / self.gold if self.gold else 1.0

    def f1(self, aspect: str = "core") -> float:
        """The harmonic mean of precision and recall."""
        total = self.claims + self.gold
        return 2 * getattr(self, aspect) / total if total else 1.0
