"""What a passage is, a letter or a song, from the markup of a book to an EPUB."""

from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.document import Document, Quotation, QuotationKind, Verse
from kolofon.model.edition import Page, SourceFormat
from kolofon.model.walk import every_block
from tests.epubs import EDITION, bound, opened, said_by_epubcheck, xml
from tests.pages import words
from tests.publishing import article, paragraph
from tests.reading import Reader, p
from tests.setting import render, render_bilingual

XHTML = Reader(SourceFormat.XHTML)
TYPE = "{http://www.idpf.org/2007/ops}type"
KINDS = [kind for kind in QuotationKind if kind]


def page(body: str) -> str:
    space = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    return f"<html {space}><head><title>T</title></head><body>{body}</body></html>"


def kinds(body: str) -> list[QuotationKind]:
    document, _ = XHTML(page(body))
    return [block.kind for block in document.lead if isinstance(block, Quotation)]


def every_kind() -> Document:
    """A quotation of each kind, and one in another."""
    quotations = tuple(Quotation((paragraph(f"Words of {kind}."),), kind) for kind in QuotationKind)
    nested = Quotation((paragraph("One."), Quotation((paragraph("Two."),), QuotationKind.SONG)), QuotationKind.LETTER)
    return article(*quotations, nested, language="en")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("attribute", ["epub:type", "role", "class"])
def test_a_quotation_says_what_it_is(kind: QuotationKind, attribute: str) -> None:
    prefixes = {"epub:type": ("", "z3998:"), "role": ("doc-",), "class": ("",)}[attribute]
    for prefix in prefixes:
        assert kinds(f'<blockquote {attribute}="other {prefix}{kind}"><p>a</p></blockquote>') == [kind]


@pytest.mark.parametrize("name", ["article", "div", "section"])
def test_an_element_around_a_letter_is_a_quotation(name: str) -> None:
    around = f'<{name} epub:type="z3998:letter">{{}}</{name}>'
    document = XHTML.clean(page(around.format("<p>Dear Sir,</p><p>yours.</p>")))
    assert document.lead == (Quotation((p("Dear Sir,"), p("yours.")), QuotationKind.LETTER),)
    document = XHTML.clean(page(around.format("<blockquote><p>Dear Sir,</p></blockquote>")))
    assert document.lead == (Quotation((p("Dear Sir,"),), QuotationKind.LETTER),)
    document = XHTML.clean(page(around.format('<blockquote class="song"><p>la</p></blockquote>')))
    (outer,) = document.lead
    assert isinstance(outer, Quotation)
    assert outer.kind is QuotationKind.LETTER
    assert [block.kind for block in outer.blocks if isinstance(block, Quotation)] == [QuotationKind.SONG]


def test_a_play_in_a_table_is_within_its_kind() -> None:
    table = "<table><tr><td>Ann</td><td>Who is there?</td></tr></table>"
    assert kinds(f'<div epub:type="z3998:drama">{table}</div>') == [QuotationKind.DRAMA]


def test_verse_is_verse_without_a_quotation_around_it() -> None:
    for told in ('epub:type="z3998:poem"', 'class="poem"', 'epub:type="z3998:verse"'):
        document = XHTML.clean(page(f"<div {told}><p>One<br/>two</p><p>three<br/>four</p></div>"))
        assert [type(block) for block in document.lead] == [Verse]


def test_the_most_special_word_counts() -> None:
    assert kinds('<blockquote epub:type="z3998:poem z3998:song"><p>la</p></blockquote>') == [QuotationKind.SONG]
    diary = (
        '<blockquote epub:type="z3998:diary"><blockquote epub:type="z3998:diary-entry"><p>a</p></blockquote>'
        "<p>b</p></blockquote>"
    )
    (block,) = XHTML.clean(page(diary)).lead
    assert isinstance(block, Quotation)
    assert block.kind is QuotationKind.DIARY
    assert block.blocks[0] == Quotation((p("a"),), QuotationKind.DIARY_ENTRY)


@pytest.mark.parametrize(
    "body",
    [
        '<div class="letter"><p>A</p></div>',
        '<div class="letter"><h2>A</h2><p>Ale</p><p>Ape</p></div>',
        '<div class="letters"><p>A</p><p>B</p></div>',
        '<p class="letter">A</p>',
    ],
)
def test_the_letters_of_an_alphabet_are_no_letters(body: str) -> None:
    document = XHTML.clean(page(f"<h1>T</h1>{body}"))
    assert not [block for block in every_block(document) if isinstance(block, Quotation)]


def test_a_class_alone_says_what_paragraphs_are() -> None:
    assert kinds('<div class="letter"><p>Dear Sir,</p><p>yours.</p></div>') == [QuotationKind.LETTER]


def test_types_without_a_place_are_told_once() -> None:
    letter = (
        '<blockquote epub:type="z3998:letter"><p epub:type="z3998:salutation">Dear Sir,</p><p>come.</p>'
        '<footer epub:type="z3998:valediction"><p epub:type="z3998:sender">Ann</p></footer></blockquote>'
    )
    chapter = '<section epub:type="chapter z3998:letter"><h2 epub:type="ordinal z3998:roman">I</h2><p>a</p></section>'
    _, findings = XHTML(page(f"{letter}{letter}{chapter}"))
    (told,) = findings
    assert told.code == "unread-attribute"
    assert told.subject == (
        "epub:type=“z3998:salutation” (2 times), epub:type=“z3998:valediction” (2 times), "
        "epub:type=“z3998:sender” (2 times), epub:type=“z3998:letter”"
    )


def test_a_page_of_the_press_reads_back() -> None:
    document = every_kind()
    text = render(document, replace(EDITION, language="en"), {}, Page()).decode()
    again, _ = XHTML(text)
    before, after = (
        [block.kind for block in every_block(one) if isinstance(block, Quotation)] for one in (document, again)
    )
    assert after == before
    assert 'data-kind="telegram"' in text
    assert "epub:type" not in text


def test_an_epub_says_what_its_passages_are() -> None:
    book = bound(every_kind())
    pages = [xml(content) for name, content in opened(book).items() if name.endswith(".xhtml")]
    found = [one for each in pages for one in each.iter("blockquote")]
    types = {words(one): one.get(TYPE) for one in found}
    assert types["Words of ."] is None
    assert types["Words of letter."] == "z3998:letter"
    assert types["Words of epigraph."] == "epigraph"
    assert types["Words of dedication."] == "dedication"
    assert {one.get(TYPE, one.get("data-kind", "")) for one in found} == {
        kind if kind in {"", "epigraph", "dedication", "telegram"} else f"z3998:{kind}" for kind in QuotationKind
    }


@pytest.mark.browser
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(bound(every_kind()))
    assert said_by_epubcheck(path) == []


def test_an_epub_reads_back() -> None:
    pages = [content for name, content in opened(bound(every_kind())).items() if "s1" in name or "lead" in name]
    found = [
        block.kind
        for content in pages
        for block in every_block(XHTML(content.decode())[0])
        if isinstance(block, Quotation)
    ]
    assert found == [block.kind for block in every_block(every_kind()) if isinstance(block, Quotation)]


def test_a_quotation_beside_its_translation_says_it_too() -> None:
    imprint = replace(EDITION, language="en")
    text = render_bilingual((every_kind(), every_kind()), imprint, ({}, {}), Page()).decode()
    assert all(text.count(f'data-kind="{kind}"') >= 2 for kind in KINDS)
