"""References to figures, tables and pages: what an author writes, a translator sees, and a reader finds."""

from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.catalogue.extract import extract
from kolofon.model.document import Figure, Paragraph, Reference, Shows, Table
from kolofon.model.edition import SourceFormat, Work
from kolofon.model.figures import Counting, Figures
from kolofon.read.works.chapters import read_chapters
from kolofon.segment import segment
from kolofon.set import set_document
from kolofon.set.pages.marks import PageStart, mark_pages
from kolofon.set.words import Words
from kolofon.text.notation import parse, plain, write
from kolofon.write.screen.epub import bind
from kolofon.write.screen.publication import publication
from kolofon.write.text.writer import write_text
from tests.epubs import opened, said_by_epubcheck, xml
from tests.pdfs import picture
from tests.publishing import IMPRINT
from tests.reading import EDITION, Reader, asked
from tests.setting import on_screens

MARKDOWN = Reader(SourceFormat.MARKDOWN)
TEXT = """\
See figure [](#fig-rivers), p. [](#fig-rivers){.page}, or @tbl-lengths and [-@tbl-lengths].
It is on p. [](#second){.page}. More.

![The *rivers*](rivers.png){#fig-rivers place=page}

## Second {#second}

![A map](map.png "The towns")

| a | b |
|---|---|
| 1 | 2 |

: The lengths {#tbl-lengths}

[The rivers](#fig-rivers), [](#fig-rivers)
"""


def test_what_an_author_writes_is_a_placeholder_for_translators() -> None:
    document = MARKDOWN.clean(TEXT)
    assert asked(document) == [
        'See figure <ref id="1"/>, p. <ref id="2"/>, or <ref id="3"/> and <ref id="4"/>.',
        'It is on p. <ref id="1"/>.',
        "More.",
        "The <em>rivers</em>",
        "Second",
        "A map",
        "The towns",
        "The lengths",
        "a",
        "b",
        '<a id="1">The rivers</a>, <ref id="1"/>',
    ]
    _, first, second, *_ = extract(segment(document))  # behind the title
    assert "before: See figure …, p. …, or … and …." in second.comments
    assert [comment for comment in (*first.comments, *second.comments) if "ref" in comment and ": the " in comment] == [
        '<ref id="1"/>: the number of fig-rivers',
        '<ref id="2"/>: the number of the page of fig-rivers',
        '<ref id="3"/>: the number, with the word for what it is, of tbl-lengths',
        '<ref id="4"/>: the number of tbl-lengths',
        '<ref id="1"/>: the number of the page of section 1',
    ]
    paragraph, figure = document.lead
    assert isinstance(paragraph, Paragraph)
    found = [each for each in paragraph.sentences[0].inlines if isinstance(each, Reference)]
    assert found == [
        Reference("#title:fig-rivers"),
        Reference("#title:fig-rivers", Shows.PAGE),
        Reference("#s1:tbl-lengths", Shows.LABEL),
        Reference("#s1:tbl-lengths"),
        Reference("#s1", Shows.PAGE),
    ]
    assert isinstance(figure, Figure)
    assert (figure.name, figure.placement, figure.image.alternative) == ("fig-rivers", "page", "")
    # A translator may change their order, and repeat one.
    line = '<ref id="3"/> (S. <ref id="2"/>) und <ref id="3"/>'
    assert [each for each in parse(line, found) if isinstance(each, Reference)] == [found[2], found[1], found[2]]
    assert parse(write(found), found) == tuple(found)


def test_a_reference_to_nothing_is_told() -> None:
    assert MARKDOWN.found("See @fig-gone.\n\nAnd [](#gone){.page}.") == [
        ("missing-target", "1:5"),
        ("missing-target", "3:5"),
    ]
    assert plain(MARKDOWN("See @fig-gone.")[0].lead[0].sentences[0].inlines) == "See @fig-gone."  # type: ignore[union-attr]  # a paragraph
    assert asked(MARKDOWN.clean("Write to me@fig-tree.org.")) == ["Write to me@fig-tree.org."]


def test_a_table_has_the_caption_beside_it() -> None:
    table = "|a|\n|-|\n|b|"
    beside = f": One {{#tbl-a}}\n\n{table}", f"{table}\n\nTable: One {{#tbl-a}}", f"{{#tbl-a}}\n{table}\n\n: One"
    for text in beside:
        (found,) = MARKDOWN.lead(text)
        assert isinstance(found, Table)
        assert (found.name, [plain(each.inlines) for each in found.caption]) == ("tbl-a", ["One"])
    both = MARKDOWN.lead(f"{table}\n\nTable: One\n\nTable: Two\n\n{table}")
    assert [plain(each.caption[0].inlines) for each in both if isinstance(each, Table)] == ["One", "Two"]


def test_a_name_is_known_in_all_files() -> None:
    files = {"a.md": b"# A\n\nSee @fig-x, [](b.md#fig-x) and [](#fig-x).", "b.md": b"# B\n\n![X](x.png){#fig-x}"}
    work = Work("w", chapters=("a.md", "b.md"), format=SourceFormat.MARKDOWN, title="W")
    document, findings = read_chapters(files, work, EDITION)
    assert not findings
    paragraph = document.sections[0].blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert [each.target for each in paragraph.sentences[0].inlines if isinstance(each, Reference)] == ["#s2:fig-x"] * 3


def test_numbers_are_there_where_somebody_wants_them() -> None:
    document = segment(MARKDOWN.clean(TEXT))
    words = Words({"Figure %(number)s": "Abbildung %(number)s"}, "de")
    told = write_text(set_document(document, words), IMPRINT, words)
    assert "See figure 1, p. Abbildung 1, or Table 1 and 1. It is on p. Second." in told
    assert "Abbildung 2 The towns" in told
    by_chapter = write_text(
        set_document(document, words, figures=Figures(numbered=True, count=Counting.CHAPTER)), IMPRINT, words
    )
    assert "Abbildung 1 The rivers" in by_chapter  # before the first chapter
    assert "Abbildung 1.1 The towns" in by_chapter
    assert "Table 1.1 The lengths" in by_chapter
    plainly = set_document(segment(MARKDOWN.clean('![A map](map.png "The towns")')), words)
    assert "Abbildung" not in write_text(plainly, IMPRINT, words)
    assert not plainly.figures


def test_an_epub_shows_the_pages_of_the_print() -> None:
    document = set_document(segment(MARKDOWN.clean(TEXT)), Words({}, "en"))
    starts = [PageStart("7", "lead-p1", 0), PageStart("8", "s1", 0, figures=("lead-f1",))]
    marked, left = mark_pages(document, starts, Words({}, "en"))
    assert not left
    told = write_text(marked, IMPRINT, Words({}, "en"))
    assert "p. 8, or Table 1" in told
    assert "It is on p. 8." in told


@pytest.mark.browser
def test_the_lists_are_in_the_navigation_of_an_epub(tmp_path: Path) -> None:
    document, words = segment(MARKDOWN.clean(TEXT)), Words({}, "en")
    shown = set_document(document, words, figures=Figures(lists=True))
    images = {"rivers.png": picture(), "map.png": picture()}
    book = bind(publication(shown, on_screens(replace(IMPRINT, language="en"), {}), images))
    navigation = xml(opened(book)["EPUB/nav.xhtml"])
    kinds = [nav.get("{http://www.idpf.org/2007/ops}type") for nav in navigation.iter("nav")]
    assert kinds == ["toc", "loi", "lot", "landmarks"]
    loi, lot = (nav for nav in navigation.iter("nav") if nav.get("id") in {"illustrations", "tables"})
    assert [(a.get("href"), "".join(a.itertext())) for a in loi.iter("a")] == [
        ("lead.xhtml#lead-f1", "Figure 1 The rivers"),
        ("s1.xhtml#s1-f1", "Figure 2 The towns"),
    ]
    assert [(a.get("href"), "".join(a.itertext())) for a in lot.iter("a")] == [
        ("s1.xhtml#s1-t1", "Table 1 The lengths")
    ]
    file = tmp_path / "book.epub"
    file.write_bytes(book)
    assert not said_by_epubcheck(file)


def test_wikitext_and_xhtml_refer_as_their_writers_do() -> None:
    wiki = Reader(SourceFormat.WIKITEXT).clean(
        "See figure [[#fig-a]], table [[#tbl-b]] and [[#fig-a|the map]].\n\n== S ==\n\n"
        '[[File:a.png|thumb|alt=A|<span id="fig-a">A map</span>]]\n\n{| id="tbl-b"\n|+ B\n! c\n|-\n| d\n|}\n'
    )
    page = Reader(SourceFormat.XHTML).clean(
        '<html><body><p>See figure <a href="#fig-a"></a>, table <a href="#tbl-b"></a> '
        'and <a href="#fig-a">the map</a>.</p>'
        '<h2>S</h2><figure id="fig-a"><img src="a.png" alt="A"/><figcaption>A map</figcaption></figure>'
        '<table id="tbl-b"><caption>B</caption><tr><th>c</th></tr><tr><td>d</td></tr></table></body></html>'
    )
    for document in (wiki, page):
        told = write_text(set_document(segment(document), Words({}, "en")), IMPRINT, Words({}, "en"))
        assert "See figure 1, table 1 and the map." in told
        assert "Figure 1 A map" in told
        assert "Table 1 B" in told


def test_a_listing_of_mdbook_has_its_caption_above() -> None:
    listing = "<Listing {}>\n\n```rust\nfn main() {{}}\n```\n\n</Listing>"
    document = MARKDOWN.clean(listing.format('number="1-1" caption="A *small* program"'))
    assert asked(document) == ["A <em>small</em> program"]
    assert asked(MARKDOWN.clean(listing.format('caption="- one of two"'))) == ["- one of two"]
    assert asked(MARKDOWN.clean(listing.format('caption=""'))) == []
