"""Losses and strengths told by idioms, and the words that look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Tables

Extract = Callable[[str], Tables]


def counts(tables: Tables) -> list[tuple[object, ...]]:
    """Measure, unit and bounds of each claim, in the order of the text."""
    rows = sorted(tables["claims"], key=lambda row: int(row["start"] or 0))
    return [(row["measure"], row["unit"], row["value_low"], row["value_high"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [
        ("They put 500 prisoners to death.", "killed", 500),
        ("He put forty captives to the sword.", "killed", 40),
        ("Thirty officers were strangled.", "killed", 30),
        ("The whereabouts of 23 soldiers were unknown.", "missing", 23),
        ("The fate of twelve sailors remains unclear.", "missing", 12),
        ("The remains of seven soldiers were found in a pit.", "killed", 7),
        ("The frigate sank, taking 61 of her crew with her.", "killed", 61),
        ("Another 450 men were taken alive.", "captured", 450),
        ("Some 300 soldiers went into captivity.", "captured", 300),
        ("They had 40 of their number killed.", "killed", 40),
        ("An envoy convinced the king to free 316 captives.", "released", 316),
        ("They managed to cut to the rear of the convoy and take 120 prisoners.", "captured", 120),
        ("Two helicopters crashed in the hills.", "destroyed", 2),
        ("Disease claimed another 3,000 lives.", "killed", 3000),
        ("Some 300 men who had surrendered were shot.", "killed", 300),
        ("The 40 hussars who attacked the camp were killed.", "killed", 40),
        ("The 20 soldiers, who had been captured the day before, were executed.", "killed", 20),
        ("The execution of three policemen who had surrendered caused outrage.", "killed", 3),
        ("The 40 men who were captured said that their officers were killed.", "captured", 40),
        ("At dawn the rebels kill 40 guards.", "killed", 40),
        ("They lost in all around 700 men.", "casualties", 700),
        ("They lost altogether 700 men.", "casualties", 700),
        ("The regiment lost, at Orla, 178 of its men.", "casualties", 178),
        ("The ship had five seamen, marines, and soldiers killed.", "killed", 5),
        ("In the fight 28 seamen, marines and soldiers were wounded.", "wounded", 28),
        ("A general gave an assessment of sixty neutralised militants.", "killed", 60),
        ("Two of the tank's crew members were killed.", "killed", 2),
        ("He ordered the slaughter of what were perhaps 300 prisoners.", "killed", 300),
        ("Estimates range from 300 to 400 for the English dead.", "killed", 300),
        ("On 11 May the commander of the 12th Engineer Brigade Colonel Nils Orm was killed.", "killed", 1),
    ],
)
def test_an_idiom_tells_the_loss(text: str, measure: str, number: int, extracted: Extract) -> None:
    assert [(claim[0], claim[2]) for claim in counts(extracted(text))] == [(measure, number)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Some 300 hussars joined the army.", 300),
        ("Up to 1,500 troops were massing at the border.", 1500),
        ("The army was said to number 2,000.", 2000),
        ("A witness gave the number of attackers as 400.", 400),
        ("Only 600 soldiers were left by the evening.", 600),
        ("He left 2,000 foot to garrison the town.", 2000),
        ("They brought up twelve field guns.", 12),
        ("About 200 hussars boarded the ships.", 200),
        ("The king ordered 70,000 troops to the coast.", 70000),
        ("By late June there were 2,480 camels.", 2480),
        ("They number about forty thousand men.", 40000),
        ("A company of 200 hussars held the centre.", 200),
        ("At its peak the group had about 300 members.", 300),
    ],
)
def test_other_ways_to_tell_a_strength(text: str, number: int, extracted: Extract) -> None:
    assert [(claim[0], claim[3]) for claim in counts(extracted(text))] == [("strength", number)]


@pytest.mark.parametrize("groups", ["Two groups", "Three separate groups"])
def test_groups_are_no_fighters(groups: str, extracted: Extract) -> None:
    assert counts(extracted(f"{groups} of rebel fighters were killed.")) == []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("They lost 300 killed, wounded and prisoners.", "killed+wounded+captured"),
        ("The fight ended in 300 killed, wounded, and prisoners.", "killed+wounded+captured"),
        ("Some 300 men were killed and prisoners were taken.", "killed"),
    ],
)
def test_prisoners_may_close_a_joint_count(text: str, measure: str, extracted: Extract) -> None:
    assert counts(extracted(text)) == [(measure, "person", 300, 300)]


def test_nobles_are_people(extracted: Extract) -> None:
    found = counts(extracted("Three dukes, eight counts and 90 barons died."))
    assert found == [("killed", "person", n, n) for n in (3, 8, 90)]


def test_fighters_on_trucks_attack(extracted: Extract) -> None:
    found = counts(extracted("About 200 fighters on 50 pick-up trucks attacked the town."))
    assert ("strength", "person", 200, 200) in found


def test_what_is_taken_with_prisoners_is_nobodys_strength(extracted: Extract) -> None:
    found = counts(extracted("They took the fort, capturing 12 officers and 300 men, with 14 guns."))
    assert found == [("captured", "person", 12, 12), ("captured", "person", 300, 300)]


def test_each_relative_clause_tells_of_its_own_count(extracted: Extract) -> None:
    found = counts(extracted("Many soldiers were killed, including 40 who were named and 60 others who were arrested."))
    assert [claim[:3] for claim in found if claim[2]] == [("killed", "person", 40), ("captured", "person", 60)]


def test_of_those_engaged_some_were_lost(extracted: Extract) -> None:
    found = counts(extracted("They lost 2,000 men out of 16,500 engaged."))
    assert found == [("casualties", "person", 2000, 2000), ("strength", "person", 16500, 16500)]


def test_of_an_original_number_some_died(extracted: Extract) -> None:
    found = counts(extracted("In all 1,054 men died out of the original 5,000."))
    assert found == [("killed", "person", 1054, 1054), ("strength", "person", 5000, 5000)]


def test_most_of_a_number_is_not_the_number(extracted: Extract) -> None:
    assert [claim for claim in counts(extracted("Most of the final 600 men were killed.")) if claim[2] == 600] == []


def test_a_list_goes_on_behind_but(extracted: Extract) -> None:
    found = counts(extracted("The army was composed of 1,000 infantry and 260 cavalry, but only five cannons."))
    assert found[-1] == ("strength", "gun", 5, 5)


def test_of_tanks_the_lost_are_tanks(extracted: Extract) -> None:
    found = counts(extracted("Of the 49 tanks that crossed, ten were lost."))
    assert found == [("strength", "tank", 49, 49), ("lost", "tank", 10, 10)]


def test_of_their_own_are_of_the_same_kind(extracted: Extract) -> None:
    found = counts(extracted("They shot down twelve aircraft for the loss of four of their own."))
    assert found == [("destroyed", "aircraft", 12, 12), ("lost", "aircraft", 4, 4)]


def test_the_tonnage_of_ships_counts_nobody(extracted: Extract) -> None:
    assert counts(extracted("Nine ships of 51,204 GRT were sunk.")) == [("destroyed", "ship", 9, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "One in ten of his troopers was hanged.",
        "Two in three soldiers died.",
        "The militants left no bodies behind.",
        "Some put the date of the battle in June.",
        "The remains of two towers still stand.",
        "He captured the gate and put them at 40 paces.",
        "The fate of three generals moved him.",
    ],
)
def test_what_only_looks_like_a_loss(text: str, extracted: Extract) -> None:
    assert extracted(text)["claims"] == []


def test_most_of_what_was_lost_is_no_second_loss(extracted: Extract) -> None:
    assert counts(extracted("They lost 62 tanks, most of them to mines.")) == [("lost", "tank", 62, 62)]


def test_who_is_put_to_death_is_told_by_nobody(extracted: Extract) -> None:
    assert extracted("Olaf Brand put 500 prisoners to death.")["claim_sources"] == []


def test_some_who_reckon_are_no_dead(extracted: Extract) -> None:
    assert counts(extracted("Some put Danish dead at 10,000.")) == [("killed", "person", 10000, 10000)]


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that 300 hussars were killed.",
        "There is no evidence that 300 hussars were killed.",
        "Nobody knows whether 300 hussars were killed.",
        "A reward for capturing Colonel Nils Brand was promised.",
        "They attacked in the hope of capturing 300 hussars.",
        "Two out of three hussars were killed.",
    ],
)
def test_what_nobody_says_was_so_is_no_claim(text: str, extracted: Extract) -> None:
    assert counts(extracted(text)) == []
