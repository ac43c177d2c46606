"""What claims have to do with each other: the infobox restates or fuses the prose, claimants contradict one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.model import Row

_COUNTED = ("exact", "at_least", "at_most", "range", "approximate")


def relate(claims: Iterable[Row], sources: Iterable[Row], relations: Iterable[Row]) -> list[Row]:
    """Rows of ``claim_relations``: restates, aggregates (infobox to prose) and contradicts (prose to prose)."""
    by_population: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    parts = {row["claim_id"] for row in relations if row["relation"] == "subset_of"}
    for claim in claims:
        victim = claim.get("victim_side") or claim.get("victim_actor_id")
        if victim and claim["form"] in _COUNTED and claim["claim_id"] not in parts and claim["measure"] != "strength":
            by_population[(claim.get("event_id"), claim["measure"], claim["unit"], victim)].append(claim)
    claimants = _claimants(sources)
    rows: list[Row] = []
    for group in by_population.values():
        prose = [claim for claim in group if claim["origin"] == "prose"]
        for claim in group:
            if claim["origin"] == "infobox":
                rows.extend(_restated(claim, prose, claimants))
        rows.extend(_contradictions(prose, claimants))
    return rows


def _claimants(sources: Iterable[Row]) -> dict[object, set[object]]:
    found: dict[object, set[object]] = defaultdict(set)
    for row in sources:
        found[row["claim_id"]].add(row["actor_id"])
    return found


def _restated(claim: Row, prose: list[Row], claimants: dict[object, set[object]]) -> list[Row]:
    low, high = claim.get("value_low"), claim.get("value_high")
    alike = [p for p in prose if _number(p) == _number(claim)]
    shared = [p for p in alike if claimants[p["claim_id"]] & claimants[claim["claim_id"]]]
    if alike:
        return [_row(claim, "restates", (shared or alike)[0])]
    if claim["form"] == "range" and low != high:
        lows = [p for p in prose if p.get("value_low") == p.get("value_high") == low]
        highs = [p for p in prose if p.get("value_low") == p.get("value_high") == high]
        if lows and highs:
            return [_row(claim, "aggregates", lows[0]), _row(claim, "aggregates", highs[0])]
    return []


def _number(claim: Row) -> tuple[object, object]:
    """The bounds, a one-sided claim's bound standing for both: an infobox drops "at least"."""
    low, high = claim.get("value_low"), claim.get("value_high")
    return (low if low is not None else high, high if high is not None else low)


def _contradictions(prose: list[Row], claimants: dict[object, set[object]]) -> list[Row]:
    return [
        _row(claim, "contradicts", other)
        for index, claim in enumerate(prose)
        for other in prose[index + 1 :]
        if _disjoint(claim, other) and claimants[claim["claim_id"]] != claimants[other["claim_id"]]
    ]


def _disjoint(a: Row, b: Row) -> bool:
    return _below(a.get("value_high"), b.get("value_low")) or _below(b.get("value_high"), a.get("value_low"))


def _below(high: object, low: object) -> bool:
    return isinstance(high, int) and isinstance(low, int) and high < low


def _row(claim: Row, relation: str, other: Row) -> Row:
    return {"claim_id": claim["claim_id"], "relation": relation, "other_claim_id": other["claim_id"]}
