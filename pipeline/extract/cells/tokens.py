"""A cell as tokens: counts, other numbers, words, brackets and breaks, with offsets into the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.extract.cells.lexicon import Lexicon, lexicon
from pipeline.extract.quantities import Kind, Quantity, find_quantities

_PIECE = re.compile(r"\n|[^\W_](?:[\w'’&-]|\.(?=\w))*\.?|[^\w\s]")
_OPENING, _CLOSING = "([", ")]"
_LINKING = (",", "and", "or", "/")
_FRACTION = "⁄"
# "(Air Fleet 4)" is a name; "(Killed 300)" is not.
_LARGEST_NAMED = 99
_LONGEST_LIST = 20


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
    word: str = field(init=False)
    """The text in lower case."""

    def __post_init__(self) -> None:
        self.word = self.text.lower()


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
    _reject(found, lexicon())
    _calibres(found)
    return found


def _line(line: str, offset: int) -> Iterator[Token]:
    at = 0
    for found in find_quantities(line):
        quantity = _counted(line, found)
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


def _counted(line: str, found: Quantity) -> Quantity:
    """The quantity as a count where the cell shows that it is one, whatever else such a number is in prose."""
    if found.kind == "year" and _alone(line, found):
        # Nothing but four digits in a line of its own: how many, not when.
        return found._replace(kind="count")
    if found.kind == "duration":
        # "60 night fighters"
        behind = [t.word for t in _pieces(line, found.num_end, len(line), 0)][:2]
        if " ".join(behind) in lexicon().compounds:
            return found._replace(kind="count")
    return found


def _alone(line: str, quantity: Quantity) -> bool:
    return not line[: quantity.start].strip() and not line[quantity.end :].split("(", maxsplit=1)[0].strip()


def _moved(q: Quantity, offset: int) -> Quantity:
    return q._replace(
        start=q.start + offset, end=q.end + offset, num_start=q.num_start + offset, num_end=q.num_end + offset
    )


def _pieces(line: str, start: int, end: int, offset: int) -> Iterator[Token]:
    short = lexicon().sets["abbreviations"]
    for match in _PIECE.finditer(line, start, end):
        text = match.group()
        stop = match.end()
        # A full stop belongs to an abbreviation only.
        bare = text[:-1]
        if text[-1] == "." and len(text) > 2 and "." not in bare and bare.lower() not in short:
            text, stop = bare, stop - 1
        kind = "word" if text[0].isalnum() else text
        yield Token(kind, match.start() + offset, stop + offset, text)
        if stop < match.end():
            yield Token(".", stop + offset, match.end() + offset, ".")


def _match_brackets(tokens: list[Token]) -> None:
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind in _OPENING:
            opened.append(index)
        elif token.kind in _CLOSING and opened:
            other = opened.pop()
            token.match, tokens[other].match = other, index


def _reject(tokens: list[Token], words: Lexicon) -> None:
    """Numbers that only their neighbours show to be none: notes, halves of fractions, parts of names."""
    for index, token in enumerate(tokens):
        if token.quantity is None or token.kind not in ("count", "word"):
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if _numbers_list(tokens, index):
            _as(token, "number", "ordinal")
        elif before is not None and before.kind == "[" and after is not None and after.kind == "]":
            # "[12]" is the number of a note.
            _as(token, "number", "page")
        elif [each.word for each in tokens[max(0, index - 2) : index]] == ["all", "but"]:
            # "All but 172 killed": the others were.
            _as(token, "number", "determiner")
        elif _touches(token, after) or _touches(before, token):
            _as(token, "number", "fraction")
        elif token.kind == "count" and before is not None and before.word in words.sets["types"]:
            # "2 Type 42 destroyers"
            _as(token, "word", "unit_designation")
        elif token.kind == "count" and before is not None and _letters(before, words):
            # "an eighth Ju 52"
            _as(token, "word", "unit_designation")
        elif token.kind == "count" and after is not None and after.kind == ")" and _named(token, before, words):
            _as(token, "number", "unit_designation")


def _numbers_list(tokens: list[Token], index: int) -> bool:
    """Whether the number only numbers the items of a list: "(1) 600 soldiers, (2) 40 horses"."""
    token = tokens[index]
    if not 0 < index < len(tokens) - 1 or not token.text.isdigit() or int(token.text) > _LONGEST_LIST:
        return False
    enclosed = tokens[index - 1].kind == "(" and tokens[index + 1].kind == ")"
    return enclosed and (index == 1 or tokens[index - 2].kind in (",", "break", ";", ":"))


def _letters(token: Token, words: Lexicon) -> bool:
    """Whether the token is the letters of a type's name, which need no hyphen: "Bf" of "Bf 109"."""
    return len(token.text) > 1 and token.text[:1].isupper() and token.word in words.types


def _calibres(tokens: list[Token]) -> None:
    """ "32, 24 and 18-pounders": none of the numbers in front of a calibre counts, as far as links join them."""
    for index, token in enumerate(tokens):
        if token.kind == "number" and token.quantity is not None and token.quantity.kind == "weight":
            at = index - 1
            while at > 0 and (tokens[at].word in _LINKING and tokens[at - 1].kind == "count"):
                _as(tokens[at - 1], "number", "weight")
                at -= 2


def _as(token: Token, kind: str, quantity_kind: Kind) -> None:
    if token.quantity is not None:
        token.kind, token.quantity = kind, token.quantity._replace(kind=quantity_kind)


def _touches(first: Token | None, second: Token | None) -> bool:
    """Whether a fraction slash stands between the two, which touch."""
    if first is None or second is None or first.end != second.start:
        return False
    return _FRACTION in (first.text, second.text)


def _named(token: Token, before: Token | None, words: Lexicon) -> bool:
    """Whether a small bare number closes a parenthesis behind a name."""
    quantity = token.quantity
    if before is None or quantity is None or quantity.form != "exact" or (quantity.high or 0) > _LARGEST_NAMED:
        return False
    named = before.kind == "word" and before.text[:1].isupper() and (before.word,) not in words.measures
    return named and before.word not in words.sets["including"] and token.text.isdigit()
