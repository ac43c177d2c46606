"""A MediaWiki's action API: which site this is, which pages it has, what their revisions say.

https://www.mediawiki.org/wiki/API:Query; its manners: https://www.mediawiki.org/wiki/API:Etiquette. Questions go one
after another, at most :data:`BATCH` titles in each, and give way to a wiki whose databases lag.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from pipeline.errors import SourceError
from pipeline.fetch.http import Answer, Http
from pipeline.fetch.licence import licence_name
from pipeline.fetch.patience import Patience, Transient, retry_after

BATCH = 50
"""Titles or revisions a question, the most that the API answers to anyone."""
MAXLAG = 5
"""Seconds that the wiki's databases may lag behind before it should rather refuse us."""
_MAY_PASS = {"maxlag", "ratelimited", "readonly"}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Site:
    """What a wiki says of itself; ``licence`` is empty where it states none. ``index`` is where permalinks begin."""

    name: str
    index: str
    licence: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of a page, verbatim: ``text`` has the hexadecimal ``sha1``, both as the wiki has them."""

    number: int
    timestamp: str
    model: str
    text: str | None
    sha1: str


class Wiki:
    """A wiki found at an address; every method raises :class:`SourceError` where it does not answer as one."""

    def __init__(self, site: str, http: Http, patience: Patience | None = None) -> None:
        self._http = http
        self._patience = patience or Patience()
        self.api, self.site = self._find(site)

    def query(self, **fields: str) -> Iterator[Json]:
        """The ``query`` part of each answer, until the wiki has no more."""
        following: Json = {}
        seen: set[str] = set()
        while True:
            reply = self._call(self.api, {**fields, **{name: str(value) for name, value in following.items()}})
            yield _dict(reply, "query")
            following = _dict(reply, "continue")
            mark = json.dumps(following, sort_keys=True)
            if mark in seen:
                raise SourceError(f"{self.api}: goes on with the same part for ever; is this a MediaWiki?")
            seen.add(mark)
            if not following:
                return

    def members(self, category: str) -> Iterator[str]:
        """Titles of the articles in a category (not those of its subcategories); ``Category:`` may be left out."""
        name = category if category.lower().startswith("category:") else f"Category:{category}"
        checked_title(name)
        fields = {"list": "categorymembers", "cmtitle": name, "cmtype": "page", "cmnamespace": "0", "cmlimit": "max"}
        for part in self.query(**fields, cmprop="title"):
            yield from (str(member["title"]) for member in part.get("categorymembers", []))

    def pages(self, titles: Sequence[str]) -> Json:
        """What the wiki says of up to :data:`BATCH` titles: their pages by title, redirects and normalisations."""
        found: Json = {"pages": {}, "normalized": {}, "redirects": {}, "interwiki": {}}
        fields = {"redirects": "1", "prop": "info|revisions", "inprop": "url", "rvprop": "ids"}
        for part in self.query(**fields, titles="|".join(map(checked_title, titles))):
            _gather(found, part)
        return found

    def page_of(self, revision: int) -> Json:
        """The page that a revision belongs to, as in :meth:`pages`; empty where there is no such revision."""
        found: Json = {"pages": {}}
        for part in self.query(revids=str(revision), prop="info|revisions", inprop="url", rvprop="ids"):
            _gather(found, part)
        return next(iter(found["pages"].values()), {})

    def revisions(self, numbers: Iterable[int]) -> Iterator[Revision]:
        """Up to :data:`BATCH` revisions with their text; one that was deleted meanwhile does not come."""
        wanted = {int(number) for number in numbers}
        properties = "ids|timestamp|content|contentmodel|slotsha1"
        revids = "|".join(map(str, sorted(wanted)))
        for part in self.query(revids=revids, prop="revisions", rvprop=properties, rvslots="main"):
            for page in part.get("pages", []):
                for revision in page.get("revisions", []):
                    if revision.get("revid") in wanted:
                        wanted.discard(revision["revid"])
                        yield _revision(revision)

    def raw(self, number: int) -> bytes:
        """A revision's bytes as they are stored; the API composes letters anew that were saved decomposed."""
        return self._patience.run(lambda: self._raw(number), self.site.index).body

    def permalink(self, title: str, number: int) -> str:
        """The address of one revision."""
        return f"{self.site.index}?title={quote(title.replace(' ', '_'), safe='/:')}&oldid={number}"

    def _raw(self, number: int) -> Answer:
        return self._http.get(self.site.index, {"action": "raw", "oldid": str(number)})

    def _find(self, address: str) -> tuple[str, Site]:
        """The API below an address: itself, or where MediaWiki is usually installed."""
        place = checked_site(address)
        candidates = [place] if place.endswith(".php") else [f"{place}/w/api.php", f"{place}/api.php"]
        reasons: list[str] = []
        for api in candidates:
            try:
                reply = self._call(api, {"meta": "siteinfo", "siprop": "general|rightsinfo"})
                return api, _site(api, _dict(reply, "query"))
            except NoWiki as error:
                reasons.append(error.reason)
        raise NoWiki(", ".join(reasons))

    def _call(self, api: str, fields: dict[str, str]) -> Json:
        question = {"action": "query", "format": "json", "formatversion": "2", "maxlag": str(MAXLAG), **fields}
        return self._patience.run(lambda: _reply(self._http.get(api, question)), api)


class NoWiki(SourceError):
    """What answers at an address is no MediaWiki; ``reason`` is without the remedy."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}; give --site the address of a MediaWiki or of its api.php")
        self.reason = reason


def checked_title(title: str) -> str:
    """``title``, unless it would be read as several, which a bar or the API's own separator does."""
    if not title.strip() or "|" in title or any(ord(character) < 32 for character in title):
        raise SourceError(f"{title!r}: no title has a bar or a control character in it; give each title by itself")
    return title


def checked_site(address: str) -> str:
    """The address with its scheme (https where it has none), without a closing slash, query or fragment."""
    place = address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(place)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and not parts.username
    except ValueError:
        usable = None
    if not usable:
        raise SourceError(f"{address}: no address of a site; give one such as https://en.wikipedia.org")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _reply(answer: Answer) -> Json:
    """The JSON object of an answer, where it is one and states no error."""
    kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if answer.status >= 400 or kind != "application/json":
        what = f"status {answer.status}" if answer.status >= 400 else f"answers with {kind or 'nothing'}, not JSON"
        raise NoWiki(f"{answer.url.split('?')[0]}: {what}")
    try:
        reply = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise Transient("an answer that is no whole JSON") from error
    if not isinstance(reply, dict):
        raise NoWiki(f"{answer.url.split('?')[0]}: answers with JSON of another kind")
    fault = _dict(reply, "error")
    if not fault:
        return reply
    code, info = str(fault.get("code", "")), " ".join(str(fault.get("info", "")).split())
    if code in _MAY_PASS or code.startswith("internal_api_error"):
        raise Transient(f"{code}: {info}", retry_after(answer.headers.get("Retry-After")))
    raise SourceError(f"{answer.url.split('?')[0]}: refuses ({code}: {info[:300]})")


def _site(api: str, query: Json) -> Site:
    general, rights = _dict(query, "general"), _dict(query, "rightsinfo")
    if not str(general.get("generator", "")).startswith("MediaWiki"):
        raise NoWiki(f"{api}: its answer does not say that it is a MediaWiki")
    # Many wikis give their address without a scheme, for both.
    index = urljoin(urljoin(api, str(general.get("server", ""))) + "/", str(general.get("script", "index.php")))
    return Site(
        str(general.get("sitename", "")),
        index if urlsplit(index).hostname == urlsplit(api).hostname else urljoin(api, "index.php"),
        licence_name(str(rights.get("url", "")), str(rights.get("text", ""))),
    )


def _gather(found: Json, part: Json) -> None:
    """Join what the parts of a continued answer say of the same pages."""
    for page in part.get("pages", []):
        found["pages"].setdefault(str(page["title"]), {}).update(page)
    for kind in ("normalized", "redirects"):
        for step in part.get(kind, []):
            found[kind][str(step["from"])] = str(step["to"])
    for title in part.get("interwiki", []):
        found["interwiki"][str(title["title"])] = str(title["iw"])


def _revision(revision: Json) -> Revision:
    main = _dict(_dict(revision, "slots"), "main")
    text = main.get("content")
    return Revision(
        int(revision["revid"]),
        str(revision.get("timestamp", "")),
        str(main.get("contentmodel", "")),
        text if isinstance(text, str) else None,
        str(main.get("sha1", "")),
    )


def _dict(value: Json, key: str) -> Json:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}
