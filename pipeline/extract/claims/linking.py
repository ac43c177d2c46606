"""The grammar of losses: which predicate counts which phrase.

Works on the nodes of one sentence and gives drafts: a measure, the counted node, and the stretch of text that says so.
Three shapes carry nearly all losses: the counted phrase before its participle ("20 men were killed", "five injured"),
behind an active verb ("killing 61 cadets"), and the counted noun of loss ("two deaths", "150 prisoners").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.claims.lexicon import (
    ADJECTIVE, ADVERB, AND, BASE, BE, BY, CAUSE, GERUND, HAVE, LOSS, OF, PARTY, PAST, PREPOSITION, PRESENT, SUBSET, lexicon,
)  # fmt: skip
from pipeline.extract.claims.nodes import COUNTED, LOSSES, NUMBER, PEOPLE, PREDICATES, THINGS, Node

_SKIP = (ADVERB, "j")


@dataclass(slots=True)
class Draft:
    """A loss before anybody is named: node ``at`` is counted by ``measure``, said between ``start`` and ``end``."""

    measure: str
    node: Node
    at: int
    start: int
    end: int
    predicate: int | None = None
    shape: str = ""
    whole: Draft | None = None
    parts: list[Draft] = field(default_factory=list)


def link(nodes: list[Node]) -> list[Draft]:
    """The losses that the sentence counts, in the order of their numbers."""
    drafts: dict[int, Draft] = {}
    for i, node in enumerate(nodes):
        if node.tag in PREDICATES and not _negated(nodes, i):
            for draft in _subjects(nodes, i) or _objects(nodes, i, drafts):
                drafts.setdefault(draft.at, draft)
    for i, node in enumerate(nodes):
        if i not in drafts and node.is_counted:
            draft = _noun_of_loss(nodes, i) or _behind_noun(nodes, i) or _laid_on(nodes, i)
            if draft is not None:
                drafts[i] = draft
    _elliptical(nodes, drafts)
    return [drafts[i] for i in sorted(drafts)]


def _negated(nodes: list[Node], i: int) -> bool:
    """Whether "not" or "without" stands right before the predicate."""
    k = i - 1
    while k >= 0 and nodes[k].tag in (ADVERB, BE, HAVE):
        if nodes[k].word in lexicon().lists["negation"]:
            return True
        k -= 1
    return k >= 0 and nodes[k].word in lexicon().lists["negation"]


def _subjects(nodes: list[Node], i: int) -> list[Draft]:
    """Counted phrases before a participle or an intransitive verb."""
    predicate = nodes[i]
    verb = predicate.verb
    intransitive = verb is not None and verb.intransitive
    if predicate.tag == BASE or (predicate.tag in (GERUND, PRESENT) and not intransitive) or (verb is not None and verb.loses):
        return []
    k, passive = _before(nodes, i)
    if k < 0 or not nodes[k].is_counted:
        k = _over_insert(nodes, k) if passive or intransitive else -1
    if k < 0 or not nodes[k].is_counted:
        return []
    if not (passive or intransitive or predicate.tag == ADJECTIVE) and _has_object(nodes, i):
        return []
    if verb is not None and verb.passive_only and not passive and nodes[k].tag not in (PEOPLE, NUMBER):
        return []
    chain = [k]
    while passive or intransitive:
        earlier = _coordinate_before(nodes, chain[0])
        if earlier is None:
            break
        chain.insert(0, earlier)
    return [_draft(nodes, at, i, "subject") for at in chain if _fits(nodes[at], predicate)]


def _before(nodes: list[Node], i: int) -> tuple[int, bool]:
    """The node before the predicate's auxiliaries, and whether a form of "be" stood there."""
    k, passive = i - 1, False
    while k >= 0 and (nodes[k].tag in _SKIP or nodes[k].tag == BE or (nodes[k].tag == HAVE and nodes[k].word in lexicon().lists["have"] and (passive or nodes[i].tag == PAST))):
        if nodes[k].tag == HAVE and not passive and not (nodes[i].verb is not None and nodes[i].verb.intransitive):
            break
        passive = passive or nodes[k].tag == BE
        k -= 1
    if k >= 0 and nodes[k].tag == "w" and nodes[k].word in ("reported", "believed", "thought", "said", "feared", "confirmed", "presumed", "known", "listed", "found"):
        return _before(nodes, k)
    return k, passive


def _over_insert(nodes: list[Node], k: int) -> int:
    """Step back over what may stand between a subject and its verb: ", including three officers," or a place."""
    if k < 0:
        return -1
    if nodes[k].tag == ",":
        j = k - 1
        while j >= 0 and nodes[j].tag != ",":
            j -= 1
        return j - 1 if j > 0 else -1
    j, steps = k, 0
    while j >= 0 and steps < 7 and not nodes[j].is_counted:
        if nodes[j].tag in (",", ";", "c", "R", HAVE, BE, CAUSE, *PREDICATES):
            return -1
        j, steps = j - 1, steps + 1
    between = nodes[j + 1].tag if 0 <= j < len(nodes) - 1 else ""
    return j if j >= 0 and between in (PREPOSITION, OF, BY) else -1


def _has_object(nodes: list[Node], i: int) -> bool:
    k = _skip(nodes, i + 1)
    return k < len(nodes) and (nodes[k].is_counted or nodes[k].tag in ("T", PARTY, "N", "r", "W", "a")) and not _starts_own_clause(nodes, k)


def _starts_own_clause(nodes: list[Node], k: int) -> bool:
    j = _skip(nodes, k + 1)
    return j < len(nodes) and (nodes[j].tag == BE or (nodes[j].tag in (PAST, ADJECTIVE) and not _plainly_active(nodes, j)))


def _plainly_active(nodes: list[Node], i: int) -> bool:
    k = _skip(nodes, i + 1)
    return k < len(nodes) and (nodes[k].is_counted or nodes[k].tag in ("T", PARTY, "N"))


def _objects(nodes: list[Node], i: int, drafts: dict[int, Draft]) -> list[Draft]:
    """Counted phrases behind an active verb, with those coordinated to them."""
    predicate = nodes[i]
    if predicate.tag == ADJECTIVE or (predicate.tag == BASE and not _achieved(nodes, i)):
        return []
    if predicate.verb is None or (predicate.verb.intransitive and not predicate.verb.loses):
        return []
    if predicate.tag == PAST and i > 0 and nodes[_before(nodes, i)[0]].is_counted and _before(nodes, i)[1]:
        return []
    k = _skip(nodes, i + 1)
    if predicate.tag in (GERUND, BASE) and k < len(nodes) and nodes[k].tag == OF:
        k = _skip(nodes, k + 1)
    found: list[Draft] = []
    while k < len(nodes) and nodes[k].is_counted:
        own = _skip(nodes, k + 1)
        if own < len(nodes) and (nodes[own].tag == BE or (nodes[own].tag in (PAST, ADJECTIVE) and not _trailing_participle(nodes, own))):
            break
        if k not in drafts and _fits(nodes[k], predicate):
            found.append(_draft(nodes, k, i, "object"))
        k = _next_coordinate(nodes, k)
    return found


def _trailing_participle(nodes: list[Node], i: int) -> bool:
    """Whether the participle is an active verb of its own: "killed 20 and wounded 30"."""
    return nodes[i].tag == PAST and _plainly_active(nodes, i)


def _achieved(nodes: list[Node], i: int) -> bool:
    words = [node.word for node in nodes[max(0, i - 3) : i]]
    return any(word in lexicon().lists["achieving"] for word in words) or (bool(words) and i + 1 < len(nodes) and nodes[i + 1].tag == OF and words[-1] in ("the", "of"))


def _skip(nodes: list[Node], k: int) -> int:
    while k < len(nodes) and nodes[k].tag in (*_SKIP, '"'):
        k += 1
    return k


def _coordinate_before(nodes: list[Node], k: int) -> int | None:
    """The counted phrase joined to the one at ``k`` from the left, unless a verb already counts it."""
    j = k - 1
    if j < 0 or nodes[j].tag not in (AND, ","):
        return None
    while j >= 0 and nodes[j].tag in (AND, ",", ADVERB):
        j -= 1
    if j < 0 or nodes[j].tag not in COUNTED or nodes[j].tag == LOSSES:
        return None
    governor = j - 1
    while governor >= 0 and nodes[governor].tag in _SKIP:
        governor -= 1
    if governor >= 0 and nodes[governor].tag in (PAST, GERUND, PRESENT, PREPOSITION, BY, SUBSET):
        return None
    return j


def _next_coordinate(nodes: list[Node], k: int) -> int:
    """The index of the counted phrase joined to the one at ``k`` from the right, or the end."""
    j = k + 1
    if j < len(nodes) and nodes[j].tag in (PREPOSITION, OF):
        while j < len(nodes) and nodes[j].tag in (PREPOSITION, OF, "T", "w", "W", PARTY, "N", "M", "d", ADVERB, "j"):
            j += 1
    if j < len(nodes) and nodes[j].tag in (AND, ",", ";"):
        while j < len(nodes) and nodes[j].tag in (AND, ",", ";", *_SKIP):
            j += 1
        return j
    return len(nodes)


def _fits(node: Node, predicate: Node) -> bool:
    """Whether such a verb can count such a thing: people are killed, tanks destroyed."""
    verb = predicate.verb
    if verb is None:
        return node.tag != THINGS or predicate.measures == ("missing",)
    unit = node.head.lexeme.noun_class if node.tag == THINGS and node.head and node.head.lexeme else "person"
    if verb.takes == "materiel":
        return node.tag in (THINGS, NUMBER) or (node.tag == PEOPLE and _unlisted(node))
    if verb.counts and unit not in verb.counts:
        return False
    if verb.counts and node.tag == PEOPLE and _unlisted(node):
        return False
    if verb.nouns and (node.head is None or node.head.lexeme is None or node.head.lexeme.noun_class not in verb.nouns):
        return node.tag in (PEOPLE, NUMBER) and not verb.nouns
    return node.tag != THINGS or verb.takes == "any" or unit in ("horse", "camel", "mule", "cattle", "elephant")


def _unlisted(node: Node) -> bool:
    return node.head is not None and node.head.lexeme is None and node.head.tag != PARTY


def _draft(nodes: list[Node], at: int, predicate: int, shape: str) -> Draft:
    verb = nodes[predicate]
    measure = joint_measure(verb.measures)
    if verb.verb is not None and verb.verb.loses:
        measure = "lost" if nodes[at].tag == THINGS else "casualties"
    if nodes[at].tag == LOSSES and measure in ("casualties", "lost"):
        head = nodes[at].head
        measure = head.lexeme.measure if head and head.lexeme else measure
    start = min(nodes[at].start, verb.start) if shape == "subject" or predicate == at - 1 else nodes[at].start
    return Draft(measure, nodes[at], at, start, max(nodes[at].end, verb.end), predicate, shape)


def joint_measure(measures: tuple[str, ...]) -> str:
    """Several measures of one number as one: in the order killed+wounded+missing+captured."""
    order = ("killed", "wounded", "missing", "captured")
    if len(measures) == 1:
        return measures[0]
    joint = [measure for measure in order if measure in measures]
    return "+".join(joint) if joint else measures[0]


def _noun_of_loss(nodes: list[Node], i: int) -> Draft | None:
    node = nodes[i]
    if node.tag != LOSSES or node.head is None or node.head.lexeme is None:
        return None
    return Draft(node.head.lexeme.measure, node, i, node.start, node.end, None, "noun")


def _behind_noun(nodes: list[Node], i: int) -> Draft | None:
    """ "the deaths of at least 10 civilians", "with the loss of 3 ships", "the death toll rose to 45"."""
    j = i - 1
    while j >= 0 and nodes[j].tag in _SKIP:
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
    return lexeme.measure if lexeme and nodes[k].tag == LOSS and nodes[k].word not in ("loss", "hostage", "prisoner") else ""


def _laid_on(nodes: list[Node], i: int) -> Draft | None:
    """ "claimed the lives of 20 people", "cost 300 lives": data says which nouns are lives."""
    node = nodes[i]
    if node.head is not None and node.head.word in ("lives", "life") and i > 0 and nodes[i - 1].word in ("cost", "claimed", "claiming", "costing", "took", "taking"):
        return Draft("killed", node, i, nodes[i - 1].start, node.end, None, "lives")
    words = [n.word for n in nodes[max(0, i - 4) : i]]
    if node.tag in (PEOPLE, NUMBER) and words[-3:] in (["the", "lives", "of"], ["lives", "of"]):
        return Draft("killed", node, i, nodes[max(0, i - 3)].start, node.end, None, "lives")
    return None


def _elliptical(nodes: list[Node], drafts: dict[int, Draft]) -> None:
    """ "including eight minors", "of whom 20 were officers": the count shares the measure before it."""
    for i, node in enumerate(nodes):
        if not node.is_counted or i == 0:
            continue
        j = i - 1
        while j >= 0 and nodes[j].tag in (*_SKIP, "T"):
            j -= 1
        if j < 0 or nodes[j].tag != SUBSET:
            continue
        wholes = [draft for at, draft in sorted(drafts.items()) if at < j]
        if not wholes:
            continue
        whole = wholes[-1]
        if i in drafts:
            if drafts[i].measure == whole.measure:
                drafts[i].whole = whole
        elif node.tag in (PEOPLE, NUMBER):
            drafts[i] = Draft(whole.measure, node, i, nodes[j].start, node.end, None, "subset", whole=whole)
            _continue_subset(nodes, i, drafts, whole, nodes[j])


def _continue_subset(nodes: list[Node], i: int, drafts: dict[int, Draft], whole: Draft, opener: Node) -> None:
    k = _next_coordinate(nodes, i)
    while k < len(nodes) and nodes[k].is_counted and nodes[k].tag in (PEOPLE, NUMBER) and k not in drafts:
        drafts[k] = Draft(whole.measure, nodes[k], k, nodes[k].start, nodes[k].end, None, "subset", whole=whole)
        k = _next_coordinate(nodes, k)
