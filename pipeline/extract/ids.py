"""Stable, readable ids.

An id is made of the article's title and of the words that it names, never of a position: an edit elsewhere in the
article leaves it as it was. Two rows that would share an id get ``-2``, ``-3`` in the order of the text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_OTHER = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not decompose into an ASCII letter and a mark.
_FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})


@lru_cache(maxsize=4096)
def slug(text: str, limit: int = 60) -> str:
    """``text`` as lower-case ASCII words joined by hyphens; a short hash where nothing else is left.

    Words of scripts without an ASCII form are told apart by the hash of the whole text.
    """
    letters = text.lower()
    lost = False
    if not letters.isascii():
        folded = unicodedata.normalize("NFKD", letters.translate(_FOLDED))
        letters = "".join(c for c in folded if not unicodedata.combining(c))
        lost = any(c.isalpha() and not c.isascii() for c in letters)
    words = _OTHER.sub("-", letters).strip("-")
    if not words or lost:
        words = f"{words}-{digest(text)}".strip("-")
    if len(words) > limit:
        words = f"{words[: limit - 7].rstrip('-')}-{digest(text, 6)}"
    return words


def digest(text: str, length: int = 8) -> str:
    """The first hexadecimal digits of the text's SHA-256."""
    # A lone surrogate can stand in damaged input; it must not stop the hash.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


class IdMaker:
    """Hands out ids once each."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        """``wanted``, or with ``-2``, ``-3`` behind it where it was handed out before."""
        while True:
            count = self._seen.get(wanted, 0) + 1
            self._seen[wanted] = count
            if count == 1:
                return wanted
            wanted = f"{wanted}-{count}"
