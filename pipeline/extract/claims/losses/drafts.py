"""A loss before anybody is named: which node a predicate counts, and whether the two fit each other."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.lexicon import CAPITAL, OF, PARTY, lexicon
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, PEOPLE, THINGS, Node

_ANIMALS = ("horse", "camel", "mule", "cattle", "elephant")


@dataclass(slots=True)
class Draft:
    """A loss before anybody is named: node ``at`` is counted by ``measure``, said between ``start`` and ``end``."""

    measure: str
    node: Node
    at: int
    start: int
    end: int
    predicate: int | None = None
    shape: str = ""
    whole: Draft | None = None
    limit: str = ""
    """at_least or at_most where a verb says so, "exceeded 600", "did not exceed 600"."""
    bound: int | None = None
    """One of the two numbers of a change, "grew from 18,500 to 45,000"; None: what the node says."""


def make_draft(nodes: list[Node], at: int, predicate: int, shape: str) -> Draft:
    """The loss that the predicate says of the counted node at ``at``, with the text from one to the other."""
    verb = nodes[predicate]
    measure = joint_measure(verb.measures)
    if verb.verb is not None and verb.verb.loses:
        measure = "lost" if nodes[at].tag == THINGS or _of_things(nodes, at) else "casualties"
    if nodes[at].tag == LOSSES and measure in ("casualties", "lost"):
        head = nodes[at].head
        measure = head.lexeme.measure if head and head.lexeme else measure
    start = min(nodes[at].start, verb.start) if shape == "subject" or predicate == at - 1 else nodes[at].start
    return Draft(measure, nodes[at], at, start, max(nodes[at].end, verb.end), predicate, shape)


def _of_things(nodes: list[Node], at: int) -> bool:
    """ "Of the 49 tanks that crossed, ten were lost.", "X lost 22 ships; Y lost none" """
    before = next((node for node in reversed(nodes[:at]) if node.is_counted), None)
    quantity = nodes[at].items[0].quantity
    none = quantity is not None and quantity.form == "zero"
    return (nodes[0].tag == OF or none) and before is not None and before.tag == THINGS and nodes[at].tag == NUMBER


def joint_measure(measures: tuple[str, ...]) -> str:
    """Several measures of one number as one: in the order killed+wounded+missing+captured."""
    order = ("killed", "wounded", "missing", "captured")
    if len(measures) == 1:
        return measures[0]
    joint = [measure for measure in order if measure in measures]
    return "+".join(joint) if joint else measures[0]


def fits(node: Node, predicate: Node, shape: str) -> bool:
    """Whether such a verb can count such a thing: people are killed, tanks destroyed."""
    verb = predicate.verb
    if predicate.word.endswith("the hands"):
        # "Forty-two guns fell into the hands of the victors"
        return not unlisted(node)
    if verb is None:
        return node.tag != THINGS or predicate.measures == ("missing",)
    unit = node.head.lexeme.noun_class if node.tag == THINGS and node.head and node.head.lexeme else "person"
    if verb.counts:
        # What is captured may be a village: only listed things count, and a bare number only as a subject.
        if node.tag == NUMBER:
            return "person" in verb.counts and shape == "subject"
        return unit in verb.counts and not (node.tag == PEOPLE and unlisted(node) and not _named_people(node))
    if verb.loses and node.tag == PEOPLE and unlisted(node):
        # "lost 12 games": what is lost must be known to be people or materiel.
        return False
    if verb.measure == "displaced" and unlisted(node):
        # "in many places forced to flee"
        return False
    if verb.takes == "materiel":
        return node.tag in (THINGS, NUMBER) or (node.tag == PEOPLE and unlisted(node))
    if verb.nouns:
        noun_class = node.head.lexeme.noun_class if node.head is not None and node.head.lexeme is not None else ""
        party = node.head is not None and node.head.tag in (PARTY, CAPITAL)
        return noun_class in verb.nouns or (party and "party" in verb.nouns)
    if node.tag == THINGS and verb.measure == "killed" and node.head and node.head.word in lexicon().models:
        # "1,000 Tigers died" are no tanks.
        return False
    return node.tag != THINGS or verb.takes == "any" or unit in _ANIMALS


def _named_people(node: Node) -> bool:
    """Whether the unlisted head is written like the name of a people: "1,000 Hessians"."""
    return node.head is not None and node.head.tag == CAPITAL and node.head.word.endswith("ns")


def is_rate(nodes: list[Node], at: int) -> bool:
    """ "300 men a day", "30 casualties per 1,000 troops": no count of anybody's losses."""
    if at > 1 and nodes[at - 1].word in ("every", "each") and nodes[at - 2].word == "for":
        # "one for every four reported dead"
        return True
    behind = [node.word for node in nodes[at + 1 : at + 3]] or [""]
    each = behind[:1] in (["a"], ["each"], ["every"])
    return behind[:1] == ["per"] or (each and behind[-1] in ("day", "night", "week", "month", "year", "hour"))


def unlisted(node: Node) -> bool:
    """Whether the head noun is in no list and no party: it may be people or anything."""
    if node.head is None or node.head.lexeme is not None or node.head.tag == PARTY:
        return False
    return node.head.word not in force().people
