"""One map, on this core, on several, or on a Dask cluster; its results come in the order of the tasks on all three."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from pipeline.errors import BuildError

T = TypeVar("T")
R = TypeVar("R")
_SHARED = ["pipeline.run.dumps", "pipeline.read.wikitext", "pipeline.extract"]
"""Modules that are imported once for all processes of a pool; none of them starts a thread."""


class Workers(Protocol):
    """Whoever does the work."""

    def prepare(self) -> None:
        """Begin to start what a first task would have to wait for."""
        ...

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """What ``function``, a function of a module, makes of each task; tasks are taken as workers get free."""
        ...


@contextmanager
def workers(jobs: int = 1, scheduler: str | None = None) -> Iterator[Workers]:
    """This process alone for one job, a pool of processes for more, or the Dask cluster of ``scheduler``'s address.

    Raises BuildError where a cluster does not answer, or workers are lost.
    """
    if scheduler:
        from pipeline.run.cluster import cluster

        with cluster(scheduler) as connected:
            yield connected
    elif jobs > 1:
        pool = Pool(jobs)
        try:
            yield pool
        finally:
            pool.stop()
    else:
        yield Alone()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Alone:
    """This process."""

    def prepare(self) -> None:
        """As ``Workers`` says."""

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """As ``Workers`` says."""
        return map(function, tasks)


class Pool:
    """Processes of this machine, started at the first task."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        # Not fork: threads of libraries that are already loaded do not survive it.
        self._context = multiprocessing.get_context("spawn" if os.name == "nt" else "forkserver")
        if self._context.get_start_method() == "forkserver":
            self._context.set_forkserver_preload(_SHARED)
        self._executor: ProcessPoolExecutor | None = None
        self._others = set(multiprocessing.active_children())

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """As ``Workers`` says."""
        try:
            yield from in_order(lambda task: self._submit(function, task), tasks, lambda: 4 * self._jobs)
        except BrokenProcessPool as error:
            raise BuildError(
                "a worker process was killed, most likely for want of memory; build again with fewer --jobs: "
                "what was done is kept"
            ) from error

    def prepare(self) -> None:
        """As ``Workers`` says: the process from which the others are forked loads the modules meanwhile."""
        if self._context.get_start_method() == "forkserver":
            from multiprocessing import forkserver

            forkserver.ensure_running()

    def _submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self._jobs, mp_context=self._context, initializer=_die_at_once)
        return self._executor.submit(function, task)

    def stop(self) -> None:
        """End the processes, whatever they are doing: nothing that they hold is wanted any more."""
        if self._executor is None:
            return
        mine = set(multiprocessing.active_children()) - self._others
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in mine:
            process.terminate()
        for process in mine:
            process.join()


def _die_at_once() -> None:
    """An interrupt from the keyboard reaches workers too: they end without a word, the first process speaks."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def in_order(submit: Callable[[T], Any], tasks: Iterable[T], window: Callable[[], int]) -> Iterator[Any]:
    """Results in the order of the tasks, of which no more than ``window()`` are under way at once."""
    waiting: deque[Any] = deque()
    for task in tasks:
        waiting.append(submit(task))
        while len(waiting) >= window():
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
