from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import pytest

from pipeline.assemble import merge, to_frames
from pipeline.publish import csv_files, publish_folder, replacing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.model import Row, Tables, Value

Publish: TypeAlias = "Callable[..., Path]"

INFOBOX = "40 killed (per Northland)\n3 tanks"
SENTENCE = "The “Herald” wrote that at least fifty Southland soldiers died, among them several officers."


def made_up() -> Tables:
    """Tables of one small article: enough rows to try every type, missing values, quotes and line breaks."""
    article = "ford-of-ash"
    return {
        "articles": [
            {
                "article_id": article,
                "path": "ford.txt",
                "title": "Ford of Ash",
                "format": "plain",
                "licence": "CC BY-SA 4.0",
                "sha256": "0" * 64,
                "characters": 150,
            }
        ],
        "passages": [
            {
                "passage_id": f"{article}.casualties2",
                "article_id": article,
                "kind": "infobox",
                "field": "Casualties2",
                "start": 10,
                "end": 10 + len(INFOBOX),
                "text": INFOBOX,
            },
            {
                "passage_id": f"{article}.s-1",
                "article_id": article,
                "kind": "sentence",
                "section": "Aftermath",
                "start": 50,
                "end": 50 + len(SENTENCE),
                "text": SENTENCE,
            },
        ],
        "actors": [
            {"actor_id": name.lower(), "name": name, "short_name": name, "actor_type": kind}
            for name, kind in [("Northland", "state_government"), ("Southland", "unknown"), ("Herald", "media")]
        ],
        "places": [
            {"place_id": "ash", "name": "Ash", "place_type": "populated_place", "latitude": 40.0, "longitude": 1e-7}
        ],
        "events": [
            # A child that sorts before its parent: the file must take them in all the same.
            {
                "event_id": f"{article}.clash-1",
                "article_id": article,
                "name": "first clash",
                "event_type": "clash",
                "realis": "actual",
                "is_main": False,
                "date_precision": "unknown",
                "parent_event_id": f"{article}.main",
            },
            {
                "event_id": f"{article}.main",
                "article_id": article,
                "name": "Ford of Ash",
                "event_type": "battle",
                "realis": "actual",
                "is_main": True,
                "date_edtf": "0062-03-01",
                "date_start": "0062-03-01",
                "date_end": "0062-03-01",
                "year_start": 62,
                "year_end": 62,
                "date_precision": "day",
            },
        ],
        "participants": [
            {
                "event_id": f"{article}.main",
                "actor_id": "southland",
                "side": 2,
                "role": "belligerent",
                "basis": "infobox",
                "passage_id": f"{article}.casualties2",
                "start": 10,
                "end": 12,
            }
        ],
        "claims": [
            _claim("40-killed", f"{article}.casualties2", 10, "40 killed", victim_side=2, value_low=40, value_high=40),
            _claim("50-killed", f"{article}.s-1", 74, SENTENCE[24:54], form="at_least", value_low=50, hedge="at least"),
            _claim("few-killed", f"{article}.s-1", 124, SENTENCE[74:], form="vague", value_text="several"),
        ],
        "claim_sources": [
            _source("40-killed", 1, "claimant", "northland", "explicit"),
            _source("50-killed", 1, "medium", "herald", "explicit"),
            _source("50-killed", 2, "claimant", "southland", "joint"),
            _source("50-killed", 1, "claimant", "northland", "joint"),
        ],
        "numbers": [
            {
                "article_id": article,
                "passage_id": f"{article}.casualties2",
                "start": 10,
                "end": 12,
                "text": "40",
                "outcome": "claim",
                "claim_id": f"{article}.40-killed",
            }
        ],
    }


def _claim(name: str, passage: str, start: int, quote: str, **rest: Value) -> Row:
    row: Row = {
        "claim_id": f"ford-of-ash.{name}",
        "article_id": "ford-of-ash",
        "event_id": "ford-of-ash.main",
        "measure": "killed",
        "unit": "person",
        "form": "exact",
        "origin": "infobox" if "casualties" in passage else "prose",
        "passage_id": passage,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }
    return row | rest


def _source(name: str, ordinal: int, role: str, actor: str, basis: str) -> Row:
    return {"claim_id": f"ford-of-ash.{name}", "ordinal": ordinal, "role": role, "actor_id": actor, "basis": basis}


def publish_made_up(output: Path, tables: Tables | None = None) -> Path:
    frames = to_frames(merge([tables or made_up()]))
    with replacing(output) as folder:
        csv_files.write_csv(frames, folder / "csv")
        publish_folder(folder, lambda: {"articles": 1})
    return output


@pytest.fixture
def tables() -> Tables:
    return made_up()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the made-up tables; for reading only."""
    return publish_made_up(tmp_path_factory.mktemp("session") / "build")


@pytest.fixture
def publish() -> Publish:
    return publish_made_up


@pytest.fixture
def tables_json(tmp_path: Path, tables: Tables) -> Path:
    path = tmp_path / "tables.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path
