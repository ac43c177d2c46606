"""Tolls: "the death toll rose to 45", "put the number of rebel dead at 70", "casualties were estimated at 300"."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BE,
    DETERMINER,
    LOSS,
    NOT_A_COUNT,
    OF,
    PARTY,
    PAST,
    PREPOSITION,
    WORD,
    lexicon,
)  # fmt: skip
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, PEOPLE, THINGS, Node
from pipeline.extract.claims.losses.drafts import Draft, joint_measure

_BETWEEN = (ADVERB, "j", "c", PREPOSITION, DETERMINER, "P", "R", "H", "W", "N", "C", "'", "d", BE, OF, "I", "b")
_CONNECTORS = ("at", "to", "as", "of", "by", "was", "were", "is", "be", "been", "exceed", "reach", "from", "with")
_DENYING = ("not", "never", "hardly", "scarcely")
_RAISING = ("raising", "revising", "increasing", "lowering", "then", "later", "eventually", "before", "finally")
_AGAIN, _FARTHEST = 6, 20
_OPENING = ("number", "the", "numbers", "their", "its", "his", "her")


def toll(nodes: list[Node], i: int, drafts: dict[int, Draft], context: str) -> Draft | None:
    """ "The death toll rose to 45", "put the number of rebel dead at 70", "casualties were estimated at 300" """
    if nodes[i].items[0].quantity is None or nodes[i].tag == LOSSES:
        return None
    told = _told_again(nodes, i, drafts) or _placed_at(nodes, i) or _ranging(nodes, i)
    if told is not None:
        return told
    amounting = lexicon().lists["amounting"]
    quantity = nodes[i].items[0].quantity
    k, seen = i - 1, quantity is not None and quantity.hedge.startswith(("exceed", "as high", "as low"))
    while k >= 0 and i - k <= 10:
        node = nodes[k]
        anchored = node.tag == LOSS or node.word in (
            "toll",
            "total",
            "figure",
            "number",
            "killed",
            "wounded",
            "dead",
            "injured",
            "missing",
            "displaced",
            "slain",
            "victims",
        )
        if _out_of(nodes, k):
            return None
        if node.word == "them" and seen and k and nodes[k - 1].word in force().reckoning:
            return _put_them(nodes, k, i, context)
        if anchored:
            measure = _toll_measure(nodes, k, drafts, context) if seen else ""
            exceeds = any(n.word.startswith("exceed") for n in nodes[k:i])
            denied = any(n.word in _DENYING for n in nodes[k:i])
            limit = ("at_most" if denied else "at_least") if exceeds else ""
            if nodes[i].tag == THINGS:
                # "put the losses at six tanks and a gun"
                measure = "lost" if measure == "casualties" and node.word == "losses" else ""
            draft = Draft(measure, nodes[i], i, node.start, nodes[i].end, None, "toll", limit=limit)
            return draft if measure else None
        listed = node.tag == ":" and k > 0 and nodes[k - 1].word in ("losses", "casualties")
        if listed or node.word in amounting or node.tag == BE or node.word in _CONNECTORS:
            seen = True
        elif (
            node.tag not in _BETWEEN
            and not _in_place(nodes, k)
            and not (node.word in ("did", "do", "does", *_DENYING) and _exceeding(nodes, k, i))
            and node.word
            not in (
                "allies",
                "forces",
                "known",
                "troops",
                "units",
                "may",
                "must",
                "high",
                "great",
                "many",
                "might",
                "could",
                "would",
                "variously",
                "people",
                "those",
                "ranging",
                "side",
                "sides",
                "part",
                "upward",
                "upwards",
                "downward",
                "downwards",
            )
        ):
            return None
        k -= 1
    return None


def _told_again(nodes: list[Node], i: int, drafts: dict[int, Draft]) -> Draft | None:
    """ "put the dead at 30, then at 45 before raising it to 66": the same toll, told anew."""
    first = drafts.get(max((at for at in drafts if at < i), default=-1))
    if first is None or first.shape not in ("toll", "again") or nodes[i].tag != NUMBER:
        return None
    between = nodes[first.at + 1 : i]
    anew = between[-1].word in ("at", "to") if between else False
    plain = (AND, ",", ADVERB, "x", "r", PREPOSITION, "d", NOT_A_COUNT)
    raised = all(node.tag in plain or node.word in _RAISING for node in between)
    told = raised and len(between) <= _AGAIN and (between[-1].word == "at" or between[-2].word in ("it", "this"))
    if not (anew and told):
        return None
    return Draft(first.measure, nodes[i], i, nodes[i].start, nodes[i].end, None, "again")


def _placed_at(nodes: list[Node], i: int) -> Draft | None:
    """ "placed the number of soldiers killed in the last stages of the retreat at 88" """
    if i < 4 or nodes[i - 1].word not in ("at", "as") or nodes[i].tag not in (NUMBER, PEOPLE):
        return None
    for k in range(i - 2, max(-1, i - _FARTHEST), -1):
        if nodes[k].tag in (";", ":", "c", BE) or nodes[k].is_counted:
            return None
        number = nodes[k].word in ("number", "toll") and nodes[k + 1].tag == OF and k > 1
        if number and nodes[k - 2].word in force().reckoning:
            lost = next((node for node in nodes[k + 2 : k + 7] if node.measures), None)
            measure = joint_measure(lost.measures) if lost is not None else ""
            return Draft(measure, nodes[i], i, nodes[k].start, nodes[i].end, None, "toll") if measure else None
    return None


def _ranging(nodes: list[Node], i: int) -> Draft | None:
    """ "Estimates range from 1,500 to 11,000 for the Danish dead" """
    words = [node.word for node in nodes[max(0, i - _AGAIN) : i]]
    estimated = {"estimates", "claims", "figures", "numbers"} & set(words)
    if nodes[i].tag != NUMBER or not words or words[-1] not in force().ranging or not estimated:
        return None
    behind = nodes[i + 1 : i + 5]
    lost = next((node for node in behind if node.measures or node.tag == LOSS), None)
    if lost is None or behind[0].word not in ("for", "of"):
        return None
    lexeme = lost.items[0].lexeme
    measure = joint_measure(lost.measures) if lost.measures else lexeme.measure if lexeme is not None else ""
    at = nodes.index(lost)
    return Draft(measure, nodes[i], i, nodes[i].start, lost.end, at, "ranging") if measure else None


def _exceeding(nodes: list[Node], k: int, i: int) -> bool:
    """ "did not exceed 600" """
    return any(node.word.startswith("exceed") for node in nodes[k:i])


def losses_before(nodes: list[Node], k: int) -> int | None:
    """The "losses" to which "them" at ``k`` goes back: "told nothing of its losses, but X put them"."""
    return next((j for j in range(k - 1, -1, -1) if nodes[j].word in ("losses", "casualties", "fatalities")), None)


def _put_them(nodes: list[Node], k: int, i: int, context: str) -> Draft | None:
    """ "... its losses, but X estimated them at 30", "X puts them at 40" after a sentence that counts them."""
    losses = losses_before(nodes, k)
    lexeme = nodes[losses].items[0].lexeme if losses is not None else None
    measure = lexeme.measure if lexeme is not None else context
    if not measure or nodes[i].tag not in (NUMBER, PEOPLE):
        return None
    return Draft(measure, nodes[i], i, nodes[k - 1].start, nodes[i].end, None, "toll")


def _out_of(nodes: list[Node], k: int) -> bool:
    """ "killed 20 out of a total of 640": those of whom they were."""
    return nodes[k].word == "total" and [node.word for node in nodes[max(0, k - 3) : k - 1]] == ["out", "of"]


def _in_place(nodes: list[Node], k: int) -> bool:
    """The "city" of "killed in the city"."""
    j = k - 1 - (k > 0 and nodes[k - 1].tag == DETERMINER)
    return nodes[k].tag == WORD and j >= 0 and nodes[j].tag == PREPOSITION


def _toll_measure(nodes: list[Node], k: int, drafts: dict[int, Draft], context: str) -> str:
    """The measure that the anchor at ``k`` counts; "the total" goes on with the sentence's own measure."""
    tolls = lexicon().tolls
    for length in (4, 3, 2, 1):
        words = tuple(node.word for node in nodes[max(0, k - length + 1) : k + 1])
        if words in tolls:
            return tolls[words]
    node = nodes[k]
    if node.word == "number" and (k == 0 or nodes[k - 1].word not in ("that", "this", "the")):
        return ""
    if node.word == "number" and k + 1 < len(nodes) and nodes[k + 1].tag == OF:
        # "the number of fighters": of others than those before.
        return ""
    if node.word == "total" and k and nodes[k - 1].word == "a" and not any(at < k for at in drafts):
        # "had a total of 78,000 troops": of what, the sentence does not say.
        return ""
    if node.word in ("total", "figure", "number"):
        earlier = [draft for at, draft in sorted(drafts.items()) if at < k and draft.measure != "strength"]
        if len({draft.measure for draft in earlier}) > 1:
            # "203 killed, 1,152 wounded and 506 missing, for a total of 1,861"
            return "casualties" if node.word == "total" else ""
        return earlier[-1].measure if earlier else context
    if node.tag == LOSS:
        lexeme = node.items[0].lexeme
        told = any(n.word in ("amounted", "totalled", "reached", "exceeded") for n in nodes[k : k + 8])
        bare = node.word == "loss" and (k + 1 >= len(nodes) or nodes[k + 1].word not in ("as", "at", "was", "is"))
        on_a_side = any(n.word == "side" and m.tag == BE for n, m in pairwise(nodes[k + 1 : k + 6]))
        bare = bare and not told and not on_a_side
        return lexeme.measure if lexeme and not bare and node.word not in ("hostage", "prisoner") else ""
    if node.tag in (PAST, ADJECTIVE) and node.measures:
        opened = any(n.word in _OPENING for n in nodes[max(0, k - 6) : k])
        opens = k == 1 or (k > 1 and nodes[k - 2].tag in (";", ",", AND, DETERMINER))
        opens = opens or (k > 1 and nodes[k - 2].word == "with")
        put = nodes[k + 1].tag == BE or nodes[k + 1].word in force().reckoning
        whose = opens and nodes[k - 1].tag == PARTY and put
        # "put Danish dead at 300"
        whose = whose or (k > 1 and nodes[k - 1].tag == PARTY and nodes[k - 2].word in force().reckoning)
        return node.measures[0] if whose or (opened and _names_the_lost(nodes, k)) else ""
    return ""


def _names_the_lost(nodes: list[Node], k: int) -> bool:
    """Whether "dead" or "killed" is a noun here: "the number of rebel dead", "the English dead"."""
    j = k - 1
    while j >= 0 and nodes[j].tag in ("W", "P", "N", "j", "w", "'", AND):
        j -= 1
    return j >= 0 and (
        nodes[j].tag == DETERMINER
        or (nodes[j].tag == OF and nodes[j - 1].word in ("number", "numbers"))
        or nodes[j + 1].word == "number"
    )
