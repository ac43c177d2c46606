"""What every kind of metadata asks of a descriptor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlsplit

Package: TypeAlias = dict[str, Any]

_SINGLY = 100
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "duckdb": "application/vnd.duckdb"}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a build: its path below the build, its format (csv, parquet, duckdb), what it holds, size and hash."""

    path: str
    format: str
    description: str
    size: int
    sha256: str

    @property
    def media_type(self) -> str:
        """As servers name it."""
        return _MEDIA[self.format]


def files(package: Package) -> Iterator[File]:
    """Every file with rows: the tables in each format, then the views."""
    titles = {resource["name"]: resource["description"] for resource in package["resources"]}
    for resource in package["resources"]:
        yield _file(resource, resource["description"])
    for other in package["alternateFormats"]:
        names = other["resources"]
        yield _file(other, titles[names[0]] if len(names) == 1 else other["description"])
    for view in package["views"]:
        for file in view["files"]:
            yield _file(file, view["description"])


def _file(item: Package, description: str) -> File:
    return File(item["path"], item["format"], description, item["bytes"], str(item["hash"]).removeprefix("sha256:"))


def creators(package: Package) -> list[str]:
    """Names of those who made the data."""
    return [item["title"] for item in package["contributors"] if "creator" in item.get("roles", ["creator"])]


def licence(package: Package) -> tuple[str, str]:
    """SPDX name and address of the licence of the data."""
    first = package["licenses"][0]
    return first["name"], first["path"]


def issued(package: Package) -> str | None:
    """The day of the release, where one is told; a build has no date, so that it can be repeated."""
    return str(package["created"])[:10] if "created" in package else None


def sources(package: Package) -> list[dict[str, str]]:
    """The articles that the data rest on, with title, path, version and licence as far as known.

    Of more than a hundred, only the sites and licences are told: the table ``articles`` names each.
    """
    found: list[dict[str, str]] = package["sources"]
    if len(found) <= _SINGLY:
        return found
    sites: dict[tuple[str, str], int] = {}
    for source in found:
        parts = urlsplit(source.get("path", ""))
        key = (f"{parts.scheme}://{parts.netloc}/" if parts.netloc else "", source.get("licence", ""))
        sites[key] = sites.get(key, 0) + 1
    return [
        {"title": f"{count} articles", **({"path": site} if site else {}), **({"licence": terms} if terms else {})}
        for (site, terms), count in sorted(sites.items())
    ]
