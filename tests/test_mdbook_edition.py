"""Books of mdBook taken over whole: what they include, their `book.toml`, their catalogues."""

from pathlib import Path

import pytest

from kolofon.edition.project import open_project
from tests.foreign import entry, header
from tests.press import Init, Press, put

LISTING = """\
fn a() {}
// ANCHOR: here
fn wheel() { say("Hello wheel"); } // It turns.
// ANCHOR_END: here
"""


def mill(folder: str, source: str = "src") -> None:
    """A book in a folder, which includes a listing of a folder beside its texts, and a text that includes another."""
    up = "/".join([".."] * (source.count("/") + 1))
    put(
        Path(folder),
        {
            "book.toml": f'[book]\ntitle = "The mill"\nsrc = "{source}"\n[output.html.code.hidelines]\npython = "~"\n',
            f"{source}/SUMMARY.md": "# Summary\n\n- [A](a.md)\n",
            f"{source}/a.md": f"# A\n\n```rust\n# use std::io;\n{{{{#rustdoc_include {up}/listings/mill.rs:here}}}}\n"
            "```\n\n{{#include part/b.md}}\n\n```python\n~hidden()\nshown()\n```\n",
            f"{source}/part/b.md": f"The wheel turns. {{{{#include ../{up}/notes/c.md:1}}}}\n",
            "notes/c.md": "It is old.\nNot this.\n",
            "listings/mill.rs": LISTING,
            "redirects/SUMMARY.md": "- [X](x.md)\n",
            "secret.md": "no\n",
        },
    )


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("named", ["m", "m/src", "m/src/SUMMARY.md"])
def test_what_a_book_includes_is_brought_with_it(init: Init, capsys: pytest.CaptureFixture[str], named: str) -> None:
    mill("m")
    said = init("book", "--from", named)
    assert said.code == 0
    assert [line.rpartition("[")[2] for line in said.err.splitlines()] == ["hidden-lines]"]
    wanted = {"book/SUMMARY.md", "book/a.md", "book/part/b.md", "listings/mill.rs", "notes/c.md", "book.toml"}
    assert files(Path("book/source")) == {*wanted, "edition.toml"}
    assert_printed(Press(Path("book").absolute(), capsys))


def test_the_texts_are_in_the_folder_that_the_book_names(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    mill("m", "texts/en")
    assert init("book", "--from", "m").code == 0
    wanted = {"texts/book/SUMMARY.md", "texts/book/a.md", "texts/book/part/b.md", "book.toml"}
    assert files(Path("book/source")) == {*wanted, "listings/mill.rs", "notes/c.md", "edition.toml"}
    press = Press(Path("book").absolute(), capsys)
    assert press.read("source/edition.toml").count('title = "The mill"') == 1
    assert_printed(press)


def assert_printed(press: Press) -> None:
    press("build", "en", "--format", "text")
    text = press.read("output/en/book.txt")
    assert 'fn wheel() { say("Hello wheel"); } // It turns.' in text
    assert "The wheel turns. It is old." in text
    assert "shown()" in text
    for word in ("use std", "fn a()", "ANCHOR", "{{", "hidden()", "Not this"):
        assert word not in text


def test_a_book_may_include_files_far_above_its_texts(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    put(
        Path("project"),
        {
            "docs/book/src/SUMMARY.md": "- [A](a.md)\n",
            "docs/book/src/a.md": "# A\n\n```rust\n{{#include ../../../examples/mill.rs}}\n```\n",
            "examples/mill.rs": "fn wheel() {}\n",
        },
    )
    assert init("book", "--from", "project").code == 0
    assert files(Path("book/source")) == {
        "docs/book/book/SUMMARY.md",
        "docs/book/book/a.md",
        "examples/mill.rs",
        "edition.toml",
    }
    press = Press(Path("book").absolute(), capsys)
    press("build", "en", "--format", "text")
    assert "fn wheel() {}" in press.read("output/en/book.txt")


def test_no_file_is_brought_from_outside_of_what_was_named(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    put(Path(), {"m/book.toml": "[book]\n", "m/src/SUMMARY.md": "- [A](a.md)\n", "secret.md": "secret\n"})
    put(Path(), {"m/src/a.md": "# A\n\n{{#include ../../secret.md}}\n\n{{#include ../link.md}}\n\nwords\n"})
    Path("m/link.md").symlink_to(Path("secret.md").absolute())
    said = init("book", "--from", "m")
    assert said.code == 4
    assert "link.md" in said.err
    Path("m/link.md").unlink()
    assert init("book", "--from", "m").code == 0
    assert "secret.md" not in files(Path("book/source"))
    assert "missing-include" in Press(Path("book").absolute(), capsys)("build", "en", "--format", "text").err


def test_all_files_that_a_list_names_and_that_are_not_there_are_told_at_once(init: Init) -> None:
    put(Path("m"), {"SUMMARY.md": "- [A](a.md)\n- [B](b.md)\n- [C](c.md)\n", "b.md": "# B\n\nx\n"})
    said = init("book", "--from", "m")
    assert said.code == 4
    for place, name in (("1:3", "a"), ("3:3", "c")):
        assert f"m/SUMMARY.md:{place}: there is no file source/book/{name}.md" in said.err


def test_an_address_from_the_root_of_a_site_leads_to_a_chapter(init: Init) -> None:
    put(Path("m"), {"using/a.md": "# A\n\n[b](/commands/b) and [c](/c)\n", "commands/b.md": "# B\n\nwords\n"})
    said = init("book", "--from", "m")
    assert said.code == 0
    assert "“/c”" in said.err
    assert "/commands/b" not in said.err


def test_texts_that_are_in_no_list_are_told_with_their_number(init: Init) -> None:
    put(Path("m"), {"SUMMARY.md": "- [A](a.md)\n", "a.md": "# A\n\n{{#include b.md}}\n", "b.md": "words\n"})
    put(Path("m"), {"c.md": "more\n", "d/e.md": "more\n"})
    said = init("book", "--from", "m")
    assert said.code == 0
    told = "m/c.md: note: book/c.md is in no list of chapters, and not in the book [unlisted-file]"
    assert said.err.splitlines()[:1] == [f"{told} (and 1 more: m/d/e.md)"]


def test_each_included_file_can_have_a_catalogue_and_is_translated(
    init: Init, capsys: pytest.CaptureFixture[str]
) -> None:
    mill("m")
    assert init("book", "--from", "m", "--language", "sq").code == 0
    press = Press(Path("book").absolute(), capsys)
    told = press.read("source/edition.toml").replace('catalogue = "work"', 'catalogue = "chapter"')
    told = told.replace('format = "markdown"', 'format = "markdown"\ncode_comments = true\ncode_strings = true')
    Path("book/source/edition.toml").write_text(told)
    assert press("update", "sq").code == 0
    catalogues = files(Path("book/locale/sq/LC_MESSAGES"))
    assert catalogues == {f"book/{name}.po" for name in ("SUMMARY", "a", "listings/mill", "part/b")}
    assert "#: source/listings/mill.rs:3" in press.read("locale/sq/LC_MESSAGES/book/listings/mill.po")
    theirs = (
        header(X_Generator="mdbook")
        + entry("// It turns.\n", "// Rrotullohet.\n")
        + entry('"Hello wheel"', '"Tungjatjeta"')
    )
    Path("theirs.po").write_text(theirs)
    assert press("import-po", "sq", "theirs.po", "--kind", "mdbook").out.count("2 taken over, 0 more as fuzzy") == 1
    press("build", "sq", "--format", "text")
    assert 'fn wheel() { say("Tungjatjeta"); } // Rrotullohet.' in press.read("output/sq/book.txt")
    assert press("status").code == 0
    assert press("check", "sq", "--format", "github").code in (0, 1)
    project = open_project(press.root)
    assert project.source(project.edition.works[0]).text.missing == ("book/book.toml",)


def test_a_text_is_read_again_when_what_it_includes_changes(init: Init, capsys: pytest.CaptureFixture[str]) -> None:
    mill("m")
    assert init("book", "--from", "m").code == 0
    press = Press(Path("book").absolute(), capsys)
    press("build", "en", "--format", "text")
    Path("book/source/notes/c.md").write_text("It is new.\n")
    press("build", "en", "--format", "text")
    assert "The wheel turns. It is new." in press.read("output/en/book.txt")
