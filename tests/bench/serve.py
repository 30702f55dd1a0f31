"""From Ctrl+Enter to the new words on the page, in `kolofon serve`, beside making the same by `kolofon build`.

`python -m tests.bench.serve [CHAPTERS]`: the first book, and one of so many chapters (100) of generated text.  What is
measured is the server: the request that saves a message and the one that fetches its part again; then a PDF that is
made again after a save, and one page of it as a picture.  The times are on the wall, medians of some rounds.
"""

import codecs
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from kolofon.catalogue.po import read_po, write_po
from kolofon.cli import COLLECT_AFTER
from kolofon.commands.serve.api import edition as api
from kolofon.commands.serve.book import routes as book
from kolofon.commands.serve.paper import routes as paper
from kolofon.commands.serve.workspace.workspace import Workspace
from tests import serve_client
from tests.bench.books import kolofon
from tests.bench.english import paragraphs
from tests.press import first_work, put

ROUNDS = 5
CHAPTERS = 100
WORDS = 2000
"""Of a chapter, at most."""
PARAGRAPHS = 15
"""Of a chapter."""


class Served:
    """A book of one work in Albanian, served."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = Workspace(folder, {})
        self.work = self.workspace.project.edition.works[0].name
        self.app = serve_client.application(self.workspace, [*api.routes, *book.routes, *paper.routes])
        self.place = f"/api/sq/{self.work}"
        self.number = 0
        opened = self.workspace.book("sq", self.work)
        self.messages = len(opened.messages)
        self.part = max(opened.view.parts, key=lambda part: len(part.keys))
        self.id = opened.ids[self.part.keys[len(self.part.keys) // 2]]

    def save(self) -> None:
        """Save a message in the middle of the longest part, in other words each time."""
        self.number += 1
        message: dict[str, Any] = serve_client.ask(self.app, f"{self.place}/messages/{self.id}").data
        words = f"{message['msgstrs'][0]} {self.number}"
        base = {"msgstrs": message["msgstrs"], "fuzzy": message["state"] == "fuzzy", "comment": message["comment"]}
        answer = serve_client.ask(self.app, f"{self.place}/messages/{self.id}", {"base": base, "msgstrs": [words]})
        assert answer.data["outcome"] == "saved", answer.content

    def page(self) -> None:
        """The part with the words that were saved last."""
        answer = serve_client.ask(self.app, f"/book/sq/{self.work}/{quote(self.part.id)}.xhtml")
        assert f" {self.number}</span>".encode() in answer.content

    def type(self) -> None:
        """What the proofreader says of words that are being typed."""
        answer = serve_client.ask(self.app, f"{self.place}/messages/{self.id}/check", {"msgstrs": ["Fjalë 12."]})
        assert answer.data["findings"]

    def pdf(self) -> None:
        """The PDF of what is saved, and a page of it as a picture."""
        place = f"/paper/sq/{self.work}"
        serve_client.ask(self.app, place, {})
        while (state := serve_client.ask(self.app, place).data)["state"] == "making":
            time.sleep(0.01)
        picture = serve_client.ask(self.app, f"{place}/3.png?width=800&revision={state['revision']}")
        assert picture.status == 200, (state, picture.content)


def seconds(do: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The median of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        before()
        began = time.perf_counter()
        do()
        taken.append(time.perf_counter() - began)
    return median(taken)


def built(folder: Path, formats: str) -> None:
    """What a translator would type instead."""
    command = [sys.executable, "-m", "kolofon", "--edition", str(folder), "build", "sq", "--draft", "--format", formats]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr


def measured(name: str, folder: Path) -> Iterator[str]:
    """The lines of the table for one book."""
    built(folder, "html,pdf")  # so that all is kept that was made before
    served = Served(folder)

    def saved() -> None:
        served.save()
        served.page()

    saved()
    served.type()
    served.pdf()
    screen, typed = seconds(saved), seconds(served.type)
    paper_ = seconds(served.pdf, served.save)
    html, pdf = (seconds(partial(built, folder, formats), served.save) for formats in ("html", "pdf"))
    yield f"{name}, {served.messages:,} messages"
    yield f"  saved, the words on the page   {screen:6.2f} s   {screen / html:5.2f} of a build of html ({html:.2f} s)"
    yield f"  saved, a page of the new PDF   {paper_:6.2f} s   {paper_ / pdf:5.2f} of a build of pdf ({pdf:.2f} s)"
    yield f"  findings while one types       {typed:6.3f} s"


def long_book(folder: Path, chapters: int) -> Path:
    """A book of chapters of generated text, translated into other letters, so that there is little to find in it."""
    source = folder / "text"
    source.mkdir()
    prose = paragraphs(chapters * WORDS)
    for number in range(1, chapters + 1):
        text = "\n\n".join(islice(prose, PARAGRAPHS))
        (source / f"{number:03}.md").write_text(f"# Chapter {number}\n\n{text}\n", encoding="utf-8")
    kolofon("init", str(folder / "long"), "--from", str(source), "--language", "sq")
    kolofon("--edition", str(folder / "long"), "update")
    (path,) = folder.glob("long/locale/sq/LC_MESSAGES/*.po")
    catalogue, _ = read_po(path.read_bytes(), path.name)
    entries = tuple(replace(entry, msgstrs=(codecs.encode(entry.msgid, "rot13"),)) for entry in catalogue.entries)
    path.write_bytes(write_po(replace(catalogue, entries=entries)))
    return folder / "long"


def main() -> None:
    """Print the table."""
    gc.set_threshold(*COLLECT_AFTER)  # as the program has it
    chapters = int(sys.argv[1]) if len(sys.argv) > 1 else CHAPTERS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = folder / "first"
        put(first, first_work())
        for title, place in (("The first book", first), (f"{chapters} chapters", long_book(folder, chapters))):
            for line in measured(title, place):
                print(line, flush=True)  # noqa: T201  it is what this is for


if __name__ == "__main__":
    main()
