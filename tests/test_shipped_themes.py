"""The themes that come with the press: what they look like, in every format, and that they can be built upon."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from kolofon.language import language
from kolofon.model.document import Document, Role
from kolofon.model.edition import Layout, Page
from kolofon.model.typography import Look
from kolofon.translate.localize import in_alphabet
from kolofon.write.fonts import families_in
from kolofon.write.fonts.by_name import chosen_families
from kolofon.write.paper.kinds import Kind
from kolofon.write.screen.epub import bind
from kolofon.write.themes.sheets import check_sheets
from kolofon.write.themes.shipped import shipped, with_defaults
from kolofon.write.themes.templates import style
from kolofon.write.themes.theme import Theme
from tests.epubs import in_one_container, opened, said_by_epubcheck
from tests.later import pdf, playa, quire_book, quire_job, quire_keys, typeset
from tests.pdfs import EDITION, PICTURES, valid
from tests.press import Press
from tests.publishing import everything, paragraph, sentence
from tests.quires import seen
from tests.setting import on_screens, published, render, render_bilingual
from tests.test_parts_pages import PARTS

SHIPPED = [look for look in Look if look is not Look.PLAIN]
LEAST = {Look.CLASSIC: 5.5, Look.MODERN: 5.5, Look.LARGE_PRINT: 16.0}  # readings above characters have half the size
"""The least size of type of a theme, in points."""


def looked(look: Look, tag: str, page: Page | None = None) -> tuple[Page, Theme]:
    """A page and the theme of an edition in a language that has a theme of the press."""
    below = shipped(look)
    page = with_defaults(page or Page(layout=Layout.BOOK), below)
    fonts = chosen_families(page, (), (language(tag).script,), below.heads)
    return page, Theme(fonts=fonts, below=below.sheet)


@cache
def book() -> Document:
    """A book of parts, chapters, sections, and every kind of block."""
    whole = everything()
    chapters = (*PARTS, *(replace(section, role=Role.CHAPTER) for section in whole.sections))
    return in_alphabet(Document("en", sentence("The book"), whole.lead, chapters))


def sizes(content: bytes) -> Iterator[tuple[float, str]]:
    """The sizes of type in a PDF, in points, each with a text in it."""
    with playa.parse(content) as file:
        for page in file.pages:
            yield from ((text.size, text.chars) for text in page.texts if text.chars.strip())


@pytest.mark.pdf
@pytest.mark.parametrize("look", SHIPPED)
def test_a_theme_is_valid_and_bound_as_a_whole(look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, theme = looked(look, "en", Page("A5", layout=Layout.BOOK, drop=2))
    xhtml = render(book(), EDITION, {}, page, theme)
    assert portions(xhtml, theme).reason == ""
    bound, findings = typeset(xhtml, EDITION, PICTURES, own=theme.fonts)
    assert {found.code for found in findings} <= {"narrow-cell"}
    valid(bound, tmp_path, "2a", "ua1")
    small = {round(size, 1): text for size, text in sizes(bound) if round(size, 2) < LEAST[look]}
    assert small == {}
    if look is Look.MODERN:  # all of them are bound in the same way; this one has most that is its own
        monkeypatch.setattr(pdf, "portions", lambda *_: quire_book.Portions((), None, "the test wants it"))
        whole, _ = typeset(xhtml, EDITION, PICTURES, own=theme.fonts)
        assert bound != whole
        seen(bound, tmp_path).assert_same(seen(whole, tmp_path))


def portions(xhtml: bytes, theme: Theme) -> "quire_book.Portions":
    """The portions of a page that are set alone."""
    return quire_book.portions(xhtml.decode(), shop(xhtml, theme))


def shop(xhtml: bytes, theme: Theme) -> "quire_job.Job":
    kind = Kind("pdf/a-2a", tagged=True, finish=lambda *_: (), picture=bytes, own=theme.fonts)
    return quire_job.Job(kind, EDITION, {}, families_in(xhtml.decode(), theme.fonts), b"", whole=True)


@pytest.mark.pdf
@pytest.mark.parametrize(("look", "tag"), [(Look.MODERN, "ar"), (Look.LARGE_PRINT, "hi"), (Look.CLASSIC, "el")])
def test_a_theme_is_for_every_script(look: Look, tag: str, tmp_path: Path) -> None:
    words = {"ar": "لم ينزل أحد مع النهر. ", "hi": "नदी के किनारे का घर। ", "el": "Κανείς δεν είχε κατέβει. "}[tag]
    page, theme = looked(look, tag)
    chapter = replace(PARTS[1].sections[0], heading=sentence(words), blocks=(paragraph(words * 9),))
    document = Document(tag, sentence(words), (), (chapter, replace(chapter, sections=(chapter,))))
    imprint = replace(EDITION, language=tag)
    content, findings = typeset(render(document, imprint, {}, page, theme), imprint, {}, own=theme.fonts)
    assert findings == ()  # in the running heads and folios too there is a face for each letter
    valid(content, tmp_path, "2a", "ua1")


@pytest.mark.pdf
def test_both_languages_are_set_in_a_theme(tmp_path: Path) -> None:
    page, theme = looked(Look.LARGE_PRINT, "sq")
    document = replace(everything(), language="en")
    both = document, replace(document, language="sq")
    content, findings = typeset(
        render_bilingual(both, EDITION, ({}, {}), page, theme), EDITION, PICTURES, own=theme.fonts
    )
    assert {found.code for found in findings} <= {"narrow-cell"}
    valid(content, tmp_path, "2a", "ua1")
    assert min(round(size, 2) for size, _ in sizes(content)) >= LEAST[Look.LARGE_PRINT]


@pytest.mark.pdf
def test_a_changed_setting_sets_a_chapter_anew() -> None:
    document = Document("en", sentence("The book"), (), PARTS[1].sections)

    def keys(page: Page, look: Look = Look.PLAIN) -> tuple[str, ...]:
        page, theme = looked(look, "en", page)
        xhtml = render(document, EDITION, {}, page, theme)
        known = quire_keys.Keys(shop(xhtml, theme))
        return tuple(known.base(portion, recto=True) for portion in portions(xhtml, theme).pages)

    plain = Page("A6", layout=Layout.BOOK)
    usual = keys(plain)
    assert keys(plain) == usual
    told = [
        keys(replace(plain, font_size="12pt")),
        keys(replace(plain, leading="1.5")),
        keys(replace(plain, drop=2)),
        keys(replace(plain, large_print=True)),
        keys(replace(plain, font="Noto Sans")),
        *(keys(plain, look) for look in SHIPPED),
    ]
    assert len(usual) > 1
    for each in told:
        assert len(each) == len(usual)
        assert not set(usual) & set(each)


@pytest.mark.browser
def test_a_theme_on_screens(tmp_path: Path) -> None:
    epubs = {}
    for look in SHIPPED:
        page, theme = looked(look, "en", Page(drop=2))
        made = published(book(), on_screens(replace(EDITION, language="en"), {}, theme, page=page), PICTURES)
        epubs[look.value] = bind(made)
        sheet = opened(epubs[look.value])["EPUB/style.css"].decode()
        assert shipped(look).sheet in sheet
        faces = set(re.findall(r'font-family: "([^"]*)";\n  font-style', sheet))
        assert ("Noto Sans" in faces) is (look is not Look.CLASSIC)
        assert ("EB Garamond" in faces) is (look is not Look.LARGE_PRINT)
    assert said_by_epubcheck(in_one_container(epubs, tmp_path / "books.epub")) == []


def test_an_edition_goes_on_top_of_a_theme() -> None:
    own = b"h2 { color: red }"
    sheet = style("theme.css", Theme((("theme.css", own),), below=shipped(Look.CLASSIC).sheet))
    assert sheet.index(shipped(Look.CLASSIC).sheet[:40]) < sheet.index(own.decode())
    assert style("theme.css") == ""


@pytest.mark.parametrize("look", SHIPPED)
def test_a_theme_is_what_a_theme_may_be(look: Look) -> None:
    folder = files("kolofon.write.themes.shipped").joinpath(look.value)
    assert {each.name for each in folder.iterdir()} == {"theme.css", "theme.toml"}
    sheet = shipped(look).sheet
    check_sheets(Theme((("theme.css", sheet.encode()),)), frozenset())
    assert not re.search("[&<]", sheet)  # it goes into XML as it is
    assert set(re.findall('content: *"([A-Za-z]{2,})', sheet)) == set()  # no words, which would be in one language


@pytest.mark.pdf
def test_a_proof_is_in_no_theme_of_the_press(press: Press) -> None:
    file = press.root / "source/edition.toml"
    file.write_text(file.read_text("utf-8").replace("\n[page]", '\ntheme = "modern"\n[page]', 1), "utf-8")
    said = press("build", "sq", "--format", "proof")
    assert said.code == 0, said.err
    assert "typesetter-message" not in said.err
