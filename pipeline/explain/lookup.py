"""What a build knows of one claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import QueryError
from pipeline.query import open_build

if TYPE_CHECKING:
    import duckdb

Record = dict[str, Any]
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Explanation:
    """One claim and what the build holds about it; the records have the columns of their query."""

    claim: Record
    before: str
    evidence: str
    after: str
    sources: list[Record] = field(default_factory=list)
    relations: list[Record] = field(default_factory=list)
    estimates: list[Record] = field(default_factory=list)
    uncertainties: list[Record] = field(default_factory=list)
    citations: list[Record] = field(default_factory=list)


_CLAIM = """SELECT c.*, a.title, p.kind, p.section, p.field AS infobox_field, p.text, p.start AS passage_start,
    e.name AS event, coalesce(c.date_edtf, e.date_edtf) AS date, v.name AS victim, k.name AS perpetrator,
    l.name AS place
FROM claims c JOIN articles a USING (article_id) JOIN passages p USING (passage_id) JOIN events e USING (event_id)
LEFT JOIN actors v ON v.actor_id = c.victim_actor_id LEFT JOIN actors k ON k.actor_id = c.perpetrator_actor_id
LEFT JOIN places l USING (place_id)
WHERE c.claim_id = $id"""

_SOURCES = """SELECT s.role, s.ordinal, s.basis, s.stated_edtf, a.name, a.actor_type,
    substring(p.text, (s.start - p.start + 1)::BIGINT, (s."end" - s.start)::BIGINT) AS words
FROM claim_sources s JOIN actors a USING (actor_id) LEFT JOIN passages p USING (passage_id)
WHERE s.claim_id = $id
ORDER BY s.ordinal, s.role, a.name"""

_RELATIONS = """WITH said AS (
    SELECT s.claim_id, string_agg(DISTINCT a.short_name, ', ' ORDER BY a.short_name) AS names
    FROM claim_sources s JOIN actors a USING (actor_id) GROUP BY s.claim_id
), found AS (
    SELECT relation, other_claim_id AS claim_id, true AS forward FROM claim_relations WHERE claim_id = $id
    UNION
    SELECT relation, claim_id, false FROM claim_relations WHERE other_claim_id = $id
)
SELECT f.relation, f.forward, c.claim_id, c.quote, said.names
FROM found f JOIN claims c USING (claim_id) LEFT JOIN said USING (claim_id)
ORDER BY f.relation, f.forward DESC, c.start, c.claim_id"""

_ESTIMATES = """SELECT rule, scope, measure, low, best, high, estimate_id
FROM estimate_claims JOIN estimates USING (estimate_id)
WHERE claim_id = $id ORDER BY scope, estimate_id"""

_UNCERTAINTIES = """SELECT field, reading, reason FROM uncertainties
WHERE (table_name = 'claims' AND row_id = $id) OR (table_name = 'claim_sources' AND starts_with(row_id, $id || '/'))
ORDER BY field, reading"""

_CITATIONS = """SELECT title, publisher, author, published, url FROM citations
WHERE claim_id = $id ORDER BY citation_id"""


def explain(folder: Path, claim_id: str) -> Explanation:
    """What the build in ``folder`` knows of a claim, named by its id, the start of it or any part of it.

    Raises :class:`BuildError` where there is no build, :class:`QueryError` where no claim or more than one fits.
    """
    with open_build(folder) as connection:
        found = find_claim(connection, claim_id)
        (claim,) = _records(connection, _CLAIM, found)
        start, end = (claim[name] - claim["passage_start"] for name in ("start", "end"))
        text = claim["text"]
        return Explanation(
            claim,
            text[:start],
            text[start:end],
            text[end:],
            sources=_records(connection, _SOURCES, found),
            relations=_records(connection, _RELATIONS, found),
            estimates=_records(connection, _ESTIMATES, found),
            uncertainties=_records(connection, _UNCERTAINTIES, found),
            citations=_records(connection, _CITATIONS, found),
        )


def find_claim(connection: duckdb.DuckDBPyConnection, piece: str) -> str:
    """The one claim id that is ``piece``, or starts with it, or has it inside, in this order."""
    ids = [row[0] for row in connection.execute("SELECT claim_id FROM claims ORDER BY claim_id").fetchall()]
    if piece in ids:
        return piece
    wanted = piece.strip().casefold()
    for fits in (
        [known for known in ids if wanted and known.startswith(wanted)],
        [known for known in ids if wanted and wanted in known],
    ):
        if len(fits) == 1:
            return str(fits[0])
        if fits:
            more = f" and {len(fits) - _SHOWN} more" if len(fits) > _SHOWN else ""
            raise QueryError(f"{len(fits)} claims fit {piece!r}: {', '.join(fits[:_SHOWN])}{more}; give more of the id")
    # Within an article the ids share a long beginning, so the part behind it is compared too.
    short = {known.partition(".")[2]: known for known in reversed(ids)}
    close = get_close_matches(wanted, ids, n=3, cutoff=0.5) or [
        short[name] for name in get_close_matches(wanted.rpartition(".")[2], short, n=3, cutoff=0.4)
    ]
    hint = f"nearest: {', '.join(close)}" if close else 'list them with: pipeline query "SELECT claim_id FROM claims"'
    raise QueryError(f"no claim {piece!r} in this build; {hint}")


def _records(connection: duckdb.DuckDBPyConnection, sql: str, claim_id: str) -> list[Record]:
    result = connection.execute(sql, {"id": claim_id})
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
