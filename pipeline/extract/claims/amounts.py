"""How much a claim says: its form and bounds."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.claims.grammar.nodes import NUMBER, PEOPLE, THINGS
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.quantities import Quantity
from pipeline.model import Row

_NO_BOUNDS = ("vague", "existential", "unknown")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a claim says: ``form`` and bounds as in the codebook, the words of the number, the hedge."""

    form: str
    low: int | None
    high: int | None
    words: str | None
    hedge: str | None


def amount_of(draft: Draft, text: str, same_people: Row | None) -> Amount | None:
    """How much the draft says of the article ``text``; None where it goes back to a count that nobody gave.

    ``same_people`` is the last claim about people of that noun: "eight minors ... The minors were returned".
    """
    quantity = draft.node.items[0].quantity
    if quantity is not None:
        return _counted(draft, quantity, text[quantity.num_start : quantity.num_end])
    match draft.shape:
        case "named" | "ship":
            return Amount("named", 1, 1, None, None)
        case "single":
            return Amount("exact", 1, 1, None, None)
        case "none":
            return Amount("zero", 0, 0, None, None)
        case "vague":
            return Amount("vague", None, None, None, None)
        case "anaphoric":
            if same_people is None:
                return None
            low, high = _bound(same_people["value_low"]), _bound(same_people["value_high"])
            return Amount("anaphoric", low, high, None, None)
        case _ if draft.node.tag in (PEOPLE, THINGS, NUMBER) and draft.node.word in ("a", "an", "another"):
            return Amount("exact", 1, 1, draft.node.word, None)
        case _:
            some = "some" if draft.node.word == "some" else None
            return Amount("existential", None, None, some, some)


def _counted(draft: Draft, quantity: Quantity, words: str) -> Amount:
    hedge = quantity.hedge or None
    if draft.bound is not None:
        return Amount("exact", draft.bound, draft.bound, words, hedge)
    if draft.limit and quantity.form in ("exact", "approximate"):
        low, high = (quantity.low, None) if draft.limit == "at_least" else (None, quantity.low)
        return Amount(draft.limit, low, high, words, hedge or "exceed")
    low, high = (None, None) if quantity.form in _NO_BOUNDS else (quantity.low, quantity.high)
    return Amount(quantity.form, low, high, words, hedge)


def _bound(value: object) -> int | None:
    return value if isinstance(value, int) else None
