"""Counts in a list, of which one verb or one noun of loss tells: "the loss of two tanks, a gun and five trucks"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BE,
    BY,
    GERUND,
    HAVE,
    LOSS,
    OF,
    PARTY,
    PAST,
    PREPOSITION,
    PRESENT,
    SUBSET,
    lexicon,
)  # fmt: skip
from pipeline.extract.claims.grammar.nodes import COUNTED, LOSSES, NUMBER, THINGS, Node
from pipeline.extract.claims.grammar.walking import SKIPPED, back, skip
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.losses.inserts import over_apposed, over_complement, uncounted_last
from pipeline.extract.claims.losses.objects import next_coordinate, plainly_active

_LONGEST = 16
_AMOUNTING = ("came", "amounted", "totalled", "totaled", "included", "numbered", "at", "of", ":")
_LISTED = (AND, ",", "T", "w", "W", "N", "(", ")", PARTY, PAST, ADJECTIVE, *SKIPPED)


def take_list(nodes: list[Node], draft: Draft, drafts: dict[int, Draft]) -> None:
    """Take in the list that a noun of loss begins: "the loss of two tanks, a gun and five trucks"."""
    if draft.shape not in ("of", "toll", "among", "lives", "down"):
        return
    k = next_coordinate(nodes, draft.at)
    listed = [draft]
    while k < len(nodes) and nodes[k].is_counted and k not in drafts and not starts_own_clause(nodes, k):
        mixed = draft.measure in ("casualties", "lost")
        quantity = nodes[k].items[0].quantity
        if quantity is not None and quantity.kind == "fraction":
            # "losses were put at 22,000 men, a third of the army": the same.
            break
        if nodes[k].tag == LOSSES or (draft.shape == "toll" and nodes[k].tag != draft.node.tag and not mixed):
            break
        measure = draft.measure
        if draft.shape in ("of", "toll", "among") and draft.measure in ("casualties", "lost"):
            measure = "lost" if nodes[k].tag == THINGS else "casualties"
        drafts[k] = Draft(measure, nodes[k], k, nodes[k].start, nodes[k].end, None, draft.shape, whole=draft.whole)
        listed.append(drafts[k])
        k = next_coordinate(nodes, k)
    others = nodes[k - 1].word in ("another", "further")
    if k in drafts and drafts[k].predicate == k + 1 and nodes[k + 1].tag == PAST and not others:
        # "at a cost of two officers and six men killed"
        for one in listed:
            one.measure = drafts[k].measure if one.measure == "casualties" else one.measure


def befell(nodes: list[Node], at: int) -> bool:
    """ "... were killed, and five officers and 60 men wounded": a passive that the last participle goes on with."""
    return nodes[at].tag == PAST and bool(nodes[at].measures) and nodes[back(nodes, at - 1)].tag == BE


def given_to(nodes: list[Node], k: int) -> bool:
    """Whether a list goes back to "had": "had eight seamen and three marines killed, 33 seamen and two boys hurt"."""
    j = k - 1
    while j >= 0 and (nodes[j].is_counted or nodes[j].tag in _LISTED):
        j -= 1
    if j >= 0 and nodes[j].tag in (":", "("):
        # Losses "were trifling: 4 Danes and 18 sepoys killed, 15 Danes and 35 sepoys wounded".
        return True
    if j > 0 and nodes[j].tag == BE:
        # "Danish casualties were 5 officers and 27 men killed"
        return nodes[j - 1].tag == LOSS
    return j >= 0 and nodes[j].tag == HAVE and nodes[j].word in lexicon().lists["have"]


def starts_own_clause(nodes: list[Node], k: int) -> bool:
    """Whether the counted phrase at ``k`` has a verb of its own behind it: "... and 20 were wounded"."""
    j = skip(nodes, k + 1)
    return j < len(nodes) and (
        nodes[j].tag == BE or (nodes[j].tag in (PAST, ADJECTIVE) and not plainly_active(nodes, j))
    )


def coordinate_before(nodes: list[Node], k: int, listed: bool) -> int | None:
    """The counted phrase joined to the one at ``k`` from the left, unless a verb already counts it."""
    more = k > 1 and nodes[k - 1].word in ("another", "further", "a")
    j = k - 1 - more
    if j < 0 or nodes[j].tag not in (AND, ",") or nodes[k].items[-1].tag in (SUBSET, "c"):
        return None
    joined = nodes[j].tag == AND or (listed and nodes[j].tag == ",")
    while j >= 0 and nodes[j].tag in (AND, ",", ADVERB):
        j -= 1
    if not joined:
        return None
    j = over_apposed(nodes, j)
    j = over_complement(nodes, j - uncounted_last(nodes, j))
    if j < 0 or nodes[j].tag not in COUNTED or nodes[j].tag == LOSSES:
        return None
    governor = j - 1
    while governor >= 0 and nodes[governor].tag in SKIPPED:
        governor -= 1
    if governor > 1 and nodes[governor].tag == SUBSET and nodes[governor - 1].tag == ",":
        # "left 21 rebels, including two commanders, and 12 soldiers dead"
        return governor - 2 if nodes[governor - 2].is_counted else None
    were = governor > 0 and nodes[governor].tag == BE and nodes[governor - 1].tag == LOSS
    if were and (more or nodes[j].tag == NUMBER):
        # "Danish losses were 389 and another 471 detained": the first are what they were.
        return None
    if governor > 0 and nodes[governor].tag == OF and nodes[governor - 1].word == "total":
        return j
    if governor >= 0 and nodes[governor].tag in (PAST, GERUND, PRESENT, PREPOSITION, OF, BY, SUBSET):
        return None
    return j


def listed_things(nodes: list[Node], i: int, drafts: dict[int, Draft]) -> Draft | None:
    """ "Danish losses were 4,500 dead and 22 guns": materiel that goes on a list of losses."""
    k = i - 1
    while k > 0 and (nodes[k].tag in (AND, ",", "J", PAST, *SKIPPED) or nodes[k].word in ("as", "well", "plus")):
        k -= 1
    first = drafts.get(k)
    quantity = nodes[i].items[0].quantity
    if nodes[i].tag != THINGS or first is None or k == i - 1 or quantity is None or quantity.kind != "count":
        return None
    near = range(k - 1, max(-1, k - _LONGEST), -1)
    losses = next((j for j in near if nodes[j].word in ("losses", "casualties")), None)
    told = losses is not None and any(n.tag == BE or n.word in _AMOUNTING for n in nodes[losses:k])
    return Draft("lost", nodes[i], i, nodes[i].start, nodes[i].end, None, "listed") if told else None
