"""Dates: how each form is read, what fills a missing year, and which date a sentence stands under."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates import DateTracker, find_dates, find_times, parse_date_field
from pipeline.extract.dates.edtf import write
from pipeline.extract.dates.model import When
from pipeline.extract.dates.words import words
from pipeline.model import Article, Passage

FIELDS = [
    ("July 26, 2017", "2017-07-26", "day"),
    ("26 July 2017", "2017-07-26", "day"),
    ("9July 2018", "2018-07-09", "day"),
    ("September 9, 1513 (Old Style)", "1513-09-09", "day"),
    ("7–9 March 1944, ()", "1944-03-07/1944-03-09", "range"),
    ("July 1–3, 1863", "1863-07-01/1863-07-03", "range"),
    ("30 April – early June 1915", "1915-04-30/1915-06", "range"),
    ("28 December 1899 – 3 January 1900", "1899-12-28/1900-01-03", "range"),
    ("November – February 1940", "1939-11/1940-02", "range"),
    ("5 May 1808; 217 years ago", "1808-05-05", "day"),
    ("1 June 1775 – 3 July 1783\n(8 years, 1 month)\nTreaty: 12 May 1784", "1775-06-01/1783-07-03", "range"),
    ("256 BC", "-0255", "year"),
    ("c. 480 BC", "-0479~", "year"),
    ("264–241 BC", "-0263/-0240", "range"),
    ("May 3-June 6, 49 BC", "-0048-05-03/-0048-06-06", "range"),
    ("August/September (Boedromion), 490 BC", "-0489-08/-0489-09", "range"),
    ("Spring of 62", "0062-21", "season"),
    ("Winter 1941–42", "1941-12/1942-02", "range"),
    ("October 732", "0732-10", "month"),
    ("1939–45", "1939/1945", "range"),
    ("1640s", "164X", "range"),
    ("19th century", "18XX", "range"),
    ("4 November 2020 – present", "2020-11-04/..", "open"),
    ("()", "", "unknown"),
    ("", "", "unknown"),
]


@pytest.mark.parametrize(("text", "edtf", "precision"), FIELDS)
def test_date_field_is_written_as_edtf(text: str, edtf: str, precision: str) -> None:
    mention = parse_date_field(text)
    assert (mention.edtf, mention.precision) == (edtf, precision)
    assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "text",
    ["19 November 1700 (O.S.), 30 November 1700 (N.S.)", "30 November [O.S. 19 November] 1700"],
)
def test_of_both_calendars_the_gregorian_day_is_kept(text: str) -> None:
    mention = parse_date_field(text)
    assert (mention.edtf, mention.calendar) == ("1700-11-30", "gregorian")


def test_a_julian_day_alone_stays_as_stated() -> None:
    mention = parse_date_field("8 July 1709 (O.S.)")
    assert (mention.edtf, mention.calendar) == ("1709-07-08", "julian")


def test_years_before_one_have_no_iso_days() -> None:
    mention = parse_date_field("2 August 216 BC")
    assert (mention.date_start, mention.date_end, mention.year_start, mention.year_end) == ("", "", -215, -215)


def test_a_month_spans_its_days_leap_years_too() -> None:
    mention = parse_date_field("February 1916")
    assert (mention.date_start, mention.date_end) == ("1916-02-01", "1916-02-29")


PROSE = [
    ("On July 11 the column left.", ["1839-07-11"]),
    ("Between 29 September and 2 October, nothing moved.", ["1839-09-29/1839-10-02"]),
    ("There were raids during 8 to 9 October.", ["1839-10-08/1839-10-09"]),
    ("It was fought 28–29 April near a ford.", ["1839-04-28/1839-04-29"]),
    ("By mid-May the road was open.", ["1839-05"]),
    ("On12 May they crossed.", ["1839-05-12"]),
    ("A truce was signed on 2May 1889 in the capital.", ["1889-05-02"]),
    ("Between 5 and 7December 1934 shots were heard.", ["1934-12-05/1934-12-07"]),
    ("On 28 December 1,200 to 1,500 riders came.", ["1839-12-28"]),
    ("By December 88 mules were dead.", ["1839-12"]),
    ("On the first of October a train of 1128 mules set off.", ["1839-10-01"]),
    ("Around 1602, raiders came.", ["1602~"]),
    ("Lasting from May to July 1943, it failed.", ["1943-05/1943-07"]),
    ("He lost 1500–2000 men and 1900 horses.", []),
    ("They may march on 5 of the forts in the fall of the city.", []),
    ("2000 men met 1500 troops.", []),
    ("The 7th Army held Hill 1205 for 30 days.", []),
    ("On 31 June they came.", []),
]


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_prose_dates(text: str, expected: list[str]) -> None:
    assert [m.edtf for m in find_dates(text, 1839) if not m.relative] == expected


def test_without_a_context_a_day_has_no_date() -> None:
    (mention,) = find_dates("On July 11 the column left.")
    assert (mention.edtf, mention.date_start) == ("", "")


def test_a_year_in_a_name_is_an_aside() -> None:
    mentions = find_dates("After the 1946 election and the Treaty of Ulm of 1620 (r. 1600–1630) war came in 1652.")
    assert [(m.text, m.aside) for m in mentions] == [
        ("1946", True),
        ("1620", True),
        ("1600–1630", True),
        ("1652", False),
    ]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("The next day they left.", 1, "day"),
        ("Two days later they left.", 2, "day"),
        ("It burned 24 days later.", 24, "day"),
        ("a hill lost the previous day", -1, "day"),
        ("They left that same day.", 0, "day"),
        ("The following year peace came.", 1, "year"),
        ("Snow fell on the 19th.", 19, "day_of_month"),
        ("Several weeks later they left.", None, "week"),
    ],
)
def test_relative_dates_carry_their_distance(text: str, amount: int | None, unit: str) -> None:
    (mention,) = find_dates(text)
    assert mention.relative is not None
    assert (mention.relative.amount, mention.relative.unit, mention.edtf) == (amount, unit, "")


def _article(*paragraphs: tuple[str, list[str]], date: str = "", title: str = "Battle of Nowhere") -> Article:
    """An article of (section, sentences) paragraphs."""
    text, passages = f"= {title} =\n", []
    if date:
        passages.append(Passage("infobox", "", "Date", len(text), len(text) + len(date), date, 0))
        text += date + "\n"
    for number, (section, sentences) in enumerate(paragraphs, 1):
        for sentence in sentences:
            passages.append(Passage("sentence", section, "", len(text), len(text) + len(sentence), sentence, number))
            text += sentence + " "
    return Article("x.txt", title, "plain", text, "0" * 64, tuple(passages))


def _periods(article: Article) -> list[tuple[str, str] | None]:
    tracker = DateTracker(article)
    found = [tracker.period(i, p.start) for i, p in enumerate(article.passages) if p.kind == "sentence"]
    return [(m.edtf, m.basis) if m else None for m in found]


def test_sentences_inherit_within_their_paragraph_only() -> None:
    article = _article(
        ("", ["On 3 May 1902 the fort fell.", "Many fled."]),
        ("", ["The walls were old.", "Meanwhile, rain fell."]),
        ("", ["Meanwhile, help came."]),
    )
    assert _periods(article) == [
        ("1902-05-03", "text"),
        ("1902-05-03", "inherited"),
        None,
        None,
        ("1902-05-03", "inherited"),
    ]


def test_relative_dates_count_from_the_last_absolute_one() -> None:
    article = _article(
        (
            "Siege",
            ["On 27 February the guns opened fire.", "Two days later the wall broke.", "The next day it rained."],
        ),
        date="1904",
    )
    assert _periods(article) == [
        ("1904-02-27", "context"),
        ("1904-02-29", "anaphora"),
        ("1904-03-01", "anaphora"),
    ]


def test_a_new_section_comes_back_to_the_year_of_the_main_event() -> None:
    article = _article(
        ("Background", ["In March 1871 a line was built.", "On 4 June it opened."]),
        ("Battle", ["On 5 July they met."]),
        date="5–6 July 1904",
    )
    assert [p[0] for p in _periods(article) if p] == ["1871-03", "1871-06-04", "1904-07-05"]


def test_a_winter_campaign_turns_the_year() -> None:
    article = _article(
        ("March", ["The column left on 26 November.", "On 18 December it froze.", "By 13 January half were sick."]),
        date="1839–1840",
    )
    assert [p[0] for p in _periods(article) if p] == ["1839-11-26", "1839-12-18", "1840-01-13"]


def test_a_year_in_a_heading_dates_its_section() -> None:
    article = _article(
        ("", ["It lasted until 4 May 1783."]),
        ("Campaign of 1776", ["On 15 September they landed."]),
        ("Northern front", ["On 2 October it rained."]),
        date="1775–1783",
    )
    assert [p[0] for p in _periods(article) if p] == ["1783-05-04", "1776-09-15", "1776-10-02"]


def test_each_place_in_a_sentence_has_its_own_date() -> None:
    article = _article(("", ["Five were freed in 1838, then 70 others in August 1839."]))
    tracker = DateTracker(article)
    offsets = [article.text.index(word) for word in ("Five", "70 others")]
    assert [m.edtf for o in offsets if (m := tracker.period(0, o))] == ["1838", "1839-08"]


def test_the_day_of_a_statement_does_not_date_what_it_tells() -> None:
    article = _article(("", ["On 11 August 1999, an envoy stated that the army had held thirty men."]))
    tracker = DateTracker(article)
    assert tracker.period(0, article.text.index("thirty")) is None
    stated = tracker.statement_date(0)
    assert stated is not None
    assert stated.edtf == "1999-08-11"


def test_the_lead_dates_an_article_without_an_infobox() -> None:
    article = _article(
        ("", ["The Battle of Nowhere was a 1918 battle fought 28–29 April by two bands."]),
        ("Then", ["On 27 April they met."]),
    )
    tracker = DateTracker(article)
    assert tracker.main is not None
    assert tracker.main.edtf == "1918-04-28/1918-04-29"
    assert _periods(article)[1] == ("1918-04-27", "context")


def test_nothing_is_dated_where_the_article_gives_no_date() -> None:
    article = _article(("", ["The next day they met.", "On 4 May many died."]))
    assert _periods(article) == [None, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shortly before noon, they rode.", ["Shortly before noon"]),
        ("It began early in the morning.", ["early in the morning"]),
        ("At 3:00 pm it rained and 2.50 was paid.", ["At 3:00 pm"]),
        ("They held it for a day.", []),
    ],
)
def test_times_of_day_keep_their_words(text: str, expected: list[str]) -> None:
    assert [found for _, _, found in find_times(text)] == expected


@given(
    st.text(max_size=120) | st.from_regex(r"[A-Za-z0-9 ,.–()/-]{0,80}", fullmatch=True),
    st.none() | st.integers(-900, 2100),
)
def test_spans_hold_for_any_text(text: str, year: int | None) -> None:
    mentions = find_dates(text, year)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))
    field = parse_date_field(text)
    assert text[field.start : field.end] == field.text


@given(st.dates(max_value=date(2999, 12, 31)))
def test_every_day_is_read_back_from_both_orders(day: date) -> None:
    iso = f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    assert write(When(day.year, day.month, day.day)) == iso
    if day.year >= 1000:
        month = words()["months"][day.month - 1]
        assert parse_date_field(f"{day.day} {month} {day.year}").edtf == iso
        assert parse_date_field(f"{month} {day.day}, {day.year}").edtf == iso
