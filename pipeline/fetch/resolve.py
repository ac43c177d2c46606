"""From titles to pages: what each leads to on the wiki, or why it leads nowhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import SourceError
from pipeline.fetch.wiki import BATCH, Json, Wiki, checked_title


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its newest revision; ``url`` is its address without regard to the revision."""

    title: str
    url: str
    revision: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A title that leads to no text; ``absent`` where the wiki simply has no such page."""

    title: str
    reason: str
    absent: bool = False


def resolve(wiki: Wiki, titles: Sequence[str]) -> Iterator[list[Page | Lost]]:
    """What the titles lead to, a batch at a time, in their order; redirects are followed within the wiki only."""
    usable: list[str] = []
    lost: list[Page | Lost] = []
    for title in dict.fromkeys(_plain(title) for title in titles):
        try:
            usable.append(checked_title(title))
        except SourceError as error:
            lost.append(Lost(title, str(error)))
    if lost:
        yield lost
    for start in range(0, len(usable), BATCH):
        batch = usable[start : start + BATCH]
        found = wiki.pages(batch)
        yield [_led(title, found) for title in batch]


def resolve_revision(wiki: Wiki, revision: int, title: str | None) -> Page | Lost:
    """The page of one revision, which must be that of ``title`` where one is given."""
    page = wiki.page_of(revision)
    named = title or f"revision {revision}"
    if not page:
        return Lost(named, f"{named}: the wiki has no revision {revision}, or it was deleted; check the number")
    found = _page(named, page, revision)
    if title and isinstance(found, Page):
        wanted = next(resolve(wiki, [title]))[0]
        # A title may be a redirect today and have been an article at that revision.
        if found.title not in (wanted.title, _plain(title)):
            return Lost(title, f"{title}: revision {revision} is one of '{found.title}'; check the number or the title")
    return found


def _led(title: str, found: Json) -> Page | Lost:
    """Where a title leads by the wiki's own account."""
    place = found["normalized"].get(title, title)
    passed = {place}
    while place in found["redirects"]:
        place = found["redirects"][place]
        if place in passed:
            return Lost(title, f"{title}: redirects in a circle on the wiki; give another title")
        passed.add(place)
    if place in found["interwiki"]:
        return Lost(title, f"{title}: leads to another wiki ({place}), which is not followed; give --site for that one")
    page = found["pages"].get(place)
    if page is None:
        return Lost(title, f"{title}: the wiki said nothing of it; give the title as the wiki writes it")
    revisions = page.get("revisions") or [{}]
    return _page(title, page, revisions[0].get("revid"))


def _page(asked: str, page: Json, revision: int | None) -> Page | Lost:
    title = str(page["title"])
    if page.get("invalid"):
        return Lost(asked, f"{asked}: {page.get('invalidreason') or 'no title that a page can have'}")
    if page.get("special") or int(page.get("ns", 0)) < 0:
        return Lost(asked, f"{asked}: is made by the wiki's software and has no text; give an article")
    if page.get("missing") or revision is None:
        return Lost(asked, f"{asked}: the wiki has no such page; check the title", absent=True)
    if page.get("contentmodel") != "wikitext":
        return Lost(asked, f"{asked}: is {page.get('contentmodel')}, not wikitext; give an article")
    url = page.get("canonicalurl") or page.get("fullurl")
    if not url:
        return Lost(asked, f"{asked}: the wiki gives no address for it; it needs MediaWiki 1.24 or newer")
    return Page(title, str(url), int(revision))


def _plain(title: str) -> str:
    """The title as the API hands it back: composed, without outer spaces."""
    return unicodedata.normalize("NFC", title).strip()
