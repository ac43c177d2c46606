"""The same tables give the same bytes, wherever and whenever they are published."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Tables

Publish: TypeAlias = "Callable[..., Path]"

PUBLISH = """
import json, sys
from pathlib import Path
from pipeline.assemble import merge, to_frames
from pipeline.publish import csv_files, publish_folder, replacing
frames = to_frames(merge([json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))]))
with replacing(Path(sys.argv[2])) as folder:
    csv_files.write_csv(frames, folder / "csv")
    publish_folder(folder, lambda: {"articles": 1})
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "7", "LANG": "C", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "1234", "LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
        {"PYTHONWARNINGS": "error"},
    ],
)
def test_builds_are_byte_identical(
    built: Path, tables_json: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    elsewhere = tmp_path / "a folder with a longer name"
    elsewhere.mkdir()
    root = Path(__file__).parents[2]
    subprocess.run(
        [sys.executable, "-c", PUBLISH, str(tables_json), "build"],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(root), **surroundings},
        check=True,
    )
    again, expected = contents(elsewhere / "build"), contents(built)
    assert again.keys() == expected.keys()
    assert [name for name in expected if again[name] != expected[name]] == []


def test_no_file_names_this_machine(built: Path, tmp_path: Path) -> None:
    for name, data in contents(built).items():
        assert str(tmp_path.parent).encode() not in data, name


def test_the_readme_in_git_is_what_a_build_writes(built: Path) -> None:
    tracked = Path(__file__).parents[2] / "build" / "README.md"
    assert tracked.read_bytes() == (built / "README.md").read_bytes()


def test_duckdb_bytes_repeat_for_many_rows(publish: Publish, tables: Tables, tmp_path: Path) -> None:
    passage = tables["passages"][1]
    tables["passages"] += [
        passage | {"passage_id": f"p{number}", "text": f"Sentence {number * 7919 % 10007} of many."}
        for number in range(30_000)
    ]
    first = publish(tmp_path / "first", tables)
    second = publish(tmp_path / "second", tables)
    assert [name for name, data in contents(first).items() if contents(second)[name] != data] == []
