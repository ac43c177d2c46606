"""Whose side a claim's source is on: the victims' own, their enemy's, or neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pipeline.model import Row, Tables, Value

Stance: TypeAlias = Literal["own", "enemy", "third"]

# "A member_of B": A is on B's side. "B composed_of A" says the same the other way round.
_UPWARD = frozenset(
    {"member_of", "subgroup_of", "commander_of", "deputy_of", "spokesperson_of", "official_of", "affiliated_with"}
)
_IMPARTIAL = frozenset({"igo", "humanitarian", "media"})


@dataclass
class Parties:
    """Who stands where in one article."""

    types: dict[str, str] = field(default_factory=dict)
    sides: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    above: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    below: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    opposed: set[tuple[str, str]] = field(default_factory=set)

    def side(self, actor: str) -> int | None:
        """The side on which the article shows the actor, else that of whom it belongs to, else of its members."""
        for actors in ([actor], _reach(actor, self.above), _reach(actor, self.below)):
            found = {side for name in actors for side in self.sides.get(name, ())}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def kin(self, one: str, other: str) -> bool:
        """Whether one of two actors is, or belongs to, the other."""
        return other in _reach(one, self.above) or one in _reach(other, self.above)

    def enemies(self, one: str, other: str) -> bool:
        """Whether the article says that two actors, or those whom they belong to, are opposed."""
        return any(
            (a, b) in self.opposed or (b, a) in self.opposed
            for a in _reach(one, self.above)
            for b in _reach(other, self.above)
        )


def parties_by_article(tables: Tables) -> dict[object, Parties]:
    """The parties of each article, from its participants and relations; empty ones for an article without any."""
    types = {str(row["actor_id"]): str(row["actor_type"]) for row in tables.get("actors", [])}
    articles: dict[object, Parties] = defaultdict(lambda: Parties(types=types))
    events = {row["event_id"]: row["article_id"] for row in tables.get("events", [])}
    fought: defaultdict[Value, list[Row]] = defaultdict(list)
    for row in tables.get("participants", []):
        if isinstance(side := row.get("side"), int):
            articles[events.get(row["event_id"])].sides[str(row["actor_id"])].add(side)
        if row.get("role") == "belligerent":
            fought[row["event_id"]].append(row)
    for event_id, rows in fought.items():
        both = sorted({str(row["actor_id"]) for row in rows})
        if len(both) == 2 and not any(isinstance(row.get("side"), int) for row in rows):
            # No infobox, but the two that fought: they are each other's enemies.
            articles[events.get(event_id)].opposed.add((both[0], both[1]))
    passages = {row["passage_id"]: row["article_id"] for row in tables.get("passages", [])}
    for row in tables.get("actor_relations", []):
        parties = articles[passages.get(row.get("passage_id"))]
        actor, other = str(row["actor_id"]), str(row["object_actor_id"])
        if row["relation"] == "opposed_to":
            parties.opposed.add((actor, other))
        elif row["relation"] in _UPWARD:
            parties.above[actor].add(other)
            parties.below[other].add(actor)
        elif row["relation"] == "composed_of":
            parties.above[other].add(actor)
            parties.below[actor].add(other)
    return articles


def stance(sources: Sequence[Row], victim: str | None, side: int | None, parties: Parties) -> Stance | None:
    """The stance of all claimants together; of the media only where nobody is said to claim.

    None where it is not known, where an anonymous person speaks for nobody, or where joint claimants differ.
    """
    voices: dict[object, list[str]] = defaultdict(list)
    for row in sources:
        if row["role"] in ("claimant", "principal"):
            voices[row["ordinal"]].append(str(row["actor_id"]))
    if voices:
        stances = {_of_voice(actors, victim, side, parties) for actors in voices.values()}
        return stances.pop() if len(stances) == 1 else None
    media = [str(row["actor_id"]) for row in sources if row["role"] == "medium"]
    return "third" if media and not any(_partisan(actor, victim, side, parties) for actor in media) else None


def _of_voice(actors: Iterable[str], victim: str | None, side: int | None, parties: Parties) -> Stance | None:
    """The stance of a claimant with those for whom he speaks."""
    names = list(actors)
    partisan = {_partisan(actor, victim, side, parties) for actor in names} - {None}
    if partisan:
        return "own" if "own" in partisan else "enemy"
    types = {parties.types.get(actor, "unknown") for actor in names}
    return "third" if types & _IMPARTIAL and "anonymous_source" not in types else None


def _partisan(actor: str, victim: str | None, side: int | None, parties: Parties) -> Stance | None:
    """``own`` or ``enemy``; None of an actor on neither side. Where a side is not known, relations decide."""
    own = parties.side(actor)
    if own is not None and side is not None:
        return "own" if own == side else "enemy"
    if victim is not None and parties.kin(actor, victim):
        return "own"
    if victim is not None and parties.enemies(actor, victim):
        return "enemy"
    return None


def _reach(actor: str, steps: dict[str, set[str]]) -> list[str]:
    """The actor and all that are reached from it, nearest first; relations may run in a circle."""
    found, new = [actor], [actor]
    while new:
        new = sorted({name for known in new for name in steps.get(known, ())} - set(found))
        found.extend(new)
    return found
