"""File names out of titles: one each, inside the folder, readable by every file system."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.fetch.names import file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Battle of Lower Ford", "Battle_of_Lower_Ford.wiki"),
        ("Battle_of Lower_Ford", "Battle_of_Lower_Ford.wiki"),
        ("Raid (1811)", "Raid_(1811).wiki"),
        ("a/../../b", "a%2F..%2F..%2Fb.wiki"),
        ("..", "%2E..wiki"),
        (".hidden", "%2Ehidden.wiki"),
        ("-rf", "%2Drf.wiki"),
        ("C:\\x", "C%3A%5Cx.wiki"),
        ("100%", "100%25.wiki"),
        ("nul", "%6Eul.wiki"),
        ("Com1.txt", "%43om1.txt.wiki"),
        ("Console", "Console.wiki"),
        ("right\u202eleft", "right%E2%80%AEleft.wiki"),
        ("no\u00a0break", "no%C2%A0break.wiki"),
    ],
)
def test_the_name_is_the_title_as_far_as_a_file_may_have_it(title: str, name: str) -> None:
    assert file_name(title) == name


def test_long_titles_keep_their_beginning_and_stay_apart() -> None:
    one, two = file_name("é" * 200 + "a"), file_name("é" * 200 + "b")
    assert one != two
    assert one.startswith("é" * 90)
    assert max(len(one.encode()), len(two.encode())) <= 210


DEVICES = [f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"]
RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", *DEVICES}
titles = st.text(max_size=120) | st.text("./\\:*CONcom1 _%\0\u202eé", max_size=30)


@given(titles)
@example("COM¹")
@example("aux ")
@example("con .x")
def test_no_title_leads_out_of_the_folder_or_to_a_name_that_a_system_reserves(title: str) -> None:
    name = file_name(title)
    assert name.endswith(".wiki")
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t ')
    assert name[0] not in ".-~"
    assert name.isprintable()
    assert len(name.encode("utf-8")) <= 210
    assert name.split(".")[0].rstrip(" ").casefold() not in RESERVED
    assert unicodedata.is_normalized("NFC", name)


@given(titles, titles)
def test_two_titles_never_share_a_name(one: str, two: str) -> None:
    def same(title: str) -> str:
        return unicodedata.normalize("NFC", title).replace("_", " ")

    assert (file_name(one) == file_name(two)) == (same(one) == same(two))
