"""Requests to `kolofon serve` without a network.  It comes into tests through `tests/later.py`."""

import asyncio
import atexit
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from unittest.mock import patch
from urllib.parse import unquote_to_bytes, urlsplit

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import Message

from kolofon.commands.serve.server.requests import BODY
from kolofon.commands.serve.server.responses import error_response
from kolofon.model.error import PipelineError

__all__ = ["Answer", "application", "ask"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def data(self) -> "dict[str, object]":
        """The JSON in it."""
        read: dict[str, object] = json.loads(self.content)
        return read


def application(workspace: object, routes: Sequence[BaseRoute]) -> Starlette:
    """An application with some routes over a workspace, which needs no token."""
    made = Starlette(routes=routes, exception_handlers={PipelineError: error_response})
    made.state.workspace = workspace
    return made


def ask(app: Starlette, address: str, sent: object = None) -> Answer:
    """Ask for an address, or send a value to it as JSON.  The path is sent as it is, with `..` and all.

    The request is answered in the thread that asks: for a thread of its own, most requests of the tests would take
    longer to begin than to answer.  Requests over real sockets (`tests/serving.py`) have threads as users have them.
    """
    with patch("anyio.to_thread.run_sync", _here):
        return _runner().run(_ask(app, address, sent))


@cache
def _runner() -> asyncio.Runner:
    """One event loop for all requests."""
    runner = asyncio.Runner()
    atexit.register(runner.close)
    return runner


async def _here(work: Callable[..., object], *arguments: object, **_: object) -> object:
    """Do here and now what would be done in another thread."""
    return work(*arguments)


async def _ask(app: Starlette, address: str, sent: object) -> Answer:
    path, _, query = address.partition("?")
    received: list[Message] = []
    waiting: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET" if sent is None else "POST",
        "scheme": "http",
        "path": unquote_to_bytes(path).decode(),
        "raw_path": urlsplit(path).path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        BODY: json.dumps(sent).encode(),
    }

    async def receive() -> Message:
        if waiting:
            return waiting.pop()
        await asyncio.Event().wait()  # whoever asks stays
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        received.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in received[0]["headers"]}
    content = b"".join(message.get("body", b"") for message in received[1:])
    return Answer(received[0]["status"], headers, content)
