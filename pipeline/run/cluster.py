"""The same map on an existing Dask cluster. Dask looks after workers that vanish: their tasks are done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.errors import BuildError
from pipeline.run import version
from pipeline.run.workers import in_order

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")
RETRIES = 3
TIMEOUT = 10
"""Seconds in which a scheduler must answer."""


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler has that address, such as ``tcp://127.0.0.1:8786``.

    Raises BuildError where Dask is not installed, nobody answers, or a worker has other code than this process.
    """
    try:
        client = _connect(address)
    except ImportError as error:
        raise BuildError("--scheduler needs Dask; pip install 'battle-claims[dask]'") from error
    except (OSError, TimeoutError, ValueError) as error:
        raise BuildError(f"{address}: no Dask scheduler answers ({error}); check the address") from error
    with client:
        _check_versions(client, address)
        yield Cluster(client, address)


def _connect(address: str) -> Client:
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port

    # A client that cannot read its address complains again, at length, when it is thrown away.
    get_address_host_port(address)
    made: Any = Client
    client: Client = made(address, timeout=TIMEOUT, set_as_default=False)
    return client


def _check_versions(client: Client, address: str) -> None:
    try:
        versions: dict[str, Any] = client.run(version_there, on_error="return")
    except Exception as error:
        raise BuildError(f"{address}: its workers do not answer ({error}); start them again") from error
    if not versions:
        raise BuildError(f"{address}: the scheduler has no workers; start some with: dask worker {address}")
    wrong = sorted(worker for worker, found in versions.items() if found != version_there())
    if wrong:
        raise BuildError(
            f"{wrong[0]}: this worker ({len(wrong)} of {len(versions)}) has not the same battle-claims, Python and "
            "libraries as this process, so its results could differ; install the same there"
        )


def version_there() -> str:
    """The version of the extractor where this function runs: a worker looks it up in its own code."""
    return version.extractor_version()


class Cluster:
    """The workers of a Dask cluster."""

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address

    def prepare(self) -> None:
        """As ``Workers`` says: a cluster runs."""

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """As ``Workers`` says. Raises BuildError where the cluster is lost."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        def submit(task: T) -> Any:
            # pure=False: equal tasks are no reason to hash megabytes; nothing is shared between them.
            return self._client.submit(function, task, pure=False, retries=RETRIES)

        try:
            yield from in_order(submit, tasks, self._window)
        except (KilledWorker, FutureCancelledError, OSError) as error:
            reason = " ".join(str(error).split())
            raise BuildError(
                f"{self._address}: the cluster was lost ({reason[:200]}); build again: what was done is kept"
            ) from error

    def _window(self) -> int:
        # What the client knows of its workers is brought up to date behind its back, so asking costs nothing.
        workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        return 4 * max(1, sum(int(worker["nthreads"]) for worker in workers))
