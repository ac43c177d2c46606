"""The README's commands run as they stand there and print what it shows.

A line of three dots stands for any lines. Output is that of a terminal 120 columns wide. `make readme` writes it anew.
Blocks below a comment "not run" are left out, with the reason that stands there.
"""

from __future__ import annotations

import bz2
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from pipeline.publish.views import load_views

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(
    r"(?P<skip><!-- not run: .+? -->\n)?```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)

DUMP = "enwiki-latest-pages-articles.xml.bz2"
PAGES = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo><sitename>Invented</sitename><namespaces><namespace key="0" case="first-letter" /></namespaces></siteinfo>
  <page><title>Siege of Overe</title><ns>0</ns><id>1</id><revision><id>2</id><timestamp>2026-01-01T00:00:00Z</timestamp>
  <model>wikitext</model><format>text/x-wiki</format><text xml:space="preserve">{{Infobox military conflict
| conflict = Siege of Overe
| combatant1 = Northland
| combatant2 = Southland
| casualties1 = 12 killed
}}
Northland lost 12 killed at Overe.</text></revision></page>
</mediawiki>
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A command, what the README says it prints, and what stands before that there."""

    command: str
    printed: str
    before: str = ""


def steps() -> list[Step]:
    """The commands of the console blocks; Python blocks with the text block that follows; the article to save."""
    found: list[Step] = []
    script = ""
    for block in BLOCK.finditer(README):
        language, body = block["language"], block["body"]
        if block["skip"]:
            continue
        if language == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                # A command goes on while its quotation marks are open.
                lines = part.splitlines()
                end = next(i for i in range(1, len(lines) + 1) if "\n".join(lines[:i]).count('"') % 2 == 0)
                command = "\n".join(lines[:end])
                found.append(Step(command, "\n".join(lines[end:]), f"$ {command}\n"))
        elif language == "sql":
            assert "'https://example.org/battle-claims/" in body, f"what runs this? {body}"
        elif language == "python":
            script = body
        elif body.startswith("= "):
            found.append(Step(f"cat > my-article.txt <<'END'\n{body}END", ""))
        else:
            assert script, f"what prints this? {body}"
            found.append(Step(f".venv/bin/python - <<'END'\n{script}END", body, "```text\n"))
            script = ""
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a newcomer has after cloning, with the commands of this environment."""
    place = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "raw", place / "raw")
    shutil.copytree(ROOT / "tests" / "data" / "gold", place / "tests" / "data" / "gold")
    shutil.copy(ROOT / "datapackage.json", place)
    (place / DUMP).write_bytes(bz2.compress(PAGES.encode()))
    programs = place / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, code in {"pipeline": '-c "from pipeline.cli import main; main()"', "python": ""}.items():
        (programs / name).write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" {code} "$@"\n', "utf-8")
        (programs / name).chmod(stat.S_IRWXU)
    # What `make build` runs once the environment stands; what `make` itself does, CI tries on a clean checkout.
    recipe = re.search(r"^build: .*\n\t@\$\(BIN\)/(.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert recipe
    rest = "test check bench lock readme"
    makefile = f".PHONY: build {rest}\nbuild:\n\t@.venv/bin/{recipe[1]}\n{rest}:\n\t@true\n"
    (place / "Makefile").write_text(makefile, "utf-8")
    return place


def fits(shown: str, printed: str) -> bool:
    """Whether ``printed`` is what the README shows, three dots standing for any lines; blanks at line ends apart."""
    lines = (
        r"(?:.*\n)*" if line == "..." else re.escape(line.rstrip() + "\n") for line in shown.strip("\n").split("\n")
    )
    return re.fullmatch("".join(lines), re.sub(r" *\n", "\n", printed.strip("\n") + "\n")) is not None


def renewed(shown: str, printed: str) -> str:
    """``printed`` with the lines that the README leaves out left out again."""
    old, new = shown.split("\n"), [line.rstrip() for line in printed.strip("\n").split("\n")]
    if "..." in old:
        dots = old.index("...")
        new = [*new[:dots], "...", *new[len(new) - len(old) + dots + 1 :]]
    return "\n".join(new) + "\n" * shown.endswith("\n")


def test_every_command_runs_and_prints_what_is_shown(desk: Path) -> None:
    # Run under `make test`, a make in here would think itself its child and say so.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment = {**kept, "COLUMNS": "120", "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(desk / "cache")}
    assert len(steps()) > 5
    for step in steps():
        done = subprocess.run(
            ["/bin/sh", "-c", step.command], cwd=desk, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{step.command}\n{done.stderr}"
        printed = done.stdout + done.stderr
        if step.printed and "RENEW_README" in os.environ:
            text = (ROOT / "README.md").read_text("utf-8")
            assert step.before + step.printed in text, step.command
            fresh = step.before + renewed(step.printed, printed)
            (ROOT / "README.md").write_text(text.replace(step.before + step.printed, fresh), "utf-8")
        elif step.printed:
            assert fits(step.printed, printed), f"{step.command}\n{printed}"


def test_queries_over_addresses_answer_from_a_build(built: Path) -> None:
    # Over HTTP they are run in tests/clients, where a client for it can be had.
    blocks = [block["body"] for block in BLOCK.finditer(README) if block["language"] == "sql"]
    assert blocks
    for body in blocks:
        with duckdb.connect() as connection:
            for statement in filter(str.strip, body.split(";")):
                connection.execute(statement.replace("https://example.org/battle-claims", str(built)))
                assert connection.fetchall() or statement.split()[0] in ("ATTACH", "USE"), statement


def test_dots_stand_for_lines_and_nothing_else_does() -> None:
    assert fits("a\n...\nd", "a\nb\nc\nd\n")
    assert fits("a\n...", "a\nb")
    assert not fits("a\n...\nd", "a\nb\nc")
    assert not fits("a", "a\nb")


def test_what_is_left_out_stays_left_out_when_written_anew() -> None:
    assert renewed("a\n...\nd", "A\nB\nC\nD\n") == "A\n...\nD"
    assert renewed("a\n...", "A\nB\nC\n") == "A\n..."
    assert renewed("a\nb\n", "A  \nB\nC\n") == "A\nB\nC\n"


def test_the_lists_of_tables_and_views_are_complete() -> None:
    listed = re.findall(r"^\| \*{0,2}`(\w+)`\*{0,2} \|", README, re.MULTILINE)
    descriptor = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    tables = [resource["name"] for resource in descriptor["resources"]]
    assert listed[: len(tables)] == tables
    assert sorted(listed[len(tables) :]) == sorted(view.name for view in load_views())


def test_it_links_no_file_that_is_not_there() -> None:
    for name in re.findall(r"`((?:raw|lock|docs|\.ci|\.github)/[\w./-]+|[A-Z]+\.cff|LICENSE|NOTICE)`", README):
        assert (ROOT / name).exists(), name
