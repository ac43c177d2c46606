"""Fetching: wikitext of a MediaWiki, verbatim into a folder of sources, with the row that says where it is from.

wiki.py      the API: site, titles, categories, revisions
http.py      one request: bounded in time and size, within the site
patience.py  asking again
agent.py     who asks
resolve.py   titles to pages
run.py       which pages are due, and what came of them
store.py     files and sources.csv
names.py     file names
licence.py   names of licences
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.fetch.agent import user_agent
from pipeline.fetch.http import Http, Limits
from pipeline.fetch.patience import Patience
from pipeline.fetch.resolve import Lost, Page, resolve, resolve_revision
from pipeline.fetch.run import Report, Run
from pipeline.fetch.store import Store
from pipeline.fetch.wiki import Wiki, checked_site

__all__ = ["DEFAULT_SITE", "Limits", "Patience", "Report", "Wiki", "fetch", "open_wiki"]

DEFAULT_SITE = "https://en.wikipedia.org"

Progress = Callable[[str, int, int], None]


def open_wiki(
    site: str,
    contact: str = "",
    *,
    on_wait: Callable[[str, float], None] | None = None,
    limits: Limits | None = None,
    patience: Patience | None = None,
) -> Wiki:
    """The wiki at an address, asked under a name that its operators can write to. Raises :class:`SourceError`.

    ``on_wait`` is told why and for how many seconds before the same question is asked again.
    """
    http = Http(checked_site(site), user_agent(site, contact), limits)
    return Wiki(site, http, patience or Patience(on_wait=on_wait))


def fetch(
    wiki: Wiki,
    folder: Path,
    titles: Sequence[str] = (),
    *,
    categories: Sequence[str] = (),
    revision: int | None = None,
    licence: str = "",
    progress: Progress | None = None,
) -> Report:
    """Store the pages in ``folder``, each in its newest revision, or in ``revision`` (of one title at most).

    Only what changed is downloaded. What was stored before an error stays. ``licence`` serves where the wiki states
    none. Raises :class:`SourceError` where nothing more can be fetched; a title that leads nowhere is a line of the
    report.
    """
    run = Run(wiki, Store(folder), Report(wiki.site.name, wiki.site.licence or " ".join(licence.split())))
    if not run.report.licence:
        raise SourceError(f"{wiki.api}: the wiki states no licence; name the one of its texts with --licence")
    listed = _listed(wiki, categories)
    asked = [*titles, *listed]
    done = 0
    for found in _found(wiki, asked, revision):
        run.take(found, {title for title in listed if title not in titles})
        done += len(found)
        if progress:
            progress("fetch", min(done, len(asked)), len(asked))
    return run.report


def _found(wiki: Wiki, titles: Sequence[str], revision: int | None) -> Iterator[list[Page | Lost]]:
    if revision is None:
        yield from resolve(wiki, titles)
    elif len(titles) > 1:
        raise SourceError(f"--revision {revision}: is one of one page; give one title with it, or none")
    else:
        yield [resolve_revision(wiki, revision, titles[0] if titles else None)]


def _listed(wiki: Wiki, categories: Sequence[str]) -> list[str]:
    """The titles in the categories, each once."""
    titles: dict[str, None] = {}
    for category in categories:
        members = list(wiki.members(category))
        if not members:
            raise SourceError(f"category {category}: {wiki.site.name} has no article in it; check its name")
        titles.update(dict.fromkeys(members))
    return list(titles)
