"""Articles of a few sentences, about wars that never were."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.extract.actors import ActorRegistry
from pipeline.read.plain import read_plain

Make = Callable[..., ActorRegistry]


@pytest.fixture
def registry() -> Make:
    """Builds the registry of an article from its sentences and, as keywords, infobox fields."""

    def make(*paragraphs: str, **fields: str) -> ActorRegistry:
        infobox = "\n".join(f"- {key}: {value}" for key, value in fields.items())
        text = (
            "= Clash at Oxenford =\n\n" + (f"Infobox\n{infobox}\n\n" if fields else "") + "\n\n".join(paragraphs) + "\n"
        )
        article = read_plain(text, path="clash.txt", title="Clash at Oxenford", sha256="0" * 64)
        return ActorRegistry(article, "clash-at-oxenford")

    return make


@pytest.fixture
def who() -> Callable[[ActorRegistry, str, str], str | None]:
    """The name of the actor whom a phrase of the article means; the phrase may hold a mark '|' before its start."""

    def ask(registry: ActorRegistry, phrase: str, role: str = "victim") -> str | None:
        lead, _, core = phrase.rpartition("|")
        start = registry.article.text.index(lead + core) + len(lead)
        actor_id = registry.refer(start, start + len(core), role)  # type: ignore[arg-type]
        return registry.actor(actor_id).name if actor_id else None

    return ask
