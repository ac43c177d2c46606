"""Whatever the text, extraction gives rows whose spans hold, and never fails."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from tests.extract.claims.conftest import article_of, number, passages_of, said

WORDS = st.sampled_from(
    [
        "killed", "wounded", "captured", "dead", "12", "30–40", "several dozen", "hundreds of", "fighters", "soldiers",
        "people", "civilians", "tanks", "the", "a", "some", "were", "was", "had", "lost", "left", "and", "or", ",", ".",
        ";", "(", ")", '"', "said", "according to", "Reuters", "rebels", "Germans", "army", "that", "including",
        "of whom",
        "between", "at least", "up to", "no", "1,000+", "–", "not", "prisoners", "losses", "casualties", "toll", "to",
        "with", "force of", "men", "July 2016", "X's",
    ]
)  # fmt: skip
SENTENCES = st.lists(WORDS, max_size=40).map(" ".join)
HOSTILE = st.text(max_size=120) | SENTENCES | st.tuples(SENTENCES, st.text(max_size=20), SENTENCES).map(" ".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
def test_spans_hold_on_any_text(text: str) -> None:
    tables = extract(article_of(text))
    passages = passages_of(tables)
    claims = {claim["claim_id"] for claim in tables["claims"]}
    assert len(claims) == len(tables["claims"])
    for claim in tables["claims"]:
        assert said(claim, passages) == claim["quote"]
        if claim["value_low"] is not None and claim["value_high"] is not None:
            assert number(claim, "value_low") <= number(claim, "value_high")
    assert {row["claim_id"] for row in tables["claim_sources"]} <= claims
    assert {row["other_claim_id"] for row in tables["claim_relations"]} <= claims


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SENTENCES)
def test_the_same_text_gives_the_same_rows(text: str) -> None:
    assert extract(article_of(text)) == extract(article_of(text))
