"""The views beside the tables: each as CSV and as Parquet, out of the DuckDB file that defines them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from pipeline.errors import BuildError
from pipeline.frugal import frugally, settings
from pipeline.publish.checksums import sha256
from pipeline.publish.parquet_files import ROW_GROUP, write_parquet
from pipeline.publish.reasons import plain_reason
from pipeline.publish.views import View, load_views
from pipeline.schema import quote_name, quote_text

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    import pyarrow as pa  # type: ignore[import-untyped]

FOLDER = "views"
FORMATS = ("csv", "parquet")
# Types of the Table Schema standard for those of SQL.
_TYPES = {"BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}


def write_views(database: Path, folder: Path) -> list[dict[str, Any]]:
    """Write every view of the file ``database`` into ``folder``/views; what the descriptor says of each.

    Raises BuildError where a view fails, OSError where the files cannot be written.
    """
    import duckdb

    target = folder / FOLDER
    target.mkdir()
    # One thread, so that rows whose order a view leaves open stay in theirs.
    with duckdb.connect(str(database), read_only=True) as connection:
        spilled = folder / ".spilled"
        connection.execute(f"{settings(spilled)}; SET threads = 1")
        try:
            return [_write(connection, view, target) for view in load_views()]
        except duckdb.IOException as error:
            raise OSError(plain_reason(str(error))) from error
        except duckdb.Error as error:
            reason = " ".join(str(error).split())
            raise BuildError(f"{database.name}: a view cannot be answered ({reason}); please report it") from error
        finally:
            shutil.rmtree(spilled, ignore_errors=True)


def _write(connection: duckdb.DuckDBPyConnection, view: View, folder: Path) -> dict[str, Any]:
    # Answered once for both formats.
    answered = f"CREATE TEMP TABLE shown AS SELECT * FROM {quote_name(view.name)}"  # noqa: S608 - a name of ours
    frugally(connection, lambda: connection.execute(answered))
    csv, parquet = (folder / f"{view.name}.{suffix}" for suffix in FORMATS)
    answer = connection.sql("SELECT * FROM shown")
    described = list(zip(answer.columns, map(str, answer.types), strict=True))
    rows = _write_parquet(answer.to_arrow_reader(ROW_GROUP), view, parquet)
    connection.execute(f"COPY shown TO {quote_text(str(csv))} (FORMAT csv, HEADER, DELIMITER ',')")
    connection.execute("DROP TABLE shown")
    return {
        "name": view.name,
        "description": view.description,
        "schema": {
            "fields": [
                {"name": name, "description": view.columns.get(name, ""), "type": _TYPES.get(kind, "string")}
                for name, kind in described
            ]
        },
        "rowCount": rows,
        "files": [
            {
                "path": f"{FOLDER}/{path.name}",
                "format": path.suffix[1:],
                "bytes": path.stat().st_size,
                "hash": f"sha256:{sha256(path)}",
            }
            for path in (csv, parquet)
        ],
    }


def _write_parquet(batches: pa.RecordBatchReader, view: View, path: Path) -> int:
    import pyarrow as pa

    described = [field.with_metadata({"description": view.columns.get(field.name, "")}) for field in batches.schema]
    schema = pa.schema(described, {"name": view.name, "description": view.description})
    return write_parquet(path, schema, (batch.cast(schema) for batch in batches))
