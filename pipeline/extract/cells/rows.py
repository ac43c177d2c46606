"""From drafts to rows."""

from __future__ import annotations

from pipeline.extract.cells.drafts import Draft
from pipeline.extract.cells.tokens import Token
from pipeline.extract.document import Document, Placed
from pipeline.extract.ids import digest, slug
from pipeline.model import Row, Tables


class CellRows:
    """Collects the rows of one article's cells."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.tables: Tables = {
            name: [] for name in ("claims", "claim_sources", "claim_relations", "numbers", "uncertainties")
        }

    def add(
        self, placed: Placed, side: int | None, drafts: list[Draft], tokens: list[Token], reason: str = ""
    ) -> None:
        """The rows of one cell; ``drafts`` holds all its items, those that are no claims as well.

        ``reason`` says why numbers are left over that no item holds.
        """
        ids: dict[int, str] = {}
        claims = [draft for draft in drafts if not draft.reason]
        for draft in claims:
            ids[id(draft)] = self._claim(placed, side, draft)
        for draft in claims:
            if draft.whole is not None and id(draft.whole) in ids:
                self.tables["claim_relations"].append(
                    {"claim_id": ids[id(draft)], "relation": "subset_of", "other_claim_id": ids[id(draft.whole)]}
                )
        claimed = {id(d.item.count): ids[id(d)] for d in claims if d.item.count is not None}
        reasons = {id(d.item.count): d.reason for d in drafts if d.item.count is not None}
        for token in tokens:
            self._number(placed, token, claimed.get(id(token)), reasons.get(id(token), reason))

    def _claim(self, placed: Placed, side: int | None, draft: Draft) -> str:
        document = self._document
        quote = document.article.text[draft.start : draft.end]
        label = slug(draft.words or draft.form, 20)
        wanted = f"{document.article_id}.{draft.measure}-{label}-{digest(placed.passage.field + quote, 6)}"
        claim_id = document.ids.unique(wanted)
        self.tables["claims"].append(
            {
                "claim_id": claim_id,
                "article_id": document.article_id,
                "event_id": f"{document.article_id}.main",
                "measure": draft.measure,
                "unit": draft.unit,
                "form": draft.form,
                "value_low": draft.low,
                "value_high": draft.high,
                "value_text": draft.words,
                "hedge": draft.hedge or None,
                "victim_actor_id": draft.actor_id,
                "victim_side": side,
                "victim_class": draft.people or None,
                "victim_age": draft.age or None,
                "perpetrator_actor_id": None,
                "origin": "infobox",
                "date_edtf": draft.date[0] or None,
                "date_start": draft.date[1] or None,
                "date_end": draft.date[2] or None,
                "passage_id": placed.passage_id,
                "start": draft.start,
                "end": draft.end,
                "quote": quote,
            }
        )
        self._sources(placed, draft, claim_id)
        for field, reading, reason in draft.doubts:
            self.tables["uncertainties"].append(
                {"table_name": "claims", "row_id": claim_id, "field": field, "reading": reading, "reason": reason}
            )
        return claim_id

    def _sources(self, placed: Placed, draft: Draft, claim_id: str) -> None:
        for ordinal, source in enumerate(draft.sources, start=1):
            row: Row = {
                "claim_id": claim_id,
                "ordinal": ordinal,
                "role": source.role,
                "actor_id": source.actor_id,
                "basis": "joint" if source.joint else "explicit",
                "stated_edtf": None,
                "passage_id": placed.passage_id,
                "start": source.start,
                "end": source.end,
            }
            self.tables["claim_sources"].append(row)
            if source.principal_id is not None:
                self.tables["claim_sources"].append({**row, "role": "principal", "actor_id": source.principal_id})

    def _number(self, placed: Placed, token: Token, claim_id: str | None, reason: str) -> None:
        """What became of a digit group or number word; a vague word that counts nothing here is no number."""
        quantity = token.quantity
        if quantity is None or (claim_id is None and quantity.form == "vague" and quantity.kind == "count"):
            return
        counts = quantity.kind == "count"
        self.tables["numbers"].append(
            {
                "article_id": self._document.article_id,
                "passage_id": placed.passage_id,
                "start": quantity.num_start,
                "end": quantity.num_end,
                "text": quantity.text,
                "outcome": "claim" if claim_id else "leftover" if counts else "not_a_count",
                "claim_id": claim_id,
                "reason": None if claim_id else (reason or "no item of the cell holds it") if counts else quantity.kind,
            }
        )
