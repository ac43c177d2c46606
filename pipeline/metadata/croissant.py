"""Croissant 1.0: the files, and the tables and views in them as record sets that programs load without further help."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.metadata.facts import File, Package, files
from pipeline.metadata.schema_org import described

_CONTEXT: Package = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""That of the specification, word for word: readers warn of another."""
_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
# The media type that the specification's own readers know Parquet by; the one that was registered later they do not.
_PARQUET = "application/x-parquet"


def croissant(package: Package) -> Package:
    """The document; addresses of files are relative to where it lies. Record sets are read from Parquet."""
    facts = described(package)
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        **facts,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "citeAs": f"{', '.join(item['name'] for item in facts['creator'])}. {facts['name']}, {facts['version']}.",
        "distribution": [_file_object(file) for file in files(package)],
        "recordSet": list(_record_sets(package)),
    }


def _file_object(file: File) -> Package:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": file.description,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": _PARQUET if file.format == "parquet" else file.media_type,
        "sha256": file.sha256,
    }


def _record_sets(package: Package) -> Iterator[Package]:
    paths = {
        other["resources"][0]: other["path"] for other in package["alternateFormats"] if other["format"] == "parquet"
    }
    paths |= {
        view["name"]: file["path"] for view in package["views"] for file in view["files"] if file["format"] == "parquet"
    }
    for item in (*package["resources"], *package["views"]):
        name, schema = item["name"], item["schema"]
        key = [{"@id": f"{name}/{column}"} for column in schema.get("primaryKey", ())]
        yield {
            "@type": "cr:RecordSet",
            "@id": name,
            "name": name,
            "description": item["description"],
            **({"key": key} if key else {}),
            "field": [_field(name, field, paths[name]) for field in schema["fields"]],
        }


def _field(table: str, field: Package, path: str) -> Package:
    # Foreign keys are not told as `references`: a reader takes those for an order to join the tables.
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{field['name']}",
        "name": field["name"],
        "description": field.get("description", ""),
        "dataType": _TYPES[field["type"]],
        "source": {"fileObject": {"@id": path}, "extract": {"column": field["name"]}},
    }
