"""What DuckDB may take of memory while a build is published; what is more goes to disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline.schema import quote_text

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")
MEMORY = 512
"""MB; the process takes some 300 more for what DuckDB does not count."""


def settings(spilled: Path) -> str:
    """SQL that holds a connection to the limit and to one thread; ``spilled`` is a folder for the rest."""
    return (
        f"SET threads = 1; SET enable_progress_bar = false; SET memory_limit = '{MEMORY}MB'; "
        f"SET temp_directory = {quote_text(str(spilled))}"
    )


def frugally(connection: duckdb.DuckDBPyConnection, work: Callable[[], T]) -> T:
    """Do the work within the limit; where that cannot be done, without one: better a large process than no build."""
    import duckdb

    try:
        return work()
    except (duckdb.OutOfMemoryException, duckdb.TransactionException):
        connection.execute("RESET memory_limit")
        return work()
