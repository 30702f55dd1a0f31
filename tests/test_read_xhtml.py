"""XHTML: what the press writes reads back as what it was."""

from dataclasses import replace
from operator import attrgetter

import pytest
from hypothesis import given

from kolofon.model.document import (
    Date,
    Document,
    Foreign,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Section,
    Strong,
    Table,
    TableCell,
    Text,
)
from kolofon.model.edition import Page, SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.read.works.chapters import read_chapters
from kolofon.text.notation import plain
from tests.commonmark import EXAMPLES, Example, has_raw_html
from tests.publishing import IMPRINT, everything
from tests.reading import EDITION, TITLED, Reader, asked, identical, p, s
from tests.setting import render
from tests.table import each_row
from tests.test_read_markdown import MARKDOWN, TEXTS, numbered

XHTML = Reader(SourceFormat.XHTML)
WITHOUT_HTML = [example for example in EXAMPLES if not has_raw_html(example.markdown)]


def page(body: str, head: str = "") -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head>{head}</head><body>{body}</body></html>'


def rendered(document: Document) -> str:
    return render(document, replace(IMPRINT, language="en", progress=None), {}, Page()).decode()


def test_every_kind_of_node_reads_back() -> None:
    once = rendered(replace(everything(), language="en"))
    document, findings = XHTML(once)
    assert [finding.code for finding in findings] == ["empty-section"]
    assert rendered(document) == once


def test_a_page_of_the_press_is_what_it_was() -> None:
    text = "# T\n\na *b*[^1]\n\n## One\n\n- c\n- d\n\n### Two\n\n[e](#one) [f]{translate=no}\n\n[^1]: note\n"
    source = MARKDOWN.clean(text)
    document = XHTML.clean(rendered(source))
    assert (document.title, document.lead[0].__class__, len(document.notes)) == (s("T"), source.lead[0].__class__, 1)
    assert document.sections == source.sections
    assert document.notes == (Note("n1", (p("note"),)),)
    assert asked(document) == asked(source)
    one, other = identical(document)
    assert one == other


def assert_written_the_same_again(example: Example) -> None:
    once = rendered(MARKDOWN(example.markdown)[0])
    assert rendered(XHTML(once)[0]) == once


@each_row("example", WITHOUT_HTML[::28], ids=attrgetter("number"))
def test_what_was_written_once_is_written_the_same_again(example: Example) -> None:
    assert_written_the_same_again(example)


@pytest.mark.slow
@each_row("example", WITHOUT_HTML[::7], ids=attrgetter("number"))
def test_many_examples_are_written_the_same_again(example: Example) -> None:
    assert_written_the_same_again(example)


@given(TEXTS)
def test_any_page_of_the_press_reads(pieces: list[str]) -> None:
    try:
        source, _ = MARKDOWN(numbered(pieces)[0])
    except SourceError:
        return
    document, _ = XHTML(rendered(source))
    assert document.language == source.language


def test_any_page() -> None:
    document = XHTML.clean(
        page(
            '<nav><a href="#b">contents</a></nav><main>'
            '<p>a&nbsp;<b lang="sq">b</b> <time datetime="1944-11-17">c</time></p>'
            '<div><h2 id="b">One</h2><ol start="3"><li>d</li></ol><section id="e"><h3>Two</h3><p><a href="#e">f</a></p>'
            '</section></div><table><tr><th>g</th></tr><tr><td style="text-align: right">h</td></tr></table></main>'
        )
    )
    foreign = Foreign((Strong((Text("b"),)),), "sq")
    assert document.lead == (p("a\u00a0", foreign, " ", Date(1944, 11, 17, "c")),)
    assert document.sections == (
        Section(
            s("One"),
            (List((ListItem((p("d"),)),), 3),),
            (
                Section(
                    s("Two"),
                    (
                        p(Link((Text("f"),), "#s1-1")),
                        Table((), (), ((TableCell((s("g"),), heading=True),), (TableCell((s("h"),)),))),
                    ),
                ),
            ),
        ),
    )


def test_pages_as_chapters() -> None:
    files = {
        "a.xhtml": page(
            '<h1>A</h1><p><a href="b.xhtml#x">to b</a><a role="doc-noteref" href="#n1">1</a></p>'
            '<aside role="doc-footnote" id="n1">e</aside>'
        ).encode(),
        "b.xhtml": page('<h1>B</h1><h2 id="x">C</h2><p>d</p>').encode(),
    }
    work: Work = replace(TITLED, format=SourceFormat.XHTML, chapters=("*.xhtml",))
    document, findings = read_chapters(files, work, EDITION)
    assert findings == ()
    assert document.sections[0].blocks == (p(Link((Text("to b"),), "#s2-1"), NoteRef("1 n1")),)
    assert document.notes == (Note("1 n1", (p("e"),)),)


def test_what_is_not_kept_is_told() -> None:
    text = page("<main><!-- a --><p>b <big>c</big></p>\n<nav>d</nav></main>")
    assert [(finding.code, finding.place.line) for finding in XHTML(text)[1]] == [
        *(("comment", 1), ("raw-html", 1), ("raw-html", 2)),
    ]


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("<p>a\n<b></p>", "2:6", "mismatched tag"),
        ("<p>a & b</p>", "1:7", "not well-formed"),
        ('<!DOCTYPE html [<!ENTITY a "b">]><p>&a;</p>', "1:", "entities"),
        ("", "1:1", "no element found"),
    ],
)
def test_each_error_has_its_place(text: str, place: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        XHTML(text)
    assert str(caught.value).startswith(f"source/x.xhtml:{place}")
    assert says in caught.value.message
    assert caught.value.hint


def test_the_number_and_the_title_of_a_chapter_are_one_heading() -> None:
    group = "<section><hgroup id='x'><h2>II</h2><p>Over the <em>Bridge</em></p></hgroup><p>Text.</p></section>"
    document, findings = XHTML(page(group))
    assert findings == ()
    assert plain(document.title.inlines) == "II Over the Bridge"
    assert [type(block) for block in document.lead] == [Paragraph]
    document, findings = XHTML(page(f"<h1>T</h1>{group}<p>More.</p>"))
    assert findings == ()
    assert [plain(section.heading.inlines) for section in document.sections] == ["II Over the Bridge"]


def test_nothing_that_is_in_a_group_of_headings_is_lost() -> None:
    group = """<hgroup>Bare<h2>II</h2><img src="a.png" alt="map"/><p id="y" lang="la">Sub</p></hgroup>"""
    document, findings = XHTML(page(f"<h1>T</h1><section>{group}<p>See <a href='#y'>it</a>.</p></section>"))
    (section,) = document.sections
    assert section.heading.inlines == (
        *(Text("Bare"), LineBreak(), Text("II"), LineBreak(), Image("a.png", "map"), LineBreak()),
        Foreign((Text("Sub"),), "la"),
    )
    assert "missing-target" not in {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<h2>One</h2><p>x</p>", "One"),
        ("<section><h3>One</h3><h4>Two</h4><p>x</p></section>", "One"),
        ("<h2>One</h2><p>x</p><h2>Two</h2><p>y</p>", None),
        ("<p>x</p><h2>One</h2><p>y</p>", None),
    ],
)
def test_a_page_without_a_title_has_its_first_heading_if_no_other_is_beside_it(body: str, title: str | None) -> None:
    document, _ = XHTML(page(body))
    assert (plain(document.title.inlines) == "One") is (title == "One")
