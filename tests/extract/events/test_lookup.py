"""Look-ups that other extractors ask: the event, the place and the day of a statement for words of a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.document import Document
from pipeline.extract.events import extract_events, place_for, stated_for
from pipeline.model import Article, Mark

if TYPE_CHECKING:
    from tests.extract.events.conftest import Teller, Told


def _place(told: Told, words: str) -> str | None:
    start = told.document.article.text.index(words)
    placed = told.document.passage_at(start)
    assert placed is not None
    return place_for(told.document, placed.index, start, start + len(words))


def _stated(told: Told, words: str) -> str | None:
    placed = told.document.passage_at(told.document.article.text.index(words))
    assert placed is not None
    return stated_for(told.document, placed.index)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("six people were brought to Lerma", "lerma"),
        ("three people dead", "karuna"),
        ("forty were hurt", None),
    ],
)
def test_words_are_placed_by_their_own_phrase_or_by_their_event(tell: Teller, words: str, place: str | None) -> None:
    body = (
        "== Before ==\nSome live in Lerma. On 2 May, clashes left three people dead near Karuna.\n\n"
        "== Aftermath ==\nA paper wrote that six people were brought to Lerma. In all, forty were hurt."
    )
    assert _place(tell(body), words) == place


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("On 20 May, the NLF stated that six had been killed.", "2012-05-20"),
        ("The NLF released a statement confirming that it had six men killed.", "2012-05-09/.."),
        ("The NLF stated that six had been killed.", None),
    ],
)
def test_a_statement_has_its_own_day_or_that_of_its_publication(tell: Teller, sentence: str, edtf: str | None) -> None:
    assert _stated(tell(f"== Aftermath ==\n{sentence}"), "six") == edtf


def test_items_of_a_list_under_a_combatant_are_its_components(tell: Teller) -> None:
    head = (
        "= Battle of Orvale =\n\nInfobox\n- Conflict: Battle of Orvale\n"
        "- Combatant1: Lebanon, Orvale Rangers, Allies:, Lerma Guard\n\n"
    )
    article: Article = tell("Nothing.", head=head).document.article
    spans = [(article.text.index(name), len(name)) for name in ("Orvale Rangers", "Lerma Guard")]
    marks = tuple(Mark(start, start + length, "link", "", level=1) for start, length in spans)
    tables = extract_events(Document(replace(article, marks=marks)))
    roles = {str(row["actor_id"]): row["role"] for row in tables["participants"]}
    assert roles == {"lebanon": "belligerent", "orvale-rangers": "component", "lerma-guard": "belligerent"}
