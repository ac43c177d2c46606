"""The wikitext reader: a page of MediaWiki markup becomes an article.

``Article.text`` is a rendering in the shape of the plain one: title, a line for each infobox field (one item a line),
headings and paragraphs. Links, flags, fates, coordinates, footnotes, small print and sub-headings are its marks.
Nothing in the markup makes it fail: what pairs with nothing is text.
"""

from __future__ import annotations

from pipeline.model import Article, Mark, Passage, PassageKind
from pipeline.read.sentences import split_sentences
from pipeline.read.wikitext.body import blocks
from pipeline.read.wikitext.canvas import Canvas
from pipeline.read.wikitext.clean import LINE
from pipeline.read.wikitext.inline import Inline
from pipeline.read.wikitext.prepare import take_apart
from pipeline.read.wikitext.vocabulary import COUNT_FIELDS, IGNORED_FIELDS


class _Writer:
    """The article's text, passages and marks, piece by piece."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.passages: list[Passage] = []
        self.marks: list[Mark] = []
        self.section = ""
        self.paragraph = -1

    def put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def add(self, kind: PassageKind, canvas: Canvas, name: str = "") -> bool:
        """Add a canvas as passages: a paragraph sentence by sentence, anything else as one."""
        text, marks = canvas.finish()
        start = self._length
        self.paragraph += 1
        self.put(text)
        self.marks += [Mark(mark.start + start, mark.end + start, mark.kind, mark.value, mark.level) for mark in marks]
        if kind == "heading":
            self.section = text
        section = "" if kind == "infobox" else self.section
        spans = split_sentences(text) if kind == "sentence" else [(0, len(text))] if text else []
        self.passages += [
            Passage(kind, section, name, start + a, start + b, text[a:b], self.paragraph) for a, b in spans
        ]
        return bool(text)

    @property
    def text(self) -> str:
        return "".join(self._parts)


def read_wikitext(text: str, *, path: str, title: str, sha256: str) -> Article:
    """The article that the wikitext renders. A page does not state its title, so the caller does."""
    page = take_apart(text)
    writer = _Writer()
    title = " ".join(title.split())
    writer.put("= ")
    heading = Canvas()
    heading.write(title)
    writer.add("heading", heading)
    writer.section = ""
    writer.put(" =\n\n")
    if page.fields:
        _write_infobox(page.fields, Inline(page.notes, cell=True), writer)
    for block in blocks(page.body, Inline(page.notes, cell=False)):
        signs = "=" * block.level
        writer.put(f"{signs} " if signs else "")
        writer.add("heading" if signs else "sentence", block.canvas)
        writer.put(f" {signs}\n\n" if signs else "\n\n")
    references = tuple(page.notes.reference(m.value, m.start) for m in writer.marks if m.kind == "ref")
    return Article(
        path, title, "wikitext", writer.text, sha256, tuple(writer.passages), tuple(writer.marks), references
    )


def _write_infobox(fields: dict[str, str], inline: Inline, writer: _Writer) -> None:
    writer.put("Infobox\n")
    for name, value in fields.items():
        key = name.lower()
        if not value or not key or key in IGNORED_FIELDS:
            continue
        canvas = Canvas(counts=key.startswith(COUNT_FIELDS))
        # A list may begin right behind the equals sign.
        inline.render(LINE + value if value[0] in "*#" else value, canvas)
        if not canvas.here:
            continue
        writer.put(f"- {name}: ")
        writer.add("infobox", canvas, name)
        writer.put("\n")
    writer.put("\n")
