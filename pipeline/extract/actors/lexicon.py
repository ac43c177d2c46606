"""The word lists of actors, read once and compiled to sets and patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

UPPER = "".join(chr(c) for c in range(0x41, 0x530) if chr(c).isupper())


@dataclass(frozen=True)
class Lexicon:
    """Words by what they tell; all but ``heads`` and ``titles`` in lower case."""

    heads: dict[str, str]
    named_bodies: tuple[str, ...]
    common_heads: dict[str, str]
    not_heads: frozenset[str]
    not_acronyms: frozenset[str]
    sides: dict[str, str]
    collectives: dict[str, str]
    force_nouns: frozenset[str]
    same: dict[str, str]
    populations: dict[str, str]
    members: frozenset[str]
    nobody: frozenset[str]
    not_adjectives: frozenset[str]
    head_adjectives: dict[str, str]
    allied: frozenset[str]
    of_forces: re.Pattern[str]
    descriptors: dict[str, str]
    ties: dict[str, list[str]]
    locative: frozenset[str]
    openers: frozenset[str]
    compound: re.Pattern[str]
    media: frozenset[str]
    media_prefixes: tuple[str, ...]
    kept_possessives: frozenset[str]
    insurgent: frozenset[str]
    media_heads: frozenset[str]
    media_products: frozenset[str]
    titles: frozenset[str]
    title_modifiers: frozenset[str]
    title_words: frozenset[str]
    portfolios: frozenset[str]
    subjects: frozenset[str]
    bureaus: frozenset[str]
    institutes: frozenset[str]
    roles: dict[str, str]
    role_words: frozenset[str]
    anonymous: frozenset[str]
    anonymous_modifiers: frozenset[str]
    speech: frozenset[str]
    chain: re.Pattern[str]
    igo: re.Pattern[str]
    side_nouns: re.Pattern[str]
    side_words: frozenset[str]
    owning: frozenset[str]
    anonymous_source: re.Pattern[str]
    says_plain: re.Pattern[str]
    also_nouns: frozenset[str]
    second_source: re.Pattern[str]
    says: re.Pattern[str]
    counts: re.Pattern[str]


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("pipeline") / "extract" / "words" / name).read_text(encoding="utf-8"))


def _by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    return {word: kind for kind, words in groups.items() for word in words}


@cache
def lexicon() -> Lexicon:
    """The word lists of actors.toml, roles.toml and media.toml."""
    actors, roles, media = _load("actors.toml"), _load("roles.toml"), _load("media.toml")
    patterns = actors["patterns"]
    sides, collectives = _by_word(actors["sides"]), _by_word(actors["collectives"])
    speech = alternatives(roles["speech"]["verbs"])
    offices = _by_word(roles["relations"]) | dict.fromkeys(roles["unattached"]["nouns"], "")
    nouns, modifiers = roles["anonymous"]["nouns"], roles["anonymous"]["modifiers"]
    return Lexicon(
        heads=_by_word(actors["heads"]),
        named_bodies=tuple(
            phrase for kind in ("humanitarian", "igo") for phrase in actors["heads"][kind] if " " in phrase
        ),
        common_heads=_by_word(actors["common_heads"]),
        not_heads=frozenset(actors["not_actors"]["heads"]),
        not_acronyms=frozenset(actors["not_actors"]["acronyms"]),
        sides=sides | collectives,
        collectives=collectives,
        force_nouns=frozenset((*actors["force_nouns"]["nouns"], *actors["ties"]["forces"])),
        same=actors["same"],
        populations=_by_word(actors["populations"]),
        members=frozenset(actors["members"]["nouns"]),
        nobody=frozenset(actors["members"]["nobody"]),
        not_adjectives=frozenset(actors["adjectives"]["never"]),
        head_adjectives=dict(actors["head_adjectives"]),
        allied=frozenset(actors["adjectives"]["allied"]),
        of_forces=re.compile(
            rf"\s(?:{alternatives(actors['adjectives']['between'])}\s){{0,2}}(?:{alternatives(actors['adjectives']['nouns'])})\b"
        ),
        descriptors=_by_word(actors["descriptors"]),
        ties=actors["ties"],
        locative=frozenset(patterns["locative"]),
        openers=frozenset(patterns["openers"]),
        compound=re.compile(patterns["compound"] + "$"),
        media=frozenset(media["agencies"] + media["broadcasters"] + media["papers"]),
        media_prefixes=tuple(f"{name} " for name in media["broadcasters"] + media["agencies"] if len(name) > 3),
        kept_possessives=frozenset(actors["kept_possessives"]["owners"]),
        insurgent=frozenset(actors["insurgent"]["words"]),
        media_heads=frozenset(media["heads"]),
        media_products=frozenset(media["products"]),
        titles=frozenset([*roles["titles"], *(title.replace(" ", "-") for title in roles["titles"])]),
        title_words=frozenset(title.split()[-1] for title in roles["titles"]),
        title_modifiers=frozenset(roles["title_modifiers"]),
        portfolios=frozenset(roles["portfolios"]),
        subjects=frozenset([*roles["portfolios"], *actors["institutes"]["subjects"], *actors["institutes"]["heads"]]),
        bureaus=frozenset([*actors["institutes"]["bureaus"], *actors["institutes"]["heads"]]),
        institutes=frozenset(actors["institutes"]["heads"]),
        roles=offices,
        role_words=frozenset(office.split()[-1] for office in offices),
        anonymous=frozenset(nouns),
        anonymous_modifiers=frozenset(modifiers),
        speech=frozenset(roles["speech"]["verbs"]),
        chain=_chain(patterns["particles"], patterns["prefixes"]),
        igo=re.compile(patterns["igo"]),
        side_words=frozenset(
            word for noun in [*sides, *collectives] for word in (noun.split()[-1], noun.split()[-1].removesuffix("s"))
        )
        | {"government"},
        owning=frozenset(actors["adjectives"]["between"]) | {"his", "her", "its", "their", "whose", "own", "a", "an"},
        side_nouns=_side_nouns(sides, collectives, actors["force_nouns"]["nouns"], actors["ties"]["irregular"]),
        anonymous_source=re.compile(
            rf"(?<![\w-])(?P<article>(?i:an?|another|one|the|some|several|many|most|two|three|other|unnamed)\s+)?"
            rf"(?:(?i:{alternatives(modifiers)})\s+){{0,3}}(?:(?:[{UPPER}][\w-]*|(?:[A-Z]\.){{2,3}})\s){{0,4}}"
            rf"(?:(?:{alternatives(modifiers)})\s+){{0,2}}(?P<noun>(?i:{alternatives(nouns)}))\b"
        ),
        says_plain=re.compile(rf"\s(?:{alternatives(roles['speech']['plain'])})\b"),
        also_nouns=frozenset(roles["speech"]["also_nouns"]),
        second_source=re.compile(rf",?\s(?:and|or)\s(?:\w+\s)?(?:{alternatives(nouns)})\b"),
        counts=re.compile(
            rf",?\s(?:(?:also|had|has|have|however,|later|then|subsequently)\s)*"
            rf"(?:{speech}|{alternatives(actors['institutes']['verbs'])})\b"
        ),
        says=re.compile(rf"\s(?:(?:also|later|then|subsequently|further|had|has|have)\s)*(?:{speech})\b"),
    )


def _side_nouns(
    sides: Iterable[str], collectives: Iterable[str], forces: list[str], verbs: list[str]
) -> re.Pattern[str]:
    """Groups: ``adjective`` of 'rebel fighters', ``collective`` of 'the army', else the whole match is the noun."""
    adjectives = [noun[:-1] for noun in sides if noun.endswith("s") and " " not in noun] + ["government"]
    bodies = alternatives(forces)
    return re.compile(
        rf"(?<![\w’'])(?:(?P<adjective>(?:pro-|anti-)?(?i:{alternatives(adjectives)}))\s(?:{bodies})"
        rf"|(?:[Tt]he\s)?(?P<collective>(?i:{alternatives(collectives)}))(?=\s(?:\w+ed|had|has|was|were|then|also|and\sthe|{alternatives(verbs)})\b|[.,;])"
        rf"|(?i:{alternatives(sides)}))\b"
    )


def _chain(particles: list[str], prefixes: list[str]) -> re.Pattern[str]:
    """Capitalised words in a row, joined by blanks, particles of names, 'of' and 'for'."""
    initial = rf"[{UPPER}]\.(?:[{UPPER}]\.)*"
    prefix = rf"(?:(?:{'|'.join(prefixes)})[-‑])?"
    possessor = rf"(?:['’]s(?=\s[{UPPER}]))?"
    # The full stop of an abbreviated rank belongs to it.
    stop = r"(?:(?:(?<=\bGen|\bMaj|\bCol|\bMrs|\bAdm|\bBvt|\bCpt|\bSgt)|(?<=\bCapt|\bBrig|\bCmdr)|(?<=\b[LMD][tr]))\.)?"
    word = rf"(?:{initial}|{prefix}[{UPPER}]\w*(?:[-‑’'](?!s\b)\w+)*{possessor}{stop})"
    particle = rf"(?:[ \u00a0](?:{'|'.join(particles)})){{1,2}}"
    joint = rf"(?:[ \u00a0]|{particle}[ \u00a0]|[ \u00a0](?:of|for)[ \u00a0](?:the[ \u00a0])?)"
    return re.compile(rf"(?<![\w'’.-]){word}(?:{joint}{word})*")
