"""Named ships that were lost: "Freja was sunk", "sank the brig Svan"; each is a claim of one ship."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extract.claims.grammar.auxiliaries import negated
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    BE,
    CAPITAL,
    DETERMINER,
    GERUND,
    HAVE,
    MATERIEL,
    PARTY,
    PAST,
    PERSON,
    PREPOSITION,
    PRESENT,
    SUBORDINATOR,
)
from pipeline.extract.claims.grammar.node import Node
from pipeline.extract.claims.losses.drafts import Draft

_LOSSES = ("destroyed", "damaged", "captured")
_DEGREES = ("moderate", "heavy", "severe", "serious", "slight", "light", "minor", "some", "considerable")


def named_ships(nodes: list[Node], is_ship: Callable[[str], bool]) -> list[Draft]:
    """A draft for each named ship that the sentence says was sunk, damaged or taken."""
    found = []
    for i, node in enumerate(nodes):
        actor_id = node.items[0].actor_id if node.tag == PARTY else None
        if actor_id is not None and is_ship(actor_id):
            draft = _befell(nodes, i) or _struck(nodes, i)
            if draft is not None:
                found.append(draft)
    return found


def classed_ships(nodes: list[Node]) -> list[Draft]:
    """Lost ships whose names only their class tells: "the Danish cruisers Jylland and De Haan were sunk"."""
    found: list[Draft] = []
    for i, node in enumerate(nodes):
        if node.tag != MATERIEL or node.items[-1].lexeme is None or node.items[-1].lexeme.noun_class != "ship":
            continue
        names, end = _names(nodes, i + 1, several=node.word.endswith("s"))
        verb = _verb_behind(nodes, end) if names else None
        before = _verb_before(nodes, i) if names and verb is None else None
        sank = _sank(nodes, end) if len(names) == 1 and verb is None and before is None else None
        if sank is not None:
            at, name = names[0]
            found.append(Draft("destroyed", name, at, name.start, nodes[sank].end, None, "ship"))
        for at, name in names:
            if verb is not None:
                found.append(Draft(nodes[verb].measures[0], name, at, name.start, nodes[verb].end, verb, "ship"))
            elif before is not None:
                measure = "lost" if nodes[before].measures[0] == "casualties" else nodes[before].measures[0]
                found.append(Draft(measure, name, at, nodes[before].start, name.end, before, "ship"))
    return found


def _names(nodes: list[Node], k: int, several: bool) -> tuple[list[tuple[int, Node]], int]:
    """The names from ``k`` on, each with its place, and the index behind them."""
    names: list[tuple[int, Node]] = []
    while k < len(nodes) and nodes[k].tag in (CAPITAL, PARTY):
        end = k
        while end < len(nodes) and nodes[end].tag in (CAPITAL, PARTY):
            end += 1
        names.append((k, Node(CAPITAL, [item for node in nodes[k:end] for item in node.items])))
        joint = end
        while several and joint < len(nodes) and nodes[joint].tag in (",", AND):
            joint += 1
        if joint == end or joint >= len(nodes) or nodes[joint].tag not in (CAPITAL, PARTY):
            return names, end
        k = joint
    return names, k


def _verb_behind(nodes: list[Node], k: int) -> int | None:
    """The participle of "was sunk", behind further ships: "and the destroyer Ulven were sunk"."""
    while k < len(nodes) and nodes[k].tag in (AND, ",", DETERMINER, MATERIEL, CAPITAL, PARTY):
        k += 1
    passive = False
    while k < len(nodes) and nodes[k].tag in (BE, ADVERB, HAVE):
        passive = passive or nodes[k].tag == BE
        k += 1
    lost = k < len(nodes) and passive and nodes[k].tag == PAST and _loses(nodes[k]) and not negated(nodes, k)
    return k if lost else None


def _verb_before(nodes: list[Node], i: int) -> int | None:
    """The verb of "sank the Swedish destroyer", "lost the frigate", behind other ships of a list too."""
    k = i - 1
    while k >= 0 and nodes[k].tag in (DETERMINER, MATERIEL, PARTY, CAPITAL, "j", "w", AND, ","):
        k -= 1
    if k < 0 or nodes[k].tag not in (PAST, GERUND, PRESENT) or negated(nodes, k):
        return None
    verb = nodes[k].verb
    passive = k > 0 and nodes[k - 1].tag == BE
    return k if not passive and (_loses(nodes[k]) or (verb is not None and verb.loses)) else None


def _befell(nodes: list[Node], i: int) -> Draft | None:
    """ "Freja was severely damaged", "Svan suffered moderate damage" """
    k, passive = i + 1, False
    while k + 1 < len(nodes) and nodes[k].tag == AND and nodes[k + 1].tag == PARTY:
        k += 2
    verb = k
    while k < len(nodes) and (nodes[k].tag in (BE, ADVERB, HAVE) or nodes[k].word == "lightly"):
        passive = passive or nodes[k].tag == BE
        k += 1
    if k == i + 1 < len(nodes) and nodes[k].tag == PAST:
        # "Freja was damaged and Svan sunk"
        ends = k + 1 >= len(nodes) or nodes[k + 1].tag in (".", ",", ";", AND)
        passive = ends and i > 1 and nodes[i - 1].tag == AND and any(node.tag == BE for node in nodes[: i - 1])
    if k < len(nodes) and passive and nodes[k].tag == PAST and _loses(nodes[k]) and not negated(nodes, k):
        return Draft(nodes[k].measures[0], nodes[i], i, nodes[i].start, nodes[k].end, k, "ship")
    if (sank := _sank(nodes, verb)) is not None:
        return Draft("destroyed", nodes[i], i, nodes[i].start, nodes[sank].end, None, "ship")
    words = [node.word for node in nodes[verb : verb + 3]]
    if len(words) == 3 and words[0] in ("suffered", "sustained") and words[1] in _DEGREES and words[2] == "damage":
        return Draft("damaged", nodes[i], i, nodes[i].start, nodes[verb + 2].end, None, "ship")
    return None


def _sank(nodes: list[Node], k: int) -> int | None:
    """Where the "sank" of "Freja sank", "Svan blew up and sank" stands; None where it sinks another or none."""
    if k + 2 < len(nodes) and nodes[k].tag != BE and nodes[k + 1].tag == AND:
        k += 2
    ends = k + 1 >= len(nodes) or nodes[k + 1].tag in (".", ",", ";", AND, PREPOSITION, ADVERB, SUBORDINATOR)
    return k if k < len(nodes) and nodes[k].word in ("sank", "foundered", "capsized") and ends else None


def _struck(nodes: list[Node], i: int) -> Draft | None:
    """ "sank the Swedish brig Svan", "capturing Freja" """
    k = i - 1
    while k >= 0 and nodes[k].tag in (DETERMINER, MATERIEL, PARTY, "j", "w", PERSON):
        k -= 1
    if k < 0 or nodes[k].tag not in (PAST, GERUND, PRESENT) or not _loses(nodes[k]) or negated(nodes, k):
        return None
    before = k - 1
    while before >= 0 and nodes[before].tag == ADVERB:
        before -= 1
    if before >= 0 and nodes[before].tag == BE:
        return None
    return Draft(nodes[k].measures[0], nodes[i], i, nodes[k].start, nodes[i].end, k, "ship")


def _loses(node: Node) -> bool:
    return bool(node.measures) and node.measures[0] in _LOSSES
