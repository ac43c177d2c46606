"""One article's claims of one origin against its gold rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.evaluate.assignment import best_pairs
from pipeline.evaluate.claims import (
    ROLES,
    BuiltClaim,
    class_agrees,
    kind_of,
    overlaps,
    place_agrees,
    sentence_agrees,
    sources_agree,
    victim_agrees,
)
from pipeline.evaluate.gold import GoldRow
from pipeline.evaluate.names import words
from pipeline.evaluate.score import Score

# A row that counts outweighs every optional row, and a match outweighs any number of agreeing attributes.
_COUNTED, _OPTIONAL, _ATTRIBUTE = 10**10, 10**6, 100


@dataclass(frozen=True)
class Match:
    """A gold row and its claim; ``differs`` holds (expected, got) by attribute, empty where all agrees."""

    gold: GoldRow
    claim: BuiltClaim
    differs: dict[str, tuple[str, str]]

    @property
    def victim(self) -> bool:
        """Whether the victim agrees."""
        return "victim" not in self.differs

    @property
    def sources(self) -> bool:
        """Whether claimants, principals and media all agree."""
        return not any(role in self.differs for role in ROLES)

    @property
    def full(self) -> bool:
        """Whether victim and sources agree."""
        return self.victim and self.sources


@dataclass
class Comparison:
    """What came of one article and origin. ``excused`` are claims beyond gold that fall on optional rows."""

    article: str
    origin: str
    matches: list[Match] = field(default_factory=list)
    misses: list[GoldRow] = field(default_factory=list)
    extras: list[BuiltClaim] = field(default_factory=list)
    excused: list[BuiltClaim] = field(default_factory=list)

    @property
    def score(self) -> Score:
        """The counts, optional rows and what falls on them left out."""
        counted = [match for match in self.matches if not match.gold.optional]
        return Score(
            gold=len(counted) + len([row for row in self.misses if not row.optional]),
            claims=len(counted) + len(self.extras),
            core=len(counted),
            victim=sum(match.victim for match in counted),
            sources=sum(match.sources for match in counted),
            full=sum(match.full for match in counted),
        )


def compare(article: str, origin: str, gold: Sequence[GoldRow], claims: Sequence[BuiltClaim]) -> Comparison:
    """Pair gold rows with claims, each at most once, so that as much as possible agrees."""
    result = Comparison(article, origin)
    rows_of: dict[tuple[object, ...], list[GoldRow]] = defaultdict(list)
    claims_of: dict[tuple[object, ...], list[BuiltClaim]] = defaultdict(list)
    for row in gold:
        rows_of[kind_of(row.measure, row.unit, row.form, row.low, row.high)].append(row)
    for claim in claims:
        claims_of[claim.kind].append(claim)
    for kind, rows in rows_of.items():
        weights = [[_weight(row, claim) for claim in claims_of[kind]] for row in rows]
        for i, j in best_pairs(weights):
            result.matches.append(Match(rows[i], claims_of[kind][j], differences(rows[i], claims_of[kind][j])))
    result.matches.sort(key=lambda match: match.gold.line)
    found = {match.gold.line for match in result.matches}
    used = {id(match.claim) for match in result.matches}
    result.misses = [row for row in gold if row.line not in found]
    open_rows = [row for row in result.misses if row.optional]
    for claim in claims:
        if id(claim) not in used:
            excused = any(overlaps(row, claim) for row in open_rows)
            (result.excused if excused else result.extras).append(claim)
    return result


def differences(gold: GoldRow, claim: BuiltClaim) -> dict[str, tuple[str, str]]:
    """What a matched claim says otherwise than the coder: victim, class, claimants, principals, media, date."""
    differs = {}
    if not victim_agrees(gold, claim):
        differs["victim"] = (gold.victim, claim.victim_text)
    for role in ROLES:
        if not sources_agree(gold, claim, role):
            differs[role] = (";".join(getattr(gold, role)), claim.source_text(role))
    if not class_agrees(gold, claim):
        differs["class"] = (gold.victim_class, str(claim.row.get("victim_class") or ""))
    if gold.date != (claim.row.get("date_edtf") or ""):
        differs["date"] = (gold.date, str(claim.row.get("date_edtf") or ""))
    return differs


def _weight(gold: GoldRow, claim: BuiltClaim) -> int:
    """0 where the two may not be paired, since their quotes share no word or number."""
    wanted = words(gold.quote)
    shared = wanted & claim.words
    if not shared:
        return 0
    attributes = 6 - len(differences(gold, claim)) + place_agrees(gold, claim) + sentence_agrees(gold, claim)
    likeness = 99 * len(shared) // len(wanted | claim.words)
    return (_OPTIONAL if gold.optional else _COUNTED) + attributes * _ATTRIBUTE + likeness
