"""Decompression as a stream, by what the first bytes say, not by the file's name; and UTF-16 as UTF-8."""

from __future__ import annotations

import bz2
import codecs
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain
from typing import Any, Protocol

from pipeline.errors import SourceError

CHUNK = 1 << 20
PIECE = 1 << 22
"""Bytes in which decompressed data are given on, where the decompressor can be held to them."""
SIP = 1 << 13
"""Bytes given to a decompressor that cannot."""
_MAGIC = ((b"BZh", "bz2"), (b"\x1f\x8b", "gz"), (b"\x28\xb5\x2f\xfd", "zst"), (b"7z\xbc\xaf\x27\x1c", "7z"))


class Readable(Protocol):
    """An open binary file, as far as it is needed here."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; none at its end."""
        ...


def kind_of(first: bytes) -> str:
    """``bz2``, ``gz``, ``zst``, ``7z`` or ``plain``, by the first bytes of a file."""
    return next((kind for magic, kind in _MAGIC if first.startswith(magic)), "plain")


def decompressed(file: Readable, name: str, piece: int = PIECE) -> Iterator[bytes]:
    """The bytes of an XML dump as UTF-8, piece by piece. Raises SourceError where they are damaged or cut off."""
    first = file.read(CHUNK)
    kind = kind_of(first)
    pieces = chain([first], iter(lambda: file.read(CHUNK), b""))
    if kind == "7z":
        raise SourceError(
            f"{name}: is a 7z archive, which cannot be streamed; give it as 7z e -so {name} | ... build -"
        )
    plain = pieces if kind == "plain" else _members(pieces, _decompressor(kind, name), name, piece)
    return _as_utf8(filter(None, plain), name)


def _decompressor(kind: str, name: str) -> Callable[[], Any]:
    if kind == "bz2":
        return bz2.BZ2Decompressor
    if kind == "gz":
        return lambda: zlib.decompressobj(wbits=31)
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        pass
    else:
        return zstd.ZstdDecompressor  # type: ignore[no-any-return, unused-ignore]
    try:
        import zstandard
    except ImportError as error:
        raise SourceError(
            f"{name}: is Zstandard, which Python reads from 3.14 on; before, pip install zstandard"
        ) from error
    return lambda: zstandard.ZstdDecompressor().decompressobj()


def _members(pieces: Iterable[bytes], new: Callable[[], Any], name: str, most: int) -> Iterator[bytes]:
    """What a file of one or more compressed members holds, ``most`` bytes at once where that can be chosen."""
    decompressor = new()
    begun = False
    at = 0
    for piece in pieces:
        at += len(piece)
        data = piece
        while data:
            if not begun and not data.strip(b"\0"):
                break  # padding behind the last member
            try:
                rest = yield from _bursts(decompressor, data, most)
            except (OSError, EOFError, zlib.error, ValueError, _zstd_error()) as error:
                raise SourceError(f"{name}: is damaged near byte {at} ({error}); fetch it again") from error
            begun = not decompressor.eof
            data = rest if decompressor.eof else b""
            if decompressor.eof:
                decompressor = new()
    if begun:
        raise SourceError(f"{name}: ends in the middle of its compressed data; fetch it again")


def _bursts(decompressor: Any, data: bytes, most: int) -> Generator[bytes, None, bytes]:
    """What the data decompress to, in pieces that a few bytes cannot make huge; returns what is behind the member."""
    if hasattr(decompressor, "needs_input"):
        yield decompressor.decompress(data, most)
        while not decompressor.eof and not decompressor.needs_input:
            yield decompressor.decompress(b"", most)
        return bytes(decompressor.unused_data)
    # gz makes at most 1,032 bytes of one, the zstandard library a few ten thousand; neither takes a limit and goes on.
    made: list[bytes] = []
    rest = b""
    for at in range(0, len(data), SIP):
        made.append(decompressor.decompress(data[at : at + SIP]))
        if sum(map(len, made)) >= most:
            yield b"".join(made)
            made = []
        if decompressor.eof:
            rest = bytes(decompressor.unused_data) + data[at + SIP :]
            break
    yield b"".join(made)
    return rest


def _zstd_error() -> type[Exception]:
    try:
        from compression.zstd import ZstdError  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        try:
            from zstandard import ZstdError
        except ImportError:
            return EOFError
    return ZstdError  # type: ignore[no-any-return, unused-ignore]


def encoding_of(first: bytes) -> str:
    """The UTF that the first bytes of an XML document are in."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if first.startswith(mark):
            return encoding
    if first[:2] == b"<\0":
        return "utf-16-le"
    return "utf-16-be" if first[:2] == b"\0<" else "utf-8"


def _as_utf8(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    pieces = iter(pieces)
    first = next(pieces, b"")
    encoding = encoding_of(first)
    if encoding == "utf-8":
        yield first
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in chain([first], pieces):
            yield decoder.decode(piece).encode()
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise SourceError(f"{name}: is no {encoding} as its first bytes say ({error}); fetch it again") from error
