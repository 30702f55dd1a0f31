"""The press beside its peers, on a real book: `python -m tests.bench.peers [--rounds N] [--pdf] [FOLDER]`.

FOLDER is an edition, or a folder of Markdown files; without one it is the manual of npm, which the tests bring.  Each
row is a job, done in turns by the press and by a peer that is found on the PATH (msgmerge, po4a, pofilter, pandoc,
typst) or beside the press (WeasyPrint alone).  The medians are printed as a table in Markdown: seconds of the
processor, seconds on the wall, mebibytes at the peak, and how many times as fast as the peer the press is, beside the
goal.  With --pdf, PDF files are made as well, which takes long.
"""

import argparse
import itertools
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.books import LANGUAGES, Book, kolofon, lengthy
from tests.bench.measure import Job, Taken, alternating
from tests.machine import ROOT

PRESS = (Path(sys.executable).with_name("kolofon"),)
HEAD = "| work | press: s, wall, MiB | peer | peer: s, wall, MiB | times as fast | goal |\n|---|---|---|---|---|---|"


class Row(NamedTuple):
    """A job, the press at it, a peer at it (None if there is none), the name of the peer, and the goal.

    The peer has to do its job `times` as often, as for so many languages.
    """

    work: str
    press: Job
    peer: Job | None
    name: str
    goal: str
    times: int = 1


class Bench:
    """The rows for one book, in a folder of its own; `source` is the book, None for the manual of npm."""

    def __init__(self, folder: Path, source: Path | None) -> None:
        self.folder = folder
        self.source = source
        self.marks = itertools.count(1)

    def book(self, name: str, languages: int) -> Book:
        """An edition in so many languages, kept as it is now."""
        book = Book(self.folder / name / "edition", self.source, LANGUAGES[:languages])
        book.keep()
        return book

    def press(self, book: Book, *arguments: str, before: Callable[[], object] = lambda: None) -> Job:
        """The press at work on a book."""
        return Job((*PRESS, *arguments), book.folder, before)

    def updates(self) -> Iterator[Row]:
        """Bringing catalogues up to a text that was edited, and to one that was not."""
        one, ten = self.book("one", 1), self.book("ten", 10)

        def edited(book: Book, share: float) -> Callable[[], None]:
            def before() -> None:
                book.restore()
                if share:
                    book.edit(share, next(self.marks))
                else:
                    book.edit_one(next(self.marks))

            return before

        for share, work, goal in ((0.05, "5 % edited", "3"), (0.0, "one file edited", "1")):
            msgmerge = self.msgmerge(one, edited(one, share), f"merge{share}")
            press = self.press(one, "update", before=edited(one, share))
            yield Row(f"`update`, 1 language, {work}", press, msgmerge, "msgmerge", goal)
        msgmerge = self.msgmerge(one, edited(one, 0.05), "merge10")
        yield Row(
            "`update`, 10 languages, 5 % edited",
            self.press(ten, "update", before=edited(ten, 0.05)),
            msgmerge,
            "msgmerge, 10 times",
            "8",
            10,
        )

        def cold() -> None:
            one.restore(cold=True)
            one.edit_one(next(self.marks))

        po4a = self.po4a(one)
        press = self.press(one, "update", before=edited(one, 0.0))
        yield Row("extract and update, one file edited", press, po4a, "po4a", "8")
        yield Row("extract and update, cold", self.press(one, "update", before=cold), po4a, "po4a", "2")

    def unchanged(self) -> Iterator[Row]:
        """Doing again what was done, with 20 languages."""
        book = self.book("twenty", 20)
        po4a = self.po4a(book, twice=True)
        for command in (["update"], ["check"], ["status"], ["build", "--draft", "--format", "text,markdown"]):
            named = f"`{' '.join(command)}`, nothing changed, 20 languages"
            job = self.press(book, *command)
            alternating([job], 2)  # the first may change something
            peer, name = (po4a, "po4a") if command == ["update"] else (None, "")
            yield Row(named, job, peer, name, "0.1 s")

    def reading(self) -> Iterator[Row]:
        """Checks and standings of one language."""
        book = self.book("check", 1)

        def saved() -> None:
            book.restore()
            path = book.catalogue("sq")
            path.write_text(
                path.read_text(encoding="utf-8").replace('msgstr "The ', f'msgstr "{next(self.marks)} The ', 1)
            )

        def cold() -> None:
            book.restore(cold=True)

        po = book.catalogue("sq")
        pofilter = _peer("pofilter", Job(("pofilter", "--progress=none", po, self.folder / "filtered.po"), self.folder))
        count = po.read_text(encoding="utf-8").count("\nmsgid ") - 1
        yield Row(f"`check`, {count} messages, cold", self.press(book, "check", before=cold), pofilter, "pofilter", "2")
        yield Row(
            f"`check`, {count} messages, one edited", self.press(book, "check", before=saved), pofilter, "pofilter", "2"
        )
        yield Row("`status`, cold", self.press(book, "status", before=cold), None, "", "")
        yield Row("`status`, one message edited", self.press(book, "status", before=saved), None, "", "0.3 s")
        nothing = Job((sys.executable, "-c", "pass"), self.folder)
        yield Row("`--help`", Job((*PRESS, "--help"), self.folder), nothing, "python -c pass", "0.1 s")

    def screens(self) -> Iterator[Row]:
        """An EPUB of the source language."""
        book = self.book("epub", 0)
        chapters = book.chapters()
        pandoc = _peer(
            "pandoc",
            Job(("pandoc", "--quiet", "--metadata", "title=x", "-o", self.folder / "x.epub", *chapters), self.folder),
        )
        command = ("build", "en", "--format", "epub", "--draft")

        def cold() -> None:
            book.restore(cold=True)

        def edited() -> None:
            book.restore()
            book.edit_one(next(self.marks))

        named = f"EPUB, {len(chapters)} files"
        yield Row(f"{named}, cold", self.press(book, *command, before=cold), pandoc, "pandoc", "1.2")
        yield Row(f"{named}, one file edited", self.press(book, *command, before=edited), pandoc, "pandoc", "7")

    def pages(self) -> Iterator[Row]:
        """A PDF of the source language, cold and after an edit."""
        book = self.book("pdf", 0)
        bare, command = self.folder / "bare", ("build", "en", "--format", "pdf", "--draft")

        def cold() -> None:
            book.restore(cold=True)

        def edited() -> None:
            book.restore()
            book.edit_one(next(self.marks))

        module = (sys.executable, "-m", "tests.bench.bare")
        alternating([Job((*module, "page", book.folder, "en", bare), ROOT)], 1)
        weasyprint = Job((*module, "set", bare, self.folder / "bare.pdf"), ROOT)
        yield Row("PDF, cold", self.press(book, *command, before=cold), weasyprint, "WeasyPrint alone", "1.5")
        source = self.folder / "book.typ"
        made = alternating([Job(("pandoc", "--quiet", "-s", "-o", source, *book.chapters()), self.folder)], 1)
        typst = _peer("typst", Job(("typst", "compile", source, self.folder / "typst.pdf"), self.folder))
        press = self.press(book, *command, before=edited)
        yield Row("PDF, one sentence edited", press, typst if isinstance(made[0], Taken) else None, "typst", "1")

    def growth(self) -> Iterator[Row]:
        """Books of any length, in short paragraphs and in one."""
        for sentences, paragraph in ((1_000, 5), (10_000, 5), (100_000, 5), (20_000, 20_000)):
            folder = lengthy(self.folder / f"long{sentences}", sentences, paragraph=paragraph)
            named = f"{sentences:,} sentences" + " in one paragraph" * (paragraph > sentences // 2)

            def before(folder: Path = folder) -> None:
                for name in ("locale", "output"):
                    shutil.rmtree(folder / name, ignore_errors=True)

            yield Row(f"`update`, {named}, cold", Job((*PRESS, "update", "sq"), folder, before), None, "", "linear")

    def msgmerge(self, book: Book, edit: Callable[[], None], name: str) -> Job | None:
        """Msgmerge on the catalogue as it was, and the template of the edited text."""
        edit()
        kolofon("--edition", str(book.folder), "update")
        old, new = self.folder / f"{name}.po", self.folder / f"{name}.pot"
        shutil.copy(book.template, new)
        book.restore()
        shutil.copy(book.catalogue("sq"), old)
        command = ("msgmerge", "--quiet", "--previous", "--no-wrap", "-o", self.folder / f"{name}.out.po", old, new)
        return _peer("msgmerge", Job(command, self.folder))

    def po4a(self, book: Book, *, twice: bool = False) -> Job | None:
        """po4a on the files of a book, in its languages; `twice`, so that it has done it all."""
        folder = self.folder / f"po4a-{book.folder.parent.name}"
        folder.mkdir(exist_ok=True)
        if not shutil.which("po4a"):
            return None
        languages = " ".join(book.languages)
        lines = [f"[po4a_langs] {languages}", "[po4a_paths] po/book.pot $lang:po/$lang.po"]
        for path in book.chapters():
            name = path.relative_to(book.folder / "source").as_posix().replace("/", "-")
            shutil.copy(path, folder / name)
            lines.append(f'[type: text] {name} $lang:$lang/{name} opt:"--option markdown"')
        (folder / "po4a.cfg").write_text("\n".join([*lines, ""]), encoding="utf-8")
        first = folder / next(path for path in sorted(folder.glob("*.md")))

        def edited() -> None:
            with first.open("a", encoding="utf-8") as file:
                file.write(f"\nOne sentence more, which is number {next(self.marks)}.\n")

        command = ("po4a", "--quiet", "--no-translations", "--msgmerge-opt", "--previous", "po4a.cfg")
        job = Job(command, folder, (lambda: None) if twice else edited)
        alternating([job], 2)
        return job


def _peer(program: str, job: Job) -> Job | None:
    return job if shutil.which(program) else None


def told(row: Row, rounds: int) -> str:
    """A row of the table."""
    jobs = [row.press, *([row.peer] if row.peer else [])]
    press, *others = alternating(jobs, rounds)
    peer = others[0] if others else f"there is no {row.name}" if row.name else "–"
    if isinstance(peer, Taken):
        peer = Taken(peer.processor * row.times, peer.wall * row.times, peer.memory)
    faster = f"{peer.processor / press.processor:.2f}" if isinstance(press, Taken) and isinstance(peer, Taken) else "–"
    return f"| {row.work} | {_said(press)} | {row.name or '–'} | {_said(peer)} | {faster} | {row.goal or '–'} |"


def _said(taken: Taken | str) -> str:
    if isinstance(taken, str):
        return taken.replace("|", "\\|")
    return f"{taken.processor:.2f}, {taken.wall:.2f}, {taken.memory:.0f}"


def machine() -> str:
    """The machine, in a line."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n")
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores ({model or platform.machine()}), {system}"


def main(arguments: Sequence[str]) -> None:
    """Measure, and print the table line by line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pdf", action="store_true", help="make PDF files as well")
    parser.add_argument("--only", default="", help="one of: updates unchanged reading screens pages growth")
    parser.add_argument("folder", nargs="?", type=Path, help="an edition, or a folder of Markdown files")
    options = parser.parse_args(arguments)
    for name in ("KOLOFON_CACHE", "SOURCE_DATE_EPOCH"):
        os.environ.pop(name, None)
    sys.stdout.write(f"{machine()}; medians of {options.rounds} rounds\n\n{HEAD}\n")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.folder)
        groups = [bench.updates, bench.unchanged, bench.reading, bench.screens, bench.growth]
        groups += [bench.pages] if options.pdf or options.only == "pages" else []
        for group in groups:
            if options.only in ("", group.__name__):
                for row in group():
                    sys.stdout.write(f"{told(row, options.rounds)}\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
