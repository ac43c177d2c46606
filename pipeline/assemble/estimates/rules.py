"""The rules: what one side's claims make of its losses. One rule is one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.assemble.estimates.counted import Counted
from pipeline.assemble.estimates.stance import Stance


@dataclass(frozen=True, slots=True)
class Bounds:
    """Persons at the least, at best and at the most, and the ids of the claims that this rests on."""

    low: int
    best: int | None
    high: int
    claims: tuple[str, ...]


Rule: TypeAlias = Callable[[Sequence[Counted]], "Bounds | None"]
"""From the claims about one side and measure of an event to bounds; None where the rule has nothing to say."""

# What ACLED's coding makes of a word where no number is given; the strongest word in a phrase decides.
_WORTH = (("hundred", 100), ("dozen", 12), ("several", 3))


def envelope(claims: Sequence[Counted]) -> Bounds | None:
    """From the lowest to the highest number that anybody gives."""
    numbers = [(claim.low, claim.high) for claim in claims if claim.low is not None and claim.high is not None]
    if not numbers:
        return None
    low, high = min(low for low, _ in numbers), max(high for _, high in numbers)
    return Bounds(low, low if low == high else None, high, _ids(claim for claim in claims if claim.low is not None))


def own_admission(claims: Sequence[Counted]) -> Bounds | None:
    """What the victims' own side says."""
    return envelope(_said_by(claims, "own"))


def enemy_claim(claims: Sequence[Counted]) -> Bounds | None:
    """What the opposing side says."""
    return envelope(_said_by(claims, "enemy"))


def third_party(claims: Sequence[Counted]) -> Bounds | None:
    """What international and humanitarian bodies and media on neither side say."""
    return envelope(_said_by(claims, "third"))


def ucdp_like(claims: Sequence[Counted]) -> Bounds | None:
    """The envelope, with a best: the lowest own admission, else third-party number, else number at all."""
    bounds = envelope(claims)
    if bounds is None:
        return None
    trusted = own_admission(claims) or third_party(claims) or bounds
    return Bounds(bounds.low, trusted.low, bounds.high, bounds.claims)


def acled_like(claims: Sequence[Counted]) -> Bounds | None:
    """The lowest number; what a vague word is worth only where there is none."""
    values = [(claim, claim.low) for claim in claims if claim.low is not None]
    if not values:
        values = [(claim, worth) for claim in claims if (worth := _worth(claim.words))]
    if not values:
        return None
    least = min(value for _, value in values)
    return Bounds(least, least, least, _ids(claim for claim, value in values if value == least))


RULES: Mapping[str, Rule] = {
    rule.__name__: rule for rule in (envelope, own_admission, enemy_claim, third_party, ucdp_like, acled_like)
}


def _said_by(claims: Iterable[Counted], stance: Stance) -> list[Counted]:
    return [claim for claim in claims if claim.stance == stance]


def _worth(words: str) -> int | None:
    return next((value for word, value in _WORTH if word in words), None)


def _ids(claims: Iterable[Counted]) -> tuple[str, ...]:
    return tuple(claim.claim_id for claim in claims)
