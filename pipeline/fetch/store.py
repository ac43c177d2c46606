"""Fetched documents on disk: each file whole, each with its row in ``sources.csv``, nothing outside the folder.

What a batch is about to write is noted in a journal first. A file counts once it has the hash that its row says; a
run that was killed between file and row is put right from the journal by the next one. Runs at the same time take
turns: from the journal to the rows, the folder is locked.
"""

from __future__ import annotations

import hashlib
import os
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.fetch.names import SUFFIX, file_name, with_mark
from pipeline.locks import locked
from pipeline.read.registry import FILE, Source, load_registry, read_rows, write_rows

_ABANDONED = 600.0
"""Seconds after which a draft is left by a run that was killed, not of one that is still at work."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it came: its bytes, and its row but for the path and the hash that the store gives it."""

    data: bytes
    row: Source


class Store:
    """The folder that documents are fetched into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with self._told(folder):
            if folder.is_dir():
                with locked(folder):
                    self._put_right()
        self._read()

    def known(self, url: str) -> Source | None:
        """The row of the page at ``url`` that was fetched before; a text that restates it is another document."""
        return self._fetched.get(url)

    def holds(self, row: Source) -> bool:
        """Whether the row's file is there with its bytes."""
        return _sha256(self.folder / row.path) == row.sha256

    def save(self, batch: Iterable[Fetched]) -> tuple[list[str], list[str]]:
        """Store the documents; returns the paths written, and for each that was not, why. Raises SourceError."""
        arrived = list(batch)  # before the lock is taken: it may take a wiki a while
        if not arrived:
            return [], []
        with self._told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder):
                # Another run may have taken a name or renewed a page meanwhile.
                self._read()
                return self._save(arrived)

    def _save(self, batch: list[Fetched]) -> tuple[list[str], list[str]]:
        written: dict[str, bytes] = {}
        rows: list[Source] = []
        failed: list[str] = []
        for fetched in batch:
            try:
                row = self._placed(fetched)
            except SourceError as error:
                failed.append(str(error))
                continue
            rows.append(row)
            self._taken.add(_folded(row.path))
            self._fetched[row.source_url] = row
            written[row.path] = fetched.data
        if rows:
            journal = self.folder / f".fetch-{os.getpid()}.csv"
            write_rows(journal, rows)
            try:
                for path, data in written.items():
                    self._write(self.folder / path, data)
            finally:
                self._adopt(journal)
        return list(written), failed

    def _read(self) -> None:
        """What is registered now."""
        rows = load_registry(self.folder)
        self._taken = {_folded(path) for path in rows}
        self._fetched = {row.source_url: row for row in rows.values() if _is_fetched(row)}

    def _put_right(self) -> None:
        """Finish what killed runs began: while the folder is locked, no other run is between journal and rows."""
        for journal in self.folder.glob(".fetch-*.csv"):
            self._adopt(journal)
        for draft in self.folder.glob(".fetch-*.part"):
            if time.time() - draft.stat().st_mtime > _ABANDONED:
                draft.unlink(missing_ok=True)

    def _placed(self, fetched: Fetched) -> Source:
        """The document's row, with its path; :class:`SourceError` where what is there must not be replaced."""
        row, digest = fetched.row, hashlib.sha256(fetched.data).hexdigest()
        known = self.known(row.source_url)
        path = known.path if known else self._free_name(row)
        file = self.folder / path
        if not file.parent.resolve().is_relative_to(self.folder.resolve()):
            raise SourceError(f"{file}: lies outside {self.folder}; mend its row in {FILE}")
        there = _sha256(file)
        if there not in (None, digest, known.sha256 if known else None):
            cause = "was changed here since it was fetched" if known else "is there already and was not fetched"
            raise SourceError(
                f"{file}: {cause}; move it away, or keep it with: pipeline register {file} --relation edited"
            )
        return Source(
            path, row.title, row.source_url, row.licence, "verbatim", digest,
            row.revision, row.timestamp, row.permalink, row.sha1,
        )  # fmt: skip

    def _free_name(self, row: Source) -> str:
        """The title's file name, marked where another page has it, be it in another letter case."""
        name = file_name(row.title)
        if _folded(name) in self._taken:
            name = with_mark(name.removesuffix(SUFFIX), row.source_url) + SUFFIX
        return name

    def _write(self, file: Path, data: bytes) -> None:
        """Put the bytes in the file's place, whole; a link there is replaced, not followed."""
        draft = self.folder / f".fetch-{os.getpid()}.part"
        try:
            draft.unlink(missing_ok=True)
            with draft.open("xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)

    def _adopt(self, journal: Path) -> None:
        """Register what a journal announced and the folder holds, and be done with the journal."""
        rows = load_registry(self.folder)
        arrived = {path: row for path, row in read_rows(journal).items() if self.holds(row)}
        if arrived:
            write_rows(self.folder / FILE, (rows | arrived).values())
        journal.unlink(missing_ok=True)

    @contextmanager
    def _told(self, place: Path) -> Iterator[None]:
        """An error of the system as one that names the file and the remedy."""
        try:
            yield
        except OSError as error:
            raise SourceError(
                f"{error.filename or place}: cannot be written ({error.strerror or error}); "
                "free space or mend its rights"
            ) from error


def _sha256(file: Path) -> str | None:
    """The file's hash; None where there is none, a reason never to match where it is no file of ours."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"unreadable: {error.strerror}"


def _is_fetched(row: Source) -> bool:
    return row.path.endswith(SUFFIX) and row.relation in ("verbatim", "edited")


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
