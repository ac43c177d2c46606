"""The blocks of a bz2 file, each of which can be decompressed alone, wherever in the file it stands.

bz2 compresses stretches of at most 900 kB apart from one another and opens each with 48 fixed bits, at any bit of a
byte. So a file falls into parts whether it was written as one stream or as many, and the index of a multistream dump is
not needed. Chance makes these bits stand elsewhere about once in 2**48 bits; the block before then fails its checksum,
and is tried again with the next mark as its end.
"""

from __future__ import annotations

import bz2
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

BLOCK = 0x314159265359
END = 0x177245385090
MARK = 48
HEADER = b"BZh9"
_TRIES = 3
_STREAM = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
MAX_BLOCK = 1_000_000
"""Bytes that a compressed block can take at most, and some more."""


class DamagedBlockError(ValueError):
    """A block that does not decompress; ``byte`` is where it begins, ``first`` says whether no block came before."""

    def __init__(self, byte: int, *, first: bool) -> None:
        super().__init__(f"damaged block at byte {byte}")
        self.byte = byte
        self.first = first


def find_marks(data: bytes, mark: int = BLOCK, *, limit: int | None = None) -> list[int]:
    """The bits at which the mark stands in ``data``, in order; with a limit, those in so many of its first bytes."""
    limit = len(data) if limit is None else limit
    reach = limit + MARK // 8 + 1
    found = []
    for shift in range(8):
        for match in _middle(mark, shift).finditer(data, 1, reach):
            bit = (match.start() - 1) * 8 + shift
            if bit < limit * 8 and bits(data, bit, bit + MARK) == mark:
                found.append(bit)
    return sorted(found)


@cache
def _middle(mark: int, shift: int) -> re.Pattern[bytes]:
    """The middle five bytes of the mark, which are whole where it begins ``shift`` bits into its first byte."""
    # As a pattern: bytes.find takes half as long again for so few.
    return re.compile(re.escape((mark << (8 - shift)).to_bytes(7, "big")[1:6]))


def blocks(data: bytes, size: int, *, skip: int = 0) -> Iterator[bytes]:
    """What the blocks decompress to that begin in the first ``size`` bytes of ``data``.

    ``data`` must go on behind them for ``MAX_BLOCK`` bytes, or to the end of the file. ``skip`` is how many marks at
    its beginning are known to be none. Raises DamagedBlockError.
    """
    starts = find_marks(data)
    own = bisect_left(starts, size * 8)
    if own <= skip:
        return
    edges = _edges(data, starts, size)
    done = -1
    for start in starts[skip:own]:
        if start < done:
            continue
        found = _block_at(data, start, edges)
        if found is None:
            raise DamagedBlockError(start // 8, first=done < 0)
        done, block = found
        yield block


def is_false_mark(data: bytes, byte: int) -> bool:
    """Whether the first mark at or behind a byte of ``data`` stands within the block that begins before it."""
    starts = find_marks(data)
    at = bisect_left(starts, byte * 8)
    if at in (0, len(starts)):
        return False
    found = _block_at(data, starts[at - 1], _edges(data, starts, len(data)))
    return found is not None and found[0] > starts[at]


def _edges(data: bytes, starts: list[int], size: int) -> list[int]:
    """Where blocks may end: where the next begins, or where a stream ends."""
    # Within a stream's middle the second search would find nothing; the headers of streams stand at whole bytes.
    if len(data) < size + MAX_BLOCK or _STREAM.search(data):
        return sorted([*starts, *find_marks(data, END)])
    return starts


def _block_at(data: bytes, start: int, edges: list[int]) -> tuple[int, bytes] | None:
    """The bit where the block that begins at ``start`` ends, and what it decompresses to; None where it does not."""
    first = bisect_left(edges, start) + 1
    for end in edges[first : first + _TRIES]:
        try:
            return end, _decompress(data, start, end)
        except (OSError, ValueError):
            continue
    return None


def _decompress(data: bytes, start: int, end: int) -> bytes:
    """Decompress the block at bits ``start:end`` as a stream of its own."""
    block = bits(data, start, end)
    # The stream's checksum, of one block, is the block's, which stands behind its mark.
    checksum = (block >> (end - start - MARK - 32)) & 0xFFFFFFFF
    length = end - start + MARK + 32
    stream = ((block << MARK | END) << 32 | checksum) << (-length % 8)
    return bz2.decompress(HEADER + stream.to_bytes((length + 7) // 8, "big"))


def bits(data: bytes, start: int, end: int) -> int:
    """The bits ``start:end`` as one number."""
    number = int.from_bytes(data[start // 8 : (end + 7) // 8], "big") >> (-end % 8)
    return number & ((1 << (end - start)) - 1)
