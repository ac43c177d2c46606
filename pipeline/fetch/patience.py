"""Asking again: what may pass by itself is tried anew, later each time, as the server wishes where it says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from pipeline.errors import SourceError

T = TypeVar("T")


class Transient(Exception):
    """Something that may pass; ``wait`` is the server's wish in seconds, None where it has none.

    ``refused`` where nobody listens at all, which seldom passes while one waits.
    """

    def __init__(self, reason: str, wait: float | None = None, *, refused: bool = False) -> None:
        super().__init__(reason)
        self.wait = wait
        self.refused = refused


@dataclass(slots=True)
class Patience:
    """How often and how long to wait, in seconds: 1, 2, 4 ... up to ``longest``.

    Where nobody listens it ends after ``refusals``. A server that wishes for more than ``longest_wish`` is not pressed:
    the run ends, and the next one goes on.
    """

    attempts: int = 6
    refusals: int = 3
    first: float = 1.0
    longest: float = 60.0
    longest_wish: float = 300.0
    sleep: Callable[[float], None] = time.sleep
    on_wait: Callable[[str, float], None] | None = None

    def run(self, attempt: Callable[[], T], place: str) -> T:
        """The result of ``attempt``, which raises :class:`Transient` to be called again.

        Raises :class:`SourceError`, naming ``place``, when patience ends.
        """
        for tried in range(1, self.attempts + 1):
            try:
                return attempt()
            except Transient as error:
                if tried >= (min(self.refusals, self.attempts) if error.refused else self.attempts):
                    remedy = "check the address and the network, or run" if error.refused else "run"
                    raise SourceError(
                        f"{place}: {error}, {tried} times over; {remedy} the same command again later, it goes on from "
                        "here"
                    ) from error
                pause = max(min(self.first * 2 ** (tried - 1), self.longest), error.wait or 0.0)
                if pause > max(self.longest, self.longest_wish):
                    raise SourceError(
                        f"{place}: {error}, and asks to wait {pause:.0f} s; run the same command again after that, "
                        "it goes on from here"
                    ) from error
                if self.on_wait:
                    self.on_wait(str(error), pause)
                self.sleep(pause)
        raise ValueError("patience needs at least one attempt")


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds that a ``Retry-After`` header asks for (a number or an HTTP date); None where it says nothing clear."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max((date - (now or datetime.now(UTC))).total_seconds(), 0.0)
