"""The rows of the actor tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.extract.actors.descriptions import descriptions
from pipeline.extract.actors.model import Relation
from pipeline.extract.actors.roster import Roster
from pipeline.model import Row, Tables

if TYPE_CHECKING:
    from pipeline.extract.actors.registry import ActorRegistry


def make_rows(
    registry: ActorRegistry,
    roster: Roster,
    named: Sequence[tuple[str, int, int]],
    passage_ids: Sequence[str],
    referenced: Iterable[str] = (),
) -> Tables:
    """Rows of ``actors``, ``actor_names``, ``actor_relations`` and ``uncertainties``.

    ``referenced`` are the actors that rows of other tables point to: they stay even where only an adjective names them.
    """
    article = registry.article
    spans: dict[tuple[str, str], tuple[int, int, int]] = {}
    for index in range(len(article.passages)):
        for mention in registry.mentions(index):
            key = (mention.actor_id, article.text[mention.start : mention.end])
            spans.setdefault(key, (index, mention.start, mention.end))
    for index, passage in enumerate(article.passages):
        if passage.kind == "sentence":
            told = descriptions(passage.text, passage.start, registry.mentions(index), registry.actor)
            for actor_id, start, end in told:
                spans.setdefault((actor_id, article.text[start:end]), (index, start, end))
    starts = [passage.start for passage in article.passages]
    for actor_id, start, end in named:
        index = _passage(starts, start)
        spans.setdefault((actor_id, article.text[start:end]), (index, start, end))
    names: list[Row] = [
        {
            "actor_id": actor_id,
            "article_id": registry.article_id,
            "name": form,
            "passage_id": passage_ids[index],
            "start": start,
            "end": end,
        }
        for (actor_id, form), (index, start, end) in sorted(spans.items(), key=lambda item: item[1])
    ]
    relations = registry.relations
    used = {str(row["actor_id"]) for row in names}
    used.update(referenced)
    used.update(actor_id for _, r in relations for actor_id in (r.actor_id, r.object_actor_id))
    actors: list[Row] = [
        {
            "actor_id": actor.actor_id,
            "name": actor.name,
            "short_name": actor.short_name,
            "actor_type": actor.actor_type,
            "country_code": actor.country_code,
        }
        for actor in roster.actors.values()
        if actor.actor_id in used
    ]
    return {
        "actors": actors,
        "actor_names": names,
        "actor_relations": [_relation_row(relation, passage_ids[index]) for index, relation in relations],
        "uncertainties": [row for index, r in relations for row in _doubts(r, roster, passage_ids[index])],
    }


def _passage(starts: Sequence[int], offset: int) -> int:
    from bisect import bisect_right

    return max(0, bisect_right(starts, offset) - 1)


def _relation_row(relation: Relation, passage_id: str) -> Row:
    return {
        "actor_id": relation.actor_id,
        "relation": relation.relation,
        "object_actor_id": relation.object_actor_id,
        "basis": relation.basis,
        "certainty": relation.certainty,
        "passage_id": passage_id,
        "start": relation.start,
        "end": relation.end,
    }


def _doubts(relation: Relation, roster: Roster, passage_id: str) -> list[Row]:
    """The other reading of a relation that is ambiguous or only inferred."""
    key = "/".join((relation.actor_id, relation.relation, relation.object_actor_id, passage_id))
    name, whole = roster.actors[relation.actor_id].name, roster.actors[relation.object_actor_id].short_name
    if relation.certainty == "ambiguous":
        reading, column = f"an unnamed deputy of {name}", "actor_id"
        reason = f"the name may stand in apposition to the deputy or to the chief of {whole}"
    elif relation.relation == "member_of" and relation.certainty == "inferred":
        reading, column = "none: it fights beside it", "relation"
        reason = f"no words say that it is a part of {whole}; it stands where {whole} is said to fight"
    else:
        return []
    return [{"table_name": "actor_relations", "row_id": key, "field": column, "reading": reading, "reason": reason}]
