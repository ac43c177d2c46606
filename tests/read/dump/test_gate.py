"""The gate lets every page through that the wikitext reader finds a conflict infobox in."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.dump.gate import gate
from pipeline.read.wikitext import read_wikitext
from pipeline.read.wikitext.vocabulary import INFOBOXES


def passes(text: str) -> bool:
    return gate().search(escape(text).encode()) is not None


@pytest.mark.parametrize("name", sorted(INFOBOXES))
def test_every_name_of_the_mapping_file_passes_however_it_is_written(name: str) -> None:
    for written in (name, name.upper(), name.title(), name.replace(" ", "_"), f"\n {name} ", f"Template:{name}"):
        assert passes("{{" + written + "\n| date = today }}")


@pytest.mark.parametrize(
    "text",
    ["{{<!-- keep me first -->Infobox military conflict|a=b}}", "{{Infobox<!-- x --> military conflict}}"],
)
def test_comments_hide_nothing(text: str) -> None:
    assert passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "infobox military conflict",
        "{{Infobox settlement}}",
        "{{Infobox\n| name = military conflict}}",
        "",
        "{{",
        "{{cite}}",
    ],
)
def test_other_pages_are_dismissed(text: str) -> None:
    assert not passes(text)


pieces = st.sampled_from(
    ["{{", "}}", "|", "\n", " ", "_", "Infobox", "infobox", "military", "Conflict", "battle", "=", "a", "<!--", "-->",
     "Template:", "&", "<", "[[", "]]", "10 killed", "casualties1"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(pieces, max_size=14).map("".join))
def test_what_the_reader_finds_an_infobox_in_passes(text: str) -> None:
    article = read_wikitext(text, path="x", title="X", sha256="")
    if any(passage.kind == "infobox" for passage in article.passages):
        assert passes(text)
