"""Which side of the infobox an actor stands on, also where only the prose shows it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.extract.actors.gathered import Gathered
from pipeline.extract.actors.infobox import InfoboxName
from pipeline.extract.actors.model import Mention
from pipeline.extract.actors.peoples import same_stem
from pipeline.model import Article

_PARTIES = frozenset({"armed_group", "coalition", "unknown", "state_military", "state_government"})
_DYAD = re.compile(
    r"\b(?:between|against|attack\w*|fought|fight\w*|clash\w*|versus|negotiat\w*|defeat\w*)\b", re.IGNORECASE
)


@dataclass
class Sides:
    """``of`` maps actors to columns; ``umbrella`` is, by column, the body whose parts the column lists."""

    of: dict[str, int] = field(default_factory=dict)
    umbrella: dict[int, str] = field(default_factory=dict)


def sides(article: Article, found: Gathered, mentions: Callable[[int], list[Mention]]) -> Sides:
    """Columns of the infobox, and the umbrella that the prose names for a column of components."""
    result = Sides()
    columns: defaultdict[int, list[tuple[InfoboxName, str]]] = defaultdict(list)
    for item, actor_id in found.columns:
        result.of.setdefault(actor_id, item.side)
        if item.kind == "combatant":
            columns[item.side].append((item, actor_id))
    if len(columns) == 2:
        for side, items in columns.items():
            if len(items) > 1 and (
                body := _umbrella(article, found, mentions, items, columns.get(3 - side, []), result)
            ):
                result.umbrella[side] = body
                result.of[body] = side
    _adopt(found, result)
    states = {
        found.roster.actors[actor_id].country_code: side
        for actor_id, side in result.of.items()
        if found.roster.actors[actor_id].actor_type.startswith("state_")
    }
    for actor in found.roster.actors.values():
        # "Turkish military" where the column has Turkey.
        if actor.country_code in states and actor.country_code and actor.actor_type.startswith("state_"):
            result.of.setdefault(actor.actor_id, states[actor.country_code])
    return result


def _adopt(found: Gathered, known: Sides) -> None:
    """Put "the Macedonian army" beside Macedon: a body by the people of one belligerent that no country of today is."""
    old = [
        (actor_id, item)
        for item, actor_id in found.columns
        if item.kind == "combatant" and found.roster.actors[actor_id].country_code is None
    ]
    for actor in found.roster.actors.values() if old else ():
        adjective, _, rest = actor.name.partition(" ")
        if actor.actor_type != "state_military" or actor.actor_id in known.of or not rest or not adjective.isalpha():
            continue
        owners = {i for i, item in old if any(same_stem(adjective, word) for word in item.text.split())}
        if len(owners) == 1:
            known.of[actor.actor_id] = known.of[owners.pop()]
            actor.country_code = None


def _umbrella(
    article: Article,
    found: Gathered,
    mentions: Callable[[int], list[Mention]],
    components: list[tuple[InfoboxName, str]],
    enemies: list[tuple[InfoboxName, str]],
    known: Sides,
) -> str | None:
    """The body outside all columns that prose and result put against the other side, far more than the components."""
    parts = {actor_id for _, actor_id in components}
    foes = {actor_id for _, actor_id in enemies}
    hostile = {found.roster.actors[actor_id].country_code for actor_id in foes} - {None}
    dyads: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for index, passage in enumerate(article.passages):
        if passage.kind == "heading":
            continue
        here = {mention.actor_id for mention in mentions(index)}
        named.update(here)
        if passage.field.casefold() == "result" or (here & foes and _DYAD.search(passage.text)):
            dyads.update(here - foes - parts)
    for actor_id, count in dyads.most_common():
        actor = found.roster.actors[actor_id]
        if actor_id in known.of or actor.actor_type not in _PARTIES or actor_id in found.roster.countries:
            continue
        if actor.actor_type.startswith("state_") and actor.country_code in hostile:
            # The army of the state on the other side.
            continue
        # A common noun or a state beside the fighting is no umbrella.
        if count >= 2 and named[actor_id] >= 2 * max(named[part] for part in parts) and "." not in actor_id:
            return actor_id
        return None
    return None
