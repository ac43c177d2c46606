"""How far the work is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeAlias

from pipeline.read.dump.compression import Readable

Progress: TypeAlias = Callable[..., None]
"""Called with the stage's name, how much of it is done and how much there is (0 where that is not known), and for long
work with a note of a few words."""


class Meter:
    """Tells how many bytes of dumps are read, how many pages a second, how many articles and claims were found."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.pages = 0
        self._progress = progress
        self._total = total
        self._done = 0
        self._began = time.monotonic()

    def step(self, read_bytes: int, pages: int, articles: int, claims: int) -> None:
        """Tell of a stretch that is done; ``articles`` and ``claims`` are how many there are in all."""
        self.pages += pages
        self._done += read_bytes
        if self._progress:
            rate = self.pages / max(time.monotonic() - self._began, 0.001)
            note = f"{self._done / 1e6:.0f} MB, {rate:,.0f} pages/s, {articles:,} articles, {claims:,} claims"
            self._progress("scan", self._done, max(self._total, self._done) if self._total else 0, note)


class Counted:
    """A file that counts the bytes read from it."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self.read_bytes = 0

    def read(self, size: int = -1, /) -> bytes:
        """As the file reads."""
        data = self._file.read(size)
        self.read_bytes += len(data)
        return data
