"""Types, constraints and keys, as Frictionless judges them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.schema import Schema, Table
from pipeline.validate.report import Finding
from pipeline.validate.wording import in_words


def check_fields(folder: Path, schema: Schema) -> tuple[list[Finding], dict[str, int]]:
    """What Frictionless finds in the CSV files of the folder, and each table's number of rows."""
    from frictionless import Package

    findings: list[Finding] = []
    rows = {}
    package = Package.from_descriptor(_descriptor(schema.descriptor), basepath=str(folder))
    # Without a limit: whoever mends the data wants to see all of it.
    report = package.validate(limit_errors=0)
    findings.extend(Finding("", "", "", "", _plain(error)) for error in report.errors)
    for task in report.tasks:
        rows[task.name] = int(task.stats.get("rows") or 0)
        table = schema.tables[task.name]
        if not (folder / f"{table.name}.csv").is_file():
            findings.append(Finding(table.name, "", "", "", f"there is no file {table.name}.csv"))
            continue
        for error in task.errors:
            # A repeated key is told once, as that, not as a repeated value too.
            if not (error.type == "unique-error" and table.primary_key == (error.field_name,)):
                findings.extend(_findings(table, error))
    # A report is the same wherever the folder lies.
    here = f"{folder}{os.sep}"
    return [replace(finding, rule=finding.rule.replace(here, "")) for finding in findings], rows


def _descriptor(descriptor: Any) -> dict[str, Any]:
    """The schema's descriptor with each table's path in the staged folder.

    Without titles and descriptions, which Frictionless copies many times over: they are a third of its time on a
    small package.
    """
    resources = []
    for resource in descriptor["resources"]:
        schema = resource["schema"]
        fields = [{key: field[key] for key in ("name", "type", "constraints")} for field in schema["fields"]]
        kept = {key: resource[key] for key in ("name", "type", "format", "mediatype", "encoding", "dialect")}
        resources.append({**kept, "path": f"{resource['name']}.csv", "schema": {**schema, "fields": fields}})
    return {"$schema": descriptor["$schema"], "name": descriptor["name"], "resources": resources}


def _findings(table: Table, error: Any) -> Iterator[Finding]:
    cells = [str(cell) if cell is not None else "" for cell in getattr(error, "cells", [])]
    values = dict(zip(table.columns, cells, strict=False))
    number = getattr(error, "row_number", None)
    key = "/".join(values.get(column, "") for column in table.primary_key)
    row = key if key.strip("/") else f"line {number}" if number else ""
    names = getattr(error, "field_names", None)
    if error.type == "foreign-key" and names:
        yield Finding(table.name, row, ",".join(names), "/".join(values.get(name, "") for name in names), _plain(error))
        return
    name = getattr(error, "field_name", "") or ""
    value = str(getattr(error, "cell", "") or values.get(name, ""))
    yield Finding(table.name, row, name, value, _plain(error))


def _plain(error: Any) -> str:
    """The kind of the error and its note, in one line."""
    kind = str(error.type).removesuffix("-error").replace("-", " ")
    return in_words(kind, str(error.note or ""))
