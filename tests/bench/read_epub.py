"""Read an EPUB in epub.js, as a person would: `python -m tests.bench.read_epub BOOK.epub PACKAGES [PICTURE.png]`.

PACKAGES is a `node_modules` with epubjs and jszip (`npm install epubjs jszip`).  Pages are turned from the first to the
last, every entry of the contents is followed, and the fonts must be there; PICTURE is a screenshot of two pages.
Chromium, as for the tests.
"""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from tests.machine import needs

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>epub.js</title>
<script src="jszip.min.js"></script><script src="epub.min.js"></script>
<style>body { margin: 0; background: #d8d3c8 }
#book { width: 1100px; height: 760px; margin: 20px auto; padding: 20px 40px; box-sizing: border-box }
#book { background: #fffdf8 }
</style></head>
<body><div id="book"></div><script>
const book = ePub("book.epub"), rendition = book.renderTo("book", {width: 1020, height: 720, spread: "always"});
</script></body></html>
"""


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


def main(book: Path, packages: Path, picture: Path | None = None) -> None:
    """Read a book, and say what was seen."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy(book, Path(folder, "book.epub"))
        copy(packages / "epubjs/dist/epub.min.js", folder)
        copy(packages / "jszip/dist/jszip.min.js", folder)
        Path(folder, "index.html").write_text(PAGE)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=folder))
        Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=needs("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1160, "height": 800})
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        _read(page, picture)
        _say("complaints:", complaints or "none")
        browser.close()
        server.shutdown()


def _read(page: Page, picture: Path | None) -> None:
    page.evaluate("rendition.display().then(() => null)")
    _say("title:", page.evaluate("book.loaded.metadata.then(told => told.title)"))
    turned = 0
    # At the end, epub.js stays where it is.
    while not page.evaluate("rendition.currentLocation().atEnd === true"):
        page.evaluate("rendition.next().then(() => null)")
        turned += 1
    _say("pages turned:", turned)
    entries = page.evaluate(
        "book.loaded.navigation.then(told => told.toc.map(entry => [entry.label.trim(), entry.href]))"
    )
    for label, href in entries:
        page.evaluate("href => rendition.display(href).then(() => null)", href)
        shown = page.evaluate("rendition.currentLocation().start.href")
        _say("contents:", f"{label} → {shown}")
        assert shown == href.partition("#")[0]
    page.evaluate("href => rendition.display(href).then(() => null)", entries[0][1])
    fonts = page.frames[1].evaluate(
        "Array.from(document.fonts).map(font => `${font.family} ${font.style} ${font.status}`)"
    )
    _say("fonts:", ", ".join(fonts))
    if picture:
        page.screenshot(path=picture)


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
