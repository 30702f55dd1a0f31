"""Languages with digits of their own: each number that the press writes for readers is in these."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kolofon.language import language
from kolofon.model.document import Document, IndexMark, List, ListItem, Note, NoteRef, Role, Section
from kolofon.model.edition import Layout, Page
from kolofon.model.notes import NotePlace
from kolofon.segment import segment
from kolofon.translate.localize import localize
from kolofon.write.screen.epub import bind
from tests.epubs import opened
from tests.later import pdf, pikepdf, quire_book, typeset
from tests.pdfs import PICTURES, words_of
from tests.publishing import IMPRINT, paragraph, sentence
from tests.setting import on_screens, published, render

if TYPE_CHECKING:
    from kolofon.set.pages.marks import PageStart

WORDS = {
    "bn": "পাথর শহরে নেওয়া হলো। ",
    "fa": "سنگ‌ها را به شهر بردند و راه دراز بود. ",
    "my": "ကျောက်တုံးများကို မြို့သို့ သယ်ခဲ့သည်။ ",
}
PAGE = Page("A6", layout=Layout.BOOK)
_BARE = re.compile(r"(?<![\w./:-])[0-9]{1,2}\.?(?![\w./:-])")
"""A small number by itself, in European digits."""


def book(tag: str) -> Document:
    """A book of two chapters, with a numbered list, a note in each, and an index."""
    words = WORDS[tag] * 25
    inside = (
        paragraph(words, IndexMark((WORDS[tag].split()[0],), number=1), NoteRef("a")),
        List((ListItem((paragraph(words),)), ListItem((paragraph(WORDS[tag], NoteRef("b")),))), start=1),
    )
    title = WORDS[tag].split()[0]
    sections = [Section(sentence(title), inside, role=Role.CHAPTER) for _ in range(2)]
    notes = (Note("a", (paragraph(WORDS[tag]),)), Note("b", (paragraph(WORDS[tag]),)))
    return localize(segment(Document(tag, sentence(title), (), tuple(sections), notes)))


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("tag", "notes", "layout", "way"),
    [
        ("fa", NotePlace.FOOT, Layout.BOOK, "bound"),
        ("fa", NotePlace.LIST, Layout.ARTICLE, "whole"),
        ("bn", NotePlace.LIST, Layout.BOOK, "whole"),
        ("my", NotePlace.CHAPTER, Layout.ARTICLE, "bound"),
    ],
)
def test_folios_contents_notes_and_lists_are_in_the_digits_of_the_language(
    tag: str, notes: NotePlace, layout: Layout, way: str, tmp_path: Path
) -> None:
    imprint = replace(IMPRINT, language=tag, progress=None)
    starts: list[PageStart] = []
    page = render(book(tag), imprint, {}, replace(PAGE, notes=notes, layout=layout))
    with pytest.MonkeyPatch.context() as patched:
        if way == "whole":
            patched.setattr(pdf, "portions", lambda *_: quire_book.Portions((), None, "the test wants it"))
        content, findings = typeset(page, imprint, PICTURES, starts=starts)
    assert not findings
    own = language(tag).digits
    with pikepdf.open(io.BytesIO(content)) as file:
        labels = [str(each.label) for each in file.pages]
    assert own[1] in labels
    assert not any(label.isdecimal() and label.isascii() for label in labels)
    assert {start.folio for start in starts} <= set(labels)
    text = words_of(content, tmp_path)
    assert own[1] in text
    assert _BARE.findall(text) == []


@pytest.mark.pdf
def test_an_epub_has_them_too() -> None:
    imprint = replace(IMPRINT, language="fa")
    starts: list[PageStart] = []
    document = book("fa")
    typeset(render(document, imprint, {}, PAGE), imprint, PICTURES, starts=starts)
    files = opened(bind(published(document, on_screens(imprint, {}, page=PAGE), PICTURES, starts)))
    nav = files["EPUB/nav.xhtml"].decode()
    assert '#page-۱">۱</a>' in nav
    chapter = files["EPUB/s1.xhtml"].decode()
    assert re.findall(r'role="doc-noteref"[^>]*>([^<]*)<', chapter) == ["۱", "۲"]
    assert "list-style-type: persian" in next(text.decode() for name, text in files.items() if name.endswith(".css"))


def test_only_such_languages_have_a_style_for_their_lists() -> None:
    styles = {tag: render(book(tag), replace(IMPRINT, language=tag), {}, PAGE) for tag in WORDS}
    assert [b"list-style-type: persian" in styles[tag] for tag in ("fa", "bn", "my")] == [True, False, False]
    assert b"list-style-type: bengali" in styles["bn"]
    assert b"list-style-type: myanmar" in styles["my"]
