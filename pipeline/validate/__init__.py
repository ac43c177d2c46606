"""Validate: hold staged tables against the schema and against the rules across fields. Knows nothing of formats.

Frictionless judges types, constraints and keys; each rule across fields is one ``.sql`` file of :mod:`.rules` that
returns the rows that break it.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import BuildError
from pipeline.schema import Schema, load_schema
from pipeline.validate.report import Finding, Report

__all__ = ["Finding", "Report", "validate"]


def validate(staged: Path, schema: Schema | None = None) -> Report:
    """Every error of the CSV files in ``staged``, or in its folder ``csv``; bad data raise nothing.

    Raises :class:`BuildError` where there is no such folder.
    """
    from pipeline.validate.fields import check_fields
    from pipeline.validate.rules import check_rules

    folder = staged / "csv" if (staged / "csv").is_dir() else staged
    if not folder.is_dir():
        raise BuildError(f"{folder}: no such folder; name one that pipeline extract or pipeline build wrote")
    schema = schema or load_schema()
    findings, rows = check_fields(folder, schema)
    broken, titles = check_rules(folder, schema)
    return Report(sorted({*findings, *broken}), rows, titles)
