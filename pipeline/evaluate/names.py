"""When two names speak of one party: the same words, an alias of the article, or a country and its demonym."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_ARTICLES = frozenset({"the", "a", "an"})


def words(text: str) -> frozenset[str]:
    """The words and numbers of a text without articles, letter case apart; digits lose their thousands commas."""
    plain = re.sub(r"(?<=\d)[,\u202f\u00a0](?=\d{3})", "", unicodedata.normalize("NFC", text))
    return frozenset(word.casefold() for word in _WORD.findall(plain)) - _ARTICLES


def names_agree(one: str, other: str) -> bool:
    """Whether one name's words contain the other's, or both name one country."""
    left, right = words(one), words(other)
    if not left or not right:
        return left == right and one == other
    return left <= right or right <= left or _same_country(one, other)


def _same_country(one: str, other: str) -> bool:
    # Loads the tables of a library: only where two names do not agree by their words.
    from pipeline.countries import same_country

    return same_country(one, other)


def actor_agrees(wanted: str, names: Sequence[str], aliases: Iterable[str]) -> bool:
    """Whether a coder's name is that of an actor with these names and, in the article, these aliases."""
    return any(names_agree(wanted, name) for name in names) or any(words(wanted) == words(alias) for alias in aliases)


def lists_agree(wanted: Sequence[str], got: Sequence[tuple[Sequence[str], Iterable[str]]]) -> bool:
    """Whether coder's names and actors (names, aliases) pair off one to one; nothing agrees with nothing."""
    if len(wanted) != len(got):
        return False
    if not wanted:
        return True
    return any(
        actor_agrees(wanted[0], *actor) and lists_agree(wanted[1:], [*got[:i], *got[i + 1 :]])
        for i, actor in enumerate(got)
    )
