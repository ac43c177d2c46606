"""The one who acts in a clause: the subject before a count, by the nodes of the sentence.

Going through the clause from the left, a noun phrase behind a preposition or a verb is no subject; of several that may
be one, the last before the count is, since "X withdrew and Y lost 20" speaks of Y.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

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
from pipeline.extract.claims.grammar.subjects import clause_subject

if TYPE_CHECKING:
    from pipeline.extract.claims.scene import Scene

_BREAKS = (";", ":", "(", "R")
_OPENERS = (",", AND, '"', ADVERB, NOT_A_COUNT, ")")
_INSIDE = (DETERMINER, PLAIN, CAPITAL, WORD, "'", ONE)
# A clause is never longer; a list of thousands of counts is.
_FARTHEST, _NEAR = 60, 14
_ENDING = (WORD, CAPITAL, MATERIEL, PARTY)
_RELATIVES = ("which", "who")


@cache
def _times() -> frozenset[str]:
    return frozenset(load_words("victims")["times"].split())


@cache
def _sayings() -> frozenset[str]:
    return frozenset(load_words("attribution")["reporting"]["words"].split())


def nearest_subject(nodes: list[Node], at: int) -> tuple[int, int] | None:
    """Where in the text the subject of a second clause stands that is nearest: "and the army collapsed, losing"."""
    begin = at
    while begin > max(0, at - _FARTHEST) and not _parts_clauses(nodes[begin - 1]):
        begin -= 1
    found = _subjects(nodes, begin, at)
    first, last = found[-1] if found else (0, 0)
    joined = first > 0 and nodes[first - 1].tag == AND and nodes[first].tag == DETERMINER
    return (nodes[first].start, nodes[last].end) if joined else None


def agent(scene: Scene, at: int) -> str | None:
    """The party that acts in the clause of the node at ``at``; None where nobody does or nobody known."""
    nodes = scene.nodes
    end, farthest = at, max(0, at - _FARTHEST)
    while end > farthest:
        begin = end
        while begin > farthest and not _parts_clauses(nodes[begin - 1]):
            begin -= 1
        if begin and nodes[begin - 1].word in _RELATIVES:
            return _antecedent(scene, begin - 1)
        subjects = _subjects(nodes, begin, end)
        if subjects and end != at and any(node.word in _sayings() for node in nodes[begin:end]):
            # "X claimed 40 Y killed, while losing 23": whoever claims has lost them.
            return _party(scene, *subjects[0])
        if subjects:
            return _party(scene, *subjects[-1])
        if begin and _unknown_subject(nodes, begin, end):
            return None
        # "while losing 23": a clause without a subject has that of the clause before.
        if begin == 0:
            return _of_main_clause(scene, at)
        if begin <= farthest or nodes[begin - 1].tag in (":", ";"):
            return None
        end = begin - 1
    return None


def _unknown_subject(nodes: list[Node], begin: int, end: int) -> bool:
    """Whether the clause opens with a name that nobody bears: "X reports that Saladin had 2,000 horsemen"."""
    last = begin
    while last < end and nodes[last].tag == CAPITAL:
        last += 1
    return begin < last < len(nodes) and nodes[last].tag in ("w", "K", "H", "B")


def _parts_clauses(node: Node) -> bool:
    return node.tag in _BREAKS or node.tag == SUBORDINATOR or node.word in _RELATIVES


def _of_main_clause(scene: Scene, at: int) -> str | None:
    """ "Despite losing 400 men, X held on", "With 3,000 men, X marched": who acts behind the opening phrase."""
    nodes = scene.nodes
    opener = nodes[0]
    opens = (
        opener.tag in (PREPOSITION, "G", "H", "C") or opener.word in fronting() or opener.word.endswith(("ed", "ing"))
    )
    comma = next((k for k in range(at, min(at + _FARTHEST, len(nodes))) if nodes[k].tag in (",", ";", ".")), None)
    while opens and comma is not None and nodes[comma].tag == ",":
        end = min(comma + _NEAR, len(nodes))
        subjects = _subjects(nodes, comma + 1, end)
        if subjects and subjects[0][0] <= comma + 4 and _acts(nodes, subjects[0][1] + 1, end):
            return _party(scene, *subjects[0])
        comma = next((k for k in range(comma + 1, end) if nodes[k].tag in (",", ";", ".")), None)
    return None


@cache
def fronting() -> frozenset[str]:
    """Words that open a phrase whose subject is that of the main clause."""
    return frozenset(load_words("victims")["fronting"].split())


def rival_of_agent(scene: Scene, at: int) -> str | None:
    """The party that those fight who act in the clause of the node at ``at``; None where either is unknown."""
    actor = agent(scene, at)
    return scene.actors.rival(actor) if actor else None


def clause_agent(scene: Scene, at: int) -> str | None:
    """The party that acts before the node at ``at``, or that opens its clause; None where that is unclear."""
    if (actor := agent(scene, at)) is not None:
        return actor
    begin = at
    while begin > 0 and not _parts_clauses(scene.nodes[begin - 1]):
        begin -= 1
    if begin and _unknown_subject(scene.nodes, begin, at):
        return None
    span = clause_subject(scene.items, scene.item_index(scene.nodes[at]))
    return scene.party(*span) if span else None


def _antecedent(scene: Scene, k: int) -> str | None:
    """The phrase right before a relative: "the battalion, which had 741 men"."""
    nodes = scene.nodes
    j = k - 1
    if j >= 0 and nodes[j].tag == ",":
        j -= 1
    if j < 0 or not _names(nodes[j]):
        return None
    first = j
    while first > 0 and nodes[first - 1].tag in (*_INSIDE, PARTY):
        first -= 1
    return _party(scene, first, j)


def _subjects(nodes: list[Node], begin: int, end: int) -> list[tuple[int, int]]:
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
        if node.tag in _OPENERS or node.word in _times() or node.word in _sayings():
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
        if not found or verb_follows or (_acts(nodes, last + 1, end) and not listed):
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
        if nodes[k].tag in (PARTY, PERSON) and _acts(nodes, k + 1, end):
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
    while j < end and nodes[j].tag in _INSIDE and not _names(nodes[j]):
        j += 1
    if j >= end or not (_names(nodes[j]) or nodes[j].tag in (MATERIEL, PEOPLE, THINGS)):
        return None
    if j + 1 < end and nodes[j + 1].tag == "'":
        # "X's army" acts for X, "X's ambush" does not.
        last = min(j + 5, end)
        owned = next((i for i in range(j + 2, last) if nodes[i].tag not in (PLAIN, WORD, CAPITAL, PARTY)), last - 1)
        return next((i for i in range(j + 2, min(owned + 1, end)) if nodes[i].tag == PERSON or _names(nodes[i])), None)
    while j + 1 < end and (
        _names(nodes[j + 1])
        or nodes[j + 1].word in actor_lexicon().ties["turncoats"]
        or (nodes[j].tag == PARTY and nodes[j + 1].tag == WORD and _acts(nodes, j + 2, end))
    ):
        j += 1
    return j


def _names(node: Node) -> bool:
    """Whether the node may be the noun of somebody who acts."""
    return node.tag in (PARTY, PERSON) or node.items[-1].word in force().bodies


def _acts(nodes: list[Node], k: int, end: int) -> bool:
    """Whether a verb follows, adverbs and a phrase between commas aside."""
    while k < end and nodes[k].tag in (ADVERB, "'"):
        k += 1
    if k < end and nodes[k].tag == ",":
        return True
    return k < end and nodes[k].tag in ("K", "V", "H", "B", "C", "I", WORD, SUBORDINATOR)


def _party(scene: Scene, first: int, last: int) -> str | None:
    """The party of the phrase: that of its name, its body, its owner."""
    nodes = scene.nodes
    behind = nodes[last + 1 : last + 5]
    if nodes[last].tag in (PEOPLE, THINGS) and behind and behind[0].word in ("under", "of", "led", "commanded"):
        # "25,000 men under Holm attacked"
        leader = next((node for node in behind if node.tag == PARTY), None)
        if leader is not None and (found := scene.party(leader.start, leader.end)):
            return found
    for item in (item for node in nodes[first : last + 1] for item in node.items):
        if item.tag == PARTY:
            return scene.party(item.start, item.end)
    head = nodes[last]
    found = scene.party(nodes[first].start, head.end)
    if found is None and nodes[first].word in ("its", "their", "his", "her"):
        found = scene.party(nodes[first].start, nodes[first].end)
    return found
