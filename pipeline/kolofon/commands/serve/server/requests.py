"""What a request has: its body as a value, and the book and the message in its address."""

from typing import TypeVar

import msgspec
from starlette.requests import Request

from kolofon.commands.serve.workspace.editable_book import EditableBook
from kolofon.commands.serve.workspace.errors import BadRequest, NotFound
from kolofon.commands.serve.workspace.workspace import workspace_of

__all__ = ["BODY", "RequestBody", "body", "book_of", "message_id_of"]

Kind = TypeVar("Kind")

BODY = "kolofon.body"
"""The key of the body in the scope of a request, as bytes."""


class RequestBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base class of the bodies of requests: `body` refuses other fields, and other types."""


def body(request: Request, kind: type[Kind]) -> Kind:
    """The JSON in the body of a request as a value of a type, usually a `RequestBody`; BadRequest if it does not fit.

    It does not wait, since the body is read before any function is called.
    """
    content: bytes = request.scope.get(BODY, b"")
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise BadRequest(f"what was sent cannot be read: {problem}", hint="load the page anew") from None


def book_of(request: Request) -> EditableBook:
    """The work and the language in the address; errors as in `Workspace.book`.  The caller holds its lock."""
    return workspace_of(request).book(request.path_params["language"], request.path_params["work"])


def message_id_of(request: Request, book: EditableBook) -> str:
    """The id of a message in the address; NotFound if the text has no such message."""
    name: str = request.path_params["id"]
    if name not in book.messages:
        raise NotFound("the text has no such message")
    return name
