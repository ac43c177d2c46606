"""Where the words of an event begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.events.sentence import Sentence


def noun_start(sentence: Sentence, start: int) -> int:
    """Where the noun phrase of an event noun begins: its clause, without the date that opens it."""
    low, _ = sentence.clause(start)
    return sentence.trimmed(low, start)[0] if low < start else start


def clause_end(sentence: Sentence, end: int, limit: int) -> int:
    """The end of the clause that holds the offset, at most ``limit``."""
    return min(limit, sentence.clause(min(end, sentence.end - 1))[1])
