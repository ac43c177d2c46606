"""Where sentences end, and where a full stop ends none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.sentences import MAX_SENTENCE, split_sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Maj. Gen. Ode Aru and Lt. Col. B. T. Ilves held the pass.",
        "The U.S. Navy lost c. 1,200 men, approx. 3.5 percent of them at St. Ives.",
        "It opened on 4 May 1702 (O.S.), i.e. eleven days later elsewhere.",
        "Shelling began at 5:30 a.m. and ended by noon.",
        "See No. 7 of the list, pp. 12 and vol. II of the set.",
        "The report counts twelve dead (among them Capt. Roos. Others give nine) near the bridge.",
        'The mayor said: "They burned the mill. We counted six dead. Nobody came."',
        "A witness spoke of “forty dead. Perhaps fifty.” in the square.",
        'He called the raid "over ... Nothing was left" of it.',
        '"Is it won?" asked the envoy.',
        "They met e.g. the 3rd Bn. 5th Regt. and the guard.",
        "On 5 Sept. 1811 the fleet of Adm. J. Kross sailed.",
        "At 4 p.m. Kross sailed.",
        "He wrote of the fire . . . and of the flight.",
        "Washington, D.C. was spared.",
        "The painter J.-H. Kross drew it.",
        "Its archive lies at www.example.Org today.",
    ],
)
def test_one_sentence_stays_whole(sentence: str) -> None:
    assert pieces(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Ten men fell.", "Nobody knew why."],
        ['He called it "a rout."', "The rest held."],
        ["They served in the U.S.", "The others stayed in the U.K.", "Both returned."],
        ["The column reached the old customs house by 5 a.m.", "Kross followed."],
        ["It was the end of World War I.", "The men went home."],
        ["They fled ... and came back...", "Then it was over…", "Night fell."],
        ["Who fired?", "Nobody said!", "12 lay dead."],
        ["The wall fell.[1][23]", "Six died.[4]", "It rained."],
        ["(Two barns burned.", "A mill stood.)", "The road was open."],
        ['An open " mark is nothing.', "Nor is (this.", "It goes on."],
        ["Losses were heavy.", "30 guns were lost.", "“None was regained,” he wrote."],
        ["They had carts, mules, etc.", "The rest walked."],
        ["The gate gave way.", "Then the tower fell."],
    ],
)
def test_boundaries(sentences: list[str]) -> None:
    assert pieces(" ".join(sentences)) == sentences


def test_a_lost_space_behind_the_stop_still_parts_sentences() -> None:
    assert pieces("The gate fell.Then they ran.") == ["The gate fell.", "Then they ran."]


def test_a_list_number_is_no_sentence() -> None:
    assert pieces("1. The eastern column") == ["1. The eastern column"]


def test_only_the_stretch_asked_for_is_split() -> None:
    text = "Skip this. Read this. And this. Not that."
    assert [text[a:b] for a, b in split_sentences(text, 11, 31)] == ["Read this.", "And this."]


def test_an_endless_line_is_cut() -> None:
    text = "word " * MAX_SENTENCE
    spans = split_sentences(text)
    assert max(end - start for start, end in spans) <= MAX_SENTENCE
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")


WORDS = st.sampled_from(
    [
        "a",
        "Men",
        "U.S.",
        "St.",
        "c.",
        " ",
        "  ",
        "\n",
        "\r\n",
        ".",
        "...",
        "…",
        "?",
        "!",
        '"',
        "“",
        "”",
        "(",
        ")",
        "[1]",
        "5",
        "p.m.",
        "é",
        "\u2028",
        "\0",
        "\u202e",
        "x.Y ",
        "The",
        "'",
        "]",
        "–",
    ]
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=60).map("".join)))
def test_any_text_is_covered_by_disjoint_trimmed_spans(text: str) -> None:
    reached = 0
    for start, end in split_sentences(text):
        assert reached <= start < end
        assert not text[reached:start].strip()
        assert text[start:end] == text[start:end].strip()
        reached = end
    assert not text[reached:].strip()


@pytest.mark.parametrize("unit", ["a", "a. ", ". ", '"', "(a. ", "A. B ", '"A. ', "x.Y ", "[1]", ".", "”"])
def test_a_megabyte_of_anything_takes_no_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert split_sentences(text)
