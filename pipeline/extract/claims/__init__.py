"""Claims in prose: numbers, or bare plurals, asserted about losses and strength."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.document import Document
    from pipeline.model import Tables


def extract_prose(document: Document) -> Tables:
    """The rows of ``claims``, ``claim_sources``, ``claim_relations`` and ``numbers`` that the prose gives."""
    from pipeline.extract.claims.doubts import unsourced
    from pipeline.extract.claims.prose import read_prose
    from pipeline.extract.claims.rows import Rows
    from pipeline.extract.claims.victims.settling import settle

    readings = list(read_prose(document))
    settle(document, readings)
    rows = Rows(document)
    for reading in readings:
        rows.add(reading)
    rows.uncertainties.extend(unsourced(document))
    return rows.tables()
