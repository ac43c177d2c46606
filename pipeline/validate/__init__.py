"""Validate: hold staged tables against the schema and against the rules across fields. Knows nothing of formats.

Frictionless judges types, constraints and keys; of a build with many rows, SQL does by the same rules. Each rule across
fields is one ``.sql`` file of :mod:`.rules` that returns the rows that break it.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import BuildError
from pipeline.schema import Schema, load_schema
from pipeline.validate.report import Finding, Report

__all__ = ["Finding", "Report", "validate"]

FRICTIONLESS_ROWS = 100_000
"""Rows a table up to which Frictionless itself reads every row: some five seconds' work."""


def validate(staged: Path, schema: Schema | None = None) -> Report:
    """Every error of the CSV files in ``staged``, or in its folder ``csv``; bad data raise nothing.

    Raises :class:`BuildError` where there is no such folder.
    """
    from pipeline.validate.by_sql import check_fields_by_sql
    from pipeline.validate.fields import check_fields
    from pipeline.validate.rules import check_rules

    folder = staged / "csv" if (staged / "csv").is_dir() else staged
    if not folder.is_dir():
        raise BuildError(f"{folder}: no such folder; name one that pipeline extract or pipeline build wrote")
    schema = schema or load_schema()
    if not any((folder / f"{name}.csv").is_file() for name in schema.tables):
        raise BuildError(f"{folder}: holds none of the tables; name a folder that pipeline extract or build wrote")
    judged = check_fields_by_sql(folder, schema) if _has_many_rows(folder) else None
    findings, rows = judged or check_fields(folder, schema)
    broken, titles = check_rules(folder, schema)
    return Report(sorted({*findings, *broken}), rows, titles)


def _has_many_rows(folder: Path) -> bool:
    """Whether a table may have more rows than Frictionless is to read: a line is no more than a row."""
    for path in folder.glob("*.csv"):
        # No row is shorter than its commas, so most files need not be read for it.
        if path.stat().st_size > 10 * FRICTIONLESS_ROWS:
            with path.open("rb") as file:
                if sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b"")) > FRICTIONLESS_ROWS:
                    return True
    return False
