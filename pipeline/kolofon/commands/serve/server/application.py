"""The addresses of the server, and the function that answers each."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kolofon.commands.serve.api import edition as api
from kolofon.commands.serve.api import languages, search, suggestions
from kolofon.commands.serve.book import routes as book
from kolofon.commands.serve.jobs import queue as jobs
from kolofon.commands.serve.paper import routes as paper
from kolofon.commands.serve.server.access import Access, Guard
from kolofon.commands.serve.server.requests import BODY, body
from kolofon.commands.serve.server.responses import (
    error_response,
    http_error_response,
    refusal,
    unexpected_error_response,
)
from kolofon.commands.serve.web import routes as web
from kolofon.commands.serve.workspace import events
from kolofon.commands.serve.workspace.errors import BadRequest, NotFound
from kolofon.commands.serve.workspace.watcher import Watcher
from kolofon.commands.serve.workspace.workspace import Workspace
from kolofon.model.error import PipelineError

__all__ = ["LARGEST", "BackgroundTask", "BadRequest", "NotFound", "Shutdown", "background_tasks", "body", "create"]

LARGEST = 1 << 20
"""The size of the largest body of a request, in bytes."""


class BackgroundTask(Protocol):
    """A task that runs beside the requests as long as the server does."""

    def begin(self) -> None:
        """Begin; it may take a moment, and is called in a thread."""

    def end(self) -> None:
        """End, and leave nothing behind; called in a thread."""


def create(workspace: Workspace, access: Access) -> Starlette:
    """The application for an edition, for the people whom `access` lets in.

    Its `state` has the `workspace`, the `access` and the `shutdown`; its `problem` is the error that ended its start.
    """
    shutdown = Shutdown()
    application = Starlette(
        routes=[route for module in _ROUTE_MODULES for route in module.routes],
        middleware=[Middleware(Guard, access), Middleware(_WholeRequests, shutdown)],
        exception_handlers={PipelineError: error_response, HTTPException: http_error_response},
        lifespan=_lifespan,
    )
    application.state.workspace = workspace
    application.state.access = access
    application.state.shutdown = shutdown
    application.state.background_tasks = background_tasks(workspace)
    return application


def background_tasks(workspace: Workspace) -> tuple[BackgroundTask, ...]:
    """The tasks that run beside the requests: the thread that watches the files."""
    return (Watcher(workspace),)


@asynccontextmanager
async def _lifespan(application: Starlette) -> AsyncIterator[None]:
    begun: list[BackgroundTask] = []
    try:
        try:
            for task in application.state.background_tasks:
                await run_in_threadpool(task.begin)
                begun.append(task)
        except Exception as error:
            application.state.problem = error
            raise
        yield
    finally:
        for task in reversed(begun):
            await run_in_threadpool(task.end)
        for maker in (jobs.existing_queue(application), paper.existing_previews(application)):
            if maker is not None:
                await run_in_threadpool(maker.close)


_ROUTE_MODULES = (web, languages, api, suggestions, search, book, paper, jobs, events)


class Shutdown:
    """The shutdown of the server as an event, at which every stream ends; otherwise the server would wait for them."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def begin(self) -> None:
        """End all streams, now and from now on; called in the thread of the server."""
        self._event.set()

    @property
    def begun(self) -> bool:
        """Whether it has begun."""
        return self._event.is_set()

    async def wait(self) -> None:
        """Wait for it."""
        await self._event.wait()


class _WholeRequests:
    """Middleware: reads the whole body of a request, answers exceptions, and ends streams at the shutdown."""

    def __init__(self, app: ASGIApp, shutdown: Shutdown) -> None:
        self.app = app
        self.shutdown = shutdown

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, pass the request on, and answer an exception that nothing else did."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, sent = Request(scope), _Sent(send)
        content = await _content(request, receive)
        if content is None:
            await refusal(request, 413, f"what is sent has to be smaller than {LARGEST} bytes")(scope, receive, send)
            return
        scope[BODY] = content
        try:
            await self.app(scope, self._receive_until_shutdown(content, receive), sent)
        except Exception as error:  # noqa: BLE001  the last catch
            answer = unexpected_error_response(request, error)
            if not sent.begun:
                await answer(scope, receive, sent)
        if sent.begun and not sent.complete and self.shutdown.begun:
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _receive_until_shutdown(self, content: bytes, receive: Receive) -> Receive:
        """A `receive` that returns the body, and at the shutdown that the client has gone, by which a stream ends."""
        given = [{"type": "http.request", "body": content, "more_body": False}]

        async def receive_or_end() -> Message:
            if given:
                return given.pop()
            message, ended = asyncio.ensure_future(receive()), asyncio.ensure_future(self.shutdown.wait())
            try:
                await asyncio.wait({message, ended}, return_when=asyncio.FIRST_COMPLETED)
                return message.result() if message.done() else {"type": "http.disconnect"}
            finally:
                message.cancel()
                ended.cancel()

        return receive_or_end


class _Sent:
    """Sends a response, and records whether it has begun and is complete."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False
        self.complete = False

    async def __call__(self, message: Message) -> None:
        """Send the next piece."""
        self.begun = True
        self.complete = message["type"] == "http.response.body" and not message.get("more_body", False)
        await self._send(message)


async def _content(request: Request, receive: Receive) -> bytes | None:
    """The body of a request; None if it is too large."""
    if request.method != "POST":
        return b""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST:
        return None
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"".join(pieces)
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if size > LARGEST:
            return None
        if not message.get("more_body", False):
            return b"".join(pieces)
