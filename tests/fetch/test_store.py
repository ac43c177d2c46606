"""What is on disk after a run: whole files with their rows, nothing outside the folder, nobody's work overwritten."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.fetch.store import Fetched, Store
from pipeline.read.register import register
from pipeline.read.registry import Source, check, load_registry, write_rows


def fetched(title: str, text: str, revision: int = 1, url: str = "") -> Fetched:
    url = url or f"https://wiki.example/{title}"
    return Fetched(text.encode(), Source("", title, url, "CC0 1.0", "verbatim", "", str(revision)))


def test_other_documents_keep_their_files_and_rows(tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("= Own =\n", "utf-8")
    before = register(own, licence="CC0 1.0")
    Store(tmp_path).save([fetched("One", "text")])
    rows = load_registry(tmp_path)
    assert rows["own.txt"] == before
    assert rows["One.wiki"].relation == "verbatim"


def test_a_restatement_of_a_page_is_another_document_than_the_page(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("= One =\n", "utf-8")
    register(tmp_path / "one.txt", licence="CC0 1.0", relation="restated", source_url="https://wiki.example/One")
    store = Store(tmp_path)
    assert store.known("https://wiki.example/One") is None
    assert store.save([fetched("One", "text")]) == (["One.wiki"], [])
    assert (tmp_path / "one.txt").read_text("utf-8") == "= One =\n"


def test_one_title_on_two_wikis_is_two_files(tmp_path: Path) -> None:
    store = Store(tmp_path)
    names, _ = store.save([fetched("One", "here", url="https://a.example/One"), fetched("One", "there")])
    assert len(set(names)) == 2
    assert sorted((tmp_path / name).read_text("utf-8") for name in names) == ["here", "there"]


@pytest.mark.parametrize("registered", [True, False])
def test_a_file_that_was_changed_here_is_not_overwritten(tmp_path: Path, registered: bool) -> None:
    if registered:
        Store(tmp_path).save([fetched("One", "text")])
    file = tmp_path / "One.wiki"
    file.write_text("my own work", "utf-8")
    written, failed = Store(tmp_path).save([fetched("One", "newer", 2), fetched("Two", "text")])
    assert written == ["Two.wiki"]
    assert "pipeline register" in failed[0]
    assert file.read_text("utf-8") == "my own work"


def test_a_document_that_was_moved_within_the_folder_is_renewed_where_it_is(tmp_path: Path) -> None:
    Store(tmp_path).save([fetched("One", "text")])
    (tmp_path / "sub").mkdir()
    (tmp_path / "One.wiki").rename(tmp_path / "sub" / "One.wiki")
    registry = tmp_path / "sources.csv"
    registry.write_text(registry.read_text("utf-8").replace("One.wiki", "sub/One.wiki"), "utf-8")
    assert Store(tmp_path).save([fetched("One", "newer", 2)]) == (["sub/One.wiki"], [])
    assert (tmp_path / "sub" / "One.wiki").read_text("utf-8") == "newer"


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    raw, outside = tmp_path / "raw", tmp_path / "outside"
    raw.mkdir()
    outside.mkdir()
    (outside / "kept").write_text("kept", "utf-8")
    (outside / "One.wiki").write_text("text", "utf-8")
    (raw / "sub").symlink_to(outside)
    (raw / "Two.wiki").symlink_to(outside / "new")
    store = Store(raw)
    (row,) = [fetched("One", "text").row]
    digest = "0" * 64
    write_rows(raw / "sources.csv", [Source("sub/One.wiki", "One", row.source_url, "CC0 1.0", "verbatim", digest)])
    store = Store(raw)
    written, failed = store.save([fetched("One", "newer", 2), fetched("Two", "text")])
    assert written == ["Two.wiki"]
    assert "lies outside" in failed[0]
    assert sorted(path.name for path in outside.iterdir()) == ["One.wiki", "kept"]
    assert (outside / "One.wiki").read_text("utf-8") == "text"
    assert not (raw / "Two.wiki").is_symlink()


def test_a_run_killed_between_files_and_rows_is_put_right_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path).save([fetched("Old", "text")])
    with monkeypatch.context() as patched:
        patched.setattr(Store, "_adopt", lambda *_: None)
        Store(tmp_path).save([fetched("Old", "newer", 2), fetched("New", "text")])
    assert "New.wiki" not in load_registry(tmp_path)
    Store(tmp_path)
    rows = load_registry(tmp_path)
    assert (rows["Old.wiki"].revision, rows["New.wiki"].revision) == ("2", "1")
    for name, row in rows.items():
        check(tmp_path / name, row)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["New.wiki", "Old.wiki", "sources.csv"]


def test_a_full_disk_leaves_no_half_file_and_the_rows_of_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path).save([fetched("Old", "text")])
    calls = []

    def full(_: int) -> None:
        calls.append(1)
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(SourceError, match=r"cannot be written .*; free space"):
            Store(tmp_path).save([fetched("New", "text"), fetched("Old", "newer", 2)])
    assert (tmp_path / "Old.wiki").read_text("utf-8") == "text"
    rows = load_registry(tmp_path)
    assert (rows["Old.wiki"].revision, rows["New.wiki"].revision) == ("1", "1")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["New.wiki", "Old.wiki", "sources.csv"]


def test_drafts_of_runs_long_dead_are_cleared_away_and_those_at_work_are_not(tmp_path: Path) -> None:
    dead, alive = tmp_path / ".fetch-1.part", tmp_path / ".fetch-2.part"
    dead.touch()
    alive.touch()
    os.utime(dead, (time.time() - 3600,) * 2)
    Store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".fetch-2.part"]


def test_a_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "raw").touch()
    with pytest.raises(SourceError, match="raw"):
        Store(tmp_path / "raw").save([fetched("One", "text")])


def test_two_runs_at_once_keep_each_other_s_rows(tmp_path: Path) -> None:
    one, two = Store(tmp_path), Store(tmp_path)
    one.save([fetched("One", "text")])
    two.save([fetched("Two", "text")])
    assert sorted(load_registry(tmp_path)) == ["One.wiki", "Two.wiki"]


SAVE = """
import sys
from pathlib import Path
from pipeline.fetch.store import Fetched, Store
from pipeline.read.registry import Source
folder, name = Path(sys.argv[1]), sys.argv[2]
for number in range(40):
    # The second title is the same in all runs, of different wikis, so that they also fight for file names.
    for title in (f"{name} {number}", f"Same {number}"):
        row = Source("", title, f"https://{name}.example/{title}", "CC0 1.0", "verbatim", "", "1")
        written, failed = Store(folder).save([Fetched(f"{name} {title}".encode(), row)])
        assert written and not failed, failed
"""


def test_processes_at_once_lose_neither_rows_nor_files(tmp_path: Path) -> None:
    names = ("a", "b", "c")
    command = [sys.executable, "-W", "error", "-c", SAVE, str(tmp_path / "raw")]
    runs = [subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True) for name in names]
    assert [run.communicate()[1] for run in runs] == [""] * len(names)
    rows = load_registry(tmp_path / "raw")
    assert len(rows) == len(names) * 80
    for path, row in rows.items():
        check(tmp_path / "raw" / path, row)
    assert len(list((tmp_path / "raw").iterdir())) == len(rows) + 1


def test_documents_registered_at_once_all_have_their_rows(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from pipeline.read.register import register
for number in range(40):
    path = Path(sys.argv[1], f"{sys.argv[2]}{number}.txt")
    path.write_text("x")
    register(path, licence="CC0")
"""
    (tmp_path / "sources.csv").write_text("path,title,source_url,licence,relation,sha256\n", "utf-8")
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path)]
    runs = [subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True) for name in "ab"]
    assert [run.communicate()[1] for run in runs] == ["", ""]
    assert len(load_registry(tmp_path)) == 80
