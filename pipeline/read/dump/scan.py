"""Scan decompressed bytes for pages; dismiss those that cannot hold a conflict infobox.

``<page>`` cannot stand in a page's text, where ``<`` is an entity, so pages are found by searching for bytes. A part of
a dump begins and ends anywhere: what stands before its first ``<page>`` and behind its last whole page are its ``head``
and ``tail``, and whoever puts the parts in a row scans the seams between them (:class:`Seams`).
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.read.dump.gate import gate
from pipeline.read.dump.page import bounded

OPEN, CLOSE = b"<page>", b"</page>"
_ELEMENTS = re.compile(rb'<(?:page>|redirect title="([^"]*)")')
"""One pattern of both: a ``<`` of XML is rare, and found as quickly as memory is read."""
_TITLE = re.compile(rb"<title>([^<]*)</title>")


@dataclass(slots=True)
class Scan:
    """What a stretch of a dump holds: counts, raw XML of the pages that may be conflict articles, redirects.

    ``redirects`` are pairs of escaped titles, from and to.
    """

    size: int = 0
    pages: int = 0
    candidates: list[bytes] = field(default_factory=list)
    redirects: list[tuple[bytes, bytes]] = field(default_factory=list)
    head: bytes = b""
    tail: bytes = b""
    opened: bool = False
    """Whether any page begins here; where none does, all of it is head."""

    def pack(self) -> bytes:
        """The scan as bytes, for a cache."""
        flat = [piece for pair in self.redirects for piece in pair]
        pieces = [self.head, self.tail, *self.candidates, *flat]
        facts = [self.size, self.pages, self.opened, len(self.candidates), [len(piece) for piece in pieces]]
        return zlib.compress(json.dumps(facts).encode() + b"\n" + b"".join(pieces), 1)

    @classmethod
    def unpack(cls, data: bytes) -> Scan:
        """The scan that ``pack`` made bytes of."""
        facts, _, rest = zlib.decompress(data).partition(b"\n")
        size, pages, opened, candidates, lengths = json.loads(facts)
        pieces = []
        at = 0
        for length in lengths:
            pieces.append(rest[at : at + length])
            at += length
        flat = pieces[2 + candidates :]
        redirects = list(zip(flat[::2], flat[1::2], strict=True))
        return cls(size, pages, pieces[2 : 2 + candidates], redirects, pieces[0], pieces[1], opened)


def scan(chunks: Iterable[bytes]) -> Scan:
    """Scan a stretch of a dump, given piece by piece."""
    found = Scan()
    pending = b""
    for chunk in chunks:
        found.size += len(chunk)
        pending += chunk
        if not found.opened:
            at = pending.find(OPEN)
            if at < 0:
                pending = bounded(pending)
                continue
            found.head, pending, found.opened = pending[:at], pending[at:], True
        pending = _scan_whole(pending, found)
    if found.opened:
        found.tail = pending
    else:
        found.head = pending
    return found


def _scan_whole(data: bytes, found: Scan) -> bytes:
    """Scan the whole pages of ``data``; what is left behind the last of them."""
    end = data.rfind(CLOSE)
    if end < 0:
        return bounded(data)
    end += len(CLOSE)
    search = gate().search
    at = 0
    while match := search(data, at, end):
        at = data.find(CLOSE, match.end(), end) + len(CLOSE)
        found.candidates.append(data[data.rfind(OPEN, 0, match.start()) : at])
    start = 0
    for match in _ELEMENTS.finditer(data, 0, end):
        if match[1] is None:
            start = match.start()
            found.pages += 1
        elif title := _TITLE.search(data, start, match.start()):
            found.redirects.append((title[1], match[1]))
    return data[end:]


class Seams:
    """Puts the scans of the parts of a dump in a row and scans what lies between them."""

    def __init__(self) -> None:
        self._pending = b""
        self.last = b""
        """The last bytes seen, to tell a whole dump from one cut off."""

    def add(self, part: Scan) -> Scan:
        """What the next part completes, together with what it holds itself, in the order of the dump."""
        self._pending += part.head
        if not part.opened:
            self._pending = bounded(self._pending)
            self.last = self._pending[-4096:]
            return Scan(size=part.size)
        seam = scan([self._pending])
        self._pending = part.tail
        self.last = part.tail[-4096:]
        return Scan(
            part.size,
            seam.pages + part.pages,
            seam.candidates + part.candidates,
            seam.redirects + part.redirects,
        )

    def finish(self) -> Scan:
        """What is left at the end of the dump."""
        rest = scan([self._pending])
        self._pending = b""
        return Scan(0, rest.pages, rest.candidates, rest.redirects)
