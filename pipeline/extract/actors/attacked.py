"""Which side defends itself, as the prose shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from pipeline.extract.actors.model import Mention
from pipeline.model import Article

_DEFENDS = re.compile(
    r"(?:['’]s)?(?:\s(?:\w+\s)?(?:defen[cs]es?|defend\w*|garrison|positions|held out)"
    r"|(?:\s[\w-]+){0,3}?\s(?:was|were|been|being)\s(?:\w+ly\s)?(?:attacked|besieged|assaulted|stormed))\b"
)
_DEFENDED_BY = re.compile(
    r"\b(?:(?:defended|held|garrisoned) by|attacked|besieged|assaulted|stormed) (?:the |a |an )?(?:\w+ )?$"
)
_ATTACKS = re.compile(
    r"(?:['’]s)?\s(?:\w+\s){0,2}(?:siege|assault\w*|attack\w*|offensive|besieg\w*|bombard\w*|storm\w*|raid\w*)\b"
    r"|(?:\s[\w-]+(?:,\d+)*){1,8}?\s(?:attacked|besieged|assaulted|stormed|invested|blockaded|laid siege)\b"
)
_ROLE = re.compile(
    r"defen|garrison|positions|held|siege|assault|attack|offensive|inve|besieg|blockad|bombard|storm|raid"
)


def attacked(
    article: Article, mentions: Callable[[int], list[Mention]], side_of: Callable[[str], int | None]
) -> Counter[int]:
    """How often each side is said to defend, or the other to attack."""
    found: Counter[int] = Counter()
    for index, passage in enumerate(article.passages):
        if passage.kind != "sentence" or not _ROLE.search(passage.text):
            continue
        for mention in mentions(index):
            if (side := side_of(mention.actor_id)) is None:
                continue
            start, end = mention.start - passage.start, mention.end - passage.start
            if _DEFENDS.match(passage.text, end) or _DEFENDED_BY.search(passage.text, max(0, start - 30), start):
                found[side] += 1
            elif _ATTACKS.match(passage.text, end):
                found[3 - side] += 1
    return found
