"""What `[page]` says of the type without CSS: font, size, leading, drop capitals, large print."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.edition.configuration import read_edition
from kolofon.model.document import Block, Document, Emphasis, List, ListItem, Paragraph, Quotation, Section, Text
from kolofon.model.edition import Layout, Page
from kolofon.model.error import EditionError
from kolofon.write.fonts import families_in, text_family
from kolofon.write.fonts.by_name import UnknownFaceError, chosen_families
from kolofon.write.themes.theme import Theme
from kolofon.write.typography.drops import drop, parted
from kolofon.write.typography.geometry import geometry, type_of
from tests.later import playa, typeset
from tests.pdfs import EDITION, valid, words_of
from tests.press import Press, edition_toml, put
from tests.publishing import article, paragraph, sentence
from tests.setting import on_screens, published, render
from tests.table import each_row

LONG = "brigades came down to the river in the morning and stood there for a long time, looking across. " * 4


def read(page: str, more: str = "") -> Page:
    content = edition_toml('name = "w"\nsource = "w.md"\nformat = "markdown"\n', f"{more}[page]\n{page}\n")
    return read_edition(content.encode(), "source/edition.toml").page


# --- sizes ------------------------------------------------------------------------------------------------------------


def test_size_and_leading_are_said_in_points_and_in_the_size() -> None:
    assert type_of(Page()) == (11.0, 15.5)
    assert type_of(Page(font_size="12pt"))[1] == pytest.approx(12 * 15.5 / 11)
    assert type_of(Page(leading="1.5")) == (11.0, 16.5)
    assert type_of(Page(leading="18pt")) == (11.0, 18.0)
    assert type_of(Page(large_print=True))[1] == pytest.approx(25.92)
    assert type_of(Page(large_print=True, font_size="16pt", leading="24pt")) == (16.0, 24.0)


@pytest.mark.parametrize(
    "page", [Page(font_size="9pt"), Page(font_size="18pt", leading="1.1"), Page("A4", large_print=True), Page("A6")]
)
def test_the_page_is_whole_lines_whatever_the_type(page: Page) -> None:
    made = geometry(page, "Tibt")
    assert made.line * 4 == int(made.line * 4)
    assert made.top + made.lines * made.line + made.bottom == pytest.approx(made.height, abs=0.02)
    assert made.line > geometry(page, "Latn").line  # leading is that of Latin letters; others have more


@each_row(
    ("page", "line", "message", "hint"),
    [
        ('font_size = "8pt"', 6, "type of 8pt is out of bounds", "write 9pt to 18pt"),
        ('font_size = "20pt"', 6, "type of 20pt is out of bounds", "write 9pt to 18pt"),
        ('font_size = "large"', 6, "'large' is not a length", "mm"),
        ('font_size = "12pt"\nlarge_print = true', 6, "large print of 12pt is out of bounds", "write 16pt to 18pt"),
        ('font_size = "12pt"\nleading = "12pt"', 7, "a leading of 12pt is out of bounds", "13.2pt to 24pt"),
        ('leading = "2.5"', 6, "a leading of 2.5 is out of bounds", "1.1 to 2 times"),
        ("drop = 1", 6, "no first letter takes 1 lines", "2 or 3"),
        ("drop = 4", 6, "no first letter takes 4 lines", "2 or 3"),
        ("font_size = 12", 6, "font_size takes a text, not a number", "font_size"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(page: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(EditionError, match=re.escape(message)) as caught:
        read(page)
    assert caught.value.place is not None
    assert caught.value.place.line == line
    assert hint in caught.value.hint


def test_a_theme_says_what_edition_toml_leaves_out() -> None:
    assert read("", 'theme = "large-print"\n').large_print
    assert read("", 'theme = "modern"\n').leading
    assert read('leading = "1.3"', 'theme = "modern"\n').leading == "1.3"
    with pytest.raises(EditionError, match="large print of 10pt"):
        read('font_size = "10pt"', 'theme = "large-print"\n')
    with pytest.raises(EditionError, match="theme") as caught:
        read("", 'theme = "baroque"\n')
    assert '"large-print"' in caught.value.hint


# --- faces ------------------------------------------------------------------------------------------------------------


def test_the_text_is_set_in_the_font_that_the_page_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert chosen_families(Page(font="EB Garamond"), (), ()) == ()
    (sans,) = chosen_families(Page(font="Noto Sans"), (), ())
    assert [family.name for family in families_in("<p>Tiranë Ђ Ω</p>", (sans,))] == ["Noto Sans", "JetBrains Mono"]
    # A sign that it lacks is taken from the usual one
    assert text_family() in families_in("<p>\N{ROTATED FLORAL HEART BULLET}</p>", (sans,))
    with pytest.raises(UnknownFaceError):
        chosen_families(Page(font="Noto"), (), ())
    press = Press(tmp_path, capsys)
    toml = edition_toml('name = "w"\nsource = "w.md"\nformat = "markdown"\n', '[page]\nfont = "Helvetica"\n')
    put(tmp_path, {"source/edition.toml": toml, "source/w.md": "# T\n\nText.\n"})
    said = press("build", "--format", "html")
    assert said.code == 3
    assert "source/edition.toml:6: there is no font “Helvetica”" in said.err
    assert "EB Garamond, Noto Sans, JetBrains Mono" in said.err


def test_large_print_is_without_serifs_where_the_press_has_such_a_face() -> None:
    latin, *others = chosen_families(Page(large_print=True), (), ("Latn", "Arab"))
    assert (latin.name, others) == ("Noto Sans", [])
    xhtml = render(article(paragraph(LONG)), EDITION, {}, Page(large_print=True), Theme(fonts=(latin,))).decode()
    assert 'font-family: "Noto Sans", sans-serif' in xhtml
    assert "--type: 18.0pt" in xhtml
    assert "EB Garamond 1" not in xhtml  # the colophon names what is used


# --- drop capitals ----------------------------------------------------------------------------------------------------


@each_row(
    ("text", "language", "wanted"),
    [
        ("Tirana fell", "en", ("", "T", "irana fell")),
        ("“Nobody came", "en", ("“", "N", "obody came")),
        ("«\N{NO-BREAK SPACE}L’armée", "fr", ("«\N{NO-BREAK SPACE}", "L’", "armée")),
        ("¿Quién vino?", "es", ("¿", "Q", "uién vino?")),
        ("Shqiponja", "sq", ("", "Sh", "qiponja")),
        ("Shqiponja", "en", ("", "S", "hqiponja")),
        ("IJsland", "nl", ("", "IJ", "sland")),
        ("E\N{COMBINING ACUTE ACCENT}tat", "fr", ("", "E\N{COMBINING ACUTE ACCENT}", "tat")),
        ("Κανείς", "el", ("", "Κ", "ανείς")),
        ("Никто", "ru", ("", "Н", "икто")),
        ("არავინ", "ka", ("", "ა", "რავინ")),
        ("1944 was", "en", None),
        ("— Tirana", "sq", None),
        ("iPhone", "en", None),
        ("لم ينزل", "ar", None),
        ("川を", "ja", None),
        ("बर्फ़", "hi", None),
        ("", "en", None),
    ],
)
def test_the_first_letter_of_a_text(text: str, language: str, wanted: tuple[str, str, str] | None) -> None:
    found = parted(text, language)
    assert (found and found[:3]) == wanted


def test_a_letter_with_something_below_it_takes_one_line_more() -> None:
    deep = [letter for letter in "CÇSŞȘTŢAĄÉQ" if (found := parted(f"{letter}a", "tr")) and found.deep]
    assert deep == list("ÇŞȘŢĄ")


def drops(document: Document, page: Page) -> list[str]:
    root = ET.fromstring(render(document, EDITION, {}, page))  # noqa: S314  we have just written it
    return ["".join(each.itertext()) for each in root.iter() if each.get("class", "").split()[:1] == ["drop"]]


def begun(*blocks: Block) -> Section:
    return Section(sentence("Chapter"), blocks)


def test_chapters_begin_with_a_drop_capital_and_nothing_else_does() -> None:
    text = paragraph(f"The {LONG}")
    sections = (
        begun(text, text),
        begun(Quotation((text,)), text),
        begun(paragraph("A short one."), text),
        begun(List((ListItem((text,)),)), text),
        begun(Paragraph((replace(sentence("x"), inlines=(Emphasis((Text("All"),)), Text(f" {LONG}"))),))),
        begun(paragraph(f"1944 {LONG}"), text),
    )
    document = Document("en", sentence("Book"), (), sections * 4)  # so many that each is a chapter
    page = Page(layout=Layout.BOOK, drop=2)
    assert drops(document, page) == ["T", "T", "A"] * 4
    assert drops(document, replace(page, drop=0)) == []
    assert drops(replace(document, sections=sections), Page(layout=Layout.ARTICLE, drop=2)) == ["T"]


@pytest.mark.pdf
@pytest.mark.parametrize("lines", [2, 3])
def test_the_word_is_whole_and_its_letter_stands_on_the_line(lines: int, tmp_path: Path) -> None:
    page = Page(layout=Layout.BOOK, drop=lines, font_size="12pt", leading="1.5")
    text = paragraph(f"“Tirana {LONG}"), paragraph(f"Nobody {LONG}")
    document = article(*text)
    content, findings = typeset(render(document, EDITION, {}, page), EDITION, {})
    assert not findings
    valid(content, tmp_path, "2a", "ua1")
    assert "“Tirana brigades came down" in words_of(content, tmp_path)
    with playa.parse(content) as pdf:
        glyphs = [glyph for each in pdf.pages for text in each.texts for glyph in text]
    at = max(range(len(glyphs)), key=lambda number: glyphs[number].size)
    letter, rest = glyphs[at], glyphs[at + 1]
    # It is drawn where it is read, behind the heading: programs go by that when they extract text
    assert "Përshkrimi" in "".join(glyph.text or "" for glyph in glyphs[:at])
    measures = geometry(page)
    wanted = drop(page, measures, text_family())
    assert letter.size == pytest.approx(wanted.size, abs=0.05)
    # Its foot is on the baseline of the last line, as a grid has it
    assert abs(letter.origin[1] - rest.origin[1]) == pytest.approx((lines - 1) * measures.line, abs=0.05)


def test_an_epub_has_drop_capitals_too_and_the_sizes_are_the_readers() -> None:
    document = article(paragraph(f"The {LONG}"), language="en")
    page = Page(drop=3, font_size="14pt", leading="1.6")
    made = published(document, on_screens(replace(EDITION, language="en"), {}, page=page), {})
    files = {str(each.path): each.content.decode() for each in made.files if each.path.suffix in {".css", ".xhtml"}}
    assert any('<span class="drop">T</span>he brigades' in content for content in files.values())
    assert ".drop { float: left" in files["style.css"]
    assert "14" not in re.sub("#.*|[0-9.]+em", "", files["style.css"])
