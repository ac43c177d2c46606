"""The stages as commands: all in a row, and each alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import PATH, chosen_how, folder_option, how_options, sources_argument
from pipeline.cli.screen import Progress, counted

if TYPE_CHECKING:
    from pipeline.build import BuildReport


@click.command(short_help="Build CSV, Parquet and DuckDB of articles.")
@sources_argument
@folder_option("--output", "build", "Folder that the build replaces.")
@how_options
def build(sources: tuple[Path, ...], output: Path, jobs: int | None, scheduler: str | None, no_cache: bool) -> None:
    """Build CSV, Parquet and DuckDB of the articles in SOURCES.

    SOURCES are files (.txt, .wiki), folders, and dumps of a MediaWiki (.xml, .bz2, .gz, .zst; - is the input); without
    any, the folder raw. The former build stays as it was where anything is wrong.

    \b
    Example:
      pipeline build articles/ --output build
      pipeline build enwiki-latest-pages-articles.xml.bz2 --output wiki
    """
    from pipeline import build as stages

    how = chosen_how(jobs, scheduler, no_cache)
    with Progress() as progress:
        report = stages.build(sources or (Path("raw"),), output, progress=progress.show, how=how)
    show_summary(report, output)


@click.command(short_help="Only extract the tables of articles.")
@sources_argument
@folder_option("--output", "staged", "Folder for the extracted tables.")
@how_options
def extract(sources: tuple[Path, ...], output: Path, jobs: int | None, scheduler: str | None, no_cache: bool) -> None:
    """Extract the tables of the articles in SOURCES, as CSV files that nothing has validated yet.

    \b
    Example:
      pipeline extract raw --output staged
    """
    from pipeline import build as stages

    how = chosen_how(jobs, scheduler, no_cache)
    with Progress() as progress:
        report = stages.extract_to(sources or (Path("raw"),), output, progress=progress.show, how=how)
    show_summary(report, output)


@click.command(short_help="Validate extracted tables; name every error.")
@click.argument("folder", type=PATH, default="staged")
def validate(folder: Path) -> None:
    """Validate the tables in FOLDER (by default: staged), extracted or of a build; name every error.

    \b
    Example:
      pipeline validate staged
    """
    from pipeline.validate import validate as check

    report = check(folder)
    if not report.valid:
        for line in report.lines():
            click.echo(line, err=True)
        raise click.ClickException(f"{folder}: {report.summary()}")
    click.echo(f"{folder}: {report.summary()}")


@click.command(short_help="Publish extracted tables as a build.")
@click.argument("folder", type=PATH, default="staged")
@folder_option("--output", "build", "Folder that the build replaces.")
def publish(folder: Path, output: Path) -> None:
    """Publish the extracted tables in FOLDER (by default: staged) as a build, once they are valid.

    \b
    Example:
      pipeline publish staged --output build
    """
    from pipeline import build as stages

    stages.publish(folder, output)
    click.echo(f"{output}: published")


def show_summary(report: BuildReport, output: Path) -> None:
    """What a build left out, and what became of the articles and numbers."""
    for line in report.notes:
        click.echo(f"note: {line}", err=True)
    for failure in report.failed:
        click.echo(f"left out: {failure.reason}", err=True)
    numbers = report.numbers
    click.echo(f"{output}: {counted(report.articles, 'article')}, {counted(report.claims, 'claim')}")
    click.echo(
        f"numbers in a context of loss or strength: {counted(numbers['claim'], 'became a claim', 'became claims')}, "
        f"{counted(numbers['not_a_count'], 'is no count', 'are no counts')}, {numbers['leftover']} left over"
    )
    if report.pages:
        click.echo(f"{counted(report.pages, 'page')} of dumps{'; most left over in:' if report.left_over else ''}")
        for title, count in report.left_over:
            click.echo(f"  {count:>4}  {title}")
