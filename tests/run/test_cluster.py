"""A real Dask cluster of two processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import How, extract_to
from pipeline.errors import BuildError
from tests.conftest import run_pipeline

pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # what Dask and its web server warn of is not this project's
]
distributed = pytest.importorskip("distributed", reason="needs the extra dask")


@pytest.fixture
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


def test_a_cluster_gives_the_same_bytes_even_if_a_worker_is_killed(
    dumps: Any,
    cluster: Any,
    tmp_path: Path,
    contents: Callable[[Path], dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pipeline.read.dump import parts

    monkeypatch.setattr(parts, "PART", {"bz2": 3_000, "plain": 20_000})
    monkeypatch.setattr("pipeline.run.early.BATCH", 300)
    path = dumps.write("d.xml.bz2", battles=30, filler=20)
    alone = extract_to([path], tmp_path / "alone")
    killed: list[int] = []

    def kill(stage: str, done: int, total: int, *_: str) -> None:
        if stage == "scan" and not killed and done > total // 4:
            worker = next(iter(cluster.workers.values()))
            killed.append(worker.process.pid)
            os.kill(worker.process.pid, signal.SIGKILL)

    together = extract_to([path], tmp_path / "cluster", how=How(scheduler=cluster.scheduler_address), progress=kill)
    assert len(killed) == 1
    assert together == alone
    assert contents(tmp_path / "cluster") == contents(tmp_path / "alone")


def test_a_scheduler_that_does_not_answer_is_said_so(
    dumps: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.run.cluster.TIMEOUT", 1)
    with pytest.raises(BuildError, match="no Dask scheduler answers"):
        extract_to([dumps.write("d.xml")], tmp_path / "staged", how=How(scheduler="tcp://127.0.0.1:9"))


def test_an_address_that_is_none_is_said_so_at_once_and_once(tmp_path: Path) -> None:
    (tmp_path / "raid.txt").write_text("= Raid =\n\nThe Danes lost 12 men.\n")
    for address in ("here", "tcp://here:there"):
        done = run_pipeline("build", "raid.txt", "--scheduler", address, cwd=tmp_path)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "check the address" in done.stderr


def test_a_worker_with_other_code_is_refused(
    dumps: Any, cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.run.version.extractor_version", lambda: "another")
    with pytest.raises(BuildError, match="install the same"):
        extract_to([dumps.write("d.xml")], tmp_path / "staged", how=How(scheduler=cluster.scheduler_address))
