"""The cues of attribution as sets, out of the word list ``attribution.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.extract.claims.grammar.lexicon import load_words


@dataclass(frozen=True)
class Cues:
    """The word list ``attribution.toml`` as sets."""

    reporting: frozenset[str]
    direct: frozenset[str]
    empty: frozenset[str]
    deeds: frozenset[str]
    putting: frozenset[str]
    quoting: frozenset[str]
    statement_verbs: frozenset[str]
    statement_nouns: frozenset[str]
    according: dict[str, list[tuple[str, ...]]]
    adverbs: frozenset[str]
    nouns: frozenset[str]
    continuing: tuple[str, ...]
    contrasting: tuple[str, ...]
    giving: frozenset[str]
    given: frozenset[str]
    openers: frozenset[str]
    speakers: frozenset[str]
    records: frozenset[str]
    owned_records: frozenset[str]
    carried: tuple[str, ...]


@cache
def media_nouns() -> frozenset[str]:
    """Nouns that make a source a medium."""
    return frozenset(load_words("attribution")["media"]["nouns"].split())


@cache
def cues() -> Cues:
    """The cues of attribution, loaded once."""
    words = load_words("attribution")

    def of(section: str, key: str = "words") -> frozenset[str]:
        return frozenset(words[section][key].split())

    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(words["according"]["phrases"], key=len, reverse=True):
        key = tuple(phrase.replace(".", " .").split())
        phrases.setdefault(key[0], []).append(key)
    return Cues(
        of("reporting"), of("direct"), of("empty"), of("deeds", "nouns"), of("putting"), of("quoting"),
        of("statement", "verbs"), of("statement", "nouns"), phrases,
        of("adverbs"), of("possessed", "nouns"),
        tuple(words["continuing"]["openings"]), tuple(words["continuing"]["inside"]),
        of("giving", "verbs"), of("giving", "nouns"),
        of("reporting") | of("statement", "verbs") | of("possessed", "nouns") | frozenset(phrases) | {"by"},
        of("speakers"),
        of("records"), of("records", "owned"), tuple(words["carried"]["phrases"]),
    )  # fmt: skip
