"""Who may ask `kolofon serve`, over real sockets: whatever is not our own page is refused, at every address."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import pytest

from tests.later import access, serve_languages
from tests.press import first_work, put
from tests.serving import Client, serving

if TYPE_CHECKING:
    from starlette.routing import Route

HINT = "open the address that kolofon serve printed"
NAMES = {"language": "sq", "work": "liberation-of-tirana", "part": "s1", "id": "0" * 16, "name": "x", "tag": "en"}
BODILESS = {"/api/{language}/{work}/update", "/paper/{language}/{work}"}
"""Where a POST says all by its address, and its body is not read."""
HOSTILE = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "%2E%2E%5C%2E%2E%5Cetc%5Cpasswd",
    "..%252f..%252fetc%252fpasswd",
    "..\\..\\etc\\passwd",
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "%00",
    "x%00.xhtml",
    "x%0d%0aSet-Cookie:%20a=b",
    "....//....//etc/passwd",
    "%c0%ae%c0%ae/etc/passwd",
    "file:///etc/passwd",
    "http://evil.example/",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "-rf",
    "x" * 5000,
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "%252e%252e%252fetc%252fpasswd",
    "%e0%80%ae%e0%80%ae/etc/passwd",
    "%uff0e%uff0e/etc/passwd",
    "%ef%bc%8e%ef%bc%8e/etc/passwd",
    "%ff%fe",
    "%ed%a0%80",
    "..;/..;/etc/passwd",
    "%20../etc/passwd",
    "C:%5Cwindows%5Cwin.ini",
    "~/.ssh/id_rsa",
    "edition.toml",
    "../locale/sq/glossary.po",
    "{{7*7}}",
    "$(id)",
    "'%20or%201=1",
)

HOSTS = (
    "127.0.0.1.evil.example:{port}",
    "127.0.0.1:1",
    "",
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1",
    "127.0.0.1:{port}@evil.example",
    "evil.example#127.0.0.1:{port}",
    "127.0.0.2:{port}",
    "0.0.0.0:{port}",
    "2130706433:{port}",
)
ORIGINS = (
    "http://evil.example",
    "null",
    "http://127.0.0.1:{port}.evil.example",
    "",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "https://127.0.0.1:{port}",
    "http://localhost:{port}",
    "http://127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}",
)
SITES = ("cross-site", "same-site", "unheard-of", "")


def few_and_others(few: Sequence[str], every: Sequence[str]) -> pytest.MarkDecorator:
    """Run a test with a `few` of many values; and with the `others`, which is slow, for it asks at every address."""
    others = [one for one in every if one not in few]
    assert len(others) == len(every) - len(few)
    return pytest.mark.parametrize(
        "some", [pytest.param(few, id="few"), pytest.param(others, id="others", marks=pytest.mark.slow)]
    )


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this project's edition, which all servers of this file share: none of them may change it."""
    root = tmp_path_factory.mktemp("edition")
    put(root, first_work())
    return root


@pytest.fixture(scope="module")
def asked(edition: Path) -> Iterator[Client]:
    """A server for people at this machine."""
    with serving(edition) as server:
        yield server


@pytest.fixture(scope="module")
def showing(edition: Path) -> Iterator[Client]:
    """One that only shows."""
    with serving(edition, read_only=True) as server:
        yield server


def routes(asked: Client) -> "list[Route]":
    """Every address of the server."""
    found = cast("list[Route]", asked.application.routes)  # it has no others
    assert len(found) > 12
    return found


def filled(address: str, other: Mapping[str, str] = MappingProxyType({})) -> str:
    """An address with a name for each of its parameters."""
    names = {**NAMES, **other}
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: names.get(found[1], "1"), address)


def every(asked: Client) -> list[tuple[str, str]]:
    """The method and the address of everything that can be asked."""
    return [(method, filled(route.path)) for route in routes(asked) for method in sorted(route.methods or ())]


def files(root: Path) -> dict[str, bytes]:
    """What the edition is."""
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# --- who may ask ------------------------------------------------------------------------------------------------------


def test_the_first_visit_gets_a_cookie_and_an_address_without_the_token(asked: Client) -> None:
    host = {"Host": f"127.0.0.1:{asked.port}"}
    answer = asked(f"/?token={asked.access.token}&interface=sq", host)
    assert (answer.status, answer.headers["location"]) == (303, "/?interface=sq")
    cookie = answer.headers["set-cookie"]
    assert cookie == f"kolofon-{asked.port}={asked.access.token}; HttpOnly; Path=/; SameSite=strict"
    assert asked("/api/edition", {**host, "Cookie": cookie.partition(";")[0]}).status == 200


def test_a_link_in_a_letter_leads_in_although_a_redirect_would_come_without_the_cookie(asked: Client) -> None:
    host = {"Host": f"localhost:{asked.port}", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    answer = asked(f"/?token={asked.access.token}&a=%22%3E&b=c", {**host, "Sec-Fetch-Dest": "document"})
    assert answer.status == 200
    assert "SameSite=strict" in answer.headers["set-cookie"]
    assert 'content="0; url=/?a=%22%3E&amp;b=c"' in answer.body
    assert asked.access.token not in answer.body
    assert asked(f"/?token={asked.access.token}", {**host, "Sec-Fetch-Dest": "iframe"}).status == 403


def test_an_address_for_a_browser_that_is_begun_lets_in_once(asked: Client) -> None:
    host = {"Host": f"127.0.0.1:{asked.port}"}
    first, other = (asked.access.single_use_address("sq").partition(str(asked.port))[2] for _ in range(2))
    assert first != other
    assert first.endswith("#/sq")
    assert asked.access.token not in first
    token = first.partition("=")[2].partition("#")[0]
    assert asked("/api/edition", {**host, "Cookie": f"{asked.access.cookie}={token}"}).status == 401
    answer = asked(first.partition("#")[0], host)
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert f"{asked.access.cookie}={asked.access.token};" in answer.headers["set-cookie"]
    again = asked(first.partition("#")[0], host)
    assert (again.status, "set-cookie" in again.headers) == (403, False)
    assert asked(other.partition("#")[0], host).status == 303


@pytest.mark.parametrize("token", ["", "wrong", "{}x", "ü", "%00", "{}&token=wrong"])
def test_a_wrong_token_lets_nobody_in(asked: Client, token: str) -> None:
    given = token.format(asked.access.token).encode("ascii", "backslashreplace").decode()
    for address in (f"/?token={given}", f"/api/edition?token={asked.access.token}", f"//?token={asked.access.token}"):
        answer = asked(address, {"Host": f"127.0.0.1:{asked.port}"})
        assert answer.status in {400, 401, 403}
        assert "set-cookie" not in answer.headers
        assert json.loads(answer.body)["error"]["hint"] == HINT


def test_nothing_is_answered_without_the_cookie_or_with_another(asked: Client, showing: Client) -> None:
    others = (
        "",
        f"{asked.access.cookie}=wrong",
        f"{asked.access.cookie}=",
        f"{showing.access.cookie}={showing.access.token}",
        f"{asked.access.cookie}={showing.access.token}",
        f"{showing.access.cookie}={asked.access.token}",
        f"kolofon={asked.access.token}",
        *(f"{asked.access.cookie}={beginning}" for beginning in (asked.access.token[:-1], asked.access.token[:1])),
    )
    for method, path in every(asked):
        for cookie in others:
            body = b"{}" if method == "POST" else None
            answer = asked(path, {**asked.writing, "Cookie": cookie}, method=method, body=body)
            assert answer.status == 401, (method, path, cookie)
            assert method == "HEAD" or json.loads(answer.body)["error"]["hint"] == HINT


@few_and_others(HOSTS[:3], HOSTS)
def test_a_name_that_is_not_ours_is_refused_whatever_else_is_right(asked: Client, some: Sequence[str]) -> None:
    for method, path in every(asked):
        for host in (name.format(port=asked.port) for name in some):
            answer = asked(path, {**asked.writing, "Host": host, "Origin": f"http://{host}"}, method=method)
            assert answer.status == 403, (method, path, host)
    for host in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert asked("/api/edition", {**asked.own, "Host": f"{host}:{asked.port}"}).status == 200


def test_two_hosts_or_none_are_refused(asked: Client) -> None:
    host, rest = f"Host: 127.0.0.1:{asked.port}\r\n", f"Cookie: {asked.own['Cookie']}\r\nConnection: close\r\n\r\n"
    for version, lines in (("1.1", host + "Host: evil.example\r\n"), ("1.1", ""), ("1.0", "")):
        answer = asked.raw(f"GET /api/edition HTTP/{version}\r\n{lines}{rest}".encode())
        assert answer.split(b" ")[1] in {b"400", b"403"}
    assert asked.raw(f"GET /api/edition HTTP/1.1\r\n{host}{rest}".encode()).split(b" ")[1] == b"200"
    absolute = asked.raw(f"GET http://evil.example/api/edition HTTP/1.1\r\n{host}{rest}".encode())
    assert absolute.split(b" ")[1] == b"400"


@few_and_others(ORIGINS[:3], ORIGINS)
def test_a_page_of_another_origin_can_neither_read_nor_write(asked: Client, some: Sequence[str]) -> None:
    for method, path in every(asked):
        body = b"{}" if method == "POST" else None
        for origin in (name.format(port=asked.port) for name in some):
            answer = asked(path, {**asked.writing, "Origin": origin}, method=method, body=body)
            assert answer.status == 403, (method, path, origin)
            assert not [name for name in answer.headers if name.startswith("access-control")]


@few_and_others(SITES[:1], SITES)
def test_another_site_can_neither_read_nor_write(asked: Client, some: Sequence[str]) -> None:
    for method, path in every(asked):
        body = b"{}" if method == "POST" else None
        for site in some:
            headers = {**asked.writing, "Sec-Fetch-Site": site}
            assert asked(path, headers, method=method, body=body).status == 403, (method, path, site)
            headers = {**headers, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
            assert asked(path, headers, method=method, body=body).status == 403, (method, path, site)


def test_who_writes_says_which_page_asks_and_sends_json(asked: Client) -> None:
    for path in [filled(route.path) for route in routes(asked) if "POST" in (route.methods or ())]:
        silent = {name: asked.writing[name] for name in ("Host", "Cookie", "Content-Type")}
        assert asked(path, silent, method="POST", body=b"{}").status == 403
        assert asked(path, {**silent, "Sec-Fetch-Site": "none"}, method="POST", body=b"{}").status == 403
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonx"):
            answer = asked(path, {**asked.writing, "Content-Type": kind}, method="POST", body=b"{}")
            assert answer.status == 415, (path, kind)


def test_no_other_method_is_answered(asked: Client) -> None:
    for path in {path for _, path in every(asked)}:
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get"):
            assert asked(path, asked.writing, method=method).status == 405, (method, path)


# --- what they may ask ------------------------------------------------------------------------------------------------


@few_and_others(HOSTILE[::6], HOSTILE)
def test_no_parameter_of_an_address_leads_anywhere(asked: Client, edition: Path, some: Sequence[str]) -> None:
    before = files(edition)
    for route in routes(asked):
        for name in re.findall(r"\{(\w+)", route.path):
            for evil in some:
                for method in (route.methods or set()) - {"HEAD"}:
                    body = b'{"msgstrs": ["x"]}' if method == "POST" else None
                    path = filled(route.path, {name: evil}).replace(" ", "%20")
                    answer = asked(path, asked.writing, method=method, body=body)
                    assert answer.status in {400, 404}, (method, path, answer)
                    assert "root:" not in answer.body
                    assert "Traceback" not in answer.body
                    assert answer.headers["content-type"].startswith(("application/json", "text/plain"))
    assert files(edition) == before


@pytest.mark.parametrize(
    "path",
    ["../x.png", "a/../x.png", "./x.png", "a//x.png", "a%5cx.png", "a\\x.png", "a%2fx.png", "x%00.png", "%2e%2e/x"],
)
def test_an_odd_path_is_refused_before_anything_looks_for_it(asked: Client, path: str) -> None:
    assert asked(f"/book/sq/picture/{path}").status == 400
    assert asked("/book/sq/picture/a.b/..x/x..png").status == 404


def test_what_is_sent_is_of_the_right_shape_and_size_or_refused_with_a_sentence(asked: Client, edition: Path) -> None:
    before = files(edition)
    wrong = (
        b"",
        b"{",
        b"null",
        b"[]",
        b"1",
        b'{"x": 1}',
        b"\xff",
        b'{"msgstrs": "x"}',
        b"[" * 100_000,
        b"\xef\xbb\xbf{}",
    )
    for route in [route for route in routes(asked) if "POST" in (route.methods or ())]:
        path = filled(route.path)
        for body in wrong if route.path not in BODILESS else ():
            answer = asked(path, asked.writing, method="POST", body=body)
            assert answer.status in {400, 404}, (path, body[:20], answer)
            assert json.loads(answer.body)["error"]["message"]
        huge = {**asked.writing, "Content-Length": str(1 << 40)}
        assert asked(path, huge, method="POST").status == 413
        large = {**asked.writing, "Content-Length": str((1 << 20) + 1)}
        assert asked(path, large, method="POST").status == 413
        chunk = b"%x\r\n%b\r\n" % (1 << 17, b" " * (1 << 17))
        head = "".join(f"{name}: {value}\r\n" for name, value in asked.writing.items())
        start = f"POST {path} HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n".encode()
        assert asked.raw(start + chunk * 9).split(b" ")[1] == b"413"
    assert files(edition) == before


def test_a_server_that_shows_lets_nobody_write(showing: Client, edition: Path) -> None:
    before = files(edition)
    posts = [filled(route.path) for route in routes(showing) if "POST" in (route.methods or ())]
    checks = [path for path in posts if path.endswith("/check")]
    assert len(checks) == 1
    for path in posts:
        answer = showing(path, showing.writing, method="POST", body=b'{"msgstrs": ["x"]}')
        assert answer.status == (404 if path in checks else 403), path
    odd = ("/api/languages/check", "/api/sq/x/make?/messages/0/check", f"{posts[0]}//check")
    for path in (*odd, f"{checks[0]}/more", f"/x{checks[0]}"):
        assert showing(path, showing.writing, method="POST", body=b"{}").status in {400, 403}
    assert showing("/api/edition").status == 200
    assert files(edition) == before


def test_every_answer_protects_the_page(asked: Client) -> None:
    answers = [asked(path, method=method) for method, path in every(asked) if method == "GET"]
    answers += [
        asked("/", {"Host": f"localhost:{asked.port}"}),
        asked("/x/../y"),
        asked("/nowhere"),
        asked("/api/edition", {"Host": "evil.example"}),
    ]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert not re.search(r"unsafe|\*|data:|https?:", policy)
        assert "frame-ancestors 'self'" in policy
        assert "server" not in answer.headers
        assert answer.headers["cache-control"]
        assert "public" not in answer.headers["cache-control"]


def test_a_fault_of_the_press_tells_the_page_nothing_of_this_machine(
    asked: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise ValueError("/home/ana/secret")

    monkeypatch.setattr(serve_languages, "rows", fail)
    answer = asked("/api/progress")
    assert answer.status == 500
    assert json.loads(answer.body)["error"]["message"] == "this is a fault of the press"
    assert "secret" not in answer.body
    assert ["secret" in line for line in caplog.messages] == [True]


def test_a_person_is_refused_by_a_sentence_that_says_the_mend(asked: Client) -> None:
    answer = asked("/", {"Host": f"127.0.0.1:{asked.port}", "Accept": "text/html,*/*"})
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.body == f"This browser has not been let in ({HINT}).\n"


# --- other machines ---------------------------------------------------------------------------------------------------


def test_other_machines_may_come_by_an_address_or_the_name_of_this_one(edition: Path) -> None:
    who = access.read_only_access(8425, "0.0.0.0")  # noqa: S104  it is the subject
    with serving(edition, read_only=True, who=who) as server:
        name = next(iter(sorted(who.hosts - {"localhost:8425"})))
        hosts = {"192.168.1.7:8425": 200, "[2001:db8::7]:8425": 200, "127.0.0.1:8425": 200, name: 200}
        bad = (
            "evil.example:8425",
            "192.168.1.7",
            "192.168.1.7:8426",
            "1.2.3.4.5:8425",
            "[evil]:8425",
            "[1.2.3.4]:8425",
        )
        for host, status in {**hosts, **dict.fromkeys(bad, 403)}.items():
            headers = {"Host": host, "Cookie": f"{who.cookie}={who.token}"}
            assert server("/api/edition", headers).status == status, host
            assert server("/api/edition", {"Host": host}).status == (401 if status == 200 else 403)
        post = {**server.own, "Host": "192.168.1.7:8425", "Content-Type": "application/json"}
        path = f"/api/sq/{NAMES['work']}/messages/{NAMES['id']}"
        assert server(path, post, method="POST", body=b"{}").status == 403


def test_behind_a_proxy_its_origin_is_the_only_one(edition: Path) -> None:
    who = access.proxy_access(8425, "https://kolofon.example.org")
    assert who.address() == f"https://kolofon.example.org/?token={who.token}"
    with serving(edition, who=who) as server:
        path, own = f"/api/sq/{NAMES['work']}/messages/{NAMES['id']}", f"{who.cookie}={who.token}"
        cases = [
            ("kolofon.example.org", "https://kolofon.example.org", 400),
            ("kolofon.example.org:443", "https://kolofon.example.org", 400),
            ("kolofon.example.org", "http://kolofon.example.org", 403),
            ("kolofon.example.org", "https://evil.example", 403),
            (f"127.0.0.1:{server.port}", "https://kolofon.example.org", 403),
            (f"127.0.0.1:{server.port}", f"http://127.0.0.1:{server.port}", 403),
        ]
        for host, origin, status in cases:
            headers = {"Host": host, "Origin": origin, "Cookie": own, "Content-Type": "application/json"}
            assert server(path, headers, method="POST", body=b"{}").status == status, (host, origin)
        answer = server(f"/?token={who.token}", {"Host": "kolofon.example.org"})
        assert "; Secure" in answer.headers["set-cookie"]
