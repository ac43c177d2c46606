"""The second reading of a claim, where a careful reader would name one: rows of ``uncertainties``.

Each rule looks at one claim of a sentence, its neighbours and the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from pipeline.extract.bag import bag
from pipeline.extract.claims.grammar.cues import cues
from pipeline.extract.claims.readings import Found, Reading
from pipeline.extract.document import Document
from pipeline.model import Row

_RETOLD = re.compile(
    r"\b([Tt]he report),? (?:also |further )?(?:alleged|alleges|said|says|claimed|claims|stated|states|added|adds)\b"
)
_SEEN = re.compile(r"\b(?:saw|seen|witnessed)\b")
Doubt: TypeAlias = tuple[str, str, str]
"""The column (or the role of a source), the other reading, and why one may read so."""


@dataclass(frozen=True)
class Case:
    """A claim with what a doubt may rest on."""

    document: Document
    reading: Reading
    found: Found
    earlier: Sequence[Found]

    @property
    def behind(self) -> str:
        """The words of the sentence behind the claim's number."""
        passage = self.found.placed.passage
        return passage.text[self.found.draft.node.end - passage.start :].lower()


def unsourced(document: Document) -> Iterator[Row]:
    """Sentences that may go on with a report of which the sentence before them tells.

    "The report alleged that ... . When the feast was over, the X had its full strength again.": the report says so, or
    the article does. Only where the sentence tells of a side and names no source of its own.
    """
    placed = document.passages
    for before, after in pairwise(placed):
        if after.passage.kind != "sentence" or before.passage.paragraph != after.passage.paragraph:
            continue
        if " report " not in before.passage.text and not before.passage.text.startswith("The report "):
            continue
        told = _RETOLD.search(before.passage.text)
        if told is None or not bag(after.passage.text).isdisjoint(cues().reporting | {"according"}):
            continue
        if not any(document.actors.side(mention.actor_id) for mention in document.actors.mentions(after.index)):
            continue
        start = before.passage.start + told.start()
        source = document.actors.refer(start, before.passage.start + told.end(1), "source")
        if source is not None and document.actors.actor(source).actor_type == "media":
            name = document.actors.actor(source).short_name
            reason = f"the sentence names no source; the one before it tells what {name} says"
            row: Row = {"table_name": "passages", "row_id": after.passage_id, "field": "text"}
            yield row | {"reading": f"told by {name}, not by the article", "reason": reason}


def doubts(document: Document, reading: Reading, ids: dict[int, str]) -> Iterator[Row]:
    """The uncertainties about the claims of one sentence; ``ids`` are the claims' by the identity of their drafts."""
    for index, found in enumerate(reading.found):
        claim_id = ids.get(id(found.draft))
        if claim_id is None or found.draft.measure == "strength":
            continue
        case = Case(document, reading, found, reading.found[:index])
        for rule in _RULES:
            for field, other, reason in rule(case):
                yield {"table_name": "claims", "row_id": claim_id, "field": field, "reading": other, "reason": reason}


def _both_sides(case: Case) -> Iterator[Doubt]:
    if "on both sides" in case.behind[:40] or "on either side" in case.behind[:40]:
        yield "value_low", "the number on each side", "'on both sides' may mean a total or as many on each"


def _hedge_reaches_on(case: Case) -> Iterator[Doubt]:
    """ "at least 50 were killed and 39 captured": the hedge may cover both."""
    quantity = case.found.draft.node.items[0].quantity
    if quantity is None or quantity.hedge or quantity.form != "exact" or not case.earlier:
        return
    before = case.earlier[-1].draft.node.items[0].quantity
    if before is not None and before.hedge and before.form in ("at_least", "at_most", "approximate"):
        yield "form", before.form, f"'{before.hedge}' before the earlier number may cover this one too"


def _carried_over(case: Case) -> Iterator[Doubt]:
    for source in case.found.sources:
        if source.basis == "carried_over":
            yield source.role, "the article's own voice", "the source is that of the sentence before"


def _speaks_later(case: Case) -> Iterator[Doubt]:
    """ "caused 17 deaths, with X stating that ...": X may stand behind the number as well."""
    if case.found.sources:
        return
    for start, _, sources in case.reading.scopes:
        if start > case.found.draft.node.end:
            source = sources[0]
            name = case.document.actors.actor(source.actor_id).short_name
            yield source.role, name, "the source named later in the sentence may have given the number too"
            return


def _people_of_no_side(case: Case) -> Iterator[Doubt]:
    head = case.found.draft.node.head
    if case.found.victim.actor_id is None and head is not None and head.word in ("people", "persons"):
        yield "victim_class", "civilian", f"'{head.word}' says neither side nor whether they fought"


def _fighters_of_no_side(case: Case) -> Iterator[Doubt]:
    victim = case.found.victim
    if victim.actor_id is None and victim.people == "combatant" and case.document.actors.party_of(1) is not None:
        yield "victim_side", "the fighters of one side alone", "the sentence does not say whose they were"


def _participle_or_noun(case: Case) -> Iterator[Doubt]:
    """ "fifty X fighters taken prisoner, and three wounded taken to hospital": the three may be the X's."""
    if case.found.victim.actor_id is None and case.found.noun_use and case.earlier:
        actor_id = case.earlier[-1].victim.actor_id
        if actor_id is not None:
            actors = case.document.actors
            yield "victim_actor_id", actors.actor(actor_id).short_name, "the number before counts its people"
            side = actors.side(actor_id)
            other = actors.opponent(side) if side is not None else None
            if other is not None:
                yield "victim_actor_id", actors.actor(other).short_name, "people of the other side were wounded too"


def _seen_or_told(case: Case) -> Iterator[Doubt]:
    """ "he saw fifty ... and three ...": what a witness saw may be the first alone."""
    text = case.document.article.text
    start, end = case.found.placed.passage.start, case.found.draft.node.start
    if case.earlier and case.found.sources and _SEEN.search(text, start, end):
        source = case.found.sources[0]
        name = case.document.actors.actor(source.actor_id).short_name
        yield source.role, f"told to {name}", "the verb of seeing may reach only the number before"


def _captor_open(case: Case) -> Iterator[Doubt]:
    """ "several dozen taken prisoner": by the other side, which the words do not say."""
    found, actors = case.found, case.document.actors
    if found.draft.measure != "captured" or found.perpetrator is not None or found.victim.actor_id is None:
        return
    side = actors.side(found.victim.actor_id)
    other = actors.opponent(side) if side is not None else None
    if other is not None:
        yield "perpetrator_actor_id", actors.actor(other).short_name, "who took them is not said"


def _not_named(case: Case) -> Iterator[Doubt]:
    """The victim is inferred: no word of the sentence names it."""
    actor_id = case.found.victim.actor_id
    if case.found.draft.shape == "existential" and actor_id is not None and actor_id not in case.reading.named:
        yield "victim_actor_id", "not stated", "the sentence does not name them; they are taken to be the other side's"


def _apposition(case: Case) -> Iterator[Doubt]:
    """ "including the deputy to the chief, X": X is the deputy, or the chief."""
    draft = case.found.draft
    words = case.document.article.text[draft.start : draft.node.start]
    if draft.shape == "named" and draft.whole is not None and words.rstrip().endswith(",") and " " in words.strip():
        name = case.document.article.text[draft.node.start : draft.node.end]
        yield "victim_actor_id", f"somebody unnamed, under {name}", "the name may belong to the last noun before it"


_RULES: tuple[Callable[[Case], Iterator[Doubt]], ...] = (
    _both_sides,
    _hedge_reaches_on,
    _carried_over,
    _speaks_later,
    _people_of_no_side,
    _fighters_of_no_side,
    _participle_or_noun,
    _seen_or_told,
    _captor_open,
    _not_named,
    _apposition,
)
