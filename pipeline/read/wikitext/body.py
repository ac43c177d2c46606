"""Lead and sections of a page as headings and paragraphs of rendered text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.read.wikitext.canvas import Canvas
from pipeline.read.wikitext.clean import BLOCK, NOTE_OFF, NOTE_ON, RULE
from pipeline.read.wikitext.inline import Inline
from pipeline.read.wikitext.vocabulary import SKIPPED_SECTIONS

_BULLETS = re.compile(r"[*#:;]+[ \t]*")
_NOTES = re.compile(rf"{NOTE_ON}\d+{NOTE_OFF}")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` 2 to 6) or a paragraph (level 0) and its canvas, written."""

    level: int
    canvas: Canvas


def blocks(body: str, inline: Inline) -> Iterator[Block]:
    """The headings and paragraphs that hold prose, in their order. Tables and reference sections are left out."""
    skipped = 0
    for level, text in _split(body):
        if level:
            title = _NOTES.sub("", text)
            if skipped and level > skipped:
                continue
            canvas = Canvas()
            inline.render(title, canvas)
            words = canvas.finish()[0]
            skipped = level if words.casefold().strip(" .:") in SKIPPED_SECTIONS else 0
            if words and not skipped:
                yield Block(level, canvas)
        elif not skipped:
            canvas = Canvas()
            inline.render(text, canvas)
            if canvas.here:
                yield Block(0, canvas)


def _split(body: str) -> Iterator[tuple[int, str]]:
    """Source of each heading (level above 0) and paragraph (level 0)."""
    pending: list[str] = []
    depth = 0
    for line in re.split(rf"[\n{BLOCK}{RULE}]", body):
        bare = line.strip()
        level, heading = _heading(bare)
        if level:
            depth = 0  # a table that is never closed ends with its section
        elif bare.startswith("{|"):
            depth += 1
        elif depth:
            depth -= bare.startswith("|}")
            continue
        text = not (level or depth) and not bare.startswith(("|", "----", "!"))
        bullets = _BULLETS.match(bare) if text else None
        if pending and (not bare or bullets or not text):
            yield 0, " ".join(pending)
            pending = []
        if level:
            yield level, heading
        elif bullets:
            yield 0, bare[bullets.end() :]
        elif bare and text:
            pending.append(bare)
    if pending:
        yield 0, " ".join(pending)


def _heading(line: str) -> tuple[int, str]:
    """Level and words of a heading line; level 0 for any other."""
    if not line.startswith("="):
        return 0, ""
    line = _NOTES.sub("", line).rstrip()
    words = line.lstrip("=")
    inner = words.rstrip("=")
    level = min(len(line) - len(words), len(words) - len(inner), 6)
    return (level, inner.strip()) if level and inner.strip() else (0, "")
