"""A cell as tokens: counts, other numbers, words, brackets and breaks, with offsets into the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.quantities import Quantity, find_quantities

_PIECE = re.compile(r"\n|[^\W_](?:[\w'’&-]|\.(?=\w))*\.?|[^\w\s]")
_OPENING, _CLOSING = "([", ")]"


@dataclass(slots=True)
class Token:
    """``kind`` is ``count``, ``number`` (no count), ``word``, ``break`` (a new line) or the character itself."""

    kind: str
    start: int
    end: int
    text: str
    quantity: Quantity | None = None
    match: int = -1
    """For a bracket: the index of its other half, -1 where there is none."""

    @property
    def word(self) -> str:
        """The token's text in lower case."""
        return self.text.lower()


def tokens_of(text: str, offset: int) -> list[Token]:
    """The tokens of a cell that begins at ``offset`` of the article."""
    found: list[Token] = []
    position = 0
    for line in text.split("\n"):
        if position:
            found.append(Token("break", offset + position - 1, offset + position, "\n"))
        found.extend(_line(line, offset + position))
        position += len(line) + 1
    _match_brackets(found)
    for before, token, after in zip(found, found[1:], found[2:], strict=False):
        if token.quantity is not None and before.kind == "[" and after.kind == "]":
            # "[12]" is the number of a note.
            token.kind, token.quantity = "number", token.quantity._replace(kind="page")
    return found


def _line(line: str, offset: int) -> Iterator[Token]:
    at = 0
    for found in find_quantities(line):
        # Nothing but four digits in a line of its own: how many, not when.
        quantity = found._replace(kind="count") if found.kind == "year" and _alone(line, found) else found
        pieces = list(_pieces(line, at, quantity.start, offset))
        kind = "count" if quantity.kind == "count" else "number"
        if quantity.kind in ("ordinal", "determiner"):
            kind = "word"
        words = line[quantity.start : quantity.end]
        if kind == "number" and quantity.kind == "unit_designation":
            # "T-34" is words for the grammar; its number is accounted for all the same.
            kind = "word"
            if pieces and pieces[-1].kind == "-" and pieces[-1].end == quantity.start + offset:
                pieces[-1].kind = "word"
        yield from pieces
        yield Token(kind, quantity.start + offset, quantity.end + offset, words, _moved(quantity, offset))
        at = quantity.end
    yield from _pieces(line, at, len(line), offset)


def _alone(line: str, quantity: Quantity) -> bool:
    return not line[: quantity.start].strip() and not line[quantity.end :].split("(", maxsplit=1)[0].strip()


def _moved(q: Quantity, offset: int) -> Quantity:
    return q._replace(
        start=q.start + offset, end=q.end + offset, num_start=q.num_start + offset, num_end=q.num_end + offset
    )


def _pieces(line: str, start: int, end: int, offset: int) -> Iterator[Token]:
    for match in _PIECE.finditer(line, start, end):
        text = match.group()
        stop = match.end()
        # A full stop belongs to an abbreviation only.
        if text[-1] == "." and len(text) > 1 and "." not in text[:-1] and len(text) > 5:
            text, stop = text[:-1], stop - 1
        kind = "word" if text[0].isalnum() else text
        yield Token(kind, match.start() + offset, stop + offset, text)


def _match_brackets(tokens: list[Token]) -> None:
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind in _OPENING:
            opened.append(index)
        elif token.kind in _CLOSING and opened:
            other = opened.pop()
            token.match, tokens[other].match = other, index
