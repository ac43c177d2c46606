"""The views of the DuckDB file, one ``.sql`` file each.

A file is a comment and a SELECT. The comment is the view's description; lines of the form ``-- column: text`` after an
empty comment line describe its columns. The file's name is the view's. A view may use the tables and other views, and
``{country_values}``, the countries as a VALUES list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path

from pipeline.crosswalk import country_values
from pipeline.schema import quote_name, quote_text

_COUNTRIES = "{country_values}"
_COLUMN = re.compile(r"(\w+): (.+)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, what a row is, what the columns hold, and the query."""

    name: str
    description: str
    query: str
    columns: dict[str, str] = field(default_factory=dict)

    def ddl(self) -> list[str]:
        """SQL statements that create the view with its comments."""
        name = quote_name(self.name)
        query = self.query
        if _COUNTRIES in query:
            query = query.replace(_COUNTRIES, country_values())
        return [
            f"CREATE VIEW {name} AS {query}",
            f"COMMENT ON VIEW {name} IS {quote_text(self.description)}",
            *(
                f"COMMENT ON COLUMN {name}.{quote_name(column)} IS {quote_text(text)}"
                for column, text in self.columns.items()
            ),
        ]


def load_views(folder: Path | None = None) -> list[View]:
    """The views of ``folder`` (those of this package by default), each after the views that it uses."""
    folder = folder or Path(__file__).parent
    views = {path.stem: parse_view(path.stem, path.read_text(encoding="utf-8")) for path in folder.glob("*.sql")}
    uses = {name: sorted(set(_WORD.findall(views[name].query)) & views.keys() - {name}) for name in sorted(views)}
    return [views[name] for name in TopologicalSorter(uses).static_order()]


def parse_view(name: str, text: str) -> View:
    """The view that the text of a ``.sql`` file describes."""
    lines = text.splitlines()
    head = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    query = "\n".join(line for line in lines if not line.startswith("--")).strip().rstrip(";")
    end = head.index("") if "" in head else len(head)
    columns: dict[str, str] = {}
    for line in head[end:]:
        if match := _COLUMN.fullmatch(line):
            columns[match[1]] = match[2]
        elif line:  # the description of a column goes on
            last = next(reversed(columns))
            columns[last] += f" {line}"
    return View(name, " ".join(head[:end]), query, columns)
