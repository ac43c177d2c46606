"""Metadata for those who harvest, index and cite: all of it from a descriptor, nothing typed a second time.

A build holds :data:`HARVESTED`, a release :data:`CITED` too, and the checkout keeps the latter for those who cite or
archive it as it stands. Equal descriptors give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.metadata.citation import citation, zenodo
from pipeline.metadata.croissant import croissant
from pipeline.metadata.dcat import dcat
from pipeline.metadata.facts import Package
from pipeline.metadata.schema_org import schema_org

__all__ = ["CITED", "HARVESTED", "Package", "write_cited", "write_harvested"]


def _json(make: Callable[[Package], Package]) -> Callable[[Package], str]:
    return lambda package: json.dumps(make(package), indent=2, ensure_ascii=False) + "\n"


HARVESTED: Mapping[str, Callable[[Package], str]] = {
    "croissant.json": _json(croissant),
    "dcat.jsonld": _json(dcat),
    "schema-org.jsonld": _json(schema_org),
}
CITED: Mapping[str, Callable[[Package], str]] = {".zenodo.json": _json(zenodo), "CITATION.cff": citation}


def write_harvested(folder: Path, package: Package) -> None:
    """Write what describes the build in ``folder`` beside its descriptor ``package``.

    Raises OSError where a file cannot be written.
    """
    _write(folder, package, HARVESTED)


def write_cited(folder: Path, package: Package) -> None:
    """Write how to cite and archive it.

    Raises OSError where a file cannot be written.
    """
    _write(folder, package, CITED)


def _write(folder: Path, package: Package, files: Mapping[str, Callable[[Package], str]]) -> None:
    for name, make in files.items():
        (folder / name).write_text(make(package), encoding="utf-8", newline="\n")
