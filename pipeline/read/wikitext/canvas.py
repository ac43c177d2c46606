"""Rendered text in the making: white space collapsed, items line by line, marks at their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.model import Mark, MarkKind

_SPACES = re.compile(r"\s+")
_TRAIL = re.compile(r"[a-zà-ÿ]+")
_WORD = re.compile(r"[^\W_]")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")


@dataclass(slots=True)
class _Line:
    """What is known of the line being written, to tell sub-headings."""

    start: int = 0
    bold: bool = False
    plain: bool = False
    small: bool = False
    headed: bool = False
    parts: list[str] = field(default_factory=list)


class Canvas:
    """Text with marks. ``counts`` says that a bold line heads the lines below it, as in cells of numbers."""

    def __init__(self, *, counts: bool = False) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._space = False
        self.counts = counts
        self._line = _Line()
        self._bold_line: Mark | None = None
        self._trail: int | None = None
        self.marks: list[Mark] = []
        self.bold = False
        self.small = 0
        self._small_starts: list[int] = []
        self.base = 0
        self.level = 0

    def write(self, text: str) -> None:
        """Add text; runs of white space become one space, none at either end of a line."""
        text = _SPACES.sub(" ", text)
        core = text.strip(" ")
        if not core:
            self._space = self._space or bool(text)
            self._trail = None if text else self._trail
            return
        if self._trail is not None and (match := _TRAIL.match(text)) and not self._space:
            # "[[schooner]]s": the letters glued to a link belong to it.
            mark = self.marks[self._trail]
            self.marks[self._trail] = replace(mark, end=mark.end + match.end())
        self._trail = None
        self._space = self._space or text[0] == " "
        self.begin()
        self._put(core)
        self._space = text[-1] == " "
        if _WORD.search(core):
            if self.bold:
                self._line.bold = True
            else:
                self._line.plain = True
            if self.small:
                self._line.small = True

    def begin(self) -> int:
        """Write a space that is due; where the next text will stand."""
        if self._space and self._length > self._line.start:
            self._put(" ")
        self._space = False
        return self._length

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._line.parts.append(text)
        self._length += len(text)

    @property
    def here(self) -> int:
        """Where what was written ends."""
        return self._length

    @property
    def fresh(self) -> bool:
        """Whether nothing stands in the line yet."""
        return self._length == self._line.start

    def mark(self, kind: MarkKind, value: str, start: int | None = None, *, level: int | None = None) -> None:
        """Mark what was written since ``start``, or the place itself."""
        begin = self._length if start is None else start
        self.marks.append(Mark(begin, self._length, kind, value, self.level if level is None else level))
        if kind == "link":
            self._trail = len(self.marks) - 1

    def newline(self, level: int | None = None) -> None:
        """End the line, if it holds anything; the next one is an item of that level below the base."""
        self._close_line()
        if not self.fresh:
            self._put("\n")
            self._line = _Line(self._length)
        self._space = False
        self._trail = None
        if level is not None:
            self.level = self.base + level

    def paragraph(self) -> None:
        """End the line and what it opened: bold, small print, lists."""
        self.bold = False
        while self._small_starts:
            self.close_small()
        self.newline(0)

    def end_headings(self) -> None:
        """What follows stands under none of the headings above: an empty heading says so."""
        if any(mark.kind == "heading" for mark in self.marks):
            self.mark("heading", "", level=0)

    def heading(self, start: int) -> None:
        """What was written since ``start`` heads the lines below it."""
        text = "".join(self._line.parts)[start - self._line.start :]
        if text:
            self._line.headed = True
            self.mark("heading", text.rstrip(": "), start)

    def _close_line(self) -> None:
        """Tell whether the line that ends is a sub-heading: ended by a colon, or all bold above a count."""
        line, start = self._line, self._line.start
        if self._length == start or self._length - start > 120:
            self._bold_line = None if self._length > start else self._bold_line
            return
        text = "".join(line.parts)
        level = self.level + (1 if line.small else 0)
        if self._bold_line is not None and (line.plain or _DIGIT.search(text)):
            self.marks.append(self._bold_line)
        self._bold_line = None
        if line.headed or _DIGIT.search(_YEAR.sub("", text)):
            return
        heading = Mark(start, self._length, "heading", text.rstrip(": "), level)
        if text.endswith(":") and len(text) > 1:
            self.marks.append(heading)
        elif self.counts and line.bold and not line.plain:
            self._bold_line = heading

    def open_small(self) -> None:
        """Small print begins."""
        self._small_starts.append(self._length + (1 if self._space and not self.fresh else 0))
        self.small += 1

    def close_small(self) -> None:
        """Small print ends; without a beginning nothing does."""
        if self._small_starts:
            self.small -= 1
            start = self._small_starts.pop()
            if start < self._length:
                self.mark("small", "", start)

    def finish(self) -> tuple[str, list[Mark]]:
        """The text and its marks, sorted by place."""
        self._close_line()
        while self._small_starts:
            self.close_small()
        text = "".join(self._parts).rstrip()
        end = len(text)
        marks = [mark if mark.end <= end else replace(mark, start=min(mark.start, end), end=end) for mark in self.marks]
        order = {"heading": 0, "small": 1}
        return text, sorted(marks, key=lambda mark: (mark.start, order.get(mark.kind, 2)))
