"""What a noun phrase is made of, as far as it matters for who is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|hundreds?|thousands?|millions?|dozens?|tens|scores"
    r"|half|thirds?|couple|handful|number|numbers|majority|most|rest|remainder|part|parts|percent)"
)
_QUANTITY = re.compile(
    rf"(?:(?:the|an?|its|his|her|their|our|all|some|many|several|another|other|few|least|at|about|around|nearly|almost|more|than|"
    rf"over|up|to|only|just|as|approximately|estimated|additional|further|fewer|less|under|between|and|of|total|both|these|those|"
    rf"that|this|numerous|last|first|next|remaining|large|small|great|vast|whole|entire|even|no|increasing|{_COUNT})(?![\w-])"
    r"|[~<>≈±]?\d[\d,.–—-]*\+?)[\s,]*",
    re.IGNORECASE,
)
# A number inside the phrase: what stands before it ("killing", "joined by") is not part of the noun.
_INNER = re.compile(rf".*\b(?:\d[\d,.–—-]*\+?|{_COUNT})\s(?:more\s|other\s|of\s(?:the\s)?)?", re.IGNORECASE)
# Where the core of a noun phrase ends and what is said about it begins.
_TAIL = re.compile(
    r",|;|\(|\)|\s(?:who|which|that|whom|whose|were|was|are|is|had|has|have|being|including|killed|dead|wounded|injured|captured|"
    r"taken|missing|near|after|when|while|during|by|as|with|led|held|stationed|at|on|under|against|also)\b"
)
_OF = re.compile(r"\s(?:of|from|to|in|among|within|for)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Core without numbers and determiners, its head noun, and what stands behind 'of'; offsets into the article."""

    start: int
    end: int
    core: str
    head: str
    of_start: int
    of_end: int


def analyse(text: str, start: int, end: int) -> Phrase:
    """The parts of the noun phrase ``text[start:end]``."""
    phrase = text[start:end].rstrip()
    position = len(phrase) - len(phrase.lstrip())
    while (match := _QUANTITY.match(phrase, position)) and match.end() > position:
        position = match.end()
    tail = _TAIL.search(phrase, position)
    stop = tail.start() if tail else len(phrase)
    if inner := _INNER.match(phrase, position, stop):
        position = inner.end()
    of_start = of_end = start + stop
    if of := _OF.search(phrase, position):
        behind = _TAIL.search(phrase, of.end())
        of_start, of_end = start + of.end(), start + (behind.start() if behind else len(phrase))
        stop = min(stop, of.start())
    core = phrase[position:stop].strip()
    words = core.split()
    return Phrase(
        start + position,
        start + position + len(core),
        core,
        words[-1].lower().removesuffix("'s") if words else "",
        of_start,
        of_end,
    )
