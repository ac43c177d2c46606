"""How far a claim's words reach, and who inflicted the loss."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Tables
from tests.extract.claims.conftest import text_of


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The week left 40 people dead in the valley.", "left 40 people dead"),
        ("Both armies met, with some 40 deaths on both sides.", "some 40 deaths on both sides"),
        ("Four wounded taken to Aden hospital survived.", "Four wounded taken to Aden hospital"),
        ("The police said they had arrested 12 rioters.", "they had arrested 12 rioters"),
        ("The Germans had 12 killed.", "The Germans had 12 killed"),
        ("In May the Germans had 12 killed and five wounded.", "five wounded"),
    ],
)
def test_a_quote_takes_in_what_belongs_to_the_claim(text: str, quote: str, extracted: Callable[[str], Tables]) -> None:
    assert quote in [text_of(claim, "quote") for claim in extracted(text)["claims"]]


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("The rebels killed 12 policemen.", "rebels"),
        ("Twelve policemen were killed by the rebels.", "rebels"),
        ("Twelve policemen were killed.", None),
        ("The rebels lost 12 men.", None),
    ],
)
def test_the_perpetrator_is_the_one_that_the_words_say(
    text: str, perpetrator: str | None, extracted: Callable[[str], Tables]
) -> None:
    tables = extracted(text)
    names = {row["actor_id"]: row["name"] for row in tables["actors"]}
    assert [names.get(claim["perpetrator_actor_id"]) for claim in tables["claims"]] == [perpetrator]
