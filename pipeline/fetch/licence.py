"""The short name of a licence, out of what a wiki says of its own rights."""

from __future__ import annotations

import re

_CC = re.compile(
    r"creativecommons\.org/licenses/([a-z]+(?:-[a-z]+)*)/(\d\.\d)(?:/([a-z]{2,3})(?:/|\Z))?", re.IGNORECASE
)
_CC0 = re.compile(r"creativecommons\.org/publicdomain/zero/(\d\.\d)", re.IGNORECASE)


def licence_name(url: str, text: str) -> str:
    """``CC BY-SA 4.0`` for the address of that licence, else the wiki's words, else the address; empty if neither."""
    if match := _CC.search(url):
        port = f" {match[3].upper()}" if match[3] and match[3].lower() != "deed" else ""
        return f"CC {match[1].upper()} {match[2]}{port}"
    if match := _CC0.search(url):
        return f"CC0 {match[1]}"
    return " ".join((text or url).split())
