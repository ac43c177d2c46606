"""The table macros of the DuckDB file: questions with a parameter, one ``.sql`` file each, written as the views are.

The first line of a file is the call, such as ``-- evidence(claim_id)``; description, columns and query follow.
The queries have no WITH: DuckDB 1.4.0 and 1.4.1 do not find what a macro of another release names there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SchemaError
from pipeline.publish.views import parse_view
from pipeline.schema import quote_name, quote_text

_CALL = re.compile(r"-- (\w+)\((\w+(?:, \w+)*)\)\n")


@dataclass(frozen=True, slots=True)
class Macro:
    """A table macro: its name, parameters, what a row is, what the columns hold, and the query."""

    name: str
    parameters: tuple[str, ...]
    description: str
    query: str
    columns: dict[str, str]

    @property
    def call(self) -> str:
        """The macro as a query names it: ``evidence(claim_id)``."""
        return f"{self.name}({', '.join(self.parameters)})"

    def ddl(self) -> list[str]:
        """SQL statements that create the macro with its comment; columns of macros take none."""
        name = quote_name(self.name)
        return [
            f"CREATE MACRO {name}({', '.join(map(quote_name, self.parameters))}) AS TABLE {self.query}",
            f"COMMENT ON MACRO TABLE {name} IS {quote_text(self.description)}",
        ]


def load_macros(folder: Path | None = None) -> list[Macro]:
    """The macros of ``folder`` (those of this package by default), by name."""
    folder = folder or Path(__file__).parent
    return [parse_macro(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.sql"))]


def parse_macro(file_name: str, text: str) -> Macro:
    """The macro that the text of a ``.sql`` file describes.

    Raises SchemaError where its first line is no call of the file's name.
    """
    call = _CALL.match(text)
    if call is None or f"{call[1]}.sql" != file_name:
        raise SchemaError(f"{file_name}: does not begin with a call; begin with '-- {Path(file_name).stem}(parameter)'")
    view = parse_view(call[1], text[call.end() :])
    return Macro(view.name, tuple(call[2].split(", ")), view.description, view.query, view.columns)
