"""Plain rows as typed pandas frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pipeline.assemble.check import check_rows
from pipeline.schema import load_schema

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.model import Row, Tables
    from pipeline.schema import Field

Frames: TypeAlias = "dict[str, pd.DataFrame]"
"""One frame a table by the table's name; columns and dtypes as in ``datapackage.json``."""


def to_frames(tables: Tables) -> Frames:
    """A frame for each table of the schema, rows in the order given, dtypes of ``Field.pandas_dtype``.

    Raises SchemaError where a table, a column or a value does not fit.
    """
    import pandas as pd

    check_rows(tables)
    frames = {}
    for name, table in load_schema().tables.items():
        rows = tables.get(name, [])
        columns = {field.name: _column(field, rows) for field in table.fields}
        frames[name] = pd.DataFrame(columns, index=pd.RangeIndex(len(rows)))
    return frames


def _column(field: Field, rows: list[Row]) -> pd.Series:
    import numpy as np
    import pandas as pd

    values = [row.get(field.name) for row in rows]
    if field.type == "date":
        # numpy, because it reads the years 1 to 9999 and pandas' own parser is slower to say so.
        return pd.Series(np.array([value or "NaT" for value in values], dtype="datetime64[s]"))
    if field.type == "string":
        values = [value or None for value in values]
    return pd.Series(values, dtype=field.pandas_dtype)
