"""The addresses of the pages of books, of their style, their fonts and their pictures."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kolofon.commands.serve.book.style import font
from kolofon.commands.serve.book.view import picture_in
from kolofon.commands.serve.workspace.errors import NotFound
from kolofon.commands.serve.workspace.workspace import workspace_of

__all__ = ["POLICY", "routes"]

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
"""What the page of a part may load (Content Security Policy, Level 3): it has no script."""

_FOREVER = "private, max-age=31536000, immutable"
"""For a file whose name has its digest."""

_NOT_KEPT = "no-cache"
"""For one that a browser may keep, but has to validate each time."""


def _page(request: Request) -> Response:
    """The page of a part of a work in a language."""
    workspace, where = workspace_of(request), request.path_params
    with workspace.lock:
        content = workspace.book(where["language"], where["work"]).view.page(where["part"])
    if content is None:
        raise NotFound(f"there is no part {where['part']!r} in this book")
    return _answer(request, content, "application/xhtml+xml")


def _style(request: Request) -> Response:
    """The style sheet of a work in a language."""
    workspace, where = workspace_of(request), request.path_params
    with workspace.lock:
        content = workspace.book(where["language"], where["work"]).view.style()
    return _answer(request, content, "text/css")


def _font(request: Request) -> Response:
    """A font, by its name in a style sheet that was made before."""
    content = font(request.path_params["name"])
    if content is None:
        raise NotFound("there is no such font")
    return Response(content, media_type="font/otf", headers={"Cache-Control": _FOREVER})


def _picture(request: Request) -> Response:
    """A picture of a language, by its path below `source/`."""
    workspace, where = workspace_of(request), request.path_params
    if where["language"] not in workspace.languages:
        raise NotFound("there is no such language in this edition")
    found = picture_in(workspace.project.images(where["language"]), where["path"])
    if found is None or found.content is None:
        raise NotFound("there is no such picture")
    return _answer(request, found.content, found.media_type)


def _answer(request: Request, content: bytes, media_type: str) -> Response:
    """A file that a browser may keep, or that it has already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"Cache-Control": _NOT_KEPT, "ETag": tag, "Content-Security-Policy": POLICY}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


routes: list[BaseRoute] = [
    Route("/book/font/{name}", _font),
    Route("/book/{language}/picture/{path:path}", _picture),
    Route("/book/{language}/{work}/style.css", _style),
    Route("/book/{language}/{work}/{part}.xhtml", _page),
]
