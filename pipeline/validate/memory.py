"""What a validation may take of memory, and where it puts the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

MEMORY = 384
"""MB that DuckDB may take, with as many threads as there are cores."""
_LARGE = 32 << 20
LINES = ("", ", max_line_size = 33554432, buffer_size = 67108864")
"""Options of read_csv to try in turn: rows are short as a rule, and for long ones DuckDB takes much memory. A passage
may be as long as a document."""


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder for what does not fit in memory: beside ``folder``, whose disk has room for tables, if it may be."""
    beside = folder.parent if os.access(folder.parent, os.W_OK) else None
    with TemporaryDirectory(dir=beside, prefix=".check-") as work:
        yield Path(work)


def database(folder: Path, work: Path) -> str:
    """What to hold the tables of ``folder`` in: memory, or a file in ``work`` where they are large."""
    size = sum(path.stat().st_size for path in folder.glob("*.csv"))
    return ":memory:" if size < _LARGE else str(work / "rules.duckdb")
