"""What the headings above an item say: whose, which loss, in what unit, by whose account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.extract.cells.ascription import is_claim
from pipeline.extract.cells.lexicon import Lexicon, Noun
from pipeline.extract.cells.reading import find_measure
from pipeline.extract.cells.tokens import Token

Heading = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Above:
    """The headings in force; ``party`` and ``claim`` are their tokens, () where none is."""

    party: Heading = ()
    claim: Heading = ()
    measure: str = ""
    noun: Noun | None = None
    total: bool = False
    people: Heading = ()
    """The noun of people in the last heading."""
    group: int = 0
    """Counts headings that part the cell: items of one group stand under the same ones."""


def above(headings: tuple[Heading, ...], fresh: bool, words: Lexicon, speaks: Callable[[Heading], bool]) -> Above:
    """What the headings passed so far say of the item behind them; ``speaks`` knows names of sources."""
    found = Above()
    for index, heading in enumerate(headings):
        found = _under(found, heading, index, words, speaks)
    # "Total:" heads one item only.
    return found if fresh or not found.total else Above(total=False, group=found.group)


def _under(before: Above, heading: Heading, index: int, words: Lexicon, speaks: Callable[[Heading], bool]) -> Above:
    lower = [t.word.rstrip(".") for t in heading]
    sets = words.sets
    measure, first, last, _ = find_measure(list(heading), words)
    if before.total:
        before = Above(group=before.group)
    if is_claim(heading, words) or speaks(heading):
        return Above(before.party, heading, measure or before.measure, before.noun, group=index + 1)
    if sets["total"].intersection(lower):
        return Above(measure=measure, total=True, group=index + 1)
    if lower[0] in ("other", "others"):
        return Above(measure=measure, group=index + 1)
    if sets["phases"].intersection(lower):
        return Above(before.party, measure=measure, group=index + 1)
    rest = [t for i, t in enumerate(heading) if not first <= i <= last or first < 0]
    noun = next((words.nouns[w] for w in reversed(lower) if w in words.nouns), None)
    if noun is not None and (noun.unit in sets["bodies"] or (noun.unit == "person" and noun.people == "unspecified")):
        noun = None
    named = tuple(
        t
        for t in rest
        if t.kind == "word" and t.word not in sets["branches"] and t.word not in sets["joining"]
        and _is_name(t.word, words) and t.word not in words.plain and t.word not in sets["skipped"]
    )  # fmt: skip
    if named and noun is not None and noun.people == "civilian":
        # "Serb civilian deaths": no party's.
        people = tuple(t for t in rest if t.kind == "word")
        return Above(measure=measure, noun=noun, people=people, group=index + 1)
    if named:
        party = tuple(rest)
        return Above(party, measure=measure, noun=noun if noun and noun.unit != "person" else None, group=index + 1)
    people = tuple(t for t in heading if noun is not None and words.nouns.get(t.word) is noun)
    return Above(before.party, before.claim, measure or before.measure, noun or None, people=people, group=index + 1)


def _is_name(word: str, words: Lexicon) -> bool:
    """Whether the word may name a party: no noun of things, and of people only one of a camp ("Loyalists")."""
    noun = words.nouns.get(word)
    return noun is None or noun.people == "combatant"
