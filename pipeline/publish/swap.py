"""Put a finished build in the place of the former one, all or nothing.

A build is written into a hidden sibling folder and moved into place by two renames. Whoever kills the process at any
moment leaves the old build, the new build, or, between the two renames, the old one under a hidden name, from where
``restore`` brings it back.
"""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import BuildError
from pipeline.locks import locked
from pipeline.publish.ownership import refuse_foreign_files
from pipeline.publish.reasons import plain_reason

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """An empty folder beside ``output`` that takes its place when the block ends well.

    Where the block fails, the folder goes and ``output`` stays as it was.

    Raises BuildError where the place cannot be written, or where ``output`` holds files that no build wrote.
    """
    output = _place(output)
    if Path.cwd().is_relative_to(output):
        raise BuildError(f"{output}: is the folder you are in, and a build replaces it; name one below it")
    restore(output)
    fresh = output.parent / f".{output.name}.new-{secrets.token_hex(4)}"
    with _as_build_error(output), contextlib.ExitStack() as stack:
        refuse_foreign_files(output)
        output.parent.mkdir(parents=True, exist_ok=True)
        with locked(output.parent):
            _sweep(output)
            fresh.mkdir()
            stack.callback(shutil.rmtree, fresh, ignore_errors=True)
            stack.enter_context(locked(fresh))
        yield fresh
        refuse_foreign_files(output)
        _swap(fresh, output)


def restore(output: Path) -> bool:
    """Bring a build back whose replacement was cut off between the two renames; whether there was one.

    Raises BuildError where it cannot be moved.
    """
    output = _place(output)
    if output.exists() or not output.parent.is_dir():
        return False
    with _as_build_error(output), locked(output.parent):
        for former in sorted(output.parent.glob(f".{glob.escape(output.name)}.old-*")):
            if not output.exists():
                former.rename(output)
                return True
    return False


def _place(output: Path) -> Path:
    # Through a symbolic link the folder that it points to is replaced, not the link.
    try:
        output = Path(output).resolve()
    except (OSError, RuntimeError) as error:
        raise BuildError(f"{output}: its links lead in a circle; name another folder") from error
    if not output.name:
        raise BuildError(f"{output}: no folder for a build; name one below it")
    try:
        str(output).encode()
    except UnicodeEncodeError as error:
        # DuckDB knows files by UTF-8 names alone.
        name = os.fsencode(output).decode("utf-8", "replace")
        raise BuildError(f"{name}: its name is not UTF-8 here; name another folder, or set PYTHONUTF8=1") from error
    for place in (output, *output.parents):
        if place.exists() and not place.is_dir():
            raise BuildError(f"{place}: is a file; name a folder for the build")
    return output


def _swap(fresh: Path, output: Path) -> None:
    former = output.parent / f".{output.name}.old-{secrets.token_hex(4)}"
    with locked(output.parent):
        if output.exists():
            output.rename(former)
        try:
            fresh.rename(output)
        except OSError:
            if former.exists():
                former.rename(output)
            raise
    shutil.rmtree(former, ignore_errors=True)


def _sweep(output: Path) -> None:
    """Remove what killed builds left; the folder of a build that is still running is locked, and stays."""
    if sys.platform == "win32":
        return  # nothing is locked there, so nothing tells a running build's folder from a killed one's
    for leftover in output.parent.glob(f".{glob.escape(output.name)}.new-*"):
        with contextlib.suppress(BlockingIOError, FileNotFoundError), locked(leftover, wait=False):
            shutil.rmtree(leftover, ignore_errors=True)
    if output.exists():
        for former in output.parent.glob(f".{glob.escape(output.name)}.old-*"):
            shutil.rmtree(former, ignore_errors=True)


@contextlib.contextmanager
def _as_build_error(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if not _is_near(error.filename, output):
            raise  # the sources are read in here too
        reason = plain_reason(error.strerror or str(error))
        raise BuildError(f"{output}: cannot be written ({reason}); free space or name another folder") from error


def _is_near(name: object, output: Path) -> bool:
    """Whether a file that an error names, if it does, is on the way to ``output``, or in it or what becomes of it."""
    if not isinstance(name, (str, bytes, os.PathLike)):
        return True
    path = Path(os.fsdecode(name))
    if output.is_relative_to(path):
        return True
    if not path.is_relative_to(output.parent):
        return False
    first = path.relative_to(output.parent).parts[0]
    return first == output.name or first.startswith(f".{output.name}.")
