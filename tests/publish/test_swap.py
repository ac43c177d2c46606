"""A build takes the place of the former one whole, or not at all."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from pipeline.errors import BuildError
from pipeline.publish.checksums import write_checksums
from pipeline.publish.readme import readme
from pipeline.publish.swap import replacing, restore

if TYPE_CHECKING:
    from collections.abc import Callable

Publish: TypeAlias = "Callable[..., Path]"

REBUILD = """
import json, sys
from pathlib import Path
from pipeline.assemble import merge, to_frames
from pipeline.publish import csv_files, publish_folder, replacing
tables = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
frames = to_frames(merge([tables]))
print("ready", flush=True)
while True:
    with replacing(Path(sys.argv[2])) as folder:
        csv_files.write_csv(frames, folder / "csv")
        publish_folder(folder, dict)
"""
SWAP = """
import sys
from pathlib import Path
from pipeline.publish.checksums import write_checksums
from pipeline.publish.swap import replacing
print("ready", flush=True)
while True:
    with replacing(Path(sys.argv[1])) as folder:
        (folder / "extraction.json").write_text("new")
        write_checksums(folder)
"""


def write(folder: Path, content: str) -> None:
    """The least that makes a folder one of ours."""
    (folder / "extraction.json").write_text(content)
    write_checksums(folder)


def written(folder: Path) -> str:
    return (folder / "extraction.json").read_text()


def whole(folder: Path) -> bool:
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    run = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True, check=False
    )
    return run.returncode == 0 and len(sums) > 35


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_new_build_replaces_the_former_one(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "build"
    for content in ("old", "new"):
        with replacing(output) as folder:
            write(folder, content)
    assert written(output) == "new"
    assert [path.name for path in output.parent.iterdir()] == ["build"]


def test_a_file_on_the_way_to_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    with pytest.raises(BuildError, match=r"notes: is a file"), replacing(tmp_path / "notes" / "build"):
        pass
    assert (tmp_path / "notes").read_text() == "mine"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_folder_whose_name_is_no_utf8_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    output = tmp_path / os.fsdecode(b"caf\xe9")
    with pytest.raises(BuildError, match="its name is not UTF-8") as refused, replacing(output):
        pass
    assert str(refused.value).isprintable()
    assert list(tmp_path.iterdir()) == []


def test_a_failed_build_leaves_the_former_one_and_nothing_else(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = publish(tmp_path / "build")
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    monkeypatch.setattr("pipeline.publish.write_checksums", lambda folder: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish(output)
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


@pytest.mark.parametrize("script", [REBUILD, SWAP], ids=["build", "swap"])
def test_kill_at_any_moment_leaves_a_whole_build(
    script: str, publish: Publish, tmp_path: Path, tables_json: Path
) -> None:
    output = tmp_path / "place" / "build"
    if script is REBUILD:
        publish(output)
        arguments, good, rounds = [str(tables_json), str(output)], whole, 6
    else:
        with replacing(output) as folder:
            write(folder, "new")
        arguments, good, rounds = [str(output)], lambda folder: written(folder) == "new", 25
    delay = random.Random(1)
    for _ in range(rounds):
        process = subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(delay.random() * (0.8 if script is REBUILD else 0.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        restore(output)
        assert good(output)
    # The process that writes the DuckDB file may outlive its parent for a moment, so not the first command, but one
    # soon after, finds nothing to clear away.
    for _ in range(50):
        with replacing(output) as folder:
            write(folder, "last")
        if not hidden(output.parent):
            return
        time.sleep(0.1)
    raise AssertionError(hidden(output.parent))


@pytest.mark.parametrize("name", ["build", "a[b]", "a*?"])
def test_a_build_cut_off_between_the_renames_is_brought_back(tmp_path: Path, name: str) -> None:
    output = tmp_path / name
    former = tmp_path / f".{name}.old-12345678"
    former.mkdir()
    write(former, "old")
    assert restore(output)
    assert written(output) == "old"
    assert not restore(output)
    assert hidden(tmp_path) == []


def test_a_running_build_keeps_its_folder_when_another_begins(tmp_path: Path) -> None:
    output = tmp_path / "build"
    with replacing(output) as first:
        write(first, "first")
        with replacing(output) as second:
            write(second, "second")
        assert written(first) == "first"
    assert written(output) == "first"


@pytest.mark.parametrize("name", ["notes.txt", "csv/mine.csv"])
def test_a_folder_with_other_files_is_refused_and_kept(publish: Publish, tmp_path: Path, name: str) -> None:
    output = publish(tmp_path / "build")
    (output / name).write_text("mine")
    with pytest.raises(BuildError, match=name), replacing(output):
        raise AssertionError
    assert (output / name).read_text() == "mine"
    assert hidden(tmp_path) == []


def put(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content)
    return folder


@pytest.mark.parametrize("descriptor", ["", "{", "[]", '{"name": "mine"}', "[" * 100_000])
def test_checksums_of_somebody_else_are_no_leave_to_delete_what_they_name(tmp_path: Path, descriptor: str) -> None:
    output = put(tmp_path / "photos", one_jpg="mine", datapackage_json=descriptor)
    write_checksums(output)
    with pytest.raises(BuildError, match=r"photos: holds \S+, which no build wrote; move it away"), replacing(output):
        raise AssertionError
    assert (output / "one.jpg").read_text() == "mine"


@pytest.mark.parametrize("content", ["# My notes\n", "", "# A build of Battle Claims\n"])
def test_a_readme_of_somebody_else_is_kept(tmp_path: Path, content: str) -> None:
    output = put(tmp_path / "mine", README_md=content)
    with pytest.raises(BuildError, match=r"mine: holds README\.md, which no build wrote"), replacing(output):
        raise AssertionError
    assert (output / "README.md").read_text() == content


def test_the_folder_of_a_fresh_clone_is_a_build_s(tmp_path: Path) -> None:
    output = put(tmp_path / "build", README_md=readme())
    with replacing(output) as folder:
        write(folder, "new")
    assert written(output) == "new"
    (output / "README.md").write_text("mine")
    with pytest.raises(BuildError, match=r"README\.md"), replacing(output):
        raise AssertionError


def test_a_link_to_a_folder_of_one_s_own_is_kept(publish: Publish, tmp_path: Path) -> None:
    output = publish(tmp_path / "build")
    (tmp_path / "mine").mkdir()
    (output / "link").symlink_to("../mine")
    with pytest.raises(BuildError, match="holds link"), replacing(output):
        raise AssertionError


def test_the_log_of_a_duckdb_client_does_not_stop_a_build(publish: Publish, tmp_path: Path) -> None:
    output = publish(tmp_path / "build")
    (output / "battle-claims.duckdb.wal").write_text("")
    publish(output)
    assert not (output / "battle-claims.duckdb.wal").exists()


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "build"
    link.symlink_to("real")
    with replacing(link) as folder:
        write(folder, "new")
    assert link.is_symlink()
    assert written(tmp_path / "real") == "new"


@pytest.mark.parametrize("output", [".", ".."])
def test_the_folder_that_one_is_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    (tmp_path / "place").mkdir()
    monkeypatch.chdir(tmp_path / "place")
    with pytest.raises(BuildError, match="name one below it"), replacing(Path(output)):
        raise AssertionError
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_output_that_is_a_file_or_below_one_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    for output in (file, file / "build", tmp_path / "x" / ".." / "file"):
        with pytest.raises(BuildError, match="file"), replacing(output):
            raise AssertionError
    assert file.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_without_the_right_to_write_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(BuildError, match="Permission denied"), replacing(tmp_path / "build"):
        raise AssertionError
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("limit", [2_000, 300_000])
def test_a_full_disk_is_one_line_and_leaves_nothing_behind(
    publish: Publish, tmp_path: Path, tables_json: Path, limit: int
) -> None:
    output = publish(tmp_path / "place" / "build")
    # A limit on the size of files fails in the same calls as a full disk; the two limits hit CSV and DuckDB.
    script = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n" + REBUILD
    tables = json.loads(tables_json.read_text(encoding="utf-8"))
    tables["passages"][0]["section"] = "x" * 3_000
    tables_json.write_text(json.dumps(tables), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", script, str(tables_json), str(output)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    last = run.stderr.splitlines()[-1]
    assert last.startswith("pipeline.errors.BuildError: "), run.stderr
    assert "cannot be written (File too large); free space" in last
    assert whole(output)
    assert hidden(output.parent) == []
