"""Why a file could not be written, in the few words of the system instead of a library's many."""

from __future__ import annotations

import errno
import os

_COMMON = tuple(
    os.strerror(code)
    for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)
)


def plain_reason(text: str) -> str:
    """The system's words that ``text`` quotes, else ``text`` in one line."""
    return next((words for words in _COMMON if words in text), " ".join(text.split()))
