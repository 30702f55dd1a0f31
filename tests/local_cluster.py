"""A cluster on this machine, for the tests of pieces of work on the workers of a scheduler."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.machine import extra

if TYPE_CHECKING:
    from distributed import LocalCluster

__all__ = ["local_cluster"]


@contextmanager
def local_cluster(workers: int) -> Iterator["LocalCluster"]:
    """A scheduler in this process, and workers in processes of their own.

    Workers that die begin anew, so each is forked from a process that has imported what all of them need.
    """
    dask, distributed = extra("dask"), extra("distributed")
    with (
        dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"}),
        distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0") as found,
    ):
        yield found
