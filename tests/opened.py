"""An open message of `kolofon serve` in a browser, with a server that is made up in the page."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from tests.browser import PATIENCE, chromium, served
from tests.later import Browser, Page

__all__ = ["MESSAGE", "SOURCE", "bench", "opened", "tag"]

WEB = Path(__file__).parent.parent / "pipeline/kolofon/serve/web"

PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Open message</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/web/desk.css"><link rel="stylesheet" href="/web/message.css">
<script type="module" src="/bench.js"></script></head>
<body><main id="host"><h1 class="hidden">Bench</h1><h2 class="hidden">Message</h2></main></body></html>
"""

SCRIPT = """\
import { OpenMessage } from "/web/message.js";
import { Refused } from "/web/api.js";
import { Field } from "/web/field.js";

const bench = { asked: [], moves: [], told: [], saved: [], findings: {}, help: { memory: [], terms: [] }, answer: null,
  refuse: null, hold: [], Refused };
window.bench = bench;
const api = {
  async get(path) { return bench.help; },
  async post(path, data) {
    bench.asked.push([path, structuredClone(data)]);
    if (path.endsWith("/check")) {
      if (bench.held) await new Promise((go) => bench.hold.push(go));
      return { findings: bench.findings[data.msgstrs[0]] ?? [] };
    }
    if (bench.refuse) throw new Refused(...bench.refuse);
    const state = data.fuzzy ? "fuzzy" : data.review ? "reviewed" : data.msgstrs.every(Boolean) ? "translated" : "untranslated";
    const message = { ...bench.now, msgstrs: data.msgstrs, comment: data.comment, ignores: data.ignores, state,
      reviews: data.review ? [{ name: data.review, day: "2026-11-30" }] : [], clash: [], others: [] };
    return { outcome: "saved", message, counts: {}, revision: 2, ...bench.answer };
  },
};
bench.open = ({ message, language, source, readOnly, help, name }) => {
  bench.help = help ?? bench.help;
  bench.name = name ?? null;
  document.querySelector("#host .message")?.remove();
  bench.message = new OpenMessage(document.getElementById("host"), { api, language, source, readOnly, path: "/api/x/book",
    translator: () => bench.name && { name: bench.name, email: "" }, onSaved: (result) => bench.saved.push(result),
    onMove: (step) => bench.moves.push(step), announce: (text) => bench.told.push(text) });
  bench.show(message);
};
bench.show = (message) => bench.message.show((bench.now = message));
bench.field = (value, slots, lines) => new Field({ language: { tag: "sq", name: "", direction: "ltr" }, label: "x", value,
  slots: new Set(slots), lines, breaks: false, readOnly: false, onChange: () => undefined });
bench.law = (value, slots) => {
  const field = bench.field("", slots, true);
  field.show(value);
  const copy = field.element.cloneNode(true);
  field.element.replaceChildren(...copy.childNodes);
  field.element.dispatchEvent(new InputEvent("input"));
  const read = field.value;
  field.replace("");
  field.undo();
  const again = field.value;
  field.end();
  return [read, again];
};
bench.ready = true;
"""


def tag(open_: str, close: str | None = None) -> dict[str, str | None]:
    """A tag of a message, as the server tells it."""
    return {"open": open_, "close": close, "kind": open_[1:].split(" ")[0].rstrip("/>")}


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


@contextmanager
def bench(folder: Path) -> Iterator[tuple[Browser, str]]:
    """A browser, and the address of the page on which a message can be opened."""
    shutil.copytree(WEB, folder / "web", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "bench.html").write_text(PAGE, encoding="utf-8")
    (folder / "bench.js").write_text(SCRIPT, encoding="utf-8")
    with served(folder, careful=True) as address, chromium() as browser:
        yield browser, f"{address}/bench.html"


@contextmanager
def opened(
    at: tuple[Browser, str],
    changes: dict[str, object] | None = None,
    *,
    direction: Literal["ltr", "rtl"] = "ltr",
    scheme: Literal["light", "dark"] = "light",
    size: tuple[int, int] = (700, 900),
    **options: object,
) -> Iterator[Page]:
    """The page with `MESSAGE` open, with some of it changed; no error may be told on its console."""
    browser, address = at
    context = browser.new_context(color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.goto(address)
    page.wait_for_function("window.bench?.ready")
    language = {"tag": "ar" if direction == "rtl" else "sq", "name": "", "direction": direction}
    message = {**MESSAGE, **(changes or {})}
    page.evaluate(
        "options => bench.open(options)",
        {"message": message, "language": language, "source": SOURCE, "readOnly": False, **options},
    )
    yield page
    context.close()
    assert not faults
