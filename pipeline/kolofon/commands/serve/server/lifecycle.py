"""The server on this machine: its options, its address, its start and its end."""

import asyncio
import contextlib
import errno
import ipaddress
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette

from kolofon.commands.serve.server.access import Access, local_access, proxy_access, read_only_access
from kolofon.commands.serve.server.application import create
from kolofon.commands.serve.workspace.events import Events
from kolofon.commands.serve.workspace.workspace import Workspace
from kolofon.edition.project import Project
from kolofon.model.error import MachineError, UsageError

__all__ = ["PORT", "Options", "Server", "checked_host", "open_browser", "serve"]

PORT = 8425
"""The port where none is named, or the first of the next ones that is free."""

_PORTS = 100
"""How many ports are tried, from `PORT` on."""

_PATIENCE = 3
"""How many seconds a response may still take when the server ends; streams end at once."""

_LAST = 65535


@dataclass(frozen=True, slots=True)
class Options:
    """What is wanted of the server.

    `language` is that of the page that is open_browser, or empty.  `port` is None for the first that is free.  `proxy`
    is the origin of a reverse proxy, as https://kolofon.example.org, or empty.  With `browse` a browser is
    open_browser.
    """

    language: str = ""
    host: str = "127.0.0.1"
    port: int | None = None
    proxy: str = ""
    read_only: bool = False
    browse: bool = True


def serve(root: Path, options: Options, environment: Mapping[str, str], announce: Callable[[str], None]) -> None:
    """Serve the edition in a folder until a signal (SIGINT, SIGTERM) ends it.

    `announce` is called with the address, with the token, as soon as it can be open_browser.  Raises PipelineError if
    the edition cannot be read, UsageError for options that are not safe or name what is not there, and MachineError
    where no port is free.
    """
    host = checked_host(options)
    workspace = Workspace(root, environment, read_only=options.read_only, events=Events())
    language = _language(workspace.project, options.language)
    listener = _listener(host, options.port)
    with contextlib.closing(listener):
        access = _access(options, host, listener.getsockname()[1])
        address = access.address(language)

        def begun() -> None:
            announce(address)
            if options.browse:
                open_browser(access.single_use_address(language), environment)

        Server(create(workspace, access), listener, begun).run_until_stopped()


def _language(project: Project, wanted: str) -> str:
    """A language that the edition is translated into, by its tag; UsageError for any other; empty for an empty one."""
    if not wanted:
        return ""
    (tag,) = project.translations(project.chosen([wanted]))
    return tag


def checked_host(options: Options) -> str:
    """The address to listen at, an IPv6 one in brackets; UsageError for options that are not safe or not valid."""
    if options.proxy:
        _check_origin(options.proxy)
    if options.port is not None and not 0 < options.port <= _LAST:
        raise UsageError(f"--port {options.port}: there is no such port", hint=f"one from 1024 to {_LAST}, as {PORT}")
    name = options.host.strip("[]")
    try:
        address = ipaddress.ip_address("127.0.0.1" if name == "localhost" else name)
    except ValueError:
        hint = "for example --host 0.0.0.0, for every machine that reaches this one"
        raise UsageError(f"--host {options.host}: that is no address of a machine", hint=hint) from None
    if not (address.is_loopback or options.read_only or options.proxy):
        raise UsageError(
            f"--host {options.host}: other machines could change the edition, and no password keeps them out",
            hint="add --read-only, or --proxy https://kolofon.example.org with the address of a reverse proxy that asks"
            " people to log in",
        )
    return f"[{address}]" if address.version == 6 else str(address)  # noqa: PLR2004


def _check_origin(proxy: str) -> None:
    """UsageError if it is no origin as a browser writes it."""
    found = urlsplit(proxy)
    with contextlib.suppress(ValueError):  # a port that is no number
        _ = found.port
        if found.scheme in {"http", "https"} and found.hostname and proxy == f"{found.scheme}://{found.netloc}":
            host = found.netloc
            if host == host.lower() and host.isascii() and "@" not in host and not {*host} & {*"\\ \t"}:
                return
    hint = "what a browser shows before the first slash, as https://kolofon.example.org"
    raise UsageError(f"--proxy {proxy}: that is no origin", hint=hint)


def _access(options: Options, host: str, port: int) -> Access:
    if options.proxy:
        return proxy_access(port, options.proxy, read_only=options.read_only)
    if ipaddress.ip_address(host.strip("[]")).is_loopback:
        return local_access(port, read_only=options.read_only, host=host)
    return read_only_access(port, host)


def _listener(host: str, port: int | None) -> socket.socket:
    """A socket that is bound to an address; UsageError or MachineError if none can be."""
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    for number in range(PORT, PORT + _PORTS) if port is None else [port]:
        bound = socket.socket(family, socket.SOCK_STREAM)
        try:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((bare, number))
            bound.listen()  # two that may use an address again differ only here
        except OSError as problem:
            bound.close()
            if problem.errno == errno.EADDRINUSE and port is None:
                continue
            raise _unbound(problem, host, number) from None
        return bound
    raise MachineError(f"the ports from {PORT} to {PORT + _PORTS - 1} are all taken", hint="name another, with --port")


def _unbound(problem: OSError, host: str, port: int) -> UsageError:
    if problem.errno == errno.EADDRINUSE:
        hint = "another program has it; without --port, the next free one is used"
        return UsageError(f"--port {port}: it is taken", hint=hint)
    if problem.errno == errno.EADDRNOTAVAIL:
        return UsageError(f"--host {host}: this machine has no such address", hint="127.0.0.1 is this machine itself")
    return UsageError(f"--port {port}: it cannot be used: {problem.strerror}", hint="one from 1024 on needs no rights")


class Server(uvicorn.Server):
    """Uvicorn without logs, which ends its streams at its shutdown, and which a signal ends without an error.

    `begun` is called in a thread, once it answers at the socket.
    """

    def __init__(self, application: Starlette, listener: socket.socket, begun: Callable[[], object]) -> None:
        super().__init__(
            uvicorn.Config(
                application,
                http="h11",
                loop="asyncio",
                ws="none",
                lifespan="on",
                log_config=None,
                log_level="critical",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=_PATIENCE,
            )
        )
        self._application = application
        self._listener = listener
        self._begun = begun

    def run_until_stopped(self) -> None:
        """Run until a signal comes, or `should_exit` is set."""
        self.run(sockets=[self._listener])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and call `begun`."""
        try:
            await super().startup(sockets)
        except SystemExit:
            raise self._application.state.problem from None
        await asyncio.to_thread(self._begun)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin the shutdown, and end."""
        self._application.state.shutdown.begin()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let a signal set `should_exit`; otherwise Uvicorn raises it again, and the program ends as if killed."""
        if current_thread() is not main_thread():  # only the main thread gets signals
            yield
            return

        def end(_: int, __: FrameType | None) -> None:
            self.force_exit = self.should_exit  # the second does not wait
            self.should_exit = True

        before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def open_browser(address: str, environment: Mapping[str, str]) -> bool:
    """Open an address in a browser that has a window of its own; whether there is one."""
    windows = sys.platform != "linux" or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if not windows and not environment.get("BROWSER"):
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if type(browser) is webbrowser.GenericBrowser:  # it would take the terminal, and the server wait for it
        return False
    return browser.open(address)
