"""Which noun phrases of a clause may be its subject, by the nodes of the sentence.

Going through the clause from the left, a noun phrase behind a preposition or a verb is no subject.
"""

from __future__ import annotations

from functools import cache

from pipeline.extract.actors.lexicon import lexicon as actor_lexicon
from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    BY,
    CAPITAL,
    DETERMINER,
    MATERIEL,
    NOT_A_COUNT,
    OF,
    ONE,
    PARTY,
    PERSON,
    PLAIN,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    WORD,
    load_words,
)
from pipeline.extract.claims.grammar.node import PEOPLE, THINGS, Node

_BREAKS = (";", ":", "(", "R")
_OPENERS = (",", AND, '"', ADVERB, NOT_A_COUNT, ")")
_INSIDE = (DETERMINER, PLAIN, CAPITAL, WORD, "'", ONE)
_FARTHEST = 60
_ENDING = (WORD, CAPITAL, MATERIEL, PARTY)
_RELATIVES = ("which", "who")


@cache
def _times() -> frozenset[str]:
    return frozenset(load_words("victims")["times"].split())


@cache
def sayings() -> frozenset[str]:
    """Verbs of saying, which open no new clause before a subject."""
    return frozenset(load_words("attribution")["reporting"]["words"].split())


def nearest_subject(nodes: list[Node], at: int) -> tuple[int, int] | None:
    """Where in the text the subject of a second clause stands that is nearest: "and the army collapsed, losing"."""
    begin = at
    while begin > max(0, at - _FARTHEST) and not parts_clauses(nodes[begin - 1]):
        begin -= 1
    found = possible_subjects(nodes, begin, at)
    first, last = found[-1] if found else (0, 0)
    joined = first > 0 and nodes[first - 1].tag == AND and nodes[first].tag == DETERMINER
    return (nodes[first].start, nodes[last].end) if joined else None


def possible_subjects(nodes: list[Node], begin: int, end: int) -> list[tuple[int, int]]:
    """First and last node of each phrase of the stretch that may be a subject."""
    found: list[tuple[int, int]] = []
    k, open_, fronted = begin, True, True
    while k < end:
        node = nodes[k]
        if node.tag in (PREPOSITION, OF, BY):
            # What follows up to the comma, or a noun of time, is an adverbial.
            k, open_ = _over(nodes, k + 1, end, fronted)
            continue
        fronted = False
        if node.tag in _OPENERS or node.word in _times() or node.word in sayings():
            open_ = open_ or node.tag != ADVERB
            k += 1
            continue
        last = _phrase(nodes, k, end) if open_ else None
        if last is None:
            open_ = False
            k += 1
            continue
        verb_follows = last + 1 == end < len(nodes) and nodes[end].tag in ("K", "V", "H", "C", "I")
        listed = nodes[last].is_counted and last + 1 < end and nodes[last + 1].tag == ","
        if not found or verb_follows or (acts(nodes, last + 1, end) and not listed):
            found.append((k, last))
        k, open_ = last + 1, False
    return found


def _over(nodes: list[Node], k: int, end: int, fronted: bool) -> tuple[int, bool]:
    """Behind the noun phrase of a preposition, and whether a subject may follow there.

    ``fronted`` says that nothing but such phrases opens the clause.
    """
    first = k
    inside = (*_INSIDE, PARTY, PERSON, MATERIEL, PEOPLE, THINGS, "L", "d", "Q", "q")
    while k < end and (nodes[k].tag in inside or _is_a_wing(nodes, k)):
        if nodes[k].word in _times() or nodes[k].tag == NOT_A_COUNT:
            return k + 1, True
        if nodes[k].tag == DETERMINER and nodes[k - 1].is_counted:
            # "For the loss of 30 men the Danes had taken the town"
            return k, True
        if nodes[k].tag == DETERMINER and nodes[k - 1].tag in (WORD, MATERIEL):
            # "As they broke through the gate the defenders fired"
            return k, True
        if nodes[k].tag in (PARTY, PERSON) and acts(nodes, k + 1, end):
            ended = k > first and (nodes[k - 1].tag in _ENDING or _is_a_wing(nodes, k - 1))
            # "In June Holm received 9,000 men"
            return (k, True) if fronted and ended and nodes[k].tag == PARTY else (k + 1, False)
        k += 1
    return k, k < end and nodes[k].tag == ","


def _is_a_wing(nodes: list[Node], k: int) -> bool:
    """The "left" of "on the left"."""
    return k > 0 and nodes[k].word == "left" and nodes[k - 1].tag == DETERMINER


def _phrase(nodes: list[Node], k: int, end: int) -> int | None:
    """The last node of the noun phrase that begins at ``k``."""
    if nodes[k].tag == PRONOUN:
        return k
    j = k
    while j < end and nodes[j].tag in _INSIDE and not names_somebody(nodes[j]):
        j += 1
    if j >= end or not (names_somebody(nodes[j]) or nodes[j].tag in (MATERIEL, PEOPLE, THINGS)):
        return None
    if j + 1 < end and nodes[j + 1].tag == "'":
        # "X's army" acts for X, "X's ambush" does not.
        last = min(j + 5, end)
        owned = next((i for i in range(j + 2, last) if nodes[i].tag not in (PLAIN, WORD, CAPITAL, PARTY)), last - 1)
        behind = range(j + 2, min(owned + 1, end))
        return next((i for i in behind if nodes[i].tag == PERSON or names_somebody(nodes[i])), None)
    while j + 1 < end and (
        names_somebody(nodes[j + 1])
        or nodes[j + 1].word in actor_lexicon().ties["turncoats"]
        or (nodes[j].tag == PARTY and nodes[j + 1].tag == WORD and acts(nodes, j + 2, end))
    ):
        j += 1
    return j


def names_somebody(node: Node) -> bool:
    """Whether the node may be the noun of somebody who acts."""
    return node.tag in (PARTY, PERSON) or node.items[-1].word in force().bodies


def acts(nodes: list[Node], k: int, end: int) -> bool:
    """Whether a verb follows, adverbs and a phrase between commas aside."""
    while k < end and nodes[k].tag in (ADVERB, "'"):
        k += 1
    if k < end and nodes[k].tag == ",":
        return True
    return k < end and nodes[k].tag in ("K", "V", "H", "B", "C", "I", WORD, SUBORDINATOR)


def parts_clauses(node: Node) -> bool:
    """Whether another clause begins behind the node."""
    return node.tag in _BREAKS or node.tag == SUBORDINATOR or node.word in _RELATIVES
