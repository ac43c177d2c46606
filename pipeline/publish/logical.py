"""The logical hash of a table: the same for equal rows, whatever file format or release of a library holds them.

It is the SHA-256 of lines of UTF-8 text that end in LF: first the column names as a JSON array, then each row as a JSON
array without spaces, text as it is, dates as "YYYY-MM-DD", numbers in their shortest form, missing values as null; the
rows sorted by the code points of their lines.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import tempfile
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa  # type: ignore[import-untyped]

BATCH = 10_000
MEMORY = 64 << 20
"""Bytes of lines that are sorted in memory; more than that are sorted on disk."""


def logical_hash(rows: pa.Table | pa.RecordBatchReader) -> str:
    """Logical hash of one table, in hexadecimal."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    digest = hashlib.sha256((encode(rows.schema.names) + "\n").encode())
    with ExitStack() as stack:
        runs: list[BinaryIO] = []
        lines: list[bytes] = []
        size = 0
        for batch in _batches(rows):
            # The order of code points is that of their bytes in UTF-8.
            fresh = [(encode(row) + "\n").encode() for row in zip(*_columns(batch), strict=True)]
            lines += fresh
            size += sum(map(len, fresh))
            if size >= MEMORY:
                runs.append(stack.enter_context(tempfile.TemporaryFile()))
                runs[-1].writelines(sorted(lines))
                runs[-1].seek(0)
                lines, size = [], 0
        lines.sort()
        for line in heapq.merge(*runs, lines) if runs else lines:
            digest.update(line)
    return digest.hexdigest()


def _batches(rows: pa.Table | pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    yield from rows.to_batches(BATCH) if hasattr(rows, "to_batches") else rows


def _columns(batch: pa.RecordBatch) -> list[list[object]]:
    import pyarrow as pa

    return [
        (column.cast(pa.string()) if pa.types.is_date(column.type) else column).to_pylist() for column in batch.columns
    ]
