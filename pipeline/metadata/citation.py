"""How to cite the data, and what an archive should say of them: CITATION.cff 1.2.0 and .zenodo.json."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.metadata.facts import Package, creators, issued, licence, sources

_MESSAGE = "If you use these data or this software, please cite it with the version of the release."


def citation(package: Package) -> str:
    """The text of CITATION.cff. Its values are written as JSON, which is YAML too."""
    return "".join(line + "\n" for line in _lines(package))


def _lines(package: Package) -> Iterator[str]:
    facts = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": package["title"],
        "abstract": package["description"],
        "version": package["version"],
        "license": licence(package)[0],
        "date-released": issued(package),
        "url": package.get("homepage"),
    }
    yield from (f"{name}: {_text(value)}" for name, value in facts.items() if value)
    yield "authors:"
    yield from (f"  - name: {_text(name)}" for name in creators(package))
    yield "keywords:"
    yield from (f"  - {_text(word)}" for word in package["keywords"])


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def zenodo(package: Package) -> Package:
    """The contents of .zenodo.json, from which the archive fills in a deposit."""
    date = issued(package)
    derived = [
        {"identifier": source["path"], "relation": "isDerivedFrom"} for source in sources(package) if "path" in source
    ]
    return {
        "upload_type": "dataset",
        "title": package["title"],
        "description": package["description"],
        "version": package["version"],
        **({"publication_date": date} if date else {}),
        "creators": [{"name": name} for name in creators(package)],
        "license": licence(package)[0].lower(),
        "access_right": "open",
        "keywords": package["keywords"],
        "language": "eng",
        "related_identifiers": derived,
    }
