"""The ranges into which a dump is cut, whose parts cover it once each."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.read.dump import parts as cutting
from pipeline.read.dump.parts import open_dump

_PAGE = b"<page><title>Orla</title><ns>0</ns><id>1</id></page>\n"
_STEP = 4096


def _dump(folder: Path, size: int) -> Path:
    opening = b"<mediawiki>\n<siteinfo>\n</siteinfo>\n"
    path = folder / "dump.xml"
    path.write_bytes((opening + _PAGE * (size // len(_PAGE) + 1))[:size])
    return path


@pytest.mark.parametrize("size", [60, _STEP - 1, _STEP, 2 * _STEP, 2 * _STEP + 1, 11 * _STEP + 5])
def test_the_parts_cover_a_dump_once(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cutting.PART, "plain", _STEP)
    parts = open_dump(_dump(tmp_path, size)).parts
    assert parts is not None
    assert (parts[0].start, parts[-1].end) == (0, size)
    assert all(before.end == after.start for before, after in pairwise(parts))
    assert all(0 < part.end - part.start <= _STEP for part in parts)


def test_the_last_parts_are_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cutting.PART, "plain", _STEP)
    parts = open_dump(_dump(tmp_path, 20 * _STEP)).parts or ()
    sizes = [part.end - part.start for part in parts]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == _STEP
    assert sizes[-1] * 8 == _STEP
