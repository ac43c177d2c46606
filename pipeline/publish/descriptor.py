"""``datapackage.json`` of a build: the schema, and what this build holds of it. Other metadata are written from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.metadata import write_harvested
from pipeline.publish import csv_files, duckdb_file, parquet_files
from pipeline.publish.checksums import sha256
from pipeline.schema import FILE_NAME, Schema, load_schema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa  # type: ignore[import-untyped]

# Where the files of a format lie below the build, by the format's name in the schema's alternateFormats.
_FILES = {"parquet": f"{parquet_files.FOLDER}/{{resource}}.parquet", "duckdb": duckdb_file.FILE_NAME}


def write_descriptor(
    folder: Path, tables: Mapping[str, pa.Table], hashes: Mapping[str, str], views: list[dict[str, Any]]
) -> Path:
    """Write the descriptor of the build in ``folder``, which holds all its tables and formats; then the other metadata.

    ``hashes`` are the logical hashes of the tables, ``views`` what there is to say of each view.
    """
    schema = load_schema()
    package = dict(schema.descriptor)
    package["sources"] = _sources(tables["articles"])
    package["resources"] = [
        {
            **resource,
            "path": f"{csv_files.FOLDER}/{resource['name']}.csv",
            **_file(folder / csv_files.FOLDER / f"{resource['name']}.csv"),
            "rowCount": tables[resource["name"]].num_rows,
            "logicalHash": f"sha256:{hashes[resource['name']]}",
        }
        for resource in package["resources"]
    ]
    package["alternateFormats"] = [
        {**other, "path": path, "resources": names, **_file(folder / path)}
        for other in package["alternateFormats"]
        for path, names in _paths(other["format"], schema)
    ]
    # A property of our own: what is derived from the tables is no part of the data that the standard describes.
    package["views"] = views
    target = folder / FILE_NAME
    target.write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    write_harvested(folder, package)
    return target


def _paths(format_name: str, schema: Schema) -> list[tuple[str, list[str]]]:
    template = _FILES[format_name]
    if "{resource}" not in template:
        return [(template, list(schema.tables))]
    return [(template.format(resource=name), [name]) for name in schema.tables]


def _file(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "hash": f"sha256:{sha256(path)}"}


def _sources(articles: pa.Table) -> list[dict[str, str]]:
    names = {"title": "title", "source_url": "path", "revision": "version", "licence": "licence"}
    rows = articles.select(list(names)).to_pylist()
    return [{names[column]: value for column, value in row.items() if value is not None} for row in rows]
