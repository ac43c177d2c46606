"""Whose the words between two numbers are: the number's in front, or the next one's, or a heading's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.tokens import Token

LINKS = frozenset((",", "-", "–", "—", "/", "&", "+", "."))
_LINK_WORDS = frozenset(("and", "plus", "with", "but", "or"))
# "Army & Militia:" is one heading; a comma or full stop parts it from the item before.
_HEADING_EDGES = frozenset((",", ".", "–", "—"))

Split = tuple[list[Token], list[Token]]
"""The words of the number in front, and those that lead the next or are a heading."""


def before_number(pending: list[Token], counted: bool, words: Lexicon) -> Split:
    """Share what stands before a number; ``counted`` whether another number stands in front of it."""
    including = words.sets["including"]
    part = last_of(pending, lambda t: t.word in including) if counted else -1
    if part >= 0:
        return pending[:part], pending[part:]
    edge = last_of(pending, lambda t: t.kind in LINKS or t.word in _LINK_WORDS)
    if not counted:
        return [], pending
    if edge < 0:
        return pending, []
    if _loses(pending[:edge], words) and _loses(pending[edge + 1 :], words):
        # "200 killed and wounded 3 tanks lost": both losses are those of the number before them.
        return pending, []
    return pending[:edge], pending[edge + 1 :]


def before_colon(
    pending: list[Token], counted: bool, headed: bool, is_claim: Callable[[Sequence[Token]], bool], words: Lexicon
) -> Split:
    """Share what stands before a colon; ``headed`` whether a heading of the line stands before the number in front."""
    edge = last_of(pending, lambda t: t.kind in _HEADING_EDGES)
    if edge > 0 and not counted and all(t.kind == "," or t.text[:1].isupper() or t.word == "and" for t in pending):
        # Parties with a common number: "Egypt, Syria, and Iraq: 307,000".
        return [], pending
    if edge >= 0:
        return pending[:edge], pending[edge + 1 :]
    if not counted:
        return [], pending
    # A vanished line break: "55 killed US claim:".
    edge = last_of(pending, lambda t: (t.word,) in words.measures)
    if 0 <= edge < len(pending) - 1:
        return pending[: edge + 1], pending[edge + 1 :]
    if edge >= 0 and headed:
        # The loss before the colon is the next heading: "Killed: 30 Wounded: 40".
        return pending[:edge], pending[edge:]
    name = next((i for i, t in enumerate(pending) if t.text[:1].isupper()), -1)
    if edge < 0 and name >= 0 and (name > 0 or headed or is_claim(pending)):
        # A name heads what follows: "5,000 men Danish forces: 300", "Danish forces: 5,000 Swedish forces: 300".
        return pending[:name], pending[name:]
    return pending, []


def last_of(tokens: Sequence[Token], test: Callable[[Token], bool]) -> int:
    """The index of the last token that passes, -1 where none does."""
    return max((index for index, token in enumerate(tokens) if test(token)), default=-1)


def _loses(tokens: list[Token], words: Lexicon) -> bool:
    return any((t.word,) in words.measures for t in tokens)
