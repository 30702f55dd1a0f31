"""What `kolofon init` tells: all that a new edition has and lacks, or all that stops it."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.machine import ROOT, needs
from tests.press import EPOCH, Init, Press, Said, put

PNG = (ROOT / "source" / "handbook" / "images" / "reader.png").read_bytes()


@pytest.fixture
def init(init: Init) -> Init:
    """`kolofon init book` with files in the working directory."""

    def run(files: Mapping[str, str | bytes], *arguments: str) -> Said:
        put(Path(), files)
        return init("book", *arguments)

    return run


XHTML = """<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>A</h1><p>Text.</p>
<p><img src="{0}" alt="The caption"/></p><p><img src="{1}" alt="The caption"/></p></body></html>"""


def lines(said: Said) -> list[str]:
    return said.out.splitlines()


def test_what_is_whole_is_told_in_four_lines(init: Init) -> None:
    said = init({"f/1.md": "# One\n\nx ![p](p.png)\n", "f/2.md": "# Two\n\ny\n", "f/p.png": PNG}, "--from", "f")
    assert (said.code, said.err) == (0, "")
    assert lines(said)[0] == "book: the work book is begun: 2 texts, 1 picture"
    assert lines(said)[1] == "to make it: make -C book pdf"


@pytest.mark.parametrize("told", ["f", "f/SUMMARY.md"])
def test_what_is_passed_over_is_told_by_its_ending(init: Init, told: str) -> None:
    files = {f"f/{number}.asc": "= A\n" for number in range(3)}
    others = {"f/a/x.TEX": "x", "f/a/y.tex": "x", "f/LICENSE": "x", "f/.hidden.asc": "x", "f/.git/x.asc": "x"}
    summary = {"f/SUMMARY.md": "- [A](a.md)\n"} if "SUMMARY" in told else {}
    said = init({**files, **others, **summary, "f/a.md": "# A\n\nx\n"}, "--from", "f")
    assert lines(said)[0].endswith(
        f"{1 + len(summary)} text{'s' * len(summary)}, 6 passed over (.asc: 3, .tex: 2, LICENSE: 1)"
    )


def test_many_endings_are_not_all_named(init: Init) -> None:
    files = {f"f/x.e{number}": "x" for number in range(9)}
    assert (
        "9 passed over (.e0: 1, .e1: 1, .e2: 1, .e3: 1, .e4: 1, .e5: 1, …)"
        in init({**files, "f/a.md": "x"}, "--from", "f").out
    )


def test_a_picture_without_an_address_is_told(init: Init) -> None:
    said = init({"a.md": "# A\n\n![]() and ![b](<>)\n"}, "--from", "a.md")
    assert said.code == 0
    assert "the picture “” is not in this edition" in said.err


def test_a_link_to_a_folder_is_passed_over(init: Init, tmp_path: Path) -> None:
    put(tmp_path, {"other/x.md": "x", "f/a.md": "# A\n\nx\n"})
    (tmp_path / "f/more").symlink_to(tmp_path / "other")
    assert "1 text, 1 passed over (more: 1)" in init({}, "--from", "f").out


def test_a_text_in_mdx_is_passed_over(init: Init) -> None:
    assert "1 text, 1 passed over (.mdx: 1)" in init({"f/a.md": "# A\n\nx\n", "f/b.mdx": "# B\n"}, "--from", "f").out
    Path("book").rename("other")
    assert "f/b.mdx is no text that can be read" in init({}, "--from", "f/b.mdx").err


def test_a_folder_without_a_text_says_what_it_has(init: Init) -> None:
    said = init({"f/a.asc": "= A\n", "f/p.png": PNG}, "--from", "f")
    assert said.code == 4
    assert said.err.startswith("kolofon: f: no text that can be read is in this folder, but .asc: 1 (name texts")
    assert not Path("book").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.wiki", "Text.\n[[File:{0}|thumb|The caption]]\n\n[[File:{1}|thumb|The caption]]\n"),
        ("a.md", "# A\n\nText.\n\n![The caption](<{0}>)\n\nand ![it](<{1}>)\n"),
        (
            "a.xhtml",
            XHTML,
        ),
    ],
)
def test_missing_pictures_are_named_and_the_advice_succeeds(
    init: Init, capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    pictures = ["Not here.jpg", "img/gone.png"]
    said = init({name: text.format(*pictures)}, "--from", name)
    assert said.code == 0
    assert lines(said)[0] == "book: the work a is begun: 1 text, 2 pictures missing"
    assert lines(said)[1] == "pictures missing: Not here.jpg, img/gone.png"
    assert lines(said)[2] == "to make it: make -C book pdf DRAFT=1"
    kind = (
        rf"book/source/{name}:\d+:\d+: warning: .*Not here.jpg \[missing-picture\] \(and 1 more: book/source/{name}:\d"
    )
    assert re.match(kind, said.err)

    press = Press(Path("book").absolute(), capsys)
    refused = press("build", "en", "--format", "html,epub,text,markdown")
    assert refused.code == 1
    assert [
        picture for picture in pictures if f"there is no picture source/{picture} [missing-picture]" in refused.err
    ] == pictures
    assert not press.path("output/en").exists()
    draft = press("build", "en", "--format", "html,epub,text,markdown", "--draft")
    assert draft.code == 0
    assert f"source/{name}:" in draft.err
    page = press.read("output/en/a.xhtml")
    assert page.count('src="data:image/svg+xml;base64,') == 2
    assert "The caption" in press.read("output/en/a.txt")
    assert "Not%20here.jpg" in press.read("output/en/a.md")


@pytest.mark.pdf
def test_letters_without_a_face_are_told_and_the_advice_succeeds(
    init: Init, capsys: pytest.CaptureFixture[str]
) -> None:
    said = init({"a.md": "# A\n\nThe words 𐎀𐎁 are in Ugaritic.\n"}, "--from", "a.md")
    assert lines(said)[0].endswith("1 text, no face for Ugaritic")
    assert lines(said)[1] == "to make it: make -C book pdf DRAFT=1"
    press = Press(Path("book").absolute(), capsys)
    assert press("build", "en", "--format", "pdf").code == 1
    assert press("build", "en", "--format", "pdf", "--draft").code == 0


def test_a_language_without_a_face_is_told(init: Init) -> None:
    assert "no face for Cherokee" in init({"a.md": "# A\n\nx\n"}, "--from", "a.md", "--language", "chr").out


def test_what_was_found_is_told_by_kind(init: Init) -> None:
    text = "".join(f"[x](#no-{number})\n\n" for number in range(40)) + '{{#include x.rs}}\n\n--8<-- "y"\n'
    said = init({"a.md": f"# A\n\n{text}"}, "--from", "a.md", "--language", "sq")
    assert said.err.count("[missing-target] (and 39 more: book/source/a.md:5:1, ") == 1
    assert "2 includes" in lines(said)[0]
    assert said.err.splitlines()[-1].endswith("with kolofon build --draft --verbose each is told")


def test_quiet_tells_nothing_and_verbose_each(init: Init) -> None:
    text = {"a.md": "# A\n\n[x](#no)\n\n[x](#nor)\n"}
    quiet = init(text, "--from", "a.md", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    Path("book").rename("other")
    assert init(text, "--from", "a.md", "--verbose").err.count("[missing-target]") == 2


# --- what stops it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "\ufeff", "\ufeff\ufeff\u200b\n\u00a0\u2060\u00ad\n"])
@pytest.mark.parametrize("name", ["a.md", "a.wiki", "a.txt"])
def test_a_file_without_a_text_is_refused(init: Init, name: str, text: str) -> None:
    said = init({name: text}, "--from", name)
    assert (said.code, said.out) == (4, "")
    assert (
        said.err
        == f"kolofon: {name}: there is no text in it: it is empty (write the text first, or name another file)\n"
    )
    assert not Path("book").exists()


@pytest.mark.parametrize("words", ["", "\u200b\n\n\u00a0\n"])
def test_one_empty_text_of_several_is_told(init: Init, words: str) -> None:
    said = init({"f/1.md": words, "f/2.md": "# Two\n\nx\n"}, "--from", "f")
    assert said.code == 0
    assert "book/source/book/1.md:1: warning: this chapter is empty [empty-section]" in said.err
    Path("book").rename("other")
    assert "all of these texts are empty" in init({"g/1.md": "", "g/2.md": "\u200b\n"}, "--from", "g").err


BAD_BYTES, BAD_YAML = b"# A\n\n\xff\n", "---\ntitle: [\n---\nx\n"


def test_all_texts_that_cannot_be_read_are_told_at_once(init: Init) -> None:
    said = init({"f/1.md": BAD_BYTES, "f/2.md": "# B\n\nx\n", "f/3.md": BAD_BYTES}, "--from", "f")
    assert (said.code, said.out) == (4, "")
    assert [line.split(": ")[1] for line in said.err.splitlines()] == [
        "f/1.md:3:1",
        "f/3.md:3:1",
        "no edition is begun",
    ]
    assert not Path("book").exists()


def test_all_texts_that_cannot_be_parsed_are_told_at_once(init: Init) -> None:
    said = init({"f/1.md": BAD_YAML, "f/2.md": "# B\n\nx\n", "f/3.md": BAD_YAML}, "--from", "f")
    assert said.code == 4
    assert [line.split(": ")[1] for line in said.err.splitlines()][:2] == ["f/1.md:2:9", "f/3.md:2:9"]
    assert not Path("book").exists()


def test_all_files_that_a_list_names_in_vain_are_told_at_once(init: Init) -> None:
    files = {
        "f/SUMMARY.md": "- [A](a.md)\n- [B](b.md)\n- [C](c.md)\n- [D](d.md)\n",
        "f/b.md": "# B\n\nx\n",
        "f/d.md": BAD_YAML,
    }
    said = init(files, "--from", "f")
    told = said.err.splitlines()
    assert [line.split(": ")[1] for line in told[:3]] == ["f/SUMMARY.md:1:3", "f/SUMMARY.md:3:3", "f/d.md:2:9"]


def test_of_very_many_the_rest_is_counted(init: Init) -> None:
    said = init({f"f/{number}.md": BAD_BYTES for number in range(30)}, "--from", "f")
    assert said.err.count("is not UTF-8") == 20
    assert said.err.splitlines()[-1] == "kolofon: 10 more texts cannot be read; no edition is begun"


@pytest.mark.pdf
def test_the_command_that_is_named_makes_the_book(init: Init) -> None:
    said = init({"a.md": "# A\n\n![p](gone.png)\n"}, "--from", "a.md")
    advice = re.findall("^to make it: (.*)$", said.out, re.MULTILINE)[0].split()
    assert advice == ["make", "-C", "book", "pdf", "DRAFT=1"]
    environment = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": EPOCH}

    def run(*words: str, **more: str) -> int:
        done = subprocess.run(
            [needs(words[0]), *words[1:]], env={**environment, **more}, capture_output=True, check=False
        )
        return done.returncode

    for way in (advice[:-1], [*advice[:-1], "DRAFT=0"], [*advice[:-1], "DRAFT="]):
        assert run(*way, DRAFT="1") != 0  # only what is typed counts
        assert not Path("book/output/en").exists()
    assert run(*advice) == 0
    assert Path("book/output/en/a.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.pdf
def test_pictures_of_a_cover_and_of_the_first_pages_are_told_with_the_others(
    init: Init, capsys: pytest.CaptureFixture[str]
) -> None:
    init({"a.md": "# A\n\n![p](gone.png)\n"}, "--from", "a.md")
    press = Press(Path("book").absolute(), capsys)
    pictures = 'frontispiece = "front.png"\nfrontispiece_words = "A front"\n\n[cover]\nartwork = "art.png"\n'
    press.path("source/edition.toml").write_text(f"{press.read('source/edition.toml')}\n{pictures}", "utf-8")
    names = ["gone.png", "front.png", "art.png"]
    refused = press("build", "en", "--format", "pdf,cover")
    assert re.findall(r"there is no picture source/(\S+)", refused.err) == names
    assert press("build", "en", "--format", "pdf,cover", "--draft").code == 0
    assert press.path("output/en/a-cover.pdf").exists()
    assert "art.png" not in press("build", "en", "--format", "pdf").err  # no format shows it
