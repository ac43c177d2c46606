"""Articles out of single sentences, extracted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from pipeline.extract import extract
from pipeline.model import Article, Row, Tables
from pipeline.read.plain import read_plain


def article_of(text: str) -> Article:
    """A plain article of that prose."""
    full = f"= Test battle =\n\n{text}\n"
    return read_plain(full, path="test.txt", title="Test battle", sha256=hashlib.sha256(full.encode()).hexdigest())


@pytest.fixture(scope="session")
def extracted() -> Callable[[str], Tables]:
    """The tables that a piece of prose gives."""

    def run(text: str) -> Tables:
        return extract(article_of(text))

    return run


def number(row: Row, column: str) -> int:
    """A column that holds a whole number."""
    value = row[column]
    assert isinstance(value, int)
    return value


def text_of(row: Row, column: str) -> str:
    """A column that holds text."""
    value = row[column]
    assert isinstance(value, str)
    return value


def said(claim: Row, passages: dict[str, Row]) -> str:
    """What stands at the claim's span in its passage."""
    passage = passages[text_of(claim, "passage_id")]
    start, end = number(claim, "start") - number(passage, "start"), number(claim, "end") - number(passage, "start")
    assert 0 <= start < end <= len(text_of(passage, "text"))
    return text_of(passage, "text")[start:end]


def passages_of(tables: Tables) -> dict[str, Row]:
    """Passages by their ids."""
    return {text_of(row, "passage_id"): row for row in tables["passages"]}
