"""Who says so: claimants, principals, media, and what is carried over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Tables

Who = list[tuple[str, str]]


def _sources(tables: Tables, number: int) -> Who:
    claim = next(
        row["claim_id"] for row in tables["claims"] if row["value_low"] == number or row["value_high"] == number
    )
    names = {row["actor_id"]: str(row["name"]).lower() for row in tables["actors"]}
    return [(str(row["role"]), names[row["actor_id"]]) for row in tables["claim_sources"] if row["claim_id"] == claim]


@pytest.mark.parametrize(
    ("text", "number", "wanted"),
    [
        ("According to the Turkish military, 38 militants were killed.", 38, [("claimant", "turkish military")]),
        (
            "At least 38 militants were killed, according to the Turkish military.",
            38,
            [("claimant", "turkish military")],
        ),
        ("The Turkish military said that 38 militants were killed.", 38, [("claimant", "turkish military")]),
        ("Reuters reported that 38 militants were killed.", 38, [("medium", "reuters")]),
        ("The defence ministry claimed 38 militants killed.", 38, [("claimant", "defence ministry")]),
        ("38 militants were killed.", 38, []),
        ("The regimental chaplain wrote that 38 men died.", 38, [("claimant", "regimental chaplain")]),
        ("The defence ministry's figure is 38 dead.", 38, [("claimant", "defence ministry")]),
        ("The defence ministry's estimate is that 38 men died.", 38, [("claimant", "defence ministry")]),
        ("By the defence ministry's count 38 men died.", 38, [("claimant", "defence ministry")]),
        ("By the army's count 38 men died.", 38, [("claimant", "army")]),
        (
            "Citing an unnamed source, ZNA put the casualties at 38.",
            38,
            [("medium", "zna"), ("claimant", "unnamed source")],
        ),
        ("Danish forces claimed 38 militants killed.", 38, [("claimant", "denmark")]),
        ("38 people were killed, the ministry said; others spoke of 50.", 38, [("claimant", "ministry")]),
        ("12 men died; 38 were captured, the ministry said; others spoke of 50.", 12, []),
        (
            "According to a police spokesman quoted by the BBC, 38 people were killed.",
            38,
            [("claimant", "police spokesman"), ("medium", "bbc")],
        ),
        (
            "38 people were killed, according to witnesses cited by Reuters.",
            38,
            [("claimant", "witnesses"), ("medium", "reuters")],
        ),
        ("The group claimed responsibility for killing 38 people.", 38, []),
        ("38 died on 3 May according to SANA after several clashes.", 38, [("medium", "sana")]),
        ("The last skirmishes reported on 19 April left 38 people dead.", 38, []),
        ("The ministry reported on 21 June that 38 people died.", 38, [("claimant", "ministry")]),
        ("The Danish army claimed to have held the hill and 38 men were killed.", 38, []),
        (
            "The Danish army claimed to have killed 38 men and taken two guns.",
            38,
            [("claimant", "danish army")],
        ),
        ("The Times estimated that over 38 soldiers were killed.", 38, [("medium", "the times")]),
        (
            "A health official, for instance, told Reuters that 38 died.",
            38,
            [("claimant", "health official"), ("medium", "reuters")],
        ),
        (
            "According to the Institute for the Study of War (ISW), 38 were killed.",
            38,
            [("claimant", "institute for the study of war")],
        ),
        ("The army claimed 40 rebels dead, while losing 38.", 38, []),
        ("The army reported that it had killed 40 rebels, while losing 38.", 38, [("claimant", "army")]),
        ("The Danish state media reported that 38 died.", 38, [("medium", "danish state media")]),
        ("The Lantern, an online newspaper, said that 38 died.", 38, [("medium", "lantern")]),
        ("A source who asked not to be named put the losses at 38.", 38, [("claimant", "source")]),
        (
            "The Orm Damage and Loss Data Project counted 38 deaths.",
            38,
            [("claimant", "orm damage and loss data project")],
        ),
        (
            "According to the Ministry of Justice and Home Affairs, 38 died.",
            38,
            [("claimant", "ministry of justice and home affairs")],
        ),
        (
            "The Ministry of Justice and the Red Cross said that 38 died.",
            38,
            [("claimant", "ministry of justice"), ("claimant", "red cross")],
        ),
        ("The Valley Review Centre gave a figure of 38 killed.", 38, [("claimant", "valley review centre")]),
        (
            "The Institute for Frontier Studies assessed that 38 men died.",
            38,
            [("claimant", "institute for frontier studies")],
        ),
        ("The Lakeside News Agency claimed that 38 men were killed.", 38, [("medium", "lakeside news agency")]),
        (
            "Reuters quoted a military source as saying that 38 rebels had been killed.",
            38,
            [("claimant", "military source"), ("medium", "reuters")],
        ),
        ("Colonel Nils Berg was quoted as saying that 38 men died.", 38, [("claimant", "nils berg")]),
        (
            "Citing local officials, Reuters reported 38 dead.",
            38,
            [("medium", "reuters"), ("claimant", "local officials")],
        ),
        ("Citing police records, the historian Nils Berg counted 38 dead.", 38, [("claimant", "nils berg")]),
        ("At least 38 rebels were killed, the army said, against three dead soldiers.", 38, [("claimant", "army")]),
        (
            "The historians Berg and Lund estimate Danish losses at 38.",
            38,
            [("claimant", "berg"), ("claimant", "lund")],
        ),
        (
            "Historians Nils Berg and Ole Lund put the number of dead at 38.",
            38,
            [("claimant", "nils berg"), ("claimant", "ole lund")],
        ),
        ("Michael the Dane, writing much later, says that 38 men were killed.", 38, [("claimant", "michael the dane")]),
        ("Meanwhile the Danes said that 38 men were killed.", 38, [("claimant", "danes")]),
        (
            '"We buried 38 men near the church that day", wrote Pvt. Ole Lund of the 3rd Battalion.',
            38,
            [("claimant", "ole lund"), ("principal", "3rd battalion")],
        ),
        (
            '"We lost 38 men," said Ole Lund, a commander of the Danish Army.',
            38,
            [("claimant", "ole lund"), ("principal", "danish army")],
        ),
        (
            "A spokesman for the rebels, Nils Berg, said that 38 soldiers died.",
            38,
            [("claimant", "nils berg"), ("principal", "rebels")],
        ),
        (
            "Reuters had by August confirmed the names of 38 dead soldiers.",
            38,
            [("medium", "reuters")],
        ),
        ("Berg's estimate of 38 dead is too high.", 38, [("claimant", "berg")]),
        ("The army's estimate of its losses never changed; 38 men died.", 38, []),
        ("The figure of 38 men given by Berg is too high.", 38, [("claimant", "berg")]),
        ("One later source (a monk's) claimed that 38 men were killed.", 38, [("claimant", "source")]),
        ("In the view of the historian Nils Berg, 38 men died.", 38, [("claimant", "nils berg")]),
        ("Nils Berg, in his history of the war, gives 38 dead.", 38, [("claimant", "nils berg")]),
        ("The dead numbered 40 according to Lund, 38 according to Berg.", 38, [("claimant", "berg")]),
        ("The dead numbered 38 according to Lund, 40 according to Berg.", 38, [("claimant", "lund")]),
        (
            "Berg and Lund say that 40 died. They add that 38 were missing.",
            38,
            [("claimant", "berg"), ("claimant", "lund")],
        ),
        (
            "The Red Cross said that 40 rebels died. The same group reported that 38 were wounded.",
            38,
            [("claimant", "red cross")],
        ),
        ("The rebels fought. The same group reported that 38 were wounded.", 38, []),
        ("Denmark published the names of 38 sailors who fell in the war.", 38, [("claimant", "denmark")]),
        (
            "Olaf Brand, a shopkeeper, told Reuters that he counted 38 bodies.",
            38,
            [("claimant", "olaf brand"), ("medium", "reuters")],
        ),
        (
            "In a letter sent to Reuters, the Danes said they had killed 38 men.",
            38,
            [("claimant", "danes"), ("medium", "reuters")],
        ),
        (
            "The Danes' commander boasted of having killed 38 soldiers.",
            38,
            [("claimant", "danes' commander"), ("principal", "danes")],
        ),
        ("The official Danish history claims that 38 died.", 38, [("claimant", "official danish history")]),
        ("Danish archives opened in 1991 give 38 killed.", 38, [("claimant", "danish archives")]),
        (
            "According to the official history of the Danes, 38 died.",
            38,
            [("claimant", "official history of the danes")],
        ),
        ("The army and the rebels said 38 people died.", 38, [("claimant", "army"), ("claimant", "rebels")]),
        ("Historian Olaf Brand estimates Danish losses at 38.", 38, [("claimant", "olaf brand")]),
        ("The mayor of Ribe reported 38 deaths.", 38, [("claimant", "mayor of ribe"), ("principal", "ribe")]),
        ("The Danish king claimed in a letter that 38 men died.", 38, [("claimant", "danish king")]),
        ("Initial reports spoke of 38 deaths.", 38, [("claimant", "initial reports")]),
        ("The Danes claimed responsibility, saying that 38 soldiers died.", 38, [("claimant", "danes")]),
        ("Danish returns for 10 September show 38 killed.", 38, [("claimant", "danish returns")]),
        ("Another estimate, however, puts the death toll at 38.", 38, [("claimant", "estimate")]),
        ("Brand (2005) estimates that about 38 men died.", 38, [("claimant", "brand")]),
        (
            "The Zemblan Rights Monitor (ZRM), a group based in Ribe, reported that 38 died.",
            38,
            [("claimant", "zemblan rights monitor")],
        ),
        (
            "The Danes said that 12 rebels were killed, while admitting the loss of 38 of their own.",
            38,
            [("claimant", "danes")],
        ),
        ("Gunmen ambushed an army convoy. The army said that 38 rebels were killed.", 38, [("claimant", "army")]),
        (
            "A teacher from Ribe, Olaf Brand, rejected this and said that only 38 people died.",
            38,
            [("claimant", "olaf brand")],
        ),
        ("A number of member states sent 38 men.", 38, []),
        ("The Danes raised 38 infantry.", 38, []),
        ("The attack, which killed 38 and wounded 47, was claimed by the Danish army.", 38, []),
        ("The Danish army claimed the attack, in which 38 people died.", 38, []),
        ("The Danish army claimed the attack killed 38 people.", 38, [("claimant", "danish army")]),
        ("38 men were killed (claimed by the Danish army).", 38, [("claimant", "danish army")]),
        ("The Danish army, in a statement carried by radio, admitted 38 dead.", 38, [("claimant", "danish army")]),
        ("The Danish army accused the rebels of having executed 38 prisoners.", 38, [("claimant", "danish army")]),
        ("Bellingcat verified the deaths of 38 men.", 38, [("claimant", "bellingcat")]),
        (
            "Government spokesman Nils Orm announced that 38 men had been killed.",
            38,
            [("claimant", "nils orm"), ("principal", "government")],
        ),
        (
            "Colonel Nils Orm, the army spokesman, said 38 men had been killed.",
            38,
            [("claimant", "nils orm"), ("principal", "army")],
        ),
        ("Holm's return of 13 July gave Danish losses as 38 killed.", 38, [("claimant", "holm")]),
        (
            '"They came at night," a resident, Nils Orm, told Reuters. "I counted 38 dead soldiers."',
            38,
            [("claimant", "nils orm"), ("medium", "reuters")],
        ),
        ('"They came at night," a resident said. The army killed 38 men.', 38, []),
        (
            "President Nils Orm fled. The Orm government claimed that 38 men had been killed.",
            38,
            [("claimant", "orm government")],
        ),
        ("The opposition activist group LCC put the number of dead at 38.", 38, [("claimant", "lcc")]),
        ("Lansing reported 4,000 dead; the historian Nils Orm believes that 38 died.", 38, [("claimant", "nils orm")]),
        (
            "According to Danish Ministry of Defence press secretary Nils Orm, 38 soldiers were killed.",
            38,
            [("claimant", "nils orm"), ("principal", "danish ministry of defence")],
        ),
        ("The toll was put at 38 by the Red Cross and at 45 by officials.", 38, [("claimant", "red cross")]),
        ("The toll was put at 30 by the Red Cross and at 38 by elders.", 38, [("claimant", "elders")]),
        (
            "The U.S. attacked. U.S. officials say 38 men died.",
            38,
            [("claimant", "u.s. officials"), ("principal", "u.s.")],
        ),
        ("The toll was later revised to 38 by the health ministry.", 38, [("claimant", "health ministry")]),
        ("Old pamphlets claimed that 38 men had died.", 38, [("claimant", "old pamphlets")]),
        ("A tired officer said that 38 men had died.", 38, [("claimant", "tired officer")]),
        ("Official records indicate 38 men were killed.", 38, []),
        ("Newsweek cited Danish claims of 38 dead.", 38, [("claimant", "danish"), ("medium", "newsweek")]),
        ("Nora Lund in her 2005 history of the war argues that 38 men died.", 38, [("claimant", "nora lund")]),
        ("The Richmond Examiner reported that 38 men had been killed.", 38, [("medium", "richmond examiner")]),
        ("Some 12 men (40 according to the opposition) were killed.", 12, []),
        ("Some 12 men (40 according to the opposition) were killed.", 40, [("claimant", "opposition")]),
        ("12 men were killed (the opposition said 40).", 12, []),
        ("12 died according to the police and 30 according to the opposition.", 12, [("claimant", "police")]),
        ("12 died according to the police and 30 according to the opposition.", 30, [("claimant", "opposition")]),
    ],
)
def test_a_cue_gives_its_claims_a_source(
    text: str, number: int, wanted: Who, extracted: Callable[[str], Tables]
) -> None:
    assert _sources(extracted(text), number) == wanted


def test_a_scope_ends_where_the_next_source_speaks(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("Reuters reported that 12 soldiers died, while the Red Cross said that 30 were wounded.")
    assert _sources(tables, 12) == [("medium", "reuters")]
    assert _sources(tables, 30) == [("claimant", "red cross")]


def test_a_sentence_that_goes_on_is_carried_over_and_says_so(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("Reuters reported that 12 soldiers died. On the other hand, 30 rebels were killed.")
    rows = {row["claim_id"]: row for row in tables["claim_sources"]}
    later = next(row["claim_id"] for row in tables["claims"] if row["value_low"] == 30)
    assert rows[later]["basis"] == "carried_over"


def test_a_plain_next_sentence_is_the_articles_own_voice(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("Reuters reported that 12 soldiers died. The column lost 30 men on its way home.")
    assert _sources(tables, 30) == []


def test_a_quotation_inside_the_clause_does_not_reach_back(extracted: Callable[[str], Tables]) -> None:
    tables = extracted('The raids caused 17 deaths, with Reuters stating that "attacks were on the rise".')
    assert _sources(tables, 17) == []


def test_a_bare_name_behind_a_cells_number_is_a_source_where_it_speaks_in_the_prose(
    extracted: Callable[[str], Tables],
) -> None:
    box = "Infobox\n- Combatant1: Norway\n- Combatant2: Sweden\n"
    box += "- Casualties1: 38 killed (OIC)\n- Casualties2: 40 dead (Lia)\n\n"
    told = extracted(box + "The Orm Inquiry Centre (OIC) said that both sides lost guns. According to Lia, both fled.")
    assert _sources(told, 38) == [("claimant", "orm inquiry centre")]
    assert _sources(told, 40) == [("claimant", "lia")]
    assert _sources(extracted(box + "Both sides lost guns at Lia."), 40) == []


def test_the_forces_of_a_party_are_a_name_of_it(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("The Danish forces claimed 38 militants killed.")
    denmark = next(row["actor_id"] for row in tables["actors"] if row["name"] == "Denmark")
    assert "Danish forces" in [row["name"] for row in tables["actor_names"] if row["actor_id"] == denmark]


def test_a_general_staff_is_no_general(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("Zembla's General Staff claimed that 30 tanks had been destroyed.")
    names = {row["actor_id"]: str(row["name"]) for row in tables["actors"]}
    assert [names[row["actor_id"]] for row in tables["claim_sources"]] != ["Zembla's General"]
    assert len(tables["claim_sources"]) == 1


def test_who_never_confirmed_asserts_nothing(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("Nils Brand said that 774 troops had been killed, a figure that Olaf Lind never confirmed.")
    names = {row["actor_id"]: row["name"] for row in tables["actors"]}
    assert [names[row["actor_id"]] for row in tables["claim_sources"]] == ["Nils Brand"]


def test_a_first_verb_is_no_part_of_who_says_the_second_thing(extracted: Callable[[str], Tables]) -> None:
    tables = extracted("Glanz estimates Danish losses at 300 and gives the Swedish total as over 800.")
    names = {row["actor_id"]: row["name"] for row in tables["actors"]}
    assert {names[row["actor_id"]] for row in tables["claim_sources"]} == {"Glanz"}


@pytest.mark.parametrize("rate", ["70 per cent of them women", "30 per day", "two per cent of the army"])
def test_a_rate_is_told_by_nobody(rate: str, extracted: Callable[[str], Tables]) -> None:
    assert extracted(f"Some 2,310 people were killed, {rate}.")["claim_sources"] == []


def _by_claim(text: str, extracted: Callable[[str], Tables]) -> list[list[str]]:
    """The names of those who assert each claim, in the order of the text."""
    tables = extracted(text)
    names = {row["actor_id"]: str(row["name"]) for row in tables["actors"]}
    claims = sorted(tables["claims"], key=lambda claim: int(str(claim["start"])))
    return [
        sorted(names[row["actor_id"]] for row in tables["claim_sources"] if row["claim_id"] == claim["claim_id"])
        for claim in claims
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Olaf Brand put the dead at 300; Nils Lind, citing witnesses, believes that 400 died.",
            [["Olaf Brand"], ["Nils Lind", "witnesses"]],
        ),
        ("It was claimed by Olaf Brand that 600 soldiers had been killed.", [["Olaf Brand"]]),
        ("In a video released on 20 January, Olaf Brand claimed the raid and boasted that 40 died.", [["Olaf Brand"]]),
        ("Deserters told the Danes that 40 wagons had been burnt.", [["Deserters"]]),
    ],
)
def test_each_half_has_its_own_source(
    text: str, names: list[list[str]], extracted: Callable[[str], Tables]
) -> None:
    assert _by_claim(text, extracted) == names


def test_a_body_keeps_its_first_word_whatever_else_is_called_so(extracted: Callable[[str], Tables]) -> None:
    text = "Human Rights Watch said that 40 people died. Violations of human rights were many."
    assert _by_claim(text, extracted) == [["Human Rights Watch"]]
