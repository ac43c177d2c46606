"""Workers: order, what is under way at once, and an end that is one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build
from pipeline.errors import BuildError
from pipeline.run.cache import Cache, cache_folder
from pipeline.run.version import extractor_version
from pipeline.run.workers import workers


def slow_first(number: int) -> int:
    time.sleep(0.3 if number == 0 else 0)
    return number * number


def kill_itself(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    with workers(jobs) as crew:
        assert list(crew.map(slow_first, range(30))) == [number * number for number in range(30)]


def test_tasks_are_not_taken_long_before_they_are_done() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    with workers(2) as crew:
        next(crew.map(slow_first, tasks()))
    assert len(taken) <= 9


def test_a_killed_process_is_said_so() -> None:
    with workers(2) as crew, pytest.raises(BuildError, match="want of memory"):
        list(crew.map(kill_itself, range(4)))


def test_an_end_does_not_wait_for_what_is_under_way() -> None:
    began = time.monotonic()
    with workers(2) as crew:
        next(crew.map(slow_first, [1]))
        stuck = crew.map(time.sleep, [60.0] * 9)
        signal.signal(signal.SIGALRM, interrupt)
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        with pytest.raises(KeyboardInterrupt):
            next(stuck)
    assert time.monotonic() - began < 20


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_an_interrupted_build_leaves_the_former_one_and_is_resumed(
    dumps: Any, tmp_path: Path, contents: Callable[[Path], dict[str, bytes]]
) -> None:
    path = dumps.write("d.xml.bz2", battles=250, filler=1)
    small = dumps.write("small.xml")
    build([small], tmp_path / "build")
    before = contents(tmp_path / "build")
    command = [sys.executable, "-m", "pipeline", "build", str(path), "--output", str(tmp_path / "build"), "--jobs", "2"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True)
    deadline = time.monotonic() + 60
    while len([entry for entry in (tmp_path / "cache").rglob("*") if entry.is_file()]) < 8:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert b"Traceback" not in said
    assert contents(tmp_path / "build") == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["build", "cache", "d.xml.bz2", "small.xml"]
    kept = len([entry for entry in (tmp_path / "cache").rglob("*") if entry.is_file()])
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert len([entry for entry in (tmp_path / "cache").rglob("*") if entry.is_file()]) > kept
    build([path], tmp_path / "whole")
    assert contents(tmp_path / "build") == contents(tmp_path / "whole")


def test_the_cache_tells_what_differs_and_forgets_what_is_old(tmp_path: Path) -> None:
    old = tmp_path / "of an older extractor"
    old.mkdir()
    os.utime(old, (0, 0))
    cache = Cache(tmp_path)
    assert not old.exists()
    assert cache.key("a", "bc") != cache.key("ab", "c")
    cache.put(cache.key("a"), b"found")
    assert cache.get(cache.key("a")) == b"found"
    assert cache.get(cache.key("b")) is None
    assert [entry.name for entry in tmp_path.iterdir()] == [extractor_version()[:16]]
    assert Cache(None).get(cache.key("a")) is None


def test_a_cache_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    cache.put(cache.key("a"), b"found")
    assert cache.get(cache.key("a")) is None


def test_the_cache_lies_where_the_system_keeps_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "battle-claims"
