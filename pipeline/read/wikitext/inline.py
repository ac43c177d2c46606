"""Inline markup onto a canvas: links, bold, breaks, list marks, templates, footnotes.

Text without templates is walked by one pattern, at some 10 MB/s; what holds a template is parsed by mwparserfromhell,
some 1 MB/s, and its plain parts are walked the same way. Both meet only text whose braces pair.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import mwparserfromhell
from mwparserfromhell.nodes import Argument, ExternalLink, Template, Text, Wikilink

from pipeline.read.wikitext import vocabulary
from pipeline.read.wikitext.canvas import Canvas
from pipeline.read.wikitext.clean import BLOCK, BREAK, LINE, NOTE_OFF, NOTE_ON, RULE, SMALL_OFF, SMALL_ON, visible

if TYPE_CHECKING:
    from pipeline.read.wikitext.footnotes import Footnotes

_TOKEN = re.compile(
    r"\[\[(?P<target>[^\[\]|]*)(?:\|(?P<label>[^\[\]]*))?\]\]"
    r"|(?P<quotes>'{2,5})"
    rf"|{NOTE_ON}(?P<note>\d+){NOTE_OFF}"
    rf"|(?P<lines>(?:{LINE}[ \t]*)+)(?P<bullets>[*#:;]+)?"
    rf"|(?P<control>[{BREAK}{RULE}{BLOCK}{SMALL_ON}{SMALL_OFF}])"
    r"|(?P<dagger>[†‡])"
    r"|(?P<magic>__[A-Z]{3,}__)"
)
_LEADING = re.compile(r"[\s*•:;,]+")
_DISAMBIGUATION = re.compile(r"\s*\([^()]*\)\Z|,.*\Z")
_INTERWIKI = re.compile(r":?(?:wikt|wiktionary|s|wikisource|w|en|commons|d|m|[a-z]{2,3}(?:-[a-z]+)?):", re.IGNORECASE)
_HIDDEN_PAGE = re.compile(r"(?:file|image|category|media)\s*:", re.IGNORECASE)


class Inline:
    """Renders inline markup of one article. ``cell``: line feeds, breaks and list marks part items."""

    def __init__(self, notes: Footnotes, *, cell: bool) -> None:
        from pipeline.read.wikitext.templates import Templates

        self._notes = notes
        self.cell = cell
        self._templates = Templates(self)

    def render(self, text: str, canvas: Canvas) -> None:
        """Write what ``text`` shows."""
        if "{{" in text:
            self.nodes(mwparserfromhell.parse(text, skip_style_tags=True).nodes, canvas)
        else:
            self._walk(text, canvas)

    def nodes(self, nodes: list[Any], canvas: Canvas) -> None:
        """Write what parsed nodes show."""
        for node in nodes:
            match node:
                case Text():
                    self._walk(str(node.value), canvas)
                case Template():
                    self._templates.render(node, canvas)
                case Wikilink():
                    self._link(str(node.title), node.text.nodes if node.text is not None else None, canvas)
                case ExternalLink():
                    self.nodes((node.title or node.url).nodes, canvas)
                case Argument():
                    self.nodes(node.default.nodes if node.default is not None else [], canvas)
                case _:
                    self._walk(str(node), canvas)

    def text(self, nodes: list[Any]) -> str:
        """What the nodes show, in one line."""
        canvas = Canvas()
        self.nodes(nodes, canvas)
        return " ".join(canvas.finish()[0].split())

    def _walk(self, text: str, canvas: Canvas) -> None:
        at = 0
        for match in _TOKEN.finditer(text):
            if match.start() > at:
                self._write(text[at : match.start()], canvas)
            at = match.end()
            match match.lastgroup:
                case "target" | "label":
                    self._link(match["target"], match["label"], canvas)
                case "lines" | "bullets":
                    self._lines(match["lines"], match["bullets"] or "", canvas)
                case "control":
                    self._control(match["control"], canvas)
                case "note":
                    self._note(match["note"], canvas)
                case "quotes":
                    canvas.bold ^= len(match["quotes"]) != 2
                case "dagger":
                    start = canvas.begin()
                    canvas.write(match["dagger"])
                    canvas.mark("fate", "killed", start)
        if at < len(text):
            self._write(text[at:], canvas)

    def _note(self, number: str, canvas: Canvas) -> None:
        if key := self._notes.key(int(number[:9])):
            canvas.mark("ref", key)

    def _write(self, text: str, canvas: Canvas) -> None:
        if self.cell and canvas.fresh and (match := _LEADING.match(text)):
            text = text[match.end() :]
        canvas.write(visible(text))

    def _lines(self, lines: str, bullets: str, canvas: Canvas) -> None:
        """A line feed within a cell parts items before a list mark, after a list item and at an empty line."""
        if not self.cell:
            canvas.write(" ")
        elif bullets and bullets.strip(";"):
            canvas.bold = False
            canvas.newline(len(bullets))
        elif lines.count(LINE) > 1 or bullets:
            canvas.paragraph()
        elif canvas.level > canvas.base and not lines.endswith("  "):
            canvas.newline(0)
        else:
            canvas.write(" ")

    def _control(self, control: str, canvas: Canvas) -> None:
        if control == SMALL_ON:
            canvas.open_small()
        elif control == SMALL_OFF:
            canvas.close_small()
        elif control == RULE:
            canvas.paragraph()
            canvas.end_headings()
        elif self.cell:
            canvas.newline()
        else:
            canvas.write(" ")

    def _link(self, target: str, label: str | list[Any] | None, canvas: Canvas) -> None:
        page = page_name(target)
        if isinstance(label, str) and not label.strip(" " + LINE) and label == "":
            label = _DISAMBIGUATION.sub("", visible(target).lstrip(":"))
        if _HIDDEN_PAGE.match(target.lstrip()):
            return
        shown = label if isinstance(label, str) else self.text(label) if label is not None else ""
        if shown.strip(" '") in ("†", "‡", "(†)"):
            if fate := vocabulary.FATE_PAGES.get(page.lower()):
                canvas.mark("fate", fate)
            return
        start = canvas.begin()
        before = canvas.here
        if label is None:
            canvas.write(visible(target).strip(" " + LINE).lstrip(":").replace("_", " ").replace(LINE, " "))
        elif isinstance(label, str):
            self._walk(label, canvas)
        else:
            self.nodes(label, canvas)
        if canvas.here > before and page and not _INTERWIKI.match(target.strip()) and not _HIDDEN_PAGE.match(page):
            canvas.mark("link", page, start)


def page_name(target: str) -> str:
    """The page that a link leads to, as MediaWiki names it: first letter upper case, no section, spaces single."""
    page = visible(target).replace(LINE, " ").replace("_", " ").partition("#")[0]
    page = " ".join(page.split()).lstrip(": ")
    return page[:1].upper() + page[1:]
