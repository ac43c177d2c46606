"""A small staged package that is valid, for tests to break."""

from __future__ import annotations

import copy
import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model import Row, Tables
from pipeline.schema import load_schema

BOX = "11 killed (per League)"
SENTENCE = "At Oster, ten of them died and about 30 fled, says the League’s envoy Sira."
TEXT_START = 40


def span(words: str) -> dict[str, int]:
    start = TEXT_START + SENTENCE.index(words)
    return {"start": start, "end": start + len(words)}


def valid_tables() -> Tables:
    """Rows of every table, each fitting the schema and every rule."""
    in_text: Row = {"passage_id": "raid.s-1"}
    in_box: Row = {"passage_id": "raid.casualties1"}
    claim: Row = {
        "article_id": "raid", "event_id": "raid.main", "measure": "killed", "unit": "person", "form": "exact",
        "victim_class": "unspecified",
    }  # fmt: skip
    return {
        "articles": [
            {"article_id": "raid", "path": "raid.txt", "title": "Raid", "format": "plain", "sha256": "0" * 64,
             "characters": 200},
        ],
        "passages": [
            {"passage_id": "raid.casualties1", "article_id": "raid", "kind": "infobox", "field": "Casualties1",
             "start": 10, "end": 10 + len(BOX), "text": BOX},
            {"passage_id": "raid.s-1", "article_id": "raid", "kind": "sentence", "start": TEXT_START,
             "end": TEXT_START + len(SENTENCE), "text": SENTENCE},
        ],
        "actors": [
            {"actor_id": key, "name": name, "short_name": name, "actor_type": kind}
            for key, name, kind in (
                ("guard", "Guard", "armed_group"), ("league", "League", "coalition"), ("sira", "Sira", "person"),
            )
        ],
        "actor_names": [
            {"actor_id": "league", "article_id": "raid", "name": "League", **in_text, **span("League")},
        ],
        "actor_relations": [
            {"actor_id": "sira", "relation": "official_of", "object_actor_id": "league", "basis": "prose",
             "certainty": "stated", **in_text, **span("League’s envoy")},
        ],
        "places": [
            {"place_id": "oster", "name": "Oster", "place_type": "populated_place", "latitude": 1.5, "longitude": -2.0},
        ],
        "events": [
            {"event_id": "raid.main", "article_id": "raid", "name": "Raid", "event_type": "clash", "realis": "actual",
             "is_main": True, "date_edtf": "1907-05-02/1907-05-04", "date_start": "1907-05-02",
             "date_end": "1907-05-04", "year_start": 1907, "year_end": 1907, "date_precision": "range"},
            {"event_id": "raid.capture-1", "article_id": "raid", "name": "Capture", "event_type": "capture",
             "realis": "alleged", "is_main": False, "date_precision": "unknown", "parent_event_id": "raid.main"},
        ],
        "event_places": [
            {"event_id": "raid.main", "place_id": "oster", "relation": "near", "distance_km_low": 40.0,
             "distance_km_high": 45.0, "approximate": True, "bearing": "S", **in_text, **span("Oster")},
        ],
        "participants": [
            {"event_id": "raid.main", "actor_id": "guard", "side": 1, "role": "belligerent", "basis": "prose",
             **in_text, **span("them")},
        ],
        "claims": [
            {**claim, "claim_id": "raid.killed-11", "value_low": 11, "value_high": 11, "value_text": "11",
             "victim_side": 1, "origin": "infobox", **in_box, "start": 10, "end": 19, "quote": "11 killed"},
            {**claim, "claim_id": "raid.killed-10", "value_low": 10, "value_high": 10, "value_text": "ten",
             "victim_actor_id": "guard", "victim_side": 1, "origin": "prose", "date_start": "1907-05-02",
             "date_end": "1907-05-04", **in_text, **span("ten of them died"), "quote": "ten of them died"},
            {**claim, "claim_id": "raid.deserted-30", "measure": "deserted", "form": "approximate", "value_low": 30,
             "value_high": 30, "value_text": "30", "hedge": "about", "origin": "prose", **in_text,
             **span("about 30 fled"), "quote": "about 30 fled"},
        ],
        "claim_sources": [
            {"claim_id": "raid.killed-10", "ordinal": 1, "role": role, "actor_id": actor, "basis": "explicit",
             **in_text, **span("Sira")}
            for role, actor in (("claimant", "sira"), ("principal", "league"))
        ],
        "claim_relations": [
            {"claim_id": "raid.killed-10", "relation": "subset_of", "other_claim_id": "raid.killed-11"},
        ],
        "citations": [
            {"citation_id": "raid.ref-1", "article_id": "raid", "passage_id": "raid.s-1", "claim_id": "raid.killed-10"},
        ],
        "estimates": [
            {"estimate_id": "raid.main.killed-side1-envelope", "event_id": "raid.main", "measure": "killed",
             "scope": "side", "victim_actor_id": "guard", "victim_side": 1, "rule": "envelope", "low": 10, "best": 10,
             "high": 11},
        ],
        "estimate_claims": [
            {"estimate_id": "raid.main.killed-side1-envelope", "claim_id": "raid.killed-10"},
        ],
        "numbers": [
            {"article_id": "raid", **in_box, "start": 10, "end": 12, "text": "11", "outcome": "claim",
             "claim_id": "raid.killed-11"},
            {"article_id": "raid", **in_text, **span("ten"), "text": "ten", "outcome": "claim",
             "claim_id": "raid.killed-10"},
        ],
        "uncertainties": [
            {"table_name": "claims", "row_id": "raid.killed-10", "field": "victim_actor_id", "reading": "villagers",
             "reason": "the pronoun may stand for either"},
        ],
    }  # fmt: skip


@pytest.fixture
def tables() -> Tables:
    return copy.deepcopy(valid_tables())


@pytest.fixture
def staged(tmp_path: Path) -> Callable[[Tables], Path]:
    """Writes tables as a stage's folder of CSV files."""

    def write(tables: Tables) -> Path:
        folder = tmp_path / "csv"
        folder.mkdir(exist_ok=True)
        for name, table in load_schema().tables.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(table.columns)
                for row in tables.get(name, []):
                    writer.writerow([_cell(row.get(column)) for column in table.columns])
        return tmp_path

    return write


def _cell(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
