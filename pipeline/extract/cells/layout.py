"""The plan of a cell: its items in order, what stands in their parentheses, and the headings above them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.tokens import Token

_BREAKS = frozenset(("break", ";", "•", "*", "|"))
_LINKS = frozenset((",", "-", "–", "—", "/", "&", "+", "."))
_LINK_WORDS = frozenset(("and", "plus", "with", "but", "or"))
# "Army & Militia:" is one heading; a comma or full stop parts it from the item before.
_HEADING_EDGES = frozenset((",", ".", "–", "—"))


@dataclass(slots=True)
class Item:
    """A number with its words: ``lead`` before it, ``words`` behind it, ``groups`` in parentheses after it.

    ``count`` is None where words alone say it ("Unknown", "some others"). ``headings`` are those passed so far, in
    order. ``parent`` is the item in whose parenthesis, or behind whose "including", it stands; ``group`` numbers the
    parenthesis. ``opened`` is where its stretch of text begins.
    """

    count: Token | None
    line: int
    opened: int
    headings: tuple[tuple[Token, ...], ...]
    heading_line: int
    fresh: bool
    """Whether no item stands between it and the last heading."""
    lead: list[Token] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    groups: list[list[Token]] = field(default_factory=list)
    parent: Item | None = None
    nested: bool = False


@dataclass(slots=True)
class Planner:
    """Reads the tokens of one cell from left to right into ``items``."""

    tokens: list[Token]
    words: Lexicon
    items: list[Item] = field(default_factory=list)
    headings: tuple[tuple[Token, ...], ...] = ()
    line: int = 0
    heading_line: int = -1
    fresh: bool = False

    def read(self) -> list[Item]:
        """The items of the whole cell."""
        self._stretch(0, len(self.tokens), None)
        return self.items

    def _stretch(self, start: int, end: int, parent: Item | None) -> None:
        current: Item | None = None
        pending: list[Token] = []
        groups: list[list[Token]] = []
        opened = self.tokens[start].start if start < end else 0
        at = start
        while at < end:
            token = self.tokens[at]
            if token.match > at:
                self._bracket(at, current or self._above(pending, parent), pending, groups, parent)
                at = token.match + 1
                continue
            at += 1
            if token.kind not in _BREAKS and token.kind not in ("count", ":"):
                pending.append(token)
                continue
            mine, kept = self._shared(current, pending, token)
            self._finish(current, mine, groups, parent, opened)
            pending, groups, before, current = [], [], current, None
            if token.kind == "count":
                current = self._item(token, parent, before or self._last(parent), kept, opened)
            else:
                opened = token.end
                self._pass(token, kept)
        self._finish(current, pending, groups, parent, opened)

    def _pass(self, token: Token, kept: list[Token]) -> None:
        """Go over a break or a heading."""
        if token.kind == "break":
            self.line += 1
        elif token.kind == ":" and any(t.kind == "word" for t in kept):
            self.headings = (*self.headings, tuple(kept))
            self.fresh, self.heading_line = True, self.line

    def _last(self, parent: Item | None) -> Item | None:
        """The item before in the same line and bracket."""
        last = next((i for i in reversed(self.items) if i.parent is parent and not i.nested), None)
        return last if last is not None and last.line == self.line else None

    def _bracket(
        self, at: int, current: Item | None, pending: list[Token], groups: list[list[Token]], parent: Item | None
    ) -> None:
        """Read what stands in brackets; the item that it belongs to goes on behind them."""
        inside = self.tokens[at + 1 : self.tokens[at].match]
        if any(token.kind == "count" for token in inside):
            if current is not None and pending:
                current.words.extend(pending)
                pending.clear()
            self._stretch(at + 1, self.tokens[at].match, current or parent)
        elif inside:
            (current.groups if current is not None else groups).append(inside)
            self.line += sum(token.kind == "break" for token in inside)

    def _above(self, pending: list[Token], parent: Item | None) -> Item | None:
        """The item of the line above, for a bracket that opens a line of its own."""
        last = next((item for item in reversed(self.items) if not item.nested), None)
        if pending or parent is not None or self.fresh or last is None or last.count is None:
            return None
        return last if last.line == self.line - 1 else None

    def _shared(self, current: Item | None, pending: list[Token], token: Token) -> tuple[list[Token], list[Token]]:
        """The pending words of the item in front, and those that lead the next number or are a heading."""
        if token.kind in _BREAKS:
            return pending, []
        if token.kind == ":":
            edge = _last_of(pending, lambda t: t.kind in _HEADING_EDGES)
            if current is None and edge < 0:
                return [], pending
            if edge < 0:
                # A vanished line break: "55 killed US claim:".
                edge = _last_of(pending, lambda t: (t.word,) in self.words.measures)
                return (pending[: edge + 1], pending[edge + 1 :]) if edge >= 0 else (pending, [])
            return pending[:edge], pending[edge + 1 :]
        including = self.words.sets["including"]
        part = _last_of(pending, lambda t: t.word in including) if current is not None else -1
        if part >= 0:
            return pending[:part], pending[part:]
        edge = _last_of(pending, lambda t: t.kind in _LINKS or t.word in _LINK_WORDS)
        if edge < 0:
            return (pending, []) if current is not None else ([], pending)
        if current is None:
            return [], pending
        if self._loses(pending[:edge]) and self._loses(pending[edge + 1 :]):
            # "200 killed and wounded 3 tanks lost": both losses are those of the number before them.
            return pending, []
        return pending[:edge], pending[edge + 1 :]

    def _loses(self, tokens: list[Token]) -> bool:
        return any((t.word,) in self.words.measures for t in tokens)

    def _finish(
        self, current: Item | None, mine: list[Token], groups: list[list[Token]], parent: Item | None, opened: int
    ) -> None:
        if current is not None:
            current.words.extend(mine)
            return
        if groups or any(t.kind == "word" for t in mine):
            item = Item(
                None, self.line, opened, self.headings, self.heading_line, self.fresh, words=mine, groups=groups
            )
            item.parent, item.nested = parent, parent is not None
            self.items.append(item)

    def _item(self, token: Token, parent: Item | None, before: Item | None, lead: list[Token], opened: int) -> Item:
        item = Item(token, self.line, opened, self.headings, self.heading_line, self.fresh, lead)
        self.fresh = False
        item.parent, item.nested = parent, parent is not None
        leading = {t.word for t in lead}
        sets = self.words.sets
        part = leading & sets["including"] or ("of" in leading and leading & sets["whom"])
        if before is not None and parent is None and part:
            item.parent = before
        self.items.append(item)
        return item


def _last_of(tokens: list[Token], test: Callable[[Token], bool]) -> int:
    return max((index for index, token in enumerate(tokens) if test(token)), default=-1)


def plan(tokens: list[Token], marked: list[tuple[int, int]], words: Lexicon) -> list[Item]:
    """The items of a cell; ``marked`` are the spans that markup makes headings."""
    items = Planner(_with_colons(tokens, marked), words).read()
    for before, item in pairwise(items):
        following = [t.word for t in item.words[:2]]
        if (
            following[:1] == ["of"]
            and following[1:]
            and following[1] in words.sets["whom"]
            and item.line == before.line
        ):
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
