"""The addresses of the page itself: its shell, its scripts and style, and its words in a language."""

from collections.abc import Iterator, Mapping
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

import jinja2
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kolofon.commands.serve.words import LANGUAGE, interface_of, interface_words
from kolofon.language import language

__all__ = ["FILES", "interface_language", "routes"]

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def _listed(folder: Traversable, before: str = "") -> Iterator[tuple[str, str]]:
    """The files below a folder that have one of the types, by their paths from there, with their media types."""
    for path in folder.iterdir():
        if path.is_dir():
            yield from _listed(path, f"{before}{path.name}/")
        elif (ending := "." + path.name.rpartition(".")[2]) in _TYPES:
            yield before + path.name, _TYPES[ending]


FILES = dict(_listed(files("kolofon.commands.serve.web")))
"""The files of the page, by their paths in this folder, with their media types: those that are in the package at the
beginning.  A request is answered only if it names one of these paths, letter for letter."""

_COOKIE = "interface"
_YEAR = 365 * 24 * 60 * 60
_MOST = 16
"""How many languages of an Accept-Language are looked at."""


def _shell(request: Request) -> Response:
    """The page without what it shows, in the language of the request; that of `?interface=xx` is remembered."""
    wanted = request.query_params.get("interface", "")
    tag = interface_language(wanted, request.cookies.get(_COOKIE, ""), request.headers.get("accept-language", ""))
    page = _template().render(language=tag, direction=language(tag).direction, _=partial(_word, interface_words(tag)))
    answer = Response(page, media_type="text/html", headers={"Cache-Control": "no-store", "Vary": "Accept-Language"})
    if wanted and interface_of(wanted) == tag:
        answer.set_cookie(_COOKIE, tag, max_age=_YEAR, samesite="strict", httponly=True)
    return answer


def interface_language(wanted: str, remembered: str, accepted: str) -> str:
    """The language of the page: the first available of the one wanted, the one remembered, and those accepted.

    `accepted` is the value of Accept-Language (RFC 9110, 12.5.4); where nothing fits it is English.
    """
    for tag in (wanted, remembered, *_accepted(accepted)):
        found = interface_of(tag) if _plausible(tag) else None
        if found:
            return found
    return LANGUAGE


def _plausible(tag: str) -> bool:
    """Whether something that came with a request may be a tag at all."""
    return 0 < len(tag) <= 35 and tag.isascii() and tag.replace("-", "").isalnum()  # noqa: PLR2004  RFC 5646, 4.4.1


def _accepted(header: str) -> list[str]:
    weighed = []
    for item in header.split(",")[:_MOST]:
        tag, _, parameter = item.partition(";")
        weight = parameter.strip().removeprefix("q=")
        try:
            weighed.append((float(weight) if weight else 1.0, tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(weighed, key=lambda each: -each[0]) if weight > 0 and tag != "*"]


def _file(request: Request) -> Response:
    path = request.path_params["path"]
    if path not in FILES:
        return Response("There is no such file.\n", 404, media_type="text/plain")
    content, digest = _content(path)
    return _known(request, content, digest, FILES[path])


def _translated(request: Request) -> Response:
    wanted = request.path_params["tag"]
    tag = interface_of(wanted) if _plausible(wanted) else None
    if tag is None:
        return JSONResponse({"error": {"message": "There are no such words.", "place": "", "hint": ""}}, 404)
    direction = language(tag).direction
    return JSONResponse(
        {"language": tag, "direction": direction, "words": interface_words(tag)}, headers={"Cache-Control": "no-cache"}
    )


def _known(request: Request, content: bytes, digest: str, media_type: str) -> Response:
    """A file with its digest as ETag; status 304 if the browser has it already."""
    headers = {"ETag": f'"{digest}"', "Cache-Control": "no-cache"}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if headers["ETag"] in known:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


@cache
def _content(path: str) -> tuple[bytes, str]:
    content = files("kolofon.commands.serve.web").joinpath(path).read_bytes()
    return content, sha256(content).hexdigest()[:32]


@cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("kolofon.commands.serve", "web")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.get_template("index.html.jinja")


def _word(words: Mapping[str, str], msgid: str) -> str:
    return words.get(msgid, msgid)


routes: list[BaseRoute] = [
    Route("/", _shell),
    Route("/web/{path:path}", _file),
    Route("/words/{tag}.json", _translated),
]
"""The addresses of the page."""
