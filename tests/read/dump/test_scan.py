"""Scanning: the same pages and redirects however the bytes are cut into parts and pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.dump.page import parse_page
from pipeline.read.dump.scan import Scan, Seams, scan

BOX = "{{Infobox military conflict | casualties1 = 4 killed }}"


def dump(kinds: list[int]) -> bytes:
    pages = []
    for number, kind in enumerate(kinds):
        text = [f"Nothing {'x' * number}", f"{BOX} fight {number}", "#REDIRECT [[Page 0]]"][kind]
        leads = '<redirect title="Page 0" />' if kind == 2 else ""
        pages.append(f"  <page>\n<title>Page {number}</title>{leads}<text>{text}</text>\n  </page>\n")
    return ("<mediawiki><siteinfo></siteinfo>\n" + "".join(pages) + "</mediawiki>\n").encode()


def in_parts(data: bytes, cuts: list[int], piece: int) -> tuple[int, list[bytes], list[tuple[bytes, bytes]], bytes]:
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    seams = Seams()
    found = []
    for start, end in pairwise(edges):
        part = scan(data[at : min(at + piece, end)] for at in range(start, end, piece))
        found.append(seams.add(Scan.unpack(part.pack())))
    last = seams.last
    found.append(seams.finish())
    return (
        sum(one.pages for one in found),
        [raw for one in found for raw in one.candidates],
        [pair for one in found for pair in one.redirects],
        last,
    )


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.integers(0, 2), max_size=8),
    st.lists(st.integers(0, 10_000), max_size=8),
    st.integers(1, 3_000),
)
def test_parts_and_pieces_do_not_show(kinds: list[int], cuts: list[int], piece: int) -> None:
    data = dump(kinds)
    pages, candidates, redirects, last = in_parts(data, cuts, piece)
    assert pages == len(kinds)
    assert [b"fight" in raw for raw in candidates] == [True] * kinds.count(1)
    assert all(raw.startswith(b"<page>") and raw.endswith(b"</page>") for raw in candidates)
    wanted = [(f"Page {number}".encode(), b"Page 0") for number, kind in enumerate(kinds) if kind == 2]
    assert redirects == wanted
    assert b"</mediawiki>" in last


def test_of_an_endless_page_only_the_newest_revision_is_held() -> None:
    revision = b"<revision><timestamp>20%02d</timestamp><text>" + b"y" * 400_000 + b"</text></revision>"
    opening = b"<page><title>Long</title>"

    def pieces() -> list[bytes]:
        return [opening, *(revision % (year % 100) for year in range(200)), b"<revision><text>" + BOX.encode()]

    found = scan(pieces())
    assert len(found.tail) < 40_000_000
    assert found.tail.startswith(opening)
    assert found.tail.endswith(BOX.encode())


def test_of_a_page_of_one_endless_revision_the_ends_are_held_and_it_is_refused() -> None:
    opening = b"<page><title>Long</title><revision><timestamp>2026</timestamp><text>" + BOX.encode()
    filler = [b"y" * 1_000_000] * 70
    pieces = [opening, *filler, b"</text></revision></page>", b"<page><title>Next</title></page>"]
    one = scan(pieces)
    assert one.pages == 2
    assert len(one.candidates) == 1
    assert len(one.candidates[0]) < 33_000_000
    with pytest.raises(ValueError, match="more than 32 MB"):
        parse_page(one.candidates[0])
    seams = Seams()
    parts = [seams.add(scan(part)) for part in (pieces[:30], pieces[30:65], pieces[65:])]
    assert sum(part.pages for part in [*parts, seams.finish()]) == 2
    assert parts[2].candidates[0].startswith(b"<page>")
