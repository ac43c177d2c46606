"""Make a dump of any size out of a folder of dumps and .wiki files: python bench/dump_make.py FOLDER OUTPUT [--mb N]

The pages of the folder's dumps, redirects and other namespaces among them, are repeated in their order and as they are,
whole and with every element, only under other titles; every 300th page is one of the folder's conflict articles (a
.wiki file, or a page of a dump that holds the infobox of one), as in the English Wikipedia. With --mean those pages
that are longer come round less often, so that a page takes so many bytes on average: some 4200 in the dumps of the
English Wikipedia, while the first pages of a dump, which folders for tests hold, are its oldest and longest articles.
How many pages there are decides what reading XML costs. The output is bz2 of one stream (.bz2), of many with an index
beside it (-multistream.xml.bz2), or plain (.xml).
"""

from __future__ import annotations

import argparse
import bz2
import itertools
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

from pipeline.read.dump.compression import decompressed
from pipeline.read.dump.gate import gate
from pipeline.read.dump.page import parse_page

EVERY = 300
PAGES_A_STREAM = 100
HEADER = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="en">
  <siteinfo>
    <sitename>Made up</sitename>
    <base>https://en.wikipedia.org/wiki/Main_Page</base>
    <namespaces>
      <namespace key="0" case="first-letter" />
      <namespace key="1" case="first-letter">Talk</namespace>
    </namespaces>
  </siteinfo>
"""
PAGE = """<page>
    <title>{title}</title>
    <ns>0</ns>
    <id>1</id>
    <revision>
      <id>1</id>
      <parentid>1</parentid>
      <timestamp>2026-11-01T00:00:00Z</timestamp>
      <contributor>
        <username>Editor</username>
        <id>1</id>
      </contributor>
      <comment>edit</comment>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text xml:space="preserve">{text}</text>
      <sha1>0</sha1>
    </revision>
  </page>"""
TITLE = re.compile(rb"<title>[^<]*(?=</title>)")


def material(folder: Path) -> tuple[list[bytes], list[bytes]]:
    """The pages of the folder, as XML: those that are no conflict article, and those that are one."""
    others: list[bytes] = []
    articles = [
        PAGE.format(title=escape(path.stem.replace("_", " ")), text=escape(path.read_text("utf-8"))).encode()
        for path in sorted(folder.rglob("*.wiki"))
    ]
    for path in sorted(folder.rglob("*.xml*")):
        with path.open("rb") as file:
            data = b"".join(decompressed(file, path.name))
        for piece in data.split(b"<page>")[1:]:
            raw = b"<page>" + piece.partition(b"</page>")[0] + b"</page>"
            is_article = gate().search(raw) and parse_page(raw).namespace in (0, None)
            (articles if is_article else others).append(raw)
    return others, articles


def fillers(others: list[bytes], mean: int | None) -> Iterator[bytes]:
    """The pages without end: all in their order, or the long ones less often, so that the mean is kept."""
    if mean is None:
        return itertools.cycle(others)
    short = [raw for raw in others if len(raw) <= mean]
    long = [raw for raw in others if len(raw) > mean]
    above, below = sum(map(len, long)) - mean * len(long), mean * len(short) - sum(map(len, short))
    if not above or not below:
        raise SystemExit(f"all of the folder's pages are on one side of {mean} bytes")
    return _rarer(others, set(long), itertools.cycle(long), below / above)


def _rarer(others: list[bytes], long: set[bytes], rest: Iterator[bytes], share: float) -> Iterator[bytes]:
    due = 0.0
    for raw in itertools.cycle(others):
        if raw not in long:
            yield raw
            continue
        due += share
        while due >= 1:
            due -= 1
            yield next(rest)


def pages(others: Iterator[bytes], articles: list[bytes]) -> Iterator[bytes]:
    """Pages without end, each under a title of its own."""
    conflicts = itertools.cycle(articles)
    for number in itertools.count(1):
        raw = next(others if number % EVERY else conflicts)
        yield b"  " + TITLE.sub(lambda found, n=number: found[0] + b" %d" % n, raw, count=1) + b"\n"  # type: ignore[misc]


def write(folder: Path, output: Path, size: int, mean: int | None = None) -> list[int]:
    """Write a dump of at least ``size`` bytes of XML; the bytes of each of its pages."""
    others, articles = material(folder)
    if not others or not articles:
        raise SystemExit(f"{folder}: needs dumps of other pages and conflict articles (.wiki, or in the dumps)")
    multistream = "multistream" in output.name
    index: list[bytes] = []
    sizes: list[int] = []
    written = 0
    with output.open("wb") as file:
        sink = _Sink(file, output.suffix == ".bz2")
        sink.write(HEADER.encode(), end=multistream)
        for page in pages(fillers(others, mean), articles):
            index.append(b"%d:%d:%d\n" % (file.tell(), len(sizes) + 1, len(sizes) + 1))
            sizes.append(len(page))
            written += len(page)
            sink.write(page, end=multistream and len(sizes) % PAGES_A_STREAM == 0)
            if written >= size:
                break
        sink.write(b"</mediawiki>\n", end=True)
    if multistream:
        Path(str(output).replace(".xml.bz2", "-index.txt")).write_bytes(b"".join(index))
    return sizes


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
    parser.add_argument("--mean", type=int, help="bytes of a page on average; without it, what the folder's pages have")
    options = parser.parse_args()
    sizes = write(options.folder, options.output, options.mb * 1_000_000, options.mean)
    stored = options.output.stat().st_size / 1e6
    tenths = statistics.quantiles(sizes, n=10)
    print(
        f"{options.output.name}: {len(sizes):,} pages, {stored:.1f} MB; bytes of a page: mean "
        f"{statistics.fmean(sizes):,.0f}, median {statistics.median(sizes):,.0f}, a tenth below {tenths[0]:,.0f}, "
        f"a tenth above {tenths[-1]:,.0f}"
    )


if __name__ == "__main__":
    main()
