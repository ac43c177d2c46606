"""The pages of ``docs/``, out of the schema, the views, the code lists and the extractor itself.

The page on accuracy needs the hand-coded articles of the checkout, see :mod:`.accuracy`; ``RENEW_DOCS=1`` before a run
of ``tests/test_docs.py`` writes them all.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.docs.clients import clients_page
from pipeline.docs.codes import code_lists
from pipeline.docs.diagram import diagram
from pipeline.docs.dictionary import data_dictionary, view_dictionary
from pipeline.docs.manual import coding_manual

PAGES: dict[str, Callable[[], str]] = {
    "data-dictionary.md": data_dictionary,
    "views.md": view_dictionary,
    "diagram.md": diagram,
    "code-lists.md": code_lists,
    "coding-manual.md": coding_manual,
    "clients.md": clients_page,
}


def write_pages(folder: Path) -> list[Path]:
    """Write every page into ``folder``; the same bytes for the same package.

    Raises OSError where they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, page in PAGES.items():
        path = folder / name
        path.write_text(page(), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths
