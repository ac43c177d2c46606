"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.build import How

PATH = click.Path(readable=False, path_type=Path)
"""Any path: what is wrong with one is the input's fault, exit code 1, and told by who reads it in the same words."""


def folder_option(name: str, default: str, text: str) -> Callable[[Any], Any]:
    """An option that names a folder, which need not be there."""
    return click.option(name, type=PATH, default=default, show_default=True, help=text)


sources_argument = click.argument("sources", nargs=-1, type=PATH)
build_option = folder_option("--build", "build", "Folder of the build.")


def chosen_how(jobs: int | None, scheduler: str | None, no_cache: bool) -> How:
    """What the options of ``how_options`` say together."""
    from pipeline.build import How
    from pipeline.run.cache import cache_folder

    if jobs is not None and scheduler is not None:
        raise click.UsageError("--jobs is for this machine, --scheduler for a cluster, which has its own; give one")
    return How(jobs, scheduler, None if no_cache else cache_folder())


def how_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how a build is done; none of them shows in what is built."""
    for option in (
        click.option("--no-cache", is_flag=True, help="Neither use nor keep what was read and extracted."),
        click.option("--scheduler", metavar="URL", help="The Dask cluster at tcp://HOST:PORT, not with --jobs."),
        click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes here; by default one a core."),
    ):
        command = option(command)
    return command
