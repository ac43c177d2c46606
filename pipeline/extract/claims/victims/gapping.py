"""Counts whose verb is that of the clause before: "A lost 300 men and B 150", "A's loss as 300, B's as 700"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.cues import cues
from pipeline.extract.claims.grammar.lexicon import (
    AND,
    CAPITAL,
    DETERMINER,
    HAVE,
    MATERIEL,
    OF,
    PARTY,
    PAST,
    PERSON,
    SUBORDINATOR,
    WORD,
)  # fmt: skip
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, THINGS, Node
from pipeline.extract.claims.grammar.walking import SKIPPED, back
from pipeline.extract.claims.losses.drafts import Draft, unlisted

_CONNECTORS = ("as", "at", "to", ",", "only", "were")
_COMPARING = (("compared", "to"), ("compared", "with"), ("as", "against"), (",", "against"))
_OPENERS = (AND, ";", ",", SUBORDINATOR)
_CLOSERS = (".", ",", ";", ":", AND, ")", SUBORDINATOR, '"')
_INSIDE = ("j", CAPITAL, PARTY, WORD, OF, DETERMINER, "'")
_LONGEST = 6


def gapped(nodes: list[Node], drafts: dict[int, Draft]) -> list[Draft]:
    """The counts that no verb of their own has, behind a party of their own and a count that has one."""
    found: list[Draft] = []
    for i, node in enumerate(nodes):
        if i in drafts or not node.is_counted or node.items[0].quantity is None:
            continue
        earlier = [draft for at, draft in sorted(drafts.items()) if at < i] + found
        if not earlier:
            continue
        draft = _gapped(nodes, i, max(earlier, key=lambda draft: draft.at), earlier)
        if draft is not None:
            found.append(draft)
    return found


def _sided(nodes: list[Node], i: int) -> bool:
    """ "100 dead on the Danish side and 80 among the attackers", "... and 30 on the Swedish side" """
    if i < 1 or i + 3 >= len(nodes) or nodes[i].tag != NUMBER or nodes[i - 1].tag != AND:
        return False
    k = i + 1
    opens = nodes[k].word in ("among", "amongst") or (nodes[k].word == "for" and nodes[k + 1].tag == DETERMINER)
    opens = opens or (nodes[k].word == "on" and any(node.word == "side" for node in nodes[k + 2 : k + 5]))
    return opens and nodes[k + 1 + (nodes[k + 1].tag == DETERMINER)].tag in (PARTY, PERSON, CAPITAL)


def _first_of_list(model: Draft, drafts: list[Draft]) -> Draft:
    """ "lost 3,100 men and nine guns, the allies about 1,400": men, as the first of what the verb counts."""
    return next((draft for draft in drafts if draft.predicate == model.predicate is not None), model)


def _gapped(nodes: list[Node], i: int, model: Draft, drafts: list[Draft]) -> Draft | None:
    if _compared(nodes, i) and model.shape not in ("named", "subset"):
        return Draft(model.measure, nodes[i], i, nodes[i].start, nodes[i].end, None, "compared")
    if _sided(nodes, i) and model.measure != "strength" and model.shape not in ("named", "subset"):
        return Draft(model.measure, nodes[i], i, nodes[i].start, nodes[i].end, None, "gapped")
    last = _subject_end(nodes, i, has=model.measure == "strength")
    if last is None or model.shape in ("named", "subset") or not _closed(nodes, i):
        return None
    if any(node.word == "respectively" for node in nodes[i + 1 :]):
        # "and the Swedes 30, 50 and 10 respectively": what each counts, the list before tells.
        return None
    first = last
    while first > 0 and last - first < _LONGEST and nodes[first - 1].tag in _INSIDE:
        first -= 1
    if first > 2 and nodes[first - 1].tag == AND and nodes[first - 2].tag == PARTY and nodes[first].tag != DETERMINER:
        # "the French and Bavarians 3,000"
        first -= 2 + (nodes[first - 3].tag == DETERMINER)
    opener = nodes[first - 1] if first else None
    named = nodes[last].tag in (PARTY, CAPITAL) or nodes[first].tag == DETERMINER
    if opener is None or opener.tag not in _OPENERS or first - 1 <= model.at or not named:
        return None
    if any(node.tag in ("q", "n", "m", "l") for node in nodes[model.at + 1 : first]) or _told_by(nodes, model):
        return None
    measure = _measure(nodes[i], model if nodes[i].tag != NUMBER else _first_of_list(model, drafts))
    return Draft(measure, nodes[i], i, nodes[first].start, nodes[i].end, None, "gapped") if measure else None


def _told_by(nodes: list[Node], model: Draft) -> bool:
    """ "The army lists 45 dead, the rebels 130": those who tell, not those who died."""
    verb = back(nodes, model.at - 1)
    return model.predicate != verb and verb > 0 and nodes[verb].word in cues().reporting


def _compared(nodes: list[Node], i: int) -> bool:
    """ "lost 2,500 men compared to 900 Danes", "compared to the defenders' 400" """
    j = i - 1
    while j > 1 and nodes[j].tag in ("'", PARTY, PERSON, CAPITAL, DETERMINER, *SKIPPED):
        j -= 1
    if j > 0 and nodes[j].word == "to" and nodes[i - 1].tag == "'" and nodes[j - 1].tag != PAST:
        # "suffered 60 casualties to the rebels' 400"
        return nodes[i].tag == NUMBER
    return j > 0 and (nodes[j - 1].word, nodes[j].word) in _COMPARING and nodes[i].tag != THINGS


def _subject_end(nodes: list[Node], i: int, has: bool) -> int | None:
    """The last node of the noun phrase before the number; ``has``: "had" may stand between."""
    j = i - 1
    if j > 1 and nodes[j].tag == "'" and nodes[j - 1].tag in (PARTY, CAPITAL) and nodes[j - 2].tag in _OPENERS:
        # "Brand's division lost 1,811 men, Holm's 529"
        return j - 1
    while j > 0 and nodes[j].word != "own":
        if not (nodes[j].tag in SKIPPED or nodes[j].word in _CONNECTORS or (has and nodes[j].tag == HAVE)):
            break
        j -= 1
    if j > 1 and nodes[j].word == "own" and nodes[j - 1].tag == DETERMINER:
        # "and their own at 40"
        return j
    if any(node.word == "enemy" for node in nodes[j + 1 : i]) and nodes[j].tag in (OF, DETERMINER):
        # "and those of the enemy at 2,000"
        return next(k for k in range(j + 1, i) if nodes[k].word == "enemy")
    return j if j > 0 and nodes[j].tag in (PARTY, CAPITAL, WORD, PERSON, MATERIEL) else None


def _closed(nodes: list[Node], i: int) -> bool:
    """Whether the clause ends with the number."""
    return i + 1 >= len(nodes) or nodes[i + 1].tag in _CLOSERS


def _measure(node: Node, model: Draft) -> str:
    """What the number counts if its verb is that of the other; '' where the two cannot share one."""
    if node.tag == NUMBER or (node.tag == model.node.tag and not unlisted(node)):
        return model.measure
    if node.tag == LOSSES or unlisted(node):
        return ""
    if model.measure in ("casualties", "lost"):
        return "lost" if node.tag == THINGS else "casualties"
    return model.measure if model.measure == "strength" else ""
