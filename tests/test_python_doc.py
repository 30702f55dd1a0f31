"""`docs/python.md` is true: its examples run, and what they return is what `kolofon build` writes."""

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kolofon
from kolofon.cli import main
from tests.machine import ROOT
from tests.press import EPOCH, edition_toml, put

pytestmark = pytest.mark.pdf

DOCUMENT = ROOT / "docs/python.md"
BLOCK = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The sample edition, `book`, in a folder that is the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert main(["init", "book", "--language", "sq"]) == 0
    capsys.readouterr()
    return tmp_path / "book"


@pytest.mark.usefixtures("book")
def test_the_examples_run() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    blocks = [(found[1], text[: found.start(1)].count("\n")) for found in BLOCK.finditer(text)]
    assert len(blocks) == text.count("```pycon")
    parser = doctest.DocTestParser()
    examples: list[doctest.Example] = []
    for block, line in blocks:
        for example in parser.get_examples(block):
            example.lineno += line
            examples.append(example)
    assert len(examples) > 20
    test = doctest.DocTest(examples, {}, DOCUMENT.name, str(DOCUMENT), 0, text)
    told: list[str] = []
    # `raise` prints an exception with its module, as the document has it.
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert result.failed == 0, "".join(told)


def test_what_is_made_has_the_bytes_of_a_build(book: Path) -> None:
    edition = kolofon.open(book)
    for language in ("sq", "en"):
        made = edition.translated(language)
        build = ["--edition", str(book), "build", language, "--format"]
        folder = book / "output" / language
        assert main([*build, "epub"]) == 0
        assert made.epub() == (folder / "book.epub").read_bytes()
        assert main([*build, "pdf,html,epub"]) == 0
        assert made.pdf() == (folder / "book.pdf").read_bytes()
        assert made.xhtml() == (folder / "book.xhtml").read_bytes()
        assert made.epub(pages=True) == (folder / "book.epub").read_bytes() != made.epub()


def test_nothing_is_written(book: Path) -> None:
    before = sorted(book.rglob("*"))
    edition = kolofon.open(book)
    edition.translated("sq").xhtml()
    edition.findings("sq")
    assert sorted(book.rglob("*")) == before


def test_of_several_works_one_is_named(tmp_path: Path) -> None:
    works = 'name = "a"\nsource = "a.md"\nformat = "markdown"\n'
    more = '\n[[works]]\nname = "b"\nsource = "b.md"\nformat = "markdown"\n'
    put(
        tmp_path / "source",
        {"edition.toml": edition_toml(works + more), "a.md": "# First\n\nOne.\n", "b.md": "# Second\n\nTwo.\n"},
    )
    edition = kolofon.open(tmp_path)
    assert edition.works == ("a", "b")
    assert [message.msgid for message in edition.messages("b")] == ["Second", "Two."]
    assert b"Two." in edition.translated("en", "b").xhtml()
    for ask in (edition.messages, lambda: edition.translated("en")):
        with pytest.raises(kolofon.PipelineError, match=r"which work is meant\? \(there are a, b\)"):
            ask()
    with pytest.raises(kolofon.PipelineError, match=r"there is no work 'c' in this edition \(there are a, b\)"):
        edition.messages("c")
    with pytest.raises(kolofon.PipelineError, match=r"edition\.toml"):
        kolofon.open(tmp_path / "elsewhere")
    with pytest.raises(kolofon.PipelineError, match="this is a file, and an edition is a folder") as caught:
        kolofon.open(tmp_path / "source/a.md")
    assert caught.value.hint == "name the folder that holds source/edition.toml"


def test_an_edition_that_no_font_can_set_says_so(book: Path) -> None:
    chapter = book / "source/book/1-last-page.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nA sign of nobody: \ue000.\n", encoding="utf-8")
    made = kolofon.open(book).translated("en")
    assert [finding for finding in made.findings if finding.severity is kolofon.Severity.ERROR] == []
    with pytest.raises(kolofon.PipelineError) as caught:
        made.pdf()
    said = caught.value.message, caught.value.hint
    errors = [finding for finding in made.findings if finding.severity is kolofon.Severity.ERROR]
    assert [(finding.message in said[0], finding.hint) for finding in errors] == [(True, said[1])]
    assert str(caught.value.place) == "output/en/book.pdf"
    assert b"\xee\x80\x80" in made.xhtml()


def test_the_package_is_imported_light() -> None:
    program = "import json, sys; before = set(sys.modules); {}; print(json.dumps([*(set(sys.modules) - before)]))"
    for line in ("import kolofon", "from kolofon.cli import main"):
        command = [sys.executable, "-P", "-c", program.format(line)]
        done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
        loaded = set(json.loads(done.stdout))
        assert "kolofon" in loaded
        # Ctrl+C does not end quietly before these are there, so nothing else is with them.
        assert loaded <= {"collections.abc", "gc", "kolofon", "kolofon.cli", "signal"}


def test_the_version_is_told_by_the_command_and_by_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"kolofon {kolofon.__version__}\n"


def test_the_face_is_what_it_says() -> None:
    assert all(getattr(kolofon, name) for name in kolofon.__all__)
    assert [name for name in dir(kolofon) if not name.startswith("__")] == sorted({*kolofon.__all__} - {"__version__"})
    absent = "absent"
    with pytest.raises(AttributeError, match="module 'kolofon' has no attribute 'absent'"):
        getattr(kolofon, absent)
