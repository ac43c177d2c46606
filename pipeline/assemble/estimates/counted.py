"""The claims that estimates may rest on, each with its bounds, its side and its source's stance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.assemble.estimates.stance import Parties, Stance, parties_by_article, stance
from pipeline.model import Row, Tables

MEASURES = ("killed", "wounded", "captured", "missing", "casualties")


@dataclass(frozen=True, slots=True)
class Counted:
    """One claim about people lost. ``low`` and ``high`` are None of a vague claim, whose words a rule may weigh.

    ``is_part``: it is dated to less than the days that its event lasted, or to others. ``is_within``: its victims are
    an army or a unit of which no side is known, so that the claims of a side may hold it.
    """

    claim_id: str
    event_id: str
    measure: str
    victim: str | None
    side: int | None
    low: int | None
    high: int | None
    words: str
    stance: Stance | None
    is_part: bool = False
    is_within: bool = False


def counted_claims(tables: Tables) -> Iterator[Counted]:
    """Every claim that says how many people were lost, and is not said twice.

    Left out: parts of another claim, infobox claims that restate or add up the prose, anaphora and individuals named
    (somebody else counts them), joint measures, and materiel. Releases are no loss. The killed of "60 casualties, 10
    of them killed" do count: the whole is no number of killed, so nothing is counted twice. The executed of "24
    captured, 4 of them executed" do not: other claims count those who fell in the fighting.
    """
    twice = _said_twice(tables)
    parties = parties_by_article(tables)
    sources: dict[object, list[Row]] = defaultdict(list)
    for row in tables.get("claim_sources", []):
        sources[row["claim_id"]].append(row)
    events = {row["event_id"]: row for row in tables.get("events", [])}
    for row in tables.get("claims", []):
        if row["measure"] not in MEASURES or row["unit"] != "person" or row["form"] in ("named", "anaphoric"):
            continue
        # A claim without an event breaks the schema; the validation names it.
        if row["claim_id"] not in twice and row.get("event_id"):
            event = events.get(row["event_id"], {})
            yield _counted(row, event, parties[row["article_id"]], sources[row["claim_id"]])


def _said_twice(tables: Tables) -> set[object]:
    claims = {row["claim_id"]: row for row in tables.get("claims", [])}
    twice: set[object] = set()
    for row in tables.get("claim_relations", []):
        claim, other = claims.get(row["claim_id"], {}), claims.get(row["other_claim_id"], {})
        if row["relation"] == "subset_of":
            again = not _is_kind_of(claim.get("measure"), other.get("measure"))
        else:
            repeats = row["relation"] in ("restates", "aggregates")
            again = repeats and claim.get("origin") == "infobox" and other.get("origin") == "prose"
        if again:
            twice.add(row["claim_id"])
    return twice


def _is_kind_of(measure: object, whole: object) -> bool:
    """Whether the measure is one of several that the whole's takes together."""
    return measure != whole and (whole == "casualties" or measure in str(whole).split("+"))


def _is_part(row: Row, event: Row) -> bool:
    """Whether the claim is dated, and not to all the days of an event that lasted for several."""
    first, last = (str(event.get(column) or "") for column in ("date_start", "date_end"))
    start, end = (str(row.get(column) or "") for column in ("date_start", "date_end"))
    return bool(start and end and first and last and first < last) and (start > first or end < last)


def _counted(row: Row, event: Row, parties: Parties, sources: list[Row]) -> Counted:
    low, high = _number(row.get("value_low")), _number(row.get("value_high"))
    victim = str(row["victim_actor_id"]) if row.get("victim_actor_id") else None
    side = _number(row.get("victim_side"))
    if side is None and victim:
        side = parties.side(victim)
    return Counted(
        claim_id=str(row["claim_id"]),
        event_id=str(row["event_id"]),
        measure=str(row["measure"]),
        victim=victim,
        side=side,
        low=high if low is None else low,
        high=low if high is None else high,
        words=f"{row.get('value_text') or ''} {row.get('hedge') or ''}".casefold(),
        stance=stance(sources, victim, side, parties),
        is_part=_is_part(row, event),
        is_within=side is None and victim is not None and parties.types.get(victim) == "state_military",
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
