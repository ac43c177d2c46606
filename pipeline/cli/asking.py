"""Commands that read a build: query, explain, evaluate; and describe, which needs none."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TextIO

import click

from pipeline.cli.options import PATH, build_option
from pipeline.cli.screen import PLAIN_WIDTH, show, width


@click.command(short_help="Ask a build in SQL; without SQL, show its claims.")
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
        sql = typed()
    if sql is None:
        sql = ask.claims_in_brief(width()) if form == "table" else ask.ALL_CLAIMS
    answer = ask.ask(build, sql)
    if form != "table" and isinstance(sys.stdout, io.TextIOWrapper):
        # Data are UTF-8 with LF whatever the terminal is set to.
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if form == "csv":
        ask.write_csv(answer, sys.stdout)
    elif form == "json":
        ask.write_json(answer, sys.stdout)
    else:
        show(text_table(answer.columns, answer.rows, width(), answer.numeric))


def typed() -> str:
    """What the standard input holds. Raises QueryError where it is closed."""
    from pipeline.errors import QueryError

    given: TextIO | None = sys.stdin
    if given is None:
        raise QueryError("SQL: the standard input is closed; pipe the query in, or give it as an argument")
    return given.read()


@click.command(short_help="Show the sentence behind a claim, and who says it.")
@click.argument("claim_id")
@build_option
def explain(claim_id: str, build: Path) -> None:
    """Show the sentence of a claim with its evidence marked, who says it, and what contradicts it.

    CLAIM_ID may be cut short, or be any part of one id.

    \b
    Example:
      pipeline explain killed-20
    """
    from pipeline.explain import explain as look_up
    from pipeline.explain import explanation_lines

    made = look_up(build, claim_id)
    for line in explanation_lines(made, min(width(), PLAIN_WIDTH)):
        click.echo(line)


@click.command(short_help="Describe the tables and their columns.")
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

    show([describe_markdown(table)] if form == "markdown" else look_up(table, min(width(), PLAIN_WIDTH)))


@click.command(short_help="Hold a build against hand-coded claims.")
@click.argument("gold", type=PATH)
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
    if not rows:
        raise SourceError(f"{gold}: holds no claims, only a header; put the coded claims below it")
    result = scoring.evaluate(build_tables(build), rows, articles)
    if not result.comparisons:
        raise SourceError(f"{gold}: none of its articles is in {build}; build them, or choose others with --articles")
    show([] if brief else [*details(result), ""])
    show(scores(result))
