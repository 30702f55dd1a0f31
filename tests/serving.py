"""A server of `kolofon serve` in a thread, and requests to it over real sockets."""

import contextlib
import http.client
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.later import access, application, server_module

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from kolofon.commands.serve.server.access import Access
    from kolofon.commands.serve.workspace.workspace import Workspace

__all__ = ["Answer", "Client", "serving", "workspace"]

PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers by their names in lower case, and the body."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Client:
    """A running server; a request has its cookie and the headers of its own page, unless other headers are passed."""

    port: int
    access: "Access"
    application: "Starlette"

    @property
    def own(self) -> dict[str, str]:
        """The headers of a request of its own page."""
        return {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"{self.access.cookie}={self.access.token}",
            "Sec-Fetch-Site": "same-origin",
        }

    @property
    def writing(self) -> dict[str, str]:
        """Those of a POST."""
        return {**self.own, "Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/json"}

    def __call__(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes | None = None,
    ) -> Answer:
        """Ask, with these headers and no others."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in (self.own if headers is None else headers).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            streams = found.get("content-type", "").startswith("text/event-stream")
            return Answer(answer.status, found, "" if streams else answer.read().decode(errors="replace"))

    def raw(self, content: bytes) -> bytes:
        """What comes back for some bytes, until the server closes the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(content)
            return b"".join(iter(lambda: connection.recv(65536), b""))


def workspace(root: Path, *, read_only: bool = False) -> "Workspace":
    """The workspace of an edition, without a store."""
    from kolofon.commands.serve.workspace.events import Events  # noqa: PLC0415
    from kolofon.commands.serve.workspace.workspace import Workspace  # noqa: PLC0415  it takes long to import

    return Workspace(root, {"KOLOFON_CACHE": ""}, read_only=read_only, events=Events())


@contextlib.contextmanager
def serving(root: Path, *, read_only: bool = False, who: "Access | None" = None) -> Iterator[Client]:
    """A server of the edition in a folder, until the block ends; `who` may ask, if not this machine."""
    with contextlib.closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port: int = listener.getsockname()[1]
        let_in = who or access.local_access(port, read_only=read_only)
        made = application.create(workspace(root, read_only=read_only), let_in)
        begun = threading.Event()
        server = server_module.Server(made, listener, begun.set)
        thread = threading.Thread(target=server.run_until_stopped, daemon=True)
        thread.start()
        try:
            assert begun.wait(PATIENCE)
            yield Client(port, let_in, made)
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive()
