"""XHTML as books in EPUB have it: titles, notes, verse; no word is lost."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import (
    Document,
    Emphasis,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Quotation,
    QuotationKind,
    Superscript,
    Text,
    Verse,
)
from kolofon.model.edition import SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.read.sections.missing_words import strings
from kolofon.read.works.chapters import read_chapters
from kolofon.text.notation import plain
from tests.publishing import IMPRINT
from tests.reading import EDITION, Reader, p, s
from tests.setting import render
from tests.table import each_row

UNTITLED = Reader(SourceFormat.XHTML, Work("x"))
_WORD = re.compile(r"[^\W_]+")


def page(body: str, title: str = "") -> str:
    space = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    return f"<html {space}><head><title>{title}</title></head><body>{body}</body></html>"


def chapters(**pages: str) -> tuple[Document, tuple[Finding, ...]]:
    """Pages as a work, of which those whose names begin with `c` are its chapters."""
    files = {f"{name}.xhtml": text.encode() for name, text in pages.items()}
    work = Work("x", title="The Book", format=SourceFormat.XHTML, chapters=("c*.xhtml",))
    return read_chapters(files, work, EDITION)


@each_row(
    ("body", "title"),
    [
        ("<section><h2>The Mill</h2><p>a</p></section>", "The Mill"),
        ("<header><h3>The Mill</h3></header><p>a</p>", "The Mill"),
        ("<h2>The Mill</h2><p>a</p><h3>b</h3><p>c</p>", "The Mill"),
        ("<figure><img src='a.png' alt='a'/></figure><h2>The Mill</h2><p>a</p>", "The Mill"),
        ("<p>I</p><h2>In the head</h2><p>a</p>", "In the head"),
        ("<h2>a</h2><p>b</p><h2>c</h2><p>d</p>", "In the head"),
        ("<p>a</p>", "In the head"),
        ("<hgroup><h2>I</h2><p>The Mill</p></hgroup><p>a</p>", "I The Mill"),
    ],
)
def test_the_title_of_a_chapter(body: str, title: str) -> None:
    document, findings = chapters(c=page(body, "In the head"))
    assert plain(document.sections[0].heading.inlines) == title
    assert "missing-title" not in {one.code for one in findings}


def test_the_title_of_the_book_is_that_of_no_chapter() -> None:
    document, findings = chapters(c=page("<p>a</p>", "The Book"))
    assert plain(document.sections[0].heading.inlines) == "c"
    assert [one.code for one in findings] == ["missing-title"]


@pytest.mark.parametrize(
    ("call", "note"),
    [
        ('<a epub:type="noteref" href="#n" id="r">1</a>', '<aside epub:type="footnote" id="n"><p>A note.</p></aside>'),
        ('<a role="doc-noteref" href="#n">1</a>', '<p id="n">A note.</p>'),
        (
            '<sup><a href="#n" id="r">1</a></sup>',
            (
                '<section epub:type="footnotes"><h2>Notes</h2><ol>'
                '<li id="n"><p>A note. <a href="#r">back</a></p></li></ol></section>'
            ),
        ),
        (
            '<a class="fnanchor" href="#n" id="r">[1]</a>',
            '<div class="footnote"><p><a id="n" href="#r">[1]</a> A note.</p></div>',
        ),
        ('<sup id="r"><a href="#n">2</a></sup>', '<p><a id="n" href="#r">2.</a> A note.</p>'),
    ],
)
def test_a_note_in_the_page(call: str, note: str) -> None:
    document, _ = UNTITLED(page(f"<h1>T</h1><p>Words.{call}</p>{note}"))
    (paragraph,) = document.lead
    assert isinstance(paragraph, Paragraph)
    assert isinstance(paragraph.sentences[0].inlines[-1], NoteRef)
    assert [note.blocks for note in document.notes] == [(p("A note."),)]
    assert document.sections == ()


def test_what_is_no_note_stays() -> None:
    text = page('<h1>T</h1><p id="a"><a href="#b" id="x">See</a> it.</p><p id="b">There. <a href="#x">1</a></p>')
    document, _ = UNTITLED(text)
    assert len(document.lead) == 2
    assert document.notes == ()


def test_notes_in_another_file_are_those_of_the_chapters_that_call_them() -> None:
    other = '<a epub:type="noteref" href="#n3" id="r3">3</a>'
    told = (("1", other, "c1.xhtml#r"), ("2", "", "c2.xhtml#r"), ("3", "", "#r3"))
    items = "".join(
        f'<li id="n{number}" epub:type="endnote"><p>Note {number}.{more} <a href="{back}">↩</a></p></li>'
        for number, more, back in told
    )
    notes = page(f'<section epub:type="endnotes"><h2>Endnotes</h2><ol>{items}</ol></section>')
    text = '<h2>C{0}</h2><p>Text<a epub:type="noteref" id="r" href="notes.xhtml#n{0}">{0}</a></p>'
    document, findings = chapters(c1=page(text.format(1)), c2=page(text.format(2)), notes=notes)
    assert findings == ()
    names = [note.name for note in document.notes]
    assert names == ["1 notes.xhtml#n1", "1 notes.xhtml#n3", "2 notes.xhtml#n2"]
    assert document.sections[1].blocks == (p("Text", NoteRef("2 notes.xhtml#n2")),)
    assert Note("2 notes.xhtml#n2", (p("Note 2."),)) in document.notes


def test_a_page_of_notes_that_is_a_chapter_is_linked_to() -> None:
    document, _ = chapters(
        c1=page('<h2>A</h2><p>Text<a epub:type="noteref" href="c2.xhtml#n1">1</a></p>'),
        c2=page('<section epub:type="endnotes"><h2>Notes</h2><ol><li id="n1"><p>A note.</p></li></ol></section>'),
    )
    assert document.notes == ()
    assert document.sections[0].blocks == (p("Text", Link((Text("1"),), "#s2")),)


def test_a_call_of_nothing_keeps_its_words() -> None:
    document, findings = chapters(c=page('<h2>A</h2><p>Text<a epub:type="noteref" href="no.xhtml#n">1</a></p>'))
    assert document.sections[0].blocks == (p("Text1"),)
    assert [(one.code, one.subject) for one in findings] == [("missing-note", "no.xhtml#n")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            '<blockquote epub:type="z3998:verse"><p><span>One</span><br/><span class="i2">two</span></p></blockquote>',
            "verse",
        ),
        (
            (
                '<blockquote class="poem"><p class="stanza"><span>One<br/></span><span class="i2">two</span></p>'
                "</blockquote>"
            ),
            "poem",
        ),
        (
            (
                '<blockquote class="poem"><div class="lg"><span>One</span><br/><span class="i2">two</span></div>'
                "</blockquote>"
            ),
            "poem",
        ),
        (
            (
                '<blockquote><div class="poetry"><div class="stanza"><div class="verse indent0">One</div>'
                '<div class="verse indent4">two</div></div></div></blockquote>'
            ),
            "",
        ),
        ('<blockquote epub:type="z3998:song"><p class="i0">One</p><p class="i2">two</p></blockquote>', "song"),
    ],
)
def test_verse_and_its_indents(text: str, kind: str) -> None:
    document = UNTITLED.clean(page(f"<h1>T</h1>{text}"))
    assert document.lead == (Quotation((Verse(((s("One"), s("two")),), ((0, 2),)),), QuotationKind(kind)),)
    rendered = render(document, replace(IMPRINT, language="en", progress=None), {}, EDITION.page).decode()
    assert 'One<br/>\n<span class="i2">two</span>' in rendered
    assert UNTITLED.clean(rendered).lead == document.lead


def test_prose_in_verse_and_around_it_is_prose() -> None:
    text = (
        '<div class="poem"><h3>A song</h3><p>la<br/>la</p><p>lu<br/>lu</p><cite>Ann</cite>'
        '<blockquote epub:type="z3998:letter"><p>Dear Ann</p></blockquote></div><p>Text<br/>on</p>'
    )
    document, _ = UNTITLED(page(f"<h1>T</h1>{text}"))
    ((section,),) = (document.sections,)
    kinds = [type(block) for block in section.blocks]
    assert kinds == [Verse, Paragraph, Quotation, Paragraph]
    assert section.blocks[0] == Verse(((s("la"), s("la")), (s("lu"), s("lu"))))
    assert section.blocks[1] == p(Emphasis((Text("Ann"),)))


def test_a_raised_call_is_no_raised_text() -> None:
    document, _ = UNTITLED(
        page('<h1>T</h1><p>a<sup>2</sup><sup><a href="#n" epub:type="noteref">1</a></sup></p><p id="n">b</p>')
    )
    assert document.lead == (p("a", Superscript((Text("2"),)), NoteRef("n")),)


WORDS = st.sampled_from(["mill", "river", "bridge", "1", "[2]", "&amp;", "two words"])
NAMES = st.sampled_from(
    [
        *("p", "div", "section", "blockquote", "span", "em", "sup", "a", "li", "ol", "aside", "h2", "h3", "hgroup"),
        *("header", "table", "td", "figure", "br", "i", "cite", "dl", "dd", "svg", "title"),
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        *("", "", ' id="a"', ' id="b"', ' href="#a"', ' href="#b" epub:type="noteref"', ' epub:type="footnotes"'),
        *(
            ' epub:type="footnote" id="a"',
            ' class="poem"',
            ' class="stanza"',
            ' epub:type="z3998:verse"',
            ' class="i2"',
        ),
        *(' href="n.xhtml#a"', ' role="doc-endnotes"', ' href="#a" id="b"', ' epub:type="backlink" href="#a"'),
    ]
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda name, told, content: f"<{name}{told}>{' '.join(content)}</{name}>",
        NAMES,
        ATTRIBUTES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@given(st.lists(TREES, max_size=4))
def test_every_word_is_in_the_document_or_told(trees: list[str]) -> None:
    body = " ".join(trees)
    try:
        document, findings = UNTITLED(page(f"<h1>T</h1>{body}"))
    except SourceError:
        return
    shown = " ".join([*strings(document), *(f"{one.message} {one.subject}" for one in findings)])
    calls = {number for number in ("1", "2") if document.notes}  # their numbers are given anew
    wanted = set(_WORD.findall(re.sub(r"<[^>]*>|&amp;", " ", body)))
    assert wanted - set(_WORD.findall(shown)) - calls == set()


@pytest.mark.slow
def test_many_notes_and_lines_are_read_in_their_time() -> None:
    number = 3_000
    calls = "".join(f'<p>a<a epub:type="noteref" href="#n{each}" id="r{each}">1</a></p>' for each in range(number))
    notes = "".join(f'<li id="n{each}"><p>b <a href="#r{each}">1</a></p></li>' for each in range(number))
    verse = '<div class="poem">' + "<p>a<br/>b</p>" * number + "</div>"
    document, _ = UNTITLED(page(f'<h1>T</h1>{calls}<section epub:type="endnotes"><ol>{notes}</ol></section>{verse}'))
    assert len(document.notes) == number
