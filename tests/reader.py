"""A reading system at work: epub.js, from npm, in a browser."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser import served
from tests.later import Browser, Page
from tests.machine import npm_package

__all__ = ["Reader", "reading"]

_SCRIPTS = {"epubjs": "epub.min.js", "jszip": "jszip.min.js"}
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>epub.js</title>
<script src="jszip.min.js"></script><script src="epub.min.js"></script>
<style>body { margin: 0; background: #d8d3c8 }
#book { width: 1100px; height: 760px; margin: 20px auto; padding: 20px 40px; box-sizing: border-box }
#book { background: #fffdf8 }
</style></head>
<body><div id="book"></div><script>
const book = ePub("book.epub"), rendition = book.renderTo("book", {width: 1020, height: 720, spread: "always"});
</script></body></html>
"""


@dataclass(frozen=True, slots=True)
class Reader:
    """A book that is open; `complaints` are what the browser says of it."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str = "") -> None:
        """Show the place at an address, or the first page."""
        self.page.evaluate("address => rendition.display(address || undefined).then(() => null)", address)

    def turn(self) -> Iterator[tuple[str, str]]:
        """The place of each page, from the first to the last."""
        self.go()
        yield self.place()
        # At the end, epub.js stays where it is.
        while not self.page.evaluate("rendition.currentLocation().atEnd === true"):
            self.page.evaluate("rendition.next().then(() => null)")
            yield self.place()

    def place(self) -> tuple[str, str]:
        """The file that is shown, and the place in it (an EPUB canonical fragment identifier)."""
        file, place = self.page.evaluate("(({start}) => [start.href, start.cfi])(rendition.currentLocation())")
        return str(file), str(place)

    def spine(self) -> list[str]:
        """The files in reading order."""
        return list(self.page.evaluate("book.loaded.spine.then(spine => spine.items.map(item => item.href))"))

    def contents(self) -> list[tuple[str, str]]:
        """The entries of the table of contents, and where they lead."""
        found = self.page.evaluate(
            "book.loaded.navigation.then(told => told.toc.map(entry => [entry.label.trim(), entry.href]))"
        )
        return [(label, address) for label, address in found]

    def fonts(self) -> set[str]:
        """The fonts of the file that is shown; the test fails if one cannot be loaded."""
        (frame,) = self.page.frames[1:]
        faces = frame.evaluate("Promise.all([...document.fonts].map(font => font.load()))")
        assert faces
        return set(frame.evaluate("[...document.fonts].map(font => `${font.family} ${font.style} ${font.weight}`)"))


@contextmanager
def reading(browser: Browser, book: Path) -> Iterator[Reader]:
    """A book on its first page."""
    with TemporaryDirectory() as folder, served(Path(folder)) as address:
        shutil.copy(book, Path(folder, "book.epub"))
        for package, script in _SCRIPTS.items():
            shutil.copy(npm_package(package) / "dist" / script, folder)
        Path(folder, "index.html").write_text(_PAGE, encoding="utf-8")
        reader = Reader(browser.new_page(viewport={"width": 1160, "height": 800}))
        reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
        reader.page.goto(address)
        reader.go()
        yield reader
        reader.page.close()
