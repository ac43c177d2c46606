"""The blocks of a range of a bz2 file as one bz2 stream, which any decoder takes, without moving a bit of them.

A stream's blocks follow one another bit by bit, and a decoder wants the first of them right behind a header, at a whole
byte. So the header is followed by a small block of our own that ends at the bit of the byte at which the first block
begins; what it decompresses to is dropped. The end is closed with the checksum that a stream of these blocks has.
"""

from __future__ import annotations

import bz2
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.read.dump.blocks import END, HEADER, MARK, MAX_BLOCK, bits, find_marks

_CHECKSUM = 32
_WINDOW = 1 << 16
_STREAM = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_LAST = 64
"""Bytes at the end of a file within which its last stream ends, where nothing stands behind it."""


@dataclass(frozen=True, slots=True)
class Streams:
    """Whole bz2 streams, in pieces of bytes; the first ``dropped`` bytes of what they decompress to are not wanted."""

    pieces: tuple[bytes | memoryview, ...]
    dropped: int

    def __len__(self) -> int:
        return sum(map(len, self.pieces))


def streams_of(data: bytes, size: int) -> Streams | None:
    """Streams of the blocks that begin in the first ``size`` bytes of ``data``, which goes on as ``blocks`` wants it.

    None where the last of them does not end: the file is cut off or damaged, as ``blocks`` can tell.
    """
    own = find_marks(data, limit=size)
    if not own:
        return Streams((), 0)
    ends = _ends(data, size)
    following = _first_mark(data, size)
    pieces: list[bytes | memoryview] = []
    dropped = 0
    while own:
        at = bisect_left(ends, own[0])
        end = min((*ends[at : at + 1], *following), default=None)
        if end is None:
            return None
        count = bisect_left(own, end)
        run, skipped = _stream(data, own[:count], end)
        if skipped and pieces:
            return None  # a stream does not begin within a byte
        pieces += run
        dropped += skipped
        own = own[count:]
    return Streams(tuple(pieces), dropped)


def _ends(data: bytes, size: int) -> list[int]:
    """The bits at which streams end."""
    found = [_end_before(data, match.start()) for match in _STREAM.finditer(data, 1)]
    if len(data) < size + MAX_BLOCK:
        found.append(_end_before(data, len(data)))
    known = [end for end in found if end is not None]
    # Padding between streams, or anything behind the last one.
    return known if len(known) == len(found) else find_marks(data, END)


def _end_before(data: bytes, byte: int) -> int | None:
    """The bit of the last end of a stream that stands shortly before a byte, None where none does."""
    start = max(0, byte - _LAST)
    marks = find_marks(data[start:byte], END)
    return start * 8 + marks[-1] if marks else None


def _first_mark(data: bytes, byte: int) -> list[int]:
    """The bit at which the first block begins that does not begin before a byte; empty where none does."""
    for start in range(byte, len(data), _WINDOW):
        # Some more bytes, for a mark that stands across the edge of two windows.
        if marks := find_marks(data[start : start + _WINDOW + MARK]):
            return [start * 8 + marks[0]]
    return []


def _stream(data: bytes, starts: list[int], end: int) -> tuple[list[bytes | memoryview], int]:
    """The blocks as one stream, and how many bytes of what it decompresses to come from the block put before them."""
    lead = _lead(starts[0] % 8)
    checksum = lead.checksum
    for start in starts:
        checksum = (checksum << 1 | checksum >> 31) & 0xFFFFFFFF ^ bits(data, start + MARK, start + MARK + _CHECKSUM)
    # The first byte is shared with the lead, the last one with the closing.
    first, last = -(-starts[0] // 8), end // 8
    head = lead.bits << (first * 8 - starts[0]) | bits(data, starts[0], first * 8)
    tail = (bits(data, last * 8, end) << MARK | END) << _CHECKSUM | checksum
    length = end % 8 + MARK + _CHECKSUM
    return [
        HEADER,
        head.to_bytes(-(-lead.length // 8), "big"),
        memoryview(data)[first:last],
        (tail << -length % 8).to_bytes(-(-length // 8), "big"),
    ], lead.size


@dataclass(frozen=True, slots=True)
class _Lead:
    """A block, as a number of ``length`` bits, with its checksum and the size of what it decompresses to."""

    bits: int
    length: int
    checksum: int
    size: int


@cache
def _lead(shift: int) -> _Lead:
    """Nothing, or a block whose length is so many bits more than whole bytes."""
    return next(lead for lead in _leads() if lead.length % 8 == shift)


def _leads() -> Iterator[_Lead]:
    yield _Lead(0, 0, 0, 0)
    for size in range(1, 1000):
        stream = bz2.compress(bytes(range(size % 256)) * (1 + size // 256) or b"-")
        length = find_marks(stream, END)[-1] - 32
        checksum = bits(stream, 32 + MARK, 32 + MARK + _CHECKSUM)
        yield _Lead(bits(stream, 32, 32 + length), length, checksum, len(bz2.decompress(stream)))
