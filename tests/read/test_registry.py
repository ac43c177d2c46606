"""The registration of bundled documents."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.read.register import register
from pipeline.read.registry import FILE, check, is_registry, load_registry

HEADER = "path,title,source_url,licence,relation,sha256\n"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "Siege_of_Orm.txt"
    path.write_text("It lasted a week.\n", encoding="utf-8")
    return path


def registry(folder: Path, *rows: str, header: str = HEADER) -> Path:
    (folder / FILE).write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


def test_a_document_is_registered_with_its_hash(document: Path) -> None:
    source = register(document, licence="CC0", relation="restated", source_url="https://example.org/Orm")
    assert source.sha256 == hashlib.sha256(document.read_bytes()).hexdigest()
    assert load_registry(document.parent) == {"Siege_of_Orm.txt": source}
    assert source.title == "Siege of Orm"
    check(document, source)


def test_a_document_is_registered_under_the_title_that_it_states(tmp_path: Path) -> None:
    path = tmp_path / "draft2.txt"
    path.write_text("= Raid on Orm =\n\nIt lasted a day.\n", encoding="utf-8")
    assert register(path, licence="CC0").title == "Raid on Orm"


def test_rows_are_sorted_and_end_in_a_line_feed(document: Path) -> None:
    other = document.with_name("Bridge.txt")
    other.write_text("x", encoding="utf-8")
    register(document, licence="CC0")
    register(other, licence="CC0", title='The "old" bridge, at Orm')
    assert list(load_registry(document.parent)) == ["Bridge.txt", "Siege_of_Orm.txt"]
    data = (document.parent / FILE).read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert sorted(p.name for p in document.parent.iterdir()) == ["Bridge.txt", "Siege_of_Orm.txt", FILE]


def test_a_changed_document_is_refused_until_it_is_registered(document: Path) -> None:
    source = register(document, licence="CC0", revision="77", sha1="abc")
    document.write_text("It lasted a day.\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"Siege_of_Orm.txt: the file changed .*pipeline register .*Siege_of_Orm.txt"):
        check(document, source)
    renewed = register(document)
    check(document, renewed)
    assert (renewed.licence, renewed.revision, renewed.sha1) == ("CC0", "", "")


def test_a_registered_document_that_is_gone_is_named(document: Path) -> None:
    source = register(document, licence="CC0")
    document.unlink()
    with pytest.raises(SourceError, match="restore it or delete its row"):
        check(document, source)


def test_a_document_that_is_not_there_is_not_registered(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no\.txt: no such file; name the document"):
        register(tmp_path / "no.txt", licence="CC0")
    assert list(tmp_path.iterdir()) == []


def test_a_new_row_needs_a_licence(document: Path) -> None:
    with pytest.raises(SourceError, match="licence"):
        register(document)
    assert not (document.parent / FILE).exists()


@pytest.mark.parametrize("name", ["sha256", "author"])
def test_only_facts_can_be_set(document: Path, name: str) -> None:
    with pytest.raises(SourceError, match=f"{name} cannot be set"):
        register(document, licence="CC0", **{name: "x"})


def test_a_document_in_a_subfolder_is_registered_above_it(document: Path) -> None:
    register(document, licence="CC0")
    below = document.parent / "sub" / "a.wiki"
    below.parent.mkdir()
    below.write_text("x", encoding="utf-8")
    register(below, licence="CC0")
    assert set(load_registry(document.parent)) == {"Siege_of_Orm.txt", "sub/a.wiki"}
    assert not (below.parent / FILE).exists()


def test_no_file_means_nothing_is_registered(tmp_path: Path) -> None:
    assert load_registry(tmp_path) == {}


HASH = "0" * 64


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (f"../a.txt,A,,CC0,own,{HASH}", "line 2: path '../a.txt' leaves the folder"),
        (f"/etc/a.txt,A,,CC0,own,{HASH}", "leaves the folder"),
        (f"C:/a.txt,A,,CC0,own,{HASH}", "leaves the folder"),
        (f"b\\a.txt,A,,CC0,own,{HASH}", "leaves the folder"),
        (f".,A,,CC0,own,{HASH}", "leaves the folder"),
        (f",A,,CC0,own,{HASH}", "leaves the folder"),
        ("a.txt,A,,CC0,own,12ab", "64 hexadecimal digits"),
        (f"a.txt,A,,,own,{HASH}", "no licence"),
        ("a.txt,A,,CC0", "as many values"),
        (f"a.txt,A,,CC0,own,{HASH},x,y", "as many values"),
        (f'"a.txt,A,,CC0,own,{HASH}', "quote values"),
        (f"a.txt,A,,CC0,own,{HASH}\na.txt,A,,CC0,own,{HASH}", "line 3: a.txt is listed twice"),
    ],
)
def test_a_damaged_row_is_named_with_its_line(tmp_path: Path, row: str, cause: str) -> None:
    with pytest.raises(SourceError) as caught:
        load_registry(registry(tmp_path, row))
    assert cause in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no column licence, sha256; .* rename the file"):
        load_registry(registry(tmp_path, header="path,title,source_url,relation\n"))


def test_a_registry_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"path\xff")
    with pytest.raises(SourceError, match="UTF-8"):
        load_registry(tmp_path)


def test_a_byte_order_mark_is_allowed(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f"\ufeff{HEADER}a.txt,A,,CC0,own,{HASH}\n", encoding="utf-8")
    assert list(load_registry(tmp_path)) == ["a.txt"]


def test_a_path_is_listed_in_its_shortest_form(tmp_path: Path) -> None:
    assert list(load_registry(registry(tmp_path, f"./sub//a.txt,A,,CC0,own,{HASH}"))) == ["sub/a.txt"]


@pytest.mark.parametrize("header", ["name,address", "", "a;b;c", "sha256sums,path", "\xff\xfe"])
def test_a_table_of_one_s_own_is_no_registry_and_is_not_written_to(document: Path, header: str) -> None:
    file = registry(document.parent, header=f"{header}\n") / FILE
    before = file.read_bytes()
    assert is_registry(file) is False
    with pytest.raises(SourceError, match=r"sources\.csv: .*rename"):
        register(document, licence="CC0")
    assert file.read_bytes() == before


@pytest.mark.parametrize("header", [HEADER, "path;title;sha256\n", "\ufeffsha256\n", '"path","sha256"\r\n'])
def test_what_names_hashes_is_a_registry_be_it_damaged(tmp_path: Path, header: str) -> None:
    assert is_registry(registry(tmp_path, header=header) / FILE)
    assert is_registry(tmp_path / "other.csv") is None


def test_a_document_goes_where_it_is_listed_before_the_nearest(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c" / "d" / "e" / "f.txt"
    deep.parent.mkdir(parents=True)
    deep.write_text("x", encoding="utf-8")
    registry(tmp_path)
    register(deep, licence="CC0")
    assert list(load_registry(tmp_path)) == ["a/b/c/d/e/f.txt"]
    registry(deep.parent.parent)
    deep.write_text("y", encoding="utf-8")
    register(deep)
    assert load_registry(deep.parent.parent) == {}
    register(deep.rename(deep.with_name("g.txt")), licence="CC0")
    assert list(load_registry(deep.parent.parent)) == ["e/g.txt"]
