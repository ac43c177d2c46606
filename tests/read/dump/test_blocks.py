"""bz2 in ranges: whatever the ranges, together they give what the file gives."""

from __future__ import annotations

import bz2
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.dump import blocks as blocks_module
from pipeline.read.dump.blocks import DamagedBlockError, blocks, find_marks, is_false_mark


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes that compress little, so that blocks are many."""
    return random.Random(seed).randbytes(size)


def in_ranges(data: bytes, step: int) -> bytes:
    reach = step + blocks_module.MAX_BLOCK
    return b"".join(
        block for at in range(0, len(data), step) for block in blocks(data[at : at + reach], min(step, len(data) - at))
    )


@pytest.fixture(scope="module")
def plain() -> bytes:
    return noise(450_000)


@pytest.mark.parametrize("step", [10_000, 77_777, 1_000_000])
def test_ranges_of_one_stream_give_all_of_it(plain: bytes, step: int) -> None:
    assert in_ranges(bz2.compress(plain, 1), step) == plain


@pytest.mark.parametrize("step", [3_000, 50_001])
def test_ranges_of_many_streams_give_all_of_them(plain: bytes, step: int) -> None:
    streams = [bz2.compress(plain[at : at + 30_000]) for at in range(0, len(plain), 30_000)]
    assert in_ranges(b"".join(streams), step) == plain


def test_empty_streams_are_passed_over() -> None:
    assert in_ranges(bz2.compress(b"") + bz2.compress(b"some") + bz2.compress(b""), 7) == b"some"


def test_marks_are_found_at_every_bit() -> None:
    for shift in range(8):
        data = ((0x314159265359 << 40) << shift).to_bytes(14, "big")
        assert find_marks(data) == [14 * 8 - 88 - shift]


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=200), st.binary(max_size=200))
def test_a_mark_within_a_block_is_no_block(place: int, around: bytes) -> None:
    # Text that is the mark itself does not come out of bz2 as the mark, so the bits are put there by hand.
    data = bz2.compress(around)
    mark = (0x314159265359).to_bytes(6, "big")
    assert find_marks(data[:4] + mark + data[4:]) != []
    assert b"".join(blocks(data, len(data))) == around


def test_a_false_mark_within_a_block_costs_another_try(monkeypatch: pytest.MonkeyPatch, plain: bytes) -> None:
    data = bz2.compress(plain, 1)
    true = find_marks(data)
    real = find_marks
    wrong = (true[1] + true[2]) // 2
    monkeypatch.setattr(
        blocks_module, "find_marks", lambda d, *mark: sorted([*real(d, *mark), wrong]) if not mark else real(d, *mark)
    )
    assert b"".join(blocks(data, len(data))) == plain


@pytest.mark.parametrize("where", [0.3, 0.6, 0.95])
def test_damage_is_said_not_passed_over(plain: bytes, where: float) -> None:
    data = bytearray(bz2.compress(plain, 1))
    data[int(len(data) * where)] ^= 0x10
    with pytest.raises(DamagedBlockError):
        in_ranges(bytes(data), 100_000)


def test_a_file_cut_off_is_said_to_be_damaged(plain: bytes) -> None:
    data = bz2.compress(plain, 1)
    with pytest.raises(DamagedBlockError):
        in_ranges(data[: len(data) * 2 // 3], 100_000)


def test_a_false_mark_at_the_start_of_a_range_is_told_from_damage(
    monkeypatch: pytest.MonkeyPatch, plain: bytes
) -> None:
    data = bz2.compress(plain, 1)
    true = find_marks(data)
    real = find_marks
    wrong = (true[1] + true[2]) // 2
    monkeypatch.setattr(
        blocks_module, "find_marks", lambda d, *mark: sorted([*real(d, *mark), wrong]) if not mark else real(d, *mark)
    )
    assert is_false_mark(data, wrong // 8)
    assert not is_false_mark(data, true[2] // 8)
    assert not is_false_mark(data, 0)
