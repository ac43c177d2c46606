"""Decompression: the same bytes whatever the format, and a few bytes never make a huge piece."""

from __future__ import annotations

import bz2
import gzip
import io
from collections.abc import Callable

import pytest

from pipeline.read.dump.compression import decompressed

Compress = Callable[[bytes], bytes]
zstandard = pytest.importorskip("zstandard")  # from Python 3.14 on the standard library has it
HEAD = b"<mediawiki><siteinfo></siteinfo>"


def zst(data: bytes) -> bytes:
    return bytes(zstandard.ZstdCompressor().compress(data))


@pytest.mark.parametrize("compress", [bz2.compress, gzip.compress, zst])
def test_what_grows_a_thousandfold_comes_in_pieces(compress: Compress) -> None:
    data = HEAD + b"y" * 50_000_000
    pieces = list(decompressed(io.BytesIO(compress(data) + compress(b"<page>")), "d.xml"))
    assert sum(map(len, pieces)) == len(data) + len(b"<page>")
    assert pieces[-1].endswith(b"y<page>") or pieces[-1] == b"<page>"
    # The zstandard library has no limit to give, so that a whole frame may come at once.
    assert len(pieces) > 3 or compress is zst


@pytest.mark.parametrize("compress", [bz2.compress, gzip.compress, zst])
def test_members_in_a_row_are_one_file(compress: Compress) -> None:
    packed = b"".join(compress(part) for part in (HEAD, b"<page>", b"</page>" * 9999, b"</mediawiki>"))
    assert b"".join(decompressed(io.BytesIO(packed), "d.xml")) == HEAD + b"<page>" + b"</page>" * 9999 + b"</mediawiki>"
