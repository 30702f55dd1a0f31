"""The server of `kolofon serve`: its address, its beginning and its end."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kolofon.model.error import UsageError
from tests.later import Starlette, server_module
from tests.press import Press
from tests.serving import serving

PATIENCE = 600

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(press: Press) -> Iterator[Start]:
    """Starts `kolofon serve`, without a browser; what still runs at the end is ended."""
    running = list[subprocess.Popen[str]]()

    def begin(*options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "kolofon", "--edition", str(press.root), "serve", "--no-open", *options]
        environment = {"PATH": os.environ["PATH"], "HOME": "/nowhere"}
        process = subprocess.Popen(
            command, env=environment, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate(timeout=PATIENCE)


def address(process: subprocess.Popen[str]) -> str:
    """The line that it prints first."""
    assert process.stdout
    return process.stdout.readline().strip()


@contextlib.contextmanager
def asking(line: str, path: str | None = None, cookie: str = "") -> Iterator[http.client.HTTPResponse]:
    """The answer to the first visit of an address, or to another path there."""
    host, _, rest = line.removeprefix("http://").partition("/")
    with contextlib.closing(http.client.HTTPConnection(host, timeout=PATIENCE)) as connection:
        connection.request("GET", path or f"/{rest.partition('#')[0]}", headers={"Cookie": cookie})
        with connection.getresponse() as answer:
            yield answer


def status(line: str, cookie: str) -> int:
    """The status of an answer that needs a cookie."""
    with asking(line, "/api/edition", cookie) as answer:
        return answer.status


def visit(line: str) -> str:
    """The cookie of the first visit."""
    with asking(line) as answer:
        assert answer.status == 303
        return (answer.getheader("set-cookie") or "").partition(";")[0]


@contextlib.contextmanager
def taken(port: int) -> Iterator[None]:
    """Another program at a port."""
    with contextlib.closing(socket.socket()) as other:
        with contextlib.suppress(OSError):  # then somebody else has it
            other.bind(("127.0.0.1", port))
            other.listen()
        yield


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_quietly_with_open_pages(start: Start, press: Press, number: int) -> None:
    before = press.everything("locale")
    process = start("sq")
    line = address(process)
    assert line.endswith("#/sq")
    cookie = visit(line)
    with asking(line, "/events", cookie) as stream:
        assert stream.readline().startswith(b"retry: ")
        process.send_signal(number)
        assert b"hello" in stream.read()  # it was ended, and not cut off
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert out == ""
    assert err == "kolofon: open this address in a browser of this machine; Ctrl+C ends it\n"
    assert press.everything("locale") == before
    assert list(press.root.rglob(".*.kolofon")) == []


def test_what_is_being_made_ends_with_the_server(press: Press) -> None:
    ended: list[str] = []

    class Shop:
        def __init__(self, name: str) -> None:
            self.name = name

        def close(self) -> None:
            ended.append(self.name)

    with serving(press.root) as server:
        server.application.state.job_queue, server.application.state.previews = Shop("files"), Shop("pages")
        assert server("/api/edition").status == 200
        assert ended == []
    assert ended == ["files", "pages"]


def test_the_first_signal_lets_an_answer_be_finished_and_the_second_does_not_wait() -> None:
    with contextlib.closing(socket.socket()) as listener:
        server = server_module.Server(Starlette(), listener, list)
        with server.capture_signals():
            signal.raise_signal(signal.SIGINT)
            assert (server.should_exit, server.force_exit) == (True, False)
            signal.raise_signal(signal.SIGTERM)
            assert (server.should_exit, server.force_exit) == (True, True)


@pytest.mark.slow
def test_a_second_server_takes_the_next_port_and_has_a_cookie_of_its_own(start: Start) -> None:
    lines = [address(process) for process in (start(), start())]
    ports = [int(line.split(":")[2].partition("/")[0]) for line in lines]
    assert server_module.PORT <= min(ports) < max(ports)
    cookies = [visit(line) for line in lines]
    assert [cookie.partition("=")[0] for cookie in cookies] == [f"kolofon-{port}" for port in ports]
    for line, own, other in zip(lines, cookies, reversed(cookies), strict=True):
        assert status(line, f"{own}; {other}") == 200
        assert status(line, other) == 401


def test_a_port_that_is_named_and_taken_is_one_error(press: Press) -> None:
    with taken(server_module.PORT + 50):
        said = press("serve", "--no-open", "--port", str(server_module.PORT + 50))
    assert (said.code, said.out) == (2, "")
    hint = "another program has it; without --port, the next free one is used"
    assert said.err == f"kolofon: --port {server_module.PORT + 50}: it is taken ({hint})\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "0.0.0.0"], "--host 0.0.0.0: other machines could change the edition"),  # noqa: S104
        (["--host", "::"], "--host ::: other machines could change the edition"),
        (["--host", "192.0.2.1", "--read-only"], "--host 192.0.2.1: this machine has no such address"),
        (["--host", "example.org"], "--host example.org: that is no address of a machine"),
        (["--port", "65536"], "--port 65536: there is no such port"),
        (["--port", "0"], "argument --port: '0' is no number from 1 on"),
        (["--proxy", "kolofon.example.org"], "--proxy kolofon.example.org: that is no origin"),
        (["--proxy", "https://example.org/kolofon"], "--proxy https://example.org/kolofon: that is no origin"),
        (["--proxy", "https://a:b@example.org"], "--proxy https://a:b@example.org: that is no origin"),
        (["--proxy", "https://example.org:x"], "--proxy https://example.org:x: that is no origin"),
        (["--proxy", "ftp://example.org"], "--proxy ftp://example.org: that is no origin"),
        (["xx"], "xx"),
        (["en"], "en"),
    ],
)
def test_what_is_not_safe_or_not_there_is_one_error_with_its_mend(press: Press, options: list[str], said: str) -> None:
    told = press("serve", "--no-open", *options)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert told.err.startswith("kolofon: ")
    assert told.err.count("\n") == 1
    assert told.err.endswith(")\n")


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "watchfiles", "pypdfium2"])
def test_without_the_extra_the_command_that_installs_it_is_said(
    press: Press, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr("kolofon.cli.serve.find_spec", lambda name: None if name == missing else object())
    told = press("serve")
    hint = "pip install 'kolofon[serve]'; in a clone of the press: make setup"
    assert told.err == f"kolofon: kolofon serve needs {missing}, not installed ({hint})\n"
    assert told.code == 7


def test_an_edition_that_cannot_be_read_is_one_error(press: Press) -> None:
    press.path("source/edition.toml").write_text("[")
    told = press("serve", "--no-open")
    assert (told.code, told.out, told.err.count("\n")) == (3, "", 1)


def test_what_is_for_other_machines_only_shows_or_has_a_proxy() -> None:
    check = server_module.checked_host
    assert check(server_module.Options(host="0.0.0.0", read_only=True)) == "0.0.0.0"  # noqa: S104
    assert check(server_module.Options(host="[::]", proxy="https://kolofon.example.org:8443")) == "[::]"
    assert check(server_module.Options(host="localhost")) == "127.0.0.1"
    assert check(server_module.Options(host="::1")) == "[::1]"
    with pytest.raises(UsageError, match="no password"):
        check(server_module.Options(host="192.168.1.2"))


def test_no_browser_is_looked_for_where_there_is_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()

    class Window:
        def open(self, address: str) -> bool:
            asked.append(address)
            return True

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(webbrowser, "get", Window)
    assert not server_module.open_browser("http://127.0.0.1/", {})
    assert asked == []
    assert server_module.open_browser("http://127.0.0.1/", {"DISPLAY": ":0"})
    assert asked == ["http://127.0.0.1/"]


def test_a_fault_is_a_line_for_the_terminal_and_a_sentence_for_the_page(
    press: Press, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import logging  # noqa: PLC0415

    from kolofon.cli.serve import faults_printed  # noqa: PLC0415

    with faults_printed(press.root):
        try:
            raise ValueError("a\nb")  # noqa: TRY301
        except ValueError as error:
            logging.getLogger("kolofon.commands.serve").error("it failed", extra={"fault": error})  # noqa: TRY400
        logging.getLogger("kolofon.commands.serve").error("it \x1b[1m goes on")
    said = capsys.readouterr().err
    assert said.count("\n") == 2
    assert "this is a fault of the press: ValueError: a b (report it, with the file " in said
    assert "\x1b" not in said
    assert "Traceback" not in said
    del tmp_path
