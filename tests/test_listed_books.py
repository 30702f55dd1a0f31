"""Books of Quarto, MyST and Jupyter Book: an edition is begun from their list of chapters."""

import tomllib
from pathlib import Path

import pytest

from kolofon.commands.init.outline import outline
from kolofon.model.error import SourceError
from tests.machine import ROOT
from tests.press import Init, Press, put

QUARTO = """\
project:
  type: book
lang: de
book:
  title: "The mill"
  author:
    - name: {given: Ada, family: Bell}
    - Cole
  chapters:
    - index.qmd
    - part: "The wheel"
      chapters: [wheel.qmd, deep/stone.qmd]
    - part: race.qmd
      chapters:
        - file: race/a.qmd
          text: Another title
        - part: Inner
          chapters: [notes.ipynb]
    - part: only.qmd
      chapters: [race/b.qmd]
    - end.qmd
    - gone.qmd
    - wheel.qmd
    - ../secret.md
    - text: Elsewhere
      href: https://example.org
  appendices:
    - appendix.qmd
"""
TEXTS = ("index", "wheel", "deep/stone", "race", "race/a", "race/b", "end", "appendix", "unlisted")


def begun(init: Init, *named: str) -> tuple[dict[str, object], str]:
    said = init("book", "--from", *named)
    assert said.code == 0, said.err
    told = tomllib.loads(Path("book/source/edition.toml").read_text())
    (work,) = told["works"]
    return {**work, "language": told["source_language"]}, said.out + said.err


def texts(folder: str, names: tuple[str, ...], ending: str = ".md") -> None:
    put(Path(folder), {f"{name}{ending}": f"# The {Path(name).name}\n\nWords of {name}.\n" for name in names})


@pytest.mark.parametrize("named", ["m", "m/_quarto.yml"])
def test_a_book_of_quarto(init: Init, capsys: pytest.CaptureFixture[str], named: str) -> None:
    texts("m", TEXTS, ".qmd")
    picture = (ROOT / "source" / "handbook" / "images" / "reader.png").read_bytes()
    put(Path("m"), {"_quarto.yml": QUARTO, "only.qmd": "# Only *this* {#sec-only}\n", "notes.ipynb": "{}"})
    put(Path("m"), {"wheel.qmd": "# The wheel\n\n![p](img/p.png)\n", "img/p.png": picture, "img/q.png": picture})
    work, said = begun(init, named)
    assert (work["title"], work["language"], work["format"]) == ("The mill", "de", "markdown")
    assert work["chapters"] == ["book/index.qmd"]
    assert work["parts"] == [
        {"title": "The wheel", "chapters": ["book/wheel.qmd", "book/deep/stone.qmd"]},
        {"title": "The race", "chapters": ["book/race.qmd", "book/race/a.qmd"]},
        {"title": "Only this", "chapters": ["book/race/b.qmd"]},
    ]
    assert work["back"] == ["book/end.qmd", "book/appendix.qmd"]
    assert "Ada Bell, Cole" in Path("book/source/edition.toml").read_text()
    for told in (
        "m/_quarto.yml:15:11: note: the press has no use for the title “Another title” of race/a.qmd, the title “In",
        "m/_quarto.yml:18:22: warning: notes.ipynb is no text in Markdown",
        "m/_quarto.yml:23:7: warning: wheel.qmd is listed already, at m/_quarto.yml:12:18",
        "[missing-chapter] (and 3 more: m/_quarto.yml:22:7, m/_quarto.yml:24:7, m/_quarto.yml:25:7)",
    ):
        assert told in said, said
    assert "passed over (.ipynb: 1, .png: 1, .qmd: 1)" in said
    assert not Path("book/source/book/img/q.png").exists()
    Press(Path("book").absolute(), capsys)("build", "de", "--format", "text")
    text = Path("book/output/de/book.txt").read_text()
    assert "Words of deep/stone." in text
    assert "Words of unlisted." not in text


def test_a_book_of_jupyter(init: Init) -> None:
    texts("m/docs", ("intro", "one", "two/a", "two/b2", "two/b10", "three"))
    put(
        Path("m/docs"),
        {
            "_config.yml": "title: A jupyter\nauthor: Ada\nsphinx:\n  config:\n    language: fr\n",
            "_toc.yml": "format: jb-book\nroot: intro\nparts:\n- caption: First\n  chapters:\n  - file: one\n"
            "    sections:\n    - file: two/a\n- caption: Second\n  chapters:\n  - glob: two/*\n  - url: https://x.org\n"
            "- chapters:\n  - file: three.md\n",
        },
    )
    work, said = begun(init, "m")
    assert (work["title"], work["language"], work["chapters"]) == ("A jupyter", "fr", ["book/intro.md"])
    assert work["parts"] == [
        {"title": "First", "chapters": ["book/one.md", "book/two/a.md"]},
        {"title": "Second", "chapters": ["book/two/b2.md", "book/two/b10.md"]},
    ]
    assert work["back"] == ["book/three.md"]
    assert "m/docs/_toc.yml:12:5: note: the press has no use for the link https://x.org [unread-metadata]" in said


def test_a_book_of_myst(init: Init) -> None:
    texts("m", ("index", "a", "b", "c", "d"))
    toc = "- file: index.md\n  - title: Part\n    children:\n    - file: a.md\n      children: [{file: b}]\n"
    put(Path("m"), {"myst.yml": f"version: 1\nproject:\n  title: T\n  authors: [A, {{name: B}}]\n  toc:\n  {toc}"})
    work, _ = begun(init, "m")
    assert (work["chapters"], work["title"]) == (["book/index.md"], "T")
    assert work["parts"] == [{"title": "Part", "chapters": ["book/a.md", "book/b.md"]}]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_quarto.yml", "project:\n  type: website\n"),
        ("myst.yml", "project:\n  title: T\n"),
        ("_toc.yml", ""),
        ("_toc.yml", "- 1: [x]\n"),
    ],
)
def test_without_a_list_the_folder_is(init: Init, name: str, text: str) -> None:
    texts("m", ("a", "b"))
    put(Path("m"), {name: text})
    work, _ = begun(init, "m")
    assert work["chapters"] == ["book/**/*.md"]


def test_a_summary_beside_it_is_the_list(init: Init) -> None:
    texts("m", ("a", "b"))
    put(Path("m"), {"_toc.yml": "- file: b\n", "SUMMARY.md": "- [A](a.md)\n"})
    assert begun(init, "m")[0]["summary"] == "book/SUMMARY.md"


def test_a_list_without_a_text_is_refused(init: Init) -> None:
    put(Path("m"), {"_toc.yml": "- file: a\n", "a.ipynb": "{}", "README.md": "# No\n\nx\n"})
    said = init("book", "--from", "m")
    assert said.code == 4
    assert "m/_toc.yml: no chapter in this list is a text that can be read" in said.err


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("book: [\n", ":2:1", "this is not YAML"),
        ("&a\n- file: a\n  sections: *a\n", ":2:3", "too deep or too long"),
    ],
)
def test_a_list_that_cannot_be_read_is_told_with_its_place(text: str, place: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        outline(text, "_toc.yml", "m/_toc.yml")
    assert says in caught.value.message
    assert str(caught.value.place) == f"m/_toc.yml{place}"
