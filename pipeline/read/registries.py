"""Which ``sources.csv`` a document is registered in: the nearest above it that lists it, however far up."""

from __future__ import annotations

from pathlib import Path

from pipeline.read import unicode_name
from pipeline.read.registry import FILE, Source, check, is_registry, load_registry


class Registries:
    """Every ``sources.csv`` that was looked for, read once; ``foreign`` are somebody's own files of that name."""

    def __init__(self) -> None:
        self._rows: dict[Path, dict[str, Source]] = {}
        self.foreign: set[Path] = set()

    def rows(self, folder: Path) -> dict[str, Source]:
        """What the folder's own file registers, by path. Raises SourceError where it is damaged."""
        if folder not in self._rows:
            ours = is_registry(folder / FILE)
            self._rows[folder] = load_registry(folder) if ours else {}
            if ours is False:
                self.foreign.add(folder)
        return self._rows[folder]

    def source(self, path: Path) -> Source | None:
        """The row of a document, by the path that it was given with or by where its links lead.

        Raises SourceError where its bytes are not those that were registered.
        """
        given = path.absolute()
        for place in dict.fromkeys((given, given.resolve())):
            for folder in place.parents:
                rows = self.rows(folder)
                if rows and (source := rows.get(unicode_name(place.relative_to(folder).as_posix()))):
                    check(path, source)
                    return source
        return None


def note(folder: Path) -> str:
    """What there is to say of a ``sources.csv`` that registers nothing."""
    return f"{folder / FILE}: has no column sha256, so it registers no document; rename it where it is a table of yours"


def home(path: Path) -> Path:
    """The folder whose ``sources.csv`` a document belongs into: one that lists it, else the nearest, else its own."""
    registries = Registries()
    nearest: Path | None = None
    path = path.absolute()
    for folder in path.parents:
        if unicode_name(path.relative_to(folder).as_posix()) in registries.rows(folder):
            return folder
        if nearest is None and is_registry(folder / FILE):
            nearest = folder
    return nearest or path.parent
