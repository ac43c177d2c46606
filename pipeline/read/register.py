"""Record a new or changed document in ``sources.csv``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.locks import locked
from pipeline.read import SUFFIXES, read_document, title_from_name, unicode_name
from pipeline.read.registries import home
from pipeline.read.registry import COLUMNS, FILE, Source, load_registry, sha256, write_rows


def register(path: Path, **facts: str) -> Source:
    """Record the document's present hash, and ``facts`` (columns of :class:`Source`), in its ``sources.csv``.

    The row stands in the ``sources.csv`` above the document that lists it, else in the nearest, else in a new one
    beside it. A new row needs a ``licence``. Where the bytes changed, what was known of the fetched revision no longer
    holds and is cleared. The file is replaced whole or not at all.
    """
    if not path.is_file():
        raise SourceError(f"{path}: no such file; name the document to register")
    folder = home(path)
    # Nothing that is recorded between reading the rows and writing them may be lost.
    with locked(folder):
        return _recorded(path, folder, facts)


def _recorded(path: Path, folder: Path, facts: dict[str, str]) -> Source:
    relative = unicode_name(path.absolute().relative_to(folder).as_posix())
    rows = load_registry(folder)
    digest = sha256(path)
    if unknown := sorted(set(facts) - (set(COLUMNS) - {"path", "sha256"})):
        raise SourceError(f"{path}: {', '.join(unknown)} cannot be set; choose from {', '.join(COLUMNS[1:])}")
    known = rows.get(relative)
    if known is None:
        blank = Source(relative, _title(path), "", "", "own", digest)
        source = replace(blank, **facts)
    elif known.sha256 != digest:
        source = replace(
            known, **{"revision": "", "timestamp": "", "permalink": "", "sha1": "", **facts}, sha256=digest
        )
    else:
        source = replace(known, **facts)
    if not source.licence:
        raise SourceError(
            f"{path}: its licence is not known; register it with one, for example --licence 'CC BY-SA 4.0'"
        )
    rows[relative] = source
    write_rows(folder / FILE, rows.values())
    return source


def _title(path: Path) -> str:
    """What the document states, else its name."""
    if path.suffix.lower() not in SUFFIXES:
        return title_from_name(path)
    return next(read_document(path)).title
