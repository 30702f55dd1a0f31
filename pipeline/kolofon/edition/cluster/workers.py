"""A cluster as a pool of processes is one: pieces in, results in their order."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kolofon.edition.cluster.dispatch import Dispatch, refusal
from kolofon.edition.cluster.likeness import different, likeness
from kolofon.edition.cluster.probe import PATIENCE, probe
from kolofon.model.error import MachineError

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Cluster"]

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of the scheduler at an address, `tcp://HOST:PORT`; `tell` is called with what is being done."""

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
        work: Callable[[_Piece], _Result],
        pieces: Sequence[_Piece],
        named: Callable[[_Piece], str] = str,
    ) -> list[_Result]:
        """The results of the pieces, in their order; `named` says what a piece is, for those who wait.

        A piece is pickled when its turn comes, with `work`, a function of a module: what it needs has to be in it.
        An error of a piece is raised here, that of the first piece if there are several.  When a worker dies, that is
        told, and what it was making is made once more; MachineError if that worker dies as well.  Whatever ends this
        call, Ctrl+C too, takes back what no worker has begun.  Errors as in `check`.
        """
        if not pieces:
            return []
        with self._connected() as client:
            return Dispatch(client, self.tell, work, pieces, named).results()

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
        # A piece is a whole book.  Dask warns of what is large, in case it was meant to be data for many tasks.
        with _unlogged(), dask.config.set({"distributed.admin.large-graph-warning-threshold": "1TiB"}):
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
        for worker, there in sorted(client.run(likeness, on_error="return").items()):
            if isinstance(there, Exception):
                said = " ".join(f"{type(there).__name__}: {there}".split())
                raise refusal(worker, f"cannot tell what it has ({said})")
            if amiss := different(likeness(), there):
                raise refusal(worker, f"would make other bytes: {amiss}")


@contextmanager
def _unlogged() -> Iterator[None]:
    """What `distributed` logs of connections that end is not printed: what counts is told, or raised."""
    before = logging.root.manager.disable
    logging.disable()  # Dask gives several of its loggers levels and handlers of their own
    try:
        yield
    finally:
        logging.disable(before)
