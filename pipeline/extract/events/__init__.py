"""Events of an article, who took part in them, and where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.events.lookup import ArticleEvents

if TYPE_CHECKING:
    from pipeline.extract.document import Document
    from pipeline.model import Tables

__all__ = ["ArticleEvents", "article_events", "event_for", "extract_events", "place_for", "stated_for"]


def extract_events(document: Document) -> Tables:
    """The rows of ``events``, ``event_places``, ``participants``, ``places`` and ``uncertainties``."""
    return article_events(document).tables()


def event_for(document: Document, passage_index: int, offset: int) -> str:
    """The id of the event that a number at the offset belongs to: the main event, unless the words tell another."""
    return article_events(document).event_for(passage_index, offset)


def place_for(document: Document, passage_index: int, start: int, end: int) -> str | None:
    """The id of the place that words at ``start:end`` say a number belongs to, None where they say none."""
    return article_events(document).place_for(passage_index, start, end)


def stated_for(document: Document, passage_index: int) -> str | None:
    """When a sentence's statement was made, in EDTF: its own date, else that of the statement it tells of."""
    return article_events(document).stated_for(passage_index)


def article_events(document: Document) -> ArticleEvents:
    """The events of the document, read once."""
    kept: ArticleEvents | None = vars(document).get("_article_events")
    if kept is None:
        kept = vars(document)["_article_events"] = ArticleEvents(document)
    return kept
