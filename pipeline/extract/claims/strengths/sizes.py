"""Sizes of armies told as numbers: "numbered 30,000", "grew to 42,000", "the number of troops was 60,000"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.forces import force, last_word
from pipeline.extract.claims.grammar.lexicon import (
    BE,
    CAPITAL,
    DETERMINER,
    HAVE,
    LOSS,
    OF,
    PARTY,
    PERSON,
    PREPOSITION,
    WORD,
    lexicon,
)
from pipeline.extract.claims.grammar.nodes import NUMBER, PEOPLE, Node
from pipeline.extract.claims.losses.drafts import Draft

_NEAR = 6


def changed(nodes: list[Node], i: int) -> list[Draft]:
    """The two strengths of "grew from 18,500 to 45,000 men"."""
    quantity, start, end = nodes[i].items[0].quantity, nodes[i].start, nodes[i].end
    if quantity is None or quantity.form != "range" or not quantity.text.lower().startswith("from "):
        return []
    if not any(node.word in force().resized for node in nodes[max(0, i - 5) : i]):
        return []
    bounds = (quantity.low, quantity.high)
    return [Draft("strength", nodes[i], i, start, end, None, "strength", bound=bound) for bound in bounds if bound]


def numbered(nodes: list[Node], i: int, j: int) -> bool:
    """ "the army numbered 30,000", "his force grew to 42,000" """
    if (told := _number(nodes, i, j)) is not None:
        return told
    quantity = nodes[i].items[0].quantity
    comma = j > 0 and nodes[j].tag == "," and nodes[j - 1].tag == PERSON and _may_grow(nodes[j - 1])
    sized = comma or last_word(nodes[j]) in force().bodies
    if quantity is not None and quantity.hedge.startswith("estimated") and sized:
        # "routed an army estimated at 50,000", "The attackers, estimated at 200, came"
        return nodes[i].tag in (NUMBER, PEOPLE)
    lost = any(node.tag == LOSS for node in nodes[max(0, j - 2 * _NEAR) : j])
    if nodes[j].tag == BE and quantity is not None and quantity.hedge.startswith("estimated") and not lost:
        # "the army is estimated at 6,500"
        return bodily(nodes, j) and nodes[i].tag in (NUMBER, PEOPLE)
    if number_of(nodes, i, j) is not None or _of_size(nodes, i, j):
        return True
    if nodes[j].word in ("at", "as") and j and nodes[j - 1].word in ("estimated", "put", "reckoned", "given", "placed"):
        # "an army estimated at 50,000"
        body = any(last_word(node) in force().bodies for node in nodes[max(0, j - 4) : j - 1])
        return body and nodes[i].tag in (NUMBER, PEOPLE)
    if nodes[j].word in ("at", "as") and j > 1 and last_word(nodes[j - 1]) in force().bodies | force().sizes:
        # "estimates the Danish force at 2,000 men"
        told = any(node.word in force().reckoning for node in nodes[max(0, j - 7) : j - 1])
        return told and nodes[i].tag in (NUMBER, PEOPLE)
    if nodes[j].word in ("at", "as") and nodes[i].tag in (NUMBER, PEOPLE) and _reckoned(nodes, j):
        return True
    if nodes[j].word == "to" and nodes[i].tag in (NUMBER, PEOPLE) and (_bodily_between(nodes, j) or _resized(nodes, j)):
        return True
    return quantity is not None and quantity.text.lower().startswith("from ") and _resized(nodes, j + 1)


def _number(nodes: list[Node], i: int, j: int) -> bool | None:
    """ "numbered 30,000", "number some 4,000", "were said to number 3,000", "the group had 300 members" """
    word, head = nodes[j].word, nodes[i].head
    if word in ("numbered", "numbering", "totalled"):
        return nodes[i].tag == NUMBER and bodily(nodes, j)
    if word == "number" and j and (nodes[j - 1].tag == PARTY or nodes[j - 1].word in ("they", "who")):
        # "The Danes number around 4,000 men", "they number 4,000"
        return nodes[i].tag in (NUMBER, PEOPLE)
    if word == "number" and j > 1 and nodes[j - 1].word in ("to", "not", "never") and nodes[i].tag in (NUMBER, PEOPLE):
        return bodily(nodes, j)
    if nodes[j].tag == HAVE and head is not None and head.word in ("members", "adherents"):
        return j > 0 and last_word(nodes[j - 1]) in force().bodies
    return None


def _reckoned(nodes: list[Node], at: int) -> bool:
    """ "estimates the strength of the Danes at 2,000", "put the size of the fleet at" """
    size = next((k for k in range(at - 1, max(0, at - _NEAR), -1) if nodes[k].word in force().sizes), 0)
    told = any(node.word in force().reckoning for node in nodes[max(0, size - 3) : size])
    return told and nodes[size + 1].tag == OF and any(_may_grow(node) for node in nodes[size + 2 : at])


def number_of(nodes: list[Node], i: int, j: int) -> int | None:
    """The "number" of "the number of Danish troops was over 60,000", "put the number of fighters at 3,000"."""
    if nodes[i].tag not in (NUMBER, PEOPLE) or not (nodes[j].tag == BE or nodes[j].word in force().put):
        return None
    for k in range(j - 1, max(-1, j - 11), -1):
        if nodes[k].tag in ("K", "G", "V", "J", "L", ";", "c"):
            return None
        if nodes[k].word in ("number", "numbers") and k + 2 < j and nodes[k + 1].tag == OF:
            words = (lexicon().words.get(last_word(node)) for node in nodes[k + 2 : k + 6])
            told = any(lexeme is not None and lexeme.noun_class in force().classes for lexeme in words)
            return k if told else None
    return None


def _of_size(nodes: list[Node], i: int, j: int) -> bool:
    """ "Total manpower in 2013 was about 7,000", "Its strength was 4,000" """
    if nodes[i].tag not in (NUMBER, PEOPLE) or not (nodes[j].tag == BE or nodes[j].word in force().ranging):
        return False
    estimated = any(node.word in ("estimates", "figures") for node in nodes[max(0, j - 9) : j])
    if nodes[j].word in force().ranging and estimated and last_word(nodes[j - 1]) in force().bodies:
        # "estimates of the Danish army range from 27,000 to 40,000 men"
        return True
    k = j - 1
    inside = (PREPOSITION, "d", "j", WORD, PARTY, CAPITAL, DETERMINER, OF, PERSON)
    while k > 0 and j - k < 2 * _NEAR and nodes[k].tag in inside:
        if last_word(nodes[k]) in force().sizes:
            return _is_an_armys(nodes, k, j)
        k -= 1
    return k >= 0 and last_word(nodes[k]) in force().sizes and _is_an_armys(nodes, k, j)


def _is_an_armys(nodes: list[Node], size: int, end: int) -> bool:
    """ "The size of the Danish army was": a town has one too."""
    return nodes[size].word != "size" or any(_may_grow(node) for node in nodes[size + 1 : end])


def _bodily_between(nodes: list[Node], to: int) -> bool:
    """ "swelling his force to 11,000", "bringing the strength to 3,200" """
    k = to - 1
    if k < 1 or last_word(nodes[k]) not in force().bodies:
        return False
    while (
        k > 0
        and nodes[k].word not in force().resizing
        and nodes[k].tag in (PARTY, "M", "N", WORD, CAPITAL, DETERMINER, "j", "'")
    ):
        k -= 1
    return nodes[k].word in force().resizing


def _resized(nodes: list[Node], j: int) -> bool:
    """ "the army grew to 42,000", "his force dwindled to 1,400": a body of people before the verb of size."""
    k = j - 1
    if k > 1 and nodes[k].word not in force().resized and nodes[k - 1].tag == PREPOSITION:
        # "grew through reinforcements from 18,500 to 45,000"
        k -= 2
    if nodes[k].word == "amounted":
        return k > 0 and _may_grow(nodes[k - 1])
    return k >= 1 and nodes[k].word in force().resized and bodily(nodes, k)


def bodily(nodes: list[Node], verb: int) -> bool:
    """Whether a body of people or a party stands before the verb."""
    return any(_may_grow(node) for node in nodes[max(0, verb - 6) : verb])


def _may_grow(node: Node) -> bool:
    """Whether the node is an army, a party or a group of fighters: "the attackers"."""
    lexeme = node.items[-1].lexeme
    fighters = node.tag == PERSON and lexeme is not None and lexeme.noun_class in force().classes
    return last_word(node) in force().bodies or node.tag == PARTY or (fighters and node.word.endswith("s"))
