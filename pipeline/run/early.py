"""Pages extracted while their dump is still being scanned, kept in a file until their turn comes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.read.dump.article import WikiPage
from pipeline.run.work import facts

if TYPE_CHECKING:
    from pipeline.run.cache import Cache

BATCH = 200_000
"""Characters of text that make a task: some tenths of a second's work."""
MOST = 64
"""Pages of a task at most."""


@dataclass(slots=True)
class Batch:
    """Pages to extract, with their numbers in the order in which they were found and their keys in the cache."""

    numbers: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    pages: list[WikiPage] = field(default_factory=list)
    size: int = 0


class Early:
    """What was extracted before it is known which links run into redirects, and which titles make one id."""

    def __init__(self, folder: Path, cache: Cache) -> None:
        self._file = (folder / "early").open("w+b")
        self._cache = cache
        self._places: dict[int, tuple[int, int]] = {}
        self._batch = Batch()
        self._due: deque[Batch] = deque()
        self.claims = 0

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def add(self, number: int, page: WikiPage) -> None:
        """Have a page extracted, unless a former run did."""
        key = page_key(page, self._cache)
        if key and (entry := self._cache.get(key)) is not None:
            self._keep(number, entry)
            return
        self._batch.numbers.append(number)
        self._batch.keys.append(key)
        self._batch.pages.append(page)
        self._batch.size += len(page.text)
        if self._batch.size >= BATCH or len(self._batch.pages) >= MOST:
            self._end_batch()

    def _end_batch(self) -> None:
        if self._batch.pages:
            self._due.append(self._batch)
        self._batch = Batch()

    def tasks(self) -> Iterator[Batch]:
        """The batches that are full."""
        while self._due:
            yield self._due.popleft()

    def rest(self) -> Iterator[Batch]:
        """All that are left."""
        self._end_batch()
        yield from self.tasks()

    def done(self, batch: Batch, entries: Iterable[bytes]) -> None:
        """Keep what came of a batch."""
        for number, key, entry in zip(batch.numbers, batch.keys, entries, strict=True):
            if key and not facts(entry).failures:
                self._cache.put(key, entry)
            self._keep(number, entry)

    def _keep(self, number: int, entry: bytes) -> None:
        self._places[number] = self._file.tell(), len(entry)
        self._file.write(entry)
        self.claims += facts(entry).claims

    def settled(self, pages: Iterable[WikiPage]) -> Iterator[tuple[WikiPage, bytes | None]]:
        """Every page in order, its links and id known now, with what came of it; None where links change that."""
        for number, page in enumerate(pages):
            place, size = self._places[number]
            self._file.seek(place)
            entry = self._file.read(size)
            led = bool(page.redirects) and not facts(entry).links.isdisjoint(title for title, _ in page.redirects)
            yield page, None if led else entry


def page_key(page: WikiPage, cache: Cache) -> str:
    """The name of a page in the cache, '' where there is none."""
    if not cache.used:
        return ""
    # Not the dump's name: a page that is the same in the next dump need not be read again. Nor its id, given later.
    return cache.key(
        "page", repr((page.title, page.revision, page.source_url, page.licence, page.redirects)), page.text
    )
