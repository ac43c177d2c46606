"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

PATH = click.Path(readable=False, path_type=Path)
"""Any path: what is wrong with one is the input's fault, exit code 1, and told by who reads it in the same words."""


def folder_option(name: str, default: str, text: str) -> Callable[[Any], Any]:
    """An option that names a folder, which need not be there."""
    return click.option(name, type=PATH, default=default, show_default=True, help=text)


sources_argument = click.argument("sources", nargs=-1, type=PATH)
build_option = folder_option("--build", "build", "Folder of the build.")


def how_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how a build is done; none of them shows in what is built."""
    for option in (
        click.option("--no-cache", is_flag=True, help="Neither use nor keep what was read and extracted."),
        click.option("--scheduler", metavar="URL", help="Work on the Dask cluster at tcp://HOST:PORT instead."),
        click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; by default one a core."),
    ):
        command = option(command)
    return command
