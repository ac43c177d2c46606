"""Read JSON that anybody may have written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_json(path: Path) -> Any:
    """The value that the file holds.

    Raises OSError where it cannot be read, ValueError where it is no JSON, or is nested deeper than anything of ours.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
