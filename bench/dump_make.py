"""Make a dump of any size out of a folder of dumps and .wiki files: python bench/dump_make.py FOLDER OUTPUT [--mb N]

The pages of the folder's dumps are repeated under other titles, every 300th page being one of its conflict articles
(a .wiki file, or a page of a dump that holds the infobox of one), as in the English Wikipedia. As there, half of the
others are redirects, a page takes some 4 kB of XML on average, longer ones being cut between sections or paragraphs,
and each has the elements of schema 0.11: how many pages and elements there are decides what reading XML costs. The
output is bz2 of one stream (.bz2), of many with an index beside it (-multistream.xml.bz2), or plain (.xml).
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from pipeline.read.dump.compression import decompressed
from pipeline.read.dump.gate import gate
from pipeline.read.dump.page import parse_page

EVERY = 300
PIECE = 8_000
"""Characters from which on a page is cut, save conflict articles."""
PAGES_A_STREAM = 100
HEADER = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo>
    <sitename>Made up</sitename>
    <base>https://en.wikipedia.org/wiki/Main_Page</base>
    <namespaces>
      <namespace key="0" case="first-letter" />
      <namespace key="1" case="first-letter">Talk</namespace>
    </namespaces>
  </siteinfo>
"""
REDIRECT = re.compile(r"\s*#redirect:?\s*\[\[([^\]|#]+)", re.IGNORECASE)
PAGE = """  <page>
    <title>{title}</title>
    <ns>0</ns>
    <id>{number}</id>{redirect}
    <revision>
      <id>{number}</id>
      <parentid>{number}</parentid>
      <timestamp>2026-11-01T00:00:00Z</timestamp>
      <contributor>
        <username>Editor {number}</username>
        <id>{number}</id>
      </contributor>
      <comment>edit {number}</comment>
      <origin>{number}</origin>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text bytes="{size}" sha1="{sha1}" xml:space="preserve">{text}</text>
      <sha1>{sha1}</sha1>
    </revision>
  </page>
"""


def material(folder: Path) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Texts of redirects and of other pages, and titles and texts of conflict articles, that the folder holds."""
    redirects: list[str] = []
    others: list[str] = []
    articles = [(path.stem.replace("_", " "), path.read_text("utf-8")) for path in sorted(folder.rglob("*.wiki"))]
    for path in sorted(folder.rglob("*.xml*")):
        with path.open("rb") as file:
            data = b"".join(decompressed(file, path.name))
        for piece in data.split(b"<page>")[1:]:
            raw = b"<page>" + piece.partition(b"</page>")[0] + b"</page>"
            page = parse_page(raw)
            if page.namespace not in (0, None) or not page.text:
                continue
            if page.redirect or REDIRECT.match(page.text):
                redirects.append(page.text)
            elif gate().search(raw):
                articles.append((page.title, page.text))
            else:
                others += pieces(page.text)
    return redirects, others, articles


def pieces(text: str) -> Iterator[str]:
    """A page, in several where it is long, none of which cuts a paragraph or what stands in one."""
    start = 0
    while len(text) - start > PIECE * 3 // 2:
        end = start + PIECE
        before = (text.rfind("\n==", start + PIECE // 2, end), text.rfind("\n\n", start + 1, end))
        places = (*before, text.find("\n\n", end))
        cut = next((place for place in places if place > 0), len(text))
        yield text[start:cut]
        start = cut
    yield text[start:]


def pages(redirects: list[str], others: list[str], articles: list[tuple[str, str]]) -> Iterator[bytes]:
    """Pages without end."""
    fillers = itertools.chain.from_iterable(zip(itertools.cycle(redirects or others), itertools.cycle(others)))
    conflicts = itertools.cycle(articles)
    for number in itertools.count(1):
        if number % EVERY:
            title, text = f"Page {number}", next(fillers)
        else:
            title, text = next(conflicts)
            title = f"{title} {number}"
        target = REDIRECT.match(text)
        yield PAGE.format(
            title=escape(title),
            number=number,
            redirect=f"\n    <redirect title={quoteattr(target[1])} />" if target else "",
            size=len(text.encode()),
            sha1=hashlib.sha1(f"{number} {text}".encode(), usedforsecurity=False).hexdigest()[:31],
            text=escape(text),
        ).encode()


def write(folder: Path, output: Path, size: int) -> int:
    """Write a dump of about ``size`` bytes of XML; how many pages it has."""
    redirects, others, articles = material(folder)
    if not others or not articles:
        raise SystemExit(f"{folder}: needs dumps of other pages and conflict articles (.wiki, or in the dumps)")
    multistream = "multistream" in output.name
    index: list[bytes] = []
    written = count = 0
    with output.open("wb") as file:
        sink = _Sink(file, output.suffix == ".bz2")
        sink.write(HEADER.encode(), end=multistream)
        for page in pages(redirects, others, articles):
            index.append(b"%d:%d:%d\n" % (file.tell(), count + 1, count + 1))
            count += 1
            written += len(page)
            sink.write(page, end=multistream and count % PAGES_A_STREAM == 0)
            if written >= size:
                break
        sink.write(b"</mediawiki>\n", end=True)
    if multistream:
        Path(str(output).replace(".xml.bz2", "-index.txt")).write_bytes(b"".join(index))
    return count


class _Sink:
    def __init__(self, file: BinaryIO, compressed: bool) -> None:
        self._file = file
        self._compressed = compressed
        self._compressor = bz2.BZ2Compressor()

    def write(self, data: bytes, *, end: bool) -> None:
        if not self._compressed:
            self._file.write(data)
            return
        self._file.write(self._compressor.compress(data))
        if end:
            self._file.write(self._compressor.flush())
            self._compressor = bz2.BZ2Compressor()


def main() -> None:
    """Make one dump."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--mb", type=int, default=200, help="megabytes of XML")
    options = parser.parse_args()
    size = options.mb * 1_000_000
    count = write(options.folder, options.output, size)
    stored = options.output.stat().st_size / 1e6
    print(f"{options.output.name}: {count:,} pages of {size / count:,.0f} bytes on average, {stored:.1f} MB")


if __name__ == "__main__":
    main()
