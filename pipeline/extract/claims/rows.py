"""From readings to rows of ``claims``, ``claim_sources``, ``claim_relations`` and ``numbers``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.claims.doubts import doubts
from pipeline.extract.claims.drafts import Draft
from pipeline.extract.claims.forces import force
from pipeline.extract.claims.lexicon import load_words, singular
from pipeline.extract.claims.nodes import NUMBER, PEOPLE, THINGS, Node
from pipeline.extract.claims.prose import Found, Reading
from pipeline.extract.document import Document
from pipeline.extract.ids import digest, slug
from pipeline.model import Row, Tables

if TYPE_CHECKING:
    from pipeline.extract.quantities import Quantity

# What stands before a thing and is no part of its name: "fortified posts", "a rebel-held bridge".
_DESCRIBES = re.compile(r"(?:ate|ed|held|ful|ous|al|able|ible|ive|ent|ant|less|ic|est|shift|built|made)$")
_OF_PEOPLE = ("killed", "wounded", "captured", "missing", "casualties", "deserted", "surrendered")
_NO_BOUNDS = ("vague", "existential", "unknown")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a claim says: ``form`` and bounds as in the codebook, the words of the number, the hedge."""

    form: str
    low: int | None
    high: int | None
    words: str | None
    hedge: str | None


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
            amount = self._amount(found)
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

    def _amount(self, found: Found) -> Amount | None:
        draft = found.draft
        quantity = draft.node.items[0].quantity
        if quantity is not None:
            words = self.document.article.text[quantity.num_start : quantity.num_end]
            if draft.bound is not None:
                return Amount("exact", draft.bound, draft.bound, words, quantity.hedge or None)
            if draft.exceeds and quantity.form in ("exact", "approximate"):
                return Amount("at_least", quantity.low, None, words, quantity.hedge or "exceed")
            low, high = (None, None) if quantity.form in _NO_BOUNDS else (quantity.low, quantity.high)
            return Amount(quantity.form, low, high, words, quantity.hedge or None)
        match draft.shape:
            case "named" | "ship":
                return Amount("named", 1, 1, None, None)
            case "single":
                return Amount("exact", 1, 1, None, None)
            case "none":
                return Amount("zero", 0, 0, None, None)
            case "vague":
                return Amount("vague", None, None, None, None)
            case "anaphoric":
                return self._antecedent(found)
            case _ if draft.node.tag in (PEOPLE, THINGS, NUMBER) and draft.node.word in ("a", "an", "another"):
                return Amount("exact", 1, 1, draft.node.word, None)
            case _:
                some = "some" if draft.node.word == "some" else None
                return Amount("existential", None, None, some, some)

    def _antecedent(self, found: Found) -> Amount | None:
        """The count of the last claim about such people ("eight minors ... The minors were returned")."""
        claim = self._by_noun.get(found.draft.node.word)
        if claim is None:
            return None
        return Amount("anaphoric", _bound(claim["value_low"]), _bound(claim["value_high"]), None, None)

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


def _bound(value: object) -> int | None:
    return value if isinstance(value, int) else None


def unit_of_draft(draft: Draft, others: list[Draft]) -> str | None:
    """What is counted: person, a unit of the list, or the noun itself, singular; None where nothing tells."""
    node = draft.node
    if draft.shape == "ship":
        return "ship"
    if node.tag == THINGS and draft.measure in _OF_PEOPLE and _is_body(node):
        # "A third of the army perished": people.
        return "person"
    if node.tag == THINGS:
        return _compound(node) or (node.head.lexeme.noun_class if node.head and node.head.lexeme else None)
    things = draft.measure in ("destroyed", "damaged", "lost")
    if node.tag == PEOPLE and node.head is not None and node.head.lexeme is None and things:
        return _compound(node) or singular(node.head.word)
    after_things = bool(others) and others[0].node.tag == THINGS and draft.measure == "captured"
    if (things or after_things) and node.head is None:
        earlier = [d for d in others if d.at < draft.at and d.node.tag == THINGS]
        return unit_of_draft(earlier[-1], []) if earlier else None
    return "person"


def _is_body(node: Node) -> bool:
    unit = node.head.lexeme.noun_class if node.head is not None and node.head.lexeme is not None else ""
    return unit in force().bodies and node.items[0].quantity is not None and node.items[0].quantity.kind == "fraction"


def _compound(node: Node) -> str | None:
    """An unlisted compound noun, "command post", without party and adjectives."""
    if node.head is None:
        return None
    unit = node.head.lexeme.noun_class if node.head.lexeme else ""
    if unit and unit != singular(node.head.word):
        return unit
    words: list[str] = []
    for item in reversed([item for item in node.items if item.end < node.head.end]):
        if item.tag not in ("w", "M", "N") or _DESCRIBES.search(item.word):
            break
        words.insert(0, item.word)
    whole = words and len(words) < 4 and (not unit or unit in things())
    return " ".join([*words, singular(node.head.word)]) if whole else None


@cache
def things() -> frozenset[str]:
    """Units that are named by their own noun, whose first part belongs to the name ("supply depot")."""
    return frozenset(singular(word) for word in load_words("nouns")["things"].split())
