"""A cluster with the interface of a pool of processes: tasks in, results in their order."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kolofon.edition.cluster.dispatch import Dispatch, refusal
from kolofon.edition.cluster.probe import PATIENCE, probe
from kolofon.edition.cluster.versions import difference, versions
from kolofon.model.error import MachineError

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Cluster"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of the scheduler at an address, `tcp://HOST:PORT`; `tell` gets a line on what is being done."""

    address: str
    tell: Callable[[str], None] = lambda _: None

    def check(self) -> None:
        """Raise what `map` would raise because of the address, the scheduler or its workers.

        UsageError if it is no address; MachineError if `distributed` is not installed, if no scheduler answers there
        or no worker joins it within twenty seconds, or if a worker would make other bytes than this machine.
        """
        with self._connected():
            pass

    def map(
        self,
        work: Callable[[_Task], _Result],
        tasks: Sequence[_Task],
        named: Callable[[_Task], str] = str,
    ) -> list[_Result]:
        """The results of the tasks, in their order; `named` returns the description of a task that `tell` gets.

        A task is pickled when its turn comes, with `work`, a function of a module, so it has to hold all that it needs.
        An exception of a task is raised here, that of the first task if there are several.  If a worker dies, `tell`
        reports it and the task is tried once more; MachineError if that worker dies as well.  Whatever ends this call,
        Ctrl+C too, takes back what no worker has begun.  Errors as in `check`.
        """
        if not tasks:
            return []
        with self._connected() as client:
            return Dispatch(client, self.tell, work, tasks, named).results()

    @contextmanager
    def _connected(self) -> Iterator["Client"]:
        try:
            import dask  # noqa: PLC0415  of kolofon[cluster]
            from distributed import Client, Security  # noqa: PLC0415  as above
        except ImportError:
            hint = "to install it: python -m pip install 'kolofon[cluster]'"
            raise MachineError("a scheduler needs Dask's distributed, which is not installed", hint=hint) from None
        probe(self.address)
        security = Security()
        if self.address.startswith("tls:") and not security.get_connection_args("client")["ssl_context"]:
            hint = "name them in Dask's configuration: distributed.comm.tls, or DASK_DISTRIBUTED__COMM__TLS__CA_FILE…"
            raise MachineError(f"{self.address} needs certificates", hint=hint)
        # A task is a whole book.  Dask warns of what is large, in case it was meant to be data for many tasks.
        with _without_dask_logs(), dask.config.set({"distributed.admin.large-graph-warning-threshold": "1TiB"}):
            try:
                client = Client(self.address.rstrip("/"), timeout=PATIENCE, set_as_default=False, security=security)
            except OSError as problem:
                said = " ".join(str(problem).split())
                raise MachineError(f"no scheduler answers at {self.address}: {said}") from None
            try:
                self._refuse_others(client)
                yield client
            finally:
                with suppress(OSError):
                    client.close(timeout=PATIENCE)

    def _refuse_others(self, client: "Client") -> None:
        """Raise MachineError if there is no worker, or one that would make other bytes than this machine."""
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except OSError:
            hint = f"start one: dask worker {self.address} --nworkers -1 --nthreads 1"
            raise MachineError(f"no worker has joined the scheduler at {self.address}", hint=hint) from None
        for worker, there in sorted(client.run(versions, on_error="return").items()):
            if isinstance(there, Exception):
                said = " ".join(f"{type(there).__name__}: {there}".split())
                raise refusal(worker, f"cannot tell what it has ({said})")
            if amiss := difference(versions(), there):
                raise refusal(worker, f"would make other bytes: {amiss}")


@contextmanager
def _without_dask_logs() -> Iterator[None]:
    """Do not print what `distributed` logs when a connection ends: `Dispatch` reports or raises what counts."""
    before = logging.root.manager.disable
    logging.disable()  # Dask gives several of its loggers levels and handlers of their own
    try:
        yield
    finally:
        logging.disable(before)
