"""Citations: the references of a wikitext article, each with the claims or the passage that it follows."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from pipeline.extract.document import Document, Placed
from pipeline.extract.ids import IdMaker, digest
from pipeline.model import Reference, Row

_BETWEEN = " \t\n.,;:)]"
"""What may stand between references that back the same words."""


def cite(document: Document, claims: list[Row]) -> list[Row]:
    """Rows of ``citations``.

    A reference backs the claims between it and the reference before it, in its sentence or its line of a cell; where
    none is there, its passage. References that stand side by side back the same claims.
    """
    of_passage: dict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        of_passage[str(claim["passage_id"])].append(claim)
    ids = IdMaker()
    rows: list[Row] = []
    for placed, references in groupby(
        sorted(document.article.references, key=lambda r: r.position), lambda r: _passage(document, r.position)
    ):
        since = placed.passage.start if placed else 0
        last = -1
        for reference in references:
            if last >= 0 and document.article.text[last : reference.position].strip(_BETWEEN):
                since = last
            last = reference.position
            backed = _backed(placed, of_passage, since, reference.position) if placed else []
            rows += (_row(document, ids, reference, placed, claim_id) for claim_id in backed or [None])
    return rows


def _passage(document: Document, position: int) -> Placed | None:
    """The passage that a reference stands in or right behind; one at the seam of two follows the first."""
    found = document.passage_at(position - 1) if position else None
    return found or document.passage_at(position)


def _backed(placed: Placed, of_passage: dict[str, list[Row]], since: int, position: int) -> list[str | None]:
    if placed.passage.kind == "infobox":
        line = placed.passage.text.rfind("\n", 0, position - placed.passage.start) + 1
        since = max(since, placed.passage.start + line)
    claims = of_passage[placed.passage_id]
    return [str(c["claim_id"]) for c in claims if since <= int(c["start"] or 0) and int(c["end"] or 0) <= position]


def _row(document: Document, ids: IdMaker, reference: Reference, placed: Placed | None, claim_id: str | None) -> Row:
    work = (reference.title, reference.publisher, reference.author, reference.published, reference.url)
    passage_id = placed.passage_id if placed else None
    what = digest("\n".join((*work, claim_id or passage_id or "")), 6)
    title, publisher, author, published, url = (text or None for text in work)
    return {
        "citation_id": ids.unique(f"{document.article_id}.cite-{what}"),
        "article_id": document.article_id,
        "passage_id": passage_id,
        "claim_id": claim_id,
        "title": title,
        "publisher": publisher,
        "author": author,
        "published": published,
        "url": url,
    }
