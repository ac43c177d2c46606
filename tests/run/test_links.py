"""Whether anybody looked at where links lead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Article, Mark
from pipeline.run.links import looked, watched

LINK, FLAG = Mark(0, 4, "link", "North League", 2), Mark(5, 9, "flag", "Northland")


@pytest.fixture
def article() -> Article:
    return Article("ash.wiki", "Ash", "wikitext", "Some text", "0" * 64, (), marks=(LINK, FLAG))


def test_looking_at_where_a_link_leads_is_told(article: Article) -> None:
    link, _ = watched(article).marks
    assert not looked()
    assert link.value == "North League"
    assert looked()


def test_nothing_else_is_told(article: Article) -> None:
    link, flag = watched(article).marks
    assert (link.start, link.end, link.kind, link.level, flag.value) == (0, 4, "link", 2, "Northland")
    assert not looked()


def test_copies_comparisons_and_prints_tell_too(article: Article) -> None:
    for look in (repr, hash, lambda mark: replace(mark, level=0), lambda mark: mark == replace(mark)):
        link, _ = watched(article).marks
        look(link)
        assert looked()
    assert replace(watched(article).marks[0], level=0).value == "North League"
