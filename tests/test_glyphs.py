"""The face of listings, and characters that no font of the press has."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from kolofon.model.document import (
    Code,
    Image,
    Inline,
    Paragraph,
    Place,
    Preformatted,
    Section,
    Sentence,
    Text,
)
from kolofon.model.edition import Page
from kolofon.model.finding import Finding, Severity
from kolofon.write.paper.audit.glyphs import STAND_IN, Shown, glyph_findings, placed, shown
from kolofon.write.pictures.vector.clean import cleaned
from tests.epubs import bound
from tests.epubs import opened as files_of
from tests.later import pikepdf, typeset
from tests.pdfs import EDITION, book, tags, valid, words_of
from tests.publishing import article, paragraph, tree
from tests.setting import render
from tests.table import each_row

BOXES = "┌──┐\n│▒ │ →\n└──┘"


def fonts(content: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        return {str(font.BaseFont).partition("+")[2] for font in found if font.get("/Type") == "/Font"}


@pytest.mark.pdf
def test_a_listing_is_set_in_a_face_of_its_own(tmp_path: Path) -> None:
    content, findings = book(article(Preformatted(BOXES), paragraph("x ", Code("y"))))
    assert findings == ()
    assert "JetBrains-Mono" in fonts(content)
    assert "┌──┐" in words_of(content, tmp_path)
    valid(content, tmp_path, "2a", "ua1")


@pytest.mark.pdf
def test_a_book_without_code_has_no_such_face() -> None:
    content, _ = book(article(paragraph("x")))
    assert {name for name in fonts(content) if "JetBrains" in name} == set()


def test_an_epub_has_the_letters_of_its_code_and_no_more() -> None:
    files = files_of(bound(article(paragraph("wide ", Code("abc")), Preformatted("│"))))
    font = TTFont(io.BytesIO(files["EPUB/fonts/JetBrainsMono-Regular.ttf"]))
    assert set(map(chr, font.getBestCmap())) == set("abc│")
    assert not [name for name in files_of(bound(article(paragraph("x")))) if "JetBrains" in name]


def test_the_colophon_names_the_faces_that_are_used() -> None:
    named = [
        [entry.text for entry in tree(document).iterfind(".//{*}dd") if entry.text and "OFL" in entry.text]
        for document in (article(paragraph("x")), article(paragraph(Code("x"))))
    ]
    assert [len(names) for names in named] == [1, 2]


# --- characters that no font has --------------------------------------------------------------------------------------


@each_row(
    ("text", "expected"),
    [
        ("a 🚀 b", f"a {STAND_IN} b"),
        ("🚀🔥", STAND_IN * 2),
        ("👋🏽", STAND_IN),
        ("👍🏽", "👍"),
        ("⌨\ufe0f", STAND_IN),
        ("👩\u200d💻!", f"{STAND_IN}!"),
        ("→ ⚠ € ▒", "→ ⚠ € ▒"),
        ("漢", "漢"),
    ],
)
def test_a_symbol_has_a_stand_in(text: str, expected: str) -> None:
    assert shown(text).page == expected


@pytest.mark.pdf
def test_a_book_with_emoji_is_made_and_valid(tmp_path: Path) -> None:
    content, findings = book(article(paragraph("mirë 🚀 🚀 ✨ 😎 🤖")))
    (finding,) = findings
    assert (finding.code, finding.severity) == ("missing-symbol", Severity.WARNING)
    assert finding.message.count("U+") == 3
    assert "and 1 more" in finding.message
    assert f"mirë {STAND_IN} {STAND_IN}" in words_of(content, tmp_path)
    valid(content, tmp_path, "2a", "ua1")


def test_a_character_that_no_font_has_is_what_a_finding_is_about() -> None:
    page = Shown("", (), symbols=("🚀", "🔥"), letters=("ꦲ", "ꦏ", "ߊ"))
    found = list(glyph_findings(page, Place("a.pdf")))
    assert [(finding.code, finding.severity, finding.subject) for finding in found] == [
        ("missing-glyph", Severity.ERROR, "ꦲ"),
        ("missing-glyph", Severity.ERROR, "ߊ"),
        ("missing-symbol", Severity.WARNING, "🚀"),
    ]
    assert found[0].message == "no font of this edition has “ꦲ” (U+A9B2), “ꦏ” (U+A98F)"
    assert "theme/fonts/" in (found[0].hint or "")
    drafted = list(glyph_findings(page, Place("a.pdf"), draft=True))
    assert [finding.severity for finding in drafted] == [Severity.WARNING] * 3
    assert drafted[0].message.endswith(f"; in this draft {STAND_IN} is printed for each")


@pytest.mark.parametrize("letters", ["\ue000", "\u0378", "\u0378\ufdd0漢", "\U0001d54f", "\ue000\uf8ff\ue001\ue002"])
def test_a_font_for_what_is_of_no_script_is_named_as_that_of_the_letters_around_it(letters: str) -> None:
    first = next(iter(glyph_findings(shown(f'<html lang="en"><p>x {letters}</p></html>'), Place("a.pdf"))))
    assert first.subject == letters[0]
    assert first.hint.startswith("write other characters; or put a font")
    assert first.hint.endswith(": Latn = …")
    assert "letters of" not in first.message


def test_a_finding_is_where_its_character_or_its_text_stands_first() -> None:
    def sentence(text: str, line: int) -> Paragraph:
        return Paragraph((Sentence((Text(text),), Place("source/a.md", line)),))

    heading = Sentence((Text("h"),), Place("source/a.md", 1))
    section = Section(heading, (sentence("x", 2), Preformatted("🚀"), sentence("🚀 漢", 9)))
    document = replace(article(), lead=(), sections=(section,))
    about = [
        Finding("missing-symbol", Severity.WARNING, Place("a.pdf"), "", subject="🚀"),
        Finding("missing-glyph", Severity.ERROR, Place("a.pdf"), "", subject="漢"),
        Finding("missing-glyph", Severity.ERROR, Place("a.pdf"), "", subject="字"),
        Finding("other", Severity.ERROR, Place("a.pdf"), "“x” (U+0078)"),
        Finding("lost-text", Severity.ERROR, Place("a.pdf"), "", subject="🚀 漢"),
        Finding("lost-text", Severity.ERROR, Place("a.pdf"), "", subject="🚀 漢 and mo"),
        Finding("lost-text", Severity.ERROR, Place("a.pdf"), "", subject="nowhere"),
    ]
    assert [str(finding.place) for finding in placed(about, document)] == [
        "source/a.md:2",
        "source/a.md:9",
        "a.pdf",
        "a.pdf",
        "source/a.md:9",
        "source/a.md:9",
        "a.pdf",
    ]


def test_an_address_leads_where_it_did() -> None:
    link = '<a href="https://example.org/😀👍🏽/ꦲ" id="ꦲ">{}</a>'
    page = shown(link.format("😀👍🏽 ꦲ"), draft=True)
    assert page.page == link.format(f"{STAND_IN}👍 {STAND_IN}")
    assert page.symbols == ("😀",)
    assert shown(link.format("x")) == Shown(link.format("x"), page.families)


def test_in_a_draft_a_mark_is_for_a_letter_and_what_is_written_on_it() -> None:
    assert shown("a ꦲꦴꦏ b").letters == ("ꦲ", "ꦴ", "ꦏ")
    assert shown("a ꦲꦴꦏ b").page == "a ꦲꦴꦏ b"
    assert shown("a ꦲꦴꦏ b", draft=True).page == f"a {STAND_IN}{STAND_IN} b"


@pytest.mark.parametrize(
    "text",
    [
        '<p alt="ꦲ" id="ꦏ">x</p>',
        "<style>p::before { content: 'ꦲ' }</style>",
        "<title>ꦲ</title>",
        "क़ य़",  # two of which other texts make one character
        "क़",  # which HarfBuzz takes apart
        "葛󠄀 ᅟᅡ",
        "a\u200b­⁠　b",
    ],
)
def test_what_is_not_printed_or_put_together_otherwise_needs_no_glyph(text: str) -> None:
    assert shown(f'<html lang="ko">{text}</html>').letters == ()


def test_a_font_is_read_once_for_all_books(monkeypatch: pytest.MonkeyPatch) -> None:
    shown("ไทย"), shown("漢")
    monkeypatch.setattr(harfbuzz, "Face", lambda *_: pytest.fail("it is read again"))
    assert shown("ไทย 漢 ꦲ").letters == ("ꦲ",)


@pytest.mark.pdf
def test_nothing_is_laid_out_where_letters_have_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kolofon.write.paper.pdf.portions", lambda *_: pytest.fail("it is laid out"))
    content, (finding,) = book(article(paragraph("ꦲ")))
    assert (content, finding.code) == (b"", "missing-glyph")


@pytest.mark.pdf
def test_a_draft_has_a_mark_for_letters_and_is_valid(tmp_path: Path) -> None:
    document = article(paragraph("mirë ꦲꦴꦏ fund"))
    imprint = replace(EDITION, draft=True)
    content, (finding,) = typeset(render(document, imprint, {}, Page()), imprint, {})
    assert (finding.code, finding.severity) == ("missing-glyph", Severity.WARNING)
    assert f"mirë {STAND_IN}{STAND_IN} fund" in words_of(content, tmp_path)
    valid(content, tmp_path, "2a", "ua1")


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.pdf
def test_a_picture_without_words_is_not_told(tmp_path: Path) -> None:
    content, _ = book(article(Paragraph((Sentence((Image("red.png", ""),), Place("")),))))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert tags(pdf, "Figure") == []
    valid(content, tmp_path, "2a", "ua1")


def test_a_vector_picture_asks_no_other_host() -> None:
    web = b'@font-face { src: url("https://x.org/a.woff2"); }'
    own = b"@font-face { src: url(data:font/woff2;base64,AA); }"
    html = b"<foreignObject><p>HTML</p></foreignObject>"
    picture = b"<svg><style>%s%s</style><switch>%s<text>SVG</text></switch></svg>" % (web, own, html)
    fitted = cleaned(picture).content
    assert not re.search(rb"x\.org|HTML", fitted)
    assert b"url(data:font/woff2;base64,AA)" in fitted
    assert b"<text>SVG</text>" in fitted


def test_a_paragraph_of_pictures_has_no_indent() -> None:
    def kind(*inlines: Inline) -> str | None:
        document = article(Paragraph((Sentence(inlines, Place("")),)))
        return tree(document).findall(".//{*}main//{*}p")[0].get("class")

    assert kind(Image("a.png", "a"), Text("\n"), Image("b.png", "")) == "picture"
    assert kind(Image("a.png", "a"), Text("words")) is None
    assert kind(Image("https://x.org/a.png", "a")) is None
