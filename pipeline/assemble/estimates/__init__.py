"""Estimates: low, best and high of each side's losses, under every rule. They read claims, never text.

A rule is one function of :mod:`.rules`; whose side a source is on is :mod:`.stance`; what a rule gets to see is here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline.assemble.estimates.counted import Counted, counted_claims
from pipeline.assemble.estimates.rules import RULES, Bounds
from pipeline.model import Row, Tables

__all__ = ["RULES", "Bounds", "Counted", "estimate"]


def estimate(tables: Tables) -> Tables:
    """The same tables with ``estimates`` and ``estimate_claims`` made anew, sorted by their keys.

    A row for each side of an event that has claims of a measure, one for claims whose side is unstated, and a total:
    the sum of the sides, or the unstated row where no side has one. Where claims about the whole of an event stand
    beside claims that are dated to a part of it, only those about the whole count. An army or unit of unknown side has
    a row of its own, but adds nothing to a total of which others have rows: their claims may hold it.
    """
    groups: dict[tuple[str, str], dict[Scope, list[Counted]]] = defaultdict(lambda: defaultdict(list))
    for claim in counted_claims(tables):
        groups[claim.event_id, claim.measure][_scope(claim)].append(claim)
    estimates: list[Row] = []
    support: list[Row] = []
    for (event_id, measure), scopes in groups.items():
        for rule in RULES:
            for scope, actor, bounds in _rows(rule, scopes):
                estimate_id = f"{event_id}.{measure}-{_label(scope, event_id)}-{rule.replace('_', '-')}"
                kind, side, _ = scope
                estimates.append(
                    {
                        "estimate_id": estimate_id,
                        "event_id": event_id,
                        "measure": measure,
                        "scope": kind,
                        "victim_actor_id": actor,
                        "victim_side": side,
                        "rule": rule,
                        "low": bounds.low,
                        "best": bounds.best,
                        "high": bounds.high,
                    }
                )
                support.extend({"estimate_id": estimate_id, "claim_id": claim} for claim in bounds.claims)
    estimates.sort(key=lambda row: str(row["estimate_id"]))
    support.sort(key=lambda row: (str(row["estimate_id"]), str(row["claim_id"])))
    return {**tables, "estimates": estimates, "estimate_claims": support}


Scope = tuple[str, int | None, str | None]
"""``side`` with the side's number, or with the party where its side is not known; ``unstated``; ``total``."""
_UNSTATED: Scope = ("unstated", None, None)
_TOTAL: Scope = ("total", None, None)


def _scope(claim: Counted) -> Scope:
    if claim.side is not None:
        return "side", claim.side, None
    return ("side", None, claim.victim) if claim.victim else _UNSTATED


def _rows(rule: str, scopes: Mapping[Scope, list[Counted]]) -> Iterator[tuple[Scope, str | None, Bounds]]:
    """Scope, party and bounds of every row that one rule gives."""
    sides, within = [], []
    total = None
    for scope in sorted(scopes, key=lambda scope: (scope[0], scope[1] or 0, scope[2] or "")):
        bounds = RULES[rule](_of_the_whole(scopes[scope]))
        if bounds is None:
            continue
        yield scope, scope[2] or _party(scopes[scope]), bounds
        if scope == _UNSTATED:
            total = bounds
        elif scopes[scope][0].is_within:
            within.append(bounds)
        else:
            sides.append(bounds)
    if sides or within:
        total = _sum(sides or within)
    if total:
        yield _TOTAL, None, total


def _of_the_whole(claims: list[Counted]) -> list[Counted]:
    """The claims that are not dated to a part of the event; all where none of these gives a number."""
    whole = [claim for claim in claims if not claim.is_part]
    return whole if any(claim.low is not None for claim in whole) else claims


def _party(claims: Iterable[Counted]) -> str | None:
    """The one party that the claims name, None where they name several."""
    named = {claim.victim for claim in claims if claim.victim}
    return named.pop() if len(named) == 1 else None


def _sum(sides: Iterable[Bounds]) -> Bounds:
    """The sides together; no best where one of them has none."""
    parts = list(sides)
    best = [part.best for part in parts]
    known = [value for value in best if value is not None]
    return Bounds(
        low=sum(part.low for part in parts),
        best=sum(known) if len(known) == len(parts) else None,
        high=sum(part.high for part in parts),
        claims=tuple(claim for part in parts for claim in part.claims),
    )


def _label(scope: Scope, event_id: str) -> str:
    kind, side, actor = scope
    if side is not None:
        return f"side{side}"
    # An actor of the article alone has the article's id before its name, as the event has.
    return actor.removeprefix(event_id.partition(".")[0] + ".") if actor else kind
