"""Word lists of the package."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def load_words(name: str) -> dict[str, Any]:
    """One word list, by its name without ``.toml``."""
    return tomllib.loads(files("pipeline").joinpath("extract", "words", f"{name}.toml").read_text("utf-8"))
