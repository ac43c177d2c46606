"""A page of wikitext as an article: the whole, damage, and hostile markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Article, Mark
from pipeline.read import read_document
from pipeline.read.wikitext import read_wikitext

PAGE = """{{Short description|Fight of 1704}}
{{Infobox military conflict
| conflict = Skirmish at Varn
| image = Varn.jpg
| date = 3 May 1704<ref name="Ilves">{{cite book|last=Ilves|first=Ode|title=The Varn War|year=1931
 |publisher=Kross}}</ref>
| combatant1 = {{flag|Norland}}
| combatant2 = '''[[Free Towns (1700)|Free Towns]]'''
* [[Varn]]
* Orm
| casualties1 = 12 killed<ref name=Ilves/><br>3 captured
| casualties2 =
}}
[[File:Varn.jpg|thumb|The [[bridge]] today]]
The '''skirmish at Varn''' was fought on {{convert|3|km}} of road.<ref>Roos, p. 4</ref> It&nbsp;rained.

== Course ==
{{main|Varn War}}
Ten [[soldier]]s fell.{{efn|Or nine.}} Six fled.
* The first was [[Ode Kross|Kross]].
{| class="wikitable"
| 300 || dead
|}
Nobody else died.<!-- 40 died -->

== References ==
{{reflist}}
* 500 men died in this footnote.
"""


def read(text: str) -> Article:
    article = read_wikitext(text, path="a.wiki", title="A", sha256="")
    reached = 0
    for passage in article.passages:
        assert passage.text == article.text[passage.start : passage.end]
        assert reached <= passage.start < passage.end
        assert passage.text == passage.text.strip()
        reached = passage.end
    for mark in article.marks:
        assert 0 <= mark.start <= mark.end <= len(article.text)
    return article


def fields(article: Article) -> dict[str, list[str]]:
    return {p.field: p.text.split("\n") for p in article.passages if p.kind == "infobox"}


def cell(value: str, name: str = "casualties1") -> list[str]:
    return fields(read(f"{{{{Infobox military conflict\n|conflict=A\n|{name}={value}\n}}}}")).get(name, [])


def marks(article: Article, kind: str) -> list[tuple[str, str]]:
    return [(article.text[m.start : m.end], m.value) for m in article.marks if m.kind == kind]


def test_a_whole_page() -> None:
    article = read(PAGE)
    assert article.format == "wikitext"
    assert fields(article) == {
        "conflict": ["Skirmish at Varn"],
        "date": ["3 May 1704"],
        "combatant1": ["Norland"],
        "combatant2": ["Free Towns", "Varn", "Orm"],
        "casualties1": ["12 killed", "3 captured"],
    }
    assert [p.text for p in article.passages if p.kind == "heading"] == ["A", "Course"]
    assert [(p.section, p.text) for p in article.passages if p.kind == "sentence"] == [
        ("", "The skirmish at Varn was fought on 3 km of road."),
        ("", "It rained."),
        ("Course", "Ten soldiers fell."),
        ("Course", "Six fled."),
        ("Course", "The first was Kross."),
        ("Course", "Nobody else died."),
    ]
    assert ("soldiers", "Soldier") in marks(article, "link")
    assert ("Kross", "Ode Kross") in marks(article, "link")
    assert marks(article, "flag") == [("", "Norland")]


def test_a_page_has_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "Skirmish_at_Varn.wiki"
    path.write_text(PAGE, encoding="utf-8")
    (article,) = read_document(path)
    assert article.title == "Skirmish at Varn"


def test_footnotes_stay_with_what_they_follow() -> None:
    article = read(PAGE)
    places = [article.text[: r.position].rsplit("\n", 1)[-1][-9:] for r in article.references]
    assert places == [" May 1704", "12 killed", " of road.", "ers fell."]
    first, second, third, fourth = article.references
    assert (first.title, first.author, first.published, first.publisher) == (
        "The Varn War",
        "Ilves, Ode",
        "1931",
        "Kross",
    )
    assert (second.key, second.title) == ("Ilves", "The Varn War")
    assert third.title == "Roos, p. 4"
    assert fourth.title == "Or nine."
    assert [(m.start, m.value) for m in article.marks if m.kind == "ref"] == [
        (r.position, r.key) for r in article.references
    ]


def test_levels_of_lists_stand_in_the_marks() -> None:
    article = read(PAGE)
    assert [m.level for m in article.marks if m.kind == "link" and m.value in ("Free Towns (1700)", "Varn")] == [0, 1]


@pytest.mark.parametrize(
    "name",
    [
        "Infobox military conflict",
        "infobox Battle",
        "INFOBOX_military_conflict",
        "Template:Warbox",
        "Infobox civilian attack",
    ],
)
def test_infoboxes_are_known_under_their_redirects(name: str) -> None:
    assert fields(read(f"{{{{{name}|casualties1=5}}}}")) == {"casualties1": ["5"]}


def test_other_infoboxes_are_none_of_ours() -> None:
    assert fields(read("{{Infobox settlement|population=5}}\nA town.")) == {}


def test_a_page_that_a_carrier_flattened() -> None:
    page = (
        "{{Infobox battle|combatant1='''[[Norland]]'''*[[Guard]]* {{flagicon|Orm}} Militia----[[Varn]]"
        "|casualties1=5 killed<br>2 wounded|casualties2=<br/>*Unknown}}"
    )
    assert fields(read(page)) == {
        "combatant1": ["Norland", "Guard", "Militia", "Varn"],
        "casualties1": ["5 killed", "2 wounded"],
        "casualties2": ["Unknown"],
    }


@pytest.mark.parametrize("rounds", [1, 2])
def test_a_page_with_escaped_markup(rounds: int) -> None:
    page = '{{Infobox battle|casualties1=5 killed<ref name="a">Roos</ref><br />2 & 3 wounded}}\nTen <!-- 9 -->died.'
    for _ in range(rounds):
        page = page.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    article = read(page)
    assert fields(article) == {"casualties1": ["5 killed", "2 & 3 wounded"]}
    assert [r.title for r in article.references] == ["Roos"]
    assert article.passages[-1].text == "Ten died."


def test_markup_shown_as_such_stays_in_a_page_that_is_not_escaped() -> None:
    article = read("Write &lt;br&gt; here.<ref>Roos</ref>")
    assert article.passages[-1].text == "Write <br> here."


@pytest.mark.parametrize("tail", ["", "\n\n'''Varn''' fell.", "\n== Course ==\nVarn fell."])
def test_an_infobox_that_is_never_closed(tail: str) -> None:
    article = read("{{Infobox battle\n|casualties1={{small|5 killed\n|casualties2=6 killed<ref>Roos</ref>" + tail)
    assert fields(article) == {"casualties1": ["5 killed"], "casualties2": ["6 killed"]}
    if tail:
        assert article.passages[-1].text == "Varn fell."


def test_a_template_that_is_never_closed_costs_its_infobox_nothing() -> None:
    article = read("{{Infobox battle\n|casualties1={{small|5 killed\n|casualties2=6 killed\n}}\nTen died.")
    assert fields(article) == {"casualties1": ["5 killed"], "casualties2": ["6 killed"]}
    assert article.passages[-1].text == "Ten died."


def test_a_redirect_holds_no_prose() -> None:
    assert [p.kind for p in read("#REDIRECT [[Siege of Orm]]").passages] == ["heading"]


def test_characters_that_show_nothing_are_gone() -> None:
    assert cell("5\u200e\u202a1\u202c kil\xadled\x00, 2 wounded") == ["51 killed, 2 wounded"]


HOSTILE = {
    "open templates": "{{" * 20_000,
    "open named templates": "{{a|" * 20_000,
    "closing braces": "}}" * 20_000,
    "open links": "[[" * 20_000,
    "open external links": "[http://a b " * 10_000,
    "nested templates": "{{small|" * 10_000 + "x" + "}}" * 10_000,
    "open tags": "<b>" * 20_000,
    "open references": "<ref>" * 20_000,
    "open comments": "<!--" * 20_000,
    "open nowiki": "<nowiki>" * 20_000,
    "open math": "<math>" * 20_000,
    "open tables": "{|\n" * 20_000,
    "less than": "<a " * 20_000,
    "quotes": "'''" * 30_000,
    "equals": "=" * 100_000,
    "brackets": "(<br>" * 20_000,
    "open infoboxes": "{{Infobox battle\n" * 3_000,
    "arguments": "{{{" * 10_000,
}


def test_a_comment_that_nothing_closes_hides_the_rest_of_the_page() -> None:
    article = read("Ten <!-- or nine -->died. <!-- Forty died.\n== Aftermath ==\nFive died.")
    assert article.text.split() == ["=", "A", "=", "Ten", "died."]


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_markup_costs_no_more_than_its_length(case: str) -> None:
    article = read("{{Infobox battle\n|casualties2=5 killed\n}}\n" + HOSTILE[case])
    assert fields(article) == {"casualties2": ["5 killed"]}


@pytest.mark.parametrize("value", ["five men ", "a<br>", "\n* a", "[[a|b]] "])
def test_a_huge_cell_is_read(value: str) -> None:
    lines = cell(value * (500_000 // len(value)))
    assert sum(map(len, lines)) > 50_000


MARKUP = st.sampled_from(
    [
        *("{{", "}}", "[[", "]]", "|", "=", "<br>", "<small>", "</small>", "<ref>", "</ref>", "<ref name=a/>", "<!--"),
        *("-->", "'''", "{|", "|}", "<nowiki>", "</nowiki>", "&lt;", "&#0;", "&nbsp;", "(", ")", ":", "†", "{{small|"),
        *("{{flag|", "{{plainlist}}", "{{KIA}}", "{{coord|1|2}}", "{{convert|", "{{ubl|", "{{Collapsible list|title="),
        *("{{sfn|A|1}}", "{{lang-x|", "|casualties1=", "{{Infobox battle", "[[File:Flag of A.svg|20px]]", "5 killed"),
        *("Orm fell.", "[http://a b]", "\n", "\n* ", "\n----", "\n== H ==\n", "\0", "\u202e", "\x0e5\x0f"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(MARKUP, max_size=40).map("".join)))
def test_spans_hold_for_any_text(text: str) -> None:
    read(text)
    read("{{Infobox battle\n|casualties1=" + text + "\n|casualties2=5\n}}\nTen died.")


def test_marks_are_sorted_by_place() -> None:
    found: tuple[Mark, ...] = read(PAGE).marks
    assert [m.start for m in found] == sorted(m.start for m in found)
