"""What ties actors to one another, and on which side they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.extract.actors import ActorRegistry

Make = Callable[..., ActorRegistry]

Row = tuple[str, str, str, str]


def told(registry: ActorRegistry) -> set[Row]:
    """Short names with relation and certainty."""
    return {
        (
            registry.actor(str(row["actor_id"])).short_name,
            str(row["relation"]),
            registry.actor(str(row["object_actor_id"])).short_name,
            str(row["certainty"]),
        )
        for row in registry.rows()["actor_relations"]
    }


BODIES = "The Zemblan Front (ZF), the League of Oxen (LOX) and the Malian government met."


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("The pro-government ZF left.", ("ZF", "aligned_with", "Malian government", "stated")),
        ("It fought anti-government LOX units.", ("LOX", "opposed_to", "Malian government", "stated")),
        ("The Malian government acted through the ZF there.", ("Malian government", "acts_through", "ZF", "stated")),
        ("The ZF is aligned with the LOX.", ("ZF", "aligned_with", "LOX", "stated")),
        ("Some said that the ZF is allied to the LOX.", ("ZF", "aligned_with", "LOX", "attributed")),
        ("The ZF remained neutral towards the LOX.", ("ZF", "neutral_towards", "LOX", "stated")),
        ("Ada Quill, spokeswoman of the LOX, left.", ("Ada Quill", "spokesperson_of", "LOX", "stated")),
        ("Ada Quill, the finance director of the LOX, left.", ("Ada Quill", "official_of", "LOX", "stated")),
        ("They killed the deputy to the LOX, Ada Quill.", ("Ada Quill", "deputy_of", "LOX", "ambiguous")),
        ("A source in the LOX said so.", ("source in the LOX", "affiliated_with", "LOX", "stated")),
        ("Ten fell in the ZF, including the head of the LOX.", ("LOX", "member_of", "ZF", "inferred")),
    ],
)
def test_prose(registry: Make, sentence: str, row: Row) -> None:
    assert row in told(registry(BODIES, sentence))


@pytest.mark.parametrize("sentence", ["The ZF is not a neutral party.", "The LOX met the ZF through Oxenford."])
def test_no_relation(registry: Make, sentence: str) -> None:
    assert told(registry(BODIES, sentence)) == set()


def test_peoples(registry: Make) -> None:
    found = registry(
        "The Zemblan Front (ZF), composed of Ruzh Tolmans (a clan of Tolmans), met Bar Tolman rebels "
        "from the League of Oxen (LOX).",
        "Most Tolman villages were empty.",
    )
    assert told(found) == {
        ("ZF", "composed_of", "Ruzh Tolman", "stated"),
        ("Ruzh Tolman", "subgroup_of", "Tolman", "stated"),
        ("LOX", "composed_of", "Bar Tolman", "stated"),
    }


COLUMNS = {
    "Result": "LOX victory",
    "Combatant1": "ZF",
    "Combatant2": "OXA, OXB",
    "Commander1": "Ivo Karsk",
    "Commander2": "Ada Quill",
}
WAR = (
    "Fighting broke out between the ZF and the LOX.",
    "The LOX attacked the ZF again.",
    "The LOX left.",
    "The OXA was seen once.",
)


def test_umbrella_stands_on_the_side_of_its_components(registry: Make) -> None:
    found = registry(*WAR, **COLUMNS)
    assert found.side("lox") == 2
    assert found.side("zf") == 1
    assert {("OXA", "member_of", "LOX", "inferred"), ("OXB", "member_of", "LOX", "inferred")} <= told(found)
    assert {("Ada Quill", "commander_of", "LOX", "stated"), ("ZF", "opposed_to", "LOX", "stated")} <= told(found)


def test_body_that_the_prose_does_not_set_against_the_other_side_is_no_umbrella(registry: Make) -> None:
    found = registry("The LOX sent food. The LOX sent doctors.", **(COLUMNS | {"Result": "Stalemate"}))
    assert found.side("lox") is None
    assert not any(row[1] == "member_of" for row in told(found))


def test_inferred_membership_is_listed_as_uncertain(registry: Make) -> None:
    rows = registry(*WAR, **COLUMNS).rows()["uncertainties"]
    assert [row["field"] for row in rows] == ["relation", "relation"]
    assert all(str(row["row_id"]).count("/") == 3 for row in rows)


def test_army_of_a_country_stands_where_the_country_stands(registry: Make) -> None:
    found = registry("The Swedish Army won.", Combatant1="Denmark", Combatant2="Sweden")
    assert found.side("swedish-army") == 2


def test_groups_take_the_country_of_a_war_in_it(registry: Make) -> None:
    fields = {"Combatant1": "ZF", "Place": "Oxenford, Mali", "Partof": "Mali War"}
    assert registry("The ZF left.", **fields).actor("zf").country_code == "MLI"
    assert registry("The ZF left.", **(fields | {"Partof": "Sahel War"})).actor("zf").country_code is None
