"""The head of a dump: which wiki it is, and which prefixes name other namespaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, urlsplit

_BASE = re.compile(r"<base>([^<]*)</base>")
_NAMESPACE = re.compile(r'<namespace key="(-?\d+)"[^>/]*>([^<]*)</namespace>')
_VERSION = re.compile(r'<mediawiki\b[^>]*?\sversion="([^"]{1,20})"', re.DOTALL)
_LANGUAGE = re.compile(r'<mediawiki\b[^>]*?\sxml:lang="([^"]{1,30})"', re.DOTALL)
_WIKIMEDIA = ("wikipedia.org", "wikinews.org", "wikisource.org", "wikiquote.org", "wikibooks.org", "wikivoyage.org")
LICENCE = "CC BY-SA 4.0"


@dataclass(frozen=True, slots=True)
class Header:
    """What ``<mediawiki>`` and ``<siteinfo>`` say. ``base`` is the address of the main page, '' where none is said."""

    version: str = ""
    language: str = ""
    base: str = ""
    other_namespaces: frozenset[str] = frozenset()

    def is_article(self, title: str, namespace: int | None) -> bool:
        """Whether a page of that title is in the main namespace; before schema 0.6 its title alone says so."""
        if namespace is not None:
            return namespace == 0
        prefix, colon, _ = title.partition(":")
        return not colon or prefix.strip().casefold() not in self.other_namespaces

    def url(self, title: str) -> str:
        """The address of the page of that title, '' where the dump does not say where it comes from."""
        folder, slash, _ = self.base.rpartition("/")
        return f"{folder}/{quote(title.replace(' ', '_'), safe='/:(),!~*')}" if slash else ""

    @property
    def licence(self) -> str:
        """The licence of the wiki's text where it is known by the wiki's name."""
        host = urlsplit(self.base).hostname or ""
        return LICENCE if any(host == name or host.endswith("." + name) for name in _WIKIMEDIA) else ""


def parse_header(data: bytes) -> Header:
    """The header in the first bytes of a dump, as UTF-8; an empty one where they hold none."""
    text = data.decode("utf-8", errors="replace")
    version, language, base = (pattern.search(text) for pattern in (_VERSION, _LANGUAGE, _BASE))
    names = (unescape(name).strip().casefold() for key, name in _NAMESPACE.findall(text) if key != "0")
    return Header(
        version[1] if version else "",
        language[1] if language else "",
        unescape(base[1]).strip() if base else "",
        frozenset(filter(None, names)),
    )
