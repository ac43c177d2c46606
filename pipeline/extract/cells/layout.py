"""The plan of a cell: its items in order, what stands in their parentheses, and the headings above them."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.cells.items import Item
from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.planner import IsParty, Planner
from pipeline.extract.cells.tokens import Token


def plan(tokens: list[Token], marked: list[tuple[int, int]], words: Lexicon, is_party: IsParty) -> list[Item]:
    """The items of a cell; ``marked`` are spans that markup makes headings, ``is_party`` knows the column's names."""
    items = Planner(_with_colons(tokens, marked), words, is_party).read()
    for before, item in pairwise(items):
        following = [t.word for t in item.words[:2]]
        if item.count is not None and item.count.text.lower().endswith(" of"):
            following.insert(0, "of")
        if following[:1] == ["of"] and words.sets["whom"].intersection(following[1:2]) and item.line == before.line:
            # "13 killed, 2 of them officers"
            item.parent = item.parent or before
    return items


def _with_colons(tokens: list[Token], marked: list[tuple[int, int]]) -> list[Token]:
    """The tokens with a colon behind each marked heading that has none; brackets keep their halves."""
    ends = {end for start, end in marked if not any(t.kind == "count" and start <= t.start < end for t in tokens)}
    if not ends:
        return tokens
    found: list[Token] = []
    moved: dict[int, int] = {}
    for index, token in enumerate(tokens):
        moved[index] = len(found)
        found.append(token)
        following = tokens[index + 1].kind if index + 1 < len(tokens) else ""
        if token.end in ends and token.kind != ":" and following != ":":
            found.append(Token(":", token.end, token.end, ""))
    for token in found:
        token.match = moved.get(token.match, -1)
    return found
