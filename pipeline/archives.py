"""Zip files from anywhere: judged by their table of contents before anything of them is unpacked."""

from __future__ import annotations

import errno
import lzma
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import BuildError

_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_METHODS |= {zipfile.ZIP_ZSTANDARD} if hasattr(zipfile, "ZIP_ZSTANDARD") else set()
_DAMAGE = (zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, ValueError)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip file, for as long as it is read. Raises BuildError where it is damaged or there is no room for it."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (*_DAMAGE, OSError) as error:
        # A stream of bzip2 that makes no sense is an error of the system too, one without a number.
        if not isinstance(error, OSError) or error.errno is None:
            raise BuildError(f"{path}: is damaged ({' '.join(str(error).split())}); download it again") from error
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        remedy = "set TMPDIR to a folder with more room" if full else "mend its rights, or download it again"
        raise BuildError(f"{path}: cannot be unpacked ({error.strerror or error}); {remedy}") from error


def judge(path: Path, items: Iterable[zipfile.ZipInfo], scratch: Path) -> None:
    """Raise BuildError where these files of the zip file ``path`` cannot be unpacked into ``scratch``."""
    size = 0
    for item in items:
        if item.flag_bits & _ENCRYPTED:
            raise BuildError(
                f"{path}: {item.filename} is encrypted, which no release is; unpack it with its password, and name the "
                "folder"
            )
        if item.compress_type not in _METHODS:
            raise BuildError(
                f"{path}: {item.filename} is packed by a method unknown here ({item.compress_type}); unpack it with "
                "another program, and name the folder"
            )
        size += item.file_size
    if size > (room := shutil.disk_usage(scratch).free):
        raise BuildError(
            f"{path}: unpacks to {size / 1e9:.1f} GB, and {scratch} has room for {room / 1e9:.1f} GB; "
            "set TMPDIR to a folder with more"
        )
