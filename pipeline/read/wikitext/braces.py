"""Which braces and brackets pair: templates and links as a tree, in one pass over the text.

Unpaired ones, and those nested deeper than any article needs, are made void, so that what is parsed afterwards is
always balanced and shallow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.read.wikitext.clean import VOID

MAX_DEPTH = 12
_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]")


@dataclass(slots=True)
class Node:
    """A template (``{{...}}``) or a link at ``start:end`` with those inside it."""

    start: int
    end: int
    template: bool
    children: list[Node] = field(default_factory=list)


def pair(text: str) -> tuple[str, list[Node]]:
    """``text`` with unpaired braces voided (its length unchanged), and the outermost pairs in their order."""
    top: list[Node] = []
    stack: list[Node] = []
    opened = {True: 0, False: 0}
    void: list[int] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        template = token in ("{{", "}}")
        if token in ("{{", "[["):
            stack.append(Node(match.start(), -1, template))
            opened[template] += 1
        elif not opened[template]:
            void.append(match.start())
        else:
            while (node := stack.pop()).template != template:
                opened[node.template] -= 1
                void.append(node.start)
                _adopt(stack, top, node.children)
            opened[template] -= 1
            node.end = match.end()
            if len(stack) >= MAX_DEPTH + 40:
                void += [node.start, node.end - 2]
                _adopt(stack, top, node.children)
            else:
                _adopt(stack, top, [node])
    while stack:
        node = stack.pop()
        void.append(node.start)
        _adopt(stack, top, node.children)
    _limit(top, 1, void)
    if void:
        letters = list(text)
        for at in void:
            letters[at] = letters[at + 1] = VOID
        text = "".join(letters)
    return text, top


def parameters(text: str, node: Node) -> list[str]:
    """The template's name and its raw parameters: what bars part, save those inside inner templates and links."""
    hidden: list[str] = []
    at = node.start + 2
    for child in node.children:
        hidden += [text[at : child.start], "x" * (child.end - child.start)]
        at = child.end
    hidden.append(text[at : node.end - 2])
    pieces: list[str] = []
    at = node.start + 2
    for piece in "".join(hidden).split("|"):
        pieces.append(text[at : at + len(piece)])
        at += len(piece) + 1
    return pieces


def _adopt(stack: list[Node], top: list[Node], nodes: list[Node]) -> None:
    (stack[-1].children if stack else top).extend(nodes)


def _limit(nodes: list[Node], depth: int, void: list[int]) -> None:
    """Void what is nested too deep among what was paired."""
    for node in nodes:
        if depth < MAX_DEPTH:
            _limit(node.children, depth + 1, void)
        else:
            below = node.children
            node.children = []
            while below:
                inner = below.pop()
                void += [inner.start, inner.end - 2]
                below += inner.children
