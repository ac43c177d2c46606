"""Assembling on disk leads to the bytes that assembling in memory leads to."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.assemble import assemble, spill
from pipeline.errors import SchemaError
from pipeline.publish.csv_files import write_csv

if TYPE_CHECKING:
    from pipeline.model import Row, Tables

NAMES = st.sampled_from(["Ash", 'the "Ford"', "Élan, the", "", None])
ACTOR = st.fixed_dictionaries(
    {
        "actor_id": st.sampled_from(["a", "b", "c"]),
        "name": NAMES,
        "actor_type": st.sampled_from(["unknown", "media", "igo"]),
        "country_code": st.sampled_from([None, "", "MLI"]),
    }
)
ARTICLE = st.fixed_dictionaries(
    {
        "actors": st.lists(ACTOR, max_size=4),
        "places": st.lists(st.fixed_dictionaries({"place_id": st.sampled_from("xy"), "latitude": st.just(1.5)})),
        "relations": st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.integers(0, 2)), max_size=4),
        "claims": st.lists(
            st.tuples(st.integers(0, 3), st.sampled_from("ab"), st.integers(0, 9)),
            max_size=4,
            unique_by=lambda claim: claim[0],
        ),
    }
)


def tables(number: int, made: dict[str, list[Row]]) -> Tables:
    article = f"n{number}"
    claims: list[Row] = [
        {
            "claim_id": f"{article}.c{claim}",
            "article_id": article,
            "event_id": f"{article}.main",
            "measure": "killed",
            "unit": "person",
            "form": "exact",
            "value_low": value,
            "value_high": value,
            "victim_side": 1,
            "start": claim,
            "date_start": "1811-05-03",
        }
        for claim, _, value in made["claims"]
    ]
    sources: list[Row] = [
        {"claim_id": f"{article}.c{claim}", "ordinal": 1, "role": "claimant", "actor_id": actor}
        for claim, actor, _ in made["claims"]
    ]
    relations: list[Row] = [
        {"actor_id": one, "relation": "member_of", "object_actor_id": two, "passage_id": f"{article}.p", "start": start}
        for one, two, start in made["relations"]
    ]
    # An article has a row of each actor that it names.
    named: list[Row] = [
        {"actor_id": row["actor_id"], "name": "A", "actor_type": "unknown"} for row in [*sources, *made["actors"]]
    ]
    return {
        "articles": [{"article_id": article, "title": "", "path": "p"}],
        "actors": [*made["actors"], *named],
        "places": made["places"],
        "actor_relations": relations,
        "claims": claims,
        "claim_sources": sources,
        "uncertainties": [{"table_name": "actors", "row_id": "a", "field": "name", "reading": "b"}],
    }


@settings(deadline=None, max_examples=8)
@given(articles=st.lists(ARTICLE, max_size=4), batch=st.sampled_from([1, 8, 1000]))
def test_disk_does_not_show(articles: list[dict[str, list[Row]]], batch: int) -> None:
    rows = [tables(number, made) for number, made in enumerate(articles)]
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(spill, "BATCH", batch)
        folder = Path(name)
        frames = assemble(rows)
        write_csv(frames, folder / "memory")
        counts = spill.assemble_to_csv(lambda: rows, folder / "disk", folder)
        assert counts == {table: len(frame) for table, frame in frames.items()}
        for path in (folder / "memory").iterdir():
            assert (folder / "disk" / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ({"claims": [{"claim_id": "c", "value_low": "forty"}]}, "value_low is 'forty'"),
        ({"claims": [{"claim_id": "c", "value_low": 2**70}]}, "64 bits"),
        ({"claims": [{"claim_id": "c", "worth": 1}]}, "unknown column worth"),
        ({"events": [{"event_id": "e", "date_start": "yesterday"}]}, "date_start is 'yesterday'"),
        ({"battles": []}, "battles"),
    ],
)
def test_rows_that_do_not_fit_are_named(tmp_path: Path, rows: Tables, problem: str) -> None:
    with pytest.raises(SchemaError, match=problem):
        spill.assemble_to_csv(lambda: [rows], tmp_path / "csv", tmp_path)
