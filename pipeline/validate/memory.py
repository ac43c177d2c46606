"""What a validation may take of memory, and where it puts the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.schema import quote_text

MEMORY = 384
"""MB that DuckDB may take; what is more goes to disk."""


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder for what does not fit in memory: beside ``folder``, whose disk has room for tables, if it may be."""
    beside = folder.parent if os.access(folder.parent, os.W_OK) else None
    with TemporaryDirectory(dir=beside, prefix=".check-") as work:
        yield Path(work)


def settings(work: Path) -> str:
    """SQL that holds a connection to the limit."""
    return (
        f"SET enable_progress_bar = false; SET memory_limit = '{MEMORY}MB'; "
        f"SET temp_directory = {quote_text(str(work / 'spilled'))}"
    )
