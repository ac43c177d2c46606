"""Footnotes: what they say, and where they end."""

from __future__ import annotations

import pytest

from pipeline.read.wikitext import read_wikitext
from pipeline.read.wikitext.footnotes import read_note


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "{{cite web |url=http://a.example/b |title=The [[Orm]] raid |last1=Roos |first1=B. |last2=Kask "
            "|date=3 May 2016 |work=Daily Orm}}",
            ("The Orm raid", "Daily Orm", "Roos, B.; Kask", "3 May 2016", "http://a.example/b"),
        ),
        (
            "{{Cite book|title=A {{lang|fr|B}}|author=Ilves|year=1931|publisher=Kross}}, p. 4",
            ("A", "Kross", "Ilves", "1931", ""),
        ),
        ("{{Citation | last = Ilves | title = Orm | year = 1860}}", ("Orm", "", "Ilves", "1860", "")),
        ("{{sfn|Roos|Kask|2006|p=79}}", ("", "", "Roos, Kask", "2006", "")),
        ("[http://a.example/b Raid on ''Orm''], 1931", ("Raid on Orm, 1931", "", "", "", "http://a.example/b")),
        ("http://a.example/b", ("", "", "", "", "http://a.example/b")),
        ("Roos (1931), pp.&nbsp;4{{ndash}}5", ("Roos (1931), pp. 4–5", "", "", "", "")),
    ],
)
def test_what_a_footnote_says(content: str, expected: tuple[str, ...]) -> None:
    note = read_note(content)
    assert tuple(note.get(key, "") for key in ("title", "publisher", "author", "published", "url")) == expected


def keys(text: str) -> list[tuple[str, str]]:
    article = read_wikitext(text, path="a", title="A", sha256="")
    return [(article.text[r.position - 4 : r.position], r.title) for r in article.references]


def test_a_name_used_before_its_definition() -> None:
    assert keys("Ten died.<ref name=x/> Six fled.<ref name='x'>Roos</ref>") == [("ied.", "Roos"), ("led.", "Roos")]


def test_footnotes_defined_in_the_list_at_the_end() -> None:
    assert keys('Ten died.<ref name="x" />\n== References ==\n{{reflist|refs=\n<ref name="x">Roos</ref>\n}}') == [
        ("ied.", "Roos")
    ]
    assert keys('Ten died.<ref name="x"/>\n<references>\n<ref name="x">Roos</ref>\n</references>') == [("ied.", "Roos")]


def test_an_unclosed_footnote_ends_with_its_line() -> None:
    assert keys("Ten died.<ref>Roos\n\nSix fled.<ref>Kask</ref>") == [("ied.", "Roos"), ("led.", "Kask")]


def test_footnotes_made_by_templates() -> None:
    text = "Ten died.{{sfn|Roos|1931|p=4}} Six fled.{{#tag:ref|Or nine.<ref>Kask</ref>|group=nb}}"
    text += " It fell.{{r|x}}<ref name=x>Kross</ref>"
    article = read_wikitext(text, path="a", title="A", sha256="")
    assert [(r.author or r.title) for r in article.references] == ["Roos", "Or nine.", "Kross", "Kross"]
    assert article.passages[-1].text == "It fell."


def test_a_footnote_within_a_number_parts_nothing() -> None:
    article = read_wikitext("42<ref name=a/>-50<ref>Roos</ref> men died.", path="a", title="A", sha256="")
    assert article.passages[-1].text == "42-50 men died."
