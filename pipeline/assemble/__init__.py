"""Assemble: the rows of all articles become one typed frame a table.

Knows tables and keys, and nothing of the wording of articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.assemble.check import check_rows
from pipeline.assemble.frames import Frames, to_frames
from pipeline.assemble.merge import merge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Tables

__all__ = ["Frames", "assemble", "check_rows", "merge", "to_frames"]


def assemble(articles: Iterable[Tables]) -> Frames:
    """Merge the rows of all articles, add the estimates, and give every column its type.

    Raises SchemaError where a table, a column or a value does not fit ``datapackage.json``.
    """
    from pipeline.assemble.estimates import estimate

    return to_frames(estimate(merge(articles)))
