"""Readers: the bytes of one source become articles. They know nothing of claims or tables.

One reader is one module; :func:`read_document` picks it by the file's suffix.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.model import Article

SUFFIXES = (".txt", ".wiki")
MAX_BYTES = 10_000_000
"""Larger documents are refused: MediaWiki keeps no article of more than 2 MiB, so they are something else."""


def read_document(path: Path, *, name: str | None = None, title: str | None = None) -> Iterator[Article]:
    """The articles of one source document, in its order (a ``.txt`` or ``.wiki`` file holds one).

    ``name`` is what ``Article.path`` records, by default the file's name alone, so that a build does not depend on
    the folder it ran in. ``title`` serves where the document states none, instead of its file name. Raises
    :class:`SourceError` where the file cannot be read, is empty or is no UTF-8 text.
    """
    name = name or unicode_name(path.name)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise SourceError(f"{name}: unknown kind of document '{suffix}'; give it one of {', '.join(SUFFIXES)}")
    data = read_bytes(path, name)
    text = decode(data, name)
    digest = hashlib.sha256(data).hexdigest()
    fallback = title or title_from_name(path)
    if suffix == ".wiki":
        from pipeline.read.wikitext import read_wikitext

        yield read_wikitext(text, path=name, title=fallback, sha256=digest)
    else:
        from pipeline.read.plain import read_plain

        yield read_plain(text, path=name, title=fallback, sha256=digest)


def read_bytes(path: Path, name: str) -> bytes:
    """The file's bytes, refused where it is missing, empty or too large."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"{name}: {size / 1e6:.0f} MB is no single article (limit {MAX_BYTES / 1e6:.0f} MB); split it into "
                "one file an article"
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{name}: cannot be read ({error.strerror or error}); check the path and its rights"
        ) from error
    if not data.strip():
        raise SourceError(f"{name}: the file is empty; put an article's text in it or remove it")
    return data


def decode(data: bytes, name: str) -> str:
    """``data`` as text. A byte-order mark stays, so that offsets are those of the file's code points."""
    if (place := data.find(b"\0", 0, 65536)) >= 0:
        raise SourceError(
            f"{name}: byte {place} is NUL, so this is no UTF-8 text but a binary or UTF-16 file; convert it"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8; save the file as UTF-8"
        ) from error


def title_from_name(path: Path) -> str:
    """A title for a document that states none: the file's name without suffix, underscores as spaces."""
    return " ".join(unicode_name(path.stem).replace("_", " ").split()) or "untitled"


def unicode_name(name: str) -> str:
    """The name of a file as text that a table can hold, the same in every locale; U+FFFD for what is not UTF-8.

    Python keeps the bytes of a name that its locale cannot read as halves of surrogate pairs, which no file can hold.
    """
    return os.fsencode(name).decode("utf-8", "replace")
