"""Claims of infobox cells."""

from __future__ import annotations

from pipeline.extract.document import Document
from pipeline.model import Tables


def extract_cells(document: Document) -> Tables:
    """Rows of claims, claim_sources, claim_relations, numbers and uncertainties of the infobox."""
    return {}
