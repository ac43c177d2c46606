"""Ids that are the same in every article: those of linked pages; and ids that belong to one article."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.model import Row, Tables
from pipeline.read.plain import read_plain
from pipeline.read.wikitext import read_wikitext


def from_wikitext(prose: str, combatant: str = "[[Kingdom of Zembla|Zembla]]") -> Tables:
    """The tables of an article whose infobox names two sides."""
    text = (
        "{{Infobox military conflict\n| conflict = Battle of Orla\n| date = 3 May 1910\n"
        f"| combatant1 = {combatant}\n| combatant2 = [[Orlan League]]\n}}}}\n{prose}\n"
    )
    return extract(read_wikitext(text, path="orla.wiki", title="Battle of Orla", sha256="0" * 64))


def from_plain(prose: str) -> Tables:
    text = f"= Battle of Orla =\n\n{prose}\n"
    return extract(read_plain(text, path="orla.txt", title="Battle of Orla", sha256="0" * 64))


def by_name(tables: Tables, table: str = "actors") -> dict[object, Row]:
    return {row["name"]: row for row in tables[table]}


def test_a_linked_name_has_the_id_of_the_page_that_it_leads_to() -> None:
    tables = from_wikitext("General [[Peter Holm (general)|Holm]] led the army of Zembla. The Zemblans lost 40 men.")
    actors = by_name(tables)
    assert actors["Zembla"]["actor_id"] == "kingdom-of-zembla"
    assert actors["Peter Holm"]["actor_id"] == "peter-holm-general"
    assert actors["Peter Holm"]["short_name"] == "Holm"
    assert {row["victim_actor_id"] for row in tables["claims"]} == {"kingdom-of-zembla"}
    known = {row["actor_id"] for row in tables["actors"]}
    for table in ("actor_names", "participants", "claim_sources", "actor_relations"):
        assert {row["actor_id"] for row in tables.get(table, [])} <= known


def test_a_linked_place_has_the_id_of_its_page() -> None:
    tables = from_wikitext("The army of Zembla lost 40 men near [[Norra, Zembla|Norra]] on 3 May 1910.")
    assert by_name(tables, "places")["Norra"]["place_id"] == "norra-zembla"
    assert {row["place_id"] for row in tables["event_places"]} <= {row["place_id"] for row in tables["places"]}


def test_what_leads_to_two_pages_as_often_keeps_its_own_id() -> None:
    prose = "The army of [[Zembla]] lost 40 men. The men of [[Republic of Zembla|Zembla]] fled."
    assert by_name(from_wikitext(prose, combatant="Zembla"))["Zembla"]["actor_id"] == "zembla"


def test_two_names_that_lead_to_one_page_stay_two() -> None:
    prose = "The [[Army of Zembla|Red Guard]] and the [[Army of Zembla|White Guard]] lost 40 men."
    ids = [row["actor_id"] for row in from_wikitext(prose)["actors"]]
    assert len(ids) == len(set(ids))
    assert {"red-guard", "white-guard"} <= set(ids)


def test_a_common_noun_is_no_page() -> None:
    tables = from_wikitext("The [[Rebellion|rebels]] lost 40 men.")
    assert "rebellion" not in {row["actor_id"] for row in tables["actors"]}


@pytest.mark.parametrize(
    ("prose", "local", "shared"),
    [
        ("General Peter Ekman was wounded. Colonel Holm was killed.", {"Holm"}, {"Peter Ekman"}),
        ("The Duke of Orla was killed.", {"Duke of Orla"}, set()),
        ("The 12th Brigade lost 40 men.", {"12th Brigade"}, set()),
        ("The 12th Danish Brigade lost 40 men.", set(), {"12th Danish Brigade"}),
    ],
)
def test_a_name_that_others_may_bear_belongs_to_the_article(prose: str, local: set[str], shared: set[str]) -> None:
    found = {str(row["name"]): str(row["actor_id"]) for row in from_plain(prose)["actors"]}
    assert {name for name, actor_id in found.items() if actor_id.startswith("battle-of-orla.")} >= local
    assert {name for name, actor_id in found.items() if "." not in actor_id} >= shared
