"""Named people who were lost: "The Duke of York was killed", "killing Hassan Ali"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.claims.grammar.auxiliaries import negated
from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BE,
    CAPITAL,
    DETERMINER,
    GERUND,
    HAVE,
    LOSS,
    OF,
    PARTY,
    PAST,
    PERSON,
    PLAIN,
    PREPOSITION,
    PRESENT,
    WORD,
)  # fmt: skip
from pipeline.extract.claims.grammar.node import PREDICATES, Node
from pipeline.extract.claims.losses.among import among_the_lost
from pipeline.extract.claims.losses.drafts import Draft

_NEAR = 8
_LOSSES = ("killed", "wounded", "captured", "missing")


def named(nodes: list[Node], i: int) -> list[Draft]:
    """A draft for each loss of a named person: "Smith was wounded and captured"."""
    draft = _named(nodes, i) or _among_the_dead(nodes, i) or _listed_among(nodes, i)
    if draft is None:
        return []
    measures = nodes[draft.predicate].measures if draft.predicate is not None else (draft.measure,)
    found = [replace(draft, measure=measure) for measure in measures if measure in _LOSSES]
    second = second_fate(nodes, draft.predicate) if draft.predicate is not None and found else None
    if second is not None and nodes[second].measures[0] != found[-1].measure:
        found.append(replace(draft, measure=nodes[second].measures[0], end=nodes[second].end, predicate=second))
    return found


def second_fate(nodes: list[Node], verb: int) -> int | None:
    """The second participle of "was wounded in the leg and captured"; None where none follows."""
    j = verb + 1
    inside = (PREPOSITION, OF, DETERMINER, WORD, CAPITAL, PARTY, PERSON, PLAIN, ADVERB, "d", "M")
    while j < len(nodes) and j - verb < _NEAR and nodes[j].tag in inside:
        j += 1
    j += 1 + (j + 1 < len(nodes) and nodes[j + 1].tag == ADVERB)
    told = verb + 2 < j < len(nodes) and nodes[verb + 1].tag == PREPOSITION and nodes[j].tag == PAST
    return j if told and AND in (nodes[j - 1].tag, nodes[j - 2].tag) and loses_people(nodes[j]) else None


def _named(nodes: list[Node], i: int) -> Draft | None:
    """ "The Duke of York was killed", "killing Hassan Ali" """
    k = _to_verb(nodes, i)
    be = False
    while k < len(nodes) and nodes[k].tag in (BE, ADVERB, HAVE):
        be = be or nodes[k].tag == BE
        k += 1
    absolute = k < len(nodes) and k == i + 2 and nodes[k - 1].tag == "," and nodes[k].tag == PAST and _ends(nodes, k)
    if (be or absolute) and k < len(nodes) and nodes[k].tag in (PAST, ADJECTIVE) and loses_people(nodes[k]):
        return Draft(nodes[k].measures[0], nodes[i], i, nodes[i].start, nodes[k].end, k, "named")
    if (at := _verb_before_apposition(nodes, i)) is not None:
        return Draft(nodes[at].measures[0], nodes[i], i, nodes[i].start, nodes[i].end, at, "named")
    verb = nodes[i - 1] if i else None
    active = verb is not None and verb.tag in (PAST, GERUND, PRESENT) and not passive(nodes, i - 1)
    if verb is not None and active and loses_people(verb) and not negated(nodes, i - 1):
        return Draft(verb.measures[0], nodes[i], i, verb.start, nodes[i].end, i - 1, "named")
    return None


def _to_verb(nodes: list[Node], i: int) -> int:
    """Behind what may stand between a name and its verb: "himself", an apposition, those joined to it."""
    k = _over_apposition(nodes, i + 1)
    if k == i + 1 < len(nodes) and nodes[k].tag == "," and _apposed(nodes, i):
        # "Their commander, Colonel Nils Berg, was killed"
        return k + 1
    while k + 1 < len(nodes) and nodes[k].tag == AND and (nodes[k + 1].is_counted or _is_name(nodes, k + 1)):
        # "Colonel Berg and twelve other officers were captured"
        k += 2
        while nodes[k - 1].tag == PERSON and k < len(nodes) and nodes[k].tag in (PARTY, CAPITAL):
            k += 1
    return k + (k < len(nodes) and nodes[k].word in ("himself", "herself"))


def _ends(nodes: list[Node], k: int) -> bool:
    """Whether the clause ends with the participle: "..., their general, Ibrahim, killed"."""
    return k + 1 >= len(nodes) or nodes[k + 1].tag in (".", ",", ";", AND)


def _apposed(nodes: list[Node], i: int) -> bool:
    """Whether a comma stands before the name, its ranks aside."""
    while i > 0 and nodes[i - 1].tag in (PERSON, CAPITAL):
        i -= 1
    return i > 0 and nodes[i - 1].tag == ","


def _is_name(nodes: list[Node], k: int) -> bool:
    """Whether a name begins there, bare or behind a rank ("Captain Lind")."""
    if nodes[k].tag == PERSON:
        k += 1
    return k < len(nodes) and nodes[k].tag in (PARTY, CAPITAL)


def _verb_before_apposition(nodes: list[Node], i: int) -> int | None:
    """The verb of "executed the Danish commander of the island, Colonel Nils Berg"."""
    if not _apposed(nodes, i):
        return None
    comma = i - 1
    while nodes[comma].tag != ",":
        comma -= 1
    k, people = comma - 1, False
    while (
        k > 0
        and comma - k < 12
        and nodes[k].tag in (DETERMINER, "j", "w", "W", "M", PARTY, PERSON, OF, "p", ADJECTIVE, ADVERB, PAST)
    ):
        if nodes[k].tag == PAST and nodes[k - 1].tag != DETERMINER:
            break
        people = people or nodes[k].tag == PERSON
        k -= 1
    verb = nodes[k]
    active = verb.tag in (PAST, GERUND, PRESENT) and verb.verb is not None and verb.verb.takes == "person"
    return k if active and people and loses_people(verb) and not passive(nodes, k) else None


def loses_people(node: Node) -> bool:
    """Whether the predicate says that a person is lost; one who was shot may have lived."""
    shot = node.verb is not None and node.verb.passive_only
    buried = node.word in ("buried", "bury", "burying")
    return bool(node.measures) and node.measures[0] in _LOSSES and not (shot or buried)


def _among_the_dead(nodes: list[Node], i: int) -> Draft | None:
    """ "General Smith was among the dead" """
    k = _over_apposition(nodes, i + 1)
    if [node.word for node in nodes[k + 1 : k + 4]] in (["reported", "to", "be"], ["said", "to", "be"]):
        # "was reported to be among the dead"
        k += 3
    found = among_the_lost(nodes, k + 1) if k < len(nodes) and nodes[k].tag == BE else None
    return Draft(found[0], nodes[i], i, nodes[i].start, found[1], None, "named") if found is not None else None


def _listed_among(nodes: list[Node], i: int) -> Draft | None:
    """ "Among the Danish dead were Colonel Berg and Captain Lind" """
    k = i - 1
    while k > 0 and nodes[k].tag in (PARTY, CAPITAL, PERSON, AND, ",", DETERMINER, ADVERB, WORD, PLAIN):
        k -= 1
    if k < 2 or nodes[k].tag != BE:
        return None
    lexeme = nodes[k - 1].items[-1].lexeme
    opened = any(node.word in ("among", "amongst") for node in nodes[max(0, k - 5) : k - 1])
    if not opened or lexeme is None or lexeme.measure not in _LOSSES:
        return None
    return Draft(lexeme.measure, nodes[i], i, nodes[i].start, nodes[i].end, None, "named")


def _over_apposition(nodes: list[Node], k: int) -> int:
    """Behind ", the leader of the X," where a name has one."""
    if k >= len(nodes) or nodes[k].tag != ",":
        return k
    j = k + 1
    while j < len(nodes) and nodes[j].tag != "," and j - k < 12:
        if nodes[j].tag in (BE, HAVE, "c", *PREDICATES):
            return k
        j += 1
    return j + 1 if j < len(nodes) and nodes[j].tag == "," else k


def fate(nodes: list[Node], end: int) -> str:
    """What befell the one whose name ends at the offset, of whom ", who was mortally wounded" follows; or ''."""
    k = next((k for k, node in enumerate(nodes) if node.start >= end), len(nodes))
    if [node.word for node in nodes[k : k + 2]] != [",", "who"] or k + 3 >= len(nodes) or nodes[k + 2].tag != BE:
        return ""
    verb = nodes[k + 3] if nodes[k + 3].tag != ADVERB or k + 4 >= len(nodes) else nodes[k + 4]
    return verb.measures[0] if loses_people(verb) else ""


def passive(nodes: list[Node], j: int) -> bool:
    """Whether a form of "be" stands before the participle at ``j``."""
    k = j - 1
    while k >= 0 and nodes[k].tag == ADVERB:
        k -= 1
    return k >= 0 and nodes[k].tag == BE


def unlisted_name(nodes: list[Node], i: int) -> Draft | None:
    """ "Hector was killed", "slew Antilochus": a capitalised name that nothing else in the article tells about.

    Only verbs that are said of people alone: a place may be captured too.
    """
    k = i
    while k < len(nodes) and nodes[k].tag == CAPITAL:
        k += 1
    name = Node(CAPITAL, [item for node in nodes[i:k] for item in node.items])
    before = nodes[i - 1] if i else None
    if (
        before is not None
        and before.tag in (PAST, GERUND, PRESENT)
        and is_said_of_people(before)
        and not passive(nodes, i - 1)
    ):
        plural = name.items[-1].word.endswith("s") or (k < len(nodes) and nodes[k].tag in (PERSON, PARTY, "w", LOSS))
        return None if plural else Draft(before.measures[0], name, i, before.start, name.end, i - 1, "named")
    if before is not None and before.tag not in (",", "c", AND, ".", ";", ADVERB):
        return None
    verb, be = k, False
    while verb < len(nodes) and nodes[verb].tag in (BE, ADVERB):
        be = be or nodes[verb].word in ("was", "is")
        verb += 1
    if not be or verb >= len(nodes) or nodes[verb].tag != PAST or not is_said_of_people(nodes[verb]):
        return None
    return Draft(nodes[verb].measures[0], name, i, name.start, nodes[verb].end, verb, "named")


def is_said_of_people(node: Node) -> bool:
    """Whether the predicate is said of people alone: a place may be captured too."""
    return loses_people(node) and node.verb is not None and node.verb.takes == "person"


def named_subsets(nodes: list[Node], drafts: list[Draft], is_person: Callable[[str], bool]) -> list[Draft]:
    """ "including the commander, Hassan Ali": the named one is a part of the number before."""
    found = []
    taken = {draft.at for draft in drafts}
    for i, node in enumerate(nodes):
        if node.tag != "i":
            continue
        single = [draft for draft in drafts if "+" not in draft.measure]
        wholes = [draft for draft in single if draft.at < i and draft.shape not in ("strength", "named")]
        k = i + 1
        while (
            wholes
            and k < len(nodes)
            and k - i <= 10
            and nodes[k].tag in (DETERMINER, "w", "W", PARTY, PREPOSITION, OF, ",", PERSON, ADVERB, "j", "a", "d")
        ):
            actor_id = nodes[k].items[0].actor_id
            if k not in taken and nodes[k].tag == PARTY and actor_id and is_person(actor_id):
                measure = fate(nodes, nodes[k].end) or wholes[-1].measure
                found.append(Draft(measure, nodes[k], k, node.start, nodes[k].end, None, "named", whole=wholes[-1]))
                break
            k += 1
    return found
