"""How many an army had and whose it was, in articles whose infobox tells who fought whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Tables
from tests.extract.claims.test_victims import victims

Extract = Callable[[str], Tables]

_BOX = """Infobox
- Combatant1: Sweden
- Combatant2: Kingdom of Denmark
- Commander1: Nils Berg
- Commander2: Prince Holm of Als
- Date: 4 May 1644

"""
_SWEDEN, _DENMARK = {"Sweden", "Swedish army"}, {"Kingdom of Denmark", "Danish army"}


def _strengths(tables: Tables) -> list[tuple[object, object]]:
    return [
        (row["value_low"], row["value_high"])
        for row in tables["claims"]
        if row["measure"] == "strength" and row["origin"] == "prose"
    ]


@pytest.mark.parametrize(
    ("text", "strengths", "whose"),
    [
        ("The size of the Danish army was 30,000 men.", [30_000], [_DENMARK]),
        ("Lund gives the Danish strength as 2,140 men.", [2_140], [_DENMARK]),
        ("Lund estimates the strength of the Danes at 2,140 men.", [2_140], [_DENMARK]),
        ("Danish forces amounted to 15,000 men.", [15_000], [_DENMARK]),
        ("Berg crossed the river at the head of 9,000 men.", [9_000], [_SWEDEN]),
        ("Berg detached 1,500 horse to burn the bridge.", [1_500], [_SWEDEN]),
        ("Berg marched with 9,000 men, leaving 600 to guard the camp.", [9_000, 600], [_SWEDEN] * 2),
        ("The right wing, under Berg, consisted of 8,000 men.", [8_000], [_SWEDEN]),
        ("The Swedes, 9,000 men in all, faced 30,000 Danes.", [9_000, 30_000], [_SWEDEN, _DENMARK]),
        ("The Swedes were 9,000 strong while the Danes had three times as many.", [9_000], [_SWEDEN]),
        ("Of the 9,000 Swedes, only 2,000 were cavalry.", [9_000, 2_000], [_SWEDEN] * 2),
        ("Berg's force totalled 9,000 men, 2,000 of whom were cavalry.", [9_000, 2_000], [_SWEDEN] * 2),
        ("The Swedes brought 9,000 men to the field, among them 2,000 Finns.", [9_000, 2_000], [_SWEDEN, {"Finns"}]),
        ("Outnumbered, the 9,000 Swedes retreated.", [9_000], [_SWEDEN]),
        ("The 4th Brigade, some 5,000 men strong, stood on the hill.", [5_000], [{"4th Brigade"}]),
        ("Berg had with him 12,000 veterans.", [12_000], [_SWEDEN]),
        ("The army under Berg numbered 9,000 men.", [9_000], [_SWEDEN]),
        ("He had too few to resist the 33,000 Danish troops.", [33_000], [_DENMARK]),
        ("Berg routed two armies totalling 9,000 men.", [9_000], [_DENMARK]),
        ("The Swedes had 9,000 men versus 400 Danes.", [9_000, 400], [_SWEDEN, _DENMARK]),
        ("It was fought between 9,000 Swedes and 400 Danish troops.", [9_000, 400], [_SWEDEN, _DENMARK]),
        ("He left 2,000 foot to garrison the town.", [2_000], [{None}]),
        ("In June Prince Holm landed. The prince had 4,000 men.", [4_000], [_DENMARK]),
        ("In June Prince Holm landed. The prince's army numbered 4,000 men.", [4_000], [_DENMARK]),
    ],
)
def test_an_army_is_its_sides(
    text: str, strengths: list[int], whose: list[set[str | None]], extracted: Extract
) -> None:
    tables = extracted(_BOX + text)
    assert _strengths(tables) == [(n, n) for n in strengths]
    assert all(victim in expected for victim, expected in zip(victims(tables), whose, strict=True))


def test_arms_share_the_unit(extracted: Extract) -> None:
    tables = extracted(_BOX + "Berg had ten infantry and two cavalry regiments.")
    found = [(row["unit"], row["value_low"]) for row in tables["claims"] if row["origin"] == "prose"]
    assert found == [("regiment", 10), ("regiment", 2)]


def test_estimates_of_an_army_may_vary(extracted: Extract) -> None:
    tables = extracted(_BOX + "Estimates of the size of the Danish army vary from 20,000 to 40,000 men.")
    assert _strengths(tables) == [(20_000, 40_000)]


@pytest.mark.parametrize(
    "text",
    [
        "The size of the town was 3,000 inhabitants.",
        "The Danes brought home 300 cattle, among them 20 calves.",
        "The Danish debts amounted to 15,000 ducats.",
    ],
)
def test_what_is_no_army_has_no_strength(text: str, extracted: Extract) -> None:
    assert _strengths(extracted(_BOX + text)) == []


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("There were 31 killed, 66 wounded and 20 captured on the Danish side.", [_DENMARK] * 3),
        ("The fight left 31 dead and 66 wounded among the Danes.", [_DENMARK] * 2),
        ("The Swedes lost 31 dead and 66 wounded, with 12 killed among the Danes.", [_SWEDEN] * 2 + [_DENMARK]),
        ("The Danes charged, and the count lost 200 men.", [{None}]),
        ("The Danes charged, and the prince lost 200 men.", [_DENMARK]),
        ("Berg had thirty officers strangled.", [{None}]),
        ("Berg had thirty men killed.", [_SWEDEN]),
        ("A relief force of 4,000 Danes was ambushed and routed: 2,500 were slain.", [_DENMARK] * 2),
        ("In the town 300 soldiers were killed.", [{None}]),
        ("The Times cited Danish claims of 300 soldiers killed.", [{None}]),
        ("Estimates range from 300 to 400 for the Danish dead.", [_DENMARK]),
        ("The Swedes fled, with Swedish dead put at 300.", [_SWEDEN]),
        ("The Danish loss is estimated at between 200 and 300.", [_DENMARK]),
        ("There were 300 Orlan and Danish casualties.", [{None}]),
        ("The 33d Orla lost 45 killed.", [{"33d Orla"}]),
        ("The Danes admitted the loss of 40 men but claimed to have killed 200.", [_DENMARK, _SWEDEN]),
        ("The Danes lost 40 men, killed 200 and captured three.", [_DENMARK, _SWEDEN, _SWEDEN]),
        ("Ten guns were captured by the Danes.", [_SWEDEN]),
        ("Forty villagers were killed by the Danes.", [{"villagers"}]),
        ("Civilian deaths were put at 300.", [{"civilians"}]),
        ("Some 40 Native Danes died. Native Danish casualties were 36.", [{"Native Danes"}, {None, "Native Danes"}]),
        ("French losses are usually put at 60, against 400 Danes.", [{"France"}, _DENMARK]),
        ("Danish losses are given as 11 by one source and as 60 by another.", [_DENMARK] * 2),
        ("Of the Danes, 20 men were killed and 15 taken.", [_DENMARK] * 2),
        ("21 Danish ships were sunk and seven captured.", [_DENMARK] * 2),
        ("The attack killed 22 soldiers and police.", [{None}]),
        ("Some 300 Anglo-Danish troops died.", [{"Anglo-Danish"}]),
    ],
)
def test_losses_are_those_of_whom_the_words_name(text: str, whose: list[set[str | None]], extracted: Extract) -> None:
    found = victims(extracted(_BOX + text))
    assert len(found) == len(whose)
    assert all(victim in expected for victim, expected in zip(found, whose, strict=True))


def test_men_of_a_people_are_that_people(extracted: Extract) -> None:
    text = "The English lost 40 men. Lund tells of 112 Englishmen who died."
    assert victims(extracted(text)) == ["English", "English"]


def test_the_side_closes_the_evidence(extracted: Extract) -> None:
    tables = extracted(_BOX + "There were 31 killed and 20 captured on the Danish side.")
    assert [row["quote"] for row in tables["claims"]] == ["31 killed", "20 captured on the Danish side"]


def test_soldiers_are_the_states_only_where_states_of_today_fight(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Sweden\n- Combatant2: Orlan\n- Date: 4 May {year}\n\nIn the town 300 soldiers died."
    assert victims(extracted(box.format(year=1999))) == ["Sweden"]
    assert victims(extracted(box.format(year=1644))) == [None]


@pytest.mark.parametrize("record", ["records", "archives", "returns"])
def test_records_that_put_a_number_are_one_source(record: str, extracted: Extract) -> None:
    tables = extracted(_BOX + f"Danish {record} put the Swedish losses at 300 men.")
    names = {row["actor_id"]: row["name"] for row in tables["actors"]}
    assert [names[row["actor_id"]] for row in tables["claim_sources"]] == [f"Danish {record}"]


def test_a_title_that_two_bear_is_who_was_named_last(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Sweden\n- Combatant2: Denmark\n- Commander1: King Nils\n- Commander2: King Holm\n\n"
    assert victims(extracted(box + "The king lost 300 men.")) == [None]
    assert victims(extracted(box + "King Holm came in June. The king lost 300 men.")) == ["Denmark"]
