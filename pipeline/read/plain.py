"""The plain rendering: ``= Title =``, an ``Infobox`` line, ``- Key: value`` lines, ``== Section ==``, prose.

``Article.text`` is the file itself, decoded: a byte-order mark and carriage returns stay in it, so that offsets are
those of the file's code points; passages leave both outside, save that a carriage return may stand within a
sentence that a line break divides.

Damaged renderings are normal. Without a title line the file's name serves; without the ``Infobox`` line, fields
that have the names of infobox parameters are still read; a heading that is the rest of an image caption is none, and a
line that is the rest of an image is no prose.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files

from pipeline.model import Article, Passage, PassageKind
from pipeline.read.sentences import split_sentences

_LINE = re.compile(r"[^\r\n]+")
_FIELD = re.compile(r"-[ \t]*([^\W\d_][\w .-]{0,40}?)[ \t]*:(?!//)[ \t]*")
_BULLET = re.compile(r"(?:[-*•–—·]\s+)+")
_CAPTION = re.compile(r"\]\]|\[\[|\}\}|\{\{|\||\.(?:jpe?g|png|svg|gif|tiff?|webp)\b", re.IGNORECASE)
_PICTURE = re.compile(
    r"(?:\[\[)?(?:(?:file|image):[^|]*|thumb|thumbnail|frame|frameless|border|upright(?:=[\d.]+)?|left|right|cent(?:er|re)"
    r"|(?:x?\d{2,4}){1,2}px)\s*\|",
    re.IGNORECASE,
)
_NAMES = frozenset(tomllib.loads(files("pipeline.read").joinpath("infobox.toml").read_text("utf-8"))["fields"])
_WRAPPED = 40
"""A line at least so long may have been broken by an editor's margin; a shorter one ends where it ends."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, without its outer white space; ``apart`` where a blank line stands before it."""

    start: int
    end: int
    text: str
    apart: bool


@dataclass(slots=True)
class _Passages:
    """Passages as they are found, in the order of the text."""

    text: str
    section: str = ""
    paragraph: int = -1
    found: list[Passage] = field(default_factory=list)

    def add(self, kind: PassageKind, start: int, end: int, name: str = "") -> None:
        section = "" if kind == "infobox" else self.section
        self.found.append(Passage(kind, section, name, start, end, self.text[start:end], self.paragraph))


def read_plain(text: str, *, path: str, title: str, sha256: str) -> Article:
    """The article that ``text`` renders; ``title`` serves where the text states none."""
    lines = list(_lines(text))
    passages = _Passages(text)
    at = 0
    while at < len(lines):
        line = lines[at]
        level, start, end = _heading(line)
        passages.paragraph += 1
        if level == 1 and not passages.section and not any(p.kind == "heading" for p in passages.found):
            title = text[start:end]
            passages.add("heading", start, end)
            at += 1
        elif level:
            if not _CAPTION.search(text, start, end):
                passages.section = text[start:end]
                passages.add("heading", start, end)
            at += 1
        elif _PICTURE.match(line.text):
            at += 1
        elif not passages.section and _opens_infobox(line):
            at = _read_infobox(lines, at, passages)
        else:
            at = _read_paragraph(lines, at, passages)
    return Article(path, " ".join(title.split()), "plain", text, sha256, tuple(passages.found))


def _lines(text: str) -> Iterator[_Line]:
    previous = 0
    apart = True
    for match in _LINE.finditer(text):
        gap = text[previous : match.start()]
        apart = apart or gap.count("\n") > 1 or gap.count("\r") > 1
        previous = match.end()
        raw = match[0]
        words = raw.lstrip("\ufeff \t\v\f\xa0")
        start = match.start() + len(raw) - len(words)
        words = words.rstrip()
        if not words:
            apart = True
            continue
        yield _Line(start, start + len(words), words, apart)
        apart = False


def _heading(line: _Line) -> tuple[int, int, int]:
    """Level of the heading and the span of its words; level 0 where the line is none."""
    words = line.text.lstrip("=")
    level = len(line.text) - len(words)
    inner = words.rstrip("=")
    if not level or len(inner) == len(words) or not inner.strip():
        return 0, line.start, line.end
    start = line.start + level + len(inner) - len(inner.lstrip())
    return min(level, len(words) - len(inner)), start, start + len(inner.strip())


def _field(line: _Line) -> re.Match[str] | None:
    found = _FIELD.match(line.text)
    # A dash that sticks to its word may belong to the value; to a parameter's name it does not.
    return found if found and (line.text[1] in " \t" or _is_parameter(found[1])) else None


def _is_parameter(name: str) -> bool:
    return re.sub(r"[\d_ ]+[a-z]?\Z", "", name.lower()) in _NAMES


def _opens_infobox(line: _Line) -> bool:
    if line.text[:7].lower() == "infobox" and len(line.text) < 60 and not line.text.endswith("."):
        return True
    found = _field(line)
    return found is not None and _is_parameter(found[1])


def _read_infobox(lines: list[_Line], at: int, passages: _Passages) -> int:
    """Add the fields from line ``at`` on; the index of the first line behind them."""
    if _field(lines[at]) is None:
        at += 1
    while at < len(lines) and (found := _field(lines[at])):
        line = lines[at]
        start, end = line.start + found.end(), line.end
        at += 1
        while at < len(lines) and _continues_value(lines[at]):
            end = lines[at].end
            at += 1
        start += len(passages.text[start:end]) - len(passages.text[start:end].lstrip())
        if start < end:
            passages.add("infobox", start, end, found[1])
            passages.paragraph += 1
    return at


def _continues_value(line: _Line) -> bool:
    """Whether the line goes on with the value of the field before it: no field, no heading, no prose."""
    if line.apart or _field(line) or _heading(line)[0]:
        return False
    return not (line.text.endswith((".", '."', ".”")) and line.text.count(" ") > 5)


def _read_paragraph(lines: list[_Line], at: int, passages: _Passages) -> int:
    """Add the sentences of the paragraph at line ``at``; the index of the first line behind it."""
    line = lines[at]
    bullet = _BULLET.match(line.text)
    start, end = line.start + (bullet.end() if bullet else 0), line.end
    at += 1
    while at < len(lines) and not lines[at].apart and len(line.text) >= _WRAPPED and not _opens_block(lines[at]):
        line = lines[at]
        end = line.end
        at += 1
    for sentence_start, sentence_end in split_sentences(passages.text, start, end):
        passages.add("sentence", sentence_start, sentence_end)
    return at


def _opens_block(line: _Line) -> bool:
    return bool(_heading(line)[0] or _BULLET.match(line.text) or _PICTURE.match(line.text) or _opens_infobox(line))
