"""Parquet files say the same in pandas, polars and pyarrow, of today and of some years ago."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import parquet  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

READ = """
import json, sys
from pathlib import Path
{imports}
def read(path):
    {read}
paths = sorted(Path(sys.argv[1]).glob("*/*.parquet"))
print(json.dumps({{path.name: read(path) for path in paths}}, default=str))
"""
PANDAS = (
    """import pandas as pd""",
    """
    frame = pd.read_parquet(path, dtype_backend="numpy_nullable")
    rows = frame.astype(object).where(frame.notna(), None)
    return [list(rows.columns), *rows.values.tolist()]
""",
)
POLARS = (
    """import polars as pl""",
    """
    frame = pl.read_parquet(path)
    return [frame.columns, *map(list, frame.rows())]
""",
)
PYARROW = (
    """import pyarrow.parquet as pq""",
    """
    table = pq.read_table(path)
    return [table.column_names, *(list(row.values()) for row in table.to_pylist())]
""",
)


@pytest.mark.parametrize(
    ("requirements", "reader"),
    [
        (("pandas==2.2.3", "pyarrow==18.0.0"), PANDAS),
        (("pandas==2.2.3", "pyarrow==18.0.0"), PYARROW),
        (("polars==1.9.0",), POLARS),
        (("pandas>=3", "pyarrow>=26"), PANDAS),
        (("polars>=1.30",), POLARS),
    ],
    ids=["pandas 2.2", "pyarrow 18", "polars 1.9", "pandas of today", "polars of today"],
)
def test_tables_and_views_are_read_alike(
    client: Callable[..., Callable[..., str]], built: Path, requirements: tuple[str, ...], reader: tuple[str, str]
) -> None:
    run = client(*requirements)
    found = json.loads(run(READ.format(imports=reader[0], read=reader[1].strip()), built))
    assert found.keys() == {path.name for path in built.glob("*/*.parquet")}
    for path in built.glob("*/*.parquet"):
        assert found[path.name] == rows(path), path.name


def rows(path: Path) -> list[Any]:
    table = parquet.read_table(path)
    cells = [[str(cell) if hasattr(cell, "isoformat") else cell for cell in row.values()] for row in table.to_pylist()]
    return [table.column_names, *cells]
