"""The logical hash of a table: the same for equal rows, whatever file format or release of a library holds them.

It is the SHA-256 of lines of UTF-8 text that end in LF: first the column names as a JSON array, then each row as a JSON
array without spaces, text as it is, dates as "YYYY-MM-DD", numbers in their shortest form, missing values as null; the
rows sorted by the code points of their lines.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]


def logical_hash(rows: pa.Table) -> str:
    """Logical hash of one table, in hexadecimal."""
    import pyarrow as pa

    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    columns = [
        (column.cast(pa.string()) if pa.types.is_date(column.type) else column).to_pylist() for column in rows.columns
    ]
    digest = hashlib.sha256((encode(rows.column_names) + "\n").encode())
    for line in sorted(encode(row) for row in zip(*columns, strict=True)):
        digest.update((line + "\n").encode())
    return digest.hexdigest()
