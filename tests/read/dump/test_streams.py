"""The blocks of a range as streams: any decoder makes of them what the blocks hold."""

from __future__ import annotations

import bz2
import random

import pytest

from pipeline.read.dump.blocks import END, MAX_BLOCK, blocks, find_marks
from pipeline.read.dump.streams import _lead, _stream, streams_of


def noise(size: int) -> bytes:
    """Bytes that compress little, so that blocks are many."""
    return random.Random(7).randbytes(size)


def ranges(data: bytes, step: int) -> list[tuple[bytes, int]]:
    """The bytes that each range is read from, and how many of them are its own."""
    starts = range(0, len(data), step)
    return [(data[at : at + step + MAX_BLOCK], min(step, len(data) - at)) for at in starts]


def decompressed(data: bytes, size: int) -> bytes:
    streams = streams_of(data, size)
    assert streams is not None
    whole = b"".join(streams.pieces)
    assert len(whole) == len(streams)
    return bz2.decompress(whole)[streams.dropped :] if whole else b""


@pytest.mark.parametrize("step", [30_000, 99_999, 130_001, 5_000_000])
@pytest.mark.parametrize("streams", [1, 5])
@pytest.mark.parametrize("behind", [b"", b"\0" * 300])
def test_streams_hold_what_blocks_hold(step: int, streams: int, behind: bytes) -> None:
    plain = noise(500_000)
    piece = len(plain) // streams
    data = b"".join(bz2.compress(plain[at : at + piece], 1) for at in range(0, len(plain), piece)) + behind
    found = [decompressed(*one) for one in ranges(data, step)]
    assert b"".join(found) == plain
    assert found == [b"".join(blocks(*one)) for one in ranges(data, step)]


def test_every_bit_of_a_byte_has_a_block_to_put_before() -> None:
    for shift in range(8):
        lead = _lead(shift)
        assert lead.length % 8 == shift
        assert (lead.size == 0) is (shift == 0)
        assert lead.size < 100


def test_blocks_are_not_moved() -> None:
    data = bz2.compress(noise(300_000), 1)
    view = next(piece for piece in streams_of(data, len(data)).pieces if isinstance(piece, memoryview))  # type: ignore[union-attr]
    assert view.obj is data
    assert len(view) > len(data) - 100


def test_streams_that_do_not_end_are_none() -> None:
    data = bz2.compress(noise(300_000), 1)
    assert streams_of(data[: len(data) // 2], len(data) // 2) is None


def test_a_mark_that_is_none_does_not_pass_the_checksum() -> None:
    data = bz2.compress(noise(300_000), 1)
    true, (end,) = find_marks(data), find_marks(data, END)
    pieces, _ = _stream(data, true, end)
    assert bz2.decompress(b"".join(pieces)) == bz2.decompress(data)
    pieces, _ = _stream(data, sorted([*true, 40_000]), end)
    with pytest.raises(OSError, match="Invalid"):
        bz2.decompress(b"".join(pieces))
