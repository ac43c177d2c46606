"""One article while it is being extracted: its passages with ids, its actors, its dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract.ids import IdMaker, digest, slug
from pipeline.model import Article, Passage, Row

if TYPE_CHECKING:
    from pipeline.extract.actors import ActorRegistry
    from pipeline.extract.dates import DateTracker


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage with its id and its place in the order of the article."""

    index: int
    passage_id: str
    passage: Passage


@dataclass
class Document:
    """What every extractor of one article shares. Made once an article; holds no result of claims or events."""

    article: Article
    ids: IdMaker = field(default_factory=IdMaker)

    @cached_property
    def article_id(self) -> str:
        """The article's id, made of its title."""
        return slug(self.article.title)

    @cached_property
    def passages(self) -> list[Placed]:
        """All passages in the order of the text."""
        placed = []
        for index, passage in enumerate(self.article.passages):
            match passage.kind:
                case "infobox":
                    local = slug(passage.field)
                case "heading":
                    local = f"h-{slug(passage.text)}"
                case _:
                    local = f"s-{digest(passage.text)}"
            placed.append(Placed(index, self.ids.unique(f"{self.article_id}.{local}"), passage))
        return placed

    @cached_property
    def actors(self) -> ActorRegistry:
        """Who is named in the article; read when first asked for."""
        from pipeline.extract.actors import ActorRegistry

        return ActorRegistry(self.article, self.article_id, [placed.passage_id for placed in self.passages])

    @cached_property
    def dates(self) -> DateTracker:
        """The dates in force, sentence by sentence; made when first asked for."""
        from pipeline.extract.dates import DateTracker

        return DateTracker(self.article)

    def passage_at(self, offset: int) -> Placed | None:
        """The passage that holds the offset, or None between passages."""
        low, high = 0, len(self.passages)
        while low < high:
            middle = (low + high) // 2
            if self.passages[middle].passage.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.passages) and self.passages[low].passage.start <= offset:
            return self.passages[low]
        return None

    def article_row(self) -> Row:
        """The row of ``articles``."""
        article = self.article
        return {
            "article_id": self.article_id,
            "path": article.path,
            "title": article.title,
            "format": article.format,
            "source_url": article.source_url or None,
            "revision": article.revision or None,
            "licence": article.licence or None,
            "sha256": article.sha256,
            "characters": len(article.text),
        }

    def passage_rows(self) -> list[Row]:
        """The rows of ``passages``."""
        return [
            {
                "passage_id": placed.passage_id,
                "article_id": self.article_id,
                "kind": placed.passage.kind,
                "section": placed.passage.section or None,
                "field": placed.passage.field or None,
                "start": placed.passage.start,
                "end": placed.passage.end,
                "text": placed.passage.text,
            }
            for placed in self.passages
        ]
