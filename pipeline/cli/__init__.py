"""The command line: parses, calls the library, prints. Everything else is in the library, which knows no click.

Exit codes: 0 done, 1 the data or the input are wrong (a path where nothing is, too), 2 the command line is wrong, 3 and
4 those of diff, 141 nobody reads any further (as of ``pipeline query | head``).
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from pipeline.cli.asking import describe, evaluate, explain, query
from pipeline.cli.documents import fetch, register
from pipeline.cli.releases import diff, release, verify
from pipeline.cli.stages import build, extract, publish, validate
from pipeline.errors import PipelineError

_NO_READER = 141
"""What a shell says of a program that ended because nobody reads what it prints: 128 and the number of SIGPIPE."""

_WRONG_PATH = (errno.ENAMETOOLONG, errno.ELOOP, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST)


class Commands(click.Group):
    """Turns the library's errors into one line and exit code 1, and keeps the commands in the order of the work."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line, which may already print: the help or the version."""
        with _in_one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, until all that it prints is out."""
        with _in_one_line():
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result

    def list_commands(self, _: click.Context) -> list[str]:
        """In the order in which they stand here."""
        return list(self.commands)


@contextmanager
def _in_one_line() -> Iterator[None]:
    """An error that a user can mend ends the command without a traceback."""
    try:
        yield
    except PipelineError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        _drop_what_waits()
        if error.errno == errno.EPIPE:
            raise click.exceptions.Exit(_NO_READER) from error
        place = f"{error.filename}: " if error.filename else ""
        remedy = "check the path" if error.errno in _WRONG_PATH else "free space or mend its rights"
        raise click.ClickException(f"{place}{error.strerror or error}; {remedy}") from error
    except MemoryError as error:
        raise click.ClickException("out of memory; give fewer or smaller sources") from error
    except RecursionError as error:
        raise click.ClickException("something given is nested too deeply to be read; make it flatter") from error


def _drop_what_waits() -> None:
    """Python would write what standard output still holds at its end, fail again, and end with a status of its own."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from pipeline.describe import version

        click.echo(f"pipeline, version {version()}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def main() -> None:
    """Claims about losses and strengths in battles: from articles to CSV, Parquet and DuckDB.

    \b
    Example:
      pipeline build raw --output build
      pipeline query

    \b
    Exit code 0: done; 1: the data or the input are wrong, or there is nothing at a path; 2: the command line
    is wrong; 141: nobody reads any further, as of a closed pipe. diff has two more.
    """
    # Whoever closes a stream wants to read nothing of it.
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdout, sys.stderr):
        # A letter that the terminal cannot show is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


# In the order of the help.
for command in (
    *(build, extract, validate, publish),
    *(query, explain, describe),
    *(diff, release, verify),
    *(evaluate, fetch, register),
):
    main.add_command(command)
