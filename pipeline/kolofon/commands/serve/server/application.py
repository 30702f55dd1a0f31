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
from kolofon.commands.serve.api import finding, helping, languages
from kolofon.commands.serve.book import routes as book
from kolofon.commands.serve.desk import events
from kolofon.commands.serve.desk.desk import Desk
from kolofon.commands.serve.desk.refusals import BadRequest, NotFound
from kolofon.commands.serve.desk.watcher import Watcher
from kolofon.commands.serve.making import jobs as making
from kolofon.commands.serve.paper import routes as paper
from kolofon.commands.serve.server.access import Access, Guard
from kolofon.commands.serve.server.asking import BODY, body, failed, missed, refused, unforeseen
from kolofon.commands.serve.web import routes as web
from kolofon.model.error import PipelineError

__all__ = ["LARGEST", "BadRequest", "Companion", "Ending", "NotFound", "body", "companions", "create"]

LARGEST = 1 << 20
"""The size of the largest body of a request, in bytes."""


class Companion(Protocol):
    """What works beside the requests as long as the server runs."""

    def begin(self) -> None:
        """Begin; it may take a moment, and is called in a thread."""

    def end(self) -> None:
        """End, and leave nothing behind; called in a thread."""


def create(desk: Desk, access: Access) -> Starlette:
    """The application for an edition, to whom `access` lets in.

    Its `state` has the `desk`, the `access`, and the `ending` of its streams; its `problem` is why it could not begin.
    """
    ending = Ending()
    application = Starlette(
        routes=[route for room in _ROOMS for route in room.routes],
        middleware=[Middleware(Guard, access), Middleware(_Whole, ending)],
        exception_handlers={PipelineError: failed, HTTPException: missed},
        lifespan=_lifespan,
    )
    application.state.desk = desk
    application.state.access = access
    application.state.ending = ending
    application.state.companions = companions(desk)
    return application


def companions(desk: Desk) -> tuple[Companion, ...]:
    """What works beside the requests: the thread that watches the files."""
    return (Watcher(desk),)


@asynccontextmanager
async def _lifespan(application: Starlette) -> AsyncIterator[None]:
    begun: list[Companion] = []
    try:
        try:
            for companion in application.state.companions:
                await run_in_threadpool(companion.begin)
                begun.append(companion)
        except Exception as error:
            application.state.problem = error
            raise
        yield
    finally:
        for companion in reversed(begun):
            await run_in_threadpool(companion.end)
        for shop in (making.begun(application), paper.begun(application)):
            if shop is not None:
                await run_in_threadpool(shop.close)


_ROOMS = (web, languages, api, helping, finding, book, paper, making, events)


class Ending:
    """The end of the server, for which a stream that has none of its own would be waited for."""

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


class _Whole:
    """Every request has a whole body, and every request an answer, which may end before its stream does."""

    def __init__(self, app: ASGIApp, ending: Ending) -> None:
        self.app = app
        self.ending = ending

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, pass the request on, and answer what nobody did."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, sent = Request(scope), _Sent(send)
        content = await _content(request, receive)
        if content is None:
            await refused(request, 413, f"what is sent has to be smaller than {LARGEST} bytes")(scope, receive, send)
            return
        scope[BODY] = content
        try:
            await self.app(scope, self._until_the_end(content, receive), sent)
        except Exception as error:  # noqa: BLE001  the last catch
            answer = unforeseen(request, error)
            if not sent.begun:
                await answer(scope, receive, sent)
        if sent.begun and not sent.complete and self.ending.begun:
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _until_the_end(self, content: bytes, receive: Receive) -> Receive:
        """What gives the body, and says that the reader has gone when the server ends: by that a stream ends."""
        given = [{"type": "http.request", "body": content, "more_body": False}]

        async def receive_or_end() -> Message:
            if given:
                return given.pop()
            message, ended = asyncio.ensure_future(receive()), asyncio.ensure_future(self.ending.wait())
            try:
                await asyncio.wait({message, ended}, return_when=asyncio.FIRST_COMPLETED)
                return message.result() if message.done() else {"type": "http.disconnect"}
            finally:
                message.cancel()
                ended.cancel()

        return receive_or_end


class _Sent:
    """Sends an answer, and knows how far it is."""

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
