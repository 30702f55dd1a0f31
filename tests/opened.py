"""An open message of `kolofon serve` in a browser, with a server that is made up in the page."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from tests.browser import PATIENCE, chromium, served
from tests.later import Browser, Page

__all__ = ["MESSAGE", "SOURCE", "bench", "opened", "tag", "until"]

WEB = Path(__file__).parent.parent / "pipeline/kolofon/commands/serve/web"
BENCH = Path(__file__).parent / "data/serve"


def tag(open_: str, close: str | None = None) -> dict[str, str | None]:
    """A tag of a message, as the server sends it."""
    return {"open": open_, "close": close, "kind": open_[1:].partition(" ")[0].rstrip("/>")}


SOURCE = {"tag": "en", "name": "English", "direction": "ltr"}

MESSAGE: dict[str, object] = {
    "id": "0123456789abcdef",
    "context": None,
    "msgid": 'The <em>fighting</em> in <a id="1">Tirana</a> began in 1944.<note id="1"/>',
    "msgstrs": ["Luftimet nisën."],
    "plural": None,
    "state": "translated",
    "merged": False,
    "reviews": [],
    "comment": "",
    "ignores": [],
    "clash": [],
    "others": [],
    "extracted": ["section 1", "before: It was autumn."],
    "references": ["source/book.md:12"],
    "previous": None,
    "findings": [],
    "parts": ["s1"],
    "tags": [tag("<em>", "</em>"), tag('<a id="1">', "</a>"), tag('<note id="1"/>')],
    "path": "locale/sq/LC_MESSAGES/book.po",
    "line": 40,
    "missing": False,
}


def until(page: Page, expression: str) -> None:
    """Waits until something is true.  The policy of the page forbids Playwright's own way of waiting."""
    while not page.evaluate(expression):
        page.wait_for_timeout(10)


@contextmanager
def bench(folder: Path) -> Iterator[tuple[Browser, str]]:
    """A browser, and the address of the page on which a message can be opened."""
    shutil.copytree(WEB, folder / "web", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(BENCH, folder, dirs_exist_ok=True)
    with served(folder, careful=True) as address, chromium() as browser:
        yield browser, f"{address}/bench.html"


@contextmanager
def opened(
    at: tuple[Browser, str],
    changes: Mapping[str, object] | None = None,
    *,
    direction: Literal["ltr", "rtl"] = "ltr",
    scheme: Literal["light", "dark"] = "light",
    size: tuple[int, int] = (700, 900),
    **options: object,
) -> Iterator[Page]:
    """The page with `MESSAGE` open, with some of it changed; no error may appear on its console."""
    browser, address = at
    context = browser.new_context(color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.goto(address)
    until(page, "window.bench?.ready")
    language = {"tag": "ar" if direction == "rtl" else "sq", "name": "", "direction": direction}
    message = {**MESSAGE, **(changes or {})}
    page.evaluate(
        "options => bench.open(options)",
        {"message": message, "language": language, "source": SOURCE, "readOnly": False, **options},
    )
    yield page
    context.close()
    assert not faults
