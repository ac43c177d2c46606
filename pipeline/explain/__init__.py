"""Take a claim back to its sentence: the evidence, who says it, for whom, through whom, what speaks against it."""

from __future__ import annotations

from pipeline.explain.lines import explanation_lines
from pipeline.explain.lookup import Explanation, explain

__all__ = ["Explanation", "explain", "explanation_lines"]
