"""An edition that is made on several cores is the same as one that is made on one."""

import os
from collections.abc import Mapping
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kolofon.write.screen import cover, subset
from kolofon.write.themes import sandbox, templates
from kolofon.write.themes.sandbox import Sandbox
from tests.press import Press, Said, edition_toml, put

WORKS = 'name = "{0}"\nsource = "{0}.md"\nformat = "markdown"\n'
TEXT = "# The {0}\n\nIt was *here*.[^1]\n\n## One\n\nWords.\n\n[^1]: A note.\n"
SOURCES: Mapping[str, str | bytes] = {
    "edition.toml": edition_toml(WORKS.format("mill") + "\n[[works]]\n" + WORKS.format("river")),
    "mill.md": TEXT.format("mill"),
    "river.md": TEXT.format("river") + "\n![A bird](gone.png)\n",
}


@pytest.fixture
def two(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """An edition of two works in three languages, of which one lacks a picture."""
    press = Press.of(SOURCES, tmp_path, capsys, monkeypatch)
    assert press("update", "sq", "de").code == 0
    return press


def made(press: Press, jobs: int, formats: str, *languages: str) -> tuple[Said, dict[str, bytes]]:
    press("clean")
    said = press("build", "--draft", *languages, "--format", formats, "--jobs", str(jobs))
    return said, {name: content for name, content in press.everything("output").items() if "/.kolofon" not in name}


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, nothing is there of the templates that were compiled, nor of covers and fonts that were made."""
    monkeypatch.setattr(sandbox, "_COMPILED", None)
    monkeypatch.setattr(templates, "_sandbox", cache(vars(templates)["_sandbox"].__wrapped__))
    for kept in (vars(cover)["_set"], vars(cover)["_font"], vars(subset)["_font"]):
        kept.cache_clear()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("formats", "languages", "least"),
    [("html,epub,text,markdown,site", (), 11), pytest.param("pdf,epub", ("en", "sq"), 8, marks=pytest.mark.pdf)],
)
def test_files_and_findings_are_the_same(
    two: Press, formats: str, languages: tuple[str, ...], least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The processes make all of it themselves, since what the first build has in mind is forgotten."""
    one, files = made(two, 1, formats, *languages)
    assert len(files) >= least
    assert "gone.png" in one.err
    forget(monkeypatch)
    assert made(two, 3, formats, *languages) == (one, files)


def test_languages_are_looked_at_at_once_and_told_in_their_order(two: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each by a process of its own, which keeps what it saw."""
    for language in ("de", "sq"):
        two.replace(
            f"locale/{language}/LC_MESSAGES/mill.po", 'msgid "Words."\nmsgstr ""', 'msgid "Words."\nmsgstr "<em>Words."'
        )
    one = two("check", "--jobs", "1")
    assert one.out.index("locale/de/LC_MESSAGES/mill.po") < one.out.index("locale/sq/LC_MESSAGES/mill.po")
    fork, begun = os.fork, count()
    monkeypatch.setattr(os, "fork", lambda: (next(begun), fork())[1])
    assert two("check", "--jobs", "3") == one
    assert next(begun) == 4


def test_no_template_is_compiled_by_each_process_anew(two: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, here, said = Sandbox.compile, os.getpid(), two.path("compiled")

    def counted(*given: Any) -> object:  # noqa: ANN401  as Jinja calls it
        with said.open("a") as lines:
            lines.write(f"{given[2]} {os.getpid() == here}\n")
        return whole(*given)

    monkeypatch.setattr(Sandbox, "compile", counted)
    forget(monkeypatch)
    assert made(two, 2, "html")[0].code == 0
    compiled = said.read_text().splitlines()
    assert "text.xhtml.jinja True" in compiled
    assert [line for line in compiled if not line.endswith("True")] == []


@pytest.mark.pdf
def test_chapters_of_a_book_are_set_at_once_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same PDF on one core and on several, and from a store in which a chapter was edited."""
    works = 'name = "book"\ntitle = "The book"\nformat = "markdown"\nchapters = ["*.md"]\n'
    chapters = {f"{name}.md": TEXT.format(name) for name in ("mill", "river", "road")}
    press = Press.of({"edition.toml": edition_toml(works), **chapters}, tmp_path, capsys, monkeypatch)
    one, files = made(press, 1, "pdf,press")
    assert [name for name in files if name.endswith(".pdf")] == ["output/en/book-press.pdf", "output/en/book.pdf"]
    assert made(press, 5, "pdf,press") == (one, files)
    monkeypatch.setenv("KOLOFON_CACHE", str(tmp_path / "kept"))
    assert made(press, 5, "pdf") == made(press, 1, "pdf")
    press.replace("source/road.md", "It was", "It is")
    warm = made(press, 5, "pdf")
    monkeypatch.setenv("KOLOFON_CACHE", "")
    assert warm == made(press, 1, "pdf")


def test_an_error_of_a_piece_is_that_of_the_edition(two: Press) -> None:
    put(two.path("theme"), {"colophon.xhtml.jinja": "<p>{{ nothing }}</p>"})
    one, files = made(two, 1, "html")
    assert (one.code, files) == (3, {})
    assert one.err.startswith("kolofon: theme/colophon.xhtml.jinja:1: ")
    assert made(two, 4, "html") == (one, files)


@pytest.mark.parametrize("jobs", ["0", "two", "-1"])
def test_a_number_of_jobs_that_is_none_is_told(two: Press, jobs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = two("build", f"--jobs={jobs}")
    assert (asked.code, asked.out) == (2, "")
    assert jobs in asked.err
    monkeypatch.setenv("KOLOFON_JOBS", jobs)
    said = two("build", "--format", "text")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert f"KOLOFON_JOBS is '{jobs}'" in said.err


def test_what_is_not_said_is_as_many_as_there_are_cores(two: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each piece, and to proofread each."""
    fork, begun = os.fork, count()
    monkeypatch.setattr(os, "fork", lambda: (next(begun), fork())[1])
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(3))
    monkeypatch.delenv("KOLOFON_JOBS")
    assert two("build", "--draft", "--format", "text").code == 0
    assert next(begun) == 10


@pytest.mark.pdf
def test_it_says_how_a_book_is_set_where_that_is_asked(two: Press) -> None:
    quiet = two("build", "en", "--draft", "--format", "pdf")
    said = two("build", "en", "--draft", "--format", "pdf", "--verbose")
    assert said.err.splitlines()[:2] == [
        f"en/{work}.pdf is set as a whole: it is no book" for work in ("mill", "river")
    ]
    assert said.err.splitlines()[2:] == quiet.err.splitlines()
