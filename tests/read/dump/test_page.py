"""One page's XML: which revision counts, which pages are articles."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.dump.header import parse_header
from pipeline.read.dump.page import newest_only, parse_page

REVISION = (
    "<revision><id>{id}</id><timestamp>{time}</timestamp><contributor><id>9</id></contributor>"
    "<text>{text}</text></revision>"
)


def page(*revisions: tuple[int, str, str], more: str = "<ns>0</ns>") -> bytes:
    made = "".join(REVISION.format(id=number, time=time, text=text) for number, time, text in revisions)
    return f"<page><title>Siege of Elmhold</title>{more}<id>4</id>{made}</page>".encode()


def test_the_newest_of_several_revisions_counts_wherever_it_stands() -> None:
    revisions = [
        (1, "2024-01-01T00:00:00Z", "stale"),
        (3, "2026-01-01T00:00:00Z", "new"),
        (2, "2025-01-01T00:00:00Z", "mid"),
    ]
    found = parse_page(page(*revisions))
    assert (found.text, found.revision, found.title) == ("new", "3", "Siege of Elmhold")
    assert b"new" in newest_only(page(*revisions))
    assert b"stale" not in newest_only(page(*revisions))
    assert parse_page(newest_only(page(*revisions))) == found


def test_a_deleted_text_is_none() -> None:
    raw = page((1, "2024-01-01T00:00:00Z", "stale")).replace(b"<text>stale</text>", b'<text deleted="deleted" />')
    assert parse_page(raw).text == ""


def test_slots_and_models_of_newer_schemas_do_not_confuse() -> None:
    raw = page((1, "2024-01-01T00:00:00Z", "main")).replace(
        b"</revision>",
        b"<model>wikitext</model><content><role>mediainfo</role><id>77</id><text>slot</text></content></revision>",
    )
    found = parse_page(raw)
    assert (found.text, found.revision, found.model) == ("main", "1", "wikitext")


def test_namespaces_are_told_by_prefix_where_the_schema_does_not_say() -> None:
    header = parse_header(
        b'<mediawiki version="0.5" xml:lang="en"><siteinfo><base>https://wiki.example/w/Main</base><namespaces>'
        b'<namespace key="0" /><namespace key="1" case="first-letter">Talk</namespace></namespaces></siteinfo>'
    )
    assert header.version == "0.5"
    assert parse_page(page(more="")).namespace is None
    assert header.is_article("Siege: a history", None)
    assert not header.is_article("talk:Siege", None)
    assert not header.is_article("Siege", 1)
    assert header.url("Siege of Élm?") == "https://wiki.example/w/Siege_of_%C3%89lm%3F"
    assert header.licence == ""


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(junk: bytes) -> None:
    raw = b"<page><title>A</title>" + junk + b"</page>"
    newest_only(raw)
    with suppress(ValueError):
        parse_page(raw)


def test_xml_that_would_grow_has_no_document_type_to_grow_by() -> None:
    with pytest.raises(ValueError, match="no XML"):
        parse_page(b"<page><title>&lol;</title></page>")
