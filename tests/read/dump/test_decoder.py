"""Decompressing by a program: the same bytes as without it, or an error, never fewer bytes."""

from __future__ import annotations

import bz2
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.read.dump import decoder
from pipeline.read.dump.decoder import DecoderError, decode
from pipeline.read.dump.parts import Part, read_range, scan_range
from pipeline.read.dump.streams import Streams, streams_of

needs_shell = pytest.mark.skipif(os.name == "nt", reason="needs programs that are shell scripts")
needs_lbzip2 = pytest.mark.skipif(shutil.which("lbzip2") is None, reason="needs lbzip2 (apt install lbzip2)")
PAGE = b"<page><title>Page %d</title>{{Infobox battle}}%s</page>\n"


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    decoder.find_program.cache_clear()
    yield
    decoder.find_program.cache_clear()


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rest = random.Random(3).randbytes(40_000).hex().encode()
    path = tmp_path_factory.mktemp("dump") / "d.xml.bz2"
    pages = b"".join(PAGE % (number, rest) for number in range(40))
    path.write_bytes(bz2.compress(b"<mediawiki><siteinfo></siteinfo>\n" + pages + b"</mediawiki>\n", 1))
    return path


@pytest.fixture
def part(dump: Path) -> Part:
    """The middle of the dump: it begins and ends within blocks."""
    size = dump.stat().st_size
    return Part(str(dump), dump.name, "bz2", size // 4, size // 4 * 3)


def streams(part: Part) -> Streams:
    made = streams_of(read_range(part), part.end - part.start)
    assert made is not None
    return made


def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """No program is installed."""
    monkeypatch.setenv("PATH", "")
    decoder.find_program.cache_clear()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place on the path for a program of that name."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder / decoder.PROGRAM


def write(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)


@needs_lbzip2
def test_the_program_gives_the_same_bytes_and_pages(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    assert decoder.find_program()
    by_program = b"".join(decode(streams(part))), scan_range(part, read_range(part))
    monkeypatch.setattr("pipeline.read.dump.parts.blocks", None)  # nothing was done a second time
    assert scan_range(part, read_range(part)) == by_program[1]
    without(monkeypatch)
    assert (b"".join(decode(streams(part))), scan_range(part, read_range(part))) == by_program
    assert by_program[1].pages == len(by_program[1].candidates) > 5


def test_nothing_is_decompressed_where_no_block_begins() -> None:
    assert list(decode(Streams((), 0))) == []


def test_streams_without_an_end_are_an_error() -> None:
    with pytest.raises(DecoderError):
        list(decode(None))


@needs_shell
@pytest.mark.parametrize(
    "script",
    [
        "exit 1",
        "exit 0",
        "bzip2 -dc | head -c 70000; exit 1",
        "bzip2 -dc | head -c 70000; kill -9 $$",
        "echo '<page><title>Not there</title>{{Infobox battle}}</page>'; kill -9 $$",
    ],
    ids=["fails", "gives nothing", "fails midway", "killed midway", "gives something else"],
)
def test_a_program_that_breaks_off_changes_nothing(
    part: Part, program: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(program, script)
    with pytest.raises(DecoderError, match="lbzip2"):
        list(decode(streams(part)))
    found = scan_range(part, read_range(part))
    without(monkeypatch)
    assert scan_range(part, read_range(part)) == found
    assert found.pages > 5


@needs_shell
def test_a_program_that_cannot_be_started_changes_nothing(part: Part, program: Path) -> None:
    program.write_bytes(b"\x7fELF no program")
    program.chmod(0o755)
    with pytest.raises(DecoderError):
        list(decode(streams(part)))
    assert scan_range(part, read_range(part)).pages > 5


@pytest.mark.parametrize("installed", [True, False])
@pytest.mark.parametrize("where", [0.3, 0.5, 0.7])
def test_damage_is_said_in_the_same_words(
    dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: float, installed: bool
) -> None:
    if not installed:
        without(monkeypatch)
    data = bytearray(dump.read_bytes())
    data[int(len(data) * where)] ^= 0x10
    path = tmp_path / "d.xml.bz2"
    path.write_bytes(data)
    whole = Part(str(path), path.name, "bz2", 0, len(data))
    with pytest.raises(SourceError, match=r"d\.xml\.bz2: is damaged or cut off near byte \d+; fetch it again"):
        scan_range(whole, read_range(whole))


@needs_shell
def test_the_program_ends_with_who_no_longer_listens(part: Part, program: Path, tmp_path: Path) -> None:
    said = tmp_path / "pid"
    write(program, f"echo $$ > {said}; exec sh -c 'while :; do echo more; done'")
    pieces = decode(streams(part))
    next(pieces)
    pieces.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(said.read_text()), 0)


@needs_shell
def test_an_interrupt_ends_the_program_too(dump: Path, program: Path, tmp_path: Path) -> None:
    said = tmp_path / "pid"
    write(program, f"echo $$ > {said}.new; mv {said}.new {said}; exec sleep 60")
    command = [sys.executable, "-m", "pipeline", "build", str(dump), "--output", str(tmp_path / "build")]
    with subprocess.Popen([*command, "--no-cache", "--jobs", "1"], stderr=subprocess.PIPE) as child:
        deadline = time.monotonic() + 30
        while not said.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        assert child.wait(10) != 0
    with pytest.raises(ProcessLookupError):
        os.kill(int(said.read_text()), 0)
    assert not (tmp_path / "build").exists()
