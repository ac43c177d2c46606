"""Whom a strike hit, as the noun or the verb of striking tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Tables
from tests.extract.claims.test_victims import victims

Extract = Callable[[str], Tables]

_BOX = """Infobox
- Conflict: Battle of Rindo
- Combatant1: Sweden
- Combatant2: Denmark

"""


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("An air raid on the Danish camp killed 40 and wounded 60.", ["Denmark", "Denmark"]),
        ("Shelling of Swedish positions killed 20 soldiers.", ["Sweden"]),
        ("Swedish shelling of Danish trenches killed 20 soldiers and wounded 30.", ["Denmark", "Denmark"]),
        ("A strike on the retreating Swedes killed ten.", ["Sweden"]),
        ("The attack hit a Danish base, killing 70 soldiers and wounding 20.", ["Denmark", "Denmark"]),
        ("Ten soldiers were killed in an airstrike on a Swedish base near the river.", ["Sweden"]),
        ("Two people were killed in an airstrike on a Swedish base near the river.", [None]),
        ("In an attack on the Swedish camp, the Danes lost 20 killed.", ["Denmark"]),
        ("The Swedes attacked the Danish camp and lost 40 killed.", ["Sweden"]),
        ("A suicide attack on a Danish barracks left 30 dead.", ["Denmark"]),
    ],
)
def test_a_strike_kills_those_whom_it_is_laid_on(text: str, whose: list[str | None], extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == whose


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The Danes sank the frigate with the loss of 40 men.", None),
        ("The Danes torpedoed a Swedish frigate with the loss of 40 lives.", "Sweden"),
        ("The Danes sank two ships for the loss of 40 men.", "Denmark"),
        ("The Danish frigate sank with the loss of 40 men.", "Denmark"),
        ("The Danish frigate was sunk by gunfire with the loss of 40 men.", "Denmark"),
        ("The Danes stormed the redoubt with the loss of 40 men.", "Denmark"),
    ],
)
def test_who_sinks_a_ship_does_not_lose_her_crew(text: str, whose: str | None, extracted: Extract) -> None:
    assert victims(extracted(_BOX + text))[-1] == whose


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The Swedish gunners fired, and the Danes are said to have lost 200 men.", ["Denmark"]),
        ("The Swedish gunners fired, and the Kurlars are said to have lost 200 men.", ["Kurlars"]),
        ("The Swedes are said to have had 20 killed and the Danes to have lost 200 men.", ["Sweden", "Denmark"]),
        ("The Danes were reported to have suffered 40 casualties.", ["Denmark"]),
    ],
)
def test_the_loss_is_of_those_of_whom_it_is_said(text: str, whose: list[str], extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == whose


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The Swedish garrison was attacked. The garrison lost 60 men.", "Sweden"),
        ("The Swedes were besieged in the town. The garrison lost 60 men.", "Sweden"),
        ("The Swedes besieged the town. The garrison lost 60 men.", "Denmark"),
    ],
)
def test_the_garrison_is_of_those_who_are_attacked(text: str, whose: str, extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == [whose]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The Danish capture of 600 men was a blow.", "Sweden"),
        ("The Danish destruction of twelve guns was a blow.", "Sweden"),
        ("The Danes' massacre of 300 men was not forgotten.", "Sweden"),
        ("The Danish loss of 600 men was a blow.", "Denmark"),
        ("The Danish surrender of 600 men was a blow.", "Denmark"),
    ],
)
def test_a_deed_is_done_to_others(text: str, whose: str, extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == [whose]


_UPRISING = """Infobox
- Conflict: Raid on Gado
- Combatant1: Nigerian Army
- Combatant2: Sons of Gado

"""


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The government suffered 40 killed.", "Nigerian Army"),
        ("The regime lost nine tanks.", "Nigerian Army"),
        ("Nine government tanks were destroyed.", "Nigerian Army"),
        ("Two army trucks were destroyed.", "Nigerian Army"),
        ("Nine rebel trucks were destroyed.", "Sons of Gado"),
        ("Two military trucks were destroyed.", None),
    ],
)
def test_the_government_is_the_state_among_the_two(text: str, whose: str | None, extracted: Extract) -> None:
    assert victims(extracted(_UPRISING + text)) == [whose]
