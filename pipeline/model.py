"""The article model: what a reader hands to extraction.

Offsets are 0-based, half-open code-point offsets into ``Article.text``, the rendered text of the article. For the
plain rendering that text is the file itself; for wikitext it is the rendering that the reader made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

PassageKind: TypeAlias = Literal["infobox", "heading", "sentence"]
MarkKind: TypeAlias = Literal["link", "flag", "fate", "heading", "coord", "ref", "small"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What markup says about a stretch of rendered text, e.g. the page that a link leads to.

    ``value`` is the link target, the flag's country or party, the fate (killed, captured, wounded, executed,
    surrendered), ``latitude,longitude`` in degrees, or the key of a reference. A mark may be empty (start == end):
    a flag icon and a reference show no text. ``level`` is the depth of a list item or sub-heading.
    """

    start: int
    end: int
    kind: MarkKind
    value: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """One infobox field's value, one heading or one sentence: ``text == article.text[start:end]``.

    Infobox values of several items hold one item a line. ``section`` is the heading that the passage stands under
    ('' in the lead and the infobox), ``field`` the infobox key as written ('' elsewhere), ``paragraph`` counts the
    paragraphs of the article: sentences of one paragraph share it.
    """

    kind: PassageKind
    section: str
    field: str
    start: int
    end: int
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote of a wikitext article; ``position`` is where it stands in the rendered text."""

    key: str
    position: int
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One source document, read."""

    path: str
    title: str
    format: Literal["plain", "wikitext"]
    text: str
    sha256: str
    passages: tuple[Passage, ...]
    marks: tuple[Mark, ...] = ()
    references: tuple[Reference, ...] = ()
    source_url: str = ""
    revision: str = ""
    licence: str = ""

    def field(self, name: str) -> Passage | None:
        """The infobox field of that name, letter case apart."""
        wanted = name.casefold()
        for passage in self.passages:
            if passage.kind == "infobox" and passage.field.casefold() == wanted:
                return passage
        return None


Value: TypeAlias = "str | int | float | bool | None"
Row: TypeAlias = "dict[str, Value]"
Tables: TypeAlias = "dict[str, list[Row]]"
"""Rows of each table by the table's name; columns as in ``datapackage.json``, missing keys mean null."""
