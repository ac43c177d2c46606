"""DuckDB within a memory limit: what is more goes to disk, so that no table is too large to be worked on."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline.schema import quote_text

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")
MEMORY = 512
"""MB; the process takes some 300 more for what DuckDB does not count."""
MORE = 704
"""MB for what cannot be done with that."""


def settings(spilled: Path, memory: int = MEMORY) -> str:
    """SQL that holds a connection to so many MB; ``spilled`` is a folder, there or not, for the rest."""
    return (
        f"SET enable_progress_bar = false; SET memory_limit = '{memory}MB'; "
        f"SET temp_directory = {quote_text(str(spilled))}"
    )


def frugally(connection: duckdb.DuckDBPyConnection, work: Callable[[], T]) -> T:
    """Do the work within the limit, else with more, else with any memory: better a large process than no build.

    The limit is then what it was before.
    """
    import duckdb

    limit = _limit(connection)
    raised = False
    try:
        for more in (f"SET memory_limit = '{MORE}MB'", "RESET memory_limit"):
            try:
                return work()
            except (duckdb.OutOfMemoryException, duckdb.TransactionException):
                connection.execute(more)
                raised = True
        return work()
    finally:
        if raised:
            # What is still held may be more than the limit; then it stays as it is.
            with contextlib.suppress(duckdb.OutOfMemoryException):
                connection.execute(f"SET memory_limit = '{limit}'")


def _limit(connection: duckdb.DuckDBPyConnection) -> str:
    """The limit, as it is set and not as it is shown: DuckDB rounds it down to tenths."""
    # To the end of the answer: an unfinished one is in the way of other work on this connection.
    ((shown,),) = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    number, _, unit = str(shown).partition(" ")
    return f"{float(number) + 0.05:.2f} {unit}"
