"""Open two builds at once: folders, zip files or DuckDB files."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from pipeline.archives import judge, opened
from pipeline.errors import BuildError
from pipeline.publish.duckdb_file import FILE_NAME
from pipeline.schema import quote_text

if TYPE_CHECKING:
    import duckdb

# Where a DuckDB file names its kind: behind a checksum of eight bytes.
_MAGIC = slice(8, 12)


@contextmanager
def both(old: Path, new: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the databases ``old`` and ``new``, read-only.

    Raises BuildError for a path that holds no build.
    """
    import duckdb

    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        for name, path in (("old", old), ("new", new)):
            file = _database(path, Path(scratch) / f"{name}.duckdb")
            try:
                connection.execute(f"ATTACH {quote_text(str(file))} AS {name} (READ_ONLY)")
            except duckdb.Error as error:
                if "already attached" in str(error):  # both paths lead to one file
                    copy = shutil.copyfile(file, Path(scratch) / "same.duckdb")
                    connection.execute(f"ATTACH {quote_text(str(copy))} AS {name} (READ_ONLY)")
                    continue
                reason = " ".join(str(error).split())
                raise BuildError(f"{path}: cannot be opened as a build ({reason}); name a build or release") from error
        yield connection


def _database(path: Path, scratch: Path) -> Path:
    """The DuckDB file of a build; one inside a zip file is unpacked to ``scratch``."""
    if path.is_dir():
        # Some programs unpack a release into a folder of its own below the one that was named.
        below = sorted(path.glob(f"*/{FILE_NAME}"))
        path = below[0] if len(below) == 1 and not (path / FILE_NAME).exists() else path / FILE_NAME
    if not path.is_file():
        raise BuildError(f"{path}: no such file; name the folder, zip file or DuckDB file of a build")
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            _refuse_other_kinds(file, path)
        return path
    with opened(path) as archive:
        members = [item for item in archive.infolist() if PurePosixPath(item.filename).name == FILE_NAME]
        if len(members) != 1:
            raise BuildError(f"{path}: holds {len(members)} files {FILE_NAME}; name a release of this project")
        judge(path, members, scratch.parent)
        with archive.open(members[0]) as source:
            _refuse_other_kinds(source, path)
        with archive.open(members[0]) as source, scratch.open("wb") as target:
            shutil.copyfileobj(source, target)
    return scratch


def _refuse_other_kinds(file: IO[bytes], path: Path) -> None:
    """DuckDB takes files of several kinds for databases, and fails at them in its own words."""
    if file.read(_MAGIC.stop)[_MAGIC] != b"DUCK":
        raise BuildError(f"{path}: is no folder, zip or DuckDB file of a build, or is cut short; name one")
