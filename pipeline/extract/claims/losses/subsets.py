"""Counts that lean on the one before: "including eight minors", "of whom 20 were officers", "30 according to B"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.cues import cues
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    BE,
    BY,
    CAPITAL,
    DETERMINER,
    LOSS,
    OF,
    PARTY,
    PERSON,
    PREPOSITION,
    SUBSET,
    WORD,
    lexicon,
)
from pipeline.extract.claims.grammar.nodes import NUMBER, PEOPLE, THINGS, Node
from pipeline.extract.claims.grammar.walking import SKIPPED, back
from pipeline.extract.claims.losses.among import measure_of
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.losses.objects import next_coordinate

_LONGEST_MEMBER = 8
_MEMBER = (AND, ",", DETERMINER, CAPITAL, PARTY, PERSON, WORD, *SKIPPED)
_OF_THINGS = ("destroyed", "damaged", "lost", "captured")


def add_subsets(nodes: list[Node], drafts: dict[int, Draft]) -> None:
    """Draft the counts that share the measure of the count before them, and tie parts to their wholes."""
    for i, node in enumerate(nodes):
        if not node.is_counted or i == 0:
            continue
        if i in drafts:
            _tie(nodes, i, drafts)
        elif _marked_behind(nodes, i) or (_partitive(node) and not _described(nodes, i)):
            _draft(nodes, i, drafts, _last(drafts, i))
        elif node.tag == PEOPLE and nodes[i - 1].tag == ":":
            _with_list(nodes, i, drafts, _last(drafts, i))
        elif node.tag in (PEOPLE, NUMBER) and (j := _marker(nodes, i)) is not None:
            start = nodes[j].start if j == back(nodes, i - 1) else None
            _with_list(nodes, i, drafts, _fought(nodes, i, drafts, _last(drafts, j)), start)
        elif node.tag == THINGS and (j := _marker(nodes, i)) is not None:
            _things_of_deed(nodes, i, j, drafts)
        elif _rival(nodes, i) and (whole := _last(drafts, i)) is not None:
            drafts[i] = Draft(whole.measure, node, i, node.start, node.end, None, "subject")


def _last(drafts: dict[int, Draft], i: int) -> Draft | None:
    """The last loss that is counted before the node at ``i``."""
    earlier = [draft for at, draft in sorted(drafts.items()) if at < i]
    return earlier[-1] if earlier else None


def _fought(nodes: list[Node], i: int, drafts: dict[int, Draft], whole: Draft | None) -> Draft | None:
    """ "900 were killed and 5,000 displaced, of whom 30 were soldiers": soldiers are of those who were killed."""
    if whole is None or whole.measure != "displaced":
        return whole
    said = [node for node in nodes[i + 1 : i + 5] if node.tag == PERSON]
    lexeme = said[0].items[0].lexeme if said else None
    dead = [draft for at, draft in sorted(drafts.items()) if at < i and draft.measure == "killed"]
    soldiers = lexeme is not None and lexeme.noun_class == "combatant"
    return dead[-1] if dead and soldiers else whole


def _tie(nodes: list[Node], i: int, drafts: dict[int, Draft]) -> None:
    """ "20 men, of whom 5 were killed": a count of its own verb is a part where the measure is the same."""
    j = _marker(nodes, i)
    whole = _last(drafts, j) if j is not None else None
    if whole is not None and whole.measure == drafts[i].measure:
        drafts[i].whole = whole


def _marker(nodes: list[Node], i: int) -> int | None:
    """The index of "including" or "of whom" before the count, a first member without a number stepped over."""
    j = back(nodes, i - 1)
    if _is_apposition(nodes, i):
        return None
    if j >= 0 and nodes[j].tag in (AND, ","):
        # "including the consul, three children and several guards"
        last = j
        while j >= 0 and last - j < _LONGEST_MEMBER and nodes[j].tag in _MEMBER:
            j -= 1
    return j if j >= 0 and nodes[j].tag == SUBSET else None


def _is_apposition(nodes: list[Node], i: int) -> bool:
    """ "including Nils Berg, a senior commander": he is the commander."""
    named = i > 1 and nodes[i - 1].tag == "," and nodes[i - 2].tag in (PARTY, CAPITAL)
    ends = i + 1 >= len(nodes) or nodes[i + 1].tag in (".", ",", ";")
    return named and ends and nodes[i].word in ("a", "an")


def _things_of_deed(nodes: list[Node], i: int, marker: int, drafts: dict[int, Draft]) -> None:
    """ "the destruction of a column of vehicles, including 15 tanks and 14 lorries" """
    deed = next((k for k in range(marker - 1, -1, -1) if nodes[k].word in lexicon().nominals), None)
    whole = _last(drafts, marker)
    lost = whole is not None and whole.node.head is not None and whole.node.head.word == "losses"
    if whole is not None and (whole.node.tag == THINGS or lost):
        measure = whole.measure if whole.node.tag == THINGS else "lost"
    elif whole is None and deed is not None and lexicon().nominals[nodes[deed].word] in _OF_THINGS:
        measure = lexicon().nominals[nodes[deed].word]
    else:
        return
    while i < len(nodes) and nodes[i].tag in (THINGS, PEOPLE) and i not in drafts:
        if nodes[i].tag == PEOPLE and measure != "lost":
            break
        said = measure if nodes[i].tag == THINGS else "casualties"
        drafts[i] = Draft(said, nodes[i], i, nodes[i].start, nodes[i].end, None, "subset", whole=whole)
        i = next_coordinate(nodes, i)


def _marked_behind(nodes: list[Node], i: int) -> bool:
    """ "33 fighters, eight minors among them, had been detained" """
    return i + 1 < len(nodes) and nodes[i + 1].tag == SUBSET and nodes[i + 1].word.startswith("among")


def _partitive(node: Node) -> bool:
    """ "900 of them unidentified", "two of whom were officers" """
    return node.tag == NUMBER and node.items[-1].tag in (SUBSET, "c")


def _described(nodes: list[Node], i: int) -> bool:
    """ "many of them serving sentences", "most of them Gauls": what they do or are, no loss."""
    quantity = nodes[i].items[0].quantity
    if quantity is not None and quantity.form == "vague":
        return True
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    return behind is not None and behind.tag == WORD and behind.word.endswith("ing") and nodes[i].word != "one"


def _rival(nodes: list[Node], i: int) -> bool:
    """ "12 died according to A and 30 according to B" """
    opened = nodes[i - 1].tag in (AND, ",", "c", "(")
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    if nodes[i].tag != NUMBER or behind is None:
        return False
    if nodes[i - 1].word in ("at", "as") and i > 1 and nodes[i - 2].tag == AND and behind.tag == BY:
        # "was put at 30 by A and at 45 by B"
        return True
    j = i - 1
    while j > 0 and nodes[j].tag in SKIPPED:
        j -= 1
    verb = nodes[j - 1] if j and nodes[j].tag == OF else nodes[j]
    said = verb.word in cues().reporting
    # "..., while hospitals spoke of 400."
    return (opened and behind.word in ("according", "per")) or (said and behind.tag in (".", ",", ";", ")", '"'))


def _draft(nodes: list[Node], i: int, drafts: dict[int, Draft], whole: Draft | None, start: int | None = None) -> None:
    if whole is None or _survived(nodes, i):
        return
    node = nodes[i]
    end = nodes[i + 1].end if _marked_behind(nodes, i) else node.end
    measure = _told_behind(nodes, i) or whole.measure
    drafts[i] = Draft(measure, node, i, node.start if start is None else start, end, None, "subset", whole=whole)


def _told_behind(nodes: list[Node], i: int) -> str:
    """ "of which 280 were prisoners": what the noun behind says befell them."""
    if i + 1 >= len(nodes) or nodes[i + 1].tag != BE:
        return ""
    behind = next((node for node in nodes[i + 2 : i + 5] if node.tag not in SKIPPED), None)
    return measure_of(behind) if behind is not None and behind.tag == LOSS else ""


def _survived(nodes: list[Node], i: int) -> bool:
    """ "13,000 were captured, of whom 8,000 survived": no further loss."""
    behind = next((node for node in nodes[i + 1 : i + 3] if node.tag not in SKIPPED), None)
    return behind is not None and behind.word in lexicon().lists["surviving"]


def _with_list(
    nodes: list[Node], i: int, drafts: dict[int, Draft], whole: Draft | None, start: int | None = None
) -> None:
    """Draft the part at ``i`` and those coordinated to it."""
    if whole is None:
        return
    _draft(nodes, i, drafts, whole, start)
    k = _next_part(nodes, i)
    while k < len(nodes) and nodes[k].tag in (PEOPLE, NUMBER) and k not in drafts:
        _draft(nodes, k, drafts, whole)
        k = _next_part(nodes, k)


def _next_part(nodes: list[Node], i: int) -> int:
    return _behind_complement(nodes, i) or next_coordinate(nodes, i)


def _behind_complement(nodes: list[Node], i: int) -> int:
    """ "of whom 400 were Danes and 200 were Swedes": the next number that is said to be somebody; 0 for none."""
    k = i + 1
    if k >= len(nodes) or nodes[k].tag != BE:
        return 0
    while k < len(nodes) and nodes[k].tag in (BE, DETERMINER, PARTY, PERSON, CAPITAL, WORD, *SKIPPED):
        k += 1
    joined = k + 2 < len(nodes) and nodes[k].tag == AND
    k += 1
    while k < len(nodes) and nodes[k].tag in (ADVERB, PREPOSITION):
        k += 1
    # "and 200 were Swedes", "and 1,300 Russian"
    told = k + 1 < len(nodes) and nodes[k + 1].tag in (BE, PARTY, CAPITAL)
    return k if joined and told and nodes[k].tag == NUMBER else 0
