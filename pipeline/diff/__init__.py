"""What changed between two builds or releases: the schema, and the rows of each table by their keys."""

from __future__ import annotations

from pathlib import Path

from pipeline.diff.model import Bump, CellChange, Difference, SchemaChange, TableChange
from pipeline.diff.open import both
from pipeline.diff.rows import compare_tables
from pipeline.diff.schemas import compare_schemas, read_shape
from pipeline.errors import BuildError

__all__ = ["Bump", "CellChange", "Difference", "SchemaChange", "TableChange", "diff"]


def diff(old: Path, new: Path) -> Difference:
    """Hold the build, zip or DuckDB file ``new`` against ``old``.

    Raises BuildError for a path that holds no build, and for two that have nothing to do with each other.
    """
    import duckdb

    try:
        return _difference(old, new)
    except duckdb.Error as error:
        # A database can be whole at its beginning, where it is judged, and damaged further on.
        reason = " ".join(str(error).split())
        raise BuildError(
            f"{old}, {new}: cannot be compared ({reason}); pipeline verify tells which is damaged"
        ) from error


def _difference(old: Path, new: Path) -> Difference:
    with both(old, new) as connection:
        shapes = read_shape(connection, "old"), read_shape(connection, "new")
        if not shapes[0].keys() & shapes[1].keys():
            raise BuildError(f"{new}: has no table of {old}; name two builds or releases of this project")
        return Difference(tuple(compare_schemas(*shapes)), tuple(compare_tables(connection, *shapes)))
