"""What a worker does with one task. Tasks and results are plain and can travel to another process or machine."""

from __future__ import annotations

import json
import traceback
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pipeline.model import Article, Tables
from pipeline.read.dump.article import WikiPage, read_page
from pipeline.read.sources import Document, Failure, read_documents
from pipeline.run.links import looked, watched

Item: TypeAlias = "Document | WikiPage"


@dataclass(frozen=True)
class Result:
    """What came of one article: its rows, or why it has none; and the titles of linked pages that this depends on."""

    path: str
    title: str
    tables: Tables | None = None
    failure: Failure | None = None
    links: tuple[str, ...] = ()


class Facts(NamedTuple):
    """What can be told of packed results without unpacking them."""

    claims: int
    failures: int
    links: frozenset[str]


def extract_items(items: list[Item]) -> list[bytes]:
    """The packed results of each item; what is no conflict article after all has none."""
    return [pack(list(_results(item))) for item in items]


def _results(item: Item) -> Iterator[Result]:
    early = isinstance(item, WikiPage) and not item.redirects
    for article in _read(item):
        if isinstance(article, Failure):
            yield Result(article.path, article.title, failure=article)
            continue
        found = extract_one(watched(article) if early else article)
        links = tuple(looked()) if early else ()
        if isinstance(found, Failure):
            yield Result(found.path, found.title, failure=found, links=links)
        else:
            yield Result(article.path, article.title, tables=found, links=links)


def _read(item: Item) -> Iterator[Article | Failure]:
    if isinstance(item, Document):
        yield from read_documents([item])
        return
    try:
        article = read_page(item)
    except Exception as error:  # noqa: BLE001 - no page may stop the others from being built
        yield Failure(
            item.path, item.title, f"{item.path}: page '{item.title}': the reader failed on it {_where(error)}"
        )
    else:
        if article is not None:
            yield article


def extract_one(article: Article) -> Tables | Failure:
    """The rows of one article, or why it has none: no text may stop the others from being built."""
    from pipeline.assemble import check_rows
    from pipeline.extract import extract

    try:
        tables = extract(article)
        check_rows(tables)
    except Exception as error:  # noqa: BLE001 - whatever an article provokes is reported beside the article's name
        return Failure(article.path, article.title, f"{article.path}: extraction failed {_where(error)}")
    return tables


def _where(error: BaseException) -> str:
    """The error and its place in the code, for a report."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    reason = " ".join(f"{type(error).__name__} at {place}: {error}".split())
    return f"({reason}); please report it"


def pack(results: list[Result]) -> bytes:
    """Results as bytes: their facts, and compressed JSON, which no reader of a cache has to trust."""
    claims = sum(len((result.tables or {}).get("claims", ())) for result in results)
    failures = sum(result.failure is not None for result in results)
    links = sorted({title for result in results for title in result.links})
    head = b"%d %d %s\n" % (claims, failures, json.dumps(links).encode())
    # Not asdict(), which copies every row.
    plain = [{**vars(result), "failure": result.failure and asdict(result.failure)} for result in results]
    return head + zlib.compress(json.dumps(plain, separators=(",", ":")).encode(), 1)


def facts(data: bytes) -> Facts:
    """The facts of packed results."""
    claims, failures, links = data[: data.index(b"\n")].split(b" ", 2)
    return Facts(int(claims), int(failures), frozenset(json.loads(links)))


def unpack(data: bytes) -> list[Result]:
    """The results that ``pack`` made bytes of. Raises ValueError where they are none."""
    try:
        found = json.loads(zlib.decompress(data[data.index(b"\n") + 1 :]))
        return [
            Result(**{**one, "failure": one["failure"] and Failure(**one["failure"]), "links": tuple(one["links"])})
            for one in found
        ]
    except (zlib.error, TypeError, KeyError) as error:
        raise ValueError(f"no packed results ({error})") from error
