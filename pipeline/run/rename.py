"""Two titles of a dump can make one id: all but one of such articles get an id of their own, with a hash of the title.

Which of them keeps the id that its title makes does not depend on the order of the pages: the title that comes first by
code points does.
"""

from __future__ import annotations

from pipeline.extract.ids import digest, slug
from pipeline.model import Row, Tables, Value
from pipeline.schema import Table, load_schema


class Titles:
    """The titles of a build's pages, told apart by the ids that they make."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def add(self, title: str) -> None:
        """Know of one more title."""
        made = slug(title)
        self._first[made] = min(title, self._first.get(made, title))

    def id_of(self, title: str) -> str | None:
        """The id of that title's article where the title alone does not make it. To be asked once all are known."""
        made = slug(title)
        return None if self._first[made] == title else f"{made}-{digest(title, 6)}"


def renamed(tables: Tables, old: str, new: str) -> Tables:
    """The rows of an article under another id."""
    if old == new:
        return tables
    schema = load_schema()
    return {name: [_row(schema.table(name), row, old, new) for row in rows] for name, rows in tables.items()}


def _row(table: Table, row: Row, old: str, new: str) -> Row:
    fresh: Row = {column: _id(column, value, old, new) for column, value in row.items()}
    if table.name == "uncertainties" and isinstance(key := row.get("row_id"), str):
        # The key of a row of another table, its parts joined; none but the last can hold a slash.
        columns = load_schema().table(str(row["table_name"])).primary_key
        parts = zip(columns, key.split("/", len(columns) - 1), strict=False)
        fresh["row_id"] = "/".join(str(_id(column, part, old, new)) for column, part in parts)
    return fresh


def _id(column: str, value: Value, old: str, new: str) -> Value:
    if not (column.endswith("_id") and isinstance(value, str)):
        return value
    # An actor or a place that articles share may be called as this one is: only an article's own id stands alone.
    if value == old and column == "article_id":
        return new
    return new + value[len(old) :] if value.startswith(f"{old}.") else value
