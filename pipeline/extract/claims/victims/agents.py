"""The one who acts in a clause: the subject before a count, by the nodes of the sentence.

Going through the clause from the left, a noun phrase behind a preposition or a verb is no subject; of several that may
be one, the last before the count is, since "X withdrew and Y lost 20" speaks of Y.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.claims.grammar.acting import acts, names_somebody, parts_clauses, possible_subjects, sayings
from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.lexicon import (
    AND,
    BE,
    CAPITAL,
    DETERMINER,
    ONE,
    PARTY,
    PLAIN,
    PREPOSITION,
    WORD,
    load_words,
)
from pipeline.extract.claims.grammar.node import PEOPLE, THINGS, Node
from pipeline.extract.claims.grammar.subjects import clause_subject

if TYPE_CHECKING:
    from pipeline.extract.claims.scene import Scene

_INSIDE = (DETERMINER, PLAIN, CAPITAL, WORD, "'", ONE)
# A clause is never longer; a list of thousands of counts is.
_FARTHEST, _NEAR = 60, 14
_RELATIVES = ("which", "who")


def agent(scene: Scene, at: int) -> str | None:
    """The party that acts in the clause of the node at ``at``; None where nobody does or nobody known."""
    nodes = scene.nodes
    end, farthest = at, max(0, at - _FARTHEST)
    while end > farthest:
        begin = end
        while begin > farthest and not parts_clauses(nodes[begin - 1]):
            begin -= 1
        if begin and nodes[begin - 1].word in _RELATIVES:
            joined = next((k for k in range(end - 1, begin, -1) if _goes_on_without(nodes, k, end)), None)
            if joined is not None:
                return _party(scene, *possible_subjects(nodes, joined, end)[0])
            return _antecedent(scene, begin - 1)
        subjects = possible_subjects(nodes, begin, end)
        if subjects and end != at and any(node.word in sayings() for node in nodes[begin:end]):
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


def _goes_on_without(nodes: list[Node], k: int, end: int) -> bool:
    """ "..., which cost them 300 men, and the Danes were driven off": a party and its verb end the relative clause."""
    if nodes[k - 1].tag != AND or k < 2 or nodes[k - 2].tag != ",":
        return False
    subject = k + (nodes[k].tag == DETERMINER)
    return subject + 1 < end and nodes[subject].tag == PARTY and nodes[subject + 1].tag in (BE, "H", "w", "K")


def _unknown_subject(nodes: list[Node], begin: int, end: int) -> bool:
    """Whether the clause opens with a name that nobody bears: "X reports that Saladin had 2,000 horsemen"."""
    last = begin
    while last < end and nodes[last].tag == CAPITAL:
        last += 1
    return begin < last < len(nodes) and nodes[last].tag in ("w", "K", "H", "B")


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
        subjects = possible_subjects(nodes, comma + 1, end)
        if subjects and subjects[0][0] <= comma + 4 and acts(nodes, subjects[0][1] + 1, end):
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
    while begin > 0 and not parts_clauses(scene.nodes[begin - 1]):
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
    if j < 0 or not names_somebody(nodes[j]):
        return None
    first = j
    while first > 0 and nodes[first - 1].tag in (*_INSIDE, PARTY):
        first -= 1
    return _party(scene, first, j)


def _party(scene: Scene, first: int, last: int) -> str | None:
    """The party of the phrase: that of its name, its body, its owner."""
    nodes = scene.nodes
    behind = nodes[last + 1 : last + 5]
    led = ("under", "of", "led", "commanded") if nodes[last].tag in (PEOPLE, THINGS) else ("under", "led", "commanded")
    body = nodes[last].items[-1].word in force().bodies and nodes[last].tag != PARTY
    if (body or nodes[last].tag in (PEOPLE, THINGS)) and behind and behind[0].word in led:
        # "25,000 men under Holm attacked", "the army under General Holm had"
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
