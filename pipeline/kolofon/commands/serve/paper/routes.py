"""The addresses of the pages of the PDF, of their pictures and of their text."""

import threading
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kolofon.commands.serve.jobs.queue import check_exists
from kolofon.commands.serve.paper.picture_cache import PictureCache
from kolofon.commands.serve.paper.preview import Preview, PreviewPdf, Previews
from kolofon.commands.serve.paper.rectangles import sentence_places
from kolofon.commands.serve.paper.sentence_matcher import BookSentences, Printed
from kolofon.commands.serve.server.responses import json_response
from kolofon.commands.serve.workspace.errors import BadRequest, NotFound
from kolofon.commands.serve.workspace.workspace import Workspace, workspace_of

__all__ = ["LEAST", "MOST", "existing_previews", "previews_of", "routes"]

LEAST, MOST = 100, 2400
"""How many pixels wide a picture may be; another width gives the nearest of these."""
_USUAL = 1000
_HELD = 64 * 2**20
"""How many bytes of pictures are kept."""
_FOREVER = "private, max-age=31536000, immutable"
"""A picture whose address has its revision, which is a digest."""
_NOT_KEPT = "no-cache"
_DIGITS = 16

_CREATION = threading.Lock()
_PICTURES = PictureCache(_HELD)


def previews_of(request: Request) -> Previews:
    """The previews of the server that a request came to."""
    state = request.app.state
    with _CREATION:
        if not hasattr(state, "previews"):
            state.previews = Previews(workspace_of(request))
        previews: Previews = state.previews
        return previews


def existing_previews(application: Starlette) -> Previews | None:
    """The previews of a server, if they have been created, to be closed at the end."""
    with _CREATION:
        return getattr(application.state, "previews", None)


def _book_of(request: Request) -> tuple[str, str]:
    language, work = request.path_params["language"], request.path_params["work"]
    check_exists(workspace_of(request), language, work)
    return language, work


def _state(request: Request) -> Response:
    """The state of the PDF of a work in a language."""
    previews, (language, work) = previews_of(request), _book_of(request)
    preview = previews.of(language, work)
    if preview.state == "none" and workspace_of(request).read_only:
        preview = previews.begin(language, work)  # where no POST is allowed, the first GET queues it
    return _preview_response(request, preview)


def _begin(request: Request) -> Response:
    """Queue the PDF to be made again."""
    return _preview_response(request, previews_of(request).begin(*_book_of(request)))


def _preview_response(request: Request, preview: Preview) -> Response:
    data = preview.data() | {"parts": {}}
    made = previews_of(request).pdf(preview.language, preview.work, None)
    if made is not None:
        data["parts"] = _first_pages(workspace_of(request), preview, made)
    return json_response(data, {"Cache-Control": _NOT_KEPT})


def _first_pages(workspace: Workspace, preview: Preview, made: PreviewPdf) -> dict[str, int]:
    """The number of the page that each part begins on."""
    with workspace.lock:
        if preview.language == workspace.project.edition.source_language:
            return made.pages.names
        parts = [part.id for part in workspace.book(preview.language, preview.work).view.parts]
    return {id_: made.pages.names[id_] for id_ in parts if id_ in made.pages.names}


def _number(request: Request, name: str) -> int | None:
    """A number of the address; None if there is none of this name, BadRequest if it is no number."""
    value = request.query_params.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= _DIGITS):
        raise BadRequest(f"{name} is no number: {value[:20]!r}")
    return int(value)


def _page_of(request: Request) -> tuple[PreviewPdf, int]:
    """The PDF and the page in the address; NotFound if there is no such page, or no such revision any more."""
    language, work = _book_of(request)
    made = previews_of(request).pdf(language, work, _number(request, "revision"))
    value: str = request.path_params["page"]
    page = int(value) if value.isascii() and value.isdecimal() and len(value) <= _DIGITS else 0
    if made is None or not 1 <= page <= len(made.pages.sizes):
        raise NotFound("there is no such page any more", hint="ask for the state of the pages again")
    return made, page


def _picture(request: Request) -> Response:
    """A page as a picture."""
    made, page = _page_of(request)
    width_wanted = _number(request, "width")
    width = min(max(width_wanted if width_wanted is not None else _USUAL, LEAST), MOST)
    content = _PICTURES.get((made.revision, page, width), lambda: made.pages.picture(page, width))
    kept = _FOREVER if "revision" in request.query_params else _NOT_KEPT
    return Response(content, media_type="image/png", headers={"Cache-Control": kept})


def _text(request: Request) -> Response:
    """The sentences on a page, with their rectangles."""
    made, page = _page_of(request)
    language, work = _book_of(request)
    sentences = _sentences(workspace_of(request), language, work)
    beside = [number for number in (page - 1, page, page + 1) if 1 <= number <= len(made.pages.sizes)]
    found = sentence_places(sentences, [(number, made.pages.blocks(number)) for number in beside], page)
    return json_response({"text": found}, {"Cache-Control": _NOT_KEPT})


_LAST: dict[tuple[str, str], tuple[Sequence[Printed], BookSentences]] = {}
"""The sentences of the last books, with the values that they were made of."""
_BOOKS = 4


def _sentences(workspace: Workspace, language: str, work: str) -> BookSentences:
    with workspace.lock:
        if language == workspace.project.edition.source_language:
            return BookSentences(())  # it has no messages
        printed: Sequence[Printed] = workspace.book(language, work).view.printed
    last = _LAST.get((language, work))
    if last is None or last[0] is not printed:
        last = (printed, BookSentences(printed))
        while len(_LAST) >= _BOOKS:
            _LAST.pop(next(iter(_LAST)), None)
        _LAST[language, work] = last
    return last[1]


routes: list[BaseRoute] = [
    Route("/paper/{language}/{work}", _state),
    Route("/paper/{language}/{work}", _begin, methods=["POST"]),
    Route("/paper/{language}/{work}/{page}.png", _picture),
    Route("/paper/{language}/{work}/{page}.json", _text),
]
