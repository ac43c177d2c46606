"""Scan dumps on whatever workers there are, and have the pages that may be conflict articles extracted meanwhile.

Nothing of a dump is held in memory but the parts at hand and a few pages.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeAlias

from pipeline.errors import SourceError
from pipeline.read.dump import STDIN
from pipeline.read.dump.header import Header
from pipeline.read.dump.parts import Dump, Part, open_dump, read_range, scan_range, scan_stream
from pipeline.read.dump.scan import Scan, Seams
from pipeline.run.cache import Cache
from pipeline.run.early import Batch, Early
from pipeline.run.progress import Counted, Meter
from pipeline.run.work import extract_items

if TYPE_CHECKING:
    from pipeline.run.pages import PageStore
    from pipeline.run.progress import Progress
    from pipeline.run.workers import Workers

Task: TypeAlias = Part | Batch


def scan_dumps(
    paths: Iterable[Path],
    store: PageStore,
    workers: Workers,
    cache: Cache,
    progress: Progress | None = None,
    early: Early | None = None,
) -> int:
    """Scan the dumps into the store; how many pages they have. Where ``early`` is given, pages are extracted meanwhile.

    Raises SourceError where one is no dump, is damaged or is cut off.
    """
    workers.prepare()
    opened = [(path, None if path == STDIN else open_dump(path)) for path in paths]
    total = 0 if any(dump is None for _, dump in opened) else sum(dump.size for _, dump in opened if dump)
    work = _Scanning(store, workers, cache, Meter(progress, total), early)
    for path, dump in opened:
        if dump is not None and dump.parts is not None:
            work.parts(dump, dump.parts)
        elif path == STDIN:
            given: TextIO | None = sys.stdin
            if given is None:
                raise SourceError("stdin: is closed; give the dump as a file, or pipe it in")
            work.stream(given.buffer, "stdin")
        else:
            with path.open("rb") as file:
                work.stream(file, path.name)
    return work.finish()


class _Scanning:
    """One map over two kinds of tasks: parts to scan, and the pages found in them, which go first."""

    def __init__(self, store: PageStore, workers: Workers, cache: Cache, meter: Meter, early: Early | None) -> None:
        self._store = store
        self._workers = workers
        self._cache = cache
        self._meter = meter
        self._early = early

    def parts(self, dump: Dump, parts: tuple[Part, ...]) -> None:
        """Scan a dump part by part."""
        seams = Seams()

        def tasks() -> Iterator[Task]:
            for part in parts:
                yield from self._due()
                yield part

        for task, found in self._map(tasks()):
            if isinstance(task, Part) and isinstance(found, Scan):
                self._add(seams.add(found), dump.name, dump.header, task.end - task.start)
        self._end(seams, dump.name, dump.header)

    def stream(self, file: BinaryIO, name: str) -> None:
        """Scan a dump from front to back in this process."""
        seams = Seams()
        counted = Counted(file)
        header = Header()

        def tasks() -> Iterator[Task]:
            nonlocal header
            done = 0
            for found in scan_stream(counted, name):
                if isinstance(found, Header):
                    header = found
                    continue
                self._add(seams.add(found), name, header, counted.read_bytes - done)
                done = counted.read_bytes
                yield from self._due()

        for _ in self._map(tasks()):
            pass
        self._end(seams, name, header)

    def finish(self) -> int:
        """Extract the pages that are left; how many pages the dumps have."""
        for _ in self._map(self._early.rest() if self._early else ()):
            pass
        return self._meter.pages

    def _map(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Scan | list[bytes]]]:
        """The tasks with what comes of them; what was extracted is kept."""
        order: deque[Task] = deque()

        def given() -> Iterator[tuple[Task, Path | None]]:
            for task in tasks:
                order.append(task)
                # The numbers and keys of a batch stay here.
                yield (task if isinstance(task, Part) else Batch(pages=task.pages)), self._cache.folder

        for found in self._workers.map(scan_or_extract, given()):
            task = order.popleft()
            if isinstance(task, Batch) and isinstance(found, list) and self._early:
                self._early.done(task, found)
                self._tell(0, 0)
            yield task, found

    def _due(self) -> Iterator[Batch]:
        return self._early.tasks() if self._early else iter(())

    def _add(self, found: Scan, name: str, header: Header, read_bytes: int) -> None:
        number = self._store.count
        for page in self._store.add(found, name, header):
            if self._early:
                self._early.add(number, page)
            number += 1
        self._tell(read_bytes, found.pages)

    def _tell(self, read_bytes: int, pages: int) -> None:
        self._meter.step(read_bytes, pages, self._store.count, self._early.claims if self._early else 0)

    def _end(self, seams: Seams, name: str, header: Header) -> None:
        ending = seams.last
        self._add(seams.finish(), name, header, 0)
        if b"</mediawiki>" not in ending:
            raise SourceError(f"{name}: is cut off (no </mediawiki> at its end); fetch it again")


def scan_or_extract(given: tuple[Task, Path | None]) -> Scan | list[bytes]:
    """Do one task: scan a part, or extract pages."""
    task, folder = given
    return scan_cached(task, folder) if isinstance(task, Part) else extract_items(list(task.pages))


def scan_cached(part: Part, folder: Path | None) -> Scan:
    """Scan one part, unless a former run did and left what it found in the cache below the folder.

    A worker looks by itself, so that nobody else has to read what is decompressed here.
    """
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
