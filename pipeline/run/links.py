"""Whether extraction looks at where links lead: where it does not, no redirect can change what it finds.

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
    _local.looked = True
    value: str = _VALUE.__get__(mark)
    return value


class _Watched(Mark):
    """A mark that tells when somebody asks where it leads."""

    __slots__ = ()
    value = property(_look, _VALUE.__set__)


def watched(article: Article) -> Article:
    """The same article, its links watched from now on, in this thread."""
    _local.looked = False
    marks = (_Watched(m.start, m.end, m.kind, m.value, m.level) if m.kind == "link" else m for m in article.marks)
    return replace(article, marks=tuple(marks))


def looked() -> bool:
    """Whether anything has asked where a link of the article leads that was watched last in this thread."""
    return bool(getattr(_local, "looked", False))
