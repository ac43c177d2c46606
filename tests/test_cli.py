"""The command line as a process: exit codes, one-line errors, nothing printed that was not asked for."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli import main

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ["build", "extract", "validate", "publish", "query", "explain", "describe"]
COMMANDS += ["diff", "release", "verify", "evaluate", "fetch", "register"]
CSV = ["query", "--format", "csv"]
GOLD = """article,origin,field,measure,unit,form,low,high,victim,claimants,principals,quote
battle-of-takellote,prose,,killed,person,exact,20,20,GATIA,Fahad Ag al-Mahmoud,GATIA,20 killed
battle-of-takellote,prose,,killed,person,exact,77,77,GATIA,,,77 killed
elsewhere,prose,,killed,person,exact,1,1,,,,1 killed
"""
HEAVY = ("pandas", "pyarrow", "duckdb", "frictionless")


def start(*arguments: str | Path, cwd: Path = ROOT, **options: object) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120", "PYTHONUNBUFFERED": ""}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8", **options}
    command = [sys.executable, "-W", "error", "-m", "pipeline", *map(str, arguments)]
    return subprocess.Popen(command, cwd=cwd, env=environment, **pipes)  # type: ignore[call-overload,no-any-return]


def run(*arguments: str | Path, cwd: Path = ROOT, text: str | None = None) -> subprocess.CompletedProcess[str]:
    stdin = subprocess.PIPE if text is not None else subprocess.DEVNULL
    with start(*arguments, cwd=cwd, stdin=stdin) as process:
        out, err = process.communicate(text)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def failed(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """The one line of an error; nothing on the output and no traceback."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_the_commands_are_those_documented_in_the_order_of_the_work() -> None:
    assert list(main.commands) == COMMANDS


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_has_help_with_an_example_that_starts_with_its_name(name: str) -> None:
    result = CliRunner().invoke(main, [*name.split(), "--help"])
    assert result.exit_code == 0
    assert f"Example:\n    pipeline {name}".rstrip() in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_help_text_and_every_command_a_short_one(name: str) -> None:
    command = main.commands[name]
    assert command.short_help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help or parameter.name == "form", parameter.name


def test_help_and_version_import_nothing_heavy() -> None:
    code = (
        "import sys\nfrom pipeline.cli import main\n"
        "for arguments in (['--help'], ['build', '--help'], ['query', '--help'], ['--version'], ['describe']):\n"
        "    main(arguments, standalone_mode=False)\n"
        f"sys.exit(', '.join(name for name in {HEAVY} if name in sys.modules) or 0)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"imported: {done.stderr}"


def test_the_version_is_that_of_the_package() -> None:
    done = run("--version")
    assert re.fullmatch(r"pipeline, version \d+\.\d+\.\d+\S*\n", done.stdout)


WRONG = [["bogus"], ["query", "--format", "xml"], ["explain"], ["build", "--colour"]]
WRONG += [[command, "--jobs", "2", "--scheduler", "tcp://127.0.0.1:9"] for command in ("build", "extract")]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_wrong_command_line_is_exit_code_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage: pipeline" in done.stderr


def test_a_build_prints_what_became_of_the_numbers_and_no_bar_when_piped(built: Path, tmp_path: Path) -> None:
    done = run("build", ROOT / "raw", "--output", tmp_path / "out")
    assert done.returncode == 0
    assert done.stderr == ""
    assert re.search(r"out: 1 article, \d+ claims\n", done.stdout)
    assert re.search(r"\d+ became claims, \d+ are no counts, \d+ left over\n", done.stdout)
    assert (tmp_path / "out" / "SHA256SUMS").read_bytes() == (built / "SHA256SUMS").read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["describe"], ["query"], CSV])
def test_a_full_disk_below_the_output_is_told_in_one_line(built: Path, arguments: list[str]) -> None:
    more: list[str | Path] = ["--build", built] if "query" in arguments else []
    with Path("/dev/full").open("w") as full, start(*arguments, *more, stdout=full) as process:
        _, err = process.communicate()
    assert process.returncode == 1
    assert err == "Error: No space left on device; free space or mend its rights\n"


@pytest.mark.parametrize("arguments", [["--help"], ["describe"], ["query"], CSV])
def test_closed_streams_are_no_error(built: Path, arguments: list[str]) -> None:
    more = ["--build", built] if "query" in arguments else []
    command = [sys.executable, "-m", "pipeline", *map(str, [*arguments, *more])]
    done = subprocess.run(["/bin/sh", "-c", 'exec "$@" >&- 2>&-', "sh", *command], cwd=ROOT, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("arguments", [["query", "-"], ["build", "-", "--output", "out"]])
def test_a_closed_input_is_told_in_one_line(built: Path, tmp_path: Path, arguments: list[str]) -> None:
    more = ["--build", built] if "query" in arguments else []
    command = [sys.executable, "-m", "pipeline", *map(str, [*arguments, *more])]
    shell = ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(shell, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "closed" in done.stderr


def test_a_query_that_is_no_utf8_is_told_in_one_line(built: Path) -> None:
    command: list[str | bytes] = [sys.executable, "-m", "pipeline", "query", "--build", str(built), b"SELECT '\xff'"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"Error: SQL: is no UTF-8; write the query in UTF-8\n"


def test_on_a_terminal_a_build_shows_how_far_it_is_and_leaves_the_line_clean(tmp_path: Path) -> None:
    reader, writer = pty.openpty()
    with start("build", ROOT / "raw", "--output", tmp_path / "out", stderr=writer) as process:
        process.communicate()
    os.close(writer)
    shown = os.read(reader, 65536).decode()
    os.close(reader)
    assert process.returncode == 0
    assert "extract" in shown
    assert "1 of 1" in shown
    assert shown.endswith("\r")
    assert shown.rstrip("\r").rpartition("\r")[2].strip() == ""


def test_the_stages_one_by_one_give_the_same_build(built: Path, tmp_path: Path) -> None:
    assert run("extract", ROOT / "raw", "--output", "staged", cwd=tmp_path).returncode == 0
    checked = run("validate", cwd=tmp_path)
    assert re.match(r"staged: valid: \d+ rows in 17 tables", checked.stdout)
    assert run("publish", "--output", "build", cwd=tmp_path).returncode == 0
    for name in ("csv/claims.csv", "parquet/claims.parquet", "battle-claims.duckdb"):
        assert (tmp_path / "build" / name).read_bytes() == (built / name).read_bytes()


def test_tables_that_break_a_rule_are_named_line_by_line_and_never_published(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "csv", tmp_path / "staged" / "csv")
    table = tmp_path / "staged" / "csv" / "claims.csv"
    table.write_text(table.read_text("utf-8").replace(",killed,person,exact,", ",slain,person,exact,"), "utf-8")
    done = run("validate", "staged", cwd=tmp_path)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert lines[0].startswith("claims, ")
    assert "'slain'" in lines[0]
    assert lines[-1].startswith("Error: staged: ")
    assert "Traceback" not in done.stderr
    assert run("publish", "staged", "--output", "build", cwd=tmp_path).returncode == 1
    assert not (tmp_path / "build").exists()


READING = ["build {}", "extract {}", "validate {}", "publish {}", "query --build {}", "explain killed --build {}"]
READING += ["evaluate {} --build {built}", "evaluate gold.csv --build {}", "diff {} {built}", "diff {built} {}"]
READING += ["verify {}", "release 0.1.0 --build {}", "release 0.1.0 --build {built} --previous {}", "register {}"]
WRITING = ["build {raw} --output {}", "extract {raw} --output {}", "publish {built} --output {}"]
WRITING += ["release 0.1.0 --build {built} --output {}", "fetch One --site http://127.0.0.1:9 --output {}"]


def test_every_command_that_takes_a_path_is_among_those_tested_for_it() -> None:
    taking = {name for name in COMMANDS if any(isinstance(p.type, click.Path) for p in main.commands[name].params)}
    assert taking == {line.split()[0] for line in READING + WRITING}


@pytest.mark.parametrize("line", READING)
@pytest.mark.parametrize("kind", ["missing", "circle", "x" * 300])
def test_a_path_where_nothing_is_to_be_read_is_exit_code_1_and_one_line(
    built: Path, tmp_path: Path, line: str, kind: str
) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "gold.csv").write_text(GOLD, "utf-8")
    before = sorted(tmp_path.iterdir())
    assert kind in failed(run(*line.format(kind, built=built).split(), cwd=tmp_path))
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("line", WRITING)
@pytest.mark.parametrize("kind", ["file", "circle", "x" * 300])
def test_a_path_where_nothing_can_be_written_is_exit_code_1_and_one_line(
    built: Path, tmp_path: Path, line: str, kind: str
) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "file").write_text("mine")
    before = sorted(tmp_path.iterdir())
    error = failed(run(*line.format(kind, built=built, raw=ROOT / "raw").split(), cwd=tmp_path))
    assert kind in error or line.startswith("fetch")
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "file").read_text() == "mine"


def test_sources_that_cannot_be_used_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\xff\xfe")
    (tmp_path / "letter.odt").write_text("= A =\n")
    for source in ("missing.txt", "none", "empty.txt", "picture.txt", "letter.odt"):
        line = failed(run("build", source, cwd=tmp_path))
        assert source in line
        assert not (tmp_path / "build").exists()


def test_an_article_that_fails_is_told_and_the_others_are_built(tmp_path: Path) -> None:
    shutil.copy(ROOT / "raw" / "battle-of-takellote.txt", tmp_path / "good.txt")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    done = run("build", "good.txt", "bad.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.startswith("left out: bad.txt")
    assert "1 article," in done.stdout


def test_a_changed_document_is_refused_until_it_is_registered(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    with (tmp_path / "raw" / "battle-of-takellote.txt").open("a", encoding="utf-8") as file:
        file.write("\nNobody else was hurt.\n")
    line = failed(run("build", cwd=tmp_path))
    command = re.search(r"pipeline (register \S+)", line)
    assert command
    assert run(*command[1].split(), cwd=tmp_path).returncode == 0
    assert run("build", cwd=tmp_path).returncode == 0


def test_an_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert "file" in failed(run("build", ROOT / "raw", "--output", "file/build", cwd=tmp_path))
    assert (tmp_path / "file").read_text() == "mine"


def test_query_answers_in_each_format(built: Path) -> None:
    sql = "SELECT measure, count(*) AS n, max(value_low) AS most FROM claims GROUP BY measure ORDER BY measure"
    as_csv = run("query", sql, "--build", built, "--format", "csv").stdout
    as_json = json.loads(run("query", sql, "--build", built, "--format", "json").stdout)
    as_table = run("query", sql, "--build", built).stdout.splitlines()
    rows = list(csv.DictReader(io.StringIO(as_csv)))
    assert [{k: str(v) for k, v in row.items()} for row in as_json] == rows
    assert as_table[0].split() == ["measure", "n", "most"]
    assert as_table[2].split() == list(rows[0].values())
    assert as_table[-1] == f"({len(rows)} rows)"


def test_query_without_sql_shows_every_claim_by_name(built: Path) -> None:
    table = run("query", "--build", built)
    whole = list(csv.DictReader(io.StringIO(run("query", "--build", built, "--format", "csv").stdout)))
    lines = table.stdout.splitlines()
    assert lines[0].split()[:4] == ["event", "date", "victim", "measure"]
    assert lines[-1].startswith(f"({len(whole)} rows")
    assert all(len(line) <= 120 for line in lines)
    assert any(len(row["sentence"]) > 120 for row in whole)


def test_query_reads_sql_from_the_input(built: Path) -> None:
    assert run("query", "-", "--build", built, "--format", "csv", text="SELECT 40 + 2 AS x").stdout == "x\n42\n"


def test_the_example_of_explain_explains_a_claim(built: Path) -> None:
    example = run("explain", "--help").stdout.rpartition("pipeline explain ")[2].split()[0]
    assert "killed" in run("explain", example, "--build", built).stdout


def test_wrong_sql_a_missing_build_and_a_wrong_id_are_one_line_each(built: Path, tmp_path: Path) -> None:
    assert "pipeline describe" in failed(run("query", "FROM clams", "--build", built))
    assert "syntax error" in failed(run("query", "SELEC 1", "--build", built))
    assert "run pipeline build" in failed(run("query", "FROM claims", cwd=tmp_path))
    assert "run pipeline build" in failed(run("explain", "killed", cwd=tmp_path))
    assert "nearest" in failed(run("explain", "kiled-fifty", "--build", built))
    assert "did you mean claims" in failed(run("describe", "claim"))
    assert "gold.csv: cannot be read" in failed(run("evaluate", "gold.csv", "--build", built, cwd=tmp_path))


LONG = [["query"], CSV, ["query", "--format", "json"], ["describe"], ["describe", "--format", "markdown"], ["--help"]]
LONG += [["explain", "killed-20"], ["evaluate", "gold.csv"], ["diff", "--format", "json"], ["validate"], ["--version"]]


@pytest.mark.parametrize("arguments", LONG, ids=" ".join)
def test_a_closed_pipe_ends_it_quietly_with_the_code_of_a_shell(
    built: Path, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "gold.csv").write_text(GOLD, "utf-8")
    shutil.copytree(built, tmp_path / "staged")
    more: list[str | Path] = ["--build", built] if arguments[0] in ("query", "explain", "evaluate") else []
    more += [built, "staged"] if arguments[0] == "diff" else []
    with start(*arguments, *more, cwd=tmp_path) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


def test_a_pipe_closed_in_the_midst_ends_it_quietly(built: Path) -> None:
    with start("query", "FROM range(300000)", "--format", "csv", "--build", built) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == "range\n"
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


def test_ctrl_c_ends_a_long_query_at_once(built: Path) -> None:
    endless = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3"
    # A shell that starts tests in the background has them ignore the signal; their children would inherit that.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with start("query", endless, "--build", built, preexec_fn=heed) as process:
        try:
            time.sleep(1.5)
            assert process.poll() is None
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 1
    assert "Traceback" not in err


def test_letters_that_the_terminal_lacks_stop_nothing(built: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "pipeline", "query", "--build", str(built)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_the_summary_of_a_dump_names_articles_only_where_numbers_are_left_over(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from pipeline.build import BuildReport
    from pipeline.cli.stages import show_summary

    report = BuildReport(1, 2, {"claim": 2, "not_a_count": 0, "leftover": 0}, {}, (), pages=3000)
    show_summary(report, tmp_path)
    assert capsys.readouterr().out.splitlines()[-1] == "3,000 pages of dumps"
    show_summary(replace(report, left_over=(("Siege of Orla", 4),)), tmp_path)
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "3,000 pages of dumps; most left over in:",
        "     4  Siege of Orla",
    ]


def test_evaluate_prints_scores_misses_and_extras(built: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.csv"
    gold.write_text(GOLD, "utf-8")
    done = run("evaluate", gold, "--build", built)
    assert done.returncode == 0, done.stderr
    assert "miss   killed person exact 77 of 'GATIA'" in done.stdout
    assert "extra  " in done.stdout
    assert re.search(r"^all +2 +\d+ ", done.stdout, re.MULTILINE)
    assert "1 of the gold's articles are not in the build" in done.stdout
    brief = run("evaluate", gold, "--build", built, "--brief").stdout
    assert "miss " not in brief
    assert "none of its articles" in failed(run("evaluate", gold, "--build", built, "--articles", "elsewhere"))
    gold.write_text(gold.read_text("utf-8").partition("\n")[0] + "\n", "utf-8")
    assert "holds no claims" in failed(run("evaluate", gold, "--build", built))
