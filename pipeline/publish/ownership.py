"""Whose a folder is: replacing it deletes what it holds, so that must be a build and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import BuildError
from pipeline.json_files import read_json
from pipeline.publish import checksums, readme
from pipeline.schema import FILE_NAME as DESCRIPTOR
from pipeline.schema import load_schema

EXTRACTION = "extraction.json"
"""The report of an extraction, in its folder: no other program writes a file of that name beside checksums."""


def refuse_foreign_files(output: Path) -> None:
    """Raise BuildError where ``output`` holds a file that no build wrote."""
    if not output.exists():
        return
    known = _listed(output)
    # os.walk, not rglob: a home folder named by mistake must be refused at its first file.
    for folder, folders, names in os.walk(output):
        # A link to a folder is not walked into, but would be gone with the folder that it lies in.
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted(names + links):
            path = Path(folder, name)
            place = path.relative_to(output).as_posix()
            # A client that writes into the DuckDB file leaves its log beside it.
            if place in known or place.removesuffix(".wal") in known or (folder == str(output) and _is_readme(path)):
                continue
            raise BuildError(f"{output}: holds {place}, which no build wrote; move it away or name another folder")


def _listed(folder: Path) -> set[str]:
    """What the checksums of a build or an extraction name; nothing where they are those of anything else."""
    try:
        lines = (folder / checksums.FILE_NAME).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return set()
    names = {line.partition("  ")[2] for line in lines}
    ours = (EXTRACTION in names and (folder / EXTRACTION).is_file()) or (DESCRIPTOR in names and _is_described(folder))
    return {checksums.FILE_NAME, *names} if ours else set()


def _is_described(folder: Path) -> bool:
    """Whether the descriptor is that of a build of this project, be it of another version."""
    try:
        package = read_json(folder / DESCRIPTOR)
    except (OSError, ValueError):
        return False
    return isinstance(package, dict) and package.get("name") == load_schema().descriptor["name"]


def _is_readme(path: Path) -> bool:
    """Whether it is the README of a build: in a fresh clone the folder holds nothing else."""
    if path.name != readme.FILE_NAME:
        return False
    try:
        return path.read_text(encoding="utf-8") == readme.readme()
    except (OSError, ValueError):
        return False
