"""The grammar of losses: which predicate counts which phrase.

Works on the nodes of one sentence and gives drafts: a measure, the counted node, and the stretch of text that says so.
Three shapes carry nearly all losses: the counted phrase before its participle ("20 men were killed", "five injured"),
behind an active verb ("killing 61 cadets"), and the counted noun of loss ("two deaths", "150 prisoners").
"""

from __future__ import annotations

from pipeline.extract.claims.grammar.auxiliaries import before, negated
from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    AND,
    BASE,
    BE,
    CAUSE,
    DETERMINER,
    GERUND,
    HAVE,
    NOT_A_COUNT,
    OF,
    PARTY,
    PAST,
    PRESENT,
    QUANTITY,
    WORD,
    lexicon,
)  # fmt: skip
from pipeline.extract.claims.grammar.nodes import NUMBER, PEOPLE, PREDICATES, THINGS, Node
from pipeline.extract.claims.grammar.walking import back, skip
from pipeline.extract.claims.losses.drafts import Draft, fits, make_draft
from pipeline.extract.claims.losses.inserts import (
    over_part,
    over_stretch,
    uncounted_last,
)
from pipeline.extract.claims.losses.lists import (
    befell,
    coordinate_before,
    given_to,
    listed_things,
    starts_own_clause,
    take_list,
)
from pipeline.extract.claims.losses.loss_nouns import noun_of_loss
from pipeline.extract.claims.losses.objects import objects
from pipeline.extract.claims.losses.shared import shared_subject
from pipeline.extract.claims.losses.subsets import add_subsets


def link(nodes: list[Node], context: str = "") -> list[Draft]:
    """The losses that the sentence counts, in the order of their numbers.

    ``context`` is the measure told last, which "the figure" and "the total" of a next sentence go on with.
    """
    drafts: dict[int, Draft] = {}
    for i, node in enumerate(nodes):
        if node.tag in PREDICATES and not negated(nodes, i):
            for draft in _subjects(nodes, i) or objects(nodes, i, drafts):
                if draft.measure in ("killed", "released") and _aside(nodes, drafts.get(draft.at)):
                    # "300 men who had surrendered were shot"
                    drafts[draft.at] = draft
                drafts.setdefault(draft.at, draft)
    for i, node in enumerate(nodes):
        if i not in drafts and node.is_counted:
            counted = noun_of_loss(nodes, i, drafts, context) or listed_things(nodes, i, drafts)
            if counted is not None:
                drafts[i] = counted
                take_list(nodes, counted, drafts)
    add_subsets(nodes, drafts)
    return [drafts[i] for i in sorted(drafts)]


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
    k = _over_part_without_comma(nodes, _over_base(nodes, k))
    if (verb is not None and verb.loses and not passive) or _only_fell(nodes, i) or _of_others(nodes, k):
        return []
    listed = uncounted_last(nodes, k)
    k -= listed
    if k < 0 or not nodes[k].is_counted:
        shared = shared_subject(nodes, i, k, passive)
        over = over_stretch(nodes, k) if passive or intransitive else over_part(nodes, k)
        passive, k = (True, shared) if shared is not None else (passive, over)
    if k < 0 or not nodes[k].is_counted or not _may_suffer(nodes, k, i, passive):
        return []
    if not (passive or intransitive or predicate.tag == ADJECTIVE) and _has_object(nodes, i):
        return []
    return [
        make_draft(nodes, at, i, "subject")
        for at in _chain(nodes, k, predicate, passive or intransitive, listed > 0)
        if (fits(nodes[at], predicate, "subject") or _fell_or_taken(nodes, at, i))
        and not _done_to(nodes, at, predicate)
    ]


def _chain(nodes: list[Node], k: int, predicate: Node, verbal: bool, listed: bool) -> list[int]:
    """The counted phrase at ``k`` and those joined to it from the left that the predicate tells of too."""
    chain = [k]
    left = predicate.tag == ADJECTIVE and any(node.tag == CAUSE for node in nodes[max(0, k - 10) : k])
    elliptic = predicate.tag == PAST and any(befell(nodes, at) for at in range(1, k))
    earlier = k if verbal or left or elliptic or given_to(nodes, k) else None
    while earlier is not None:
        earlier = coordinate_before(nodes, chain[0], listed or len(chain) > 1)
        if earlier is not None:
            chain.insert(0, earlier)
    if len(chain) == 1 and predicate.tag == PAST and _with_another(nodes, k):
        chain.insert(0, k - 2)
    return chain


def _with_another(nodes: list[Node], k: int) -> bool:
    """ "with two officers and one sepoy wounded", "resulted in 200 Danes and 300 Swedes driven out": both."""
    if k < 3 or nodes[k - 1].tag != AND or not nodes[k].tag == nodes[k - 2].tag == PEOPLE:
        return False
    return nodes[k - 3].word == "with" or (nodes[k - 3].word == "in" and nodes[k - 4].word.startswith("result"))


def _over_part_without_comma(nodes: list[Node], k: int) -> int:
    """ "27 guards, including three officers were killed": the 27 were, though no comma ends the part."""
    part = k > 2 and nodes[k].is_counted and nodes[k - 1].word == "including" and nodes[k - 2].tag == ","
    return k - 3 if part and nodes[k - 3].is_counted and nodes[k + 1].tag == BE else k


def _over_base(nodes: list[Node], k: int) -> int:
    """Before "out of 30 officers" of "20 out of 30 officers were killed"."""
    words = [node.word for node in nodes[k - 2 : k]] if k > 2 and nodes[k - 3].is_counted else []
    return k - 3 if words in (["out", "of"], ["of", "the"]) else k


def _fell_or_taken(nodes: list[Node], at: int, i: int) -> bool:
    """ "2,000 fell and 1,500 were taken": of a number alone, where nothing else was counted, people."""
    people = any(node.tag == PEOPLE for node in nodes[:i])
    things = any(node.tag == THINGS for node in nodes[:i]) or (nodes[0].tag == OF and not people)
    if nodes[at].tag != NUMBER or things:
        return False
    behind = nodes[i + 1 : i + 4]
    ends = not behind or behind[0].tag in (".", ",", ";", AND)
    if nodes[i].word == "fell":
        return ends or (behind[0].word in ("on", "in") and behind[-1].word in ("field", "battle", "action", "fighting"))
    killed = any("killed" in node.measures for node in nodes[:at])
    elliptic = i > 1 and nodes[i - 2].tag == AND  # "were killed and 15,000 taken"
    return nodes[i].word == "taken" and (elliptic or nodes[back(nodes, i - 1)].tag == BE) and ends and killed


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
    if nodes[i].word in ("fell", "fallen", "fall") and i + 1 < len(nodes) and nodes[i + 1].word == "into":
        # "fell into British hands"
        return True
    return nodes[i].word in lists["falling"] and i + 1 < len(nodes) and nodes[i + 1].word in lists["onto"]


def _has_object(nodes: list[Node], i: int) -> bool:
    k = skip(nodes, i + 1)
    return (
        k < len(nodes)
        and (nodes[k].is_counted or nodes[k].tag in ("T", PARTY, "N", "r", "W", "a"))
        and not starts_own_clause(nodes, k)
    )
