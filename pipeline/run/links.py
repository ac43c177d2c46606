"""Which links extraction looks at: a redirect of another page cannot change what it finds.

Which titles are redirects is known only once a whole dump is scanned, and pages are extracted before.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

from pipeline.model import Article, Mark

_local = threading.local()
_VALUE: Any = Mark.__dict__["value"]


def _look(mark: Mark) -> str:
    value: str = _VALUE.__get__(mark)
    _local.looked.add(value)
    return value


class _Watched(Mark):
    """A mark that tells when somebody asks where it leads."""

    __slots__ = ()
    value = property(_look, _VALUE.__set__)


def watched(article: Article) -> Article:
    """The same article, its links watched from now on, in this thread."""
    _local.looked = set()
    marks = (_Watched(m.start, m.end, m.kind, m.value, m.level) if m.kind == "link" else m for m in article.marks)
    return replace(article, marks=tuple(marks))


def looked() -> list[str]:
    """The pages, sorted, about which anything has asked of the article that was watched last in this thread."""
    return sorted(getattr(_local, "looked", ()))
