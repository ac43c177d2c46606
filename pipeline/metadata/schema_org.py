"""A Dataset of schema.org as JSON-LD, which search engines for data read."""

from __future__ import annotations

from pipeline.metadata.facts import File, Package, creators, files, issued, licence, sources


def schema_org(package: Package) -> Package:
    """The document; addresses of files are relative to where it lies."""
    return {"@context": "https://schema.org/", "@type": "Dataset", **described(package)} | {
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field["name"], "description": field["description"]}
            for resource in package["resources"]
            if resource["name"] == "claims"
            for field in resource["schema"]["fields"]
        ],
        "isBasedOn": [_source(source) for source in sources(package)],
        "distribution": [_download(file) for file in files(package)],
    }


def described(package: Package) -> Package:
    """What schema.org and Croissant, which is built on it, say in the same words."""
    date = issued(package)
    return {
        "name": package["title"],
        "alternateName": package["name"],
        "description": package["description"],
        "version": package["version"],
        **({"datePublished": date} if date else {}),
        **({"url": package["homepage"]} if "homepage" in package else {}),
        "license": licence(package)[1],
        "keywords": package["keywords"],
        "creator": [{"@type": "Organization", "name": name} for name in creators(package)],
    }


def _source(source: dict[str, str]) -> Package:
    names = {"title": "name", "path": "url", "version": "version", "licence": "license"}
    return {"@type": "CreativeWork", **{names[key]: value for key, value in source.items() if key in names}}


def _download(file: File) -> Package:
    return {
        "@type": "DataDownload",
        "name": file.path,
        "description": file.description,
        "contentUrl": file.path,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }
