"""The makers of Croissant have a reader: it finds no fault, and loads every table and view."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# One of the reader's dependencies comes as source alone.
READER = ("mlcroissant==1.1.1", "pandas>=3", "pyarrow>=26", "--no-binary=jsonpath-rw")
LOAD = """
import json, sys
from pathlib import Path
import mlcroissant
data = mlcroissant.Dataset(sys.argv[1])
issues = data.metadata.ctx.issues
sets = {item.uuid: list(data.records(item.uuid)) for item in data.metadata.record_sets}
text = lambda cell: cell.decode() if isinstance(cell, bytes) else str(cell)[:10] if hasattr(cell, "year") else cell
rows = [{name.partition("/")[2]: text(cell) for name, cell in row.items()} for row in sets["claims"]]
counts = {name: len(found) for name, found in sets.items()}
print(json.dumps({"errors": list(issues.errors), "warnings": list(issues.warnings), "counts": counts, "claims": rows}))
"""
PARSE = """
import json, sys
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF
graph = Graph().parse(sys.argv[1], format="json-ld", publicID="https://example.org/release/")
(data,) = graph.subjects(RDF.type, DCAT.Dataset)
files = [str(graph.value(item, DCAT.downloadURL)) for item in graph.objects(data, DCAT.distribution)]
print(json.dumps({"data": str(data), "title": str(graph.value(data, DCTERMS.title)), "files": files}))
"""


def test_it_is_valid_and_every_table_loads(client: Callable[..., Callable[..., str]], built: Path) -> None:
    from pyarrow import parquet  # type: ignore[import-untyped]

    told = json.loads(client(*READER)(LOAD, built / "croissant.json"))
    assert told["errors"] == []
    # A build has no date; a release may.
    assert all("datePublished" in warning for warning in told["warnings"])
    package = json.loads((built / "datapackage.json").read_text("utf-8"))
    assert told["counts"] == {item["name"]: item["rowCount"] for item in (*package["resources"], *package["views"])}
    claims = parquet.read_table(built / "parquet" / "claims.parquet").to_pylist()
    assert told["claims"] == [{k: str(v) if hasattr(v, "year") else v for k, v in row.items()} for row in claims]


def test_dcat_is_a_graph_of_the_files(client: Callable[..., Callable[..., str]], built: Path) -> None:
    told = json.loads(client(*READER)(PARSE, built / "dcat.jsonld"))
    assert (told["data"], told["title"]) == ("https://example.org/release/", "Battle Claims")
    files = [
        path.relative_to(built).as_posix() for kind in ("csv", "parquet", "duckdb") for path in built.rglob(f"*.{kind}")
    ]
    assert sorted(told["files"]) == sorted(f"https://example.org/release/{name}" for name in files)
