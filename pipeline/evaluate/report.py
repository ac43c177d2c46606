"""An evaluation as text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluate import ASPECTS, Comparison, Evaluation, GoldRow, Match, Score
from pipeline.evaluate.claims import BuiltClaim, squeeze
from pipeline.model import Row

_NAMED = 3
_FULL = ("victim", "claimants", "principals", "media")


def scores(evaluation: Evaluation) -> Iterator[str]:
    """A line a part: gold rows, claims, and precision, recall and F1 of each aspect."""
    width = max([len(article) for article in evaluation.articles] + [24])
    width = min(width, 46)
    header = "  ".join(f"{aspect:^20}" for aspect in ASPECTS)
    yield f"{'':{width}} {'gold':>5} {'claims':>6}  {header}"
    yield f"{'':{width}} {'':>5} {'':>6}  " + "  ".join(f"{'prec':>6} {'rec':>6} {'F1':>6}" for _ in ASPECTS)
    for article in evaluation.articles:
        yield _line(article, evaluation.score(article=article), width)
    for origin in evaluation.origins:
        yield _line(f"all {origin}", evaluation.score(origin=origin), width)
    yield _line("all", evaluation.score(), width)
    if evaluation.absent:
        names = ", ".join(evaluation.absent[:_NAMED]) + (" ..." if len(evaluation.absent) > _NAMED else "")
        yield f"{len(evaluation.absent)} of the gold's articles are not in the build and not counted: {names}"


def details(evaluation: Evaluation, *, minor: bool = False) -> Iterator[str]:
    """Each miss and each extra with its sentence, each match with what differs; ``minor``: class and date too."""
    for comparison in evaluation.comparisons:
        lines = list(_detail(comparison, minor))
        if lines:
            yield ""
            yield f"== {comparison.article}, {comparison.origin}"
            yield from lines


def _detail(comparison: Comparison, minor: bool) -> Iterator[str]:
    for row in comparison.misses:
        if not row.optional:
            yield f"miss   {_gold(row)}"
            yield f"       {_source(row)}"
    for claim in comparison.extras:
        yield f"extra  {_claim(claim)}"
        yield f"       {claim.row['claim_id']}: {squeeze(claim.sentence)}"
    for match in comparison.matches:
        yield from _differing(match, minor)


def _differing(match: Match, minor: bool) -> Iterator[str]:
    shown = {name: pair for name, pair in match.differs.items() if minor or name in _FULL}
    if shown and not match.gold.optional:
        said = ", ".join(f"{name} '{got}' for '{wanted}'" for name, (wanted, got) in shown.items())
        yield f"wrong  {_gold(match.gold)}: {said}"
        yield f"       {match.claim.row['claim_id']}: {squeeze(match.claim.sentence)}"


def _line(label: str, score: Score, width: int) -> str:
    figures = "  ".join(
        f"{score.precision(aspect):6.3f} {score.recall(aspect):6.3f} {score.f1(aspect):6.3f}" for aspect in ASPECTS
    )
    return f"{label[:width]:{width}} {score.gold:5d} {score.claims:6d}  {figures}"


def _number(form: object, low: object, high: object) -> str:
    if low is None and high is None:
        return str(form)
    return f"{form} {'' if low is None else low}" + ("" if low == high else f"..{'' if high is None else high}")


def _gold(row: GoldRow) -> str:
    return f"{row.measure} {row.unit} {_number(row.form, row.low, row.high)} of '{row.victim}'"


def _claim(claim: BuiltClaim) -> str:
    row: Row = claim.row
    number = _number(row.get("form"), row.get("value_low"), row.get("value_high"))
    return f"{row.get('measure')} {row.get('unit')} {number} of '{claim.victim_text}' [{claim.quote}]"


def _source(row: GoldRow) -> str:
    where = f"{row.field}: " if row.field else ""
    return f"line {row.line}, {where}{row.quote}" + (f" ({row.notes})" if row.notes else "")
