"""SHA256SUMS, as ``sha256sum --check`` reads it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "SHA256SUMS"


def write_checksums(folder: Path) -> Path:
    """Write the hash of every file below ``folder``, in the order of their names."""
    files = sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_file() and path.name != FILE_NAME
    )
    target = folder / FILE_NAME
    lines = [f"{sha256(path)}  {name}\n" for name, path in files]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
