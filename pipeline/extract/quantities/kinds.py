"""What a number counts: people and things, or a year, a distance, a street."""

from __future__ import annotations

from pipeline.extract.quantities.calendar import calendar_kind, of_chain
from pipeline.extract.quantities.context import Context
from pipeline.extract.quantities.model import Kind
from pipeline.extract.quantities.names import glued_kind, hyphened_kind, measure_kind, name_kind, role_kind
from pipeline.extract.quantities.vocabulary import Vocabulary

BY_TAG: dict[str, Kind] = {
    "ordinal": "ordinal",
    "fraction": "fraction",
    "both": "determiner",
    "zero": "count",
    "name": "unit_designation",
}
"""Atoms whose kind no context changes."""


def kind_of(context: Context, vocab: Vocabulary) -> Kind:
    """The kind of a number in digits or words, or of a vague quantity, in its context."""
    if context.number.atoms[0].tag == "digits":
        return _of_digits(context, vocab)
    return (
        hyphened_kind(context, vocab)
        or measure_kind(context, vocab)
        or name_kind(context, vocab)
        or role_kind(context, vocab)
        or "count"
    )


def _of_digits(context: Context, vocab: Vocabulary) -> Kind:
    number = context.number
    chained = number.joint == "chain"
    found = (of_chain(context) if chained else None) or glued_kind(context, vocab) or measure_kind(context, vocab)
    found = found or name_kind(context, vocab) or calendar_kind(context, vocab)
    if found:
        return found
    if chained:
        return "score"
    whole = number.low == int(number.low) and number.high == int(number.high)
    return "count" if whole else "decimal"
