"""Asides: how sources have them, and how every format prints them."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.extract import extract
from kolofon.model.document import Aside, AsideKind, Block, Bridgehead, Document, List, ListItem, Paragraph, Sentence
from kolofon.model.edition import Page, SourceFormat
from kolofon.model.limits import DEEPEST
from kolofon.read.elements.asides import aside_named
from kolofon.segment import segment
from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.text.furniture import ASIDES
from kolofon.write.markdown import write_markdown
from kolofon.write.text import write_text
from tests.publishing import HTML, IMPRINT, article, paragraph, sentence, text_of, tree
from tests.reading import Reader, asked, p, s
from tests.setting import render
from tests.table import each_row

MARKDOWN, XHTML = Reader(SourceFormat.MARKDOWN), Reader(SourceFormat.XHTML)
ENGLISH = Words({}, "en")


def aside(kind: AsideKind, *blocks: Block, title: Sentence | None = None) -> Aside:
    return Aside(kind, title, blocks)


def page(body: str) -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><body><main>{body}</main></body></html>'


def told(document: Document, words: Words = ENGLISH) -> str:
    return write_text(set_document(segment(document), words), IMPRINT, words)


def asides(root: ET.Element) -> list[ET.Element]:
    return list(root.iter(f"{HTML}aside"))


# --- the kinds --------------------------------------------------------------------------------------------------------


@each_row(
    ("word", "kind", "title"),
    [
        ("warning", AsideKind.WARNING, ""),
        ("WARNING", AsideKind.WARNING, ""),
        ("See-Also", AsideKind.SEE_ALSO, ""),
        ("seealso", AsideKind.SEE_ALSO, ""),
        ("admonition", AsideKind.ASIDE, ""),
        ("tldr", AsideKind.SUMMARY, "Tldr"),
        ("my_own-kind", AsideKind.ASIDE, "My own kind"),
        ("BUG", AsideKind.ASIDE, "Bug"),
        ("ноте", AsideKind.ASIDE, "Ноте"),
    ],
)
def test_a_word_names_a_kind_or_is_a_title(word: str, kind: AsideKind, title: str) -> None:
    assert aside_named(word) == (kind, title)


def test_each_kind_but_the_last_has_a_word_of_the_press() -> None:
    assert set(ASIDES) == set(AsideKind) - {AsideKind.ASIDE}
    assert all(aside_named(kind) == (kind, "") for kind in AsideKind)


# --- Markdown ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ('<div class="warning">\n\n*a*\n\n</div>\n', "aside, warning"),
        ('<div class="admonition tip">\n\na\n\n</div>\n', "aside, tip"),
        ("<aside>\n\na\n\n</aside>\n", "aside, aside"),
        ('<div class="markdown-alert markdown-alert-note">\na\n</div>\n', "aside, note"),
        ('<div class="warning">a</div>\n', "aside, warning"),
        ("<aside>a</aside>\n", "aside, aside"),
    ],
)
def test_asides_in_html(text: str, block: str) -> None:
    (found,) = MARKDOWN.lead(text)
    assert isinstance(found, Aside)
    assert f"aside, {found.kind}" == block
    assert found.title is None
    assert len(found.blocks) == 1


def test_tags_around_markdown_are_an_aside_wherever_they_are() -> None:
    text = '- a\n\n  <div class="tip">\n\n  ### b\n\n  <div>\n\n  c\n\n  </div>\n\n  </div>\n\nd\n'
    inner = aside(AsideKind.TIP, p("c"), title=s("b"))
    assert MARKDOWN.lead(text) == (List((ListItem((p("a"), inner)),), loose=True), p("d"))
    assert MARKDOWN.lead("# T\n\n<aside>\n\na\n\n<aside>\n\nb\n\n</aside>\n\n</aside>\n\nc\n") == (
        aside(AsideKind.ASIDE, p("a"), aside(AsideKind.ASIDE, p("b"))),
        p("c"),
    )


def test_a_tag_that_nothing_closes_encloses_nothing() -> None:
    document, _ = MARKDOWN('<div class="warning">\n\na\n\n- b\n\n  </div>\n')
    assert document.lead[0] == p("a")
    document, _ = MARKDOWN("a\n\n</div>\n\n</aside>\n")
    assert document.lead == (p("a"),)


@pytest.mark.parametrize("text", ['<div class="example">\n\na\n\n</div>\n', '<aside role="doc-footnote">a</aside>\n'])
def test_what_is_no_aside(text: str) -> None:
    assert MARKDOWN(text)[0].lead == (p("a"),)


def test_many_tags_in_one_another_are_read() -> None:
    many = DEEPEST + 50
    text = "<div>\n\n" * many + '<div class="note">\n\na\n\n</div>\n\n' + "</div>\n\n" * many
    document, _ = MARKDOWN(text)
    assert "a" in asked(document)


def test_the_title_is_asked_of_translators_and_the_kind_is_not() -> None:
    document = segment(MARKDOWN.clean("> [!NOTE]\n> a\n\n> [!TIP] Of *b*\n> c\n"))
    assert {message.msgid: message.comments[0] for message in extract(document)} == {
        "Work": "title of the work",
        "a": "before the first heading, aside",
        "Of <em>b</em>": "before the first heading, title of an aside",
        "c": "before the first heading, aside",
    }


# --- XHTML ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "block"),
    [
        ("<aside><p>a</p></aside>", aside(AsideKind.ASIDE, p("a"))),
        ("<aside><h2>b</h2><p>a</p></aside>", aside(AsideKind.ASIDE, p("a"), title=s("b"))),
        ('<div class="note"><h3>b</h3><p>a</p></div>', aside(AsideKind.NOTE, p("a"), title=s("b"))),
        ('<div class="note"><h3>Note:</h3><p>a</p></div>', aside(AsideKind.NOTE, p("a"))),
        ('<div class="alert alert-danger"><p>a</p></div>', aside(AsideKind.DANGER, p("a"))),
        (
            '<div class="admonition tip"><p class="admonition-title">Tip</p><p>a</p></div>',
            aside(AsideKind.TIP, p("a")),
        ),
        ('<aside class="aside note"><p class="aside-label"></p><p>a</p></aside>', aside(AsideKind.NOTE, p("a"))),
    ],
)
def test_asides_of_a_page(body: str, block: Block) -> None:
    document = XHTML.clean(page(f"<h1>T</h1><p>x</p>{body}<h2>S</h2><p>y</p>"))
    if 'label"></p>' in body:  # a label without words is a title without words
        assert isinstance(block, Aside)
        block = replace(block, title=s())
    assert document.lead == (p("x"), block)
    assert [section.heading for section in document.sections] == [s("S")]


def test_an_aside_without_anything_is_none() -> None:
    assert XHTML(page('<p>x</p><div class="note"> </div>'))[0].lead == (p("x"),)


# --- formats ----------------------------------------------------------------------------------------------------------


def test_a_page_names_an_aside_by_its_label() -> None:
    document = article(
        aside(AsideKind.WARNING, paragraph("a")),
        aside(AsideKind.NOTE, paragraph("b"), title=sentence("Titulli")),
        aside(AsideKind.NOTE, paragraph("c"), title=Sentence((), sentence("x").place)),
        aside(AsideKind.ASIDE, paragraph("d")),
    )
    found = asides(tree(document, {"Warning": "Paralajmërim"}))
    assert [one.get("class") for one in found] == ["aside warning", "aside note", "aside note", "aside"]
    assert {one.get("role") for one in found} == {"note"}
    labels = {label.get("id"): text_of(label) for one in found for label in one.iter(f"{HTML}p") if label.get("class")}
    assert labels == {"s1-a1-label": "Paralajmërim", "s1-a2-label": "Titulli"}
    assert [one.get("aria-labelledby") for one in found] == ["s1-a1-label", "s1-a2-label", None, None]


def test_a_label_that_no_one_has_translated_says_its_language() -> None:
    (label,) = [
        one for one in tree(article(aside(AsideKind.TIP, paragraph("a")))).iter() if one.get("class") == "aside-label"
    ]
    assert [(one.get("lang"), one.text) for one in label] == [("en", "Tip")]


def test_only_a_page_with_an_aside_has_their_style() -> None:
    one, other = (
        render(article(block), replace(IMPRINT, language="sq"), {}, Page()).decode()
        for block in (paragraph("a"), aside(AsideKind.TIP, paragraph("a")))
    )
    assert (".aside-label" in one.partition("</style>")[0], ".aside-label" in other.partition("</style>")[0]) == (
        False,
        True,
    )


def test_plain_text_has_the_label_above() -> None:
    document = MARKDOWN.clean("# T\n\n> [!NOTE]\n> a\n\n> [!ASIDE]\n> b\n")
    assert "\n    Shënim\n\n    a\n\n    b\n" in told(document, Words({"Note": "Shënim"}, "sq"))


TITLES = st.one_of(
    st.none(), st.just(""), st.sampled_from(["a", "+ a", "- a", "[a]", "{a}", "1. a", '"a', "a*", "# a"])
)
ASIDES_OF = st.recursive(
    st.builds(lambda word: (paragraph(word),), st.sampled_from(["a", "!!! b", "> c", "[!NOTE]", "*d*"])),
    lambda inner: st.builds(
        lambda kind, title, blocks: (_made(kind, title, blocks),), st.sampled_from(AsideKind), TITLES, inner
    ),
    max_leaves=4,
)


def _made(kind: AsideKind, title: str | None, blocks: tuple[Block, ...]) -> Aside:
    named = None if title is None or (kind is AsideKind.ASIDE and not title) else sentence(*filter(None, [title]))
    return Aside(kind, named, blocks)


@given(ASIDES_OF)
def test_what_is_written_in_markdown_reads_back(blocks: tuple[Block, ...]) -> None:
    document = Document("en", sentence("T"), (paragraph("x"), *blocks, paragraph("y")), ())
    back, _ = MARKDOWN(write_markdown(set_document(segment(document), ENGLISH), ENGLISH))
    assert segment(back).lead == segment(document).lead


def test_an_aside_in_an_item_reads_back() -> None:
    text = "# T\n\n- a\n  > [!TIP] b\n  > c\n- d\n"
    document = MARKDOWN.clean(text)
    back = MARKDOWN.clean(write_markdown(set_document(document, ENGLISH), ENGLISH))
    assert back.lead == document.lead
    assert isinstance(document.lead[0], List)
    assert not document.lead[0].loose


def test_a_page_of_the_press_reads_back() -> None:
    text = '# T\n\n> [!NOTE]\n> a\n\n> [!TIP] b\n>\n> - c\n\n!!! danger ""\n    d\n\n> [!ASIDE]\n> e\n'
    document = MARKDOWN.clean(text)
    once = render(document, replace(IMPRINT, language="en", progress=None), {}, Page()).decode()
    back = XHTML(once)[0]
    kinds = [(block.kind, block.title and block.title.inlines) for block in document.lead if isinstance(block, Aside)]
    again = [(block.kind, block.title and block.title.inlines) for block in back.lead if isinstance(block, Aside)]
    assert kinds[:2] + kinds[3:] == again[:2] + again[3:]
    assert render(back, replace(IMPRINT, language="en", progress=None), {}, Page()).decode().count("<aside") == 4


def test_bridgeheads_and_paragraphs_in_it_are_those_of_the_text() -> None:
    (found,) = MARKDOWN.lead("> [!NOTE]\n> # b\n>\n> a\n")
    assert found == aside(AsideKind.NOTE, Bridgehead(s("b")), p("a"))
    assert isinstance(found, Aside)
    assert isinstance(found.blocks[1], Paragraph)
