"""The bag of a sentence must never hide a phrase that a pattern would find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.bag import DIGIT, bag, lowered, runs_of
from pipeline.extract.dates.words import any_of

_PHRASES = ["broke out", "counter-attack", "o'clock", "air raids", "communiqué", "was held", "a.m."]
_texts = st.text(alphabet=st.sampled_from("abkot é-'.1I İ\n"), max_size=30)


def test_a_bag_holds_runs_of_letters_and_the_mark_of_a_digit() -> None:
    assert bag("12 km off Al-Qa’im") == {DIGIT, "km", "off", "al", "qa", "im"}


def test_a_bag_without_digits_bears_no_mark() -> None:
    assert DIGIT not in bag("off Al-Qa’im")


def test_a_phrase_is_stood_for_by_its_longest_run() -> None:
    assert runs_of("broke out", "was held", "counter-attack") == {"broke", "held", "counter"}


@given(_texts, st.sampled_from(_PHRASES), _texts, st.booleans())
def test_what_a_pattern_of_whole_words_finds_is_in_the_bag(before: str, phrase: str, after: str, upper: bool) -> None:
    text = before + (phrase.upper() if upper else phrase) + after
    if re.search(rf"\b{any_of(_PHRASES)}(?!\w)", text, re.IGNORECASE):
        assert not runs_of(*_PHRASES).isdisjoint(bag(text))


@given(st.text(max_size=60))
def test_lowering_moves_no_character(text: str) -> None:
    assert len(lowered(text)) == len(text)
