"""The body of a request → values; an error → a response, in JSON or as a sentence."""

import json
import logging
from typing import TypeVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kolofon.commands.serve.desk.refusals import BadRequest, NotFound, ReadOnly
from kolofon.model.error import PipelineError, UsageError

__all__ = ["BODY", "BadRequest", "NotFound", "Shape", "body", "failed", "missed", "refused", "unforeseen"]

Kind = TypeVar("Kind")

BODY = "kolofon.body"
"""Where the scope of a request has its body, as bytes."""

_STATUS = {NotFound: 404, ReadOnly: 403, UsageError: 400}
"""The status of an answer by the error; that of every other PipelineError is 409: it is in the files."""

_faults = logging.getLogger("kolofon.commands.serve")


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the body of a request holds, to derive from: `body` refuses every other field, and every other type."""


def body(request: Request, kind: type[Kind]) -> Kind:
    """The JSON in the body of a request as a value of a type, a `Shape` as a rule; BadRequest if it is no such thing.

    It does not wait, since the body has been read before any function is called.
    """
    content: bytes = request.scope.get(BODY, b"")
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise BadRequest(f"what was sent cannot be read: {problem}", hint="load the page anew") from None


def failed(request: Request, error: Exception) -> Response:
    """The answer where the edition has a fault, or the request a mistake (PipelineError)."""
    assert isinstance(error, PipelineError)  # noqa: S101  it is called for nothing else
    found = (status for kind, status in _STATUS.items() if isinstance(error, kind))
    return refused(request, next(found, 409), error.message, hint=error.hint, place=str(error.place or ""))


def missed(request: Request, error: Exception) -> Response:
    """The answer where no address of the server fits a request (HTTPException)."""
    assert isinstance(error, HTTPException)  # noqa: S101  it is called for nothing else
    said = {404: "there is nothing at this address", 405: "this address is not asked in this way"}
    answer = refused(request, error.status_code, said.get(error.status_code, error.detail))
    answer.headers.update(error.headers or {})
    return answer


def unforeseen(request: Request, error: Exception) -> Response:
    """The answer after an exception that nobody foresaw, which is logged as `kolofon.commands.serve`, in one line.

    The record has the exception as `fault`.
    """
    said = " ".join(f"{type(error).__name__}: {error}".split())
    _faults.error("kolofon: this is a fault of the press: %s", said, extra={"fault": error})
    hint = "what you typed is still here; the terminal in which it runs says more"
    return refused(request, 500, "this is a fault of the press", hint=hint)


def refused(request: Request, status: int, message: str, *, hint: str = "", place: str = "") -> Response:
    """A refusal: JSON for a script, and a sentence for a person who opened the address."""
    if "text/html" in request.headers.get("accept", ""):
        where, mend = f"{place}: " if place else "", f" ({hint})" if hint else ""
        sentence = f"{where}{message}{mend}"
        content = f"{sentence[0].upper()}{sentence[1:]}.\n".encode(errors="backslashreplace")
        return Response(content, status, media_type="text/plain; charset=utf-8")
    error = {"message": message, "place": place, "hint": hint}
    return Response(json.dumps({"error": error}), status, media_type="application/json")
