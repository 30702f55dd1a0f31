"""A glossary in a text: how it is marked, and that each language has it in the order of its own alphabet."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kolofon.model.document import Block, Definition, DefinitionList, Document, ListItem, Section
from kolofon.model.edition import Imprint, Page, SourceFormat
from kolofon.model.message import Catalogue
from kolofon.segment import segment
from kolofon.translate import translate
from kolofon.translate.localize import in_alphabet, localize
from kolofon.write.proof import Review
from tests.epubs import bound, opened, said_by_epubcheck, xml
from tests.publishing import IMPRINT
from tests.reading import Reader, identity, p, s
from tests.setting import render, render_bilingual, render_proof

MARKDOWN, XHTML = Reader(SourceFormat.MARKDOWN), Reader(SourceFormat.XHTML)

TEXT = """\
# Book

## Terms {.glossary}

Words of the trade.

sheet
: A piece of paper.

colophon
: What stands last.

leaf
: Two pages.
"""
# Of each word of TEXT: in Albanian its order is d, dh, z; in that of the msgids it is colophon, leaf, sheet.
ALBANIAN = {"sheet": "dhjetë", "colophon": "zog", "leaf": "dyzet"}


def glossary(*words: str) -> DefinitionList:
    """A glossary of some words, each of which means itself."""
    return DefinitionList(tuple(Definition((s(word),), (ListItem((p(word),)),)) for word in words), glossary=True)


def lists(document: Document) -> list[DefinitionList]:
    """The lists of definitions in a document."""

    def below(section: Section) -> list[Block]:
        return [*section.blocks, *(block for inner in section.sections for block in below(inner))]

    blocks = [*document.lead, *(block for section in document.sections for block in below(section))]
    return [block for block in blocks if isinstance(block, DefinitionList)]


def translated(words: Mapping[str, str], language: str = "sq") -> Document:
    """TEXT in another language, in which it says the same but for some words."""
    source = segment(MARKDOWN.clean(TEXT))
    catalogue = identity(source, words)
    return localize(translate(source, Catalogue(language, (), catalogue.entries)))


def page(document: Document) -> str:
    imprint: Imprint = IMPRINT
    return render(document, imprint, {}, Page()).decode()


def terms(xhtml: str) -> list[tuple[str, str]]:
    """The words of the glossary of a page in their order, each after its id."""
    return [(name, re.sub("<[^>]*>", "", words)) for name, words in re.findall('<dt id="([^"]*)">(.*?)</dt>', xhtml)]


@pytest.mark.parametrize(
    "text",
    [
        "# T {.glossary}\n\na\n: b\n",
        "# B\n\n## T {.glossary}\n\na\n: b\n",
        "# B\n\n## T {#terms .glossary}\n\na\n: b\n",
        "# B\n\n{.glossary}\n## T\n\na\n: b\n",
        "# B\n\n## T {.glossary}\n\nWords.\n\n### Of paper\n\na\n: b\n",
        "# T {.glossary}\n\nWords.\n\n## Of paper\n\na\n: b\n",
        "# B\n\n{.glossary}\na\n: b\n",
    ],
)
def test_a_glossary_in_markdown(text: str) -> None:
    assert [block.glossary for block in lists(MARKDOWN.clean(text))] == [True]


@pytest.mark.parametrize("text", ["# B\n\na\n: b\n", "# B\n\n## T {.glossary}\n\na\n: b\n\n## U\n\nc\n: d\n"])
def test_other_lists_are_none(text: str) -> None:
    assert not lists(MARKDOWN.clean(text))[-1].glossary


def test_a_glossary_in_xhtml() -> None:
    body = "<h1>B</h1>{}"
    for section in (
        '<section class="glossary"><h2>T</h2><dl><dt>a</dt><dd>b</dd></dl></section>',
        '<section role="doc-glossary"><h2>T</h2><div><dl><dt>a</dt><dd>b</dd></dl></div></section>',
        '<section><h2 class="glossary">T</h2><dl><dt>a</dt><dd>b</dd></dl></section>',
        '<h2>T</h2><dl class="glossary"><dt>a</dt><dd>b</dd></dl>',
    ):
        document = XHTML.clean(f"<html><body>{body.format(section)}</body></html>")
        assert [block.glossary for block in lists(document)] == [True], section


def test_what_the_press_writes_reads_back_as_a_glossary() -> None:
    document = in_alphabet(MARKDOWN.clean(TEXT))
    (read,) = lists(XHTML(page(document))[0])
    assert read.glossary
    assert [item.terms[0].inlines for item in read.items] == [s(word).inlines for word in ("colophon", "leaf", "sheet")]


@pytest.mark.parametrize(
    ("reader", "text", "place"),
    [
        (MARKDOWN, "# B\n\n## T {.glossary}\n\nWords.\n", "3:4"),
        (MARKDOWN, "# T {.glossary}\n\nWords.\n", "1:3"),
        (XHTML, '<html><body>\n<h2 class="glossary">T</h2><p>Words.</p></body></html>', "2:1"),
    ],
)
def test_a_glossary_without_definitions(reader: Reader, text: str, place: str) -> None:
    assert ("empty-glossary", place) in reader.found(text)


def test_each_language_has_its_own_order_and_every_word_its_name() -> None:
    assert terms(page(in_alphabet(MARKDOWN.clean(TEXT)))) == [
        ("s1-g2", "colophon"),
        ("s1-g3", "leaf"),
        ("s1-g1", "sheet"),
    ]
    assert terms(page(translated(ALBANIAN))) == [("s1-g3", "dyzet"), ("s1-g1", "dhjetë"), ("s1-g2", "zog")]
    assert terms(page(translated(ALBANIAN, "de"))) == [("s1-g1", "dhjetë"), ("s1-g3", "dyzet"), ("s1-g2", "zog")]


def test_what_a_word_means_goes_with_it() -> None:
    text = re.sub("<[^>]*>", "", page(translated(ALBANIAN)).partition('id="s1-g3"')[2])
    assert [text.index(words) for words in ("Two pages.", "A piece of paper.", "What stands last.")] == sorted(
        text.index(words) for words in ("Two pages.", "A piece of paper.", "What stands last.")
    )


def test_two_lists_of_one_section_are_ordered_each_by_itself() -> None:
    section = Section(s("T"), (glossary("b", "a"), p("And more."), glossary("d", "c")))
    document = in_alphabet(Document("en", s("B"), (), (section,)))
    assert terms(page(document)) == [("s1-g2", "a"), ("s1-g1", "b"), ("s1-g4", "c"), ("s1-g3", "d")]


def test_the_tree_keeps_the_order_of_its_source() -> None:
    document = Document("en", s("B"), (glossary("b", "a", "a"),), (Section(s("T"), (p("x"), glossary("c"))),))
    ordered = in_alphabet(document)
    assert [block.order for block in lists(ordered)] == [(1, 2, 0), (0,)]
    assert [block.items for block in lists(ordered)] == [block.items for block in lists(document)]
    assert in_alphabet(ordered) == ordered


def test_the_section_says_what_it_is() -> None:
    assert '<section id="s1" role="doc-glossary">' in page(in_alphabet(MARKDOWN.clean(TEXT)))


def test_a_proof_marks_the_messages_of_a_glossary_where_they_stand() -> None:
    source = segment(MARKDOWN.clean(TEXT))
    shown = translated(ALBANIAN)
    catalogue = Catalogue("sq", (), identity(source, ALBANIAN).entries)
    text = render_proof(Review(source, shown, catalogue), IMPRINT, {}).decode()
    numbered = dict(re.findall(r'<b>(\d+)</b></span><span class="segment translated">([^<]*)</span>', text))
    numbers = {words: int(number) for number, words in numbered.items()}
    assert numbers["dhjetë"] < numbers["zog"] < numbers["dyzet"]  # as in the source, and so in the catalogue


def test_side_by_side_each_word_stands_beside_its_own() -> None:
    source = segment(MARKDOWN.clean(TEXT))
    text = render_bilingual((source, translated(ALBANIAN)), IMPRINT, ({}, {}), Page()).decode()
    pairs = [re.findall('<dt id="([^"]*)">(.*?)</dt>', pair) for pair in text.split('<div class="pair">')]
    assert [pair for pair in pairs if pair] == [
        [(f"o-s1-g{number}", english), (f"s1-g{number}", ALBANIAN[english])]
        for number, english in enumerate(("sheet", "colophon", "leaf"), 1)
    ]


@pytest.mark.browser
def test_an_epub_names_it_in_the_vocabulary_of_epub(tmp_path: Path) -> None:
    book = bound(in_alphabet(segment(MARKDOWN.clean(TEXT))), (), {})
    files = opened(book)
    chapter = files["EPUB/s1.xhtml"].decode()
    assert re.search('<section [^>]*id="s1"[^>]*epub:type="glossary"', chapter)
    assert chapter.count('epub:type="glossterm"') == chapter.count('epub:type="glossdef"') == 3
    landmarks = [
        link.attrib["href"]
        for link in xml(files["EPUB/nav.xhtml"]).iter("a")
        if link.get("{http://www.idpf.org/2007/ops}type") == "glossary"
    ]
    assert landmarks == ["s1.xhtml#s1"]
    path = tmp_path / "book.epub"
    path.write_bytes(book)
    assert not said_by_epubcheck(path)
