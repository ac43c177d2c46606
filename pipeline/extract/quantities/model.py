"""What is found in a text where a number stands."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Form: TypeAlias = Literal["exact", "at_least", "at_most", "range", "approximate", "vague", "zero"]
Kind: TypeAlias = Literal[
    "count", "year", "date", "time", "ordinal", "page", "distance", "weight", "age", "duration", "percent", "money",
    "unit_designation", "fraction", "decimal", "score", "determiner", "too_large",
]  # fmt: skip


class Quantity(NamedTuple):
    """A number, or words of quantity, as the text has it.

    ``start``/``end`` span the number with its hedges, ``num_start``/``num_end`` the number itself, whose words are
    ``text``. Bounds are whole numbers; ``at_least`` has only ``low``, ``at_most`` only ``high``, ``vague`` neither.
    ``hedge`` holds the words that make it inexact. Only ``kind == "count"`` may count people or things; a ``fraction``
    is always vague.
    """

    start: int
    end: int
    num_start: int
    num_end: int
    text: str
    form: Form
    low: int | None
    high: int | None
    hedge: str
    kind: Kind

    @property
    def is_count(self) -> bool:
        """Whether the number counts something."""
        return self.kind == "count"
