"""By which names of peoples the prose calls the belligerents of the infobox."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import Tables
from tests.extract.claims.test_victims import victims

Extract = Callable[[str], Tables]


def _whose(extracted: Extract, first: str, second: str, text: str) -> list[str | None]:
    return victims(extracted(f"Infobox\n- Combatant1: {first}\n- Combatant2: {second}\n\n{text}"))


@pytest.mark.parametrize(
    ("belligerent", "text"),
    [
        ("Kingdom of England", "The English lost 300 men."),
        ("Kingdom of England", "English casualties were 60."),
        ("Kingdom of England", "Some 300 Englishmen died."),
        ("Kingdom of Scotland", "The Scots lost 300 men."),
        ("Kingdom of Scotland", "Scottish losses were 60."),
        ("Spain", "The Spaniards lost 300 men."),
        ("France", "The Frenchmen lost 300 men."),
        ("Kingdom of Serbia", "20 Serbian soldiers died."),
        ("Macedon", "The Macedonians lost 300 men."),
        ("Thebes", "The Thebans lost 300 men."),
        ("Thebes", "Some 300 Theban soldiers died."),
        ("Republic of Genoa", "The Genoese lost 300 men."),
        ("Republic of Texas", "Texan losses were 3 killed."),
        ("Zulu Kingdom", "The Zulu lost 200 men."),
        ("Tokugawa clan", "The Tokugawa lost 200 men."),
        ("CSA (Confederacy)", "The Confederates lost 200 men."),
        ("Holy Roman Empire", "The imperial army lost 5,000 men."),
        ("Việt Minh", "The Viet Minh lost 200 men."),
    ],
)
def test_the_people_of_a_belligerent_are_it(belligerent: str, text: str, extracted: Extract) -> None:
    assert _whose(extracted, belligerent, "Denmark", text) == [belligerent.partition(" (")[0]]


_MOORS = "The Danes crossed. The Moors attacked the Danes. The Moors lost 300 men. "


def test_the_people_of_whom_alone_is_told_are_the_belligerent_of_whom_nothing_is(extracted: Extract) -> None:
    text = _MOORS + "The Danes killed 40 soldiers. The Moors took 20 prisoners. The Danes left."
    whose = _whose(extracted, "Denmark", "Zemblan Sultanate", text)
    assert whose == ["Zemblan Sultanate", "Zemblan Sultanate", "Denmark"]


@pytest.mark.parametrize(
    "more",
    [
        "The Zemblans were near. The Zemblans waited. The Danes left.",
        "The Franks were near. The Franks fought on. The Danes left.",
        "The Danes left.",
    ],
)
def test_a_people_that_may_be_another_stays_itself(more: str, extracted: Extract) -> None:
    text = _MOORS.replace("The Danes crossed. ", "") + more
    assert _whose(extracted, "Denmark", "Zemblan Sultanate", text) == ["Moors"]


def test_an_army_of_a_people_of_old_is_no_state_of_today(extracted: Extract) -> None:
    text = "A Macedonian army of 13,500 men invested the town. The besiegers lost 40 men, the defenders 300. "
    assert _whose(extracted, "Macedon", "Kalendra", text) == ["Macedonian army", "Macedon", "Kalendra"]


def test_the_fighters_of_a_body_bear_the_noun_of_its_long_name(extracted: Extract) -> None:
    text = "The Freedom Tigers of Orla (FTO) met the army. Over 1,000 Tigers died. They killed 40 soldiers. "
    text += "The army killed 150 Tiger cadres."
    body = "Freedom Tigers of Orla"
    assert _whose(extracted, "Denmark", "FTO", text) == [body, "Denmark", body]


def test_a_ministry_loses_what_the_only_state_loses(extracted: Extract) -> None:
    text = "The Defence Ministry said its forces killed 100 rebels and reported losing 43 soldiers."
    assert _whose(extracted, "Denmark", "FTO", text) == ["FTO", "Denmark"]


def test_soldiers_are_of_nobody_where_a_union_of_states_fights_one(extracted: Extract) -> None:
    assert _whose(extracted, "United Nations", "Denmark", "Forty soldiers were killed.") == [None]
