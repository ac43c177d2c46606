"""What stands between a subject and its verb."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import ADVERB, AND, BE, CAUSE, GERUND, HAVE, PAST, WORD, lexicon
from pipeline.extract.claims.grammar.nodes import Node
from pipeline.extract.claims.grammar.walking import SKIPPED

_PARTICLES = ("up", "down", "out", "off", "over")
_PARTICIPLE = ("ed", "en", "ught", "und", "hit")
_UNREAL = ("could", "would", "should")
_MODALS = ("may", "might", "must", "could")
_DENIED = 16
_HEARSAY = (
    "reported",
    "believed",
    "thought",
    "said",
    "feared",
    "confirmed",
    "presumed",
    "estimated",
    "known",
    "listed",
    "found",
    "claimed",
)


def negated(nodes: list[Node], i: int) -> bool:
    """Whether "not", "without" or "could have" stands right before the predicate."""
    near = {node.word for node in nodes[max(0, i - 4) : i]}
    if nodes[i].tag == GERUND and i and nodes[i - 1].word in ("for", "of") and near & lexicon().lists["aiming"]:
        # "a reward for capturing Holm", "the hope of capturing 300 men"
        return True
    k, perfect = i - 1, False
    while k >= 0 and nodes[k].tag in (ADVERB, BE, HAVE):
        if nodes[k].word in lexicon().lists["negation"]:
            return True
        perfect = perfect or nodes[k].tag == HAVE
        k -= 1
    # "could have killed hundreds": it did not.
    return k >= 0 and (nodes[k].word in lexicon().lists["negation"] or (perfect and nodes[k].word in _UNREAL))


def denied(nodes: list[Node], at: int) -> bool:
    """Whether the count at ``at`` stands in what somebody denies or doubts: "denied losing 40", "it is untrue that"."""
    for k in range(at - 1, max(-1, at - _DENIED), -1):
        if nodes[k].word in lexicon().lists["denying"]:
            behind = nodes[k + 1]
            return behind.word == "that" or behind.tag in (GERUND, HAVE)
        if nodes[k].word == "whether" or (nodes[k].word == "that" and _untrue(nodes, k)):
            return True
        if nodes[k].tag in (";", ":") or nodes[k].word in ("but", "while", "whereas", "although", "and"):
            return False
    return False


def _untrue(nodes: list[Node], that: int) -> bool:
    """ "It is not true that", "there is no evidence that": nobody says what follows."""
    words = [node.word for node in nodes[max(0, that - 4) : that]]
    if not words or words[-1] not in lexicon().lists["doubting"]:
        return False
    return words[-1] in ("untrue", "false") or not {"no", "not", "never", "little"}.isdisjoint(words)


def before(nodes: list[Node], i: int) -> tuple[int, bool]:
    """The node before the predicate's auxiliaries, and whether a form of "be" stood there."""
    k, passive = i - 1, False
    verb = nodes[i].verb
    intransitive = verb is not None and verb.intransitive
    if k > 0 and nodes[k].word == "left" and nodes[k - 1].tag == BE:
        # "were left dead on the field"
        k -= 1
    while k >= 0 and (
        nodes[k].tag in (*SKIPPED, '"')
        or nodes[k].word == "either"
        or (nodes[k].word == "so" and nodes[k + 1].tag in SKIPPED)
        or nodes[k].tag == BE
        or (nodes[k].tag == HAVE and nodes[k].word in lexicon().lists["have"] and (passive or nodes[i].tag == PAST))
    ):
        if nodes[k].tag == HAVE and not passive and not intransitive:
            break
        passive = passive or nodes[k].tag == BE
        k -= 1
    while k >= 0 and (nodes[k].word in _MODALS or nodes[k].tag in SKIPPED):
        k -= 1
    if not passive and nodes[i].tag == PAST and (be := _first_participle(nodes, k)) is not None:
        # "had been found and killed", "were rounded up and shot"
        return before(nodes, be + 1)[0], True
    if k > 0 and nodes[k].tag in ('"', "'") and nodes[k - 1].is_counted:
        # 'eleven "terrorists" had been killed'
        k -= 1
    if k > 0 and nodes[k].word == "to" and nodes[k - 1].word in _HEARSAY:
        # "are thought to have died"
        return before(nodes, k - 1)
    if k >= 0 and nodes[k].tag in ("w", HAVE, CAUSE) and nodes[k].word in _HEARSAY:
        return before(nodes, k)
    return k, passive


def _first_participle(nodes: list[Node], k: int) -> int | None:
    """The form of "be" before another participle that "and" at ``k`` joins to the predicate."""
    if k < 2 or nodes[k].tag != AND:
        return None
    j = k - 1 - (nodes[k - 1].word in _PARTICLES)
    if j < 1 or nodes[j].tag != WORD or not nodes[j].word.endswith(_PARTICIPLE):
        return None
    while j > 0 and nodes[j - 1].tag in SKIPPED:
        j -= 1
    return j - 1 if j > 0 and nodes[j - 1].tag == BE and nodes[j - 1].word not in ("was", "is") else None
