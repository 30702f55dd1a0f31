"""Whether a scheduler answers at an address, before `distributed` speaks to it.

That waits in vain where another kind of server waits too, and takes the first bytes of a third kind for a length.
"""

import re
import socket
import time

from kolofon.model.error import MachineError, UsageError

__all__ = ["PATIENCE", "probe"]

PATIENCE = 20
"""Seconds to wait for a scheduler, or for a worker where there is none."""

_ADDRESS = re.compile(r"(tcp|tls)://([^\s/:@\[\]]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})/?")
_PORTS = 65_535
_LENGTH = 8
_GREETING = 1 << 20
"""How many bytes a greeting has at most."""


def probe(address: str) -> None:
    """Raise UsageError if this is no address of a scheduler, and MachineError if none answers there.

    By tcp, a scheduler greets whoever comes with a message, before which its length is, in eight bytes, the lowest
    first (`distributed.comm.tcp`).  By tls, it waits to be greeted.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or not 0 < int(found[3]) <= _PORTS:
        raise UsageError(f"{address!r} is no address of a scheduler", hint="as tcp://192.0.2.1:8786")
    try:
        with socket.create_connection((found[2].strip("[]"), int(found[3])), PATIENCE) as connection:
            if found[1] == "tcp" and not _greets(connection):
                raise MachineError(f"what answers at {address} is no scheduler", hint="see to the host and the port")
    except (OSError, UnicodeError) as problem:
        hint = "dask scheduler starts one, and dask worker what works for it; docs/speed.md tells how"
        said = getattr(problem, "strerror", None) or "it does not answer in time"
        raise MachineError(f"no scheduler answers at {address}: {said}", hint=hint) from None


def _greets(connection: socket.socket) -> bool:
    until, seen = time.monotonic() + PATIENCE, b""
    while len(seen) < _LENGTH:
        connection.settimeout(max(until - time.monotonic(), 0.001))
        more = connection.recv(_LENGTH - len(seen))
        if not more:
            return False
        seen += more
    return int.from_bytes(seen, "little") <= _GREETING
