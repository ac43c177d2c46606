"""Those who were hit, went down or were taken with somebody: whose people a count is by what befell them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Tables
from tests.extract.claims.test_victims import victims

Extract = Callable[[str], Tables]

_BOX = """Infobox
- Conflict: Battle of Lilleby
- Combatant1: Sweden
- Combatant2: Denmark
- Commander1: Nils Brand

"""


@pytest.mark.parametrize(
    "text",
    [
        "The Danish brig Svan took five hits, which killed 29 and wounded 64.",
        "The Danish brig Svan was struck by a shell that killed 29 men and wounded 64.",
        "A Danish convoy hit a mine, killing six soldiers and wounding 20.",
        "A Danish patrol came under fire, which killed four and wounded nine.",
    ],
)
def test_what_a_blow_does_it_does_to_those_who_are_hit(text: str, extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == ["Denmark", "Denmark"]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The Danes were attacked at dawn but killed 30 Swedes.", "Sweden"),
        ("The village was bombed by the Danes, killing 40 people.", None),
        ("The village was shelled, killing six soldiers.", None),
    ],
)
def test_a_blow_tells_nothing_of_others(text: str, whose: str | None, extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == [whose]


@pytest.mark.parametrize(
    "text",
    [
        "The Danish brig Svan was hit twice and sank, taking 46 of her crew with her.",
        "The Danish brig Svan went down with all hands, 144 men.",
        "The Swedes sank the Danish brig Svan with all 43 hands.",
        "The Danish brig Svan was boarded. Her crew of 40 was captured.",
        "The Danish brig Svan was boarded. Its crew of 40 was captured.",
        "A Danish column of 500 was annihilated.",
    ],
)
def test_a_crew_is_of_its_ship_and_a_column_of_its_army(text: str, extracted: Extract) -> None:
    people = [claim for claim in extracted(_BOX + text)["claims"] if claim["unit"] == "person"]
    assert [claim["victim_actor_id"] for claim in people] == ["denmark"]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Brand and 300 men were captured.", "Sweden"),
        ("Brand was taken prisoner together with 300 men.", "Sweden"),
        ("Brand was killed, along with 40 civilians.", "civilians"),
    ],
)
def test_the_men_with_a_leader_are_of_his_side(text: str, whose: str, extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == ["Nils Brand", whose]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Some 400 men joined the Danes.", "Denmark"),
        ("About 17,000 men served under the Danes.", "Denmark"),
        ("An air strike by a Danish jet destroyed six trucks.", "Sweden"),
        ("Fire from the Danish guns killed six men.", "Sweden"),
        ("The Danes' booty included 14 guns.", "Sweden"),
        ("By dawn the Danes had withdrawn to the hills with 40 wounded.", "Denmark"),
        ("The Danes lost 300 killed. Olaf Berg puts the figure at 400.", "Denmark"),
        ("The Danes lost 300 killed. The total of Swedish dead was put at 400.", "Denmark"),
    ],
)
def test_the_count_is_of_those_to_whom_the_deed_points(text: str, whose: str, extracted: Extract) -> None:
    assert victims(extracted(_BOX + text))[-1] == whose


def test_booty_without_an_owner_is_the_victors(extracted: Extract) -> None:
    box = _BOX.replace("- Combatant1", "- Result: Danish victory\n- Combatant1")
    assert victims(extracted(box + "War booty included 14 guns and nine wagons.")) == ["Sweden", "Sweden"]


def test_the_adjectives_of_two_sides_name_both(extracted: Extract) -> None:
    text = "Some 400 Danish and Swedish troops were encircled."
    assert victims(extracted(_BOX + text)) == ["Danish and Swedish"]


def test_a_ship_with_dead_has_them_and_two_adjectives_have_their_losses_together(extracted: Extract) -> None:
    text = "The Danish brig Svan, with 57 killed and 102 wounded, suffered most."
    assert victims(extracted(_BOX + text)) == ["Denmark", "Denmark"]
    assert victims(extracted(_BOX + "Danish and Swedish casualties totalled 43 dead.")) == ["Danish and Swedish"]


def test_three_adjectives_have_their_losses_together(extracted: Extract) -> None:
    text = "The Norwegian, Danish and Swedish losses came to 300 men."
    assert victims(extracted(_BOX + text)) == ["Norwegian, Danish and Swedish"]
