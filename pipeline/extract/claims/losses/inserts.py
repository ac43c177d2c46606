"""What may stand between a count and its verb, or between two counts, stepped over from right to left."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import AND, BE, BY, CAUSE, HAVE, OF, PARTY, PREPOSITION, SUBSET, WORD
from pipeline.extract.claims.grammar.nodes import NUMBER, PEOPLE, PREDICATES, THINGS, Node
from pipeline.extract.claims.grammar.relatives import over_relative

_ADJECTIVES = 2
# What stands in "of the Swedish secret service", "from Ribe", and how many nodes of it.
_IN_COMPLEMENT, _COMPLEMENT = (OF, PREPOSITION, "T", "w", "W", "N", "M", "j", "'", PARTY), 8


def over_stretch(nodes: list[Node], k: int) -> int:
    """Step back over a relative clause, else over what else may stand between a subject and its verb."""
    behind = over_relative(nodes, k) if k >= 0 else None
    return _over_insert(nodes, k) if behind is None else behind


def over_part(nodes: list[Node], k: int) -> int:
    """Before the part in "another six, including a girl, injured"; -1 where none stands there."""
    if k < 2 or nodes[k].tag != ",":
        return -1
    part = next((j for j in range(k - 1, max(0, k - _COMPLEMENT), -1) if nodes[j].tag == SUBSET), 0)
    return part - 2 if part > 1 and nodes[part - 1].tag == "," else -1


def over_apposed(nodes: list[Node], j: int) -> int:
    """Before the part in "57 soldiers, 11 of them officers, and 92 rebels died", of which ``j`` is the last node."""
    if j < 0 or nodes[j].is_counted:
        return j
    for comma in range(j, max(0, j - _COMPLEMENT), -1):
        if nodes[comma].tag in (";", "c", BE, HAVE, *PREDICATES):
            break
        if nodes[comma].tag == ",":
            part = nodes[comma + 1]
            apart = part.tag == SUBSET or (part.tag == NUMBER and part.items[-1].tag == SUBSET)
            return comma - 1 if apart and nodes[comma - 1].is_counted else j
    return j


def over_complement(nodes: list[Node], j: int) -> int:
    """Step back over what follows a counted noun: "an officer of the secret service, and a driver"."""
    k = j
    while k >= 0 and j - k < _COMPLEMENT and nodes[k].tag in _IN_COMPLEMENT:
        k -= 1
    return k if 0 <= k < j and nodes[k].tag == PEOPLE and _opens_complement(nodes, k + 1) else j


def uncounted_last(nodes: list[Node], k: int) -> int:
    """ "22 shops, 14 cars and stalls were destroyed", "40 men and their wives": the last of the list has no number."""
    if k >= 3 and nodes[k].tag in ("M", "N", "w") and nodes[k - 1].word in ("their", "his", "her"):
        return 3 if nodes[k - 2].tag == AND and nodes[k - 3].is_counted else 0
    if k < 2 or nodes[k].tag not in ("M", "N", "L", "w", "W") or not nodes[k].word.endswith(("s", "men", "women")):
        return 0
    j = k - 1
    while j > 1 and k - j <= _ADJECTIVES and nodes[j].tag in ("w", "j", "W", PARTY) and nodes[j].word[-1] != "s":
        # "ten journalists and foreign aid workers"
        j -= 1
    return k - j + 1 if nodes[j].tag == AND and nodes[j - 1].is_counted else 0


def _over_insert(nodes: list[Node], k: int) -> int:
    """Step back over what may stand between a subject and its verb: ", including three officers," or a place."""
    if k < 0:
        return -1
    if nodes[k].word in ("who", "that", "which") and k >= 1:
        # "four soldiers who had been killed"
        return k - 1 - (nodes[k - 1].tag == ",")
    if nodes[k].tag in (",", ")"):
        opening = "(" if nodes[k].tag == ")" else ","
        j = k - 1
        while j >= 0 and nodes[j].tag != opening:
            j -= 1
        if opening == "," and j > 0 and not nodes[j - 1].is_counted:
            j = _opening_of_part(nodes, j)
        # '300 "bandits", most of them armed, were killed'
        return j - 1 - (nodes[j - 1].tag == '"') if j > 0 else -1
    if (whole := _out_of(nodes, k)) is not None:
        return whole
    j, steps = k, 0
    while j >= 0 and steps < 7 and not nodes[j].is_counted:
        if nodes[j].tag in (",", ";", "c", "R", HAVE, BE, CAUSE, *PREDICATES):
            return -1
        j, steps = j - 1, steps + 1
    if j > 1 and nodes[j - 1].word == "with" and nodes[j - 2].tag == THINGS:
        # "A boat with 26 sailors aboard was sunk"
        return j - 2
    return j if j >= 0 and _opens_complement(nodes, j + 1) else -1


def _out_of(nodes: list[Node], k: int) -> int | None:
    """The count before "out of a 550-strong battalion" that ends at ``k``."""
    for out in range(k - 2, max(0, k - _COMPLEMENT), -1):
        if nodes[out].word == "out" and nodes[out + 1].tag == OF:
            return out - 1 if nodes[out - 1].is_counted else None
    return None


def _opening_of_part(nodes: list[Node], j: int) -> int:
    """The comma that opens ", including their commander, Nils Berg," of which ``j`` is one within; else ``j``."""
    for comma in range(j - 1, max(0, j - _COMPLEMENT), -1):
        if nodes[comma].tag == "," and nodes[comma + 1].tag == SUBSET and nodes[comma - 1].is_counted:
            return comma
        if nodes[comma].tag in (";", "c", BE, HAVE, *PREDICATES):
            break
    return j


def _opens_complement(nodes: list[Node], k: int) -> bool:
    """Whether a phrase that tells of the noun before it begins: "of the agency", "working for", "struck by"."""
    if k + 1 >= len(nodes):
        return False
    reduced = nodes[k].tag == WORD and nodes[k].word.endswith(("ing", "ed")) and nodes[k + 1].tag in (PREPOSITION, BY)
    return nodes[k].tag in (PREPOSITION, OF, BY) or reduced
