"""The parts of a dump: ranges of its file that can be scanned apart from one another, on any core or machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.read.dump.blocks import MAX_BLOCK, DamagedBlockError, blocks, is_false_mark
from pipeline.read.dump.compression import CHUNK, Readable, decompressed, encoding_of, kind_of
from pipeline.read.dump.decoder import DecoderError, decode
from pipeline.read.dump.header import Header, parse_header
from pipeline.read.dump.scan import Scan, scan
from pipeline.read.dump.streams import streams_of

OPENING = 1 << 16
"""Bytes in which the header is read; a dump's is some thousands long."""
PART = {"bz2": 4 << 20, "plain": 16 << 20}
"""Bytes of a part's range, by how the file is compressed: half a second's work or less."""
LAST, SMALL = 2, 8
"""The last so many parts' bytes are cut into parts so many times smaller, so that no core waits long for the others."""


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes ``start:end`` of a file that is bz2 or plain; ``name`` is what errors call the dump."""

    path: str
    name: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump, opened: its header, and its parts, None where it can only be read from front to back."""

    path: Path
    name: str
    header: Header
    size: int
    parts: tuple[Part, ...] | None


def open_dump(path: Path) -> Dump:
    """Look at the first bytes of a dump file.

    Raises SourceError where it cannot be read, is empty or is no export of a MediaWiki.
    """
    name = path.name
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            first = file.read(CHUNK)
            file.seek(0)
            opening = _opening(decompressed(file, name, OPENING))
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    header = check_header(opening, name)
    kind = kind_of(first)
    if kind not in PART or (kind == "plain" and encoding_of(first) != "utf-8") or not _is_utf8(path, kind):
        return Dump(path, name, header, size, None)
    place = str(path.resolve())
    parts = (Part(place, name, kind, start, end) for start, end in pairwise(_bounds(size, PART[kind])))
    return Dump(path, name, header, size, tuple(parts))


def _bounds(size: int, step: int) -> Iterator[int]:
    """Where the parts of so many bytes begin, and the end of the last: the last ones are small, that no core waits."""
    at = 0
    while at < size:
        yield at
        at += step if size - at > LAST * step else step // SMALL
    yield size


def check_header(opening: bytes, name: str) -> Header:
    """The header in the first bytes, decompressed. Raises SourceError where they are no export of a MediaWiki."""
    if not opening.strip():
        raise SourceError(f"{name}: the file is empty; fetch it again")
    if b"<mediawiki" not in opening:
        raise SourceError(f"{name}: is no XML export of a MediaWiki (no <mediawiki> in it); give a pages-articles dump")
    return parse_header(opening)


def _opening(pieces: Iterator[bytes]) -> bytes:
    """The first bytes of a dump, up to the end of its header."""
    opening = b""
    for piece in pieces:
        opening += piece
        if b"</siteinfo>" in opening or b"<page>" in opening or len(opening) > CHUNK:
            break
    return opening


def _is_utf8(path: Path, kind: str) -> bool:
    """Whether what the file holds, decompressed, is UTF-8 and not UTF-16."""
    if kind == "plain":
        return True
    import bz2

    with path.open("rb") as file:
        return encoding_of(bz2.BZ2Decompressor().decompress(file.read(CHUNK), max_length=16)) == "utf-8"


def read_range(part: Part) -> bytes:
    """The bytes that a part is scanned from: its own range of the file, of bz2 and the block that it cuts through.

    Raises SourceError where they cannot be read.
    """
    size = part.end - part.start
    try:
        with Path(part.path).open("rb") as file:
            file.seek(part.start)
            return file.read(size if part.kind == "plain" else size + MAX_BLOCK)
    except OSError as error:
        raise SourceError(f"{part.name}: cannot be read ({error.strerror or error}); check the file") from error


def scan_range(part: Part, data: bytes) -> Scan:
    """Scan a part, given its bytes. Raises SourceError where they are damaged."""
    if part.kind == "plain":
        return scan([data])
    size = part.end - part.start
    with suppress(DecoderError), closing(decode(streams_of(data, size))) as pieces:
        return scan(pieces)
    # One block at a time, by Python's bz2 alone: that tells where the damage is, or that there is none.
    try:
        try:
            return scan(blocks(data, size))
        except DamagedBlockError as error:
            # Once in many dumps chance puts a mark where a part begins; the block before it tells.
            if not (error.first and _is_chance(part)):
                raise
        return scan(blocks(data, size, skip=1))
    except DamagedBlockError as error:
        place = part.start + error.byte
        raise SourceError(f"{part.name}: is damaged or cut off near byte {place}; fetch it again") from error


def _is_chance(part: Part) -> bool:
    """Whether the first mark of a part is none."""
    start = max(0, part.start - MAX_BLOCK)
    return is_false_mark(read_range(replace(part, start=start)), part.start - start)


def scan_stream(file: Readable, name: str) -> Iterator[Scan | Header]:
    """Scan a dump from front to back: first its header, then what each stretch of it holds."""
    pieces = decompressed(file, name)
    opening = _opening(pieces)
    yield check_header(opening, name)
    stretch: list[bytes] = []
    size = 0
    for piece in chain([opening], pieces):
        stretch.append(piece)
        size += len(piece)
        if size >= PART["plain"]:
            yield scan(stretch)
            stretch, size = [], 0
    yield scan(stretch)
