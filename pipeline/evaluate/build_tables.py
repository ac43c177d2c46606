"""The tables of a build that an evaluation needs, as plain rows."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Tables

NEEDED = ("articles", "passages", "actors", "actor_names", "claims", "claim_sources")


def build_tables(folder: Path) -> Tables:
    """Rows out of the build's database. Raises :class:`BuildError` where there is none."""
    from pipeline.query import open_build

    tables: Tables = {}
    with open_build(folder) as connection:
        for name in NEEDED:
            result = connection.execute(f"FROM {name}")
            columns = [column[0] for column in result.description or []]
            tables[name] = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
    return tables
