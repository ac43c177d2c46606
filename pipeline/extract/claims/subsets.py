"""Counts that lean on the one before: "including eight minors", "of whom 20 were officers"."""

from __future__ import annotations

from pipeline.extract.claims.drafts import SKIPPED, Draft
from pipeline.extract.claims.lexicon import SUBSET
from pipeline.extract.claims.nodes import NUMBER, PEOPLE, Node
from pipeline.extract.claims.objects import next_coordinate


def add_subsets(nodes: list[Node], drafts: dict[int, Draft]) -> None:
    """ "including eight minors", "of whom 20 were officers": the count shares the measure before it."""
    for i, node in enumerate(nodes):
        if not node.is_counted or i == 0:
            continue
        if (
            i not in drafts
            and i + 1 < len(nodes)
            and nodes[i + 1].tag == SUBSET
            and nodes[i + 1].word.startswith("among")
        ):
            # "33 fighters, eight minors among them, had been detained"
            before = [draft for at, draft in sorted(drafts.items()) if at < i]
            if before:
                drafts[i] = Draft(
                    before[-1].measure, node, i, node.start, nodes[i + 1].end, None, "subset", whole=before[-1]
                )
            continue
        if i not in drafts and node.tag == NUMBER and node.items[-1].tag in (SUBSET, "c"):
            earlier = [draft for at, draft in sorted(drafts.items()) if at < i and draft.measure != "strength"]
            if earlier:
                drafts[i] = Draft(earlier[-1].measure, node, i, node.start, node.end, None, "subset", whole=earlier[-1])
            continue
        if i not in drafts and node.tag == PEOPLE and nodes[i - 1].tag == ":":
            # "13 foreigners: five Germans, four Indians and a Canadian"
            earlier = [draft for at, draft in sorted(drafts.items()) if at < i and draft.measure != "strength"]
            if earlier:
                drafts[i] = Draft(earlier[-1].measure, node, i, node.start, node.end, None, "subset", whole=earlier[-1])
                _continue_subset(nodes, i, drafts, earlier[-1])
            continue
        j = i - 1
        while j >= 0 and nodes[j].tag in (*SKIPPED, "T"):
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
            _continue_subset(nodes, i, drafts, whole)


def _continue_subset(nodes: list[Node], i: int, drafts: dict[int, Draft], whole: Draft) -> None:
    k = next_coordinate(nodes, i)
    while k < len(nodes) and nodes[k].is_counted and nodes[k].tag in (PEOPLE, NUMBER) and k not in drafts:
        drafts[k] = Draft(whole.measure, nodes[k], k, nodes[k].start, nodes[k].end, None, "subset", whole=whole)
        k = next_coordinate(nodes, k)
