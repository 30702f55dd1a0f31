"""Markdown that the press writes: it is read back to the same document, and nothing in a text becomes markup."""

from dataclasses import fields, is_dataclass, replace
from operator import attrgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import (
    Bibliography,
    Block,
    Document,
    Emphasis,
    Entry,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Quotation,
    Sentence,
    Strong,
    Text,
)
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.segment import segment
from kolofon.set import set_document
from kolofon.set.values.line import Literal, SetLink
from kolofon.set.words import Words
from kolofon.text.notation import plain
from kolofon.write.markdown import write_markdown
from tests.commonmark import EXAMPLES, Example, has_raw_html
from tests.press import Press
from tests.publishing import PLACE, article, everything, paragraph, sentence
from tests.reading import Reader
from tests.table import each_row
from tests.test_read_markdown import TEXTS, numbered

MARKDOWN = Reader(SourceFormat.MARKDOWN)
EXCEPTIONS = {484, 517, 531, 581}
"""Links and pictures that lead nowhere and have no words, or nothing but a picture: nothing is left to write."""

READ_BACK = [example for example in EXAMPLES if not has_raw_html(example.markdown) and example.number not in EXCEPTIONS]


def written(document: Document) -> str:
    words = Words({}, document.language)
    return write_markdown(set_document(segment(document), words), words)


def same(value: Any) -> Any:  # noqa: ANN401  any value of a set document
    """A value of a set document, without links that lead nowhere, and with neighbouring characters as one."""
    if isinstance(value, tuple):
        found: list[Any] = []
        for item in map(same, value):
            for each in item.children if isinstance(item, SetLink) and not item.target else [item]:
                told = Text(each.text) if isinstance(each, Literal) else each
                if isinstance(told, Text) and found and isinstance(found[-1], Text):
                    told = Text(found.pop().text + told.text)
                found.append(told)
        return tuple(found)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.compare]
        return replace(value, **{name: same(getattr(value, name)) for name in names})
    return value


def set_of(text: str) -> Any:  # noqa: ANN401  as above
    document, _ = MARKDOWN(text)
    return same(set_document(segment(document), Words({}, "en")))


@pytest.mark.parametrize(
    "words",
    [
        *("+ a", "- a", "* a", ": a", "1. a", "1) a", "123456789) a", "# a", "> a", "| a | b |", "= a", "---", "- - -"),
        *("+", "***", "===", "!!! note", "??? note", "~~~ x", "``` x", "[^1]: a", "[a]: b", "::: a", ":::", "::: {.x}"),
        *("% a", "+++"),
    ],
)
def test_words_that_begin_as_markup_does_are_words(words: str) -> None:
    for blocks in ((paragraph(words),), (Quotation((paragraph(words),)),), (List((ListItem((paragraph(words),)),)),)):
        document = replace(article(), lead=blocks, sections=(), notes=())
        again, findings = MARKDOWN(written(document))
        assert not findings
        assert [plain(one.inlines) for block in again.lead for one in inner(block)] == [words]


def inner(block: Block) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, or of the paragraph in a quotation or a list of one item."""
    match block:
        case Quotation((paragraph,)) | List((ListItem((paragraph,)),)):
            return inner(paragraph)
        case Paragraph(sentences=sentences):
            return sentences
        case _:
            raise AssertionError(block)


def assert_read_back(example: Example) -> None:
    text = written(MARKDOWN(example.markdown)[0])
    assert set_of(text) == set_of(example.markdown), text


@each_row("example", READ_BACK[::8], ids=attrgetter("number"))
def test_what_is_written_is_read_back(example: Example) -> None:
    assert_read_back(example)


@pytest.mark.slow
@each_row("example", READ_BACK, ids=attrgetter("number"))
def test_every_example_is_read_back(example: Example) -> None:
    assert_read_back(example)


@given(TEXTS)
def test_it_is_written_the_same_again(pieces: list[str]) -> None:
    try:
        text = written(MARKDOWN(numbered(pieces)[0])[0])
        again = written(MARKDOWN(text)[0])
    except SourceError:
        return
    assert written(MARKDOWN(again)[0]) == again


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40))
def test_no_text_becomes_markup(text: str) -> None:
    told = " ".join(text.split())
    if not told:
        return
    inner = (Text(f"a{told}b "), Emphasis((Text(told),)), Text(" "), Strong((Text(told),)), Text(f"{told}."))
    document = replace(article(paragraph(told), Quotation((paragraph(*inner),))), language="en", sections=())
    document = replace(document, lead=(paragraph(told), paragraph(*inner)))
    back, _ = MARKDOWN(written(document))
    assert [plain_of(block) for block in back.lead if isinstance(block, Paragraph)] == [
        told,
        f"a{told}b {told} {told}{told}.",
    ]


@each_row(
    "words",
    [
        "a ==b== c",
        "a === b",
        "a %%b%% c",
        "%% a",
        "(name)=",
        "(name)= a",
        "@smith&co \\x",
        "a [@smith; -@b] c",
        "me@example.org",
        r"a [C:\dir] b",
        r"[\a] b",
        r"a \(x^2\) b",
    ],
)
def test_marks_of_other_programs_are_words(words: str) -> None:
    document = replace(article(), language="en", sections=(), lead=(paragraph(words), paragraph("b ", words)))
    back, _ = MARKDOWN(written(document))
    assert [plain_of(block) for block in back.lead if isinstance(block, Paragraph)] == [words, f"b {words}"]


def test_a_bibliography_and_a_list_remain_two() -> None:
    some = List((ListItem((paragraph("a"),)),))
    listed = Bibliography((Entry("b", PLACE),), "sq")
    same = List((ListItem((paragraph("b"),)),))
    document = Document("en", sentence("T"), (some, listed, some, listed, listed), ())
    assert MARKDOWN(written(document))[0].lead == (some, same, some, same, same)


def test_words_below_a_list_are_not_of_its_last_item() -> None:
    inner = List((ListItem((paragraph("b"),)),))
    for item in ((paragraph("a"), inner, paragraph("c")), (inner, paragraph("c"))):
        document = Document("en", sentence("T"), (List((ListItem(item),)),), ())
        (outer,) = MARKDOWN(written(document))[0].lead
        assert isinstance(outer, List)
        assert outer.items == (ListItem(item),)


def test_a_note_may_begin_with_a_list() -> None:
    inner = List((ListItem((paragraph("b"),)), ListItem((paragraph("c"),))))
    blocks = (List((ListItem((paragraph("a"), inner)), ListItem((inner,)))), paragraph("d"))
    document = Document("en", sentence("T"), (paragraph("x", NoteRef("n")),), (), (Note("n", blocks),))
    (note,) = MARKDOWN(written(document))[0].notes
    assert note.blocks == blocks


def test_neighbours_that_are_set_apart_remain_two() -> None:
    inlines = (Emphasis((Text("a"),)), Emphasis((Text("b"),)), Strong((Text("c"),)), Text("d"), Strong((Text("e"),)))
    document = Document("en", sentence("T"), (paragraph(*inlines),), ())
    back, _ = MARKDOWN(written(document))
    assert back.lead == (paragraph(*inlines),)


def plain_of(block: Paragraph) -> str:
    def characters(inlines: tuple[Any, ...]) -> str:
        return "".join(getattr(one, "text", "") or characters(getattr(one, "children", ())) for one in inlines)

    return characters(block.sentences[0].inlines)


def test_every_kind_of_node_is_written_and_reads() -> None:
    document = replace(everything(), language="en")
    once = written(document)
    back, findings = MARKDOWN(once)
    assert {finding.code for finding in findings} <= {"empty-section", "skipped-heading"}
    assert written(MARKDOWN(written(back))[0]) == written(back)
    for words in ("theks", "i fortë", "x < y", "plan", "ελευθερία", "15 000", "strofë", "qelizë", "Shënimi."):
        assert words in once
    assert "](https://example.org/?a=1&b=2)" in once
    assert "\n\n## Index\n\n- asgjë: Kreu\n" in written(replace(document, lead=()))  # not of the bibliography before it


def test_html_in_markdown_holds_nothing_for_a_typesetter() -> None:
    once = written(MARKDOWN.clean("# T\n\n![A river](a.png){#fig-a place=page}\n\nSee p. [](#fig-a){.page}.\n"))
    assert '<figure id="lead-f1"><img src="a.png"' in once
    assert not MARKDOWN(once)[1]


def test_an_address_that_nobody_may_follow_is_not_written() -> None:
    text = written(replace(article(paragraph(Link((Text("x"),), "javascript:alert(1)"))), language="en"))
    assert "javascript" not in text


def test_a_title_and_a_description_read_back() -> None:
    text = 'He said: "it\'s \\ so" # and'
    document = replace(article(paragraph("x")), language="en", description=sentence(text))
    back, _ = MARKDOWN(written(document))
    assert back.description == sentence(text)
    assert back.title.inlines == document.title.inlines


def test_an_edition_in_markdown(press: Press) -> None:
    said = press("build", "sq", "en", "--format", "markdown")
    assert said.code == 0
    text = press.read("output/sq/liberation-of-tirana.md")
    assert text.startswith("# Çlirimi i Tiranës\n")
    assert "\n## Literatura\n\n- Historia e Artit Ushtarak" in text
    assert "SHA-256" in text
    assert set(press.path("output/sq").iterdir()) == {press.path("output/sq/liberation-of-tirana.md")}
