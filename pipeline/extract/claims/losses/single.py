"""One person without a number or a name: "the Danish commander was killed", "wounding the pilot"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    BE,
    CAPITAL,
    DETERMINER,
    GERUND,
    HAVE,
    OF,
    PARTY,
    PAST,
    PERSON,
    PLAIN,
    PREPOSITION,
    PRESENT,
    WORD,
    lexicon,
)
from pipeline.extract.claims.grammar.node import PEOPLE, Node
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.losses.named import is_said_of_people, loses_people, passive
from pipeline.extract.claims.scene import plural

_INSIDE = (PLAIN, WORD, CAPITAL, PARTY, PERSON, "M", "'", ADJECTIVE)
_LOSSES = ("killed", "wounded", "captured")
_MODIFIERS, _BEHIND = 5, 8


def single_people(nodes: list[Node], drafts: list[Draft]) -> list[Draft]:
    """Losses of one person whom a definite noun tells, where ``drafts`` count or name nobody there."""
    taken = [(draft.start, draft.end) for draft in drafts]
    found = []
    for i, node in enumerate(nodes):
        if (
            node.tag == PERSON
            and _is_one(node.word)
            and (opener := _opener(nodes, i)) is not None
            and not _named(nodes, i)
        ):
            draft = _suffers(nodes, opener, i) or _is_object(nodes, opener, i)
            if draft is None or any(start < draft.node.end and draft.node.start < end for start, end in taken):
                continue
            if not any(named.shape == "named" and named.predicate == draft.predicate for named in drafts):
                # But "the commander of the brigade Colonel Hans Brand was killed" names him.
                found.append(draft)
    return found


def _is_one(word: str) -> bool:
    """Whether the noun is one of a person in the singular: "pilot", not "pilots", "infantry" or "crew"."""
    many = plural(word)
    return many != word and many in lexicon().words and word not in lexicon().lists["crews"]


def _opener(nodes: list[Node], i: int) -> int | None:
    """Where the phrase of the noun at ``i`` begins: "the", "their", or "Ribe" of "Ribe's police chief"."""
    if i + 1 < len(nodes) and nodes[i + 1].tag in (PERSON, CAPITAL, PARTY, "'", "M", WORD):
        # "the commander Hans Brand", "the police chief", "the pilot's seat"
        return None
    k = i - 1
    while k >= 0 and i - k <= _MODIFIERS and nodes[k].tag in _INSIDE:
        k -= 1
    if k >= 0 and nodes[k].tag == DETERMINER and nodes[k].word not in ("no", "any", "each", "every"):
        return k
    owner = next((j for j in range(k + 1, i) if nodes[j].tag == "'"), 0)
    return k + 1 if owner and nodes[owner - 1].tag in (CAPITAL, PARTY) else None


def _named(nodes: list[Node], i: int) -> bool:
    """Whether a name follows in apposition: "the leading commander for the frontline, Hans Brand, was killed"."""
    k = _over_complement(nodes, i + 1)
    return k + 1 < len(nodes) and nodes[k].tag == "," and nodes[k + 1].tag in (CAPITAL, PARTY, PERSON)


def _phrase(nodes: list[Node], opener: int, i: int) -> Node:
    items = [item for node in nodes[opener : i + 1] for item in node.items]
    return Node(PEOPLE, items, head=nodes[i].items[-1], core_end=nodes[i].end)


def _suffers(nodes: list[Node], opener: int, i: int) -> Draft | None:
    """ "the commander was killed", "the chief of the village, who ..., was shot dead" """
    k = _over_complement(nodes, i + 1)
    be = False
    while k < len(nodes) and nodes[k].tag in (BE, ADVERB, HAVE):
        be = be or nodes[k].tag == BE
        k += 1
    if not be or k >= len(nodes) or nodes[k].tag not in (PAST, ADJECTIVE) or not loses_people(nodes[k]):
        return None
    if nodes[k].measures[0] not in _LOSSES or (nodes[k].tag == ADJECTIVE and nodes[k].word not in ("dead", "wounded")):
        return None
    node = _phrase(nodes, opener, i)
    return Draft(nodes[k].measures[0], node, i, node.start, nodes[k].end, k, "single")


def _over_complement(nodes: list[Node], k: int) -> int:
    """Behind "of the village"; nothing that may name the person is stepped over."""
    if k < len(nodes) and nodes[k].tag in (OF, PREPOSITION):
        end = k + 1
        while end < len(nodes) and end - k < _BEHIND and nodes[end].tag in (DETERMINER, OF, *_INSIDE):
            end += 1
        return end
    return k


def _is_object(nodes: list[Node], opener: int, i: int) -> Draft | None:
    """ "killed the pilot", "wounding the Danish commander" """
    verb = nodes[opener - 1] if opener else None
    if verb is None or verb.tag not in (PAST, GERUND, PRESENT) or not is_said_of_people(verb):
        return None
    if passive(nodes, opener - 1) or verb.measures[0] not in _LOSSES:
        return None
    node = _phrase(nodes, opener, i)
    return Draft(verb.measures[0], node, i, verb.start, node.end, opener - 1, "single")
