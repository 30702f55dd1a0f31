"""The handbook in `source/handbook/`: its examples are run, and what it names is there."""

import json
import re
import shlex
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from kolofon.catalogue.po import read_po
from kolofon.cli import main
from kolofon.cli.parser import parse
from kolofon.edition.configuration import read_edition
from kolofon.edition.project import open_project
from kolofon.model.finding import Severity
from tests.epubs import bound
from tests.machine import ROOT, needs
from tests.press import EPOCH, Press, edition_toml, first_work, put
from tests.publishing import everything
from tests.test_edition_doc import told

HANDBOOK = ROOT / "source" / "handbook"
CHAPTERS = {path.relative_to(HANDBOOK).as_posix(): path.read_text("utf-8") for path in sorted(HANDBOOK.rglob("*.md"))}
FENCE = re.compile(r"^( *)(`{3,})(\w+)\n(.*?)^\1\2$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
PO = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
MADE = re.compile(r"\boutput/\S+\.pdf\b")
"""A command that names a finished PDF waits for one, and so is slow."""
KOLOFON = re.compile(r"""(?:kolofon|"\$@")((?: +[\w.,=@/-]+)+)""")


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing of the handbook: its chapter, its line there, its language and its text."""

    chapter: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.chapter}:{self.line}"

    @property
    def commands(self) -> list[str]:
        """Of a listing of a console, the lines that are typed."""
        return [line[2:] for line in self.text.splitlines() if line.startswith("$ ")]


def listings(language: str) -> Iterator[Listing]:
    for chapter, text in CHAPTERS.items():
        for found in FENCE.finditer(text):
            if found[3] == language:
                line = text.count("\n", 0, found.start()) + 1
                yield Listing(chapter, line, language, textwrap.dedent(found[4]))


def prose(text: str) -> str:
    """A chapter without its listings."""
    return FENCE.sub("", text)


def each(language: str) -> pytest.MarkDecorator:
    found = list(listings(language))
    assert found, f"the handbook has no listing of {language}"
    return pytest.mark.parametrize("listing", found, ids=str)


# --- the commands -----------------------------------------------------------------------------------------------------

TYPED = {chapter: list(found) for chapter, found in groupby(listings("console"), key=lambda listing: listing.chapter)}
STRANGER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Project-Id-Version: The Book\\n"\n\n'
OLD = f'{STRANGER}#: src/a.md:1\nmsgid "Liberation of Tirana"\nmsgstr "Çlirimi i Tiranës"\n'
AROUND: Mapping[str, str | bytes] = {
    "notes/one.md": "# One\n\nIt begins.\n",
    "notes/two.md": "# Two\n\nIt ends.\n",
    "mill.wiki": "= The mill =\n\nIt '''turns'''.\n",
    "docs/conf.py": 'project = "The manual"\nlanguage = "en"\n',
    "docs/index.rst": "The manual\n==========\n\n.. toctree::\n\n   use\n",
    "docs/use.rst": "Use\n===\n\nTurn it.\n",
    "old-guide/book.toml": '[book]\ntitle = "The guide"\nlanguage = "en"\n',
    "old-guide/src/SUMMARY.md": "# Summary\n\n- [Start](start.md)\n",
    "old-guide/src/start.md": "# Start\n\nGo.\n",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The edition of the first work in a clone of its own, changed since its commit, and what the examples name."""
    root = tmp_path / "edition"
    put(root, first_work() | {name: text.encode() if isinstance(text, str) else text for name, text in AROUND.items()})
    put(
        tmp_path / "old-book",
        {"po/sq.po": OLD, "tirana-sq.txt": (root / "source/liberation-of-tirana.txt").read_bytes()},
    )
    (root / "the-novel.epub").write_bytes(bound(everything()))
    (root / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    for name in (".ci/setup.py", "pyproject.toml", *(f".lock/{group}.txt" for group in ("run", "serve"))):
        put(root, {name: ""})
    (root / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ana Hoxha")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ana@example.org")
    monkeypatch.chdir(root)
    for line in (
        "git init --quiet --bare ../other.git",
        "git init --quiet --initial-branch=main .",
        "git add . && git commit --quiet -m Begin",
        "git remote add origin ../other.git && git push --quiet --set-upstream origin main",
    ):
        shell(line)
    shell(f"sed -i 's/^msgid \"Tirana, Albania\"$/# the city\\n&/' {PO}")
    return root


def shell(line: str) -> None:
    done = subprocess.run([needs("bash"), "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def kolofon(words: list[str]) -> None:
    """Run the press; what would take a page or a browser is only read, and listed."""
    given = parse(words)
    if {"serve", "watch"} & set(words):
        assert given.run
        return
    dear = {"pdf", "press", "cover", "epub", "site", "proof", "bilingual"} & set(",".join(words).split(","))
    code = main([*words, *(["--dry-run"] if dear and "--dry-run" not in words else [])])
    assert code == 0, f"kolofon {shlex.join(words)} ends with {code}"


def make(words: list[str]) -> None:
    """Run what a target of make runs: each call of the press, without the setting up."""
    folder = words[words.index("-C") + 1] if "-C" in words else "."
    done = subprocess.run([needs("make"), "-n", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    calls = [found[1].split() for found in KOLOFON.finditer(done.stdout) if found[1].split()[0] in commands()]
    assert calls, f"make {shlex.join(words)} calls no kolofon: {done.stdout}"
    for call in calls:
        kolofon(call if folder == "." else ["--edition", folder, *call])


@cache
def commands() -> frozenset[str]:
    """The commands of the press, as its help names them."""
    helped = subprocess.run([sys.executable, "-m", "kolofon", "--help"], capture_output=True, text=True, check=True)
    return frozenset(re.findall(r"^    ([a-z-]+) {2,}\S", helped.stdout, re.MULTILINE))


def type_in(line: str) -> None:
    """Type a line of an example, as its reader does."""
    program, *words = shlex.split(line)
    if program == "kolofon" and words != ["--version"]:
        named = [str(path) for word in words for path in (sorted(Path().glob(word)) if "*" in word else [word])]
        kolofon(named)
    elif program == "make":
        make(words)
    elif program != "kolofon":
        shell(line)


@pytest.mark.slow
@pytest.mark.parametrize("chapter", TYPED)
def test_every_command_of_a_chapter_does_what_it_says(chapter: str, desk: Path) -> None:
    for listing in TYPED[chapter]:
        assert listing.commands, f"{listing} has no line that begins with $"
        for line in listing.commands:
            if not MADE.search(line):
                type_in(line)
    assert desk.is_dir()


@pytest.mark.slow
@pytest.mark.pdf
def test_every_command_that_looks_at_a_finished_pdf(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["build", "sq", "--format", "pdf,press"]) == 0
    lines = [line for found in TYPED.values() for one in found for line in one.commands if MADE.search(line)]
    assert len(lines) > 4
    for line in lines:
        needs(shlex.split(line)[0])
        shell(line)
    assert (desk / "output/sq/liberation-of-tirana.pdf").is_file()
    monkeypatch.undo()


# --- what is written in a file ----------------------------------------------------------------------------------------


@each("toml")
def test_every_part_of_edition_toml_is_read(listing: Listing) -> None:
    part = tomllib.loads(listing.text)
    top = {"identifier": "urn:x:y", "publisher": "Kolofon", "source_language": "en", "bibliography_language": "sq"}
    lacking = [f"{key} = {json.dumps(value)}" for key, value in top.items() if key not in part]
    lacking += [] if "languages" in part else ['languages = ["sq"]']
    tables = "" if "rights" in part else '[rights]\nholder = "Ana"\nlicence = "CC0-1.0"\n'
    tables += "" if "works" in part else '[[works]]\nname = "book"\nsource = "book.md"\nformat = "markdown"\n'
    whole = "\n".join([*lacking, listing.text, tables])
    read_edition(whole.encode(), "source/edition.toml")


@each("markdown")
def test_every_text_in_markdown_is_read(
    listing: Listing, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    works = edition_toml('name = "book"\ntitle = "Book"\nsource = "book.md"\nformat = "markdown"\n')
    refs, picture = next(listings("bibtex")).text, (ROOT / "docs" / "pages" / "cover.png").read_bytes()
    beside: dict[str, bytes] = dict.fromkeys(re.findall(r"!\[[^]]*\]\((\S+?\.png)[ )]", listing.text), picture)
    sources: dict[str, str | bytes] = {"edition.toml": works, "book.md": listing.text, "refs.bib": refs, **beside}
    said = Press.of(sources, tmp_path, capsys, monkeypatch)("build", "en", "--format", "text", "--verbose")
    assert said.code == 0, said.err
    assert said.err == "", f"{listing}: {said.err}"


@each("po")
def test_every_part_of_a_catalogue_is_read(listing: Listing) -> None:
    header = "" if re.search(r'^msgid ""$', listing.text, re.MULTILINE) else STRANGER
    catalogue, findings = read_po((header + listing.text).encode(), str(listing))
    assert not [one for one in findings if one.severity is Severity.ERROR], findings
    assert len(catalogue.entries) == len(re.findall(r'^msgid "[^"]', listing.text, re.MULTILINE)) or not header


# --- what is named ----------------------------------------------------------------------------------------------------

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
HYPHENATED = frozenset(
    {"large-print", "wiki-extract", "import-po", "merge-po", "the-battle", "do-not-translate", "myspell-sq"}
)
"""Names with a hyphen that are not codes of findings."""


def named(pattern: str) -> Callable[[str], Iterator[str]]:
    def of(text: str) -> Iterator[str]:
        for code in CODE.findall(prose(text)):
            yield from re.findall(pattern, code)

    return of


def all_named(pattern: str) -> set[str]:
    return {name for text in CHAPTERS.values() for name in named(pattern)(text)}


def test_every_kind_of_finding_is_one() -> None:
    rows = re.findall(r"^\| ((?:`[a-z-]+`(?:, )?)+) \|", CHAPTERS["back/findings.md"], re.MULTILINE)
    codes = {code for row in rows for code in CODE.findall(row)}
    assert len(codes) > 60
    codes |= all_named(r"^[a-z]+(?:-[a-z]+)+$") - HYPHENATED
    source = "".join(path.read_text("utf-8") for path in sorted((ROOT / "pipeline").rglob("*.py")))
    assert {code for code in codes if f'"{code}"' not in source} == set()


def test_every_target_of_make_is_one() -> None:
    targets = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())  # type: ignore[index]
    asked = all_named(r"^make ([a-z]+)")
    assert asked - targets == set()
    told_of = set(re.findall(r"^\| `make ([a-z]+)`", CHAPTERS["back/commands.md"], re.MULTILINE))
    assert targets - told_of == {"help", "test", "fuzz", "lint", "lock", "setup"}


def test_every_command_of_the_press_is_one() -> None:
    assert all_named(r"^kolofon ([a-z][a-z-]*)") - commands() == set()
    assert set(re.findall(r"^\| `kolofon ([a-z-]+)", CHAPTERS["back/commands.md"], re.MULTILINE)) == commands()


def test_every_page_of_docs_is_there() -> None:
    pages = all_named(r"^docs/[a-z-]+\.md$")
    assert pages
    assert [page for page in sorted(pages) if not (ROOT / page).is_file()] == []


def test_every_key_of_edition_toml_is_one_and_the_table_has_them_all() -> None:
    keys = set(told())
    tables = {key.partition(".")[0] for key in keys if "." in key}
    asked = all_named(rf"^(?:{'|'.join(sorted(tables))})\.[a-z_.]+$")
    assert asked - keys - {"works.parts"} == set()
    listed = set(named(r"^[a-z_.]+$")(CHAPTERS["back/settings.md"]))
    elsewhere = ("works.contributors.", "works.parts.", "works.rights.")
    assert {key for key in keys - listed if not key.startswith(elsewhere)} == set()


def test_every_file_is_in_the_book() -> None:
    work = open_project(ROOT).edition.works[1]
    listed = [*work.front, *work.chapters, *(name for part in work.parts for name in part.chapters), *work.back]
    assert sorted(listed) == sorted(f"handbook/{name}" for name in CHAPTERS)
    shown = {name for text in CHAPTERS.values() for name in re.findall(r"\(\.\./images/([\w-]+\.png)\)", text)}
    assert {path.name for path in (HANDBOOK / "images").iterdir()} == shown
    assert all(path.stat().st_size <= 300_000 for path in (HANDBOOK / "images").iterdir())
