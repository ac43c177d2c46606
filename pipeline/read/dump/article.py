"""A page of a dump as an article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.model import Article, Mark


@dataclass(frozen=True, slots=True)
class WikiPage:
    """A page to read: its text and where it comes from.

    ``redirects`` leads from link targets to the pages meant; ``article_id`` is '' where the title makes the id.
    """

    path: str
    title: str
    text: str
    revision: str
    source_url: str
    licence: str
    redirects: tuple[tuple[str, str], ...] = ()
    article_id: str = ""


def read_page(page: WikiPage) -> Article | None:
    """The article, its links led past redirects; None where no infobox of a conflict is in it after all."""
    from pipeline.read.wikitext import read_wikitext

    digest = hashlib.sha256(page.text.encode("utf-8", errors="surrogatepass")).hexdigest()
    article = read_wikitext(page.text, path=page.path, title=page.title, sha256=digest)
    if not any(passage.kind == "infobox" for passage in article.passages):
        return None
    return replace(
        article,
        marks=_past_redirects(article, dict(page.redirects)),
        source_url=page.source_url,
        revision=page.revision,
        licence=page.licence,
    )


def _past_redirects(article: Article, redirects: Mapping[str, str]) -> tuple[Mark, ...]:
    if not redirects:
        return article.marks
    return tuple(
        replace(mark, value=redirects.get(normal_title(mark.value), mark.value)) if mark.kind == "link" else mark
        for mark in article.marks
    )


def normal_title(target: str) -> str:
    """The title of the page that a link target means: no section, single spaces, a capital first."""
    title = " ".join(target.partition("#")[0].replace("_", " ").split()).removeprefix(":")
    return title[:1].upper() + title[1:]
