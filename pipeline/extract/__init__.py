"""Extraction: a pure function from one article to plain rows. No files, no clock, no randomness."""

from __future__ import annotations

from pipeline.model import Article, Tables


def extract(article: Article) -> Tables:
    """The rows of every table that one article gives; see ``datapackage.json`` for tables and columns."""
    # Imported here so that a word list is read only by those who extract.
    from pipeline.extract.cells import extract_cells
    from pipeline.extract.citations import cite
    from pipeline.extract.claims import extract_prose
    from pipeline.extract.claims.dating import date_and_place
    from pipeline.extract.claims.relations import relate
    from pipeline.extract.document import Document
    from pipeline.extract.events import extract_events
    from pipeline.extract.identity import identify

    document = Document(article)
    tables: Tables = {"articles": [document.article_row()], "passages": document.passage_rows()}
    for part in (extract_cells(document), extract_prose(document), extract_events(document)):
        _add(tables, part)
    date_and_place(document, tables)
    _add(tables, {"claim_relations": relate(tables["claims"], tables["claim_sources"], tables["claim_relations"])})
    _add(tables, {"citations": cite(document, tables["claims"])})
    _add(tables, document.actors.rows(_actors_of(tables)))
    identify(document, tables)
    return tables


def _actors_of(tables: Tables) -> set[str]:
    """The actors that the rows point to."""
    return {
        str(value)
        for name in ("claims", "claim_sources", "participants")
        for row in tables.get(name, ())
        for column in ("victim_actor_id", "perpetrator_actor_id", "actor_id")
        if (value := row.get(column)) is not None
    }


def _add(tables: Tables, more: Tables) -> None:
    for name, rows in more.items():
        tables.setdefault(name, []).extend(rows)
