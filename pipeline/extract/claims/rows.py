"""From readings to rows of ``claims``, ``claim_sources``, ``claim_relations`` and ``numbers``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.claims.amounts import Amount, amount_of
from pipeline.extract.claims.doubts import doubts
from pipeline.extract.claims.readings import Found, Reading
from pipeline.extract.claims.units import unit_of_draft
from pipeline.extract.document import Document
from pipeline.extract.ids import digest, slug
from pipeline.model import Row, Tables

if TYPE_CHECKING:
    from pipeline.extract.quantities import Quantity


@dataclass
class Rows:
    """The tables of one article's prose claims."""

    document: Document
    claims: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    numbers: list[Row] = field(default_factory=list)
    uncertainties: list[Row] = field(default_factory=list)
    _by_noun: dict[str, Row] = field(default_factory=dict)

    def tables(self) -> Tables:
        """The rows by table."""
        return {
            "claims": self.claims,
            "claim_sources": self.sources,
            "claim_relations": self.relations,
            "numbers": self.numbers,
            "uncertainties": self.uncertainties,
        }

    def add(self, reading: Reading) -> None:
        """Write down the claims of one sentence and what became of its numbers."""
        ids: dict[int, str] = {}
        counted: dict[tuple[int, int], str] = {}
        for found in reading.found:
            unit = unit_of_draft(found.draft, [f.draft for f in reading.found])
            amount = amount_of(found.draft, self.document.article.text, self._by_noun.get(found.draft.node.word))
            if unit is None or amount is None:
                continue
            claim_id = self._claim(found, unit, amount)
            ids[id(found.draft)] = claim_id
            for item in found.draft.node.items:
                if item.quantity is not None:
                    counted[(item.quantity.start, item.quantity.end)] = claim_id
            whole = found.draft.whole
            if whole is not None and id(whole) in ids:
                self.relations.append({"claim_id": claim_id, "relation": "subset_of", "other_claim_id": ids[id(whole)]})
            self._sources_of(found, claim_id)
        self._account(reading, counted)
        self.uncertainties.extend(doubts(self.document, reading, ids))

    def _claim(self, found: Found, unit: str, amount: Amount) -> str:
        document, draft, victim, placed = self.document, found.draft, found.victim, found.placed
        start, end = draft.start, draft.end
        quote = document.article.text[start:end]
        label = slug(amount.words or amount.form, 20)
        wanted = f"{document.article_id}.{draft.measure}-{label}-{digest(placed.passage.text + quote, 6)}"
        claim_id = document.ids.unique(wanted)
        person = unit == "person"
        people, age = victim.people or "unspecified", victim.age
        actor_id = victim.actor_id
        if draft.shape == "anaphoric":
            actor_id, people, age = self._same_people(found, actor_id, people)
        self.claims.append(
            {
                "claim_id": claim_id,
                "article_id": document.article_id,
                "measure": draft.measure,
                "unit": unit,
                "form": amount.form,
                "value_low": amount.low,
                "value_high": amount.high,
                "value_text": amount.words,
                "hedge": amount.hedge,
                "victim_actor_id": actor_id,
                "victim_side": document.actors.side(actor_id) if actor_id else None,
                "victim_class": (people if person else None),
                "victim_age": age or None,
                "perpetrator_actor_id": found.perpetrator,
                "origin": "prose",
                "passage_id": placed.passage_id,
                "start": start,
                "end": end,
                "quote": quote,
            }
        )
        if draft.node.head is not None and draft.measure != "strength":
            self._by_noun[draft.node.head.word] = self.claims[-1]
        return claim_id

    def _same_people(self, found: Found, actor_id: str | None, people: str) -> tuple[str | None, str, str]:
        claim = self._by_noun[found.draft.node.word]
        known = claim["victim_actor_id"]
        return str(known) if known else actor_id, str(claim["victim_class"] or people), str(claim["victim_age"] or "")

    def _sources_of(self, found: Found, claim_id: str) -> None:
        for ordinal, source in enumerate(dict.fromkeys(found.sources), start=1):
            row: Row = {
                "claim_id": claim_id,
                "ordinal": ordinal,
                "role": source.role,
                "actor_id": source.actor_id,
                "basis": source.basis,
                "passage_id": self._passage(source.start, found),
                "start": source.start,
                "end": source.end,
            }
            self.sources.append(row)
            if source.principal_id is not None:
                self.sources.append({**row, "role": "principal", "actor_id": source.principal_id})

    def _passage(self, offset: int, found: Found) -> str:
        placed = self.document.passage_at(offset)
        return placed.passage_id if placed is not None else found.placed.passage_id

    def _account(self, reading: Reading, counted: dict[tuple[int, int], str]) -> None:
        """A row of ``numbers`` for every number that stands in a sentence of losses."""
        for quantity in reading.quantities:
            claim_id = counted.get((quantity.start, quantity.end))
            if quantity.kind == "count" and quantity.form == "vague" and claim_id is None:
                continue
            reason = None if claim_id else _no_count(reading, quantity)
            self.numbers.append(
                {
                    "article_id": self.document.article_id,
                    "passage_id": reading.placed.passage_id,
                    "start": quantity.num_start,
                    "end": quantity.num_end,
                    "text": self.document.article.text[quantity.num_start : quantity.num_end],
                    "outcome": "claim" if claim_id else "not_a_count" if reason else "leftover",
                    "claim_id": claim_id,
                    "reason": None if claim_id else reason or "no verb or noun of loss counts it",
                }
            )


def _no_count(reading: Reading, quantity: Quantity) -> str | None:
    """Why the number counts nobody and nothing, or None where it may."""
    if quantity.kind != "count":
        return quantity.kind
    if quantity.form == "zero":
        return "negation"
    for _, _, sources in reading.scopes:
        if any(source.start - 4 <= quantity.start < source.end for source in sources):
            # "One resident said": the number is a part of the source's name.
            return "determiner"
    return None
