"""One run of fetching: which pages are due, their text held against the wiki's hash, what is reported of the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.errors import SourceError
from pipeline.fetch.resolve import Lost, Page
from pipeline.fetch.store import Fetched, Store
from pipeline.fetch.wiki import Revision, Wiki
from pipeline.read.registry import Source


@dataclass(slots=True)
class Report:
    """What a run did: paths written, how many documents were up to date, and a line for each title left out.

    ``notes`` are lines on what is as it should be though nothing was fetched, such as a page deleted meanwhile.
    """

    site: str
    licence: str
    fetched: list[str] = field(default_factory=list)
    unchanged: int = 0
    failed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """What one run knows while it goes."""

    wiki: Wiki
    store: Store
    report: Report
    seen: set[str] = field(default_factory=set)

    def take(self, found: Sequence[Page | Lost], listed: set[str]) -> None:
        """Store what changed of a batch of pages; ``listed`` are titles that only a category named."""
        changed: dict[int, Page] = {}
        for one in found:
            if isinstance(one, Lost):
                gone = one.absent and one.title in listed
                line = f"{one.title}: was deleted after its category was read" if gone else one.reason
                (self.report.notes if gone else self.report.failed).append(line)
            elif one.url not in self.seen:
                self.seen.add(one.url)
                if self._is_due(one):
                    changed[one.revision] = one
        if changed:
            written, failed = self.store.save(self._download(changed))
            self.report.fetched += written
            self.report.failed += failed

    def _is_due(self, page: Page) -> bool:
        known = self.store.known(page.url)
        if known and known.relation == "edited":
            self.report.notes.append(f"{known.path}: is registered as edited and stays as it is")
            return False
        if known and known.revision == str(page.revision) and self.store.holds(known):
            self.report.unchanged += 1
            return False
        return True

    def _download(self, changed: dict[int, Page]) -> Iterator[Fetched]:
        missing = dict(changed)
        for revision in self.wiki.revisions(changed):
            page = missing.pop(revision.number)
            try:
                yield self._verified(page, revision)
            except SourceError as error:
                self.report.failed.append(str(error))
        for page in missing.values():
            self.report.notes.append(f"{page.title}: was deleted after it was listed")

    def _verified(self, page: Page, revision: Revision) -> Fetched:
        """The page's bytes, held against the hash that the wiki states."""
        if revision.text is None or not revision.sha1:
            raise SourceError(f"{page.title}: the wiki hides the text of revision {revision.number}; choose another")
        if revision.model != "wikitext":
            raise SourceError(f"{page.title}: revision {revision.number} is {revision.model}, not wikitext")
        data = revision.text.encode("utf-8", "replace")
        if _sha1(data) != revision.sha1:
            data = self.wiki.raw(revision.number)
        if _sha1(data) != revision.sha1:
            raise SourceError(
                f"{page.title}: revision {revision.number} came damaged (sha1 {_sha1(data)}, the wiki says "
                f"{revision.sha1}); fetch it again"
            )
        if not data.strip():
            raise SourceError(f"{page.title}: the page is blank; give --revision for a text that it had before")
        return Fetched(
            data,
            Source(
                path="",
                title=page.title,
                source_url=page.url,
                licence=self.report.licence,
                relation="verbatim",
                sha256="",
                revision=str(revision.number),
                timestamp=revision.timestamp,
                permalink=self.wiki.permalink(page.title, revision.number),
                sha1=revision.sha1,
            ),
        )


def _sha1(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()
