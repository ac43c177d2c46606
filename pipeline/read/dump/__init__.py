"""Dumps of a MediaWiki: from the bytes of an XML export, compressed or not, to the pages that hold a conflict infobox.

A dump is read in parts (:mod:`.parts`), each on whatever core is free; a part is decompressed (:mod:`.blocks`,
:mod:`.compression`) and its pages are dismissed on bytes (:mod:`.scan`, :mod:`.gate`) before any XML is parsed. What is
left is parsed as XML (:mod:`.page`) and then read as any wikitext (:mod:`.article`).
"""

from __future__ import annotations

from pathlib import Path

SUFFIXES = (".xml", ".bz2", ".gz", ".zst", ".7z")
STDIN = Path("-")


def is_dump(path: Path) -> bool:
    """Whether the path names a dump, or ``-``, which is the standard input."""
    return path == STDIN or (path.suffix.lower() in SUFFIXES and not path.is_dir())


def is_index(path: Path) -> bool:
    """Whether the path is the index of a multistream dump. Parts are found without it, so it is passed over."""
    return "multistream" in path.name and "-index" in path.name and path.name.endswith((".txt", ".txt.bz2", ".txt.gz"))
