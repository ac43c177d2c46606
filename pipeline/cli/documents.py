"""Commands about raw documents: fetch them, register them."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import PATH, folder_option
from pipeline.cli.screen import Progress, counted


@click.command(short_help="Fetch articles of a wiki as raw documents.")
@click.argument("titles", nargs=-1)
@click.option("--site", metavar="URL", default="https://en.wikipedia.org", show_default=True, help="Any MediaWiki.")
@click.option("--revision", type=click.IntRange(min=1), help="This revision instead of the newest, of one title.")
@click.option("--category", "categories", multiple=True, metavar="NAME", help="All articles in it; repeatable.")
@folder_option("--output", "raw", "Folder for the documents.")
@click.option("--licence", default="", help="Licence of the texts, where the wiki states none.")
@click.option("--contact", default="", envvar="BATTLE_CLAIMS_CONTACT", show_envvar=True, help="Your e-mail or page.")
def fetch(
    titles: tuple[str, ...],
    site: str,
    revision: int | None,
    categories: tuple[str, ...],
    output: Path,
    licence: str,
    contact: str,
) -> None:
    """Fetch the wikitext of TITLES as it stands, with its revision and licence in sources.csv; only what changed.

    \b
    Example:
      pipeline fetch "Battle of Takellote" --contact me@example.org
      pipeline fetch --category "Battles in 2017" --output articles
    """
    from pipeline import fetch as fetching

    if not (titles or categories or revision):
        raise click.UsageError("name a TITLE, a --category or a --revision")
    if revision and (len(titles) > 1 or categories):
        raise click.UsageError("--revision is of one page: name one TITLE, or none, and no --category")
    with Progress() as progress:
        wiki = fetching.open_wiki(site, contact, on_wait=progress.wait)
        report = fetching.fetch(
            wiki, output, titles, categories=categories, revision=revision, licence=licence, progress=progress.show
        )
    for line in [*report.notes, *(f"left out: {reason}" for reason in report.failed)]:
        click.echo(line, err=True)
    click.echo(
        f"{output}: {counted(len(report.fetched), 'article')} fetched from {report.site} ({report.licence}), "
        f"{report.unchanged} up to date"
    )
    if report.failed:
        raise click.exceptions.Exit(1)


@click.command(short_help="Record a new or changed raw document.")
@click.argument("document", type=PATH)
@click.option("--title", help="Title of the article.")
@click.option("--source-url", help="Where the text comes from.")
@click.option("--licence", help="Licence of the text; a new document needs one.")
@click.option("--relation", type=click.Choice(["verbatim", "edited", "restated", "own"]), help="How it relates to it.")
def register(document: Path, **facts: str | None) -> None:
    """Record that a raw DOCUMENT is new or was changed on purpose, with its hash, in sources.csv.

    \b
    Example:
      pipeline register raw/battle-of-takellote.txt
      pipeline register raw/my-article.txt --licence "CC BY-SA 4.0" --relation own
    """
    from pipeline.read.register import register as record

    source = record(document, **{name: value for name, value in facts.items() if value})
    click.echo(f"{document}: registered, sha256 {source.sha256}")
