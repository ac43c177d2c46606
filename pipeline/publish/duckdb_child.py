"""The process that writes the DuckDB file for :mod:`.duckdb_file`: ``python -m pipeline.publish.duckdb_child FILE``.

A module of its own, which nothing imports: one that its package imports too would be loaded a second time under the
name of ``__main__``, and Python warns of that.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pipeline.publish.duckdb_file import create

if __name__ == "__main__":
    try:
        # A parent that dies closes the pipe, and this process ends too.
        views = create(Path(sys.argv[1]), lambda: sys.stdin.readline().rstrip("\n"))
        json.dump(views, sys.stdout)
    except Exception as error:  # noqa: BLE001 - whatever it is, one line of it goes to the process that waits
        sys.exit(" ".join(str(error).split()))
