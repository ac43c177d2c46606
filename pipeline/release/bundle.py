"""A release: a verified build with a version, notes and a bill of materials, in one zip file of reproducible bytes."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.diff import Bump, Difference, diff
from pipeline.diff.report import as_markdown
from pipeline.diff.version import check_version, least_version
from pipeline.docs.text import table
from pipeline.errors import BuildError
from pipeline.json_files import read_json
from pipeline.metadata import write_cited, write_harvested
from pipeline.publish import write_json
from pipeline.publish.checksums import sha256, write_checksums
from pipeline.release.materials import bill_of_materials
from pipeline.release.verify import unpacked, verify
from pipeline.schema import FILE_NAME as DESCRIPTOR

NOTES = "RELEASE-NOTES.md"
MATERIALS = "bom.cdx.json"
_RELEASE = re.compile(r"battle-claims-(\d+)\.(\d+)\.(\d+)\.zip")
# The earliest time that a zip file can hold.
_TIME = (1980, 1, 1, 0, 0, 0)


def release(build: Path, version: str, output: Path, previous: Path | None = None, issued: date | None = None) -> Path:
    """Write ``output``/battle-claims-VERSION.zip of the folder ``build``, and its SHA-256 beside it.

    The former release is ``previous``, else the latest in ``output``.

    The day ``issued`` stands in the metadata; without one they tell none, since the clock would make each zip differ.

    Raises BuildError where the build does not verify, where the version does not fit what changed since the former
    release, and where this version has been written before.
    """
    least_version(version, Bump.NONE)
    if output.exists() and not output.is_dir():
        raise BuildError(f"{output}: is a file; name a folder for the release")
    target = output / f"battle-claims-{version}.zip"
    if target.exists():
        raise BuildError(f"{target}: is there already, and a release never changes; choose the next version")
    failed = [problem for check in verify(build) for problem in check.problems]
    if failed:
        raise BuildError(f"{build}: does not verify ({failed[0]}); build it anew")
    previous = previous or _latest(output)
    changes = _changes(previous, build, version) if previous else None
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output) as scratch:
        folder = Path(scratch) / target.stem
        shutil.copytree(build, folder)
        package = _read_package(folder)
        package["version"] = version
        if issued:
            package["created"] = f"{issued.isoformat()}T00:00:00Z"
        write_json(folder / DESCRIPTOR, package)
        write_harvested(folder, package)
        write_cited(folder, package)
        (folder / NOTES).write_text(_notes(package, changes), encoding="utf-8", newline="\n")
        write_json(folder / MATERIALS, bill_of_materials(version))
        write_checksums(folder)
        _zip(folder, Path(scratch) / target.name).rename(target)
    line = f"{sha256(target)}  {target.name}\n"
    target.with_name(f"{target.name}.sha256").write_text(line, encoding="utf-8", newline="\n")
    return target


def _latest(output: Path) -> Path | None:
    """The release of the highest version in a folder, if there is one."""
    found = [(match, path) for path in output.glob("*.zip") if (match := _RELEASE.fullmatch(path.name))]
    return max(found, key=lambda pair: tuple(map(int, pair[0].groups())))[1] if found else None


def _changes(previous: Path, build: Path, version: str) -> tuple[str, Difference]:
    """The former version, and what differs from it."""
    with unpacked(previous) as folder:
        former = str(_read_package(folder)["version"])
        difference = diff(folder, build)
    check_version(difference, former, version)
    if former == version:
        raise BuildError(f"version {version} is that of {previous} already; nothing differs, so there is no release")
    return former, difference


def _read_package(folder: Path) -> dict[str, Any]:
    try:
        return dict(read_json(folder / DESCRIPTOR))
    except (OSError, ValueError, TypeError) as error:
        raise BuildError(f"{folder / DESCRIPTOR}: cannot be read ({error}); name a build or a release") from error


def _notes(package: dict[str, Any], changes: tuple[str, Difference] | None) -> str:
    counts = [[f"`{item['name']}`", str(item["rowCount"]), f"`{item['logicalHash']}`"] for item in package["resources"]]
    parts = [
        f"# {package['title']} {package['version']}",
        package["description"],
        f"## Rows\n\n{table(['table', 'rows', 'logical hash'], counts)}",
    ]
    if changes:
        parts.append(f"## Changes since {changes[0]}\n\n{as_markdown(changes[1])}")
    parts.append("Check a download with `sha256sum --check SHA256SUMS` or `pipeline verify`.")
    return "\n\n".join(parts) + "\n"


def _zip(folder: Path, target: Path) -> Path:
    """Entries sorted, with fixed times and rights, stored as they are: how zlib packs differs between machines."""
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", _TIME)
                entry.external_attr = 0o100644 << 16
                entry.create_system = 3
                with path.open("rb") as source, archive.open(entry, "w") as sink:
                    shutil.copyfileobj(source, sink)
    return target
