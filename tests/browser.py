"""A browser, and a server on this machine for what it is to show."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.later import Axe, Browser, Page, sync_playwright
from tests.machine import needs

__all__ = ["PATIENCE", "chromium", "said_by_axe", "served", "until"]

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

PATIENCE = 10 * 60 * 1000
"""Milliseconds: against what hangs, and not to measure anything; the machine may be busy with other things."""

_STEP = 25

POLICY = "default-src 'none'; font-src 'self'; img-src 'self'; script-src 'self'; style-src 'self'"
"""What a careful server lets a page do (Content Security Policy): use files of its own, and run no script within it."""


class _Silent(SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


class _Careful(_Silent):
    policy = POLICY


@contextmanager
def served(folder: Path, *, careful: bool = False) -> Iterator[str]:
    """The address at which a folder is, for as long as the context lasts."""
    handler = _Careful if careful else _Silent
    # A browser asks for it where a page names no icon.
    (folder / "favicon.ico").touch()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def until(page: Page, expression: str, arg: object = None) -> None:
    """Wait until a page answers with something true.

    Playwright's own `wait_for_function` evaluates text within the page, which a careful policy forbids.
    """
    for _ in range(PATIENCE // _STEP):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(_STEP)
    message = f"never true: {expression}"
    raise AssertionError(message)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own browser, without a window; whatever is waited for there has `PATIENCE`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs("chromium"), args=FLAGS, timeout=PATIENCE)
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
        yield browser
        browser.close()


def said_by_axe(page: Page, without: Sequence[str] = ()) -> list[str]:
    """What axe finds amiss on a page, by all of its rules but those named in `without`: the rule, the place, and why.

    It neither waits for the frames of the page nor gathers what is right, each of which takes as long as the search.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    rules = {rule: {"enabled": False} for rule in without}
    options = {"resultTypes": ["violations"], "iframes": False, "rules": rules}
    found = page.evaluate("(options) => axe.run(options)", options)
    assert found["passes"], "it has looked at nothing"
    return [
        f"{told['id']}: {node['target']}: {node['failureSummary']}"
        for told in found["violations"]
        for node in told["nodes"]
    ]
