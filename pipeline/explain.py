"""Take a claim back to its sentence: the evidence, who says it, for whom, through whom, what speaks against it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import QueryError
from pipeline.query import open_build
from pipeline.text_table import printable

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


_SAYS = {
    ("subset_of", True): "part of", ("subset_of", False): "has as a part",
    ("restates", True): "restates", ("restates", False): "restated by",
    ("aggregates", True): "adds up", ("aggregates", False): "added up in",
    ("contradicts", True): "contradicts", ("contradicts", False): "contradicted by",
}  # fmt: skip


def explanation_lines(made: Explanation, width: int = 100, mark: tuple[str, str] = ("[[", "]]")) -> Iterator[str]:
    """The explanation as text; ``mark`` stands around the evidence in its sentence."""
    claim = made.claim
    yield claim["claim_id"]
    yield ""
    # Marked after wrapping would split the marks from their words, so they travel as words of their own.
    sentence = f"{printable_part(made.before)}{mark[0]}{printable(made.evidence)}{mark[1]}{printable_part(made.after)}"
    yield from textwrap.wrap(sentence, width, initial_indent="    ", subsequent_indent="    ", break_long_words=False)
    yield f"    ({_where(claim)})"
    yield ""
    for label, text in [*_facts(claim), *_who(made)]:
        yield from _entry(label, text, width)
    groups = [
        (_SAYS[r["relation"], r["forward"]], f"{r['claim_id']}: {_quoted(r['quote'])}" + _by(r["names"]))
        for r in made.relations
    ]
    groups += [("estimate", _estimate(row)) for row in made.estimates]
    groups += [
        (
            "other reading",
            f"{r['field']}: {printable(r['reading'])}" + (f" ({printable(r['reason'])})" if r["reason"] else ""),
        )
        for r in made.uncertainties
    ]
    groups += [("citation", ", ".join(printable(str(v)) for v in row.values() if v)) for row in made.citations]
    if groups:
        yield ""
    for label, text in groups:
        yield from _entry(label, text, width)


def printable_part(text: str) -> str:
    """``printable`` that keeps the blank at either end."""
    return (" " if text[:1].isspace() else "") + printable(text) + (" " if text[-1:].isspace() and text.strip() else "")


def _where(claim: Record) -> str:
    place = f"infobox, {claim['infobox_field']}" if claim["kind"] == "infobox" else claim["section"] or "lead"
    return printable(f"{claim['title']}, {place}, characters {claim['start']} to {claim['end']}")


def _facts(claim: Record) -> Iterator[tuple[str, str]]:
    low, high = claim["value_low"], claim["value_high"]
    bounds = "no bounds" if low is None and high is None else f"low {_or_open(low)}, high {_or_open(high)}"
    yield "measure", f"{claim['measure']}, unit {claim['unit']}"
    words = _quoted(claim["value_text"]) + ", " if claim["value_text"] else ""
    hedge = f", hedge {_quoted(claim['hedge'])}" if claim["hedge"] else ""
    yield "number", f"{words}{claim['form']}: {bounds}{hedge}"
    side = f"side {claim['victim_side']}" if claim["victim_side"] else ""
    who = [claim["victim"] or ("" if side else "not stated"), side, claim["victim_class"], claim["victim_age"]]
    yield "victim", printable(", ".join(part for part in who if part))
    if claim["perpetrator"]:
        yield "perpetrator", printable(claim["perpetrator"])
    yield "event", printable(", ".join(part for part in (claim["event"], claim["date"], claim["place"]) if part))


def _who(made: Explanation) -> Iterator[tuple[str, str]]:
    for role in ("claimant", "principal", "medium"):
        rows = [row for row in made.sources if row["role"] == role]
        for row in rows:
            said = f", stated {row['stated_edtf']}" if row["stated_edtf"] else ""
            words = f": {_quoted(row['words'])}" if row["words"] and row["words"] != row["name"] else ""
            kind = row["actor_type"].replace("_", " ")
            yield role, printable(f"{row['name']} ({kind}, {row['basis'].replace('_', ' ')}{said}){words}")
        if not rows:
            nobody = role == "claimant" and not made.sources
            yield role, "none: the article says it in its own voice" if nobody else "not stated"


def _estimate(row: Record) -> str:
    best = "" if row["best"] is None else f", best {row['best']}"
    return f"{row['rule']}, {row['scope']}: {row['low']} to {row['high']}{best} ({row['estimate_id']})"


def _or_open(bound: int | None) -> str:
    return "open" if bound is None else str(bound)


def _quoted(text: str) -> str:
    return f"“{printable(text)}”"


def _by(names: str | None) -> str:
    return f" ({printable(names)})" if names else ""


def _entry(label: str, text: str, width: int) -> Iterator[str]:
    indent = " " * 17
    lines = textwrap.wrap(text, max(width - 17, 40), break_long_words=False, break_on_hyphens=False) or [""]
    yield f"{label:<15}  {lines[0]}"
    yield from (indent + line for line in lines[1:])
