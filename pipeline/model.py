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
    """What markup says about a stretch of rendered text, e.g. the page that a link leads to. Plain text has none.

    ``value`` is, by ``kind``:

    - ``link``: the title of the page, first letter upper case, without section;
    - ``flag``: the country or party whose flag it is; of an icon the mark is empty and stands where the icon stood,
      before the name that it belongs to;
    - ``fate``: killed, captured, wounded, executed or surrendered; over the dagger where one shows, else empty, behind
      the name;
    - ``heading``: the words of a sub-heading in an infobox cell, without the colon. It heads the lines below it down to
      the next heading of its level or above. An empty one with the value ``""`` stands where a rule ends the headings
      above it: what follows is under none of them;
    - ``coord``: ``latitude,longitude`` in degrees, WGS84; empty where the page does not show it at its place;
    - ``ref``: the key of a reference of ``Article.references``, always empty;
    - ``small``: ``""``, over what is set in small print.

    An empty mark has ``start == end``. ``level`` is the depth of the list item that the mark stands in, 0 outside a
    list; small print puts a sub-heading one level deeper.
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
