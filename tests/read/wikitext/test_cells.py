"""Items of an infobox cell: lines, sub-headings, flags, fates, and what templates show."""

from __future__ import annotations

import pytest

from pipeline.model import Article, Mark
from pipeline.read.wikitext import read_wikitext


def article(value: str, name: str = "casualties1") -> Article:
    page = f"{{{{Infobox military conflict\n|conflict=A\n|{name}={value}\n|notes=end\n}}}}"
    return read_wikitext(page, path="a.wiki", title="A", sha256="")


def lines(value: str, name: str = "casualties1") -> list[str]:
    passage = article(value, name).field(name)
    return passage.text.split("\n") if passage else []


def found(value: str, kind: str, name: str = "casualties1") -> list[tuple[str, str, int]]:
    read = article(value, name)
    return [(read.text[m.start : m.end], m.value, m.level) for m in read.marks if m.kind == kind]


@pytest.mark.parametrize(
    "value",
    [
        "5 killed<br>2 wounded",
        "5 killed<br />2 wounded",
        "5 killed</br>2 wounded",
        "\n* 5 killed\n* 2 wounded",
        "5 killed\n----\n2 wounded",
        "5 killed<hr>2 wounded",
        "5 killed\n\n2 wounded",
        "{{plainlist|\n* 5 killed\n* 2 wounded\n}}",
        "{{Plainlist}}\n* 5 killed\n* 2 wounded\n{{endplainlist}}",
        "{{ubl|5 killed|2 wounded}}",
        "{{unbulleted list |5 killed |2 wounded|}}",
        "{{hlist|5 killed|2 wounded}}",
        "<div>5 killed</div>2 wounded",
        "<ul><li>5 killed</li><li>2 wounded</li></ul>",
        "5 killed{{break}}2 wounded",
        "'''5''' killed<br/>{{nowrap|2 wounded}}",
        "5 killed\n'''2''' wounded",
        "5 killed\n{{flagicon|A}} 2 wounded",
    ],
)
def test_items_stand_one_a_line(value: str) -> None:
    assert lines(value) == ["5 killed", "2 wounded"]


def test_a_line_that_a_carrier_wrapped_is_one_item() -> None:
    assert lines("At least 1,400 men, boys and\n        mules<br>2 guns") == [
        "At least 1,400 men, boys and mules",
        "2 guns",
    ]
    assert lines("Victory\n* Retreat of the Norland\n        guard\n* Peace") == [
        "Victory",
        "Retreat of the Norland guard",
        "Peace",
    ]


def test_a_break_inside_brackets_parts_nothing() -> None:
    assert lines("90 lost (50 killed;<br>40 wounded)<br>2 guns") == ["90 lost (50 killed; 40 wounded)", "2 guns"]


def test_what_follows_a_list_is_no_part_of_it() -> None:
    read = article("[[A]]\n* [[B]]\n** [[C]]\n[[D]]", "combatant1")
    assert [(m.value, m.level) for m in read.marks if m.kind == "link"] == [("A", 0), ("B", 1), ("C", 2), ("D", 0)]


@pytest.mark.parametrize(
    ("value", "heading"),
    [
        ("'''American:'''<br>2 killed", ("American:", "American", 0)),
        ("American:<br>2 killed", ("American:", "American", 0)),
        ("''Allies'':\n* 2 killed", ("Allies:", "Allies", 0)),
        ("'''[[Norland]]'''<br>2 killed", ("Norland", "Norland", 0)),
        ("{{flagicon|Norland}} '''Norland:'''<br>2 killed", ("Norland:", "Norland", 0)),
        ("<small>'''Army:'''<br>2 killed</small>", ("Army:", "Army", 1)),
        ("* '''Army:'''\n** 2 killed", ("Army:", "Army", 1)),
        ("{{Collapsible list|title=Allies|2 killed|3 wounded}}", ("Allies", "Allies", 0)),
        ("{{collapsible list|title='''Allies:'''|\n* 2 killed\n}}", ("Allies:", "Allies", 0)),
        ("Losses of 1863:<br>2 killed", ("Losses of 1863:", "Losses of 1863", 0)),
    ],
)
def test_sub_headings(value: str, heading: tuple[str, str, int]) -> None:
    assert found(value, "heading") == [heading]


@pytest.mark.parametrize(
    "value",
    [
        "'''Total:''' 5 killed",
        "20 killed, among them:<br>2 boys",
        "'''Unknown'''",
        "'''5 killed'''<br>'''2 wounded'''",
        "None",
    ],
)
def test_what_is_no_sub_heading(value: str) -> None:
    assert found(value, "heading") == []


def test_a_bold_party_heads_nothing_where_nothing_is_counted() -> None:
    assert found("'''[[Norland]]'''<br>[[Guard of 1704]]", "heading", "combatant1") == []


def test_a_rule_ends_the_headings_above() -> None:
    assert found("'''Orm:'''<br>5 killed\n----\nTotal: 9", "heading") == [("Orm:", "Orm", 0), ("", "", 0)]


def test_items_of_a_collapsible_list_lie_below_its_title() -> None:
    value = "[[A]]{{Collapsible list|title=Allies:|[[B]]<br>[[C]]}}[[D]]"
    assert [(text, level) for text, _, level in found(value, "link", "combatant1")] == [
        ("A", 0),
        ("B", 1),
        ("C", 1),
        ("D", 0),
    ]


def test_small_print() -> None:
    assert found("5 {{small|(of 9)}}<br><small>2</small>", "small") == [("(of 9)", "", 0), ("2", "", 0)]


@pytest.mark.parametrize(
    ("markup", "text", "party"),
    [
        ("{{flagicon|Spain|1748}} 5", "5", "Spain"),
        ("{{flag icon|Kingdom of\n        France}} 5", "5", "Kingdom of France"),
        ("{{flagdeco|USA|1777}} 5", "5", "United States"),
        ("{{Flagicon image|Flag of Hesse.svg|22px}} 5", "5", "Hesse"),
        ("{{flagicon image|Flag of Hanover (1692).svg}} 5", "5", "Hanover"),
        ("{{flagicon image|Catholic_League_(Germany).svg}} 5", "5", "Catholic League"),
        ("[[File:Flag of the Vermont Republic.svg|20px]] 5", "5", "Vermont Republic"),
        ("{{flag|Orm}}", "Orm", "Orm"),
        ("{{flag|USA|1795}}", "USA", "United States"),
        ("{{flag|Old Norland|name=Norland}}", "Norland", "Old Norland"),
        ("{{flagcountry|USA|1861}}", "United States", "United States"),
        ("{{flagcountry|CSA|1863}}", "Confederate States", "Confederate States"),
        ("{{flagcountry|FRA}}", "France", "France"),
        ("{{Coat of arms|Orm|text=the Duke}}", "the Duke", "Orm"),
    ],
)
def test_flags(markup: str, text: str, party: str) -> None:
    assert lines(markup) == [text]
    assert found(markup, "flag") == [("", party, 0)]


@pytest.mark.parametrize("file", ["ShababFlag.svg", "Wappen-HK (1736-1804).svg", "Battle icon.svg", "21st flag.png"])
def test_a_picture_that_names_no_party_is_no_flag(file: str) -> None:
    assert [value for _, value, _ in found(f"{{{{flagicon image|{file}}}}} 5", "flag")] in ([], ["Battle icon"])


@pytest.mark.parametrize(
    ("markup", "fate"),
    [
        ("{{KIA}}", "killed"),
        ("{{kia|alt=yes}}", "killed"),
        ("{{DOW}}", "killed"),
        ("{{POW}}", "captured"),
        ("{{WIA}}", "wounded"),
        ("{{executed}}", "executed"),
        ("{{Surrendered}}", "surrendered"),
        ("[[Killed in action|†]]", "killed"),
        ("[[Prisoner of war|†]]", "captured"),
    ],
)
def test_fates(markup: str, fate: str) -> None:
    value = f"[[Ode Kross]] {markup}<br>B. Ilves"
    assert lines(value, "commander1") == ["Ode Kross", "B. Ilves"]
    read = article(value, "commander1")
    (mark,) = (m for m in read.marks if m.kind == "fate")
    assert mark.value == fate
    assert read.text[: mark.start].endswith("Ode Kross")


def test_a_bare_dagger_is_a_death() -> None:
    assert found("Ode Kross†", "fate", "commander1") == [("†", "killed", 0)]


@pytest.mark.parametrize("markup", ["[[Death by natural causes|†]]", "{{natural causes}}"])
def test_a_natural_death_is_no_fate(markup: str) -> None:
    assert lines(f"Ode Kross {markup}", "commander1") == ["Ode Kross"]
    assert found(f"Ode Kross {markup}", "fate", "commander1") == []


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("{{convert|40|km|mi}}", "40 km"),
        ("{{cvt|40|to|45|km|mi|0}}", "40 to 45 km"),
        ("{{convert|5|-|6|ft}}", "5–6 ft"),
        ("{{convert|5|ft|6|in|m}}", "5 ft 6 in"),
        ("{{formatnum:12345}}", "12,345"),
        ("{{lang|fr|trois morts}}", "trois morts"),
        ("{{lang-fi|kolme}}", "kolme"),
        ("{{circa|1460}}", "c. 1460"),
        ("{{c.|300}} dead", "c. 300 dead"),
        ("5{{snd}}6", "5 – 6"),
        ("5{{ndash}}6", "5–6"),
        ("{{Start date|1943|7|5|df=y}}", "5 July 1943"),
        ("{{Start and end dates|1940|5|10|1940|6|25}}", "10 May 1940 – 25 June 1940"),
        ("{{USS|Barlow|DD-1|6}}", "USS Barlow"),
        ("{{ship|HMS|Orm}}", "HMS Orm"),
        ("{{frac|1|2}} company", "1/2 company"),
        ("{{abbr|KIA|killed in action}}", "KIA"),
        ("{{nowrap|2 {{small|dead}}}}", "2 dead"),
        ("{{resize|90%|40 dead}}", "40 dead"),
        ("{{unheard of|40 dead|n=5}}", "40 dead"),
        ("40{{citation needed|date=May 2020}} dead", "40 dead"),
        ("40 dead ({{Age in years|1700|1702}})", "40 dead"),
        ("40 &ndash; 50 &amp; 6", "40 – 50 & 6"),
        ("[http://example.org Roos]: 5", "Roos: 5"),
        ("<s>40</s>5 dead", "5 dead"),
        ("<nowiki>''5''</nowiki> dead", "''5'' dead"),
        ("5 < 6", "5 < 6"),
        ("[[Orm (town)|]]", "Orm"),
        ("3 [[\n        schooner]]s", "3 schooners"),
        ("{{{1|5}}} dead", "5 dead"),
    ],
)
def test_what_markup_shows(markup: str, shown: str) -> None:
    assert lines(markup) == [shown]


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ("{{Coord|38|07|05|N|23|58|42|E|region:GR|display=inline,title}}", "38.118056,23.978333"),
        ("{{coord|39.811|N|77.225|W}}", "39.811,-77.225"),
        ("{{coord|32.7|-86.7|type:x|display=title}}", "32.7,-86.7"),
        ("{{coord|51|30|S|0|7|W}}", "-51.5,-0.116667"),
        ("{{coord|0|0}}", "0,0"),
    ],
)
def test_coordinates(markup: str, place: str) -> None:
    ((_, value, _),) = found(markup, "coord", "coordinates")
    assert value == place


@pytest.mark.parametrize("markup", ["{{coord}}", "{{coord|95|N|10|E}}", "{{coord|x|y}}", "{{coord|1|2|3}}"])
def test_what_is_no_place_has_no_coordinates(markup: str) -> None:
    assert [value for _, value, _ in found(markup, "coord", "coordinates")] in ([], ["1,2"])


def test_a_link_leads_to_the_page_without_its_section() -> None:
    assert found("[[norland_war#Losses|losses]] of [[:Category:X|X]]", "link") == [("losses", "Norland war", 0)]


def test_pictures_and_layout_are_no_fields() -> None:
    page = "{{Infobox battle|image=a.jpg|caption=50 dead|map_size=300|campaignbox={{Campaignbox A}}|result=Victory}}"
    read = read_wikitext(page, path="a", title="A", sha256="")
    assert [p.field for p in read.passages if p.kind == "infobox"] == ["result"]


def test_marks_lie_in_the_line_that_they_speak_of() -> None:
    read = article("{{flagicon|A}} 5<br>{{flagicon|B}} 6")
    flags: list[Mark] = [m for m in read.marks if m.kind == "flag"]
    assert [read.text[m.start] for m in flags] == ["5", "6"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("340 {{KIA}}<br>1,200{{WIA}}", ["340 killed", "1,200 wounded"]),
        ("{{KIA}} 340<br>{{POW}} 80", ["killed 340", "captured 80"]),
    ],
)
def test_fates_beside_numbers_are_words(markup: str, text: list[str]) -> None:
    assert lines(markup, "casualties1") == text
    assert not any(mark.kind == "fate" for mark in article(markup, "casualties1").marks)
