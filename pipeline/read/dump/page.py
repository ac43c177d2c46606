"""One page of a dump: its newest revision out of its XML."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.parsers import expat

MAX_UNFINISHED = 32_000_000
"""Bytes of a page whose end is not read yet, beyond which it is made shorter: MediaWiki keeps texts to 2 MiB."""
_END = 65_536
_CUT = b"<cut/>"
"""Stands in no dump."""
_REVISION = re.compile(rb"<revision>.*?</revision>", re.DOTALL)
_TIMESTAMP = re.compile(rb"<timestamp>([^<]*)</timestamp>")


@dataclass(frozen=True, slots=True)
class Page:
    """The newest revision of one page. ``namespace`` is None where the dump's schema (before 0.6) does not say it."""

    title: str
    namespace: int | None
    redirect: bool
    revision: str = ""
    timestamp: str = ""
    model: str = ""
    text: str = ""


class _Reader:
    """Collects a page's elements; of several revisions it keeps the newest, of equal times the last."""

    def __init__(self) -> None:
        self.page = Page("", None, redirect=False)
        self._path: list[str] = []
        self._words: list[str] = []
        self._revision: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        self._words = []
        if name == "revision":
            self._revision = {}
        elif name == "redirect":
            self.page = replace(self.page, redirect=True)
        elif name == "text" and "deleted" in attributes:
            self._revision["deleted"] = "deleted"

    def data(self, words: str) -> None:
        self._words.append(words)

    def end(self, name: str) -> None:
        self._path.pop()
        words, self._words = "".join(self._words), []
        # The contributor and, from 0.11 on, each slot have ids of their own, deeper down.
        if self._path == ["page", "revision"]:
            self._revision[name] = words
        elif self._path == ["page"]:
            if name == "title":
                self.page = replace(self.page, title=words)
            elif name == "ns" and words.strip().lstrip("-").isdigit():
                self.page = replace(self.page, namespace=int(words))
            elif name == "revision" and self._revision.get("timestamp", "") >= self.page.timestamp:
                self._keep(self._revision)

    def _keep(self, revision: dict[str, str]) -> None:
        self.page = replace(
            self.page,
            revision=revision.get("id", "").strip(),
            timestamp=revision.get("timestamp", "").strip(),
            model=revision.get("model", "").strip(),
            text="" if "deleted" in revision else revision.get("text", ""),
        )


def parse_page(raw: bytes) -> Page:
    """The page whose element, from ``<page>`` to ``</page>`` in UTF-8, is ``raw``.

    Raises ValueError where that is no XML, or a page that ``bounded`` had to cut. The slice has no document type, so
    no entity of it can grow.
    """
    if _CUT in raw:
        raise ValueError(f"a revision of more than {MAX_UNFINISHED // 1_000_000} MB is no article")
    reader = _Reader()
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise ValueError(f"no XML ({error})") from error
    return reader.page


def bounded(raw: bytes) -> bytes:
    """An unfinished page: whole where it is short, else without old revisions, and of one huge revision the ends.

    Memory must not grow with what a few bytes of bzip2 can say. A page that was cut is refused by ``parse_page``.
    """
    if len(raw) <= MAX_UNFINISHED:
        return raw
    raw = newest_only(raw)
    return raw if len(raw) <= MAX_UNFINISHED else raw[:_END] + _CUT + raw[-_END:]


def newest_only(raw: bytes) -> bytes:
    """A page, finished or not, without those of its whole revisions that are older than another of them."""
    newest: tuple[bytes, int] | None = None
    revisions = list(_REVISION.finditer(raw))
    for number, match in enumerate(revisions):
        stamp = _TIMESTAMP.search(raw, match.start(), match.end())
        time = stamp[1] if stamp else b""
        if newest is None or time >= newest[0]:
            newest = (time, number)
    if newest is None:
        return raw
    kept = revisions[newest[1]]
    return raw[: revisions[0].start()] + kept[0] + raw[revisions[-1].end() :]
