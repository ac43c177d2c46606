"""Commands about releases: compare two, make one, verify one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.options import PATH, build_option, folder_option
from pipeline.cli.screen import counted, show


@click.command(short_help="Compare two builds or releases.")
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
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
    from pipeline.diff.version import check_version, least_version

    for version in versions or ():
        least_version(version, differences.Bump.NONE)  # a version of another form is told at once
    found = differences.diff(old, new)
    show(as_text(found) if form == "text" else [as_json(found) if form == "json" else as_markdown(found)])
    if versions:
        check_version(found, *versions)
    click.get_current_context().exit(4 if found.breaking else 3 if found else 0)


@click.command(short_help="Make a release of a build.")
@click.argument("version")
@build_option
@folder_option("--output", "dist", "Folder for the release.")
@click.option("--previous", type=PATH, help="Former release, folder or zip. [default: the latest in the folder]")
@click.option("--date", "issued", type=click.DateTime(["%Y-%m-%d"]), help="Day of the release, for its metadata.")
def release(version: str, build: Path, output: Path, previous: Path | None, issued: datetime | None) -> None:
    """Write the build as release VERSION: a zip file with notes, checksums and a bill of materials.

    VERSION must fit what changed since the former release: rows corrected move its third part, rows or columns added
    its second, a schema that breaks scripts its first.

    \b
    Example:
      pipeline release 1.1.0 --previous dist/battle-claims-1.0.0.zip --date 2026-12-01
    """
    from pipeline.release.bundle import release as bundle

    path = bundle(build, version, output, previous, issued.date() if issued else None)
    click.echo(f"{path}: written")


@click.command(short_help="Verify a downloaded build or release.")
@click.argument("path", type=PATH)
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
        raise click.ClickException(f"{path}: {counted(failed, 'check')} failed; download it again, or build it anew")
