"""What a noun phrase is made of, as far as it matters for who is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUANTITY = re.compile(
    r"(?:(?:the|a|an|its|his|her|their|all|some|many|most|several|another|other|few|least|at|about|around|nearly|more|than|over|up|to|only|as|some|"
    r"approximately|estimated|additional|further|fewer|less|under|between|and|of|further|total|both|these|those|that|this|dozen|dozens|hundreds|"
    r"thousands|tens|scores|couple|number|numerous|last|first|next|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+)(?![\w-])|[~<>≈±]?\d[\d,.–—-]*\+?)[\s,]*",
    re.IGNORECASE,
)
# Where the core of a noun phrase ends and what is said about it begins.
_TAIL = re.compile(
    r",|;|\(|\s(?:who|which|that|whom|whose|were|was|are|is|had|has|have|being|including|killed|dead|wounded|injured|captured|taken|"
    r"missing|near|after|when|while|during|by|as|with|led|held|stationed|in|at|on|for|under|against|also)\b"
)
_OF = re.compile(r"\s(?:of|from|to|in|among|within|for)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Offsets into the article: the core without numbers and determiners, its head noun, and what stands behind 'of'."""

    core_start: int
    core_end: int
    core: str
    head: str
    of_start: int
    of_end: int


def analyse(text: str, start: int, end: int) -> Phrase:
    """The parts of the noun phrase ``text[start:end]``."""
    phrase = text[start:end]
    position = len(phrase) - len(phrase.lstrip())
    while match := _QUANTITY.match(phrase, position):
        if match.end() == position:
            break
        position = match.end()
    tail = _TAIL.search(phrase, position)
    stop = tail.start() if tail else len(phrase.rstrip())
    of_start = of_end = start + stop
    if of := _OF.search(phrase, position):
        inner = _TAIL.search(phrase, of.end())
        of_start, of_end = start + of.end(), start + (inner.start() if inner else len(phrase.rstrip()))
        stop = min(stop, of.start())
    core = phrase[position:stop].strip()
    words = core.split()
    return Phrase(start + position, start + position + len(core), core, words[-1].lower() if words else "", of_start, of_end)
