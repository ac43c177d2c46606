"""Ask a build in SQL: read-only, without any access to files or the network beyond the build itself."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pipeline.errors import BuildError, QueryError
from pipeline.python_types import is_held, python_type

if TYPE_CHECKING:
    import duckdb

ALL_CLAIMS = "FROM claims_readable"
_BRIEF = "event, date, victim, measure, low, high, words, claimant, principal, medium, sentence"
_BRIEFER = "victim, measure, low, high, words, claimant, sentence"


@dataclass(frozen=True, slots=True)
class Answer:
    """Names of the columns and, for each, whether it holds numbers; the rows as Python values."""

    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: list[tuple[Any, ...]]


def claims_in_brief(width: int) -> str:
    """The query that shows the claims in a terminal of that width: what is seldom asked first is left out."""
    return f"SELECT {_BRIEF if width >= 100 else _BRIEFER} FROM claims_readable"  # noqa: S608 - our own columns


@contextmanager
def open_build(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build's database, read-only and locked up. Raises :class:`BuildError` where there is none."""
    import duckdb

    from pipeline.publish import restore
    from pipeline.publish.duckdb_file import FILE_NAME

    restore(folder)
    path = folder / FILE_NAME
    if not path.is_file():
        raise BuildError(f"{path}: no such file; run pipeline build, or name the folder of a build with --build")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise BuildError(f"{path}: cannot be opened ({one_line(error)}); build it again") from error
    try:
        for setting in (
            "enable_progress_bar = false",
            # Without it, a table's name that SQL does not know would be looked up among Python's variables.
            "python_enable_replacements = false",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            connection.execute(f"SET {setting}")
        yield connection
    finally:
        connection.close()


def ask(folder: Path, sql: str) -> Answer:
    """The answer to an SQL query over the build in ``folder``.

    Raises :class:`BuildError` where there is no build, :class:`QueryError` where DuckDB refuses the query.
    """
    import duckdb

    if not sql.isascii() and any("\ud800" <= character <= "\udfff" for character in sql):
        # What the shell handed over was no text in its own encoding.
        raise QueryError("SQL: is no UTF-8; write the query in UTF-8")
    with open_build(folder) as connection:
        try:
            if len(connection.extract_statements(sql)) > 1:
                raise QueryError("SQL: more than one statement; ask one query at a time")
            described, rows = _run(connection, sql)
        except duckdb.Error as error:
            raise QueryError(f"SQL: {one_line(error)}; {_remedy(error)}") from error
    if not described:
        raise QueryError("SQL: nothing to show; write a query, for example: FROM claims_readable")
    numeric = tuple(_NUMERIC.fullmatch(kind) is not None for _, kind in described)
    return Answer(tuple(name for name, _ in described), numeric, rows)


_NUMERIC = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|NUMBER")
def _run(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[list[tuple[str, str]], list[tuple[Any, ...]]]:
    """Names and types of the result's columns, and its rows; nothing of text without a statement."""

    def work() -> tuple[list[tuple[str, str]], list[tuple[Any, ...]]]:
        result: duckdb.DuckDBPyRelation | None = connection.sql(sql)
        if result is None:
            return [], []
        kinds = result.types
        described = [(str(name), str(kind)) for name, kind in zip(result.columns, kinds, strict=True)]
        if not all(map(is_held, kinds)):
            places = enumerate(kinds, 1)
            columns = [f"#{at}" if is_held(kind) else f"#{at}::{python_type(kind)}" for at, kind in places]
            result = result.project(", ".join(columns))
        return described, result.fetchall()

    # DuckDB does not look at signals while it computes: in the main thread, Ctrl-C would wait for the answer.
    with ThreadPoolExecutor(max_workers=1) as pool:
        answer = pool.submit(work)
        try:
            return answer.result()
        except KeyboardInterrupt:
            connection.interrupt()
            raise


def _remedy(error: duckdb.Error) -> str:
    import duckdb

    if isinstance(error, (duckdb.CatalogException, duckdb.BinderException)):
        return "pipeline describe lists the tables and their columns"
    if str(error).startswith("Corrupt database"):
        return "build it again, or download it again"
    if isinstance(error, (duckdb.PermissionException, duckdb.InvalidInputException)):
        return "a query may read this build, and change and reach nothing else"
    return "correct the query"


def one_line(error: BaseException) -> str:
    """What DuckDB complains of, without the lines that point into the query."""
    text = str(error).partition("\nLINE ")[0]
    return " ".join(text.split()).rstrip(".;")


def write_csv(answer: Answer, out: TextIO) -> None:
    """The answer as CSV: LF, an empty cell for a missing value, lists and the like as JSON."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_cell(value) for value in row] for row in answer.rows)


def write_json(answer: Answer, out: TextIO) -> None:
    """The answer as a JSON array, one object a row and a line."""
    names = _distinct(answer.columns)
    lines = (
        json.dumps({name: _plain(value) for name, value in zip(names, row, strict=True)}, ensure_ascii=False)
        for row in answer.rows
    )
    out.write("[")
    for count, line in enumerate(lines):
        out.write(",\n " if count else "\n ")
        out.write(line)
    out.write("\n]\n" if answer.rows else "]\n")


def _distinct(names: Sequence[str]) -> list[str]:
    """Column names as keys: a repeated one gets ``_2``, so that no value is lost."""
    keys: list[str] = []
    for name in names:
        key, count = name, 1
        while key in keys:
            count += 1
            key = f"{name}_{count}"
        keys.append(key)
    return keys


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(_plain(value), ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else value


def _plain(value: Any) -> Any:
    """A value that JSON has: dates and the like as text, no NaN."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int)) else str(value)
