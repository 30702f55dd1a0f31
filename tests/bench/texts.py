"""Real books from their text to print and screen.

    python -m tests.bench.texts [--cache FOLDER] [--keep FOLDER] [--only NAME…]

Each book of `text_packages` is begun by `kolofon init`, translated into a pseudo-language, and made in both languages:
plain text, PDF, EPUB and site.  EPUBCheck reads the EPUBs.  The words of the text are counted by `text_words`, without
the press, and each that is oftener in the source than in the plain text and the findings is lost.  The table goes into
`docs/texts.md`, book by book; its rows, what is lost, and what the press said are kept in the cache.
"""

import argparse
import os
import platform
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import kolofon
from kolofon.catalogue.po import read_po
from kolofon.edition.pool import cores
from tests.bench.measure import Job, Taken, alternating
from tests.bench.text_packages import BOOKS, UnavailableError, WorkedOn, lay_out
from tests.bench.text_words import Counted, counted
from tests.epubs import said_by_epubcheck
from tests.later import pikepdf
from tests.machine import ROOT

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kolofon-texts"
PSEUDO = "xx"
_SEVERITIES = ("error", "warning", "note")


class Made(NamedTuple):
    """What became of a book: findings by their severity, pages in both languages, what EPUBCheck said of both EPUBs."""

    version: str
    files: int
    messages: int
    words: Counted
    findings: Sequence[int]
    taken: Sequence[Taken]
    pages: Sequence[int]
    epubcheck: Sequence[str]


class FailedError(Exception):
    """A command that did not succeed, and what it said last."""


class Press:
    """Runs the press in a folder, and keeps what it says in another."""

    def __init__(self, edition: Path, kept: Path) -> None:
        self.edition, self.kept = edition, kept
        self.taken: dict[str, Taken] = {}
        kept.mkdir(parents=True, exist_ok=True)

    def run(self, step: str, *arguments: str | Path) -> str:
        """What a command says.  Raises FailedError."""
        out = self.kept / step
        command: list[str | Path] = ["sh", "-c", 'out=$1; shift; exec "$@" >"$out" 2>&1', "sh", out]
        environment = {"KOLOFON_CACHE": str(self.edition / "output/.store")}
        where: list[str | Path] = [] if step == "init" else ["--edition", self.edition]
        job = Job([*command, sys.executable, "-m", "kolofon", *where, *arguments], ROOT, environment=environment)
        (taken,) = alternating([job], 1)
        said = out.read_text(encoding="utf-8")
        if isinstance(taken, str):
            lines = [line for line in said.splitlines() if ": note: " not in line and ": warning: " not in line]
            raise FailedError(f"{step}: {taken.partition(':')[0]}: {(lines or [''])[-1]}")
        self.taken[step] = taken
        return said


def made(book: WorkedOn, cache: Path, folder: Path) -> Made:
    """A book made in both languages.  Raises UnavailableError, FailedError."""
    text, version = lay_out(book, cache, folder / "in")
    edition = folder / book.name
    press = Press(edition, cache / "said" / book.name)
    begun = press.run("init", "init", edition, "--verbose", "--source-language", book.language, "--from", text)
    press.run("update", "update", "--pseudo", PSEUDO)
    both = (book.language, PSEUDO)
    told = press.run("text", "build", "--draft", "--verbose", "--format", "text", book.language)
    for formats in ("pdf", "epub,site"):
        press.run(formats, "build", "--draft", "--format", formats, *both)
    (template,) = (edition / "locale").glob("*.pot")
    catalogue, _ = read_po(template.read_bytes(), template.name)
    work = template.stem
    output = [edition / "output" / language for language in both]
    plain = (output[0] / f"{work}.txt").read_text(encoding="utf-8")
    words = counted(text, edition / "source", plain, begun, told)
    lost = [f"{times} {word}\n" + "".join(f"    {place}\n" for place in at) for word, times, at in words.lost]
    (cache / "said" / book.name / "lost").write_text("".join(lost), encoding="utf-8")
    pages: list[int] = []
    for path in output:
        with pikepdf.open(path / f"{work}.pdf") as pdf:
            pages.append(len(pdf.pages))
    return Made(
        version,
        words.files,
        len([entry for entry in catalogue.entries if entry.msgid and not entry.obsolete]),
        words,
        [len(re.findall(rf"(?m)^\S.*?: {severity}: ", told)) for severity in _SEVERITIES],
        list(press.taken.values()),
        pages,
        [said for path in output for said in said_by_epubcheck(path / f"{work}.epub")],
    )


def row(book: WorkedOn, done: Made) -> str:
    """A row of the table."""
    steps = [taken.wall for taken in done.taken]
    seconds = " | ".join(f"{sum(part):.1f}" for part in (steps[:2], steps[3:4], steps[4:]))
    memory = max(taken.memory for taken in done.taken)
    name = f"{book.package} {done.version}" if book.kind else f"`tests/data/{book.name.replace('-', '/')}`"
    findings = ", ".join(f"{count:,}" for count in done.findings)
    counts = f"{done.files} | {done.words.words:,} | {done.words.missing:,} | {done.messages:,} | {findings}"
    checked = "nothing" if not done.epubcheck else f"{len(done.epubcheck)}"
    pages = ", ".join(map(str, done.pages))
    return f"| {name} | {book.format} | {counts} | {seconds} | {memory:.0f} | {pages} | {checked} |"


_HEAD = (
    *("book", "format", "files", "words", "lost", "messages", "errors, warnings, notes"),
    *("begun: s", "PDF: s", "EPUB, site: s", "MiB", "pages", "EPUBCheck"),
)

_PAGE = """\
# Real books

Books as they are, out of packages of Debian, PyPI and npm, made by

    python -m tests.bench.texts

which writes this page. {when}, Kolofon {kolofon}, Python {python}, {machine}, {cores} cores that had other work too.

Each book is begun by `kolofon init --from`, a catalogue of a pseudo-language is filled by `kolofon update --pseudo xx`,
and both languages are made with `build --draft`: PDF, EPUB and the site. No text is mended, nothing is filled in.

{table}

* **files** are those of the text; what they include counts where it is a file of the text.
* **words** are those of the text, counted without the press: `tests/bench/text_words.py` takes off the markup by
  regular expressions (of EPUBs, by Python's parser of HTML), and counts runs of letters and of digits. **lost** are
  those that are oftener there than in the plain text that the press makes and in what it says with `--verbose`, whose
  findings name what is not printed. Words are compared by their number in the whole book: one in the wrong place is
  not seen.
* **errors, warnings, notes** are findings about the text, each place counted.
* **begun** is `init` and `update`; **PDF** and **EPUB, site** are those of both languages; all are seconds on the wall.
  **MiB** is the peak of the largest process.
* **pages** are those of the PDF in the source's language and in the pseudo-language, whose words are longer.
* **EPUBCheck** says so many things of both EPUBs, its hints on usage too.
{notes}"""


def _page(lines: Sequence[str]) -> str:
    rows = [line for line in lines if line.startswith("|")]
    notes = [line for line in lines if line not in rows]
    return _PAGE.format(
        when=datetime.now(UTC).strftime("%-d %B %Y"),
        kolofon=kolofon.__version__,
        python=platform.python_version(),
        machine=platform.machine(),
        cores=cores(),
        table="\n".join([f"| {' | '.join(_HEAD)} |", "|---" * len(_HEAD) + "|", *rows]),
        notes="".join(f"{note}\n" for note in notes),
    )


def main(arguments: Sequence[str]) -> None:
    """Make the books, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.texts", description="real books, measured")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where packages and what was said are kept")
    parser.add_argument("--keep", type=Path, help="a new folder, in which the editions are kept")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="these books; the others have the rows that are kept"
    )
    asked = parser.parse_args(arguments)
    kept = asked.cache / "rows"
    kept.mkdir(parents=True, exist_ok=True)
    for book in (book for book in BOOKS if not asked.only or book.name in asked.only):
        with tempfile.TemporaryDirectory() as folder:
            try:
                line = row(book, made(book, asked.cache, Path(asked.keep or folder, book.name)))
            except (UnavailableError, FailedError) as problem:
                line = f"* {book.package or book.name} ({book.format}) is not in the table: {problem}"
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        (kept / book.name).write_text(line, encoding="utf-8")
        lines = [path.read_text(encoding="utf-8") for book in BOOKS if (path := kept / book.name).is_file()]
        (ROOT / "docs/texts.md").write_text(_page(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
