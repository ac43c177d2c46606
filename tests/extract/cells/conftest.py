"""Cells as articles that hold nothing but an infobox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import pytest

from pipeline.extract.cells import extract_cells
from pipeline.extract.document import Document
from pipeline.model import Article, Mark, MarkKind, Passage, Row, Tables

MarkSpec: TypeAlias = "tuple[str, MarkKind, str]"


@dataclass
class Cell:
    """What the cells of an article gave."""

    article: Article
    tables: Tables
    claims: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        self.claims = self.tables["claims"]

    @property
    def said(self) -> list[tuple[object, ...]]:
        """Measure, unit, form and bounds of each claim."""
        return [(c["measure"], c["unit"], c["form"], c["value_low"], c["value_high"]) for c in self.claims]

    @property
    def measures(self) -> list[tuple[object, object]]:
        """Measure and lower bound of each claim."""
        return [(c["measure"], c["value_low"]) for c in self.claims]

    def sources(self, claim: Row) -> list[tuple[object, object]]:
        """Role and actor of each source of the claim."""
        rows = self.tables["claim_sources"]
        return [(r["role"], r["actor_id"]) for r in rows if r["claim_id"] == claim["claim_id"]]

    def parts(self) -> dict[object, object]:
        """The numbers of parts with those of their wholes."""
        numbers = {c["claim_id"]: c["value_text"] for c in self.claims}
        rows = self.tables["claim_relations"]
        return {numbers[r["claim_id"]]: numbers[r["other_claim_id"]] for r in rows}

    def outcomes(self) -> list[tuple[object, object]]:
        """Words and outcome of each number."""
        return [(n["text"], n["outcome"]) for n in self.tables["numbers"]]


Reader: TypeAlias = "Callable[..., Cell]"


def article_of(fields: dict[str, str], marks: tuple[MarkSpec, ...] = ()) -> Article:
    """An article with an infobox; a mark is given by the words that it covers, '' before '^' for an empty one."""
    text, passages = "= Battle of the Ford =\n", [Passage("heading", "", "", 2, 20, "Battle of the Ford", 0)]
    for name, value in fields.items():
        start = len(text) + len(name) + 4
        text += f"- {name}: {value}\n"
        passages.append(Passage("infobox", "", name, start, start + len(value), value, len(passages)))
    placed = []
    for words, kind, value in marks:
        at = text.index(words.removeprefix("^"))
        placed.append(Mark(at, at if words.startswith("^") else at + len(words), kind, value))
    return Article("ford.txt", "Battle of the Ford", "plain", text, "0" * 64, tuple(passages), tuple(placed))


@pytest.fixture
def cell() -> Reader:
    """Reads one cell of casualties (or ``field``) beside two belligerents, Norway and Sweden."""

    def reader(value: str, field: str = "casualties1", marks: tuple[MarkSpec, ...] = (), **others: str) -> Cell:
        fields = {"combatant1": "Norway", "combatant2": "Sweden"} | others | {field: value}
        article = article_of(fields, marks)
        return Cell(article, extract_cells(Document(article)))

    return reader
