"""One name for all that decides what an article's rows are: code, word lists, schema, libraries."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.schema import schema_path

_PACKAGE = Path(__file__).resolve().parent.parent
_PARTS = (
    "model.py",
    "countries.py",
    "schema.py",
    "read",
    "extract",
    "assemble/check.py",
    "run/links.py",
    "run/work.py",
)
_KINDS = (".py", ".toml", ".json", ".csv")
_LIBRARIES = ("mwparserfromhell", "countryinfo")


@cache
def extractor_version() -> str:
    """A hash, in hexadecimal, of the code, data and libraries that reading and extraction rest on."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name}={version(name)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{name} none\n".encode())
    for path in [schema_path(), *_files()]:
        digest.update(f"{path.name} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> list[Path]:
    roots = [_PACKAGE / part for part in _PARTS]
    files = [root for root in roots if root.is_file()]
    files += [path for root in roots if root.is_dir() for path in root.rglob("*") if path.suffix in _KINDS]
    return sorted(files, key=lambda path: path.relative_to(_PACKAGE).as_posix())
