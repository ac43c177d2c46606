"""The rules of the exchange views that the bundled article has no case of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from pipeline.assemble import assemble
from pipeline.publish import csv_files, publish_folder, replacing
from tests.publish.conftest import made_up

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.model import Row, Tables, Value

MAIN = "ford-of-ash.main"


def event(name: str, kind: str, start: str, end: str, precision: str, **rest: Value) -> Row:
    row: Row = {
        "event_id": f"ford-of-ash.{name}",
        "article_id": "ford-of-ash",
        "name": name,
        "event_type": kind,
        "realis": "actual",
        "is_main": False,
        "date_start": start,
        "date_end": end,
        "date_precision": precision,
    }
    return row | rest


def party(event_name: str, actor: str, role: str, side: int | None = None) -> Row:
    return {
        "event_id": f"ford-of-ash.{event_name}",
        "actor_id": actor,
        "side": side,
        "role": role,
        "basis": "prose",
        "passage_id": "ford-of-ash.s-1",
        "start": 50,
        "end": 52,
    }


def dead(event_name: str, number: int, victim: str | None, kind: str, **rest: Value) -> Row:
    row: Row = {
        "claim_id": f"ford-of-ash.{event_name}-{number}",
        "article_id": "ford-of-ash",
        "event_id": f"ford-of-ash.{event_name}",
        "measure": "killed",
        "unit": "person",
        "form": "exact",
        "value_low": number,
        "value_high": number,
        "value_text": str(number),
        "victim_actor_id": victim,
        "victim_class": kind,
        "origin": "prose",
        "passage_id": "ford-of-ash.s-1",
        "start": 54,
        "end": 60,
        "quote": "Herald",
    }
    return row | rest


def tables() -> Tables:
    made = made_up()
    made["actors"] = [
        {"actor_id": "mali", "name": "Mali", "short_name": "Mali", "actor_type": "state_government"},
        {"actor_id": "chad", "name": "Chad", "short_name": "Chad", "actor_type": "state_government"},
        {"actor_id": "band", "name": "Band", "short_name": "Band", "actor_type": "armed_group"},
        {"actor_id": "clan", "name": "Clan", "short_name": "Clan", "actor_type": "ethnic_group"},
        {"actor_id": "townsfolk", "name": "townsfolk", "short_name": "townsfolk", "actor_type": "population"},
        {"actor_id": "herald", "name": "Herald", "short_name": "Herald", "actor_type": "media"},
    ]
    for row, code in zip(made["actors"], ["MLI", "TCD"], strict=False):
        row["country_code"] = code
    made["actor_relations"] = []
    made["participants"] = [
        party("siege", "mali", "belligerent"),
        party("siege", "band", "attacker"),
        party("raid", "band", "attacker"),
        party("raid", "townsfolk", "target"),
        party("war-of-states", "mali", "belligerent", 1),
        party("war-of-states", "chad", "belligerent", 2),
        party("feud", "clan", "belligerent"),
        party("feud", "band", "belligerent"),
    ]
    made["events"] += [
        event("siege", "battle", "2001-02-03", "2001-02-05", "range"),
        event("raid", "attack", "2002-01-01", "2002-12-31", "year"),
        event("raid-day", "attack", "2002-03-01", "2002-03-01", "day", realis="alleged"),
        event("war-of-states", "clash", "2003-04-01", "2003-04-30", "month"),
        event("feud", "clash", "2004-05-06", "2004-05-06", "day"),
    ]
    made["places"] += [
        {"place_id": "upland", "name": "Upland Region", "place_type": "admin1", "country_code": "MLI"},
    ]
    made["event_places"] = [
        {"event_id": "ford-of-ash.siege", "place_id": "ash", "relation": "in"},
        {"event_id": "ford-of-ash.siege", "place_id": "upland", "relation": "in"},
        {"event_id": "ford-of-ash.raid", "place_id": "upland", "relation": "in"},
        {"event_id": "ford-of-ash.feud", "place_id": "ash", "relation": "towards"},
    ]
    made["claims"] = [
        dead("siege", 8, "band", "combatant"),
        dead("siege", 3, "mali", "mixed"),
        dead("siege", 5, None, "civilian"),
        dead("siege", 99, None, "unspecified"),
        dead("raid", 7, "townsfolk", "civilian"),
        dead("war-of-states", 20, "mali", "combatant"),
        dead("war-of-states", 10, "chad", "unspecified", value_high=None, form="at_least"),
        dead("feud", 2, "clan", "combatant"),
        dead("raid-day", 4, "townsfolk", "civilian"),
    ]
    made["claim_sources"] = []
    made["numbers"] = []
    return made


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with replacing(tmp_path_factory.mktemp("rules") / "build") as folder:
        csv_files.write_csv(assemble([tables()]), folder / "csv")
        publish_folder(folder, lambda: {"articles": 1})
    return folder.parent / "build" / "battle-claims.duckdb"


def ask(file: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(file, read_only=True) as connection:
        return connection.sql(query).fetchall()


def ged(file: Path, name: str, columns: str) -> tuple[Any, ...]:
    (row,) = ask(file, f"SELECT {columns} FROM ucdp_ged WHERE contains(relid, 'ash.{name}')")
    return row


def test_a_government_is_side_a_and_bears_the_name_of_its_country(file: Path) -> None:
    row = ged(file, "siege", "type_of_violence, side_a, side_b, gwnoa, gwnob, conflict_name, dyad_name")
    assert row == (1, "Government of Mali", "Band", 432, None, None, "Government of Mali - Band")


def test_mixed_dead_and_those_of_no_side_are_unknown_but_never_count_twice(file: Path) -> None:
    row = ged(file, "siege", "deaths_a, deaths_b, deaths_civilians, deaths_unknown, best")
    assert row == (0, 8, 5, 3, 16)


def test_a_point_and_its_grid_cell_come_from_coordinates_of_the_article(file: Path) -> None:
    wkt, cell, precision = ged(file, "siege", "geom_wkt, priogrid_gid, where_prec")
    assert wkt.startswith("POINT (")
    assert (cell, precision) == (260 * 720 + 360 + 1, 1)


def test_violence_against_civilians_has_its_perpetrator_as_side_a(file: Path) -> None:
    row = ged(file, "raid", "type_of_violence, side_a, side_b, deaths_civilians, date_prec, event_clarity, where_prec")
    assert row == (3, "Band", "Civilians", 7, 5, 2, 4)


def test_two_states_are_in_the_order_of_the_alphabet(file: Path) -> None:
    row = ged(file, "war", "side_a, side_b, gwnoa, gwnob, deaths_a, deaths_b, low, high, country")
    assert row == ("Government of Chad", "Government of Mali", 483, 432, 10, 20, 30, 30, None)


def test_kinds_of_actors_that_the_rule_does_not_know_give_no_type_of_violence(file: Path) -> None:
    row = ged(file, "feud", "type_of_violence, side_a, side_b, conflict_name, where_prec, where_coordinates")
    assert row == (None, "Band", "Clan", None, None, None)


def test_an_alleged_event_is_in_neither_view(file: Path) -> None:
    for view, key in (("ucdp_ged", "relid"), ("acled", "event_id_cnty")):
        assert ask(file, f"SELECT count(*) FROM {view} WHERE contains({key}, 'raid-day')") == [(0,)]


def test_an_event_of_days_is_a_row_a_day_that_share_the_dead(file: Path) -> None:
    query = "SELECT event_date::VARCHAR, fatalities FROM acled WHERE contains(event_id_cnty, 'siege') ORDER BY ALL"
    dates, dead = zip(*ask(file, query), strict=True)
    assert dates == ("2001-02-03", "2001-02-04", "2001-02-05")
    total = ask(file, "SELECT low FROM estimates WHERE estimate_id = 'ford-of-ash.siege.killed-total-acled-like'")
    assert sum(dead) == total[0][0]
    assert max(dead) - min(dead) <= 1
    assert len(set(ask(file, "SELECT event_id_cnty FROM acled"))) == ask(file, "SELECT count(*) FROM acled")[0][0]


def test_a_month_is_its_15th_and_a_year_is_no_event_of_acled(file: Path) -> None:
    rows = ask(file, "SELECT event_date::VARCHAR, time_precision FROM acled WHERE contains(event_id_cnty, 'war')")
    assert rows == [("2003-04-15", 3)]
    assert ask(file, "SELECT count(*) FROM acled WHERE contains(event_id_cnty, '.raid')") == [(0,)]


def test_the_attacker_is_actor1_and_a_clan_is_an_identity_militia(file: Path) -> None:
    actors = "SELECT DISTINCT actor1, inter1, actor2, inter2 FROM acled WHERE contains(event_id_cnty, '{}')"
    assert ask(file, actors.format("siege")) == [("Band", None, "Mali", "State forces")]
    assert ask(file, actors.format("feud")) == [("Band", None, "Clan", "Identity militia")]


def test_the_columns_of_ged_keep_its_sum_and_order(file: Path) -> None:
    total = "deaths_a + deaths_b + deaths_civilians + deaths_unknown"
    rows = ask(file, f"SELECT best, {total}, low <= best AND best <= high FROM ucdp_ged")
    assert len(rows) == 4
    assert [(best, True) for best, *_ in rows] == [(total, fits) for _, total, fits in rows]
