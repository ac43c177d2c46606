"""What a comparison finds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Any


class Bump(IntEnum):
    """Which part of a data version a change moves: SemVer for data."""

    NONE = 0
    PATCH = 1  # values corrected in rows that stay
    MINOR = 2  # rows or columns come, rows go
    MAJOR = 3  # what scripts rely on is gone or means something else


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One difference of the schema, in words; ``breaking`` where a script that read the old one may fail."""

    place: str
    change: str
    breaking: bool


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a row that both have; values as text, None where missing."""

    key: tuple[str, ...]
    column: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class TableChange:
    """The rows of one table: how many there were and are, the keys that came and went, the cells that changed."""

    name: str
    old_rows: int
    new_rows: int
    key: tuple[str, ...]
    added: tuple[tuple[str, ...], ...]
    removed: tuple[tuple[str, ...], ...]
    cells: tuple[CellChange, ...]

    @property
    def changed(self) -> int:
        """How many rows have a changed cell."""
        return len({cell.key for cell in self.cells})

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.cells)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs; false where nothing does."""

    schema: tuple[SchemaChange, ...]
    tables: tuple[TableChange, ...]

    def __bool__(self) -> bool:
        return bool(self.schema) or any(self.tables)

    @property
    def breaking(self) -> bool:
        """Whether the schema changed in a way that can stop a script."""
        return any(change.breaking for change in self.schema)

    @property
    def bump(self) -> Bump:
        """What the version of the new one must be moved by."""
        if self.breaking:
            return Bump.MAJOR
        if self.schema or any(table.added or table.removed for table in self.tables):
            return Bump.MINOR
        return Bump.PATCH if self else Bump.NONE

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        tables = [asdict(table) | {"changed": table.changed} for table in self.tables]
        return {
            "bump": self.bump.name.lower(),
            "breaking": self.breaking,
            "schema": [asdict(change) for change in self.schema],
            "tables": tables,
        }
