"""File names out of titles: readable, the same everywhere, and none that any file system reads as something else."""

from __future__ import annotations

import hashlib
import re
import unicodedata

SUFFIX = ".wiki"
LONGEST = 200
"""Bytes of a name without its suffix; file systems allow 255, and a few copies' worth less."""
_UNSAFE = frozenset('"*/:<>?\\|%')
_FIRST = frozenset(".-~ ")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ _]*(?:\.|\Z)", re.IGNORECASE)


def file_name(title: str) -> str:
    """The name for a page's file: spaces as underscores, what is unsafe as ``%2F``; long titles end in a hash.

    Two titles never share a name, but for letter case, which some file systems do not tell apart.
    """
    title = unicodedata.normalize("NFC", title).replace("_", " ")
    stem = "".join(_escaped(c) if c in _UNSAFE or not c.isprintable() else c for c in title)
    if stem[:1] in _FIRST or _RESERVED.match(stem):
        stem = _escaped(stem[0]) + stem[1:]
    stem = stem.replace(" ", "_")
    if len(stem.encode()) > LONGEST:
        stem = with_mark(stem.encode()[: LONGEST - 9].decode("utf-8", "ignore"), title)
    return (stem or "untitled") + SUFFIX


def with_mark(stem: str, what: str) -> str:
    """``stem`` with a short hash of ``what``, to tell apart what would share a name."""
    return f"{stem}-{hashlib.sha256(what.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
