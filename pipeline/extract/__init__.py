"""Extraction: a pure function from one article to plain rows. No files, no clock, no randomness."""

from __future__ import annotations

from pipeline.model import Article, Tables


def extract(article: Article) -> Tables:
    """The rows of every table that one article gives; see ``datapackage.json`` for tables and columns."""
    from pipeline.extract.claims.prose import read_prose
    from pipeline.extract.claims.relations import relate
    from pipeline.extract.claims.rows import Rows
    from pipeline.extract.document import Document

    try:
        from pipeline.extract.cells import extract_cells
    except ImportError:
        extract_cells = None
    try:
        from pipeline.extract.events import extract_events
        from pipeline.extract.claims.dating import date_and_place
    except ImportError:
        extract_events = None
    document = Document(article)
    tables: Tables = {"articles": [document.article_row()], "passages": document.passage_rows()}
    if extract_cells:
        _add(tables, extract_cells(document))
    rows = Rows(document)
    for reading in read_prose(document):
        rows.add(reading)
    _add(tables, rows.tables())
    if extract_events:
        _add(tables, extract_events(document))
        date_and_place(document, tables)
    _add(tables, {"claim_relations": relate(tables["claims"], tables["claim_sources"], tables["claim_relations"])})
    _add(tables, document.actors.rows())
    return tables


def _add(tables: Tables, more: Tables) -> None:
    for name, rows in more.items():
        tables.setdefault(name, []).extend(rows)
