"""Distances from a place: "about 40 to 45 kilometers south of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.dates.words import number
from pipeline.extract.places.words import words

if TYPE_CHECKING:
    import re

    from pipeline.extract.places.model import PlaceMention


def read_distance(match: re.Match[str], mention: PlaceMention, offset: int) -> PlaceMention:
    """The mention with the distance in km and the bearing that the match of ``distances()`` gives.

    Miles and other units are converted, to two decimals. A bearing alone has no distance.
    """
    low, high = _amount(match["low"]), _amount(match["high"])
    stretch = None
    if low is not None and match["unit"]:
        factor = float(words()["units"][match["unit"]])
        ends = sorted((low, low if high is None else high))
        stretch = (round(ends[0] * factor, 2), round(ends[1] * factor, 2))
    point = match["bearing"] or match["bearing2"]
    bearing = words()["bearings"].get(point.lower()) if point else None
    return mention._replace(
        relation="distance",
        phrase_start=offset + match.start(),
        distance=stretch,
        approximate=bool(match["about"]),
        bearing=bearing,
    )


def _amount(text: str | None) -> float | None:
    if not text:
        return None
    if text[0].isdigit():
        return float(text.replace(",", ""))
    value = number(text)
    return None if value is None else float(value)
