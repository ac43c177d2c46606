"""The plain rendering, whole and damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Article
from pipeline.read import read_document
from pipeline.read.plain import read_plain

WHOLE = """= Skirmish at Varn =

Infobox
- Conflict: Skirmish at Varn
- Date: 3 May 1704
- Combatant2a: Free Towns
- Casualties1: 12 killed (per the Duke), 3 captured
- Casualties2:

The skirmish was short. It rained.
== Course ==
Twelve men fell. St. Olaf's gate held.

Later, six more died.

===Burial===
The dead lie at Varn.
"""


def read(text: str, title: str = "file name") -> Article:
    article = read_plain(text, path="x.txt", title=title, sha256="")
    for passage in article.passages:
        assert passage.text == text[passage.start : passage.end]
    return article


def texts(article: Article, kind: str) -> list[str]:
    return [p.text for p in article.passages if p.kind == kind]


def fields(article: Article) -> dict[str, str]:
    return {p.field: p.text for p in article.passages if p.kind == "infobox"}


def test_a_whole_article() -> None:
    article = read(WHOLE)
    assert article.title == "Skirmish at Varn"
    assert article.format == "plain"
    assert article.text == WHOLE
    assert fields(article) == {
        "Conflict": "Skirmish at Varn",
        "Date": "3 May 1704",
        "Combatant2a": "Free Towns",
        "Casualties1": "12 killed (per the Duke), 3 captured",
    }
    assert texts(article, "heading") == ["Skirmish at Varn", "Course", "Burial"]
    assert texts(article, "sentence") == [
        "The skirmish was short.",
        "It rained.",
        "Twelve men fell.",
        "St. Olaf's gate held.",
        "Later, six more died.",
        "The dead lie at Varn.",
    ]


def test_sentences_know_section_and_paragraph() -> None:
    sentences = [p for p in read(WHOLE).passages if p.kind == "sentence"]
    assert [p.section for p in sentences] == ["", "", "Course", "Course", "Course", "Burial"]
    first, second, third, fourth, fifth, _ = (p.paragraph for p in sentences)
    assert first == second
    assert third == fourth
    assert len({first, third, fifth}) == 3


def test_without_a_title_line_the_file_name_serves(tmp_path: Path) -> None:
    path = tmp_path / "Siege_of_Orm.txt"
    path.write_text("It lasted a week.\n", encoding="utf-8")
    (article,) = read_document(path)
    assert article.title == "Siege of Orm"
    assert article.path == "Siege_of_Orm.txt"


@pytest.mark.parametrize(
    "head", ["Infobox\n", "Infobox military conflict\n", "thumb|300px\n\n", "", "infobox\njunk here\n"]
)
def test_fields_are_found_under_a_damaged_announcement(head: str) -> None:
    article = read(f"= A =\n\n{head}- Conflict: A\n- Casualties1: 5 killed\n\nProse follows here.\n")
    if "junk" not in head:
        assert fields(article) == {"Conflict": "A", "Casualties1": "5 killed"}
    assert fields(article)["Casualties1"] == "5 killed"
    assert texts(article, "sentence")[-1] == "Prose follows here."


def test_a_list_in_prose_is_no_infobox() -> None:
    article = read("= A =\n\nWho lost what:\n- Norland: 300 killed\n-    – the Duke spoke of forty. He lied.\n")
    assert fields(article) == {}
    assert texts(article, "sentence") == [
        "Who lost what:",
        "Norland: 300 killed",
        "the Duke spoke of forty.",
        "He lied.",
    ]


def test_a_dash_may_stick_to_the_name_of_a_parameter_and_to_nothing_else() -> None:
    article = read("= X =\n\nInfobox\n- Conflict: X\n-Strength1: 12\n- Casualties1: 7 killed\n-Guards: 5 killed\n")
    assert fields(article) == {"Conflict": "X", "Strength1": "12", "Casualties1": "7 killed\n-Guards: 5 killed"}


def test_a_list_under_a_section_is_no_infobox() -> None:
    assert fields(read("= A =\n\n== Losses ==\n- Casualties: 300 killed\n")) == {}


def test_a_value_may_go_on_in_the_next_line() -> None:
    article = read(
        "= A =\nInfobox\n- Strength1: 300 foot\n40 horse\n- Place: Orm\nThe sentence here has lost its blank line.\n"
    )
    assert fields(article) == {"Strength1": "300 foot\n40 horse", "Place": "Orm"}
    assert texts(article, "sentence") == ["The sentence here has lost its blank line."]


@pytest.mark.parametrize(
    "heading", ["== (1837)]] ==", "== Gate-of-Orm-1936.jpg.]] ==", "== {{main ==", "== thumb|left ==", "== ==", "===="]
)
def test_the_rest_of_a_caption_is_no_heading(heading: str) -> None:
    article = read(f"= A =\n== Course ==\nOne fell.\n{heading}\nTwo fell.\n")
    assert texts(article, "heading") == ["A", "Course"]
    assert [p.section for p in article.passages if p.text == "Two fell."] == ["Course"]


@pytest.mark.parametrize("heading", ["==Toll==", "== Toll ==", "====   Toll ==", "=Toll=", "== Toll==  "])
def test_headings_at_any_level_and_spacing(heading: str) -> None:
    article = read(f"= A =\n{heading}\nTwo fell.\n")
    assert texts(article, "heading") == ["A", "Toll"]
    assert article.passages[-1].section == "Toll"


@pytest.mark.parametrize(
    "line",
    [
        "thumb|300px|The field in 1890, where 90 men fell",
        "[[File:Field.jpg|thumb|The field",
        "Image:Field.jpg|right",
        "250x300px|The field",
        "upright=1.3|The field]]",
    ],
)
def test_the_rest_of_an_image_is_no_prose(line: str) -> None:
    article = read(f"= Raid =\n\n{line}\n\nTen men fell.\n{line}\nSix more died.")
    assert [p.text for p in article.passages] == ["Raid", "Ten men fell.", "Six more died."]


def test_a_word_of_image_markup_alone_is_prose() -> None:
    text = "Left behind were 30 men. File: 12 men were lost."
    assert " ".join(p.text for p in read(text).passages) == text


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    article = read(
        "= A =\nThe garrison of the town had lost forty of\nits men. The rest withdrew over the bridge and\nburned it."
    )
    assert texts(article, "sentence")[0].endswith("forty of\nits men.")
    assert len(texts(article, "sentence")) == 2


def test_byte_order_mark_and_carriage_returns_stay_outside_passages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("\ufeff" + WHOLE).replace("\n", "\r\n").encode())
    (article,) = read_document(path)
    assert article.text.startswith("\ufeff= Skirmish at Varn =\r\n")
    assert article.title == "Skirmish at Varn"
    assert [(p.kind, p.field, p.text) for p in article.passages] == [
        (p.kind, p.field, p.text) for p in read(WHOLE).passages
    ]
    for passage in article.passages:
        assert passage.text == path.read_bytes().decode()[passage.start : passage.end]


LINES = st.sampled_from(
    [
        "= T =",
        "Infobox",
        "- Casualties1: 5 killed",
        "- : x",
        "-",
        "- ",
        "== H ==",
        "==",
        "== ]] ==",
        "Ten died. Six lived.",
        "",
        " ",
        "\ufeff",
        "\r",
        "-    – text",
        "\0",
        "\u2028",
        "a" * 50,
    ]
)


@given(st.one_of(st.text(), st.lists(LINES, max_size=25).map("\n".join), st.lists(LINES, max_size=25).map("\r\n".join)))
def test_spans_hold_for_any_text(text: str) -> None:
    article = read(text)
    ends = [0, *(p.end for p in article.passages)]
    assert all(end <= p.start < p.end for end, p in zip(ends, article.passages, strict=False))
    assert all(p.text == p.text.strip() for p in article.passages)
    assert article.title


@pytest.mark.parametrize(
    "unit", ["=", "= ", "- a: ", "- ", "a", "\n", "\r", "== a ==\n", "- Casualties1: b\n", "- a", "[["]
)
def test_a_megabyte_of_anything_takes_no_time(unit: str) -> None:
    read(unit * (1_000_000 // len(unit)))
