"""Numbers in English text, with their hedges, as forms and bounds; and what is no count.

``find_quantities`` is pure and has no knowledge of losses: it tells "at least 1,000" from "1,000 kilometres" and
"In 1717", and leaves the rest to the grammar of claims.
"""

from __future__ import annotations

from pipeline.extract.bag import lowered
from pipeline.extract.quantities.atoms import find_atoms
from pipeline.extract.quantities.context import Context
from pipeline.extract.quantities.hedges import hedge
from pipeline.extract.quantities.kinds import BY_TAG, kind_of
from pipeline.extract.quantities.model import Form, Kind, Quantity
from pipeline.extract.quantities.ranges import Number, join
from pipeline.extract.quantities.vocabulary import Vocabulary, vocabulary

__all__ = ["Form", "Kind", "Quantity", "find_quantities"]


_HEDGED = frozenset({"count", "decimal", "percent", "money", "distance", "weight", "duration", "fraction"})
"""What a hedge may belong to."""


_MOST = 10**12


def find_quantities(text: str, offset: int = 0) -> list[Quantity]:
    """All numbers and words of quantity in ``text``, in order and without overlap; spans are moved by ``offset``.

    Rejected numbers are among them, told by ``kind``.
    """
    atoms = find_atoms(text)
    if not atoms:
        return []
    lower = lowered(text)
    vocab = vocabulary()
    found = []
    taken = 0
    for number in join(lower, atoms):
        quantity = _quantity(text, lower, number, offset, taken, vocab)
        found.append(quantity)
        taken = quantity.end - offset
    return found


def _quantity(text: str, lower: str, number: Number, offset: int, taken: int, vocab: Vocabulary) -> Quantity:
    tag = number.atoms[0].tag
    start, end, forms, words = number.start, number.end, [], []
    if tag in ("digits", "words", "vague"):
        hedged = hedge(text, lower, number.start, number.end, vocab)
        start, end, forms, words = max(hedged.start, taken), hedged.end, hedged.forms, hedged.words
    kind = BY_TAG.get(tag) or kind_of(Context(text, lower, number, start, end, forms), vocab)
    if kind not in _HEDGED:
        start, end, forms, words = number.start, number.end, [], []
    form, low, high = _bounds(number, forms, kind)
    if max(low or 0, high or 0) > _MOST:
        # More than ever lived: damaged text; no column of 64 bits would hold it either.
        form, low, high, kind = "vague", None, None, "too_large"
    if form == "vague" and tag == "vague":
        words = [*words, *_quantifier(text[number.start : number.end], vocab)]
    if number.opener:
        words = [*words, text[number.start : number.start + len(number.opener)]]
    return Quantity(
        start + offset, end + offset, number.start + offset, number.end + offset, text[number.start : number.end],
        form, low, high, " ".join(words), kind,
    )  # fmt: skip


def _bounds(number: Number, forms: list[str], kind: Kind) -> tuple[Form, int | None, int | None]:
    tag = number.atoms[0].tag
    if tag == "zero":
        return "zero", 0, 0
    if tag in ("vague", "fraction", "ordinal", "both", "name") or kind == "fraction":
        return "vague", None, None
    low, high = int(number.low), int(number.high)
    if number.joint == "chain":
        return "exact", low, low
    if number.is_range:
        return "range", low, high
    if "at_least" in forms:
        return "at_least", low, None
    if "at_most" in forms:
        return "at_most", None, high
    if "approximate" in forms:
        return "approximate", low, high
    return ("zero", 0, 0) if not low and not high and kind == "count" else ("exact", low, high)


def _quantifier(words: str, vocab: Vocabulary) -> list[str]:
    """The inexact part of a vague quantity: "several" of "several dozen", "a few" itself, nothing of "dozens"."""
    parts = words.split()
    if parts[-1].lower().rstrip("s") in vocab.magnitudes or parts[-1].lower() in vocab.plurals:
        parts.pop()
    return [" ".join(parts)] if parts else []
