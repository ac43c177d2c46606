"""An explanation as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pipeline.explain.lookup import Explanation, Record
from pipeline.text_table import printable

_SAYS = {
    ("subset_of", True): "part of", ("subset_of", False): "has as a part",
    ("restates", True): "restates", ("restates", False): "restated by",
    ("aggregates", True): "adds up", ("aggregates", False): "added up in",
    ("contradicts", True): "contradicts", ("contradicts", False): "contradicted by",
}  # fmt: skip


def explanation_lines(made: Explanation, width: int = 100) -> Iterator[str]:
    """The explanation as text; [[...]] stands around the evidence in its sentence or infobox cell."""
    claim = made.claim
    yield claim["claim_id"]
    yield ""
    # A cell holds an item a line.
    for line in f"{made.before}[[{made.evidence}]]{made.after}".split("\n"):
        yield from textwrap.wrap(
            printable(line), width, initial_indent="    ", subsequent_indent="    ", break_long_words=False
        )
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
