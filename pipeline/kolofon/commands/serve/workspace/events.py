"""Events for every open page: changes, faults, files that are being made.

They are Server-Sent Events (HTML, "Server-sent events").  A page that reads slowly gets fewer events and loses
nothing: the events that wait for it are merged into at most one `changed`, one `fault` and the last of each job.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress
from threading import Lock
from typing import Protocol

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

__all__ = ["EventPublisher", "Events", "routes"]

Data = Mapping[str, object]

_HEARTBEAT = 15.0
"""Seconds without an event after which a comment is sent: a proxy closes a connection that is silent."""
_RETRY = 1000
"""Milliseconds after which a browser whose connection has ended begins another."""
_REPLACED: Mapping[str, tuple[str, ...]] = {"job": ("id",), "paper": ("language", "work")}
"""The values of an event that, with its kind, say which earlier events it replaces."""


class EventPublisher(Protocol):
    """Publishes events to every open page."""

    def publish(self, kind: str, data: Data, /) -> None:
        """Send an event, from any thread."""


class Events:
    """Sends events to all listeners; `publish` and `close` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._listeners: set[_Listener] = set()
        self._fault: Data | None = None
        self._closed = False

    def publish(self, kind: str, data: Data) -> None:
        """Send an event to all listeners; its data are values that msgspec writes as JSON, or have a text."""
        with self._lock:
            if kind == "fault":
                self._fault = data
            for listener in self._listeners:
                listener.add(kind, data)

    def close(self) -> None:
        """End every stream at once, and those that are still to begin."""
        with self._lock:
            self._closed = True
            for listener in self._listeners:
                listener.end()

    @property
    def listeners(self) -> int:
        """The number of listeners."""
        return len(self._listeners)

    async def stream(self, revision: Callable[[], int], heartbeat: float = _HEARTBEAT) -> AsyncGenerator[bytes]:
        """The bytes of the stream for one page, until the end: the revision first, then the fault, or its end."""
        listener = _Listener(asyncio.get_running_loop())
        with self._lock:
            if self._closed:
                listener.end()
            self._listeners.add(listener)
        try:
            # Read only now, so that every later event reaches the listener.
            listener.add("hello", {"revision": revision()})
            if self._fault:  # an earlier stream of the page may have sent a fault that is mended now
                listener.add("fault", self._fault)
            yield b"retry: %d\n\n" % _RETRY
            while (events := await listener.next(heartbeat)) is not None:
                yield b"".join(_written(kind, data) for kind, data in events) or b":\n\n"
        finally:
            with self._lock:
                self._listeners.discard(listener)


class _Listener:
    """The queue of the events for one page."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._lock = Lock()
        self._awake = asyncio.Event()
        self._waiting: dict[tuple[object, ...], tuple[str, Data]] = {}
        self._ended = False

    def add(self, kind: str, data: Data) -> None:
        """Queue an event, in place of the earlier ones that it replaces; from any thread."""
        key = (kind, *(data.get(name) for name in _REPLACED.get(kind, ())))
        with self._lock:
            before = self._waiting.pop(key, None)
            self._waiting[key] = (kind, _joined(before[1], data) if before and kind == "changed" else data)
        self._wake()

    def end(self) -> None:
        """End the stream of the page; from any thread."""
        self._ended = True
        self._wake()

    async def next(self, most: float) -> list[tuple[str, Data]] | None:
        """The events since the last call, after at most so many seconds; None at the end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), most)
        if self._ended:
            return None
        with self._lock:
            self._awake.clear()
            events, self._waiting = self._waiting, {}
        return [*events.values()]

    def _wake(self) -> None:
        with suppress(RuntimeError):  # the loop has ended, and with it the listener
            self._loop.call_soon_threadsafe(self._awake.set)


def _joined(before: Data, data: Data) -> Data:
    """Two changes as one: with all their paths, and with all languages if one of them had all."""
    paths, languages = ([*_listed(before, name), *_listed(data, name)] for name in ("paths", "languages"))
    whole = before.get("languages") is None or data.get("languages") is None
    return {
        **data,
        "paths": [*dict.fromkeys(paths)],
        "languages": None if whole else [*dict.fromkeys(languages)],
        "source": bool(before.get("source") or data.get("source")),
    }


def _listed(data: Data, name: str) -> list[object]:
    found = data.get(name)
    return [*found] if isinstance(found, list | tuple) else []


def _written(kind: str, data: Data) -> bytes:
    # One line, in ASCII: the name of a file may be no Unicode.
    return f"event: {kind}\ndata: {json.dumps(msgspec.to_builtins(data, enc_hook=str))}\n\n".encode()


class _Workspace(Protocol):
    """The attributes of the workspace that are used here (`kolofon.commands.serve.workspace.workspace`)."""

    events: Events

    @property
    def revision(self) -> int:
        """The number of the last reading."""


class _Streamed(Response):
    """Sends a stream until it ends, or the client has gone."""

    media_type = "text/event-stream"

    def __init__(self, content: AsyncGenerator[bytes]) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is yielded, as it comes."""
        del scope
        sending = asyncio.ensure_future(self._send(send))
        gone = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait({sending, gone}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            for task in (sending, gone):
                task.cancel()
            await asyncio.gather(sending, gone, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async with aclosing(self._content) as pieces:
            async for piece in pieces:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stream(request: Request) -> Response:
    workspace: _Workspace = request.app.state.workspace
    return _Streamed(workspace.events.stream(lambda: workspace.revision))


routes: list[BaseRoute] = [Route("/events", _stream)]
