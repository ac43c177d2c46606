"""Whose people a claim counts, where a first sentence tells who fights whom and no infobox does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.extract import extract
from pipeline.model import Tables
from pipeline.read.plain import read_plain
from tests.extract.claims.test_victims import victims

Extract = Callable[[str], Tables]

_LEAD = "The battle was fought between a Danish army under General Peder Holm and a Swedish force under Nils Berg. "
_DANISH, _SWEDISH = {"Danish army", "Denmark", "Danes"}, {"Sweden", "Swedes", "Swedish force"}


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Colonel Berg and twelve other officers were captured.", [{"Nils Berg"}, _SWEDISH]),
        ("Holm himself was captured.", [{"Peder Holm"}]),
        ("Berg was shot in the leg; he was captured the next morning.", [{"Nils Berg"}]),
        ("Their commander, Colonel Nils Berg, was killed.", [{"Nils Berg"}]),
        ("They executed the captured Danish commander of the fort, General Peder Holm.", [{"Peder Holm"}]),
        ("Among the Swedish dead were Colonel Nils Berg and others.", [{"Nils Berg"}]),
        ("Berg admitted to 40 dead of his own.", [_SWEDISH]),
        ("Berg had 3,000 men in the field. Of these 100 were killed, 250 wounded.", [_SWEDISH] * 3),
        ("Berg attacked a wagon train, guarded by a brigade of infantry and 500 cavalry.", [_DANISH]),
        ("Then 2,000 men under Holm attacked but failed, having lost 250 men.", [_DANISH, _DANISH]),
        ("Danish aircraft targeted Swedish positions, destroying several vehicles.", [_SWEDISH]),
        ("Holm estimated the enemy's dead at 6,000.", [_SWEDISH]),
        ("In Holm's camp there were 900 soldiers.", [_DANISH]),
        ("Holm's 900 men held the bridge.", [_DANISH]),
        ("Berg lost 600 men, Holm about 400.", [_SWEDISH, _DANISH]),
        ("The Danes claimed 227 Swedes killed, while losing 3.", [_SWEDISH, _DANISH]),
        ("The Danes routed them, the Swedes losing 5,400 men.", [_SWEDISH]),
        ("Out of the 550 Swedish soldiers who crossed, 485 were killed.", [_SWEDISH, _SWEDISH]),
        ("The enemy was met by Captain Holm and his four ships.", [_DANISH]),
        ("The Danes claimed 30 vehicles destroyed.", [_SWEDISH]),
        ("The Danes lost 7,000, the Swedes and Saxons 3,000 killed.", [_DANISH, {"Swedes and Saxons"}]),
        ("The Danes lost 7,000, and the Swedes and Saxons 3,000.", [_DANISH, {"Swedes and Saxons"}]),
        ("The Danes under Holm, about 90,000 strong, met the Swedes, 80,000 in number.", [_DANISH, _SWEDISH]),
        ("Fire fell, which cost them 110 men, and the Swedes were driven off with a loss of 50.", [{None}, _SWEDISH]),
        ("They fell back with two Danish officers and one Danish clerk wounded.", [_DANISH, _DANISH]),
        ("Only 5,000 Swedes disembarked.", [_SWEDISH]),
        ("There were 450 casualties for the Danes and about 1000 for the Swedes.", [_DANISH, _SWEDISH]),
        ("Fifty thousand Swedes were left dead on the field. Nine were wounded in Holm's report.", [_SWEDISH, {None}]),
        ("Danish losses included 540 soldiers and two trucks.", [_DANISH, _DANISH]),
        ("The cost had been high: 900 Danish casualties and 650 Swedish.", [_DANISH, {"Swedish"}]),
        ("Danish losses were 389 (body count) and another 47 suspects detained.", [_DANISH, _DANISH]),
        ("Some 2,500 Danes/Saxons were killed.", [{"Danes/Saxons"}]),
        ("Danish losses are not known but are estimated between 300 and 400.", [_DANISH]),
        ("Lund placed the number of Swedes killed in the last stages of the retreat at 88.", [_SWEDISH]),
        ("There were 100 dead on the Danish side and 80 among the Swedes.", [_DANISH, _SWEDISH]),
        ("Twenty were killed on the Danish side and 30 on the Swedish side.", [_DANISH, _SWEDISH]),
        ("They wounded 591 Danes. The murderers dispersed, but about 80 of them were slain.", [_DANISH, {None}]),
        ("As many as 500 Danes and another 350 Swedes had been killed.", [_DANISH, _SWEDISH]),
        ("Another 20 non-Swedish gunmen were killed.", [{"gunmen"}]),
        ("The Danes had nine men killed; the Swedes, six killed and 17 wounded.", [_DANISH, _SWEDISH, _SWEDISH]),
        ("The Freja had nine killed; and the Svan, 18, including Captain Ek, killed.", [{"Freja"}, {"Svan"}, {"Ek"}]),
        (
            "The Danes had nine killed; the Swedes, six killed: making a total of 15 killed.",
            [_DANISH, _SWEDISH, {None}],
        ),
        ("The Danes put Swedish losses at 61 killed; their own stood at six dead.", [_SWEDISH, _DANISH]),
        ("The Danes put the Swedish losses at 300 and their own at 40.", [_SWEDISH, _DANISH]),
        ("The Danes withdrew. A raid on the Swedes killed ten of them.", [_SWEDISH]),
        ("The Swedes had left 900 corpses.", [_SWEDISH]),
        ("Troop C knocked out 28 tanks with no Danish losses.", [_SWEDISH, _DANISH]),
        ("Troop C took 40 prisoners for the loss of three men.", [{None}, {"Troop C"}]),
        ("The 4,200-strong Swedish army attacked.", [_SWEDISH | {"Swedish army"}]),
        ("2,500 Danes (1,700 foot and 800 horse) against 4,000 Swedes (3,000 foot).", [_DANISH] * 3 + [_SWEDISH] * 2),
        ("After a bitter fight the Danes took it with many casualties on both sides.", [{None}]),
        ("General Holm was killed along with 40 of his men.", [{"Peder Holm"}, _DANISH]),
        ("The Danes reported 30 dead and 70 wounded.", [_DANISH, _DANISH]),
        ("The Danes escaped without loss.", [_DANISH]),
        ("The Danes told nothing of their losses, but Reuters put them at 30.", [_DANISH]),
        ("Swedish losses were disputed: Danish officials put them at more than 70 men.", [_SWEDISH]),
        ("Danish casualties were 300. Lund put them at 400.", [_DANISH, _DANISH]),
        ("The Danes attacked with force but were thrown back with 1,000 casualties.", [_DANISH]),
        ("The Swedes found 40 dead Danes.", [_DANISH]),
        ("Casualties numbered 600, 400 of them Danish.", [{None}, _DANISH | {"Danish"}]),
        ("The Swedish losses of 600 men were a blow.", [_SWEDISH]),
        ("Some 600 Danes fell, and almost all of Berg's 200-man garrison was killed.", [_DANISH, _SWEDISH]),
        ("As the Danes broke through the gate the Swedes opened fire, killing hundreds.", [_DANISH]),
        ("The loss of the Danes amounted to 300.", [_DANISH]),
        ("Of the Danes, 300 lay dead on the field.", [_DANISH]),
        ("The Swedish fleet met a Danish fleet of ten ships.", [_DANISH | {"Danish fleet"}]),
        ("The Danes lost eight men; among the Swedes 12 were killed.", [_DANISH, _SWEDISH]),
        ("In the battle 300 were killed on the side of the Swedes.", [_SWEDISH]),
        ("Ten Danes and 40 Swedes were killed, witnesses said; others spoke of 70.", [_DANISH, _SWEDISH, {None}]),
        ("The Swedish dead numbered 40, among them two colonels; 120 were wounded.", [_SWEDISH] * 3),
        ("The retreat cost the Danes a further 500 men.", [_DANISH]),
        ("Danish losses were 300 killed; Lund gives 400.", [_DANISH, _DANISH]),
        ("The Danes claimed 300 Swedes killed; the Swedes said they had killed 400.", [_SWEDISH, _DANISH]),
        ("Two days later the Danes raised their toll to 70.", [{None}]),
        ("The attack cost the Swedes 331 casualties.", [_SWEDISH]),
        ("Lund gives the Swedes 1,800 casualties and the Danes 2,700.", [_SWEDISH, _DANISH]),
        ("The Danes took 22 guns and 3,000 prisoners.", [_SWEDISH, _SWEDISH]),
        ("This brought the Swedish death toll to 650.", [_SWEDISH]),
        ("The Danes placed enemy losses at 61 killed.", [_SWEDISH]),
        ("The Danes inflicted losses of 40 killed and 60 wounded on the Swedes.", [_SWEDISH, _SWEDISH]),
        ("The Danes held out for twelve hours. Sixteen of them died.", [_DANISH]),
        ("Ten Danes fell. The Swedes had lost much ground, and raids had killed 800 of them.", [_DANISH, _SWEDISH]),
        ("The Danes took 61 Swedes prisoner. Four of the captives died and 42 fled.", [_SWEDISH] * 2),
        ("Holm had 500 prisoners beheaded.", [_SWEDISH]),
        ("Some 1,500 Danes attacked a garrison of 120.", [_DANISH, _SWEDISH]),
        ("Swedish casualties totalled 203 killed and 52 wounded, for a total of 255 men.", [_SWEDISH] * 3),
        ("Of the Swedish garrison of 1,400, only 59 survived to be taken prisoner.", [{"Swedish garrison"}] * 2),
        (
            "A Swedish force routed a Danish column commanded by Brig. Gen. Peder Holm, inflicting 2,200 casualties.",
            [_DANISH],
        ),
    ],
)
def test_the_victim_is_of_the_side_that_the_words_point_to(
    text: str, whose: list[set[str | None]], extracted: Extract
) -> None:
    found = victims(extracted(_LEAD + text))
    assert len(found) == len(whose)
    assert all(name in names for name, names in zip(found, whose, strict=True)), found


@pytest.mark.parametrize(
    "text",
    [
        "Of these 100 were killed.",
        "In November raiders had burned 40 houses.",
        "A car bomb killed five people, including two policemen, and wounded 17 others.",
    ],
)
def test_nobody_is_named_where_the_words_name_nobody(text: str, extracted: Extract) -> None:
    assert victims(extracted(_LEAD + text))[-1] is None


def test_what_a_state_says_it_inflicted_is_not_its_own_loss(extracted: Extract) -> None:
    assert victims(extracted("Norland fired on the post. Ukraine said it had killed 63 soldiers.")) == [None]


def test_a_state_that_tells_of_soldiers_killed_means_its_own(extracted: Extract) -> None:
    assert victims(extracted("The post was hit. Ukraine said that 63 soldiers had been killed.")) == ["Ukraine"]


def test_the_losses_of_a_shelling_are_of_the_side_that_was_shelled(extracted: Extract) -> None:

    def of(title: str) -> list[str | None]:
        text = (
            f"= {title} =\n\nThe strike killed 40 Russian soldiers. Another 60 Russian soldiers were wounded. "
            "The number of dead rose to 55 by evening.\n"
        )
        return victims(extract(read_plain(text, path="x.txt", title=title, sha256="0" * 64)))

    assert of("Orla barracks shelling") == ["Russia"] * 3
    assert of("Battle of Orla") == ["Russia", "Russia", None]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The Danish frigate Freja sailed north. Freja had 12 men killed.", "Denmark"),
        ("HMS Norbury sailed from Orla. The crew of Norbury lost 40 men.", "United Kingdom"),
        ("The British brig Swift met the French frigate Junelle. Junelle's crew suffered 65 casualties.", "France"),
        ("The Japanese destroyer Asanagi was damaged, with eleven dead.", "Japan"),
    ],
)
def test_a_ships_crew_are_of_the_navy_that_its_first_naming_tells(text: str, whose: str, extracted: Extract) -> None:
    assert victims(extracted(text))[-1] == whose


@pytest.mark.parametrize(
    ("text", "measure", "whose"),
    [
        ("The Danish frigate Freja met the Swedish brig Svan. Svan was sunk.", "destroyed", "Sweden"),
        ("The Danish frigate Freja was severely damaged.", "damaged", "Denmark"),
        ("The Danish frigate Freja sank the Swedish brig Svan.", "destroyed", "Sweden"),
        ("HMS Norbury suffered moderate damage.", "damaged", "United Kingdom"),
    ],
)
def test_a_named_ship_that_is_lost_is_a_claim_of_one_ship(
    text: str, measure: str, whose: str, extracted: Extract
) -> None:
    tables = extracted(text)
    claims = [(row["measure"], row["unit"], row["form"], row["value_low"]) for row in tables["claims"]]
    assert claims == [(measure, "ship", "named", 1)]
    assert victims(tables) == [whose]


@pytest.mark.parametrize("text", ["The Danish frigate Freja was not damaged.", "Many knights fell from their horses."])
def test_what_did_not_happen_to_ships_and_riders_is_no_claim(text: str, extracted: Extract) -> None:
    assert extracted(text)["claims"] == []


_MARCH = (
    "The Orlan {what} of 1839 was a failed Danish {deed} to reach the town of Orla. Peder Holm set out with 5,000 men. "
    "{more}"
)


def _on_the_march(what: str, deed: str, more: str) -> list[str | None]:
    text = f"= Orlan {what} of 1839 =\n\n" + _MARCH.format(what=what, deed=deed, more=more)
    return victims(extract(read_plain(text, path="x.txt", title=f"Orlan {what} of 1839", sha256="0" * 64)))


@pytest.mark.parametrize("what", ["campaign", "expedition", "march"])
def test_what_a_march_loses_on_its_way_is_of_those_who_march(what: str) -> None:
    more = "By December 93 men had died and 1,200 camels were lost. The fort had a garrison of 634 men."
    assert _on_the_march(what, "attempt", more) == ["Denmark"] * 4


def test_what_a_march_does_to_others_or_meets_is_not_its_own() -> None:
    more = "They killed 40 men at a well. At the well 300 Zemblans were killed and 20 guns were taken from Zembla."
    assert _on_the_march("campaign", "attempt", more)[1:] in ([None, "Zemblans", None], [None, "Zemblans", "Zembla"])


def test_a_campaign_that_is_no_single_partys_settles_nothing() -> None:
    assert _on_the_march("campaign", "town, where all came", "By December 93 men had died.")[-1] is None
