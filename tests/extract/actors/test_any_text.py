"""Whatever the text, actors are found without an error and their spans hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.actors import ActorRegistry
from pipeline.model import Article, Passage

NAMES = st.sampled_from(["The", "Front", "ZF", "(ZF)", "Malian", "General", "Otto", "Swedes", "Reds", "U.S.", "Army's"])
WORDS = st.sampled_from(
    ["of", "rebels", "army", "a", "source", "said", "von", "he", "they", ",", "-held", "pro-government", "and", "("]
)
MORE = st.sampled_from(
    ["according to", "clan", "é", "’s", "px|", "spokesman", "20", "–", "of the", "source in", "through"]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(NAMES | WORDS | MORE, max_size=25).map(" ".join))


def article(sentences: list[str], cell: str) -> Article:
    text = ""
    passages = []
    for number, (kind, field, piece) in enumerate(
        [("infobox", "Combatant1", cell), *(("sentence", "", s) for s in sentences)]
    ):
        start = len(text)
        text += piece + "\n"
        passages.append(Passage(kind, "", field, start, start + len(piece), piece, number // 2))  # type: ignore[arg-type]
    return Article("any.txt", "Any", "plain", text, "0" * 64, tuple(passages))


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=4), TEXTS, st.data())
def test_spans_hold(sentences: list[str], cell: str, data: st.DataObject) -> None:
    found = ActorRegistry(article(sentences, cell), "any")
    length = len(found.article.text)
    for _ in range(3):
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, length))
        role = data.draw(st.sampled_from(["victim", "source", "participant"]))
        actor_id = found.refer(start, end, role)  # type: ignore[arg-type]
        assert actor_id is None or found.actor(actor_id).name
    tables = found.rows()
    ids = {row["actor_id"] for row in tables["actors"]}
    assert len(ids) == len(tables["actors"])
    for row in tables["actor_names"]:
        assert row["actor_id"] in ids
        assert found.article.text[int(str(row["start"])) : int(str(row["end"]))] == row["name"]
    for row in tables["actor_relations"]:
        assert {row["actor_id"], row["object_actor_id"]} <= ids
