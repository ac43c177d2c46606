"""What each kind of template shows; which template is of which kind stands in ``templates.toml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.read.wikitext import figures, vocabulary
from pipeline.read.wikitext.canvas import Canvas
from pipeline.read.wikitext.flags import party, party_of_file

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Template

    from pipeline.read.wikitext.inline import Inline

_OPTIONAL = re.compile(r"<([^<>{}]*)\{(\d)\}([^<>{}]*)>|\{(\d)\}")
_SMALL = frozenset(["small", "smaller", "resize"])


class Templates:
    """Renders templates through the inline renderer that owns it."""

    def __init__(self, inline: Inline) -> None:
        self._inline = inline

    def render(self, node: Template, canvas: Canvas) -> None:
        """Write what the template shows and mark what it means."""
        name = vocabulary.normal(str(node.name))
        match vocabulary.kind_of(name):
            case "fate":
                if canvas.counts:
                    # "340 {{KIA}}" counts those whom it befell.
                    canvas.write(f" {vocabulary.FATE[name]} ")
                else:
                    canvas.mark("fate", vocabulary.FATE[name])
            case "flag":
                self._flag(node, vocabulary.FLAG[name], canvas)
            case "list":
                self._list(node, vocabulary.LIST[name], canvas)
            case "parameter":
                self._parameter(node, name, canvas)
            case "pattern":
                self._inline.render(_filled(vocabulary.PATTERN[name], self._unnamed(node)), canvas)
            case "ship":
                self._ship(node, vocabulary.SHIP[name], canvas)
            case "computed":
                self._computed(node, name, canvas)
            case _:
                self._unknown(node, canvas)

    def _unknown(self, node: Template, canvas: Canvas) -> None:
        """Its unnamed parameters: in an infobox a number must not be lost with the template around it."""
        for parameter in node.params:
            if not parameter.showkey:
                canvas.write(" ")
                self._inline.nodes(parameter.value.nodes, canvas)
        canvas.write(" ")

    def _unnamed(self, node: Template) -> list[str]:
        """The unnamed parameters (and those named by their number), as text."""
        return [
            self._inline.text(parameter.value.nodes)
            for parameter in node.params
            if not parameter.showkey or str(parameter.name).strip().isdigit()
        ]

    def _named(self, node: Template, *names: str) -> Any:
        """Nodes of the first of the parameters that is there, or None."""
        for name in names:
            if node.has(name, ignore_empty=True):
                return node.get(name).value.nodes
        return None

    def _parameter(self, node: Template, name: str, canvas: Canvas) -> None:
        nodes = self._named(node, *vocabulary.PARAMETER.get(name, ["1"]))
        if nodes is None:
            return
        if name in _SMALL:
            canvas.open_small()
        self._inline.nodes(nodes, canvas)
        if name in _SMALL:
            canvas.close_small()

    def _flag(self, node: Template, kind: str, canvas: Canvas) -> None:
        nodes = self._named(node, "1")
        code = self._inline.text(nodes) if nodes is not None else ""
        name = party_of_file(code) if kind == "file" else party(code)
        if name:
            canvas.mark("flag", name)
        if kind in ("icon", "file"):
            return
        start = canvas.begin()
        label = self._named(node, "name", "text")
        if label is not None:
            self._inline.nodes(label, canvas)
        else:
            canvas.write(name if kind == "name" else code)
        if name and canvas.here > start and (label is None or node.has("name")):
            canvas.mark("link", name, start)

    def _list(self, node: Template, kind: str, canvas: Canvas) -> None:
        title = self._named(node, "title", "heading") if kind == "titled" else None
        if title is not None:
            canvas.newline()
            start = canvas.here
            self._inline.nodes(title, canvas)
            canvas.heading(start)
            canvas.newline()
        canvas.base += title is not None
        for parameter in node.params:
            if not parameter.showkey or str(parameter.name).strip().isdigit():
                canvas.newline(0)
                self._inline.nodes(parameter.value.nodes, canvas)
        canvas.base -= title is not None
        if node.params:
            canvas.newline(0)

    def _ship(self, node: Template, prefix: str, canvas: Canvas) -> None:
        values = self._unnamed(node)
        if prefix == "{1}":
            prefix, *values = values or [""]
        ship, number = ([*values, "", ""])[:2]
        start = canvas.begin()
        canvas.write(f"{prefix} {ship}".strip())
        if ship:
            page = f"{prefix} {ship}".strip()
            canvas.mark("link", f"{page} ({number})" if number else page, start)

    def _computed(self, node: Template, name: str, canvas: Canvas) -> None:
        values = self._unnamed(node)
        if name in ("convert", "cvt", "conv"):
            canvas.write(figures.amount(values))
        elif name == "formatnum":
            canvas.write(figures.grouped(str(node.name).partition(":")[2]))
        elif name in ("coord", "coor", "coordinates"):
            self._coordinates(node, values, canvas)
        elif name == "start and end dates":
            canvas.write(" – ".join(figures.date(values[at : at + 3]) for at in (0, 3) if values[at : at + 3]))
        else:
            canvas.write(figures.date(values))

    def _coordinates(self, node: Template, values: list[str], canvas: Canvas) -> None:
        found = figures.coordinates(values)
        if found is None:
            return
        value = ",".join(figures.degrees(part) for part in found)
        start = canvas.begin()
        display = self._named(node, "display")
        if display is None or "inline" in self._inline.text(display) or self._inline.cell:
            canvas.write(value.replace(",", ", "))
        canvas.mark("coord", value, start)


def _filled(pattern: str, values: list[str]) -> str:
    """The pattern with parameters in; a part in <...> only where its parameter is there."""

    def fill(match: re.Match[str]) -> str:
        before, optional, after, number = match.groups()
        place = int(number or optional) - 1
        value = values[place] if place < len(values) else ""
        return f"{before}{value}{after}" if optional and value else value

    return _OPTIONAL.sub(fill, pattern)
