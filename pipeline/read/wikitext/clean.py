"""Wikitext made safe and simple before it is parsed: one pass for each kind of noise, each linear in the text.

What has to survive parsing is carried by control characters, which the input itself is freed of: line and block
breaks, small print, footnotes, and brackets that pair with nothing. mwparserfromhell stops reading at U+0000 and
needs a minute for some ten thousand unclosed brackets, so nothing reaches it but paired braces.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

BREAK = "\x02"
RULE = "\x03"
SMALL_ON = "\x04"
SMALL_OFF = "\x05"
LINE = "\x06"
"""A line feed inside a template or a cell; mwparserfromhell would take what follows it for lists and tables."""
BLOCK = "\x07"
NOTE_ON = "\x0e"
NOTE_OFF = "\x0f"
VOID = "\x10"
LESS = "\x11"

# Control characters, and marks of direction or width that show nothing and hide one word from another.
_NOISE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_NAMES = "ref|br|small|div|span|nowiki|center|p|hr|big|sup|sub|blockquote|gallery|references"
_RAW_TAG = re.compile(rf"<(?:!--|/?(?:{_NAMES})\b)", re.IGNORECASE)
_ESCAPED_TAG = re.compile(rf"&(?:amp;)?lt;(?:!--|/?(?:{_NAMES})\b)", re.IGNORECASE)
_ENTITY = re.compile(r"&(lt|gt|quot|amp|apos|#39);")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "amp": "&", "apos": "'", "#39": "'"}

_COMMENT = re.compile("<!--.*?(?:-->|\\Z)", re.DOTALL)
"""One that nothing closes hides the rest of the page, as MediaWiki has it."""

_HIDDEN = (
    "math|chem|ce|gallery|timeline|score|syntaxhighlight|source|imagemap|hiero|graph|mapframe|maplink|style|script|"
    "references|table|s|del|strike|includeonly|indicator"
)
_HIDDEN_OPEN = re.compile(rf"<({_HIDDEN})\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_BLOCK_TAG = re.compile("(?:div|p|li|ul|ol|dl|dd|dt|tr|td|th|center|blockquote|poem|pre|section)")
_INLINE_TAG = re.compile(
    "(?:span|b|i|u|em|strong|big|sup|sub|font|tt|code|cite|abbr|bdi|bdo|ins|kbd|samp|var|q|wbr|noinclude|onlyinclude|ref|"
    "time|mark|nobr|templatestyles|rp|rt|ruby|h[1-6]|dfn|a|nowiki|data)"
)
_EXTERNAL = re.compile(r"\[(?:https?:|ftp:|mailto:|//)[^\s\[\]]*(?:[ \t]+([^\[\]\n]*))?\]", re.IGNORECASE)
_UNCLOSED_EXTERNAL = re.compile(r"\[(?=https?:|ftp:|mailto:|//)", re.IGNORECASE)
_NOWIKI_SPECIAL = re.compile(r"[&\[\]{}'|*#<>=:;-]")


def normalise(text: str) -> str:
    """``text`` without control characters and comments; XML entities of an escaped page are resolved, at most twice."""
    text = _NOISE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for _ in range(2):
        if _RAW_TAG.search(text) or not _ESCAPED_TAG.search(text):
            break
        text = _ENTITY.sub(lambda match: _ENTITIES[match[1]], text)
    text = _between(text, re.compile(r"<nowiki\s*>", re.IGNORECASE), "</nowiki", _literally)
    return _COMMENT.sub("", text)


def simplify(text: str) -> str:
    """``text``, from which footnotes are already cut, without tags and external links; breaks become controls."""
    text = _between(text, _HIDDEN_OPEN, None, lambda _: "")
    text = _TAG.sub(_tag, text).replace("<", LESS)
    text = _EXTERNAL.sub(lambda match: match[1] or "", text)
    return _UNCLOSED_EXTERNAL.sub(VOID, text)


def visible(text: str) -> str:
    """Characters as a reader sees them: entities resolved, controls out."""
    if "&" in text:
        text = html.unescape(text)
        if _NOISE.search(text):
            text = _NOISE.sub("", text.replace(LESS, "<"))
    return text.replace(LESS, "<").replace(VOID, "")


def _tag(match: re.Match[str]) -> str:
    name = match[2].lower()
    if name == "br":
        return BREAK
    if name == "hr":
        return RULE
    if name in ("small", "smaller"):
        return SMALL_OFF if match[1] else SMALL_ON
    if _BLOCK_TAG.fullmatch(name):
        return BLOCK
    return "" if _INLINE_TAG.fullmatch(name) else match[0]


def _literally(text: str) -> str:
    return _NOWIKI_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)


def _between(text: str, opening: re.Pattern[str], closing: str | None, change: Callable[[str], str]) -> str:
    """``change`` what stands between ``opening`` and ``closing`` (None: the end tag of the opening's name).

    An opening that nothing closes is taken out alone. The search for a closing is given up for good where it fails
    once, so that a text of nothing but openings costs no more than its length.
    """
    if not (match := opening.search(text)):
        return text
    lower = text.lower()
    parts: list[str] = []
    at = 0
    missing: set[str] = set()
    while match:
        parts.append(text[at : match.start()])
        at = match.end()
        wanted = closing or f"</{match[1].lower()}"
        end = -1
        if wanted not in missing and not match[0].endswith("/>"):
            end = lower.find(wanted, at)
        if end >= 0:
            parts.append(change(text[at:end]))
            at = end + len(wanted)
            at = max(at, text.find(">", at, at + 20) + 1)
        elif not match[0].endswith("/>"):
            missing.add(wanted)
        match = opening.search(text, at)
    parts.append(text[at:])
    return "".join(parts)
