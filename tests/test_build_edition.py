"""`kolofon build` on the real edition: what an archivist gets."""

import re

import pytest

from tests.later import pikepdf
from tests.machine import ROOT, run
from tests.pdfs import extracted
from tests.press import Press

PDF = "output/sq/liberation-of-tirana.pdf"
XHTML = "output/sq/liberation-of-tirana.xhtml"
PO = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
BIBLIOGRAPHY = [
    line.removeprefix("- ")
    for line in (ROOT / "source/liberation-of-tirana.txt")
    .read_text("utf-8")
    .partition("== Literature ==")[2]
    .splitlines()
    if line
]
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> <em>unclosed "
    '<a href="javascript:alert(3)">here</a> file:///etc/passwd &lt;b&gt;'
)


def text_of(press: Press, name: str) -> str:
    """A PDF's text as it is read: one line, ordinary spaces, words that were hyphenated put together again."""
    raw = extracted(press.path(name), "-raw")
    return re.sub(r"\s+", " ", re.sub(r"[\N{HYPHEN}\N{SOFT HYPHEN}-]\n(?=[a-zëç])", "", raw))


@pytest.mark.pdf
def test_both_editions_in_one_command(press: Press) -> None:
    said = press("build")
    assert said.code == 0
    assert said.out.splitlines() == [
        "output/en/liberation-of-tirana.pdf",
        "output/en/liberation-of-tirana.xhtml",
        "output/en/liberation-of-tirana",
        "output/sq/liberation-of-tirana.pdf",
        "output/sq/liberation-of-tirana.xhtml",
        "output/sq/liberation-of-tirana",
    ]
    albanian, english = text_of(press, PDF), text_of(press, "output/en/liberation-of-tirana.pdf")

    for entry in BIBLIOGRAPHY:
        assert entry in albanian
        assert entry in english
    assert len(BIBLIOGRAPHY) == 3
    assert "Bridaga 1 Sulmuese" in albanian

    assert "28 tetor – 17 nëntor 1944" in albanian
    assert "15 000" in albanian
    assert "28 October – 17 November 1944" in english
    assert "15,000" in english
    assert "The fighting continued very harsh throughout the day." in english
    for label in ("Përmbajtja", "Palët ndërluftuese", "Humbjet", "Rezultati"):
        assert label.lower() in albanian.lower()
    for label in ("Contents", "Belligerents", "Casualties and losses", "Result"):
        assert label.lower() in english.lower()
        assert label.lower() not in albanian.lower().replace(english_in_albanian(press), "")


def english_in_albanian(press: Press) -> str:
    """The terms of the text, which the colophon prints as they are in every language."""
    found = re.search(r'statement = "(.*)"', press.read("source/edition.toml"))
    assert found
    return found[1].lower()


@pytest.mark.pdf
def test_no_english_sentence_is_left_in_the_albanian(press: Press) -> None:
    press("build", "sq", "--format", "pdf")
    albanian = text_of(press, PDF)
    source = (ROOT / "source/liberation-of-tirana.txt").read_text("utf-8").partition("== Literature ==")[0]
    sentences = [part for line in source.splitlines() for part in re.split(r"(?<=[.:]) ", line) if part.count(" ") > 2]
    assert len(sentences) > 30
    assert [sentence for sentence in sentences if sentence in albanian] == []


@pytest.mark.pdf
def test_metadata_fonts_and_bookmarks(press: Press) -> None:
    press("build", "sq", "--format", "pdf")
    with pikepdf.open(press.path(PDF)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Çlirimi i Tiranës"
        assert str(pdf.Root["/Lang"]) == "sq"
        with pdf.open_outline() as outline:
            assert "Literatura" in [item.title for item in outline.root] + [
                child.title for item in outline.root for child in item.children
            ]
    fonts = run("pdffonts", press.path(PDF)).splitlines()[2:]
    assert fonts
    assert all("EB-Garamond" in font and re.search(r"yes yes yes +\d+ +\d+$", font) for font in fonts), fonts


@pytest.mark.pdf
def test_the_same_bytes_twice(press: Press) -> None:
    press("build")
    first = press.everything("output")
    for name in first:
        press.path(name).unlink()
    press("build")
    assert press.everything("output") == first


@pytest.mark.pdf
def test_a_commit_is_the_clock(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2001-02-03T04:05:06+00:00")
    press.commit()
    press("build", "sq", "--format", "pdf")
    with pikepdf.open(press.path(PDF)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20010203040506")


@pytest.mark.pdf
def test_hostile_text_of_a_catalogue_is_only_text(press: Press) -> None:
    press.replace(
        PO,
        'msgstr "Luftimet vazhduan shumë të ashpra gjatë gjithë ditës."',
        f'msgstr "{HOSTILE.replace(chr(34), chr(92) + chr(34))}"',
    )
    said = press("build", "sq")
    assert (said.code, said.out) == (1, ""), "the proofreader lets it pass"
    press("build", "sq", "--draft")
    xhtml = press.read(XHTML)
    assert re.findall("<script[^>]*>", xhtml) == ['<script type="application/ld+json">']
    assert "onerror=alert(2)&gt;" in xhtml
    assert "&lt;a href=&#34;javascript:alert(3)&#34;&gt;here&lt;/a&gt; file:///etc/passwd" in xhtml
    told = text_of(press, PDF)
    assert "<script>alert(1)</script> <img src=x onerror=alert(2)> <em>unclosed" in told
    assert "file:///etc/passwd <b&gt;" in told  # in the notation, &lt; is how a < is written that would begin a tag
    with pikepdf.open(press.path(PDF)) as pdf:
        targets = [
            str(annotation["/A"]["/URI"])
            for page in pdf.pages
            for annotation in page.get("/Annots", [])
            if "/A" in annotation and "/URI" in annotation["/A"]
        ]
    assert all(target.startswith("https://") for target in targets), targets


def test_a_language_that_is_not_there_is_one_line(press: Press) -> None:
    said = press("build", "xx")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "there is no language 'xx' in this edition; there are en, sq" in said.err
    assert not press.path("output").exists()


def test_words_of_the_book_in_the_project_win_over_those_of_the_press(press: Press) -> None:
    own = press.path("locale/sq/LC_MESSAGES/furniture.po")
    own.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Contents"\nmsgstr "Pasqyra e lëndës"\n',
        encoding="utf-8",
    )
    press("build", "sq", "--format", "html")
    assert "Pasqyra e lëndës" in press.read(XHTML)
    assert "Palët ndërluftuese" in press.read(XHTML)


@pytest.mark.pdf
def test_a_draft_says_so_on_every_page(press: Press) -> None:
    press.replace(PO, 'msgstr "300 tanke"', 'msgstr "400 tanke"')
    press("build", "sq", "--draft")
    pages = extracted(press.path(PDF), "-layout").rstrip("\f").split("\f")
    assert len(pages) > 3
    assert all(re.search(r"^\s*Draft\b", page, re.MULTILINE) for page in pages)
    assert 'data-draft="Draft"' in press.read(XHTML)


@pytest.mark.pdf
def test_a_letter_that_no_font_has_holds_back_the_pdf_alone(press: Press) -> None:
    press.replace(PO, 'msgstr "300 tanke"', 'msgstr "300 tanke (ꦠꦁꦏ)"')
    line = press.read(PO).split('msgstr "300 tanke (')[0].rpartition("\n\n")[0].count("\n") + 3
    said = press("build", "sq", "--format", "html,pdf,epub")
    assert said.code == 1
    assert said.out.splitlines() == [
        "output/sq/liberation-of-tirana.xhtml",
        "output/sq/liberation-of-tirana",
        "output/sq/liberation-of-tirana.epub",
    ]
    assert f"{PO}:{line}: error: no font of this edition has “ꦠ” (U+A9A0), “ꦁ” (U+A981), “ꦏ” (U+A98F)" in said.err
    assert "put a font that has them into theme/fonts/" in said.err
    assert said.err.count("no font") == 1
    assert "doc-pagelist" not in press.read(XHTML.replace(".xhtml", "/nav.xhtml"))  # there is no PDF to point at
    assert not press.path(PDF).exists()
    assert "ꦠꦁꦏ" in press.read(XHTML)


@pytest.mark.pdf
def test_a_draft_has_a_mark_for_letters_that_no_font_has_and_says_that_it_is_one(press: Press) -> None:
    press.replace(PO, 'msgstr "300 tanke"', 'msgstr "300 tanke (ꦠꦁꦏ)"')
    said = press("build", "sq", "--draft", "--format", "pdf")
    assert said.code == 0
    assert said.out.splitlines() == [PDF]
    assert "warning: no font of this edition has" in said.err
    text = extracted(press.path(PDF), "-layout")
    assert "300 tanke (□□)" in text
    assert all("Draft" in page for page in text.rstrip("\f").split("\f"))
    press("build", "sq", "--draft", "--format", "html")
    assert 'data-draft="' not in press.read(XHTML)
