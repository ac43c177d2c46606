"""Read and extract documents and pages on whatever workers there are, and keep the results in their order."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract.ids import slug
from pipeline.model import Tables
from pipeline.read.dump.article import WikiPage
from pipeline.read.sources import Failure, twice
from pipeline.run.early import BATCH, MOST, page_key
from pipeline.run.rename import renamed
from pipeline.run.work import Item, Result, extract_items, facts, pack, unpack

if TYPE_CHECKING:
    from pipeline.run.cache import Cache
    from pipeline.run.workers import Workers

_IN_MEMORY = 32 << 20
_WORST = 10


Known: TypeAlias = "tuple[Item, bytes | None]"
"""An item, with what came of it where that is known already."""


@dataclass(slots=True)
class _Slot:
    """The place of one item's result: its key in the cache, where it comes from, and the result once it is there."""

    key: str
    path: str
    article_id: str
    entry: bytes | None


def results(items: Iterable[Known], workers: Workers, cache: Cache) -> Iterator[tuple[str, str, bytes]]:
    """Where each item comes from, the id that it is given, and its packed results; in order.

    The results are what is known, else they come from the cache, else from the workers.
    """
    waiting: deque[list[_Slot]] = deque()

    def batches() -> Iterator[list[Item]]:
        """The items that nothing is known of, some at a time; what is known waits for its turn beside them."""
        slots: list[_Slot] = []
        batch: list[Item] = []
        size = 0
        for item, known in items:
            slots.append(_slot(item, known, cache))
            if slots[-1].entry is None:
                batch.append(item)
                size += _size(item)
            if size >= BATCH or len(slots) >= MOST:
                waiting.append(slots)
                yield batch
                slots, batch, size = [], [], 0
        waiting.append(slots)
        yield batch

    for fresh in workers.map(extract_items, batches()):
        found = iter(fresh)
        for slot in waiting.popleft():
            if slot.entry is None:
                slot.entry = next(found)
                if slot.key and not facts(slot.entry).failures:
                    cache.put(slot.key, slot.entry)
            yield slot.path, slot.article_id, slot.entry


def _slot(item: Item, known: bytes | None, cache: Cache) -> _Slot:
    key = _key(item, cache) if cache.used and known is None else ""
    entry = cache.get(key) if key else known
    if isinstance(item, WikiPage):
        return _Slot(key, item.path, item.article_id, entry)
    return _Slot(key, item.name, "", entry)


def _key(item: Item, cache: Cache) -> str:
    if isinstance(item, WikiPage):
        return page_key(item, cache)
    try:
        digest = hashlib.sha256(item.path.read_bytes()).hexdigest()
    except OSError:
        return ""
    source = repr(astuple(item.source)) if item.source else ""
    return cache.key("document", item.name, item.path.name, source, digest)


def _size(item: Item) -> int:
    if isinstance(item, WikiPage):
        return len(item.text)
    try:
        return item.path.stat().st_size
    except OSError:
        return 0


class Collected:
    """The rows of every article, on disk where they are many; and what was left out."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(folder))  # noqa: SIM115 - as long as this object
        self._lengths: list[int] = []
        self._seen: dict[str, tuple[str, str]] = {}
        self._left_out: set[str] = set()
        self.failed: list[Failure] = []
        self.notes: list[str] = []
        self.articles = 0
        self.pages = 0
        self.claims = 0
        self.rows = 0
        self.outcomes: Counter[str] = Counter()
        self.left_over: list[tuple[str, int]] = []
        """Titles, each with its numbers that became nothing; those with most of them first."""

    def close(self) -> None:
        """Give back what the rows take."""
        self._file.close()

    def add(self, path: str, article_id: str, packed: bytes) -> None:
        """Add the results of one item that comes from ``path``; a second article of one title is left out.

        ``article_id`` is the id that the article is given, '' where it is the one that its title makes.
        """
        kept: list[Result] = []
        for result in unpack(packed):
            wanted = article_id or _id(result)
            if result.failure or result.tables is None:
                self.failed += [result.failure] if result.failure else []
            elif wanted in self._seen:
                self.failed.append(twice(path, result.title, self._seen[wanted][0]))
            else:
                self._seen[wanted] = path, result.title
                kept.append(_from(path, replace(result, tables=renamed(result.tables, _id(result), wanted))))
                self._count(result.title, result.tables)
        if kept:
            data = pack(kept)
            self._file.write(data)
            self._lengths.append(len(data))

    def _count(self, title: str, tables: Tables) -> None:
        self.articles += 1
        self.claims += len(tables.get("claims", ()))
        self.rows += sum(map(len, tables.values()))
        outcomes = Counter(str(row["outcome"]) for row in tables.get("numbers", ()))
        self.outcomes += outcomes
        if left := outcomes["leftover"]:
            self.left_over = sorted([*self.left_over, (title, left)], key=lambda pair: (-pair[1], pair[0]))[:_WORST]

    @property
    def ids(self) -> set[str]:
        """The ids of the articles that were not left out."""
        return self._seen.keys() - self._left_out

    def leave_out(self, reasons: Mapping[str, str]) -> None:
        """Leave out articles, by their ids, that were added before; each is a failure for its reason."""
        self._left_out |= reasons.keys()
        for article_id, reason in sorted(reasons.items()):
            path, title = self._seen[article_id]
            self.failed.append(Failure(path, title, f"{path}: {reason}"))
        self.articles = self.claims = self.rows = 0
        self.outcomes.clear()
        self.left_over = []
        for result in self._results():
            self._count(result.title, result.tables or {})

    def tables(self) -> Iterator[Tables]:
        """The rows of each article, as they were added."""
        return (result.tables for result in self._results() if result.tables is not None)

    def _results(self) -> Iterator[Result]:
        self._file.seek(0)
        for length in self._lengths:
            yield from (r for r in unpack(self._file.read(length)) if _id(r) not in self._left_out)


def _id(result: Result) -> str:
    for row in (result.tables or {}).get("articles", ()):
        return str(row["article_id"])
    return slug(result.title)


def _from(path: str, result: Result) -> Result:
    """The result as one of an article that comes from ``path``: the cache does not know from where."""
    for row in (result.tables or {}).get("articles", ()):
        row["path"] = path
    return result
