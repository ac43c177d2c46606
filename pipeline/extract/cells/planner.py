"""Reading a cell's tokens from left to right: where an item ends, and what is a heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.extract.cells.ascription import is_claim
from pipeline.extract.cells.items import Headings, Item
from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.sharing import before_colon, before_number, last_of
from pipeline.extract.cells.tokens import Token
from pipeline.extract.cells.wordless import is_portion, stands_alone

_BREAKS = frozenset(("break", ";", "•", "*", "|"))
IsParty = Callable[[Sequence[Token]], bool]


@dataclass(slots=True)
class _Stretch:
    """What has been read of one bracket, or of the cell outside brackets."""

    parent: Item | None
    opened: int
    current: Item | None = None
    pending: list[Token] = field(default_factory=list)
    groups: list[list[Token]] = field(default_factory=list)


@dataclass(slots=True)
class Planner:
    """Reads the tokens of one cell from left to right into ``items``."""

    tokens: list[Token]
    words: Lexicon
    is_party: IsParty
    items: list[Item] = field(default_factory=list)
    headings: Headings = ()
    line: int = 0
    heading_line: int = -1
    fresh: bool = False
    under: Item | None = None

    def read(self) -> list[Item]:
        """The items of the whole cell."""
        self._stretch(0, len(self.tokens), None)
        return self.items

    def _stretch(self, start: int, end: int, parent: Item | None) -> None:
        here = _Stretch(parent, self.tokens[start].start if start < end else 0)
        at = start
        while at < end:
            token = self.tokens[at]
            if token.match > at:
                self._alone(here)
                self._bracket(at, here)
                at = token.match + 1
                continue
            at += 1
            if token.kind == ",":
                self._comma(here, at, end)
            elif token.kind in _BREAKS:
                self._break(here, token, at, end)
            elif token.kind == ":":
                self._colon(here, token)
            elif token.kind == "count":
                self._count(here, token)
            else:
                self._some(here, token)
                here.pending.append(token)
        self._alone(here)
        self._finish(here, here.pending)

    def _some(self, here: _Stretch, token: Token) -> None:
        """End an item without a number before another: "Some tanks damaged and some crewmen killed"."""
        linked = here.current is None and here.pending and here.pending[-1].word in self.words.sets["joining"]
        if linked and token.word in self.words.sets["existential"] | self.words.sets["wholes"]:
            before = here.pending[:-1]
            if any((t.word,) in self.words.measures for t in before):
                self._finish(here, before)

    def _count(self, here: _Stretch, token: Token) -> None:
        self._alone(here)
        mine, lead = before_number(here.pending, here.current is not None, self.words)
        before = here.current or self._last(here.parent)
        self._finish(here, mine)
        here.current = self._item(token, here.parent, before, lead, here.opened)

    def _colon(self, here: _Stretch, token: Token) -> None:
        headed = bool(self.headings) and self.heading_line == self.line
        if here.current is None:
            self._amount_and_name(here)
        mine, kept = before_colon(
            here.pending, here.current is not None, headed, lambda t: is_claim(t, self.words), self.words
        )
        self.under = here.current if here.parent is None and not kept else None
        self._finish(here, mine, dropped=self._speaks_of_one(here, mine, kept))
        here.opened = token.end
        self._head(kept)

    def _break(self, here: _Stretch, token: Token, at: int, end: int) -> None:
        self._alone(here)
        if not self._line_heads(here, at, end):
            self._finish(here, here.pending)
        here.opened = token.end
        if token.kind == "break":
            self.line += 1

    def _comma(self, here: _Stretch, at: int, end: int) -> None:
        """A comma ends what is an item or a heading without a colon: "Unknown, 300 captured", "Norway, 5 killed"."""
        self._alone(here)
        if not self._line_heads(here, at, end):
            here.pending.append(self.tokens[at - 1])

    def _line_heads(self, here: _Stretch, at: int, end: int) -> bool:
        """Take the words since the last comma for a heading, if they name a party or a source and a number follows."""
        edge = last_of(here.pending, lambda t: t.kind == ",")
        if here.current is not None and edge < 0 and self.tokens[at - 1].kind == ",":
            return False
        kept = here.pending[edge + 1 :]
        follows = next((t for t in self.tokens[at:end] if t.kind not in ("break", ",")), None)
        if not kept or here.parent is not None or follows is None or here.groups:
            return False
        if follows.kind != "count" and not stands_alone([follows], self.words):
            return False
        if here.current is not None and edge < 0:
            return False
        opens = not self.items and here.current is None
        claims = (opens or bool(self.headings)) and is_claim(kept, self.words)
        if not claims and not self.is_party(kept):
            return False
        self._finish(here, here.pending[: max(edge, 0)])
        self._head(kept)
        return True

    def _alone(self, here: _Stretch) -> None:
        """Make an item of pending words that give an amount without a number; they stand first, or behind a comma."""
        edge = last_of(here.pending, lambda t: t.kind == ",")
        if here.current is not None and edge < 0:
            return
        tail = here.pending[edge + 1 :]
        if not stands_alone(tail, self.words):
            return
        mine, groups = here.pending[: max(edge, 0)], here.groups
        here.groups = []
        self._finish(here, mine)
        item = Item(None, self.line, here.opened, self.headings, self.heading_line, self.fresh, words=tail)
        item.groups, item.parent, item.nested = groups, here.parent, here.parent is not None
        self.fresh = False
        self.items.append(item)
        here.current = item

    def _speaks_of_one(self, here: _Stretch, mine: list[Token], kept: list[Token]) -> bool:
        """Whether the number in front belongs to a heading: "One officer claims: ..."."""
        count = here.current.count if here.current is not None else None
        if here.pending and here.pending[0].kind == ",":
            # "Per X: None, per Y: 300": a number of its own.
            return False
        return count is not None and not mine and not any(map(str.isdigit, count.text)) and is_claim(kept, self.words)

    def _amount_and_name(self, here: _Stretch) -> None:
        """ "Unknown Danish forces: 300" had a line break: the amount is an item, the name the next heading."""
        name = next((i for i, t in enumerate(here.pending) if i and t.text[:1].isupper()), 0)
        if name and stands_alone(here.pending[:name], self.words):
            rest = here.pending[name:]
            here.pending = here.pending[:name]
            self._alone(here)
            here.pending = [*here.pending, *rest]
            self._finish(here, [])
            here.pending = rest

    def _head(self, kept: Sequence[Token]) -> None:
        if any(t.kind == "word" for t in kept):
            self.under = None
            self.headings = (*self.headings, tuple(kept))
            self.fresh, self.heading_line = True, self.line

    def _last(self, parent: Item | None) -> Item | None:
        """The item before in the same line and bracket."""
        last = next((i for i in reversed(self.items) if i.parent is parent and not i.nested), None)
        return last if last is not None and last.line == self.line else None

    def _bracket(self, at: int, here: _Stretch) -> None:
        """Read what stands in brackets; the item that it belongs to goes on behind them, and so do the headings."""
        current = here.current or self._above(here)
        inside = self.tokens[at + 1 : self.tokens[at].match]
        if any(token.kind == "count" for token in inside) or is_portion(inside, self.words):
            if current is not None and here.pending:
                current.words.extend(here.pending)
                here.pending = []
            outer = (self.headings, self.heading_line, self.fresh)
            self._stretch(at + 1, self.tokens[at].match, current or here.parent)
            if current is not None:
                self.headings, self.heading_line, self.fresh = outer
        elif inside:
            (current.groups if current is not None else here.groups).append(inside)
            self.line += sum(token.kind == "break" for token in inside)

    def _above(self, here: _Stretch) -> Item | None:
        """The item of the line above, for a bracket that opens a line of its own."""
        last = next((item for item in reversed(self.items) if not item.nested), None)
        if here.pending or here.parent is not None or self.fresh or last is None or last.count is None:
            return None
        return last if last.line == self.line - 1 else None

    def _finish(self, here: _Stretch, mine: list[Token], *, dropped: bool = False) -> None:
        """End the current item with its last words; without one, words and parentheses may be an item themselves."""
        current, groups = here.current, here.groups
        here.current, here.pending, here.groups = None, [], []
        if dropped and current is not None:
            self.items.remove(current)
        elif current is not None:
            # "Heavy, surrender of the garrison": what follows an amount without a number is a remark.
            remark = current.count is None and bool(mine) and mine[0].kind == ","
            current.words.extend([] if remark else mine)
        elif groups or any(t.kind == "word" for t in mine):
            item = Item(
                None, self.line, here.opened, self.headings, self.heading_line, self.fresh, words=mine, groups=groups
            )
            item.parent, item.nested = here.parent, here.parent is not None
            self.items.append(item)

    def _item(self, token: Token, parent: Item | None, before: Item | None, lead: list[Token], opened: int) -> Item:
        item = Item(token, self.line, opened, self.headings, self.heading_line, self.fresh, lead)
        self.fresh = False
        item.parent, item.nested, item.under = parent, parent is not None, self.under
        leading = {t.word for t in lead}
        sets = self.words.sets
        part = leading & sets["including"] or ("of" in leading and leading & sets["whom"])
        if before is not None and parent is None and part:
            item.parent = before
        self.items.append(item)
        return item
