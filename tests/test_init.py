"""`kolofon init`: a new edition that works at once, or none at all."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.commands.init.scaffold import Facts, own_files
from kolofon.commands.init.texts import slug
from kolofon.edition import files
from kolofon.edition.configuration import read_edition
from kolofon.edition.configuration.mistake import is_safe_source
from kolofon.edition.project import open_project
from kolofon.model.edition import Edition, SourceFormat, Work
from kolofon.model.error import OutputError
from kolofon.read.text import unprintable
from tests.machine import ROOT, needs
from tests.press import EPOCH, Init, Press

PNG = ROOT / "source" / "handbook" / "images" / "reader.png"
UUID_OF_NOTHING = str(UUID(int=0))
EDITION = "source/edition.toml"


def begun(init: Init, capsys: pytest.CaptureFixture[str], *arguments: str) -> Press:
    """The press on a new edition in the folder `book`, in which the proofreader finds nothing."""
    said = init("book", *arguments)
    assert (said.code, said.err) == (0, "")
    press = Press(Path("book").absolute(), capsys)
    assert press("check", press.read(EDITION).split('source_language = "')[1][:2]).out.strip() == "no findings"
    return press


def put(texts: Mapping[str, str]) -> None:
    """Write texts below the working directory."""
    for name, text in texts.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def picture(name: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(PNG.read_bytes())


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def work_of(press: Press) -> Work:
    (work,) = open_project(press.root).edition.works
    return work


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make as from a clean shell."""
    clean = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": EPOCH, **environment}
    return subprocess.run(
        [needs("make"), *arguments], cwd=folder, env=clean, capture_output=True, encoding="utf-8", check=False
    )


# --- what it makes ----------------------------------------------------------------------------------------------------


@pytest.mark.pdf
def test_the_sample_is_a_book_at_once(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    press = begun(init, capsys)
    marked = [line.split(" = ")[0] for line in press.read(EDITION).splitlines() if line.endswith("# to fill in")]
    assert marked == ["publisher", "holder", "licence"]
    done = make(press.root, "epub")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["output/en/book.pdf", "output/en/book.epub"]
    assert press.path("output/en/book.pdf").read_bytes().startswith(b"%PDF-")

    assert press("update", "sq").code == 0
    done = make(press.root, "html", "LANG=sq", LANG="de_DE.UTF-8")
    assert done.stdout.split() == ["output/sq/book.xhtml", "output/sq/book"]
    assert "below-minimum" in done.stderr
    page = press.read("output/sq/book.xhtml")
    for shown in ("<h2", "<table", "<ol", "<ul", 'role="doc-noteref"', 'role="doc-biblio', 'lang="grc"'):
        assert shown in page, shown


def test_one_text_comes_with_the_pictures_that_it_shows(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    put({"Two_words.md": "# Two *words*\n\nHere ![it](img/a.png) is, and ![not](img/b.png).\n"})
    picture("img/a.png")
    picture("img/c.png")
    assert init("book", "--from", "Two_words.md").code == 0
    press = Press(Path("book").absolute(), capsys)
    assert work_of(press) == Work("two-words", "Two_words.md", SourceFormat.MARKDOWN)
    assert everything(press.root / "source") == {"edition.toml", "Two_words.md", "img/a.png"}
    assert press.read("README.md").startswith("# Two words\n")


def test_a_text_without_a_title_is_called_as_its_file(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    put({"index.md": "Some words.\n"})
    assert work_of(begun(init, capsys, "--from", "index.md")) == Work(
        "book", "index.md", SourceFormat.MARKDOWN, title="Index"
    )


def test_a_text_says_its_language(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    put({"x.md": "---\nlang: sq\n---\n# Titulli\n\nTekst.\n"})
    press = begun(init, capsys, "--from", "x.md")
    assert open_project(press.root).edition.source_language == "sq"
    assert press("update", "en").out.endswith("2 new, written\n")


def test_several_texts_are_chapters_in_the_order_named(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    put({"a/z.md": "# Z\n\n[a](../b/a.md)\n", "b/a.md": "# A\n\nx ![p](../img/p.png)\n"})
    picture("img/p.png")
    press = begun(init, capsys, "--from", "a/z.md", "b/a.md", "a/z.md")
    work = work_of(press)
    assert (work.chapters, work.title) == (("book/a/z.md", "book/b/a.md"), "Book")
    assert 'title = "Book" # to fill in' in press.read(EDITION)
    assert everything(press.root / "source/book") == {"a/z.md", "b/a.md", "img/p.png"}


@pytest.mark.pdf
@pytest.mark.parametrize("brought", ["d/Tirana.wiki", "d"])
def test_a_picture_that_a_wiki_saved_is_known_by_its_name(
    init: Init, capsys: pytest.CaptureFixture[str], brought: str
) -> None:
    put({"d/Tirana.wiki": "x\n\n[[File:Two words_here.png|thumb|alt=A square|B]]\n"})
    picture("d/Two_words_here.png")
    press = begun(init, capsys, "--from", brought)
    assert sum(name.endswith(".png") for name in everything(press.root / "source")) == 1
    said = press("build", "en", "--format", "pdf,html")
    assert (said.code, said.err) == (0, "")


def test_a_folder_is_all_its_texts_and_pictures(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    put(
        {
            "d/README.md": "# First\n\na\n",
            "d/2.md": "# Second\n\nb\n",
            "d/sub/10.md": "# Last\n\nc\n",
            "d/LICENSE.txt": "no",
        }
    )
    put({"d/.hidden/x.md": "# Hidden\n\nd\n"})
    picture("d/sub/unused.png")
    press = begun(init, capsys, "--from", "d")
    assert work_of(press).chapters == ("book/README.md", "book/**/*.md")
    assert everything(press.root / "source/book") == {"README.md", "2.md", "sub/10.md", "sub/unused.png"}
    press("build", "en", "--format", "html")
    headings = re.findall(r"(First|Second|Last)</h", press.read("output/en/book.xhtml"))
    assert list(dict.fromkeys(headings)) == ["First", "Second", "Last"]


@pytest.mark.parametrize("named", ["m", "m/src", "m/src/SUMMARY.md"])
def test_a_book_of_mdbooks_is_what_it_says(init: Init, capsys: pytest.CaptureFixture[str], named: str) -> None:
    put({"m/src/SUMMARY.md": "# Summary\n\n- [A](a.md)\n", "m/src/a.md": "# A\n\nx\n", "m/README.md": "not this\n"})
    put({"m/book.toml": '[book]\ntitle = "The \\"M\\""\nauthors = ["Ana", "Ben"]\nlanguage = "sq"\n'})
    press = begun(init, capsys, "--from", named, "--language", "en")
    edition = open_project(press.root).edition
    assert (edition.source_language, edition.languages, edition.rights.holder) == ("sq", ("en",), "Ana, Ben")
    assert work_of(press).summary == "book/SUMMARY.md"
    assert work_of(press).title == 'The "M"'
    assert everything(press.root / "locale") == {"book.pot", "en/LC_MESSAGES/book.po"}
    assert everything(press.root / "source/book") == {"SUMMARY.md", "a.md"}


def test_each_edition_is_another(init: Init) -> None:
    assert [init(name).code for name in ("one", "two")] == [0, 0]
    one, two = (open_project(Path(name)).edition.identifier for name in ("one", "two"))
    assert UUID(one.removeprefix("urn:uuid:")).version == 4
    assert one != two


def test_an_empty_repository_is_taken_and_git_gets_what_is_not_this_machines(init: Init) -> None:
    subprocess.run([needs("git"), "init", "--quiet", "book"], check=True)
    assert init("book").code == 0
    subprocess.run(["git", "-C", "book", "add", "."], check=True)
    tracked = subprocess.run(["git", "-C", "book", "ls-files"], check=True, capture_output=True, encoding="utf-8")
    known = {name for name in everything(Path("book")) if not name.startswith(".git/")}
    assert known - set(tracked.stdout.split()) == {"local.mk"}


def test_what_may_be_set_is_told() -> None:
    text = own_files(_facts(Work("x", "x.md")))[EDITION]
    names = set(_keys(Edition))
    assert {"identifier", "holder", "trim", "code_comments"} <= names
    assert {name for name in names if not re.search(rf"\b{name}\b", text)} == set()


def _keys(kind: type[object]) -> Iterator[str]:
    hints = get_type_hints(kind)
    for field in fields(kind) if is_dataclass(kind) else ():
        yield field.name
        for inner in (hints[field.name], *get_args(hints[field.name])):
            if is_dataclass(inner) and isinstance(inner, type):
                yield from _keys(inner)


printable = st.text(st.characters(exclude_categories=["Cs"]).filter(lambda one: unprintable(one) is None))


def _facts(work: Work, holder: str = "") -> Facts:
    return Facts(work, UUID_OF_NOTHING, "en", ("sq",), holder, own=True)


@given(printable, printable.filter(str.strip), st.lists(printable.filter(is_safe_source), min_size=1))
def test_whatever_is_written_is_read_back(title: str, holder: str, chapters: list[str]) -> None:
    work = Work("x", "", SourceFormat.XHTML, title=title, chapters=tuple(chapters))
    edition = read_edition(own_files(_facts(work, holder))[EDITION].encode(), EDITION)
    assert (edition.works, edition.rights.holder, edition.languages) == ((work,), holder, ("sq",))


@given(st.text())
def test_a_slug_is_the_name_of_a_catalogue(name: str) -> None:
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", slug(name))


# --- what it refuses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["full"], 2, "full: this folder is not empty"),
        (["one.md"], 2, "one.md: this is no folder"),
        (["one.md/book"], 6, "one.md/book: cannot be made: "),
        (["new", "--from", "none.md"], 4, "none.md: there is no such file"),
        (["new", "--from", "book.pdf"], 2, "book.pdf is no text that can be read"),
        (["new", "--from", "one.md", "a.wiki"], 2, "one.md is markdown and a.wiki is wikitext"),
        (["new", "--from", "wrong"], 4, "wrong/bytes.md:2:3: the byte 0xFF is not UTF-8"),
        (["new", "--from", "yaml.md"], 4, "yaml.md:2:9: the front matter is not YAML"),
        (["new/in/it", "--from", "list"], 4, "list/SUMMARY.md:1:3: there is no file"),
        (["new", "--from", "list", "one.md"], 2, "one.md is not beside list/SUMMARY.md"),
        (["new", "--from", "empty"], 4, "empty: no text is in this folder"),
        (["new", "--from", "a?.md"], 2, "a?.md cannot be the name of a text"),
        (["new", "--from", "a?.md", "one.md"], 2, "a?.md cannot be the name of a text"),
        (["new", "--from", "p.png"], 2, "these are pictures, and no text"),
        (["new", "--language", "qq"], 2, "there is no language “qq”"),
        (["new", "--language", "sq,en"], 2, "en is the language of the text"),
        (["new", "--source-language", "sq"], 2, "the sample text is in English"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_begun_leaves_nothing(init: Init, arguments: list[str], code: int, told: str) -> None:
    put({"one.md": "# One\n\nx\n", "a.wiki": "x\n", "full/x.md": "x\n", "yaml.md": "---\ntitle: [\n---\nx\n"})
    put({"list/SUMMARY.md": "- [A](a.md)\n"})
    Path("wrong").mkdir()
    Path("wrong/bytes.md").write_bytes(b"# A\n\xc3\xa9x\xff\n")
    Path("empty").mkdir()
    Path("a?.md").write_text("# A\n")
    picture("p.png")
    before = sorted(Path().rglob("*"))
    said = init(*arguments)
    assert (said.code, said.out) == (code, "")
    assert told in said.err
    assert said.err.count("\n") == 1
    assert sorted(Path().rglob("*")) == before


def test_a_folder_that_fails_on_the_way_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a/b/new"

    def fail() -> None:
        with files.new_folder(path) as aside:
            (aside / "x").mkdir()
            raise KeyboardInterrupt

    def be_late() -> None:
        with files.new_folder(path):
            (path / "x").mkdir(parents=True)

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OutputError):
        be_late()
    assert list(tmp_path.rglob("*")) == [tmp_path / "a", tmp_path / "a/b", path, path / "x"]


# --- its Makefile -----------------------------------------------------------------------------------------------------


@pytest.fixture
def edition(init: Init, tmp_path: Path) -> Path:
    """A new edition, and beside it a folder with a stand-in for the press, in a place that must be quoted."""
    bin_folder = tmp_path / "a $HOME #1 'b'"
    bin_folder.mkdir()
    (bin_folder / "kolofon").write_text("#!/bin/sh\nprintf 'argument %s\\n' \"$@\"\nenv\n")
    (bin_folder / "kolofon").chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", str(bin_folder / "python"))
        assert init("book").code == 0
    return tmp_path / "book"


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stderr
    return re.findall(r"^argument (.*)$", done.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        *(
            (name, ["build", "--format", name])
            for name in ("pdf", "press", "cover", "html", "proof", "bilingual", "text", "markdown")
        ),
        ("epub", ["build", "--format", "pdf,epub"]),
        ("site", ["build", "--format", "pdf,press,epub,bilingual,site"]),
        ("update", ["update"]),
        ("check", ["check"]),
        ("status", ["status", "--draw"]),
        ("hooks", ["hooks"]),
    ],
)
def test_a_target_is_a_command_of_the_press(edition: Path, target: str, words: list[str]) -> None:
    assert told(make(edition, target, LANG="sq", LINGUAS="sq")) == words
    if target not in ("status", "hooks"):
        assert told(make(edition, target, "LANG=sq de")) == [words[0], "sq", "de", *words[1:]]


def test_the_press_has_no_locale_but_c(edition: Path) -> None:
    done = make(edition, "pdf", "LANG=sq", LANGUAGE="de:sq", LC_TIME="sq_AL", PYTHONPATH="elsewhere")
    environment = dict(line.split("=", 1) for line in done.stdout.splitlines() if not line.startswith("argument "))
    found = {name: value for name, value in environment.items() if name.startswith(("LANG", "LC_", "LING", "PYTHON"))}
    assert found == {"LC_ALL": "C.UTF-8"}
    assert "sq" not in environment.get("MAKEFLAGS", "")


def test_a_press_without_a_command_is_called_by_its_python(init: Init, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/no command/python")
    assert init("book").code == 0
    assert Path("book/local.mk").read_text().endswith("\nKOLOFON ?= '/opt/no command/python' -P -m kolofon\n")


def test_help_names_every_target(edition: Path) -> None:
    targets = re.findall(r"^\.PHONY: (.*)$", (edition / "Makefile").read_text(), re.MULTILINE)[0].split()
    said = make(edition).stdout
    assert {name for name in targets if f"  make {name} " not in said} == {"help"}


def test_where_there_is_no_press_one_line_says_what_to_type(edition: Path) -> None:
    path = {"PATH": "/usr/bin:/bin"}
    (edition / "local.mk").unlink()
    done = make(edition, "pdf", **path)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]
    assert (done.returncode, done.stdout, len(lines)) == (2, "", 1)
    typed = re.search(r"git clone \S+ +\.\./kolofon && make -C \.\./kolofon setup && (echo .* > local\.mk)", lines[0])
    assert typed, lines
    assert typed[0].split("&&")[0].split() == ["git", "clone", "ADDRESS", "../kolofon"]

    press = edition.parent / "kolofon/.venv/bin/kolofon"
    press.parent.mkdir(parents=True)
    next(edition.parent.glob("a*/kolofon")).rename(press)
    subprocess.run(["sh", "-c", typed[1]], cwd=edition, check=True)
    assert told(make(edition, "check", **path)) == ["check"]
    assert typed[1] in (edition / "README.md").read_text()
