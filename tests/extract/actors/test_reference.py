"""Whom a noun phrase means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.extract.actors import ActorRegistry

Make = Callable[..., ActorRegistry]

Who = Callable[..., str | None]

FIGHT = "The Zemblan Front (ZF) fought the Turkish military near Oxenford; rebels joined."


@pytest.mark.parametrize(
    ("sentence", "phrase", "name"),
    [
        ("There 20 ZF fighters were killed.", "20 ZF fighters", "Zemblan Front"),
        ("There 20 members of the ZF were killed.", "20 members of the ZF", "Zemblan Front"),
        ("There 12 Turkish soldiers died.", "12 Turkish soldiers", "Turkey"),
        ("There 12 to 15 rebels died.", "12 to 15 rebels", "rebels"),
        ("A rebel tank was burnt.", "A rebel tank", "rebels"),
        ("The rebel fighters were killed.", "The rebel fighters", "rebels"),
        ("There 30 civilians died.", "30 civilians", "civilians"),
        ("There 30 Zemblan farmers died.", "30 Zemblan farmers", "Zemblan farmers"),
        ("There 30 police cadets died.", "30 police cadets", "police cadets"),
        ("There 30 innocent residents died.", "30 innocent residents", "residents"),
        ("Dozens of people died.", "Dozens of people", None),
        ("Four others died.", "Four others", None),
        ("Nine men died.", "Nine men", None),
        ("Nine soldiers died.", "Nine soldiers", None),
    ],
)
def test_victims(registry: Make, who: Who, sentence: str, phrase: str, name: str | None) -> None:
    assert who(registry(FIGHT, sentence), phrase) == name


def test_bare_noun_belongs_to_the_only_body_that_has_it(registry: Make, who: Who) -> None:
    found = registry("In May ZF militants fell back.", "There 40 militants died.")
    assert who(found, "40 militants") == "ZF"


def test_coordination_is_several(registry: Make) -> None:
    found = registry(FIGHT, "It cost the ZF and the Turkish military dear.")
    start = found.article.text.index("the ZF and")
    names = [
        found.actor(a).name for a in found.refer_all(start, start + len("the ZF and the Turkish military"), "victim")
    ]
    assert names == ["Zemblan Front", "Turkish military"]


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("The ZF said that |they had lost ten men.", "The ZF said that |they", "Zemblan Front"),
        ("The ZF attacked at dawn. |It lost ten men.", "at dawn. |It", "Zemblan Front"),
        ("Colonel Ilse Brandt attacked. She wrote that |she had lost ten men.", "wrote that |she", "Ilse Brandt"),
        ("The attack failed. |They fled.", "failed. |They", None),
        ("The Zemblan Front attacked. |The group lost ten men.", "attacked. |The group", "Zemblan Front"),
    ],
)
def test_anaphora(registry: Make, who: Who, text: str, phrase: str, name: str | None) -> None:
    assert who(registry(FIGHT, text.replace("|", "")), phrase) == name


def test_pronoun_does_not_cross_a_paragraph(registry: Make, who: Who) -> None:
    assert who(registry("The Zemblan Front attacked.", "They lost ten men."), "They") is None


def test_his_men_are_those_of_his_party(registry: Make, who: Who) -> None:
    found = registry("The Danes came in May. The Danish commander Ove Krag attacked and lost half of his men.")
    assert who(found, "his men") == "Danes"


@pytest.mark.parametrize(
    ("sentence", "phrase", "name"),
    [
        ("Another ZF source said so.", "Another ZF source", "another ZF source"),
        ("A resident of Oxenford said so.", "A resident of Oxenford", "resident of Oxenford"),
        ("According to some sources, ten died.", "some sources", "sources"),
        ("A senior police official said so.", "A senior police official", "senior police official"),
        ("According to historian Ada Quill, ten died.", "historian Ada Quill", "Ada Quill"),
        ("The ZF said so.", "The ZF", "Zemblan Front"),
        (
            "The UN High Commissioner for Refugees and Human Rights Ada Quill said so.",
            "The UN High Commissioner for Refugees and Human Rights Ada Quill",
            "Ada Quill",
        ),
    ],
)
def test_sources(registry: Make, who: Who, sentence: str, phrase: str, name: str) -> None:
    assert who(registry(FIGHT, sentence), phrase, "source") == name


def test_principals(registry: Make) -> None:
    found = registry(
        FIGHT,
        "Ada Quill, a ZF spokesperson, said so. Another ZF source agreed.",
        "Ivo Karsk, secretary-general of the ZF, denied it.",
        "Historian Bo Lund said that ten died.",
    )
    found.rows()
    front = "zemblan-front"
    assert found.principal_of("ada-quill") == front
    assert found.principal_of("ivo-karsk") == front
    assert found.principal_of("clash-at-oxenford.another-zf-source") == front
    assert found.principal_of("bo-lund") is None
    assert found.role_of("ada-quill") == "spokesperson"


def test_word_of_a_column_explains_its_people(registry: Make, who: Who) -> None:
    found: ActorRegistry = registry(
        "Nobody wrote it down.", Combatant1="Zemblia", Combatant2="Utopia", Strength1="900 Zemblians"
    )
    assert who(found, "900 Zemblians") == "Zemblia"
    assert found.side("zemblia") == 1
