"""From the files and folders that a user gives to articles, in a fixed order; what cannot be read is reported.

A mistake in what was asked for (a path that does not exist, a folder without articles, a registered document that
changed) stops a build before anything is read: :class:`SourceError`. A document that cannot be read, or a second
article of one title, is a :class:`Failure` among the articles: the others are still built.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pipeline.errors import SourceError
from pipeline.model import Article
from pipeline.read import SUFFIXES, read_document, unicode_name
from pipeline.read.registries import Registries, note
from pipeline.read.registry import FILE, Source, check


@dataclass(frozen=True, slots=True)
class Document:
    """A file to read; ``name`` is its path below the folder that was given, with slashes, or its bare name."""

    path: Path
    name: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A document, or an article of one, that is left out of the build; ``reason`` is one line with the remedy."""

    path: str
    title: str
    reason: str


def discover(paths: Iterable[Path], notes: list[str] | None = None) -> list[Document]:
    """The documents that the files and folders hold: each once, files as given, folders in the order of names.

    Hidden files and folders are passed over. Registered documents are held against their hash. Where a
    ``sources.csv`` beside them is none of ours, a line says so in ``notes``. Raises :class:`SourceError`.
    """
    with _told():
        return _discovered(paths, notes if notes is not None else [])


@contextmanager
def _told() -> Iterator[None]:
    """What the system refuses, as an error that names the place."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise SourceError(f"{error.filename}: cannot be read ({reason}); check the path and its rights") from error


def _discovered(paths: Iterable[Path], notes: list[str]) -> list[Document]:
    registries = Registries()
    beside: dict[Path, None] = {}
    documents: dict[Path, Document] = {}
    for given in paths:
        if given.is_dir():
            found = _folder(given, registries)
            beside[given] = None
        elif given.is_file():
            found = [(given, given.name)]
        elif given.exists():
            raise SourceError(f"{given}: is neither a file nor a folder; save its text as a file first")
        else:
            raise SourceError(f"{given}: no such file or folder; check the path, or name the articles to read")
        for path, name in found:
            source = registries.source(path)
            beside[path.parent] = None
            documents.setdefault(path.resolve(), Document(path, unicode_name(name), source))
    notes += [note(folder) for folder in beside if folder.absolute() in registries.foreign]
    return list(documents.values())


def _folder(folder: Path, registries: Registries) -> list[tuple[Path, str]]:
    """Documents below the folder. What each ``sources.csv`` in it lists must be there."""
    found: dict[str, Path] = {}
    listing: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=_stop):
        folders[:] = [name for name in folders if not name.startswith(".")]
        listing += [Path(parent)] if FILE in files else []
        for file in files:
            path = Path(parent, file)
            if path.suffix.lower() in SUFFIXES and not file.startswith(".") and path.is_file():
                found[path.relative_to(folder).as_posix()] = path
    known = set(map(unicode_name, found))
    for place in listing:
        below = PurePosixPath(unicode_name(place.relative_to(folder).as_posix()))
        for listed, source in registries.rows(place.absolute()).items():
            if str(below / listed) not in known:
                check(place / listed, source)
    if not found:
        raise SourceError(f"{folder}: holds no article ({', '.join(SUFFIXES)}); give a folder or a file that does")
    return [(found[name], name) for name in sorted(found)]


def _stop(error: OSError) -> None:
    """A folder that cannot be listed must not look like an empty one."""
    raise error


def read_sources(paths: Iterable[Path], *, key: Callable[[str], str] = str.casefold) -> Iterator[Article | Failure]:
    """Every article of the files and folders, or why it is left out.

    ``key`` makes of a title what must be unique in a build. Raises :class:`SourceError` before the first article.
    """
    documents = discover(paths)
    return read_documents(documents, key=key)


def read_documents(
    documents: list[Document], *, key: Callable[[str], str] = str.casefold
) -> Iterator[Article | Failure]:
    """Every article of the documents, or why it is left out."""
    seen: dict[str, str] = {}
    for document in documents:
        source = document.source
        try:
            for article in read_document(document.path, name=document.name, title=source.title if source else None):
                wanted = key(article.title)
                if wanted in seen:
                    yield twice(document.name, article.title, seen[wanted])
                    continue
                seen[wanted] = document.name
                if source:
                    url, licence = source.permalink or source.source_url, source.licence
                    yield replace(article, source_url=url, revision=source.revision, licence=licence)
                else:
                    yield article
        except SourceError as error:
            yield Failure(document.name, "", str(error))
        except (ValueError, ArithmeticError, LookupError, RecursionError, MemoryError) as error:
            # A reader must never fail on any text; where it does, the other articles are still worth building.
            yield Failure(document.name, "", f"{document.name}: the reader failed on it ({error!r}); please report it")


def twice(path: str, title: str, first: str) -> Failure:
    """The failure of an article whose title is that of an article of ``first``."""
    if path == first:
        text = f"{path}: holds the title '{title}' more than once; only the first is built"
    else:
        text = f"{path}: its title '{title}' is that of {first} too; rename or leave out one"
    return Failure(path, title, text)
