"""Actors: the parties, bodies, people, media and unnamed sources of an article, and what ties them."""

from pipeline.extract.actors.model import Actor, Mention, Relation
from pipeline.extract.actors.registry import ActorRegistry

__all__ = ["Actor", "ActorRegistry", "Mention", "Relation"]
