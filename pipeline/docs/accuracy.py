"""The page on limits and accuracy: its text is ``limits.md``, its figures are those of an evaluation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pipeline.docs.text import table
from pipeline.evaluate import ASPECTS, Evaluation, Score, evaluate, read_gold

_FEW = 8


def limits_page(folder: Path) -> str:
    """The page, from the articles and the claims.csv in ``folder``, read and extracted anew (some seconds)."""
    from pipeline.assemble import merge
    from pipeline.extract import extract
    from pipeline.read import read_document

    paths = sorted((folder / "articles").iterdir())
    tables = merge(extract(article) for path in paths for article in read_document(path, name=path.name))
    result = evaluate(tables, read_gold(folder / "claims.csv"))
    text = Path(__file__).with_name("limits.md").read_text(encoding="utf-8")
    parts = {
        "articles": str(len(result.articles)),
        "gold": str(result.score().gold),
        "scores": "\n\n".join(_scores(result)),
        "hard": "\n".join(table([], hardest(result)).splitlines()[2:]),
    }
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text


def _scores(result: Evaluation) -> Iterable[str]:
    """One table a measure of agreement: all claims, and those of each origin."""
    rows = [("all", result.score())] + [(origin, result.score(origin=origin)) for origin in result.origins]
    header = ["", "hand-coded", "claims", *ASPECTS]
    for title, value in (("Precision", Score.precision), ("Recall", Score.recall), ("F1", Score.f1)):
        lines = [
            [name, str(s.gold), str(s.claims), *(f"{value(s, aspect):.2f}" for aspect in ASPECTS)] for name, s in rows
        ]
        yield f"**{title}**\n\n{table(header, lines)}"


def hardest(result: Evaluation) -> Iterable[list[str]]:
    """Measures and forms by the share that is missed; of each how many there are, and the recall."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for comparison in result.comparisons:
        for row, found in [(m.gold, 1) for m in comparison.matches] + [(row, 0) for row in comparison.misses]:
            if row.optional:
                continue
            for name in (f"measure `{row.measure}`", f"form `{row.form}`"):
                counts[name][0] += 1
                counts[name][1] += found
    shares = {name: found / all_ for name, (all_, found) in counts.items() if all_ >= _FEW}
    for name in sorted(shares, key=lambda name: (shares[name], name))[:_FEW]:
        yield [name, str(counts[name][0]), f"{shares[name]:.2f}"]
