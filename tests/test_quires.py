"""Books that are bound from quires: what is seen of them is what is seen of the book that is set as a whole."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from kolofon.model.document import Document, Role, Section
from kolofon.model.edition import Layout, Page, SourceFormat
from kolofon.segment import segment
from kolofon.translate.localize import in_alphabet, localize
from kolofon.write.themes.theme import PLAIN, Theme
from tests import stress
from tests.later import pdf, quire_book, typeset
from tests.pdfs import EDITION, PICTURES, valid
from tests.publishing import everything, paragraph, sentence
from tests.quires import seen
from tests.reading import Reader
from tests.setting import render
from tests.test_parts_pages import PARTS

pytestmark = pytest.mark.pdf

ARABIC = "وصلت القوات إلى المدينة في الصباح الباكر من ذلك اليوم وبدأت المعارك في كل الشوارع حتى المساء "
TEXT = (
    "The [First]{{index}} brigade came to [Tirana]{{index}} by the [road {0}]{{index}}.[^{0}] "
    + "It was a long way. " * 90
)
NOTES = "\n\n[^{0}]: That is note {0}, which says where [Tirana]{{index}} is."


class Text(NamedTuple):
    """A book: its document, how it is set, its pictures and its theme."""

    document: Document
    page: Page = Page("A6")
    pictures: Mapping[str, bytes] = MappingProxyType({})
    theme: Theme = PLAIN


def chapters(document: Document) -> Document:
    """A document whose sections are chapters."""
    return replace(document, sections=tuple(replace(section, role=Role.CHAPTER) for section in document.sections))


def indexed() -> Document:
    text = "".join(f"\n\n## Chapter {number}\n\n{TEXT.format(number)}" for number in range(1, 6))
    notes = "".join(NOTES.format(number) for number in range(1, 6))
    read = Reader(SourceFormat.MARKDOWN).clean(f"# The book\n\nBefore it begins.{text}{notes}")
    return chapters(localize(replace(segment(read), language="en")))


def leftward() -> Document:
    sections = tuple(
        Section(sentence(f"الفصل {number}"), (paragraph(ARABIC * number * 9),), role=Role.CHAPTER)
        for number in range(1, 5)
    )
    return Document("ar", sentence("الكتاب"), (), sections)


def in_parts(columns: int = 1) -> Text:
    return Text(in_alphabet(Document("en", sentence("The book"), (), PARTS)), Page(columns=columns))


PAINTED = Theme((("theme.css", b"@page { background: #eee; @left-middle { content: 'x'; background: blue } }"),))
BOOKS: Mapping[str, Callable[[], Text]] = {
    "stress": lambda: Text(stress.stress_book(5), Page("A5"), stress.PICTURES),
    "index": lambda: Text(indexed()),
    "parts": in_parts,
    "columns": lambda: in_parts(2),
    "leftward": lambda: Text(leftward()),
    "short": lambda: Text(everything(), Page("A5", layout=Layout.BOOK), PICTURES),
    "painted": lambda: Text(leftward(), theme=PAINTED),
}


@cache
def text(name: str) -> tuple[bytes, Mapping[str, bytes]]:
    """The page and the pictures of a book."""
    book = BOOKS[name]()
    imprint = replace(EDITION, language=book.document.language, draft=True)
    return render(book.document, imprint, {}, book.page, book.theme), book.pictures


def as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, books are set as a whole."""
    monkeypatch.setattr(pdf, "portions", lambda *_: quire_book.Portions((), None, "the test wants it"))


@pytest.mark.parametrize("name", BOOKS)
def test_a_bound_book_is_the_whole_book(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, pictures = text(name)
    bound, findings = typeset(page, EDITION, pictures)
    as_a_whole(monkeypatch)
    whole, told = typeset(page, EDITION, pictures)
    assert set(findings) == set(told)
    seen(bound, tmp_path).assert_same(seen(whole, tmp_path))
    assert bound != whole
    valid(bound, tmp_path, "2a", "ua1")
