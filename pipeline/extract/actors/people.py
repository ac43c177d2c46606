"""Persons: who is introduced by a title, by an apposition that names a role, or by saying something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors.chains import Chain
from pipeline.extract.actors.lexicon import UPPER, Lexicon, alternatives, lexicon

_LINK = frozenset({"of", "for", "the", "and"})
_CLOSES = re.compile(r"\s*(?:[,.;)]|$)|\s[a-z]")
_BACK = 200
_PARTICLE = frozenset(
    {"ag", "al", "bin", "ben", "da", "de", "del", "der", "di", "du", "el", "ibn", "ould", "van", "von"}
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person named at ``start:end`` of the passage; ``role`` is the noun of the office, lower case.

    ``role_start:role_end`` is the phrase of the role with the body in it, which ``body`` holds as written.
    """

    start: int
    end: int
    name: str
    role: str
    body: str = ""
    role_start: int = -1
    role_end: int = -1


@dataclass(frozen=True)
class _Patterns:
    before: re.Pattern[str]
    before_comma: re.Pattern[str]
    after: re.Pattern[str]
    led: re.Pattern[str]
    office: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = lexicon()
    role, speech = rf"(?i:{alternatives(words.roles)})", rf"(?:{alternatives(words.speech)})\b"
    phrase = rf"(?:[^\s,.;:()]+\s){{0,6}}?(?:{role})\b(?:(?:\s(?:of|for|to|in|with|at)\s)[^,.;:()]{{1,90}})?"
    return _Patterns(
        before=re.compile(rf"\b({role})\s\Z"),
        before_comma=re.compile(
            rf"(?:^|[\s,(])((?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ne|[{UPPER}][^\s,.;:()]*['’]s?)\s(?:(?!who|which|where|{speech})[^\s,.;:()]+\s){{0,6}}?(?:{role})\b"
            rf"(?:\s(?:of|for|to|in)\s[^,.;:()]{{1,90}})?),\s$"
        ),
        after=re.compile(rf",\s(?!who|which|where|with\b|and\b|but\b)({phrase})(?=\s*(?:,|;|\.|\)|$|\band\b))"),
        led=re.compile(r"\b(?:led|commanded|headed|reigned|ruled|captained)\sby\s$|\bunder\s(?:the\scommand\sof\s)?$"),
        office=re.compile(
            rf"((?:[{UPPER}][^\s,.;]*\s)*?)((?:(?:{alternatives(words.title_modifiers)})\s)*(?:{alternatives(words.titles)}))"
            r"\s(?:of|for)\s[^,.;]*$"
        ),
    )


def introduced(chain: Chain, text: str, words: Lexicon) -> Introduction | None:
    """The person that the chain names, or None where nothing introduces one."""
    before, after = text[max(0, chain.start - _BACK) : chain.start], text[chain.end : chain.end + _BACK]
    if titled := _titled(chain, words) or _split_office(chain, before, words):
        return titled if titled.body else _with_office(titled, _role_beside(chain, before, after, text, words))
    if chain.text.isupper() and "." not in chain.text:
        return None
    parts = chain.words
    if len(parts) > 6 or parts[-1] in words.heads or parts[-1] in words.not_heads or _LINK & set(parts):
        return None
    if len(parts) == 1 and country_of_demonym(parts[0]):
        return None
    if role := _role_beside(chain, before, after, text, words):
        return role
    if country_of_demonym(parts[0]) or country_code(parts[0]):
        return None
    by = before.endswith(" by ")
    led = (by or before.endswith((" of ", " under "))) and _patterns().led.search(before[-40:]) is not None
    named = _name_like(parts)
    if (led and (named or (by and len(parts) == 1))) or (named and words.says.match(after)):
        return Introduction(chain.start, chain.end, chain.text, "")
    return None


def _with_office(person: Introduction, office: Introduction | None) -> Introduction:
    """ "Colonel Nils Berg, the army spokesman,": the title names him, the apposition tells for whom he speaks."""
    if office is None:
        return person
    return replace(person, role=office.role, body=office.body, role_start=office.role_start, role_end=office.role_end)


def _role_beside(chain: Chain, before: str, after: str, text: str, words: Lexicon) -> Introduction | None:
    """The person whose role stands before the name, bare or in a phrase with a comma, or behind it."""
    patterns, shift = _patterns(), chain.start - len(before)
    # The patterns look back from the name; the words before it tell which of them can match at all.
    last_word = (before[-40:].split() or [""])[-1].lower() if before.endswith(" ") else ""
    if last_word in words.role_words and (found := patterns.before.search(before, max(0, len(before) - 60))):
        phrase = _phrase_before(before, found.start(1))
        return _made(chain, found[1], shift + phrase, shift + found.end(1), text)
    if before.endswith(", ") and _CLOSES.match(after) and (found := patterns.before_comma.search(before)):
        return _made(chain, _role_in(found[1]), shift + found.start(1), shift + found.end(1), text)
    if after[:1] == "," and (found := patterns.after.match(after)):
        return _made(chain, _role_in(found[1]), chain.end + found.start(1), chain.end + found.end(1), text)
    return None


def _made(chain: Chain, role: str, start: int, end: int, text: str) -> Introduction:
    return Introduction(chain.start, chain.end, chain.text, role, text[start:end], start, end)


def _role_in(phrase: str) -> str:
    """The last role noun before any 'of', which is the head of the phrase."""
    head = re.split(r"\s(?:of|for|to|in|with|at)\s", phrase, maxsplit=1)[0].lower()
    roles = [role for role in lexicon().roles if head.endswith(role) and not head[: -len(role)][-1:].isalnum()]
    return max(roles, key=len) if roles else head.rsplit(" ", 1)[-1]


def _phrase_before(before: str, role_start: int) -> int:
    """Where the noun phrase begins whose head is the role: after the last comma, verb-like break or opening."""
    start = max(before.rfind(mark, 0, role_start) for mark in ',.;:("') + 1
    return min(max(start, role_start - 80), role_start)


def _titled(chain: Chain, words: Lexicon) -> Introduction | None:
    """'Italian General X', 'UN Deputy Spokesman X', 'Minister of Foreign Affairs X', 'Security Policy X'."""
    parts = chain.words
    if len(parts) == 1:
        return None
    if (place := _last_title(parts, words)) is None:
        if parts[0].lower() not in words.roles or len(parts) < 3 or _LINK & set(parts):
            return None
        place = (0, 1)  # a role at the beginning of the sentence: "Historian X Y"
    begin, end = place
    if begin and not (_is_owner(parts[begin - 1], words) or _is_owner(" ".join(parts[:begin]), words)):
        return None
    name = parts[end:]
    if name and name[0] in _LINK:
        cut = _portfolio(name, words)
        # The name behind a portfolio: two words, more where particles or initials stand in it.
        if cut is None or len(name) - cut < 2:
            return None
        name = name[cut:]
    if not name or (len(name) == 1 and (name[0].isupper() or len(name[0]) < 3)):
        return None
    if name[-1] in words.not_heads or name[-1] in words.heads:
        return None
    label = " ".join(name)
    start = chain.end - len(label)
    label = label.split(" of the ")[0]  # "King X of the House of Y" is X
    role = " ".join(parts[begin:end]).removesuffix("'s").lower()
    body = " ".join(parts[:begin])
    role_start = chain.start
    return Introduction(start, start + len(label), label, role, body, role_start, start - 1)


def _is_owner(name: str, words: Lexicon) -> bool:
    """Whether the name may own an office: a country, its adjective, an acronym or a body."""
    last = name.rsplit(maxsplit=1)[-1]
    return (
        country_of_demonym(name) is not None
        or country_code(name) is not None
        or (name.isupper() and len(name) > 1)
        or last in words.heads
        or name in words.heads
    )


def _split_office(chain: Chain, before: str, words: Lexicon) -> Introduction | None:
    """The second half of 'Minister of X and Y Name': the chain begins with words of the office."""
    parts = chain.words
    if parts[0] not in words.portfolios or not before.endswith(" and "):
        return None
    found = _patterns().office.search(before)
    cut = _portfolio(parts, words)
    if not found or cut is None or len(parts) - cut < 2:
        return None
    name = " ".join(parts[cut:])
    shift = chain.start - len(before)
    body = found[1].strip()
    return Introduction(
        chain.end - len(name), chain.end, name, found[2].lower(), body, shift + found.start(), chain.end - len(name) - 1
    )


def _last_title(parts: Sequence[str], words: Lexicon) -> tuple[int, int] | None:
    """Start and end of the last title in the chain, the titles right before it included."""
    for end in range(len(parts), 0, -1):
        for length in (3, 2, 1):
            if end >= length and " ".join(parts[end - length : end]).removesuffix("'s") in words.titles:
                if end == len(parts):
                    break
                begin = end - length
                while begin > 0 and parts[begin - 1].removesuffix("'s") in words.titles | words.title_modifiers:
                    begin -= 1
                return begin, end
    return None


def _portfolio(name: Sequence[str], words: Lexicon) -> int | None:
    """How many words of 'of Foreign Affairs X Y' belong to the office."""
    cut = 0
    while cut < len(name) and (name[cut] in _LINK or name[cut] in words.portfolios):
        cut += 1
    if cut < len(name) and len(name) - cut > 3:
        return None
    return cut


def _name_like(parts: Sequence[str]) -> bool:
    """Two to four words, none of them a run of capitals."""
    core = [part for part in parts if part.lower() not in _PARTICLE]
    return 2 <= len(core) <= 4 and not any(part.isupper() and len(part) > 1 and "." not in part for part in core)
