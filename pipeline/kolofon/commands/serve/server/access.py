"""Which requests are allowed, and what a page may do.

A page of another site can have a browser send us requests, and a host name that leads to this machine (DNS rebinding)
lets that page read the answers.  So a request needs a secret that other sites do not know, has to name this server as
the one it is for (Host), and, where it changes anything, has to come from a page of ours (Origin, or Sec-Fetch-Site).

Sources: RFC 6265bis (cookies), Fetch Metadata Request Headers, Content Security Policy Level 3.
"""

import ipaddress
import re
import secrets
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kolofon.commands.serve.server.responses import error_response, refusal
from kolofon.commands.serve.workspace.errors import ReadOnly

__all__ = ["POLICY", "Access", "Guard", "local_access", "proxy_access", "read_only_access"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""The Content-Security-Policy of every answer that has none of its own."""

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_DEFAULTS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}

_HINT = "open the address that kolofon serve printed"
_TYPE = "application/json"
_ODD = re.compile(r"[\x00-\x1f\x7f\\]|//|(?:^|/)\.{1,2}(?:/|$)")
_HIDDEN = re.compile(rb"%(?:2f|5c|00)", re.IGNORECASE)
_CHECK = re.compile(r"/api/[^/]+/[^/]+/messages/[^/]+/check")
_REDIRECT_PAGE = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Kolofon</title>'
    '<meta http-equiv="refresh" content="0; url=%s">'
)


def _secret() -> str:
    return secrets.token_urlsafe(32)


def _equal(given: str, secret: str) -> bool:
    return secrets.compare_digest(given.encode(errors="surrogatepass"), secret.encode())


@dataclass(frozen=True, slots=True)
class Access:
    """Access for those who know `token`, at one of `hosts` (Host in lower case, as `127.0.0.1:8425`).

    With `addresses`, the Host may be an address of any machine at `port` as well: no name leads anywhere else then.
    `origin` is that of a reverse proxy, or empty where pages come from the Host itself.  `start` is the address that
    a person opens, without the token.
    """

    port: int
    hosts: frozenset[str]
    start: str
    origin: str = ""
    addresses: bool = False
    read_only: bool = False
    token: str = field(default_factory=_secret, repr=False)
    _single_use_tokens: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers send a cookie to every port of a machine, and each server needs its own."""
        return f"kolofon-{self.port}"

    def address(self, language: str = "") -> str:
        """The address that a person opens first, with the token; the page reads the language behind the #."""
        return self._first(self.token, language)

    def single_use_address(self, language: str = "") -> str:
        """An address that is valid once, for starting a browser: other users of this machine can see its arguments."""
        passed = _secret()
        self._single_use_tokens.add(passed)
        return self._first(passed, language)

    def _first(self, token: str, language: str) -> str:
        return f"{self.start}/?token={token}{f'#/{language}' if language else ''}"

    def is_token(self, token: str) -> bool:
        """Whether it is the token, compared in a time that does not depend on where it differs."""
        return _equal(token, self.token)

    def admits(self, token: str) -> bool:
        """Whether the token in a first address is right; a single-use token is valid only this time."""
        passed = {known for known in tuple(self._single_use_tokens) if _equal(token, known)}
        self._single_use_tokens.difference_update(passed)
        return bool(passed) or self.is_token(token)

    def is_ours(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name = host.lower()
        return name in self.hosts or (self.addresses and _is_address(name, self.port))

    def is_origin(self, origin: str, host: str) -> bool:
        """Whether an Origin is that of our pages, at a Host that is ours."""
        return origin == (self.origin or f"http://{host.lower()}")


def local_access(port: int, *, read_only: bool = False, host: str = "127.0.0.1") -> Access:
    """Access from this machine alone."""
    hosts = _at(["127.0.0.1", "localhost", "[::1]", host], port)
    return Access(port, hosts, f"http://{_with_port(host, port)}", read_only=read_only)


def read_only_access(port: int, host: str) -> Access:
    """Access from other machines, which may only read.  `host` is the address that it listens at, as 0.0.0.0."""
    name = socket.gethostname().lower()
    every = host in {"0.0.0.0", "[::]"}  # noqa: S104  it is compared
    names = [name, name.partition(".")[0], f"{name.partition('.')[0]}.local", "localhost"]
    start = f"http://{_with_port(name if every else host, port)}"
    return Access(port, _at([*names, *([] if every else [host])], port), start, addresses=True, read_only=True)


def proxy_access(port: int, origin: str, *, read_only: bool = False) -> Access:
    """Access through a reverse proxy, at its origin, as `https://kolofon.example.org`."""
    scheme, _, host = origin.partition("://")
    usual = {"http": 80, "https": 443}[scheme]
    return Access(port, frozenset({host, f"{host}:{usual}"}), origin, origin=origin, read_only=read_only)


def _at(hosts: Iterable[str], port: int) -> frozenset[str]:
    return frozenset(_with_port(host, port) for host in hosts)


def _with_port(host: str, port: int) -> str:
    """What a browser writes into Host: the port of HTTP is left out."""
    return host.lower() if port == 80 else f"{host.lower()}:{port}"  # noqa: PLR2004  RFC 9110, 4.2.1


def _is_address(host: str, port: int) -> bool:
    ending = "" if port == 80 else f":{port}"  # noqa: PLR2004  as above
    name = host.removesuffix(ending)
    if not host.endswith(ending):
        return False
    try:
        _ = ipaddress.IPv6Address(name[1:-1]) if name[:1] + name[-1:] == "[]" else ipaddress.IPv4Address(name)
    except ValueError:
        return False
    return True


class Guard:
    """The first middleware: it refuses requests, and gives every answer the headers that protect a page."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def protect(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_ALWAYS)
                for name, value in _DEFAULTS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = _response_to(Request(scope), self.access)
        await (answer or self.app)(scope, receive, protect)


def _response_to(request: Request, access: Access) -> Response | None:
    """The response to a request that is refused, or that is a first visit; None for all others."""
    hosts = request.headers.getlist("host")
    if len(hosts) != 1 or not access.is_ours(hosts[0]):
        return refusal(request, 403, "this server is not known by that name", hint=_HINT)
    raw: bytes = request.scope.get("raw_path") or b""
    if _ODD.search(request.scope["path"]) or _HIDDEN.search(raw) or not request.scope["path"].startswith("/"):
        return refusal(request, 400, "there is no such address", hint=_HINT)
    if request.method not in {"GET", "HEAD", "POST"}:
        return refusal(request, 405, "this address is not asked in this way")
    query = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
    tokens = [value for name, value in query if name == "token"]
    first_visit = bool(tokens) and request.method == "GET" and request.scope["path"] == "/"
    if _from_elsewhere(request, access, hosts[0], first_visit=first_visit):
        return refusal(request, 403, "another site asked for this", hint=_HINT)
    if first_visit:
        rest = [(name, value) for name, value in query if name != "token"]
        return _first_response(request, access, tokens, f"/?{urlencode(rest)}" if rest else "/")
    if not any(access.is_token(value) for value in _cookies(request, access.cookie)):
        return refusal(request, 401, "this browser has not been let in", hint=_HINT)
    return _refused_post(request, access) if request.method == "POST" else None


def _from_elsewhere(request: Request, access: Access, host: str, *, first_visit: bool) -> bool:
    """Whether a page of another site, or of another port of this machine, had the browser send a request.

    A link to the first address may be anywhere, as in a letter.
    """
    if not all(access.is_origin(origin, host) for origin in request.headers.getlist("origin")):
        return True
    modes, kinds = (request.headers.getlist(f"sec-fetch-{name}") for name in ("mode", "dest"))
    if first_visit and modes == ["navigate"] and kinds == ["document"]:
        return False
    return not {"same-origin", "none"}.issuperset(request.headers.getlist("sec-fetch-site"))


def _first_response(request: Request, access: Access, tokens: list[str], address: str) -> Response:
    """The answer to the first visit: the cookie, and the address without the token, so that no history keeps it."""
    if not all([access.admits(token) for token in tokens]):  # noqa: C419  all are compared, whichever is wrong
        return refusal(request, 403, "the token in this address is not that of this server", hint=_HINT)
    answer: Response = RedirectResponse(address, status_code=303)
    if request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
        # A redirect would still come from the other site, and so without a SameSite=Strict cookie.
        answer = HTMLResponse(_REDIRECT_PAGE % address.replace("&", "&amp;"))
    secure = access.origin.startswith("https:")
    answer.set_cookie(access.cookie, access.token, path="/", secure=secure, httponly=True, samesite="strict")
    return answer


def _cookies(request: Request, wanted: str) -> list[str]:
    pairs = [pair.partition("=") for header in request.headers.getlist("cookie") for pair in header.split(";")]
    return [value.strip() for name, _, value in pairs if name.strip() == wanted]


def _refused_post(request: Request, access: Access) -> Response | None:
    """The refusal of a POST that our pages would not send, or that would write where nothing may be written."""
    if not request.headers.getlist("origin") and request.headers.getlist("sec-fetch-site") != ["same-origin"]:
        return refusal(request, 403, "it is not said which page asks for this", hint=_HINT)
    if [kind.partition(";")[0].strip().lower() for kind in request.headers.getlist("content-type")] != [_TYPE]:
        return refusal(request, 415, f"what is sent has to be {_TYPE}")
    if access.read_only and not _CHECK.fullmatch(request.scope["path"]):
        return error_response(request, ReadOnly())
    return None
