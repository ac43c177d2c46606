"""The pages of dumps that may be conflict articles, until they are assembled.

They wait in a file, and so do redirects and the links that may lead to them, which DuckDB joins.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from html import unescape
from pathlib import Path

from pipeline.read.dump.article import WikiPage, normal_title
from pipeline.read.dump.header import Header
from pipeline.read.dump.page import parse_page
from pipeline.read.dump.scan import Scan
from pipeline.read.sources import Failure
from pipeline.run.rename import Titles

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

    def add(self, found: Scan, name: str, header: Header) -> list[WikiPage]:
        """Keep what a scan found; the pages."""
        pages = [page for raw in found.candidates if (page := self._add_page(raw, name, header))]
        for source, target in found.redirects:
            pair = [normal_title(unescape(title.decode("utf-8", errors="replace"))) for title in (source, target)]
            self._redirects.write("\t".join(pair) + "\n")
        self.redirects += len(found.redirects)
        return pages

    def _add_page(self, raw: bytes, name: str, header: Header) -> WikiPage | None:
        try:
            page = parse_page(raw)
        except ValueError as error:
            title = unescape(raw.partition(b"<title>")[2].partition(b"</title>")[0][:300].decode("utf-8", "replace"))
            self.failures.append(Failure(name, title, f"{name}: page '{title}': {error}; fetch the dump again"))
            return None
        if page.redirect or page.model not in ("", "wikitext") or not header.is_article(page.title, page.namespace):
            return None
        kept = WikiPage(name, page.title, page.text, page.revision, header.url(page.title), header.licence)
        self._pages.write(json.dumps(asdict(kept)) + "\n")
        self._titles.add(page.title)
        links = {normal_title(link) for link in _LINK.findall(page.text)}
        self._links.writelines(f"{self.count}\t{link}\n" for link in sorted(links) if link)
        self.links += len(links)
        self.count += 1
        return kept

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
