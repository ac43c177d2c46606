"""Scan dumps on whatever workers there are, and keep the pages that may be conflict articles until they are read.

Nothing of a dump is held in memory but the part at hand: the pages wait in a file, and so do redirects and the links
that may lead to them, which DuckDB joins.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pipeline.errors import SourceError
from pipeline.read.dump import STDIN
from pipeline.read.dump.article import WikiPage, normal_title
from pipeline.read.dump.header import Header
from pipeline.read.dump.page import parse_page
from pipeline.read.dump.parts import Dump, Part, open_dump, read_range, scan_range, scan_stream
from pipeline.read.dump.scan import Scan, Seams
from pipeline.read.sources import Failure
from pipeline.run.cache import Cache
from pipeline.run.progress import Counted, Meter
from pipeline.run.rename import Titles

if TYPE_CHECKING:
    from pipeline.run.progress import Progress
    from pipeline.run.workers import Workers

_LINK = re.compile(r"\[\[\s*:?([^|\[\]{}<>#\n\t]{1,255})")


class PageStore:
    """The pages found, in a folder's files, in the order in which they were found."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._pages = (folder / "pages.jsonl").open("w+", encoding="ascii", newline="\n")
        self._links = (folder / "links.tsv").open("w", encoding="utf-8", newline="\n")
        self._redirects = (folder / "redirects.tsv").open("w", encoding="utf-8", newline="\n")
        self.count = 0
        self.links = 0
        self.redirects = 0
        self.failures: list[Failure] = []
        self._titles = Titles()

    def close(self) -> None:
        """Close the files."""
        for file in (self._pages, self._links, self._redirects):
            file.close()

    def add(self, found: Scan, name: str, header: Header) -> None:
        """Keep what a scan found."""
        for raw in found.candidates:
            self._add_page(raw, name, header)
        for source, target in found.redirects:
            pair = [normal_title(unescape(title.decode("utf-8", errors="replace"))) for title in (source, target)]
            self._redirects.write("\t".join(pair) + "\n")
        self.redirects += len(found.redirects)

    def _add_page(self, raw: bytes, name: str, header: Header) -> None:
        try:
            page = parse_page(raw)
        except ValueError as error:
            title = unescape(raw.partition(b"<title>")[2].partition(b"</title>")[0][:300].decode("utf-8", "replace"))
            self.failures.append(Failure(name, title, f"{name}: page '{title}': {error}; fetch the dump again"))
            return
        if page.redirect or page.model not in ("", "wikitext") or not header.is_article(page.title, page.namespace):
            return
        kept = WikiPage(name, page.title, page.text, page.revision, header.url(page.title), header.licence)
        self._pages.write(json.dumps(asdict(kept)) + "\n")
        self._titles.add(page.title)
        links = {normal_title(link) for link in _LINK.findall(page.text)}
        self._links.writelines(f"{self.count}\t{link}\n" for link in sorted(links) if link)
        self.links += len(links)
        self.count += 1

    def pages(self) -> Iterator[WikiPage]:
        """Every page, with the redirects that its links run into."""
        self._links.close()
        self._redirects.close()
        self._pages.seek(0)
        resolved = self._resolved() if self.redirects and self.links else iter(())
        ahead = next(resolved, None)
        for number, line in enumerate(self._pages):
            redirects = []
            while ahead is not None and ahead[0] == number:
                redirects.append((ahead[1], ahead[2]))
                ahead = next(resolved, None)
            page = WikiPage(**{**json.loads(line), "redirects": tuple(redirects)})
            own = self._titles.id_of(page.title)
            yield page if own is None else replace(page, article_id=own)

    def _resolved(self) -> Iterator[tuple[int, str, str]]:
        """Number of a page, a title it links to, and the title that this redirects to; sorted."""
        import duckdb

        read = "read_csv('{}', auto_detect = false, delim = '\t', quote = '', escape = '', columns = {})"
        folder = str(self._folder).replace("'", "''")
        links = read.format(f"{folder}/links.tsv", "{'page': 'BIGINT', 'title': 'VARCHAR'}")
        redirects = read.format(f"{folder}/redirects.tsv", "{'title': 'VARCHAR', 'target': 'VARCHAR'}")
        with duckdb.connect(str(self._folder / "redirects.duckdb")) as connection:
            connection.execute("SET enable_progress_bar = false; SET memory_limit = '256MB'")
            rows = connection.execute(
                f"SELECT page, title, min(target) FROM {links} AS l JOIN {redirects} AS r USING (title) "  # noqa: S608 - our files
                "GROUP BY page, title ORDER BY page, title"
            )
            while some := rows.fetchmany(10_000):
                yield from some


def scan_dumps(
    paths: Iterable[Path], store: PageStore, workers: Workers, cache: Cache, progress: Progress | None = None
) -> int:
    """Scan the dumps into the store; how many pages they have.

    Raises SourceError where one is no dump, is damaged or is cut off.
    """
    opened = [(path, None if path == STDIN else open_dump(path)) for path in paths]
    total = 0 if any(dump is None for _, dump in opened) else sum(dump.size for _, dump in opened if dump)
    meter = Meter(progress, total)
    for path, dump in opened:
        if dump is not None and dump.parts is not None:
            _scan_parts(dump, dump.parts, store, workers, cache, meter)
        elif path == STDIN:
            _scan_stream(sys.stdin.buffer, "stdin", store, meter)
        else:
            with path.open("rb") as file:
                _scan_stream(file, path.name, store, meter)
    return meter.pages


def _scan_parts(
    dump: Dump, parts: tuple[Part, ...], store: PageStore, workers: Workers, cache: Cache, meter: Meter
) -> None:
    seams = Seams()
    scans = workers.map(scan_cached, ((part, cache.folder) for part in parts))
    for part, found in zip(parts, scans, strict=True):
        whole = seams.add(found)
        store.add(whole, dump.name, dump.header)
        meter.step(part.end - part.start, whole.pages, store.count)
    _finish(seams, dump.name, dump.header, store, meter)


def scan_cached(task: tuple[Part, Path | None]) -> Scan:
    """Scan one part, unless a former run did and left what it found in the cache below the folder.

    A worker looks by itself, so that nobody else has to read what is decompressed here.
    """
    part, folder = task
    cache = Cache(folder)
    if not cache.used:
        return scan_range(part, read_range(part))
    data = read_range(part)
    key = cache.key("scan", part.kind, str(part.end - part.start), data)
    if entry := cache.get(key):
        return Scan.unpack(entry)
    found = scan_range(part, data)
    cache.put(key, found.pack())
    return found


def _scan_stream(file: BinaryIO, name: str, store: PageStore, meter: Meter) -> None:
    seams = Seams()
    counted = Counted(file)
    header = Header()
    done = 0
    for found in scan_stream(counted, name):
        if isinstance(found, Header):
            header = found
            continue
        whole = seams.add(found)
        store.add(whole, name, header)
        meter.step(counted.read_bytes - done, whole.pages, store.count)
        done = counted.read_bytes
    _finish(seams, name, header, store, meter)


def _finish(seams: Seams, name: str, header: Header, store: PageStore, meter: Meter) -> None:
    ending = seams.last
    rest = seams.finish()
    store.add(rest, name, header)
    meter.step(0, rest.pages, store.count)
    if b"</mediawiki>" not in ending:
        raise SourceError(f"{name}: is cut off (no </mediawiki> at its end); fetch it again")
