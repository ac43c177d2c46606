"""Footnotes: cut out of the text before it is parsed, a numbered placeholder where each stood."""

from __future__ import annotations

import hashlib
import html
import re

from pipeline.model import Reference
from pipeline.read.wikitext.braces import pair, parameters
from pipeline.read.wikitext.clean import NOTE_OFF, NOTE_ON
from pipeline.read.wikitext.vocabulary import PATTERN, normal

_TAG = re.compile(r"<ref\b([^<>]*)>|</ref\s*>", re.IGNORECASE)
_NAME = re.compile(r"name\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE)
_UNCLOSED_END = re.compile(r"\n|<br|\|\s*\w+\s*=|</")
_CITE = re.compile(r"\{\{\s*(cite\b|citation\b|vcite\b|sfn|harv)([^|{}]*)\|", re.IGNORECASE)
_EXTERNAL = re.compile(r"\[((?:https?:)?//[^\s\]]+)\s*([^\]]*)\]|(https?://[^\s|\]}<]+)")
_LINK = re.compile(r"\[\[(?:[^|\[\]]*\|)?([^|\[\]]*)\]\]")
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_MARKUP = re.compile(r"\x0e\d+\x0f|''+|<[^<>]*>|[\x02-\x11\[\]{}]+")
_SPACE = re.compile(r"\s+")
_YEAR = re.compile(r"(?:1\d|20)\d\d[a-z]?\Z|n\.?d\.?\Z")
MAX_TEXT = 500


class Footnotes:
    """The footnotes of one article: where they stand, what they say."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._contents: dict[str, str] = {}
        self._parsed: dict[str, dict[str, str]] = {}

    def cut_tags(self, text: str) -> str:
        """``text`` with each ``<ref>`` replaced by a placeholder. One that is never closed ends with its line."""
        parts: list[str] = []
        at = 0
        opened: re.Match[str] | None = None
        for match in _TAG.finditer(text):
            attributes = match[1]
            closing = attributes is None
            alone = not closing and attributes.rstrip().endswith("/")
            if opened is not None:
                if alone:
                    continue
                if closing:
                    parts.append(self._place(_name(opened[1]), text[opened.end() : match.start()]))
                    at = match.end()
                    opened = None
                    continue
                at = self._unclosed(text, opened, match.start(), parts)
                opened = None
            parts.append(text[at : match.start()])
            at = match.end()
            if alone:
                parts.append(self._place(_name(attributes), ""))
            elif not closing:
                opened = match
        if opened is not None:
            at = self._unclosed(text, opened, len(text), parts)
        parts.append(text[at:])
        return "".join(parts)

    def _unclosed(self, text: str, opened: re.Match[str], limit: int, parts: list[str]) -> int:
        end = _UNCLOSED_END.search(text, opened.end(), limit)
        stop = end.start() if end else limit
        parts.append(self._place(_name(opened[1]), text[opened.end() : stop]))
        return stop

    def template(self, name: str, content: str) -> str:
        """Placeholders for a template that makes a footnote; ``content`` is what stands between its braces."""
        if name.startswith(("sfn", "shortened")):
            return self._place("", "{{" + content + "}}")
        unnamed: list[str] = []
        named: dict[str, str] = {}
        for piece in split("{{" + content + "}}"):
            key, equals, value = piece.partition("=")
            if equals and key.strip().isalnum():
                named[key.strip().lower()] = value.strip()
            else:
                unnamed.append(piece.strip())
        if name == "r":
            return "".join(self._place(value, "") for value in unnamed)
        text = named.get("1") or named.get("text") or (unnamed[0] if unnamed else "")
        return self._place(named.get("name", "").strip("\"'"), text)

    def _place(self, name: str, content: str) -> str:
        content = content.strip()
        key = " ".join(name.split()) or f"note-{hashlib.sha256(content.encode()).hexdigest()[:8]}"
        if content:
            self._contents.setdefault(key, content)
        self._keys.append(key)
        return f"{NOTE_ON}{len(self._keys) - 1}{NOTE_OFF}"

    def key(self, number: int) -> str:
        """The key of the footnote that a placeholder stands for; '' for none."""
        return self._keys[number] if number < len(self._keys) else ""

    def reference(self, key: str, position: int) -> Reference:
        """What the footnote says, where it stands in the rendered text."""
        if key not in self._parsed:
            self._parsed[key] = read_note(self._contents.get(key, ""))
        return Reference(key, position, **self._parsed[key])


def _name(attributes: str) -> str:
    match = _NAME.search(attributes)
    return (match[1] or match[2] or match[3] or "") if match else ""


def read_note(content: str) -> dict[str, str]:
    """Title, publisher, author, date and URL of a footnote; of one that cites freely, its text as the title."""
    if cite := _CITE.search(content):
        values = _values(content, cite.start())
        return _cited(values, unnamed=cite[1].lower().startswith(("sfn", "harv")))
    url = ""
    if match := _EXTERNAL.search(content):
        url = match[1] or match[3]
    return {"title": plain(content)[:MAX_TEXT], "url": url} if content else {}


def _cited(values: dict[str, str], *, unnamed: bool) -> dict[str, str]:
    if unnamed:
        words = [values[key] for key in values if key.isdigit()]
        years = [word for word in words if _YEAR.match(word)]
        names = [word for word in words if word not in years]
        return {"author": ", ".join(names), "published": years[0] if years else ""}
    author = next((values[key] for key in ("author", "authors", "vauthors", "author1") if values.get(key)), "")
    if not author:
        last = values.get("last") or values.get("last1") or values.get("surname") or ""
        first = values.get("first") or values.get("first1") or values.get("given") or ""
        author = f"{last}, {first}" if last and first else last or first
        others = [values[f"last{n}"] for n in range(2, 6) if values.get(f"last{n}")]
        author = "; ".join([author, *others]) if others else author
    works = ("publisher", "work", "newspaper", "website", "journal", "magazine", "agency")
    return {
        "title": values.get("title") or values.get("chapter") or values.get("1") or "",
        "publisher": next((values[key] for key in works if values.get(key)), ""),
        "author": author,
        "published": values.get("date") or values.get("year") or "",
        "url": values.get("url") or values.get("chapter-url") or "",
    }


def split(content: str) -> list[str]:
    """Raw parameters of the template that opens the text; none where it is never closed."""
    content, nodes = pair(content)
    return parameters(content, nodes[0])[1:] if nodes and nodes[0].start == 0 else []


def _values(content: str, start: int) -> dict[str, str]:
    """Parameters of the template that opens at ``start``."""
    values: dict[str, str] = {}
    unnamed = 0
    for piece in split(content[start:]):
        name, equals, value = piece.partition("=")
        if equals:
            values[name.strip().lower()] = _value(name, value)
        else:
            unnamed += 1
            values[str(unnamed)] = plain(piece)
    return values


def _value(name: str, value: str) -> str:
    return "".join(value.split()) if name.strip().lower().endswith("url") else plain(value)[:MAX_TEXT]


def _sign(match: re.Match[str]) -> str:
    """A template that stands for a dash or a space, as that; any other as nothing."""
    shown = PATTERN.get(normal(match[0].strip("{}")), "")
    return "" if "{" in shown else shown


def plain(text: str) -> str:
    """Markup taken off: links by their text, templates out."""
    text = _EXTERNAL.sub(lambda match: match[2] or "", text)
    for _ in range(3):
        shorter = _TEMPLATE.sub(_sign, _LINK.sub(r"\1", text))
        if shorter == text:
            break
        text = shorter
    return _SPACE.sub(" ", html.unescape(_MARKUP.sub("", text))).strip()
