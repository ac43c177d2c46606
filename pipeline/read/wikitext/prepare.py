"""The page taken apart: its conflict infobox cut out, footnotes numbered, what shows nothing gone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.read.wikitext import vocabulary
from pipeline.read.wikitext.braces import Node, pair, parameters
from pipeline.read.wikitext.clean import BREAK, LINE, NOTE_ON, RULE, VOID, normalise, simplify
from pipeline.read.wikitext.footnotes import Footnotes

_MEDIA = re.compile(r"\[\[\s*(?:file|image|media)\s*:\s*([^|\[\]{}]*)", re.IGNORECASE)
_CATEGORY = re.compile(r"\[\[\s*(?:category|[a-z]{2,3}(?:-[a-z]+)*)\s*:[^|\[\]]*\]\]")
_EMPTY_BRACKETS = re.compile(r"\(\s*[;,]?\s*\)")
_SPACE_BEFORE_NOTE = re.compile(rf"[ \t]+(?={NOTE_ON})")
_FLAT_BULLET = re.compile(rf"(?<=[\]}}')A-Za-z.{BREAK}{RULE}])[ \t]*(\*+)(?=\s*(?:[\[{{'A-Za-z]|\d))")
_BROKEN_BRACKET = re.compile(rf"\([^()\n]{{0,300}}?{BREAK}[^()]{{0,300}}\)")
_LABEL = re.compile(r"\n[ \t]*(?='''|\{\{[Ff]lag)")
_FLAT_RULE = re.compile(r"-{4,}")
_RULE = re.compile(r"\n[ \t]*-{4,}")
_UNPAIRED = re.compile(rf"{VOID}{VOID}[\w :#.'-]{{1,40}}\|")
_REDIRECT = re.compile(r"\s*#redirect\b", re.IGNORECASE)
_OPEN_INFOBOX = re.compile(rf"{VOID}{VOID}\s*([A-Za-z][\w -]{{3,40}}?)\s*(?=[|\n])")
_LOOSE_END = re.compile(r"\n[ \t]*\}\}\s*\Z")
_INFOBOX_ENDS = (re.compile(r"\n[ \t]*\}\}[ \t]*(?=\n|\Z)"), re.compile(r"\n\n+(?=''')|\n(?===)"))
_FIELD = re.compile(r"\|[ \t\n]*([A-Za-z][A-Za-z_]*\d{0,2}[a-e]?)[ \t]*=")


WHITE = " \t\n" + LINE


@dataclass(slots=True)
class Page:
    """A page in parts. ``fields`` are the infobox's, by name as written; braces pair, line feeds are ``LINE`` there."""

    fields: dict[str, str]
    body: str
    notes: Footnotes


def take_apart(text: str) -> Page:
    """The parts of a page of wikitext, safe to parse."""
    notes = Footnotes()
    source = simplify(notes.cut_tags(normalise(text)))
    text, nodes = pair(source)
    fields: dict[str, str] = {}
    if opened := _unclosed_infobox(text, source):
        start, end = opened
        fields = _fields_by_line(source[start:end], notes)
        text, nodes = pair(source[:start] + "\n" + source[end:])
    text = _hushed(text)
    rewriter = _Rewriter(text, notes)
    body = _tidy(rewriter.rewrite(nodes, 0, len(text), boxed=bool(fields)))
    if rewriter.infobox is not None:
        fields = _fields(_flatten(_tidy(rewriter.infobox)))
    return Page(fields, "" if _REDIRECT.match(body) else body, notes)


class _Rewriter:
    """Rewrites a page from its braces inward."""

    def __init__(self, text: str, notes: Footnotes) -> None:
        self._text = text
        self._notes = notes
        self.infobox: str | None = None

    def rewrite(self, nodes: list[Node], start: int, end: int, *, boxed: bool) -> str:
        parts: list[str] = []
        at = start
        for node in nodes:
            parts.append(self._text[at : node.start])
            parts.append(self._template(node, boxed=boxed) if node.template else self._link(node, boxed=boxed))
            at = node.end
        parts.append(self._text[at:end])
        return "".join(parts)

    def _inside(self, node: Node, *, boxed: bool) -> str:
        return self.rewrite(node.children, node.start + 2, node.end - 2, boxed=boxed)

    def _template(self, node: Node, *, boxed: bool) -> str:
        name = vocabulary.template_name(self._text, node.start)
        if name in vocabulary.INFOBOXES and self.infobox is None and not boxed:
            self.infobox = ""  # those inside it are no second one
            self.infobox = "{{" + self._inside(node, boxed=True) + "}}"
            return "\n"
        if name in vocabulary.NOTES:
            return self._notes.template(name, self._inside(node, boxed=boxed))
        if vocabulary.is_hidden(name):
            return ""
        if boxed:
            return "{{" + self._inside(node, boxed=True) + "}}"
        inside = self._inside(node, boxed=False)
        return "{{" + inside.replace("\n", LINE) + "}}" if vocabulary.is_shown(name) else ""

    def _link(self, node: Node, *, boxed: bool) -> str:
        if match := _MEDIA.match(self._text, node.start):
            # A picture of a flag says whose men the next words speak of; others say nothing.
            return (
                "{{flagicon image|" + match[1].strip().replace("=", " ") + "}}" if boxed and "lag" in match[1] else ""
            )
        if _CATEGORY.match(self._text, node.start):
            return ""
        return "[[" + self._inside(node, boxed=boxed) + "]]"


def _hushed(text: str) -> str:
    """The name of a template that is never closed shows no more than its braces; its text does."""
    return _UNPAIRED.sub(lambda match: VOID * len(match[0]), text)


def _tidy(text: str) -> str:
    """What a vanished template leaves behind goes too."""
    return _SPACE_BEFORE_NOTE.sub("", _EMPTY_BRACKETS.sub("", text))


def _flatten(text: str) -> str:
    """Line feeds as controls. Where a carrier lost them all, list marks glued to the item before still part items."""
    if "\n" not in text.strip():
        text = _FLAT_RULE.sub(RULE, text)
        text = _FLAT_BULLET.sub(rf"{LINE}\1", text)
    # A line broken inside brackets is one item still.
    text = _BROKEN_BRACKET.sub(lambda match: match[0].replace(BREAK, " "), text)
    # A line that opens with a bold label or a flag is meant as an item, though MediaWiki would run it on.
    text = _LABEL.sub("\n" + BREAK, _RULE.sub(RULE, text))
    return text.replace("\n", LINE)


def _fields(box: str) -> dict[str, str]:
    box, (node, *_) = pair(box)
    fields: dict[str, str] = {}
    for piece in parameters(box, node)[1:]:
        name, equals, value = piece.partition("=")
        if equals:
            fields[name.strip(WHITE)] = value.strip(WHITE)
    return fields


def _unclosed_infobox(text: str, source: str) -> tuple[int, int] | None:
    """Span of an infobox that its article never closes; ``text`` is ``source`` with unpaired braces voided."""
    for match in _OPEN_INFOBOX.finditer(text):
        if vocabulary.normal(match[1]) in vocabulary.INFOBOXES:
            ends = [found for pattern in _INFOBOX_ENDS if (found := pattern.search(source, match.end()))]
            return match.start(), min((found.end() for found in ends), default=len(text))
    return None


def _fields_by_line(box: str, notes: Footnotes) -> dict[str, str]:
    """Fields of an infobox whose braces do not pair, each mended alone."""
    found = list(_FIELD.finditer(box))
    ends = [match.start() for match in found[1:]] + [len(box)]
    fields: dict[str, str] = {}
    for match, end in zip(found, ends, strict=False):
        value, nodes = pair(_LOOSE_END.sub("", box[match.end() : end]))
        value = _hushed(value)
        value = _Rewriter(value, notes).rewrite(nodes, 0, len(value), boxed=True)
        fields[match[1]] = _flatten(_tidy(value)).strip(WHITE)
    return fields
