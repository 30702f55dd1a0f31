"""Data and errors → responses: JSON for a script, a sentence for a person who opened the address."""

import json
import logging
from collections.abc import Mapping

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kolofon.commands.serve.workspace.errors import NotFound, ReadOnly
from kolofon.model.error import PipelineError, UsageError

__all__ = ["error_response", "http_error_response", "json_response", "refusal", "unexpected_error_response"]

_STATUS = {NotFound: 404, ReadOnly: 403, UsageError: 400}
"""The status of a response by the error; that of every other PipelineError is 409: it is in the files."""

_faults = logging.getLogger("kolofon.commands.serve")


def json_response(data: object, headers: Mapping[str, str] | None = None) -> Response:
    """Data as JSON, in which the name of a file that is no UTF-8 has surrogates, as Python has them."""
    try:
        content = msgspec.json.encode(data)
    except UnicodeEncodeError:
        content = json.dumps(msgspec.to_builtins(data)).encode()
    return Response(content, headers=headers, media_type="application/json")


def error_response(request: Request, error: Exception) -> Response:
    """The response for a fault of the edition, or a mistake in the request (PipelineError)."""
    assert isinstance(error, PipelineError)  # noqa: S101  it is called for nothing else
    found = (status for kind, status in _STATUS.items() if isinstance(error, kind))
    return refusal(request, next(found, 409), error.message, hint=error.hint, place=str(error.place or ""))


def http_error_response(request: Request, error: Exception) -> Response:
    """The response to a request that no address of the server fits (HTTPException)."""
    assert isinstance(error, HTTPException)  # noqa: S101  it is called for nothing else
    messages = {404: "there is nothing at this address", 405: "this address is not asked in this way"}
    response = refusal(request, error.status_code, messages.get(error.status_code, error.detail))
    response.headers.update(error.headers or {})
    return response


def unexpected_error_response(request: Request, error: Exception) -> Response:
    """The response after an unexpected exception, which is logged as `kolofon.commands.serve`, in one line.

    The record has the exception as `fault`.
    """
    message = " ".join(f"{type(error).__name__}: {error}".split())
    _faults.error("kolofon: this is a fault of the press: %s", message, extra={"fault": error})
    hint = "what you typed is still here; the terminal in which it runs says more"
    return refusal(request, 500, "this is a fault of the press", hint=hint)


def refusal(request: Request, status: int, message: str, *, hint: str = "", place: str = "") -> Response:
    """A response that refuses a request: JSON for a script, and a sentence for a person who opened the address."""
    if "text/html" in request.headers.get("accept", ""):
        where, mend = f"{place}: " if place else "", f" ({hint})" if hint else ""
        sentence = f"{where}{message}{mend}"
        content = f"{sentence[0].upper()}{sentence[1:]}.\n".encode(errors="backslashreplace")
        return Response(content, status, media_type="text/plain; charset=utf-8")
    error = {"message": message, "place": place, "hint": hint}
    return Response(json.dumps({"error": error}), status, media_type="application/json")
