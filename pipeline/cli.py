"""The command line: parses, calls the library, prints. Everything else is in the library, which knows no click.

Exit codes: 0 done, 1 the data or the input are wrong, 2 the command line is wrong.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.build import BuildReport

PLAIN_WIDTH = 120
"""Columns of a text table where the output is no terminal and COLUMNS says nothing."""


class Commands(click.Group):
    """Turns the library's errors into one line and exit code 1, and keeps the commands in the order of the work."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line, which may already print: the help or the version."""
        with _in_one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _in_one_line():
            return super().invoke(ctx)

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
        if error.errno == errno.EPIPE:
            raise
        _drop_what_waits()
        place = f"{error.filename}: " if error.filename else ""
        raise click.ClickException(f"{place}{error.strerror or error}; free space or mend its rights") from error
    except MemoryError as error:
        raise click.ClickException("out of memory; give fewer or smaller sources") from error


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
    """
    for stream in (sys.stdout, sys.stderr):
        # A letter that the terminal cannot show is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _folder(name: str, default: str, text: str) -> Callable[[Any], Any]:
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option(name, type=kind, default=default, show_default=True, help=text)


sources_argument = click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
build_option = _folder("--build", "build", "Folder of the build.")


def how_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how a build is done; none of them shows in what is built."""
    for option in (
        click.option("--no-cache", is_flag=True, help="Neither use nor keep what was read and extracted."),
        click.option("--scheduler", metavar="URL", help="Work on the Dask cluster at tcp://HOST:PORT instead."),
        click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; by default one a core."),
    ):
        command = option(command)
    return command


@main.command(short_help="Build CSV, Parquet and DuckDB of articles.")
@sources_argument
@_folder("--output", "build", "Folder that the build replaces.")
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
    from pipeline.run.cache import cache_folder

    how = stages.How(jobs, scheduler, None if no_cache else cache_folder())
    with Progress() as progress:
        report = stages.build(sources or (Path("raw"),), output, progress=progress.show, how=how)
    _summary(report, output)


@main.command(short_help="Only extract the tables of articles.")
@sources_argument
@_folder("--output", "staged", "Folder for the extracted tables.")
def extract(sources: tuple[Path, ...], output: Path) -> None:
    """Extract the tables of the articles in SOURCES, as CSV files that nothing has validated yet.

    \b
    Example:
      pipeline extract raw --output staged
    """
    from pipeline import build as stages

    with Progress() as progress:
        report = stages.extract_to(sources or (Path("raw"),), output, progress=progress.show)
    _summary(report, output)


@main.command(short_help="Validate extracted tables; name every error.")
@click.argument("folder", type=click.Path(path_type=Path), default="staged")
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


@main.command(short_help="Publish extracted tables as a build.")
@click.argument("folder", type=click.Path(path_type=Path), default="staged")
@_folder("--output", "build", "Folder that the build replaces.")
def publish(folder: Path, output: Path) -> None:
    """Publish the extracted tables in FOLDER (by default: staged) as a build, once they are valid.

    \b
    Example:
      pipeline publish staged --output build
    """
    from pipeline import build as stages

    stages.publish(folder, output)
    click.echo(f"{output}: published")


@main.command(short_help="Ask a build in SQL; without SQL, show its claims.")
@click.argument("sql", required=False)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@build_option
def query(sql: str | None, form: str, build: Path) -> None:
    """Ask a build in SQL (DuckDB's), read-only; without SQL, show its claims. SQL of - is read from the input.

    A table is cut to the width of the terminal; csv and json hold everything.

    \b
    Example:
      pipeline query "SELECT victim, low, high, claimant FROM claims_readable WHERE measure = 'killed'"
      pipeline query --format csv > claims.csv
    """
    from pipeline import query as ask
    from pipeline.text_table import text_table

    if sql == "-":
        sql = sys.stdin.read()
    if sql is None:
        sql = ask.claims_in_brief(_width()) if form == "table" else ask.ALL_CLAIMS
    answer = ask.ask(build, sql)
    if form != "table" and isinstance(sys.stdout, io.TextIOWrapper):
        # Data are UTF-8 with LF whatever the terminal is set to.
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if form == "csv":
        ask.write_csv(answer, sys.stdout)
    elif form == "json":
        ask.write_json(answer, sys.stdout)
    else:
        _print(text_table(answer.columns, answer.rows, _width(), answer.numeric))


@main.command(short_help="Show the sentence behind a claim, and who says it.")
@click.argument("claim_id")
@build_option
def explain(claim_id: str, build: Path) -> None:
    """Show the sentence of a claim with its evidence marked, who says it, and what contradicts it.

    CLAIM_ID may be cut short, or be any part of one id.

    \b
    Example:
      pipeline explain killed-twenty
    """
    from pipeline.explain import explain as look_up
    from pipeline.explain import explanation_lines

    made = look_up(build, claim_id)
    for line in explanation_lines(made, min(_width(), PLAIN_WIDTH)):
        click.echo(line)


@main.command(short_help="Describe the tables and their columns.")
@click.argument("table", required=False)
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
def describe(table: str | None, form: str) -> None:
    """Describe the tables, or the columns of TABLE, a view or a macro. Needs no build.

    \b
    Example:
      pipeline describe claims
      pipeline describe --format markdown
    """
    from pipeline.describe import describe as look_up
    from pipeline.describe import describe_markdown

    _print([describe_markdown(table)] if form == "markdown" else look_up(table, min(_width(), PLAIN_WIDTH)))


@main.command(short_help="Compare two builds or releases.")
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--versions", nargs=2, metavar="OLD NEW", help="Fail unless version NEW fits what changed since OLD.")
def diff(old: Path, new: Path, form: str, versions: tuple[str, str] | None) -> None:
    """Compare the build NEW with OLD: folders, zip files or DuckDB files.

    Exit code 0: nothing differs; 3: rows or the schema do; 4: the schema does in a way that breaks scripts.

    \b
    Example:
      pipeline diff release-1.0.0.zip build
      pipeline diff release-1.0.0.zip build --format markdown --versions 1.0.0 1.1.0
    """
    from pipeline import diff as differences
    from pipeline.diff.report import as_json, as_markdown, as_text
    from pipeline.diff.version import check_version

    found = differences.diff(old, new)
    _print(as_text(found) if form == "text" else [as_json(found) if form == "json" else as_markdown(found)])
    if versions:
        check_version(found, *versions)
    click.get_current_context().exit(4 if found.breaking else 3 if found else 0)


@main.command(short_help="Make a release of a build.")
@click.argument("version")
@build_option
@_folder("--output", "dist", "Folder for the release.")
@click.option("--previous", type=click.Path(exists=True, path_type=Path), help="Former release, folder or zip file.")
def release(version: str, build: Path, output: Path, previous: Path | None) -> None:
    """Write the build as release VERSION: a zip file with notes, checksums and a bill of materials.

    With --previous, VERSION must fit what changed since: rows corrected move its third part, rows or columns added its
    second, a schema that breaks scripts its first.

    \b
    Example:
      pipeline release 1.1.0 --previous dist/battle-claims-1.0.0.zip
    """
    from pipeline.release.bundle import release as bundle

    click.echo(f"{bundle(build, version, output, previous)}: written")


@main.command(short_help="Verify a downloaded build or release.")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def verify(path: Path) -> None:
    """Verify the build in PATH, a folder or zip file: checksums, schema, keys, spans, equality of its formats.

    \b
    Example:
      pipeline verify build
    """
    from pipeline.release.verify import verify as look_through

    checks = look_through(path)
    for check in checks:
        click.echo(f"{'FAILED' if check.problems else 'ok':6}  {check.title}")
        for problem in check.problems:
            click.echo(f"        {problem}", err=True)
    if failed := sum(bool(check.problems) for check in checks):
        raise click.ClickException(f"{path}: {_count(failed, 'check')} failed; download it again, or build it anew")


@main.command(short_help="Hold a build against hand-coded claims.")
@click.argument("gold", type=click.Path(dir_okay=False, path_type=Path))
@build_option
@click.option("--articles", multiple=True, metavar="PIECE", help="Only articles with PIECE in their name; repeatable.")
@click.option("--brief", is_flag=True, help="Only the scores, not each miss and each extra.")
def evaluate(gold: Path, build: Path, articles: tuple[str, ...], brief: bool) -> None:
    """Hold a build against hand-coded claims in GOLD (CSV): precision, recall and F1, each miss and each extra.

    core: measure, unit, form and bounds agree; victim, sources: core, and that agrees; full: all of it.

    \b
    Example:
      pipeline evaluate gold.csv --build build --articles Takellote
    """
    from pipeline import evaluate as scoring
    from pipeline.errors import SourceError
    from pipeline.evaluate.build_tables import build_tables
    from pipeline.evaluate.report import details, scores

    rows = scoring.read_gold(gold)
    result = scoring.evaluate(build_tables(build), rows, articles)
    if not result.comparisons:
        raise SourceError(f"{gold}: none of its articles is in {build}; build them, or choose others with --articles")
    _print([] if brief else [*details(result), ""])
    _print(scores(result))


@main.command(short_help="Fetch articles of a wiki as raw documents.")
@click.argument("titles", nargs=-1)
@click.option("--site", metavar="URL", default="https://en.wikipedia.org", show_default=True, help="Any MediaWiki.")
@click.option("--revision", type=click.IntRange(min=1), help="This revision instead of the newest, of one title.")
@click.option("--category", "categories", multiple=True, metavar="NAME", help="All articles in it; repeatable.")
@_folder("--output", "raw", "Folder for the documents.")
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
    with Progress() as progress:
        wiki = fetching.open_wiki(site, contact, on_wait=lambda *_: progress.show("waiting", 0, 0))
        report = fetching.fetch(
            wiki, output, titles, categories=categories, revision=revision, licence=licence, progress=progress.show
        )
    for line in [*report.notes, *(f"left out: {reason}" for reason in report.failed)]:
        click.echo(line, err=True)
    click.echo(
        f"{output}: {_count(len(report.fetched), 'article')} fetched from {report.site} ({report.licence}), "
        f"{report.unchanged} up to date"
    )
    if report.failed:
        raise click.exceptions.Exit(1)


@main.command(short_help="Record a new or changed raw document.")
@click.argument("document", type=click.Path(dir_okay=False, path_type=Path))
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
    from pipeline.read.registry import register as record

    source = record(document, **{name: value for name, value in facts.items() if value})
    click.echo(f"{document}: registered, sha256 {source.sha256}")


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

    def _write(self, text: str) -> None:
        if self._stream and text != self._shown:
            blank = " " * max(len(self._shown) - len(text), 0)
            self._stream.write(f"\r{text}{blank}" + ("" if text else "\r"))
            self._stream.flush()
            self._shown = text


def _summary(report: BuildReport, output: Path) -> None:
    for failure in report.failed:
        click.echo(f"left out: {failure.reason}", err=True)
    numbers = report.numbers
    click.echo(f"{output}: {_count(report.articles, 'article')}, {_count(report.claims, 'claim')}")
    click.echo(
        f"numbers in a context of loss or strength: {numbers['claim']} became claims, "
        f"{numbers['not_a_count']} are no counts, {numbers['leftover']} left over"
    )
    if report.pages:
        click.echo(f"{report.pages:,} pages of dumps; most left over in:")
        for title, count in report.left_over:
            click.echo(f"  {count:>4}  {title}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _width() -> int:
    """Of the terminal, else what COLUMNS says."""
    return max(shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns, 20)
