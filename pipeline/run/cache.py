"""What former runs found, by the content that it was found in. Safe to delete at any time.

An entry is named by the hash of all that it depends on, so none is ever stale; a changed text or extractor only looks
under another name. Entries of extractors that nobody has used for a month are removed. Files are written under another
name and moved into place, so a killed run leaves no half entry that would be read.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import sys
import time
import zlib
from pathlib import Path

from pipeline.run.version import extractor_version

_STALE = 30 * 24 * 3600


def cache_folder() -> Path:
    """The user's cache folder, as the system has it."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "battle-claims"


class Cache:
    """Entries below a folder, or nothing at all where there is no folder. A cache that cannot be written is none."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._folder = folder and folder / extractor_version()[:16]
        if folder and self._folder:
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                os.utime(self._folder)
                _sweep(folder)

    @property
    def used(self) -> bool:
        """Whether anything is kept."""
        return self._folder is not None

    def key(self, *parts: str | bytes) -> str:
        """The name of what depends on the parts and on the extractor."""
        digest = hashlib.sha256()
        for part in parts:
            data = part if isinstance(part, bytes) else part.encode("utf-8", errors="surrogatepass")
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
        return digest.hexdigest()

    def get(self, key: str) -> bytes | None:
        """The entry of that name, None where there is none or it is damaged."""
        path = self._path(key)
        if path is None:
            return None
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        data, check = stored[:-4], stored[-4:]
        return data if zlib.crc32(data).to_bytes(4, "big") == check else None

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data`` under that name."""
        path = self._path(key)
        if path is None:
            return
        fresh = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(data + zlib.crc32(data).to_bytes(4, "big"))
            fresh.replace(path)

    def _path(self, key: str) -> Path | None:
        return self._folder and self._folder / key[:2] / key[2:]


def _sweep(folder: Path) -> None:
    for version in folder.iterdir():
        if time.time() - version.stat().st_mtime > _STALE:
            shutil.rmtree(version, ignore_errors=True)
