"""Whose people a claim counts, where the words around the number show it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from pipeline.extract import extract
from pipeline.model import Tables
from pipeline.read.plain import read_plain

Extract = Callable[[str], Tables]

_BOX = """Infobox
- Conflict: Battle of Kuolla
- Combatant1: Finland
- Combatant2: Soviet Union
- Commander1: Paavo Siivola
- Commander2: Ivan Petrov

The Battle of Kuolla was fought between Finland and the Soviet Union. """

_UPRISING = """Infobox
- Conflict: Raid on Gado
- Combatant1: Nigeria
- Combatant2: Sons of Gado

The raid on Gado was fought between the army and the rebels. """

_FLEETS = """Infobox
- Conflict: Action off Rindo
- Combatant1: United States, Australia
- Combatant2: Empire of Japan

The action off Rindo was fought between Allied and Japanese ships. """


def victims(tables: Tables) -> list[str | None]:
    """The names of the victims of the prose claims, in the order of the text."""
    names = {row["actor_id"]: str(row["name"]) for row in tables["actors"]}
    prose = [claim for claim in tables["claims"] if claim["origin"] == "prose"]
    return [names.get(claim["victim_actor_id"]) for claim in sorted(prose, key=lambda claim: int(str(claim["start"])))]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Soviet losses were 300 killed.", "Soviet Union"),
        ("The Finnish dead numbered 40.", "Finland"),
        ("Siivola had 900 men.", "Finland"),
        ("Petrov attacked with 9,000 men.", "Soviet Union"),
        ("Petrov's division lost 300 men.", "Soviet Union"),
        ("402 of Siivola's men were killed.", "Finland"),
        ("The Finns took 400 prisoners.", "Soviet Union"),
        ("Petrov's men captured six guns.", "Finland"),
        ("Finnish fire hit the column, killing two soldiers.", "Soviet Union"),
        ("Petrov withdrew, leaving 90 dead.", "Soviet Union"),
        ("The Finns took the ridge with 60 casualties.", "Finland"),
        ("Soviet archives show 290 killed.", "Soviet Union"),
        ("The Finns counted 500 enemy dead.", "Soviet Union"),
        ("Despite losing 400 men, the Finns held the ridge.", "Finland"),
        ("Reinforced by some 350 fresh troops, Petrov's command attacked.", "Soviet Union"),
        ("Petrov's numbers had been reduced to 9,000 men.", "Soviet Union"),
        ("The Finns attacked, causing about 500 casualties.", "Soviet Union"),
        ("The Finns struck back, causing them nearly 50 dead.", "Soviet Union"),
        ("The Soviets suffered anywhere from 1,000 to 3,000 killed.", "Soviet Union"),
        ("Using guns and mortars, the Finns disabled several tanks.", "Soviet Union"),
        ("The Finns made three attacks on the town, which cost them 90 men.", "Finland"),
        ("At least 10 of those killed were confirmed as Soviet officers.", "Soviet Union"),
        ("A column of 500 men led by Petrov was cut off.", "Soviet Union"),
        ("The Soviets surrendered; 300 were taken prisoner.", "Soviet Union"),
        ("The Finns were routed, with 300 killed.", "Finland"),
        ("The Finnish troops were ambushed by the Soviets and 40 men were killed.", "Finland"),
        ("Finnish officials claimed to have killed 40.", "Soviet Union"),
        ("The Finns acknowledged 12 deaths.", "Finland"),
        ("Soviet sources claimed that Finnish losses exceeded 200.", "Finland"),
        ("Siivola estimated that the enemy lost 500 men.", "Soviet Union"),
        ("The official Finnish history says that it had 60 dead of its own.", "Finland"),
    ],
)
def test_a_side_is_known_by_adjective_commander_and_enemy(text: str, named: str, extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == [named]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Twelve soldiers were killed.", "Nigeria"),
        ("The army lost four men.", "Nigeria"),
        ("Troops killed 20 rebels.", "Sons of Gado"),
        ("The attack left six gendarmes dead.", "gendarmes"),
        ("Eight vigilantes were killed.", "vigilantes"),
    ],
)
def test_a_common_noun_is_the_only_side_that_it_can_mean(text: str, named: str, extracted: Extract) -> None:
    assert victims(extracted(_UPRISING + text)) == [named]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Allied losses were 12 killed.", "Allied"),
        ("The Australians lost five men.", "Australia"),
        ("Japan lost 60 men.", "Empire of Japan"),
    ],
)
def test_a_coalition_and_its_members_are_told_apart(text: str, named: str, extracted: Extract) -> None:
    assert victims(extracted(_FLEETS + text)) == [named]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The 41st Zemblan Infantry led the column. Within an hour the regiment lost 38 men.", "41st Zemblan Infantry"),
        ("The 9th Brigade held the hill. The brigade's losses were 60 killed.", "9th Brigade"),
        ("The 24B Regiment had 230 men killed.", "24B Regiment"),
        ("A Danish brigade held the ford. The brigade's losses were 60 killed.", "Denmark"),
    ],
)
def test_units_are_actors_and_their_nouns_point_back(text: str, named: str, extracted: Extract) -> None:
    assert victims(extracted(text))[-1] == named


def test_an_article_about_a_man_makes_him_the_one_who_acts() -> None:
    text = "= Olaf Brand =\n\nOlaf Brand was a Danish general. In 1712 he relieved the fort with 300 men.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert victims(extract(read_plain(text, path="brand.txt", title="Olaf Brand", sha256=digest))) == ["Denmark"]


def test_the_garrison_is_the_side_that_is_attacked(extracted: Extract) -> None:
    text = "The Soviets besieged the town for a month. The last 70 defenders surrendered."
    assert victims(extracted(_BOX + text)) == ["Finland"]


def test_the_dead_are_named_where_only_their_death_names_them(extracted: Extract) -> None:
    assert victims(extracted("Aruj was killed in 1518 during a siege.")) == ["Aruj"]


@pytest.mark.parametrize(
    "text",
    [
        "Reuters reported 19 dead.",
        "The Red Cross counted 61 wounded.",
        "The bomb killed six people.",
    ],
)
def test_who_only_tells_of_a_loss_has_not_lost(text: str, extracted: Extract) -> None:
    assert victims(extracted(text)) == [None]


def test_a_ruler_may_be_called_by_his_first_name(extracted: Extract) -> None:
    box = _BOX.replace("Paavo Siivola", "Aleksi Suuri")
    assert victims(extracted(box + "Aleksi's army had 4,000 men.")) == ["Finland"]


def test_two_parties_with_one_number_are_named_together(extracted: Extract) -> None:
    assert victims(extracted("The Zemblans and Oxians lost 400 men. The Zemblans fled and the Oxians stood.")) == [
        "Zemblans and Oxians"
    ]


def test_two_peoples_with_one_number_are_named_together(extracted: Extract) -> None:
    told = extracted(_BOX + "Some 400 Finns and Karelians were killed.")
    assert victims(told) == ["Finns and Karelians"]


def test_parts_of_a_number_are_whom_it_says_that_they_were(extracted: Extract) -> None:
    text = "About 900 were killed and 5,000 displaced, of whom 300 were Finnish soldiers and 500 were Soviet soldiers."
    told = extracted(_BOX + text)
    assert victims(told)[2:] == ["Finland", "Soviet Union"]
    assert [claim["measure"] for claim in told["claims"]] == ["killed", "displaced", "killed", "killed"]


def test_what_was_hit_beside_the_first_is_of_the_same_side(extracted: Extract) -> None:
    text = "Finnish gunners claimed 30 tanks destroyed with another 40 disabled by mines."
    assert victims(extracted(_BOX + text)) == ["Soviet Union", "Soviet Union"]


def test_a_price_is_paid_by_those_who_won(extracted: Extract) -> None:
    text = "The Finns won, destroying two enemy tanks for just three men injured."
    assert victims(extracted(_BOX + text)) == ["Soviet Union", "Finland"]


def test_an_adjective_is_of_the_side_that_goes_by_no_other_name(extracted: Extract) -> None:
    box = _BOX.split("The Battle", maxsplit=1)[0]
    assert victims(extracted(box + "The Finns held the ridge. The Crimson forces lost 50 men.")) == ["Soviet Union"]
    assert victims(extracted(_BOX + "The Crimson forces lost 50 men.")) == [None]


def test_those_aboard_what_founders_are_of_its_side(extracted: Extract) -> None:
    assert victims(extracted(_BOX + "A Finnish bomber crashed, killing four.")) == ["Finland", "Finland"]
    assert victims(extracted(_BOX + "A Finnish bomber hit the camp, killing four.")) == ["Soviet Union"]


def test_who_drove_off_an_attack_need_not_have_lost_the_dead(extracted: Extract) -> None:
    assert victims(extracted(_BOX + "The Finns repulsed the attack, and 40 were killed.")) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The two were matched, with about 5,000 soldiers from each side.",
        "The army won despite the upper town's casualties of 900 men.",
        "Other sources say that he lost 40 men.",
    ],
)
def test_what_is_of_both_or_of_somebody_unknown_is_nobodys(text: str, extracted: Extract) -> None:
    assert victims(extracted(_UPRISING + text)) == [None]


def test_a_group_owns_its_people(extracted: Extract) -> None:
    text = "The Sons of Gado fled. More than 75 of the group's fighters were wounded."
    assert victims(extracted(_UPRISING + text)) == ["Sons of Gado"]


def test_a_bracket_in_the_infobox_is_a_further_name(extracted: Extract) -> None:
    box = _BOX.replace("- Combatant1: Finland", "- Combatant1: Finland (Whites)")
    assert victims(extracted(box + "The Whites lost 40 men.")) == ["Finland"]


def test_more_are_of_those_whom_the_sentence_before_counted(extracted: Extract) -> None:
    assert victims(extracted(_BOX + "The Finns lost 40 men. A day later 15 more were dead."))[1] == "Finland"
    assert victims(extracted(_BOX + "The Finns lost 40 men. In Vaasa the police found 15 more dead."))[1] != "Finland"


def test_the_last_word_of_a_belligerent_stands_for_it(extracted: Extract) -> None:
    box = _BOX.replace("- Combatant1: Finland", "- Combatant1: Karelian Trading Company")
    assert victims(extracted(box + "The Company lost 40 men.")) == ["Karelian Trading Company"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "The Finns, numbering 12,000 men, met a Soviet force of 9,000 infantry, 2,000 cavalry and 12 guns.",
            ["Finland", "Soviet Union", "Soviet Union", "Soviet Union"],
        ),
        ("The Finns shot down 12 aircraft and lost three of their own.", ["Soviet Union", "Finland"]),
        ("Petrov's army of 9,000 men attacked Siivola, who had 4,000 men.", ["Soviet Union", "Finland"]),
        ("The Finns had lost 12 killed to the Soviets' 100 killed.", ["Finland", "Soviet Union"]),
    ],
)
def test_each_of_two_sides_has_its_numbers(text: str, named: list[str], extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == named


def test_a_unit_fights_for_the_country_in_its_name(extracted: Extract) -> None:
    assert victims(extracted(_BOX + "The 3rd Finnish Division took 40 guns.")) == ["Soviet Union"]


_CLASHES = """Infobox
- Conflict: Clashes in Norland
- Combatant1: Free Army of Norland, Falcon Brigade, Sons of Ribe
- Combatant2: Swedish Republic, Swedish Armed Forces

The Swedish Army fought several groups in Norland. The Swedish Army held the roads. The rebels held the hills. \
Free Army of Norland and others took part.

"""


def test_soldiers_are_the_army_of_the_only_state_of_a_column_of_several_bodies(extracted: Extract) -> None:
    assert victims(extracted(_CLASHES + "Three soldiers were killed on 6 June.")) == ["Swedish Army"]


def test_rebels_that_open_a_sentence_are_no_party_of_the_state(extracted: Extract) -> None:
    told = extracted(_CLASHES + "Rebels attacked the town. Rebels destroyed three tanks.")
    assert victims(told) == ["Swedish Army"]


def test_those_whom_an_army_kills_are_not_its_own(extracted: Extract) -> None:
    told = extracted(_CLASHES + "The army killed four militants near the pass.")
    assert victims(told) == ["rebels"]


def test_soldiers_of_a_named_army_are_counted_and_no_unit(extracted: Extract) -> None:
    told = extracted(_CLASHES + "Some 50 Swedish Army soldiers were killed or captured.")
    assert [(c["form"], c["value_low"]) for c in told["claims"]] == [("approximate", 50)]
    assert victims(told) == ["Swedish Army"]


def test_a_garrison_of_somebody_is_his(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Denmark\n- Combatant2: Sweden\n- Commander1: Nils Holm\n- Commander2: Jan Berg\n\n"
    told = extracted(box + "The Swedes besieged Holm's 2,300-man garrison for a month.")
    assert victims(told) == ["Denmark"]


@pytest.mark.parametrize("subject", ["Havfruen", "The Havfruen"])
def test_who_lost_is_the_one_who_is_said_to_have(subject: str, extracted: Extract) -> None:
    assert victims(extracted(_BOX + f"{subject} lost 12 sailors.")) == ["Havfruen"]


def test_who_claims_an_attack_has_not_lost_the_soldiers(extracted: Extract) -> None:
    told = extracted("Denmark fought the rebels. Denmark claimed responsibility, saying that 38 soldiers died.")
    assert victims(told) == [None]


def test_what_a_side_inflicted_is_not_its_own_loss(extracted: Extract) -> None:
    told = extracted(_BOX + "At a cost of 45 dead, the Finns had inflicted 130 casualties.")
    assert victims(told) == ["Finland", "Soviet Union"]


def test_imperial_is_who_has_the_only_empire_in_the_infobox(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Sweden\n- Combatant2: Holy Roman Empire\n\n"
    told = extracted(box + "Imperial losses were put at 2,000. Imperial troops captured 30 men.")
    assert victims(told) == ["Holy Roman Empire", "Sweden"]


def test_who_tells_of_army_losses_is_not_the_army(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Chad\n- Combatant2: Harakat al-Nur\n\n"
    text = "Harakat al-Nur put army losses at more than 1,000. The army put its own losses at 12 killed."
    told = extracted(box + text)
    names = {row["actor_id"]: row["name"] for row in told["actors"]}
    claimants = [names[row["actor_id"]] for row in told["claim_sources"] if row["role"] == "claimant"]
    assert victims(told)[1] == "Chad"
    assert claimants == ["Harakat al-Nur", "army"]


def test_who_lost_men_and_took_prisoners_took_them_from_others(extracted: Extract) -> None:
    text = "The 4th Finnish Brigade lost 1,001 men and took 410 prisoners. "
    told = extracted(_BOX + text + "By nightfall the Finns had taken 640 prisoners.")
    assert victims(told) == ["4th Finnish Brigade", "Soviet Union", "Soviet Union"]


def test_battalions_go_on_with_their_losses(extracted: Extract) -> None:
    told = extracted("The 13th Battalion suffered 92 casualties, the 14th Battalion 177 and the 16th Battalion 341.")
    assert victims(told) == ["13th Battalion", "14th Battalion", "16th Battalion"]


def test_the_losses_of_a_ministry_are_its_states(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Chad\n- Combatant2: Harakat al-Nur\n\n"
    told = extracted(box + "The Chadian Ministry of Defence lost 12 men in the attack.")
    assert victims(told) == ["Chad"]


def test_rebels_who_call_themselves_an_army_are_not_the_army(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Chad\n- Combatant2: Free Chadian Army\n\n"
    told = extracted(box + "The Army attacked on 3 May. It said that it had lost 12 men.")
    names = {row["actor_id"]: row["name"] for row in told["actors"]}
    assert "Free Chadian Army" not in {names[row["actor_id"]] for row in told["claim_sources"]}


def test_who_deserted_an_army_is_not_the_army(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Chad\n- Combatant2: Harakat al-Nur\n\n"
    assert victims(extracted(box + "Army deserters destroyed three tanks.")) == [None]
    assert victims(extracted(box + "Army tanks destroyed three trucks.")) == ["Harakat al-Nur"]


def test_rebels_whom_soldiers_fight_are_not_the_soldiers(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Chad\n- Combatant2: Harakat al-Nur\n\n"
    told = extracted(box + "In the hills the Chadian army fought with 100 insurgents.")
    assert victims(told) in ([], ["Harakat al-Nur"])
    told = extracted(box + "Officials said three Chadians died in a firefight with more than 100 insurgents.")
    assert victims(told) == ["Chad", "Harakat al-Nur"]


def test_rebels_who_took_part_beside_soldiers_are_not_the_soldiers(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Chad\n- Combatant2: Harakat al-Nur\n\n"
    assert victims(extracted(box + "Around 200 soldiers and 300 rebels took part.")) == ["Chad", "Harakat al-Nur"]
    assert victims(extracted(box + "The government sent 200 soldiers and 300 militiamen.")) == ["Chad", "Chad"]


def test_a_people_with_two_names_is_no_state(extracted: Extract) -> None:
    text = "The Native Americans watched. The United States sent an army. Over 400 Americans were taken prisoner."
    assert victims(extracted("Infobox\n- Combatant1: United States\n- Combatant2: Native Americans\n\n" + text)) == [
        "United States"
    ]


def test_those_who_attack_are_not_those_who_fall_back(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Denmark\n- Combatant2: Harakat al-Nur\n\n"
    told = extracted(box + "As the Danes fell back, thousands of militiamen attacked them along the road.")
    assert "Denmark" not in victims(told)


def test_who_is_repulsed_with_losses_lost(extracted: Extract) -> None:
    told = extracted(_BOX + "The Finns tried to cross, resulting in the Soviets being forced back with heavy losses.")
    assert victims(told) == ["Soviet Union"]


_ALLIES = "Infobox\n- Combatant1: Chad, France\n- Combatant2: Harakat al-Nur\n\n"


def test_soldiers_of_whom_rebels_tell_are_the_states(extracted: Extract) -> None:
    for text in ("Harakat al-Nur said that 22 soldiers were killed.", "According to Harakat al-Nur, 22 soldiers died."):
        assert victims(extracted(_ALLIES.replace(", France", "") + text)) == ["Chad"]
        assert victims(extracted(_ALLIES + text)) == [None]


def test_soldiers_are_those_of_the_one_ally_whose_army_is_told_of(extracted: Extract) -> None:
    told = extracted(_ALLIES + "The Chadian Army held the town. Twenty soldiers were killed.")
    assert victims(told) == ["Chadian Army"]
    both = "The Chadian Army held the town with the French Army. Twenty soldiers were killed."
    assert victims(extracted(_ALLIES + both)) == [None]


def test_soldiers_of_whom_a_ministry_tells_are_its_states(extracted: Extract) -> None:
    told = extracted(_ALLIES + "The Chadian Ministry of Defence said that 22 soldiers were killed.")
    assert victims(told) == ["Chad"]


@pytest.mark.parametrize(
    ("belligerents", "text", "wanted"),
    [
        (("Sweden", "Imperial Germany, Romania"), "The Germans lost 40 guns. German dead were 3.", "Imperial Germany"),
        (("Sweden", "Vichy France"), "French losses were 300. The French lost 40 guns.", "Vichy France"),
        (("Sweden", "Austria-Hungary"), "The Austrians lost 40 guns. Hungarian losses were 300.", "Austria-Hungary"),
        (("West Germany", "East Germany"), "The East Germans lost 30 men. East German losses were 30.", "East Germany"),
        (("Sweden", "Russian Empire"), "The Imperials lost 30 men. Imperial losses were 30.", "Russian Empire"),
    ],
)
def test_a_state_goes_by_the_country_in_its_name(
    extracted: Extract, belligerents: tuple[str, str], text: str, wanted: str
) -> None:
    first, second = belligerents
    box = f"Infobox\n- Combatant1: {first}\n- Combatant2: {second}\n\n"
    assert victims(extracted(box + text)) == [wanted, wanted]


def test_a_country_in_the_names_of_two_sides_is_neither(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: Free France\n- Combatant2: Vichy France\n\n"
    assert victims(extracted(box + "The French lost 40 guns.")) == ["French"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("In June Petrov received 900 men.", "Soviet Union"),
        ("In his memoirs Siivola admitted the loss of 300 men.", "Finland"),
        ("On the left Petrov had 900 men.", "Soviet Union"),
        ("In the attack on the Finns Petrov lost 300 men.", "Soviet Union"),
        ("In the war against the Finns he lost 300 men.", None),
    ],
)
def test_the_subject_may_stand_right_behind_a_fronted_phrase(text: str, named: str | None, extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == [named]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The 112th Infantry Division attacked at dawn. It lost 300 men.", "112th Infantry Division"),
        ("On 18 August Company C was ambushed. In ten minutes it lost 30 men.", "Company C"),
        ("Near the village the 4th Brigade was ambushed. It lost 30 men.", "4th Brigade"),
        ("Two Soviet regiments attacked the bridge. It cost the Finns 30 men.", "Finland"),
        ("In neighbouring Finland was a camp. It lost 30 men.", None),
    ],
)
def test_it_is_the_unit_of_which_the_sentence_before_tells(text: str, named: str | None, extracted: Extract) -> None:
    assert victims(extracted(_BOX + text))[-1] == named


def test_several_regiments_are_not_it(extracted: Extract) -> None:
    text = "Two Soviet regiments attacked the village. Hand-to-hand fighting cost it 41 dead."
    assert victims(extracted(_BOX + text))[-1] is None


def test_a_month_before_a_company_is_no_part_of_its_name(extracted: Extract) -> None:
    names = {row["name"] for row in extracted(_BOX + "On 18 August Company C was ambushed.")["actors"]}
    assert "Company C" in names
    assert not any("August" in str(name) for name in names)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The radio told of 19 dead on the army's side.", "Nigeria"),
        ("Two tanks were destroyed on the army's side.", "Nigeria"),
        ("Forty men fell on the side of the rebels.", "Sons of Gado"),
    ],
)
def test_a_side_may_be_that_of_an_army(text: str, named: str, extracted: Extract) -> None:
    assert victims(extracted(_UPRISING + text)) == [named]


_STATES = """Infobox
- Conflict: Battle of Rottmark
- Combatant1: Austria
- Combatant2: Prussia

"""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Prussian army was beaten. Two officers died.", None),
        ("Prussian losses came to 40 killed. Two generals died.", "Prussia"),
        ("Austrian losses came to 40 killed. Two generals died.", "Austria"),
        ("The Austrians lost 40 men and the Prussians 30. The Prussian army withdrew. Two generals died.", None),
    ],
)
def test_soldiers_of_two_armies_are_those_of_whose_losses_it_tells(
    text: str, named: str | None, extracted: Extract
) -> None:
    assert victims(extracted(_STATES + text))[-1] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('"We lost ten men", a rebel commander said.', ["Sons of Gado"]),
        ("'We lost ten men,' a rebel commander said.", ["Sons of Gado"]),
        ('"We buried 114 of our men", wrote Private Nils Brand of the 3rd Zulland.', ["3rd Zulland"]),
        ("The army said that 20 rebels had been killed. It added that eight others were hurt.", ["Sons of Gado"] * 2),
    ],
)
def test_we_are_those_who_speak_and_others_those_before(text: str, named: list[str], extracted: Extract) -> None:
    assert victims(extracted(_UPRISING + text)) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The 26th North Zulland lost 588 of its 800 men.", ["26th North Zulland"] * 2),
        ("Of the 262 men of the 1st Zulland who charged, 215 died.", ["1st Zulland"] * 2),
        ("Ten of them fell; Finnish dead were counted at 351.", [None, "Finland"]),
        ("Brand says 700 Finns were killed; Lind gives 480 killed and 90 taken prisoner.", ["Finland"] * 3),
        ("The Finns had 400 men, among them 80 Lapplers and 50 Inarians, and ten guns.", ["Finland", None, None]),
    ],
)
def test_each_count_is_of_its_own_unit_or_side(text: str, named: list[str | None], extracted: Extract) -> None:
    found = victims(extracted(_BOX + text))
    assert [name if name in named else None for name in found[: len(named)]] == named


def test_a_land_with_two_words_has_a_people_with_two(extracted: Extract) -> None:
    box = "Infobox\n- Combatant1: North Vietnam\n- Combatant2: Finland\n\n"
    text = "The North Vietnamese put their own losses at 208 dead. North Vietnamese troops lost 30 men."
    assert victims(extracted(box + text)) == ["North Vietnam", "North Vietnam"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Soviet archives record 74 casualties for the 44th Division: 31 dead and 43 wounded.", ["44th Division"] * 3),
        ("The Finnish 57th Regiment was wiped out. It lost 700 men.", ["57th Regiment"]),
        ("The Finns lost 150 dead, compared with 45 dead for the relief force.", ["Finland", None]),
    ],
)
def test_a_count_is_of_the_unit_for_which_it_is_told(text: str, named: list[str | None], extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == named


def test_who_is_named_twice_is_lost_once(extracted: Extract) -> None:
    text = "Lieutenant Nils Brand, the only son of Field Marshal Brand, was killed."
    assert len(extracted(_BOX + text)["claims"]) == 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Soviet records list 190 combat casualties, of whom 40 froze to death.", ["Soviet Union"] * 2),
        ("The 1st Kuolla Division reported 604 killed and 114 missing.", ["1st Kuolla Division"] * 2),
    ],
)
def test_who_tells_of_its_losses_has_lost(text: str, named: list[str | None], extracted: Extract) -> None:
    assert victims(extracted(_BOX + text)) == named


def test_the_nearer_of_two_subjects_has_lost(extracted: Extract) -> None:
    text = "Siivola's 600 men changed sides, and the Western Army collapsed, losing 800 dead."
    assert victims(extracted(_BOX + text))[-1] == "Western Army"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("An air strike killed the group's deputy leader.", [None]),
        ("The Sons of Gado withdrew. An air strike killed the group's deputy leader.", ["Sons of Gado"]),
    ],
)
def test_a_groups_leader_is_no_states(text: str, named: list[str | None], extracted: Extract) -> None:
    assert victims(extracted(_UPRISING.partition("The raid")[0] + text)) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Brandt recorded 1,259 casualties.", [None]),
        ("Convoy SC 7 lost 20 ships.", [None]),
        ("Petrov reported losses of 90, but Siivola said that his men had taken 300 prisoners.", ["Soviet Union"] * 2),
    ],
)
def test_who_only_counts_or_is_half_a_name_has_not_lost(
    text: str, named: list[str | None], extracted: Extract
) -> None:
    assert victims(extracted(_BOX + text)) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Allied losses were 40 dead. The Allies captured 14 guns.", ["Allied", "Empire of Japan"]),
        ("Allied losses were 40 dead. The Allies fled. The Japanese took 300 prisoners.", ["Allied", "Allied"]),
    ],
)
def test_the_allies_are_the_column_of_several(text: str, named: list[str], extracted: Extract) -> None:
    assert victims(extracted(_FLEETS + text)) == named


def test_who_had_the_heaviest_losses_had_them(extracted: Extract) -> None:
    text = "The 8th Kuolla suffered most, with 38 killed and 129 wounded."
    assert victims(extracted(_BOX + text)) == ["8th Kuolla", "8th Kuolla"]


def test_numbers_of_civilians_are_of_civilians_without_the_noun(extracted: Extract) -> None:
    tables = extracted("Some 40 civilians were killed and 20 wounded. Of these 12 died.")
    assert {str(row["victim_actor_id"]).endswith("civilians") for row in tables["claims"]} == {True}
    assert {row["victim_class"] for row in tables["claims"]} == {"civilian"}
