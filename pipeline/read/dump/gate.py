"""The gate: whether a stretch of a dump's bytes can hold a conflict infobox.

The names are those of the wikitext reader's mapping file. A pattern that begins with a literal finds its places many
times quicker than one that has to look at every letter, so the pattern is case-sensitive up to the two braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_COMMENT = r"&lt;!--(?:(?!--&gt;).){0,400}?--&gt;"
_GAP = rf"(?:[\s_]|{_COMMENT})"


@cache
def gate() -> re.Pattern[bytes]:
    """The pattern of two braces and the name of any conflict infobox, in XML as UTF-8."""
    from pipeline.read.wikitext.vocabulary import INFOBOXES

    return pattern(INFOBOXES)


def pattern(names: Iterable[str]) -> re.Pattern[bytes]:
    """The pattern of two braces and one of the names, whose words may be parted by any white space or underscores.

    Names of one first word share it: most templates of a page are dismissed at their first letter.
    """
    groups: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        first, *rest = map(_escape, name.split())
        groups.setdefault(first, []).append(f"{_GAP}+".join(rest))
    alternatives = "|".join(
        first + ("" if "" in rests else f"{_GAP}+(?:{'|'.join(rests)})") for first, rests in groups.items()
    )
    initials = "".join(sorted({re.escape(first[0]) for first in groups}))
    # Most templates fail on the first character; the look-ahead says so before any alternative is tried.
    opening = rf"(?:{_GAP}*(?:template[\s_]*:{_GAP}*)?)"
    return re.compile(rf"\{{\{{(?i:(?=[\s_&t{initials}]){opening}(?:{alternatives}))".encode(), re.DOTALL)


def _escape(word: str) -> str:
    return re.escape(word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
