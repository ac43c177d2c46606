"""Articles out of single sentences, extracted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from pipeline.extract import extract
from pipeline.model import Article, Tables
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
