"""What the functions behind the addresses have in common: the book that is asked for, and an answer."""

import json
from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from kolofon.commands.serve.desk.desk import desk_of
from kolofon.commands.serve.desk.open_book import OpenBook
from kolofon.commands.serve.desk.refusals import NotFound

__all__ = ["answer", "book_of", "known"]


def answer(data: object, headers: Mapping[str, str] | None = None) -> Response:
    """Data as JSON, in which the name of a file that is no UTF-8 has surrogates, as Python has them."""
    try:
        content = msgspec.json.encode(data)
    except UnicodeEncodeError:
        content = json.dumps(msgspec.to_builtins(data)).encode()
    return Response(content, headers=headers, media_type="application/json")


def book_of(request: Request) -> OpenBook:
    """The work and the language in the address; whoever asks holds the lock of the desk.  Errors as in `Desk.book`."""
    return desk_of(request).book(request.path_params["language"], request.path_params["work"])


def known(book: OpenBook, request: Request) -> str:
    """The id of a message in the address; NotFound if the text has no such message."""
    name: str = request.path_params["id"]
    if name not in book.messages:
        raise NotFound("the text has no such message")
    return name
