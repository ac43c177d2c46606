"""What actors take over from the article: the country of its place."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.countries import country_code
from pipeline.extract.actors.model import Actor
from pipeline.model import Article

_INHERITS = frozenset({"armed_group", "coalition", "ethnic_group"})


def inherit_country(article: Article, actors: Iterable[Actor]) -> None:
    """Local groups belong to the country of the place, where the war is that country's too."""
    place, war = article.field("place"), article.field("partof")
    if place is None or war is None:
        return
    codes = [
        code for part in place.text.split(",") if (code := country_code(part.strip())) and len(part.strip()) > 3
    ]
    words = [word for word in war.text.split() if len(word) > 3 and country_code(word)]
    if codes and any(country_code(word) == codes[-1] for word in words):
        for actor in actors:
            if actor.actor_type in _INHERITS and actor.country_code is None:
                actor.country_code = codes[-1]
