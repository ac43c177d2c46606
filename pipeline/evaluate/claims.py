"""The build's side of a comparison: claims with the names of whom they speak, and what agrees with a gold row."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from pipeline.evaluate.gold import GoldRow
from pipeline.evaluate.names import actor_agrees, lists_agree, words
from pipeline.model import Row, Tables

ROLES = {"claimants": "claimant", "principals": "principal", "media": "medium"}
_BARE = frozenset({"vague", "existential", "anaphoric"})
_COUNTED = frozenset({"exact", "named", "anaphoric"})
Actor = tuple[tuple[str, ...], frozenset[str]]
"""An actor's name and short name, and its aliases in the article."""


def article_key(name: str) -> str:
    """What joins a gold row's article with a document: its name, letter case and punctuation apart."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", name).casefold()).strip("-")


def articles_by_key(tables: Tables) -> Mapping[str, object]:
    """The articles' ids by the keys of their files' names, and of their titles where no file has that name."""
    rows = tables.get("articles", [])
    titles = {article_key(str(row["title"])): row["article_id"] for row in rows}
    return titles | {article_key(PurePosixPath(str(row["path"])).stem): row["article_id"] for row in rows}


def kind_of(measure: object, unit: object, form: object, low: object, high: object) -> tuple[object, ...]:
    """What must be equal for a match: measure, unit, form and bounds, forms of one meaning taken as one."""
    if form in _BARE and low is None and high is None:
        form = "bare"
    elif form in _COUNTED and low is not None and low == high:
        form = "counted"
    return measure, str(unit).casefold(), form, low, high


@dataclass
class BuiltClaim:
    """A claim of the build, with its sentence and the actors whom it names."""

    row: Row
    passage: Row
    victim: Actor | None
    sources: dict[str, list[Actor]]
    kind: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        row = self.row
        self.kind = kind_of(
            row.get("measure"), row.get("unit"), row.get("form"), row.get("value_low"), row.get("value_high")
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """The words and numbers of the quote."""
        return words(self.quote)

    @property
    def quote(self) -> str:
        """The words that make the claim."""
        return str(self.row.get("quote") or "")

    @property
    def sentence(self) -> str:
        """The sentence or infobox value that the claim stands in."""
        return str(self.passage.get("text") or self.quote)

    @property
    def victim_text(self) -> str:
        """The victims' name, else their side, else nothing."""
        side = f"side{self.row['victim_side']}" if self.row.get("victim_side") else ""
        return self.victim[0][0] if self.victim else side

    def source_text(self, role: str) -> str:
        """The names of the claimants, principals or media."""
        return ";".join(actor[0][0] for actor in self.sources[role])


def victim_agrees(gold: GoldRow, claim: BuiltClaim) -> bool:
    """Empty with empty, name with name; in an infobox the column's side will do as well as the party."""
    if gold.origin == "infobox":
        column = re.search(r"[1-5]", gold.victim if re.fullmatch("side[1-5]", gold.victim) else gold.field)
        side = claim.row.get("victim_side")
        if column and side == int(column.group()) and (gold.victim or not claim.victim):
            return True
    if not gold.victim:
        return claim.victim is None and (gold.origin == "infobox" or not claim.row.get("victim_side"))
    return claim.victim is not None and any(actor_agrees(name, *claim.victim) for name in gold.victim.split(";"))


def sources_agree(gold: GoldRow, claim: BuiltClaim, role: str) -> bool:
    """Whether those in one role (claimants, principals, media) pair off."""
    return lists_agree(getattr(gold, role), claim.sources[role])


def class_agrees(gold: GoldRow, claim: BuiltClaim) -> bool:
    """The class of the victims; a coder's ``minor`` is the build's age."""
    if gold.victim_class == "minor":
        return claim.row.get("victim_age") == "minor"
    return gold.victim_class == (claim.row.get("victim_class") or "")


def place_agrees(gold: GoldRow, claim: BuiltClaim) -> bool:
    """Whether the claim stands in the field or under the heading that the gold row names."""
    column = "field" if gold.origin == "infobox" else "section"
    return str(claim.passage.get(column) or "").casefold() == gold.field.casefold()


def sentence_agrees(gold: GoldRow, claim: BuiltClaim) -> bool:
    """Whether the coder's quote stands in the claim's sentence or cell."""
    return bool(gold.quote) and squeeze(gold.quote) in squeeze(claim.sentence)


def overlaps(gold: GoldRow, claim: BuiltClaim) -> bool:
    """Whether claim and gold row speak of the same words; where the text has other words, of most of them."""
    sentence, quote = squeeze(claim.sentence), squeeze(gold.quote)
    start = sentence.find(quote)
    if quote and start >= 0:
        own = squeeze(claim.quote)
        at = sentence.find(own)
        return at >= 0 and at < start + len(quote) and start < at + len(own)
    wanted = words(gold.quote)
    return len(wanted & claim.words) * 2 > min(len(wanted), len(claim.words))


def squeeze(text: str) -> str:
    """One blank for any white space."""
    return " ".join(text.split())


def built_claims(tables: Tables) -> dict[tuple[object, str], list[BuiltClaim]]:
    """The claims of a build by article id and origin, in the order of the text."""
    passages = {row["passage_id"]: row for row in tables.get("passages", [])}
    sources: dict[object, list[Row]] = defaultdict(list)
    for row in tables.get("claim_sources", []):
        sources[row["claim_id"]].append(row)
    actors = _Actors(tables)
    claims: dict[tuple[object, str], list[BuiltClaim]] = defaultdict(list)
    order = sorted(tables.get("claims", []), key=lambda row: (str(row["article_id"]), row.get("start") or 0))
    for row in order:
        article = row["article_id"]
        by_role = {
            plural: actors.named([s["actor_id"] for s in sources[row["claim_id"]] if s["role"] == role], article)
            for plural, role in ROLES.items()
        }
        victim = actors.named([row["victim_actor_id"]], article) if row.get("victim_actor_id") else []
        claim = BuiltClaim(row, passages.get(row.get("passage_id"), {}), victim[0] if victim else None, by_role)
        claims[article, str(row["origin"])].append(claim)
    return claims


class _Actors:
    """Actors by id, with their aliases in each article."""

    def __init__(self, tables: Tables) -> None:
        self._rows: Mapping[object, Row] = {row["actor_id"]: row for row in tables.get("actors", [])}
        self._aliases: dict[tuple[object, object], set[str]] = defaultdict(set)
        for row in tables.get("actor_names", []):
            self._aliases[row["actor_id"], row["article_id"]].add(str(row["name"]))

    def named(self, ids: Sequence[object], article: object) -> list[Actor]:
        """The actors once each, in the order given; an unknown id stands for its own name."""
        found = []
        for actor_id in dict.fromkeys(ids):
            row = self._rows.get(actor_id, {})
            names = [str(row[key]) for key in ("name", "short_name") if row.get(key)] or [str(actor_id)]
            found.append((tuple(dict.fromkeys(names)), frozenset(self._aliases[actor_id, article])))
        return found
