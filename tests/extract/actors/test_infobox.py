"""Names in infobox columns, out of what damaged markup leaves."""

from __future__ import annotations

import pytest

from pipeline.extract.actors.infobox import InfoboxName, infobox_names
from pipeline.model import Article, Mark, Passage


def names(field: str, value: str, *marks: Mark) -> list[InfoboxName]:
    passage = Passage("infobox", "", field, 0, len(value), value, 0)
    article = Article("x.wiki", "X", "wikitext", value, "0" * 64, (passage,), marks)
    found = list(infobox_names(article))
    assert all(value[name.start : name.end] == name.text for name in found)
    return found


def texts(field: str, value: str) -> list[str]:
    return [name.text for name in names(field, value)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("border|20px ZLA", ["ZLA"]),
        ("23px|border Zembla", ["Zembla"]),
        ("25px Blue Column", ["Blue Column"]),
        ("23pxZembla", ["Zembla"]),
        ("Flag of Zembla.svg|22px Zembla", ["Zembla"]),
        ("File:Flag of Zembla.svg|22px|Zembla", ["Zembla"]),
        ("{{flag|Zembla}}, {{flagicon|Oxen}} Oxen", ["Zembla", "Oxen"]),
        ("{{flag|Zembla|1620}}", ["Zembla"]),
        ("ZLA, (), , Blue Column,", ["ZLA", "Blue Column"]),
        ("()", []),
        (",", []),
        ("", []),
        ("Zembla (until 1620)\nOxen", ["Zembla", "Oxen"]),
        ("* Zembla\n* Oxen", ["Zembla", "Oxen"]),
        ("Zembla and Oxen", ["Zembla", "Oxen"]),
        ("Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
        ("League of Oxen and the Sea", ["League of Oxen and the Sea"]),
        ("Unknown", []),
    ],
)
def test_belligerents(value: str, expected: list[str]) -> None:
    assert texts("Combatant1", value) == expected


def test_heading_is_marked() -> None:
    assert [(name.text, name.heading) for name in names("combatant2", "Zembla\nSupported by X:\nOxen")] == [
        ("Zembla", False),
        ("Supported by X", True),
        ("Oxen", False),
    ]


@pytest.mark.parametrize(
    ("value", "name", "fate"),
    [
        ("Ivo Karsk", "Ivo Karsk", ""),
        ("KarskPOW", "Karsk", "captured"),
        ("Ivo Karsk †", "Ivo Karsk", "killed"),
        ("Ivo Karsk (KIA)", "Ivo Karsk", "killed"),
        ("Ivo Karsk (executed in May)", "Ivo Karsk", "executed"),
        ("Ivo Karsk (WIA), Ada Quill", "Ivo Karsk", "wounded"),
    ],
)
def test_fate_of_a_commander(value: str, name: str, fate: str) -> None:
    first = names("Commander1", value)[0]
    assert (first.text, first.fate) == (name, fate)


def test_marks_tell_fate_and_flag() -> None:
    value = "Ivo Karsk\nAda Quill"
    marks = (Mark(0, 0, "flag", "Zembla"), Mark(9, 9, "fate", "captured"), Mark(10, 10, "flag", "Oxen"))
    first, second = names("commander2", value, *marks)
    assert (first.fate, first.flag, first.side) == ("captured", "Zembla", 2)
    assert (second.fate, second.flag) == ("", "Oxen")


def test_title_with_a_comma_is_one_name() -> None:
    assert texts("commander1", "Otto, 3rd Duke of Oxen, Ada Quill") == ["Otto, 3rd Duke of Oxen", "Ada Quill"]


@pytest.mark.parametrize("field", ["Place", "combatants_header", "casualties1", "commanders note"])
def test_other_fields_have_no_columns(field: str) -> None:
    assert names(field, "Zembla") == []


def test_column_is_the_number_of_the_field() -> None:
    assert names("belligerents3", "Zembla")[0].side == 3
    assert names("combatant", "Zembla")[0].side == 1
    assert names("combatant2a", "Zembla")[0].side == 2
