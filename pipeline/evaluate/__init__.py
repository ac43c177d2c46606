"""How well a build finds what a person coded by hand.

A gold row is met by at most one claim of the same article and origin that agrees with it in measure, unit, form and
bounds and shares a word or number with its quote (``core``). ``full`` demands the victim, claimants, principals and
media too. Rows marked optional cost nothing, found or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.evaluate.claims import article_key, articles_by_key, built_claims
from pipeline.evaluate.compare import Comparison, Match, compare
from pipeline.evaluate.gold import GoldRow, choose, read_gold
from pipeline.evaluate.score import ASPECTS, Score
from pipeline.model import Tables

__all__ = ["ASPECTS", "Comparison", "Evaluation", "GoldRow", "Match", "Score", "evaluate", "read_gold"]


@dataclass
class Evaluation:
    """One comparison an article and origin that the gold covers; ``absent`` are its articles that no table holds."""

    comparisons: list[Comparison] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def score(self, *, article: str | None = None, origin: str | None = None) -> Score:
        """The score over all, or over one article or origin."""
        chosen = [
            comparison.score
            for comparison in self.comparisons
            if article in (None, comparison.article) and origin in (None, comparison.origin)
        ]
        return sum(chosen, Score())

    @property
    def articles(self) -> list[str]:
        """The articles compared, in the order of the gold."""
        return list(dict.fromkeys(comparison.article for comparison in self.comparisons))

    @property
    def origins(self) -> list[str]:
        """The origins compared: infobox, prose, or both."""
        return sorted({comparison.origin for comparison in self.comparisons})


def evaluate(tables: Tables, gold: Iterable[GoldRow], articles: Iterable[str] | None = None) -> Evaluation:
    """Hold claims against gold. ``tables`` needs articles, passages, actors, actor_names, claims, claim_sources.

    ``articles`` are pieces of article names to keep to. Of an article, only the origins that the gold covers count.
    """
    by_part: dict[tuple[str, str], list[GoldRow]] = defaultdict(list)
    for row in choose(gold, articles):
        by_part[row.article, row.origin].append(row)
    known = articles_by_key(tables)
    claims = built_claims(tables)
    result = Evaluation()
    for (article, origin), rows in by_part.items():
        article_id = known.get(article_key(article))
        if article_id is not None:
            result.comparisons.append(compare(article, origin, rows, claims.get((article_id, origin), [])))
        elif article not in result.absent:
            result.absent.append(article)
    return result
