"""From files and folders to articles and failures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.model import Article
from pipeline.read import MAX_BYTES
from pipeline.read.register import register
from pipeline.read.sources import Failure, discover, read_sources


def write(path: Path, title: str = "A") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"= {title} =\n\nTen men fell.\n", encoding="utf-8")
    return path


def outcome(*paths: Path) -> tuple[list[Article], list[Failure]]:
    read = list(read_sources(paths))
    return [r for r in read if isinstance(r, Article)], [r for r in read if isinstance(r, Failure)]


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "c.TXT"):
        write(tmp_path / name, name)
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    write(tmp_path / ".hidden.txt")
    write(tmp_path / ".git" / "x.txt")
    assert [d.name for d in discover([tmp_path])] == ["a.txt", "a/z.txt", "b.txt", "c.TXT"]


def test_files_are_read_as_given_and_once(tmp_path: Path) -> None:
    b, a = write(tmp_path / "b.txt", "B"), write(tmp_path / "a.txt", "A")
    assert [d.path.name for d in discover([b, a, b, tmp_path])] == ["b.txt", "a.txt"]


def test_what_is_registered_reaches_the_article(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    register(path, licence="CC BY-SA 4.0", source_url="https://example.org/A", revision="12")
    (article,), failures = outcome(tmp_path)
    assert (article.licence, article.source_url, article.revision) == ("CC BY-SA 4.0", "https://example.org/A", "12")
    assert not failures


def test_a_file_of_ones_own_needs_no_registration(tmp_path: Path) -> None:
    register(write(tmp_path / "a.txt"), licence="CC0")
    write(tmp_path / "mine.txt", "Mine")
    articles, failures = outcome(tmp_path)
    assert [a.licence for a in articles] == ["CC0", ""]
    assert not failures


@pytest.mark.parametrize("given", ["folder", "file"])
def test_a_changed_document_stops_the_build_before_anything_is_read(tmp_path: Path, given: str) -> None:
    path = write(tmp_path / "a.txt")
    register(path, licence="CC0")
    write(path, "Other")
    with pytest.raises(SourceError, match="pipeline register"):
        read_sources([tmp_path if given == "folder" else path])


def test_a_changed_document_is_seen_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("path,title,source_url,licence,relation,sha256\n", "utf-8")
    path = write(tmp_path / "1" / "2" / "3" / "4" / "5" / "6" / "a.txt")
    register(path, licence="CC0")
    assert [document.source is not None for document in discover([tmp_path / "1"])] == [True]
    write(path, "Other")
    for given in (tmp_path, tmp_path / "1" / "2", path.parent, path):
        with pytest.raises(SourceError, match=r"a\.txt: the file changed"):
            discover([given])


def test_a_nearer_registry_that_does_not_list_it_does_not_hide_a_changed_document(tmp_path: Path) -> None:
    path = write(tmp_path / "sub" / "a.txt")
    (tmp_path / "sources.csv").write_text("path,title,source_url,licence,relation,sha256\n", "utf-8")
    register(path, licence="CC0")
    (tmp_path / "sub" / "sources.csv").write_text("path,title,source_url,licence,relation,sha256\n", "utf-8")
    write(path, "Other")
    with pytest.raises(SourceError, match="the file changed"):
        discover([path])


def test_a_changed_document_is_seen_by_whatever_path_it_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "raw" / "sub" / "a.txt")
    (tmp_path / "raw" / "sources.csv").write_text("path,title,source_url,licence,relation,sha256\n", "utf-8")
    register(path, licence="CC0")
    write(path, "Other")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "folder").symlink_to(tmp_path / "raw" / "sub")
    (mine / "whole").symlink_to("../raw")
    (mine / "b.txt").symlink_to(path)
    monkeypatch.chdir(tmp_path / "raw" / "sub")
    paths = [mine / "folder", mine / "whole", mine / "b.txt", mine, mine / "folder" / "a.txt"]
    for given in [*paths, Path("a.txt"), Path(), Path("../sub/a.txt"), Path("..", "..", "raw")]:
        with pytest.raises(SourceError, match="the file changed"):
            discover([given])


def test_a_registered_document_that_is_gone_below_the_folder_stops_the_build(tmp_path: Path) -> None:
    register(write(tmp_path / "sub" / "a.txt"), licence="CC0")
    write(tmp_path / "b.txt")
    (tmp_path / "sub" / "a.txt").unlink()
    with pytest.raises(SourceError, match=r"a\.txt: is registered but cannot be read"):
        discover([tmp_path])


def test_a_table_of_one_s_own_beside_the_articles_is_passed_over_with_a_note(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    path = write(mine / "a.txt")
    for folder in (tmp_path, mine):
        (folder / "sources.csv").write_text("name,address\nx,y\n", "utf-8")
    for given in (mine, path):
        notes: list[str] = []
        assert [document.source for document in discover([given, path], notes)] == [None]
        assert notes == [
            f"{mine / 'sources.csv'}: has no column sha256, so it registers no document; "
            "rename it where it is a table of yours"
        ]


def test_a_registered_document_that_is_gone_stops_the_build(tmp_path: Path) -> None:
    register(write(tmp_path / "a.txt"), licence="CC0")
    write(tmp_path / "b.txt")
    (tmp_path / "a.txt").unlink()
    with pytest.raises(SourceError, match=r"a\.txt: is registered but cannot be read"):
        read_sources([tmp_path])


def test_a_path_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no\.txt: no such file or folder"):
        read_sources([tmp_path / "no.txt"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError, match=r"pipe\.txt: is neither a file nor a folder"):
        discover([tmp_path / "pipe.txt"])


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_file_name_that_is_no_utf8_is_recorded_as_far_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"Caf\xe9_1811.txt")
    path.write_text("Ten men fell.", encoding="utf-8")
    for given in (path, tmp_path):
        (article,), _ = outcome(given)
        assert (article.path, article.title) == ("Caf\ufffd_1811.txt", "Caf\ufffd 1811")


def test_file_names_do_not_depend_on_the_locale(tmp_path: Path) -> None:
    write(tmp_path / "Été.txt")
    register(tmp_path / "Été.txt", licence="CC0")
    read = "import sys; from pathlib import Path; from pipeline.read.sources import read_sources;"
    show = "[article] = read_sources([Path(sys.argv[1])]); print(ascii([article.path, article.licence]))"
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", read + show, str(tmp_path)],
        env={**os.environ, **plain, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == ascii(["Été.txt", "CC0"])


def test_a_folder_without_articles_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    with pytest.raises(SourceError, match="holds no article"):
        read_sources([tmp_path])


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "the file is empty"),
        (b" \n\r\n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "byte 8 is NUL"),
        ("= A =".encode("utf-16"), "NUL"),
        (b"= Caf\xe9 =\n", "byte 5 (0xe9) is not UTF-8"),
    ],
)
def test_a_bad_document_is_reported_and_the_others_are_read(tmp_path: Path, data: bytes, cause: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    write(tmp_path / "good.txt")
    articles, (failure,) = outcome(tmp_path)
    assert [a.path for a in articles] == ["good.txt"]
    assert failure.path == "bad.txt"
    assert failure.reason.startswith("bad.txt: ")
    assert cause in failure.reason
    assert "\n" not in failure.reason


def test_an_unknown_kind_of_document_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("x", encoding="utf-8")
    assert outcome(tmp_path / "a.pdf")[1][0].reason.startswith("a.pdf: unknown kind of document '.pdf'")


def test_two_articles_of_one_title(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Siege of Orm")
    write(tmp_path / "b.txt", "Siege  of Orm")
    articles, (failure,) = outcome(tmp_path)
    assert [a.path for a in articles] == ["a.txt"]
    assert failure.title == "Siege of Orm"
    assert "b.txt: its title 'Siege of Orm' is that of a.txt too" in failure.reason


@pytest.mark.parametrize("title", ["../../etc/passwd", "A/B", "..", "C:\\x", "a" * 3000])
def test_a_title_is_no_path(tmp_path: Path, title: str) -> None:
    (article,), failures = outcome(write(tmp_path / "a.txt", title))
    assert article.title == title
    assert article.path == "a.txt"
    assert not failures


def test_a_huge_single_line_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "is no single article" in outcome(path)[1][0].reason


def test_a_long_single_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"a" * 5_000_000)
    (article,), failures = outcome(path)
    assert len(article.text) == 5_000_000
    assert not failures


def test_a_folder_that_cannot_be_listed_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "sub" / "b.txt")
    listed = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr("os.scandir", refusing)
    with pytest.raises(SourceError, match=r"sub: cannot be read \(Permission denied\); check the path and its rights"):
        discover([tmp_path])
