"""Losses told by bare plurals: "destroyed Danish tanks", "causing civilian casualties", "civilians were killed"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.auxiliaries import before, negated
from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    BE,
    CAPITAL,
    CAUSE,
    GERUND,
    LOSS,
    MATERIEL,
    OF,
    PARTY,
    PAST,
    PERSON,
    PLAIN,
    PREPOSITION,
    SUBORDINATOR,
    WORD,
)
from pipeline.extract.claims.grammar.nodes import PEOPLE, THINGS, Node
from pipeline.extract.claims.grammar.walking import back
from pipeline.extract.claims.losses.drafts import Draft

_ADJECTIVES = (PARTY, CAPITAL, WORD, PLAIN, PERSON)
_LONGEST = 10
_FATES = ("killed", "wounded", "captured")
_SERVING = ("combatant", "civilian", "refugee")
_UNREAL = ("if", "unless", "whether", "until")


def bare_plurals(nodes: list[Node]) -> list[Draft]:
    """The losses that plurals without a number and without an article tell."""
    found: list[Draft] = []
    for i, node in enumerate(nodes):
        if node.tag in (PAST, GERUND) and not negated(nodes, i):
            found += _objects(nodes, i) or _subjects(nodes, i)
        elif node.tag == CAUSE:
            found += _caused(nodes, i)
    return found


def _objects(nodes: list[Node], i: int) -> list[Draft]:
    """ "destroyed Danish tanks, vehicles and helicopters", "abandoning equipment and vehicles" """
    verb = nodes[i]
    measure = verb.measures[0] if verb.measures else ""
    if measure not in ("destroyed", "damaged", "lost", "captured") or verb.verb is None or before(nodes, i)[1]:
        return []
    k = back(nodes, i - 1)
    if verb.tag == PAST and (k < 0 or nodes[k].is_counted or nodes[k].tag in (PREPOSITION, OF) or k < i - 2):
        # "with two recently captured ships"
        return []
    if verb.verb.loses:
        measure = "lost"
    found: list[Draft] = []
    first = i + 1
    for k in range(i + 1, min(i + _LONGEST, len(nodes))):
        node = nodes[k]
        if node.tag in (",", AND):
            first = k + 1
        elif node.tag == MATERIEL and _is_plural(node) and not _goes_on(nodes, k):
            found.append(_draft(measure, THINGS, nodes, first, k, i))
        elif node.tag not in (*_ADJECTIVES, MATERIEL) or node.is_counted:
            break
        elif node.tag != WORD and k == first and nodes[min(k + 1, len(nodes) - 1)].tag in (",", AND):
            # "captured Lilleby, vehicles and guns": a name is no part of the list.
            break
    return found


def _subjects(nodes: list[Node], i: int) -> list[Draft]:
    """ "During the day Danish soldiers and civilians were killed" """
    verb, (k, passive) = nodes[i], before(nodes, i)
    dies = verb.verb is not None and verb.verb.intransitive and verb.measures == ("killed",)
    if not verb.measures or verb.measures[0] not in _FATES or not (passive or dies) or verb.tag != PAST:
        return []
    if any(node.word in _UNREAL for node in nodes[max(0, k - _LONGEST) : i]):
        return []
    heads: list[tuple[int, int]] = []
    while k >= 0 and _is_people(nodes[k]):
        first = k
        while first > 0 and nodes[first - 1].tag in (PARTY, PLAIN):
            first -= 1
        heads.insert(0, (first, k))
        if first < 2 or nodes[first - 1].tag != AND:
            break
        k = first - 2
    if not heads or not _opens(nodes, heads[0][0]):
        return []
    named = any(nodes[first].tag == PARTY for first, _ in heads) or any(_civil(nodes[last]) for _, last in heads)
    if not named:
        return []
    return [_draft(verb.measures[0], PEOPLE, nodes, first, last, i) for first, last in heads]


def _caused(nodes: list[Node], i: int) -> list[Draft]:
    """ "causing civilian casualties", "inflicted casualties on the Danes" """
    k = i + 1
    while k < len(nodes) and nodes[k].tag in (PERSON, PARTY, PLAIN):
        k += 1
    plural = k < len(nodes) and nodes[k].tag == LOSS and nodes[k].word in ("casualties", "losses", "deaths", "injuries")
    counted = k + 1 < len(nodes) and (nodes[k + 1].tag == OF or nodes[k + 1].word in ("totalling", "estimated", ":"))
    lexeme = nodes[k].items[0].lexeme if plural and not counted else None
    if lexeme is None or nodes[i].word not in ("causing", "caused", "inflicting", "inflicted") or negated(nodes, i):
        return []
    return [_draft(lexeme.measure, PEOPLE, nodes, i + 1, k, i)]


def _draft(measure: str, tag: str, nodes: list[Node], first: int, last: int, predicate: int) -> Draft:
    items = [item for node in nodes[first : last + 1] for item in node.items]
    head = next((item for item in items if item.tag == PERSON), items[-1]) if items[-1].tag == LOSS else items[-1]
    node = Node(tag, items, head=head, core_end=items[-1].end)
    beside = predicate + 1 >= first or predicate > last
    start = min(node.start, nodes[predicate].start) if beside else node.start
    return Draft(measure, node, last, start, max(node.end, nodes[predicate].end), predicate, "existential")


def _is_plural(node: Node) -> bool:
    """ "tanks", "aircraft" of a force: houses and bridges are no losses of anybody."""
    lexeme = node.items[-1].lexeme
    unit = lexeme.noun_class if lexeme is not None else ""
    return unit in force().units and (node.word.endswith("s") or node.word == "aircraft") and node.word != unit + "es"


def _goes_on(nodes: list[Node], k: int) -> bool:
    """ "tanks crews": the noun behind is the head."""
    return k + 1 < len(nodes) and nodes[k + 1].tag in (MATERIEL, PERSON, LOSS, "'")


def _is_people(node: Node) -> bool:
    lexeme = node.items[-1].lexeme
    return (
        node.tag == PERSON and lexeme is not None and lexeme.noun_class in _SERVING and node.word.endswith(("s", "men"))
    )


def _civil(node: Node) -> bool:
    return node.word in ("civilians", "villagers", "residents", "townspeople")


def _opens(nodes: list[Node], first: int) -> bool:
    """Whether a subject may begin there: no "of", no article and no other name before it."""
    before_it = nodes[first - 1] if first else None
    return (
        before_it is None
        or before_it.tag in (",", ";", AND, SUBORDINATOR, ADVERB, "d")
        or (before_it.tag == WORD and first > 1 and any(n.tag == PREPOSITION for n in nodes[max(0, first - 4) : first]))
    ) and not (before_it is not None and before_it.tag == BE)
