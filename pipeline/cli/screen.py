"""What commands show: lines, counts, a bar of progress."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable

import click

PLAIN_WIDTH = 120
"""Columns of a text table where the output is no terminal and COLUMNS says nothing."""


class Progress:
    """A bar a stage on a terminal; nothing at all where the error output is none."""

    def __init__(self) -> None:
        self._stream = sys.stderr if sys.stderr.isatty() else None
        self._shown = ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def show(self, stage: str, done: int, total: int, note: str = "") -> None:
        """Draw the bar of a stage; without a total only its name; a scan is counted in bytes, which its note tells."""
        counts = f" {100 * done // total}%" if total and stage == "scan" else f" {done} of {total}"
        bar = f"[{'#' * (24 * done // total):24}]{counts}" if total else "..."
        self._write(f"{stage:<9} {bar}{'  ' + note if note else ''}")

    def wait(self, reason: str, seconds: float) -> None:
        """Tell why nothing moves, and for how long."""
        self._write(f"waiting {seconds:.0f} s: {reason}")

    def _write(self, text: str) -> None:
        if self._stream and text != self._shown:
            blank = " " * max(len(self._shown) - len(text), 0)
            self._stream.write(f"\r{text}{blank}" + ("" if text else "\r"))
            self._stream.flush()
            self._shown = text


def counted(number: int, one: str, several: str = "") -> str:
    """The number with its words, those for ``several`` (with an s, where none are given) unless it is one."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def show(lines: Iterable[str]) -> None:
    """Print the lines."""
    for line in lines:
        click.echo(line)


def width() -> int:
    """Of the terminal, else what COLUMNS says."""
    return max(shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns, 20)
