"""A Dataset of DCAT 3, the vocabulary of open-data portals, as JSON-LD."""

from __future__ import annotations

from pipeline.metadata.facts import File, Package, creators, files, issued, licence, sources

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
# Media types that are registered; another is told in words.
_REGISTERED = frozenset({"text/csv", "application/vnd.apache.parquet"})


def dcat(package: Package) -> Package:
    """The document; addresses of files are relative to where it lies."""
    date = issued(package)
    return {
        "@context": _CONTEXT,
        "@id": "./",
        "@type": "dcat:Dataset",
        "dct:identifier": package["name"],
        "dct:title": _english(package["title"]),
        "dct:description": _english(package["description"]),
        "dcat:version": package["version"],
        **({"dct:issued": {"@type": "xsd:date", "@value": date}} if date else {}),
        **({"dcat:landingPage": {"@id": package["homepage"]}} if "homepage" in package else {}),
        "dct:license": {"@id": licence(package)[1]},
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ENG"},
        "dct:creator": [{"@type": "foaf:Agent", "foaf:name": name} for name in creators(package)],
        "dcat:keyword": [_english(word) for word in package["keywords"]],
        "prov:wasDerivedFrom": [_source(source) for source in sources(package)],
        "dcat:distribution": [_distribution(file, package) for file in files(package)],
    }


def _english(text: str) -> Package:
    return {"@language": "en", "@value": text}


def _source(source: dict[str, str]) -> Package:
    names = {"title": "dct:title", "version": "dcat:version", "licence": "dct:rights"}
    told = {names[key]: value for key, value in source.items() if key in names}
    # The address of a page is no address of the text that was read: several revisions may stand behind it.
    page = {"foaf:page": {"@id": source["path"]}} if "path" in source else {}
    return {"@type": "prov:Entity", **told, **page}


def _distribution(file: File, package: Package) -> Package:
    registered = file.media_type in _REGISTERED
    return {
        "@id": file.path,
        "@type": "dcat:Distribution",
        "dct:title": file.path,
        "dct:description": _english(file.description),
        "dct:license": {"@id": licence(package)[1]},
        "dcat:downloadURL": {"@id": file.path},
        **({"dcat:mediaType": {"@id": _MEDIA_TYPES + file.media_type}} if registered else {"dct:format": file.format}),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }
