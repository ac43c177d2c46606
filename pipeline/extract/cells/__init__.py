"""Claims of infobox cells on strength and casualties.

A cell is read in steps, each a module: tokens, the plan of its items and headings, what each item says, whose it is,
who says it, and what is part of what. A number that is not understood becomes no claim but a leftover.
"""

from __future__ import annotations

import re

from pipeline.extract.cells.amounts import amount
from pipeline.extract.cells.claimants import Claimants
from pipeline.extract.cells.counting import count, look_ahead
from pipeline.extract.cells.drafts import Draft
from pipeline.extract.cells.headings import above
from pipeline.extract.cells.items import Item
from pipeline.extract.cells.layout import plan
from pipeline.extract.cells.lexicon import Lexicon, lexicon
from pipeline.extract.cells.parties import Parties
from pipeline.extract.cells.reading import read
from pipeline.extract.cells.rows import CellRows
from pipeline.extract.cells.speakers import Speakers
from pipeline.extract.cells.tokens import tokens_of
from pipeline.extract.cells.totals import relate
from pipeline.extract.cells.victims import VictimReader
from pipeline.extract.dates import find_dates
from pipeline.extract.document import Document, Placed
from pipeline.model import Tables

__all__ = ["extract_cells"]

# A longer value is no cell but damage: its numbers are accounted for and left over.
_LONGEST = 20_000
_FIELD = re.compile(r"([a-z]+?)[ _]*(?:(\d)[a-e]?)?")


def extract_cells(document: Document) -> Tables:
    """Rows of ``claims``, ``claim_sources``, ``claim_relations``, ``numbers`` and ``uncertainties`` of the infobox."""
    words = lexicon()
    rows = CellRows(document)
    parties = Parties(document)
    for placed in document.passages:
        if placed.passage.kind == "infobox":
            match = _FIELD.fullmatch(placed.passage.field.strip().lower())
            default = words.fields.get(match[1]) if match else None
            if match and default:
                side = int(match[2]) if match[2] else None
                if side is not None and not (1 <= side <= 5 and parties.has_side(side)):
                    side = None
                _cell(document, placed, side, default, parties, words, rows)
    return rows.tables


def _cell(
    document: Document, placed: Placed, side: int | None, default: str, parties: Parties, words: Lexicon, rows: CellRows
) -> None:
    passage = placed.passage
    tokens = tokens_of(passage.text, passage.start)
    if len(passage.text) > _LONGEST:
        rows.add(placed, side, [], tokens, f"the cell is longer than {_LONGEST:,} characters")
        return
    marks = [m for m in document.article.marks if passage.start <= m.start and m.end <= passage.end]
    speakers = Speakers(document, parties, placed.index, side, words)
    speakers.read(tokens)
    marked = [(m.start, m.end) for m in marks if m.kind == "heading"]
    items = plan(tokens, marked, words, lambda name: parties.is_named(name, side))
    drafts = _drafts(document, items, default, parties, speakers, words)
    claims = [draft for draft in drafts if not draft.reason]
    look_ahead(claims, default, document.article.text)
    _total_measure(claims, default)
    victims = VictimReader(parties, placed, [m for m in marks if m.kind == "flag"], side)
    for draft in claims:
        victims.fill(draft, default)
    Claimants(document.actors, words, [m for m in marks if m.kind == "ref"], speakers).fill(drafts)
    if not any(draft.sources for draft in claims):
        for draft in claims:
            victims.in_brackets(draft)
    relate(claims, default)
    rows.add(placed, side, drafts, tokens)


def _drafts(
    document: Document, items: list[Item], default: str, parties: Parties, speakers: Speakers, words: Lexicon
) -> list[Draft]:
    """A draft for each item, tied to those that it stands in or behind."""
    drafts: list[Draft] = []
    by_item: dict[int, Draft] = {}
    last: dict[int, Draft] = {}
    for item in items:
        draft = Draft(item, above(item.headings, item.fresh, words, speakers.speaks), read(item, words))
        draft.parent, draft.under = by_item.get(id(item.parent)), by_item.get(id(item.under))
        draft.above_item = next((d for d in reversed(drafts) if not d.reason), None)
        bracket = id(item.parent) if item.nested else 0
        before = last.get(bracket)
        draft.before = before if before is not None and before.item.line == item.line else None
        amount(draft, document.article.text, words)
        if not draft.reason:
            own = {t.word for t in (*item.lead, *item.words)}
            draft.total = draft.above.total or (not item.nested and bool(own & words.sets["total"]))
            draft.total = draft.total or _goes_on(draft)
            count(draft, default, words, parties.is_akin)
            draft.date = _date(document.article.text, item)
        if not draft.reason:
            by_item[id(item)] = last[bracket] = draft
        drafts.append(draft)
    return drafts


def _goes_on(draft: Draft) -> bool:
    """Whether a total goes on: "Total: 668 killed, 3,707 wounded"."""
    before = draft.before
    if before is None or not before.total or not before.above.total or draft.item.nested:
        return False
    return bool(before.reading.measure and draft.reading.measure)


def _date(text: str, item: Item) -> tuple[str, str, str]:
    """The date that a parenthesis gives: "(1632)", "(1776–1780)"."""
    for group in item.groups:
        for mention in find_dates(text[group[0].start : group[-1].end]):
            if mention.edtf:
                return mention.edtf, mention.date_start, mention.date_end
    return "", "", ""


def _total_measure(claims: list[Draft], default: str) -> None:
    """A total that states no measure has that of the items, where they agree."""
    if default == "strength":
        return
    stated = {d.measure for d in claims if not d.total and not d.item.nested and d.counts_people()}
    for draft in claims:
        if draft.total and draft.counts_people() and not draft.reading.measure and not draft.above.measure:
            draft.measure = next(iter(stated)) if len(stated) == 1 else default
