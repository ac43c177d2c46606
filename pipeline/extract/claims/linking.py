"""The grammar of losses: which predicate counts which phrase.

Works on the nodes of one sentence and gives drafts: a measure, the counted node, and the stretch of text that says so.
Three shapes carry nearly all losses: the counted phrase before its participle ("20 men were killed", "five injured"),
behind an active verb ("killing 61 cadets"), and the counted noun of loss ("two deaths", "150 prisoners").
"""

from __future__ import annotations

from pipeline.extract.claims.auxiliaries import before, negated
from pipeline.extract.claims.drafts import SKIPPED, Draft, back, fits, make_draft, skip
from pipeline.extract.claims.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BASE,
    BE,
    BY,
    CAUSE,
    DETERMINER,
    GERUND,
    HAVE,
    LOSS,
    NOT_A_COUNT,
    OF,
    PARTY,
    PAST,
    PREPOSITION,
    PRESENT,
    QUANTITY,
    SUBSET,
    WORD,
    lexicon,
)  # fmt: skip
from pipeline.extract.claims.loss_nouns import noun_of_loss
from pipeline.extract.claims.nodes import COUNTED, LOSSES, NUMBER, PEOPLE, PREDICATES, THINGS, Node
from pipeline.extract.claims.objects import next_coordinate, objects, plainly_active
from pipeline.extract.claims.relatives import over_relative
from pipeline.extract.claims.shared import shared_subject
from pipeline.extract.claims.subsets import add_subsets

_LISTED = (AND, ",", "T", "w", "W", "N", "(", ")", PARTY, PAST, ADJECTIVE, *SKIPPED)
_ADJECTIVES = 2
# What stands in "of the Swedish secret service", "from Ribe", and how many nodes of it.
_IN_COMPLEMENT, _COMPLEMENT = (OF, PREPOSITION, "T", "w", "W", "N", "M", "j", "'", PARTY), 8


def link(nodes: list[Node], context: str = "") -> list[Draft]:
    """The losses that the sentence counts, in the order of their numbers.

    ``context`` is the measure told last, which "the figure" and "the total" of a next sentence go on with.
    """
    drafts: dict[int, Draft] = {}
    for i, node in enumerate(nodes):
        if node.tag in PREDICATES and not negated(nodes, i):
            for draft in _subjects(nodes, i) or objects(nodes, i, drafts):
                if draft.measure == "killed" and _aside(nodes, drafts.get(draft.at)):
                    # "300 men who had surrendered were shot"
                    drafts[draft.at] = draft
                drafts.setdefault(draft.at, draft)
    for i, node in enumerate(nodes):
        if i not in drafts and node.is_counted:
            counted = noun_of_loss(nodes, i, drafts, context)
            if counted is not None:
                drafts[i] = counted
                _extend(nodes, counted, drafts)
    add_subsets(nodes, drafts)
    return [drafts[i] for i in sorted(drafts)]


def _extend(nodes: list[Node], draft: Draft, drafts: dict[int, Draft]) -> None:
    """Take in the list that a noun of loss begins: "the loss of two tanks, a gun and five trucks"."""
    if draft.shape not in ("of", "toll", "among", "lives"):
        return
    k = next_coordinate(nodes, draft.at)
    listed = [draft]
    while k < len(nodes) and nodes[k].is_counted and k not in drafts and not _starts_own_clause(nodes, k):
        mixed = draft.measure in ("casualties", "lost")
        if nodes[k].tag == LOSSES or (draft.shape == "toll" and nodes[k].tag != draft.node.tag and not mixed):
            break
        measure = draft.measure
        if draft.shape in ("of", "toll") and draft.measure in ("casualties", "lost"):
            measure = "lost" if nodes[k].tag == THINGS else "casualties"
        drafts[k] = Draft(measure, nodes[k], k, nodes[k].start, nodes[k].end, None, draft.shape, whole=draft.whole)
        listed.append(drafts[k])
        k = next_coordinate(nodes, k)
    if k in drafts and drafts[k].predicate == k + 1 and nodes[k + 1].tag == PAST:
        # "at a cost of two officers and six men killed"
        for one in listed:
            one.measure = drafts[k].measure if one.measure == "casualties" else one.measure


def _subjects(nodes: list[Node], i: int) -> list[Draft]:
    """Counted phrases before a participle or an intransitive verb."""
    predicate = nodes[i]
    verb = predicate.verb
    intransitive = (verb is not None and verb.intransitive) or predicate.word.endswith("the hands")
    if predicate.tag == BASE and intransitive and i > 1 and nodes[i - 1].word == "to" and nodes[i - 2].is_counted:
        # "forced 20,000 people to flee"
        forced = i > 2 and nodes[i - 3].word in lexicon().lists["forcing"]
        return [make_draft(nodes, i - 2, i, "subject")] if forced and fits(nodes[i - 2], predicate, "subject") else []
    if predicate.tag == BASE or (predicate.tag in (GERUND, PRESENT) and not intransitive):
        return []
    k, passive = before(nodes, i)
    if verb is not None and verb.loses and not passive and _is_lost(nodes, i):
        passive = True
    if (verb is not None and verb.loses and not passive) or _only_fell(nodes, i) or _of_others(nodes, k):
        return []
    listed = _uncounted_last(nodes, k)
    k -= listed
    if k < 0 or not nodes[k].is_counted:
        shared = shared_subject(nodes, i, k, passive)
        over = _over_stretch(nodes, k) if passive or intransitive else _over_part(nodes, k)
        passive, k = (True, shared) if shared is not None else (passive, over)
    if k < 0 or not nodes[k].is_counted or not _may_suffer(nodes, k, i, passive):
        return []
    if not (passive or intransitive or predicate.tag == ADJECTIVE) and _has_object(nodes, i):
        return []
    chain = [k]
    left = predicate.tag == ADJECTIVE and any(node.tag == CAUSE for node in nodes[max(0, k - 10) : k])
    elliptic = predicate.tag == PAST and any(_befell(nodes, at) for at in range(1, k))
    earlier = k if passive or intransitive or left or elliptic or _given_to(nodes, k) else None
    while earlier is not None:
        earlier = _coordinate_before(nodes, chain[0], listed > 0 or len(chain) > 1)
        if earlier is not None:
            chain.insert(0, earlier)
    return [
        make_draft(nodes, at, i, "subject")
        for at in chain
        if fits(nodes[at], predicate, "subject") and not _done_to(nodes, at, predicate)
    ]


def _aside(nodes: list[Node], draft: Draft | None) -> bool:
    """Whether the loss is told in a relative clause behind the count."""
    if draft is None or draft.predicate is None:
        return False
    return any(node.word == "who" for node in nodes[draft.at + 1 : draft.predicate])


def _done_to(nodes: list[Node], at: int, predicate: Node) -> bool:
    """ "the execution of three policemen who had surrendered": what was done to them counts, not what they did."""
    deed = lexicon().nominals.get(nodes[at - 2].items[-1].word, "") if at > 1 and nodes[at - 1].tag == OF else ""
    return deed == "killed" and predicate.measures in (("surrendered",), ("captured",))


def _is_lost(nodes: list[Node], i: int) -> bool:
    """ "listed 19 tanks lost, of which 11 were destroyed": the participle, where nothing that was lost follows."""
    ends = i + 1 >= len(nodes) or nodes[i + 1].tag in (".", ",", ";", ")", AND)
    return i > 1 and nodes[i].tag == PAST and nodes[i - 1].tag == THINGS and ends and nodes[i - 2].tag != HAVE


def _may_suffer(nodes: list[Node], k: int, i: int, passive: bool) -> bool:
    """Whether the node at ``k`` can be what the verb at ``i`` befalls: only people are "shot" without "were"."""
    verb = nodes[i].verb
    return verb is None or not verb.passive_only or passive or nodes[k].tag in (PEOPLE, NUMBER)


def _of_others(nodes: list[Node], k: int) -> bool:
    """ "All but 12 of the 300 were killed", "60% of the 300 were killed": the number is of others."""
    described = k > 1 and nodes[k - 1].tag in ("j", WORD) and nodes[k - 2].tag == DETERMINER  # "Most of the final 600"
    part = k - 2 - 1 if described else k - 1 - (k > 0 and nodes[k - 1].tag == DETERMINER)
    if part >= 0 and (nodes[part].tag == NUMBER and nodes[part].items[-1].tag in (OF, QUANTITY, WORD)):
        # "Most of the 300"
        return nodes[part].items[-1].word.endswith("of")
    if (
        part > 0
        and nodes[part].tag == OF
        and (nodes[part - 1].tag == NOT_A_COUNT or nodes[part - 1].word in lexicon().lists["parts"])
    ):
        return True
    j = k
    while j >= 0 and k - j < 5 and nodes[j].tag not in (",", ";", *PREDICATES):
        if j > 0 and nodes[j].word == "but" and nodes[j - 1].word in ("all", "none", "everyone"):
            return True
        j -= 1
    return False


def _only_fell(nodes: list[Node], i: int) -> bool:
    """ "fell from their horses", "fell back": nobody died of it."""
    lists = lexicon().lists
    return nodes[i].word in lists["falling"] and i + 1 < len(nodes) and nodes[i + 1].word in lists["onto"]


def _uncounted_last(nodes: list[Node], k: int) -> int:
    """ "22 shops, 14 cars and stalls were destroyed", "40 men and their wives": the last of the list has no number."""
    if k >= 3 and nodes[k].tag in ("M", "N", "w") and nodes[k - 1].word in ("their", "his", "her"):
        return 3 if nodes[k - 2].tag == AND and nodes[k - 3].is_counted else 0
    if k < 2 or nodes[k].tag not in ("M", "N", "w", "W") or not nodes[k].word.endswith(("s", "men", "women")):
        return 0
    j = k - 1
    while j > 1 and k - j <= _ADJECTIVES and nodes[j].tag in ("w", "j", "W", PARTY) and nodes[j].word[-1] != "s":
        # "ten journalists and foreign aid workers"
        j -= 1
    return k - j + 1 if nodes[j].tag == AND and nodes[j - 1].is_counted else 0


def _over_part(nodes: list[Node], k: int) -> int:
    """Before the part in "another six, including a girl, injured"; -1 where none stands there."""
    if k < 2 or nodes[k].tag != ",":
        return -1
    part = next((j for j in range(k - 1, max(0, k - _COMPLEMENT), -1) if nodes[j].tag == SUBSET), 0)
    return part - 2 if part > 1 and nodes[part - 1].tag == "," else -1


def _over_stretch(nodes: list[Node], k: int) -> int:
    """Step back over a relative clause, else over what else may stand between a subject and its verb."""
    behind = over_relative(nodes, k) if k >= 0 else None
    return _over_insert(nodes, k) if behind is None else behind


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


def _over_complement(nodes: list[Node], j: int) -> int:
    """Step back over what follows a counted noun: "an officer of the secret service, and a driver"."""
    k = j
    while k >= 0 and j - k < _COMPLEMENT and nodes[k].tag in _IN_COMPLEMENT:
        k -= 1
    return k if 0 <= k < j and nodes[k].tag == PEOPLE and _opens_complement(nodes, k + 1) else j


def _befell(nodes: list[Node], at: int) -> bool:
    """ "... were killed, and five officers and 60 men wounded": a passive that the last participle goes on with."""
    return nodes[at].tag == PAST and bool(nodes[at].measures) and nodes[back(nodes, at - 1)].tag == BE


def _given_to(nodes: list[Node], k: int) -> bool:
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


def _has_object(nodes: list[Node], i: int) -> bool:
    k = skip(nodes, i + 1)
    return (
        k < len(nodes)
        and (nodes[k].is_counted or nodes[k].tag in ("T", PARTY, "N", "r", "W", "a"))
        and not _starts_own_clause(nodes, k)
    )


def _starts_own_clause(nodes: list[Node], k: int) -> bool:
    j = skip(nodes, k + 1)
    return j < len(nodes) and (
        nodes[j].tag == BE or (nodes[j].tag in (PAST, ADJECTIVE) and not plainly_active(nodes, j))
    )


def _coordinate_before(nodes: list[Node], k: int, listed: bool) -> int | None:
    """The counted phrase joined to the one at ``k`` from the left, unless a verb already counts it."""
    j = k - 1
    if j < 0 or nodes[j].tag not in (AND, ",") or nodes[k].items[-1].tag in (SUBSET, "c"):
        return None
    joined = nodes[j].tag == AND or (listed and nodes[j].tag == ",")
    while j >= 0 and nodes[j].tag in (AND, ",", ADVERB):
        j -= 1
    if not joined:
        return None
    j = _over_apposed(nodes, j)
    j = _over_complement(nodes, j - _uncounted_last(nodes, j))
    if j < 0 or nodes[j].tag not in COUNTED or nodes[j].tag == LOSSES:
        return None
    governor = j - 1
    while governor >= 0 and nodes[governor].tag in SKIPPED:
        governor -= 1
    if governor > 1 and nodes[governor].tag == SUBSET and nodes[governor - 1].tag == ",":
        # "left 21 rebels, including two commanders, and 12 soldiers dead"
        return governor - 2 if nodes[governor - 2].is_counted else None
    if governor > 0 and nodes[governor].tag == OF and nodes[governor - 1].word == "total":
        return j
    if governor >= 0 and nodes[governor].tag in (PAST, GERUND, PRESENT, PREPOSITION, OF, BY, SUBSET):
        return None
    return j


def _over_apposed(nodes: list[Node], j: int) -> int:
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
