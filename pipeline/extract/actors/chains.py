"""Capitalised stretches of a passage, cut to what may be a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.actors.lexicon import Lexicon

_WORD = re.compile(r"\S+")
_PREFIXED = re.compile(r"(?:Anti|Pro|Non|Ex|Mid)-[a-z]")
_GERUND = re.compile(r"[A-Z][a-z]{3,}ing$")
_LONG = 4
_JOINTS = frozenset({"of", "for", "the"})


class Chain(NamedTuple):
    """A run of capitalised words: ``text[start:end]`` of the passage; ``opening`` when it begins the sentence."""

    start: int
    end: int
    text: str
    opening: bool
    words: tuple[str, ...]


class Run(NamedTuple):
    """A capitalised run with the sentence that it stands in."""

    passage: int
    chain: Chain
    text: str

    @property
    def before(self) -> str:
        """What stands before the run, as far as a name needs to be judged."""
        return self.text[max(0, self.chain.start - 120) : self.chain.start]

    @property
    def after(self) -> str:
        """What follows the run, as far as a name needs to be judged."""
        return self.text[self.chain.end : self.chain.end + 120]

    def opens_as_side(self, words: Lexicon) -> bool:
        """Whether the run is but a common noun of a side that opens a sentence: "Rebels held the town"."""
        name = self.chain.text
        return self.chain.opening and name.endswith("s") and name.lower() in words.sides


def chains(text: str, words: Lexicon, common: frozenset[str]) -> Iterator[Chain]:
    """The runs of capitalised words in a passage, without openers of the sentence, split at possessives and '-held'.

    ``common`` are the article's lower-case words: a sentence's first word that is among them is no part of a name.
    """
    before: Chain | None = None
    for chain in _runs(text, words, common):
        if before is not None and _is_one_name(before, chain, text, words):
            name = text[before.start : chain.end]
            before = Chain(before.start, chain.end, name, before.opening, (*before.words, "and", *chain.words))
            continue
        if before is not None:
            yield before
        before = chain
    if before is not None:
        yield before


def _is_one_name(left: Chain, right: Chain, text: str, words: Lexicon) -> bool:
    """ "Ministry of Justice and Home Affairs", "Institute for Trade and Peace", "Flood Damage and Loss Project"."""
    if text[left.end : right.start] != " and " or right.words[-1] not in words.subjects:
        return False
    if right.words[-1] in words.institutes:
        return len(right.words) > 1 and len(left.words) > 1
    return left.words[0] in words.bureaus and not _JOINTS.isdisjoint(left.words) and len(right.words) < _LONG


def _runs(text: str, words: Lexicon, common: frozenset[str]) -> Iterator[Chain]:
    openers = words.openers
    for match in words.chain.finditer(text):
        run, start = match.group(), match.start()
        if run in openers:
            continue
        if " " not in run and "-" not in run:
            if not _PREFIXED.match(run):
                yield Chain(start, match.end(), run, _opens(text, start), (run,))
        else:
            yield from _cut(run, start, _opens(text, start), words, common)


def _opens(text: str, start: int) -> bool:
    while start > 0 and text[start - 1] in " \"“'‘(–—-_*":
        start -= 1
    return start == 0 or text[start - 1] in ".!?:\n"


def _cut(run: str, offset: int, opening: bool, words: Lexicon, common: frozenset[str]) -> Iterator[Chain]:
    parts = list(_WORD.finditer(run))
    first, last = people_of([part.group() for part in parts], words) if opening else 0, len(parts)
    # "Human Rights Watch" is one name, whatever else is human.
    cut = opening and not any(" " in head and run.startswith(head) for head in words.heads)
    while first < last and _drops(parts[first].group(), cut and first == 0, last - first, words, common):
        first += 1
    while first < last and (
        (parts[last - 1].group() in words.openers and parts[last - 1].group() != "I")
        or parts[last - 1].group() in _JOINTS
    ):
        last -= 1
    begin = first
    for index in range(first, last):
        word = parts[index].group()
        if index + 1 < last and _ends_possessor(word, words):
            yield _chain(run, parts[begin].start(), parts[index].end() - 2, offset, opening and begin == 0)
            begin = index + 1
        elif begin + 1 < index < last - 1 and word in words.titles and parts[index - 1].group() in words.heads:
            # "the 12th Engineer Brigade Colonel Nils Berg" are a body and a man.
            yield _chain(run, parts[begin].start(), parts[index - 1].end(), offset, opening and begin == 0)
            begin = index
        elif compound := words.compound.search(word):
            if compound.start() > 0:
                yield _chain(
                    run, parts[begin].start(), parts[index].start() + compound.start(), offset, opening and begin == 0
                )
            begin = index + 1
    if begin < last:
        yield _chain(run, parts[begin].start(), parts[last - 1].end(), offset, opening and begin == 0)


def people_of(parts: Sequence[str], words: Lexicon) -> int:
    """How many words "Fighters of the" stand before the name of whose they are, where a sentence begins so."""
    named = 2 + (parts[2:3] == ["the"])
    plural = parts[0].endswith("s") and parts[0].lower() in words.side_words | words.members
    return named if plural and parts[1:2] in (["of"], ["from"]) and len(parts) > named + 1 else 0


def _drops(word: str, opening: bool, left: int, words: Lexicon, common: frozenset[str]) -> bool:
    if word in words.openers or word in _JOINTS or _PREFIXED.match(word):
        return True
    return opening and left > 1 and word[1:].islower() and (word.lower() in common or _GERUND.match(word) is not None)


def _ends_possessor(word: str, words: Lexicon) -> bool:
    """'India's National ...' is two names, 'People's Front' is one."""
    return word.endswith(("'s", "’s")) and word[:-2] not in words.kept_possessives


def _chain(run: str, start: int, end: int, offset: int, opening: bool) -> Chain:
    name = run[start:end]
    return Chain(offset + start, offset + end, name, opening, tuple(name.split()))
