"""Articles whose titles make one id."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.ids import slug
from pipeline.model import Tables
from pipeline.run.rename import Titles, renamed


@given(st.lists(st.text("aB! ", max_size=5), min_size=1, max_size=6, unique=True))
def test_ids_differ_and_do_not_depend_on_the_order(titles: list[str]) -> None:
    def ids(some: list[str]) -> dict[str, str]:
        known = Titles()
        for title in some:
            known.add(title)
        return {title: known.id_of(title) or slug(title) for title in some}

    found = ids(titles)
    assert len(set(found.values())) == len(titles)
    assert ids(titles[::-1]) == found


def test_only_ids_of_the_article_itself_are_renamed() -> None:
    tables: Tables = {
        "articles": [{"article_id": "ash", "title": "ash", "path": "ash.x"}],
        "claims": [{"claim_id": "ash.killed-3", "article_id": "ash", "victim_actor_id": "ash", "quote": "ash.x"}],
        "actor_names": [{"actor_id": "ash.rebels", "article_id": "ash", "name": "ash.x"}],
        "uncertainties": [
            {"table_name": "actor_names", "row_id": "ash/ash/ash.x/y", "field": "name"},
            {"table_name": "claims", "row_id": "ash.killed-3", "field": "form"},
            {"table_name": "numbers", "row_id": "ash/17", "field": "text"},
        ],
    }
    assert renamed(tables, "ash", "ash-1") == {
        "articles": [{"article_id": "ash-1", "title": "ash", "path": "ash.x"}],
        "claims": [{"claim_id": "ash-1.killed-3", "article_id": "ash-1", "victim_actor_id": "ash", "quote": "ash.x"}],
        "actor_names": [{"actor_id": "ash-1.rebels", "article_id": "ash-1", "name": "ash.x"}],
        "uncertainties": [
            {"table_name": "actor_names", "row_id": "ash/ash-1/ash.x/y", "field": "name"},
            {"table_name": "claims", "row_id": "ash-1.killed-3", "field": "form"},
            {"table_name": "numbers", "row_id": "ash-1/17", "field": "text"},
        ],
    }


def test_an_article_that_keeps_its_id_keeps_its_rows() -> None:
    tables: Tables = {"articles": [{"article_id": "ash"}]}
    assert renamed(tables, "ash", "ash") is tables
