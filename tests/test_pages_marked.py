"""The pages of the print are marked in the text where they begin, and not a letter is lost by it."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import (
    Aside,
    AsideKind,
    Bibliography,
    Block,
    Definition,
    DefinitionList,
    Document,
    Entry,
    Figure,
    Image,
    ListItem,
    Paragraph,
    Preformatted,
    Reference,
    Table,
    TableCell,
)
from kolofon.set import set_document
from kolofon.set.pages.marks import PageStart, mark_pages
from kolofon.set.values.document import SetDocument, SetEntry
from kolofon.set.values.line import PageMark
from kolofon.set.walk.traverse import ids_in, walk
from kolofon.set.words import Words
from kolofon.text.notation import plain
from kolofon.write.paper.pages.pieces import Piece
from kolofon.write.paper.pages.starts import page_starts
from tests.epubs import published
from tests.publishing import PLACE, article, everything, paragraph, sentence
from tests.table import each_row
from tests.test_index_printed import everything as with_index

if TYPE_CHECKING:
    from kolofon.write.paper.weasyprint.protocols import Box

WORDS = Words({}, "sq")


@cache
def set_of(make: Callable[[], Document]) -> SetDocument:
    return set_document(make(), WORDS)


def chapter(document: Document, *starts: PageStart) -> str:
    """The markup of the first section, in which each mark is its folio in brackets."""
    made = published(document, starts)
    (markup,) = [file.content.decode() for file in made.files if file.path.name == "s1.xhtml"]
    body = markup.partition("<h2>")[2].partition("</body>")[0]
    return re.sub("<[^>]*>", "", re.sub('<span id="page-([0-9]+)"[^>]*></span>', r"[\1]", body))


TABLE = Table((sentence("Titulli"),), (), ((TableCell((sentence("një dy"),), heading=False),),))
GLOSSARY = DefinitionList(
    (
        Definition((sentence("zogu"),), (ListItem((paragraph("një shpend"),)),)),
        Definition((sentence("arra"),), (ListItem((paragraph("një pemë"),)),)),
    ),
    glossary=True,
    order=(1, 0),
)


ASIDE = Aside(AsideKind.TIP, sentence("Një këshillë"), (paragraph("këtu"),))


@each_row(
    ("block", "start", "shown"),
    [
        (paragraph("Një dy."), PageStart("7", "s1-p1", 3), "Një [7]dy."),
        (TABLE, PageStart("7", "s1-t1", 7), "Titulli[7]një dy"),
        (TABLE, PageStart("7", "s1-t1", 10), "Titullinjë [7]dy"),
        (Preformatted("let a\nlet b\n", "", ()), PageStart("7", "s1", 4), "let a\n[7]let b\n"),
        (Figure(Image("map.png", "x"), (sentence("Harta"),)), PageStart("7", "s1-f1", 0, 0), "[7]\nHarta"),
        (Bibliography((Entry("A. Një, Dy", PLACE),), "sq"), PageStart("7", "s1-b1", 4), "A. Një, [7]Dy"),
        (ASIDE, PageStart("7", "s1-a1-label", 0), "[7]Një këshillë"),
        (ASIDE, PageStart("7", "s1-a1-label", 3), "Një [7]këshillë"),
        (ASIDE, PageStart("7", "s1-a1", 12), "[7]këtu"),
        (GLOSSARY, PageStart("7", "s1-g1", 0), "arra\nnjë pemë\n[7]zogu\nnjë shpend"),
        (GLOSSARY, PageStart("7", "s1", 8), "arra\nnjë [7]pemë\nzogu\nnjë shpend"),
    ],
)
def test_a_mark_is_before_the_word_that_a_page_begins_with(block: Block, start: PageStart, shown: str) -> None:
    document = article(block, title="T")
    letters = sum(map(str.isalnum, plain(document.sections[0].heading.inlines)))
    start = start._replace(letters=start.letters + letters) if start.id == "s1" else start
    assert shown in chapter(document, start).replace("\n\n", "\n")


def test_a_figure_that_moved_counts_for_nothing_around_it() -> None:
    words, figure = Element("p"), Element("figure")
    box = cast("Box", None)
    pages = [
        Piece(1, ("s1",), words, "Përshkrimi një", box),
        Piece(2, ("s1", "s1-f1"), figure, None, box, "s1-f1"),
        Piece(2, ("s1", "s1-f1"), figure, "Harta", box, "s1-f1"),
        Piece(2, ("s1",), words, "dy", box),
        Piece(3, ("s1",), words, "tri", box),
    ]
    _, second, third = page_starts(pages)
    assert second == PageStart("2", "s1", 13, figures=("s1-f1",))
    assert third == PageStart("3", "s1", 15)
    figured = Figure(Image("map.png", "x"), (sentence("Harta"),))
    shown = chapter(article(figured, Preformatted("një\ndy\ntri\n", "", ()), title="T"), second, third)
    assert "Harta" in shown
    assert "një\n[2]dy\n[3]tri" in shown


def test_a_page_that_the_text_does_not_hold_begins_at_the_next_element() -> None:
    document = set_document(article(paragraph("Një."), paragraph("Dy.")), WORDS)
    marked, left = mark_pages(document, [PageStart("3", "nowhere", 4, next="s1-p2")], WORDS)
    assert not left
    assert [node.folio for node in walk(marked) if isinstance(node, PageMark)] == ["3"]
    again, left = mark_pages(document, [PageStart("3", "colophon", 4)], WORDS)
    assert left == {"colophon": ("3",)}
    assert again == document


def text_of(document: SetDocument) -> list[str]:
    """All letters and digits of a document, in order; an entry with a mark has its text in pieces besides."""
    nodes = (node for node in walk(document) if not (isinstance(node, SetEntry) and node.inlines))
    texts = (getattr(node, "text", "") for node in nodes)
    return [character for text in texts for character in text if character.isalnum()]


def unreferring() -> Document:
    """A document of everything but the reference to a page, whose words become that page."""
    document = everything()
    section, *others = document.sections
    first, *blocks = section.blocks
    assert isinstance(first, Paragraph)
    (line,) = first.sentences
    *inlines, reference = line.inlines
    assert isinstance(reference, Reference)
    first = replace(first, sentences=(replace(line, inlines=tuple(inlines)),))
    return replace(document, sections=(replace(section, blocks=(first, *blocks)), *others))


@pytest.mark.parametrize("make", [unreferring, with_index], ids=["everything", "index"])
@given(data=st.data())
def test_marks_change_no_letter(make: Callable[[], Document], data: st.DataObject) -> None:
    document = set_of(make)
    ids = sorted({*ids_in(document), "contents", "title", "lead"})
    places = st.tuples(st.sampled_from(ids), st.integers(0, 60), st.sampled_from([-1, -1, -1, 0]))
    starts = [
        PageStart(str(number), id_, letters, picture)
        for number, (id_, letters, picture) in enumerate(data.draw(st.lists(places, max_size=9)), 1)
    ]
    marked, left = mark_pages(document, starts, WORDS)
    found = [node.folio for node in walk(marked) if isinstance(node, PageMark)]
    assert sorted(found) == sorted(
        {start.folio for start in starts} - {folio for one in left.values() for folio in one}
    )
    assert text_of(marked) == text_of(document)
    assert sorted(ids_in(marked)) == sorted(ids_in(document))
