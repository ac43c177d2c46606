"""Counted nouns of loss and tolls: "two deaths", "the loss of 3 ships", "the death toll rose to 45"."""

from __future__ import annotations

from pipeline.extract.claims.drafts import SKIPPED, Draft
from pipeline.extract.claims.lexicon import ADVERB, BE, LOSS, OF, PREPOSITION, lexicon
from pipeline.extract.claims.nodes import LOSSES, NUMBER, PEOPLE, THINGS, Node


def noun_of_loss(nodes: list[Node], i: int) -> Draft | None:
    """The loss that the counted node at ``i`` is, that a noun before it lays on it, or that a toll puts at it."""
    return _itself(nodes, i) or _behind_noun(nodes, i) or _lives(nodes, i)


def _itself(nodes: list[Node], i: int) -> Draft | None:
    node = nodes[i]
    if node.tag != LOSSES or node.head is None or node.head.lexeme is None:
        return None
    return Draft(node.head.lexeme.measure, node, i, node.start, node.end, None, "noun")


def _behind_noun(nodes: list[Node], i: int) -> Draft | None:
    """ "the deaths of at least 10 civilians", "with the loss of 3 ships", "the death toll rose to 45"."""
    j = i - 1
    while j >= 0 and nodes[j].tag in SKIPPED:
        j -= 1
    if j >= 1 and nodes[j].tag == OF and nodes[j - 1].tag == LOSS:
        noun = nodes[j - 1]
        lexeme = noun.items[0].lexeme
        measure = lexeme.measure if lexeme else "casualties"
        if nodes[i].tag == THINGS:
            measure = "lost"
        elif measure == "casualties" and noun.word == "loss":
            measure = "casualties"
        return Draft(measure, nodes[i], i, noun.start, nodes[i].end, None, "of")
    return _toll(nodes, i) if nodes[i].tag in (NUMBER, PEOPLE) else None


def _toll(nodes: list[Node], i: int) -> Draft | None:
    """ "The death toll rose to 45", "casualties were estimated at 300"."""
    amounting = lexicon().lists["amounting"]
    k, seen = i - 1, False
    while k >= 0 and i - k <= 8:
        tag, word = nodes[k].tag, nodes[k].word
        if tag == LOSS or word == "toll":
            measure = _toll_measure(nodes, k)
            return Draft(measure, nodes[i], i, nodes[k].start, nodes[i].end, None, "toll") if seen and measure else None
        if word in amounting or tag == BE:
            seen = True
        elif tag in (PREPOSITION, OF) and word in ("at", "to", "as", "of"):
            seen = seen or k == i - 1
        elif tag not in (ADVERB, "j", "c", "p", "T", "P", "R", "H", "W", "o", "C"):
            return None
        k -= 1
    return None


def _toll_measure(nodes: list[Node], k: int) -> str:
    tolls = lexicon().tolls
    for length in (4, 3, 2, 1):
        words = tuple(node.word for node in nodes[max(0, k - length + 1) : k + 1])
        if words in tolls:
            return tolls[words]
    lexeme = nodes[k].items[0].lexeme
    return (
        lexeme.measure
        if lexeme and nodes[k].tag == LOSS and nodes[k].word not in ("loss", "hostage", "prisoner")
        else ""
    )


def _lives(nodes: list[Node], i: int) -> Draft | None:
    """ "claimed the lives of 20 people", "cost 300 lives": data says which nouns are lives."""
    node = nodes[i]
    if (
        node.head is not None
        and node.head.word in ("lives", "life")
        and i > 0
        and nodes[i - 1].word in ("cost", "claimed", "claiming", "costing", "took", "taking")
    ):
        return Draft("killed", node, i, nodes[i - 1].start, node.end, None, "lives")
    words = [n.word for n in nodes[max(0, i - 4) : i]]
    if node.tag in (PEOPLE, NUMBER) and words[-3:] in (["the", "lives", "of"], ["lives", "of"]):
        return Draft("killed", node, i, nodes[max(0, i - 3)].start, node.end, None, "lives")
    return None
