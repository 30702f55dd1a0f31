"""The set document: numbers, ids, targets and labels, decided for every format."""

from dataclasses import replace

import pytest

from kolofon.model.document import (
    Bibliography,
    Block,
    Document,
    Entry,
    Foreign,
    Headword,
    Image,
    IndexMark,
    Infobox,
    InfoboxGroup,
    InfoboxRow,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Quotation,
    Section,
    Table,
    TableCell,
    Term,
    Text,
)
from kolofon.set import set_document
from kolofon.set.numbers.captions import Numbers
from kolofon.set.values.document import SetDocument, SetInfobox, SetParagraph, SetTable
from kolofon.set.values.line import Call, Literal, SetForeign, SetLink, Style, Styled
from kolofon.set.walk.characters import characters, only_pictures
from kolofon.set.walk.reading_order import bibliographies, sentences_of, targets
from kolofon.set.words import Words
from tests.publishing import PLACE, everything, paragraph, sentence


def made(
    *blocks: Block,
    sections: tuple[Section, ...] = (),
    notes: tuple[Note, ...] = (),
    furniture: dict[str, str] | None = None,
) -> SetDocument:
    document = Document("sq", sentence("The mill"), blocks, sections, notes)
    return set_document(document, Words(furniture or {}, "sq"))


def first(*blocks: Block) -> SetParagraph:
    (block,) = made(*blocks).lead
    assert isinstance(block, SetParagraph)
    return block


def test_calls_are_numbered_and_each_has_an_id_of_its_own() -> None:
    notes = (Note("b", (paragraph("x"),)), Note("a", (paragraph("y"),)))
    text = paragraph("a", NoteRef("a"), NoteRef("b"), " c", NoteRef("a"), NoteRef("gone"))
    (block,) = made(text, notes=notes).lead
    assert isinstance(block, SetParagraph)
    ((_, one, two, _, three, gone),) = (told.inlines for told in block.sentences)
    assert (one, two, three) == (
        Call("r2", "n2", 2),
        Call("r1", "n1", 1, beside=True),
        Call("r2-2", "n2", 2),
    )
    assert gone == Styled(Style.SUPERSCRIPT, (Literal("gone"),))
    assert [(note.id, note.back) for note in made(text, notes=notes).notes] == [("n1", "r1"), ("n2", "r2")]


def test_a_link_without_words_shows_its_heading_or_its_address() -> None:
    section = Section(sentence("Below", NoteRef("a")), ())
    links = (Link((), "#s1"), Link((), "https://example.org/"), Link((Text("x"),), "javascript:alert(1)"))
    (block,) = made(paragraph(*links), sections=(section,)).lead
    assert isinstance(block, SetParagraph)
    assert block.sentences[0].inlines == (
        SetLink((Text("Below"),), "#s1", ""),
        SetLink((Literal("https://example.org/"),), "https://example.org/", ""),
        SetLink((Text("x"),), "", ""),
    )


def test_a_picture_outside_the_source_is_its_words() -> None:
    told = first(paragraph(Image("../a.png", "A plan"), Image("b.png", "B")))
    assert told.sentences[0].inlines == (Literal("A plan"), Image("b.png", "B"))
    assert not told.pictures


def test_what_is_pictures_alone() -> None:
    assert first(paragraph(Image("a.png", "A"), LineBreak(), " ", Image("b.png", "B"))).pictures
    assert not first(paragraph(LineBreak(), " ")).pictures
    assert not only_pictures(())


def test_headings_have_levels_from_two_to_six() -> None:
    section = Section(sentence("7"), ())
    for number in range(6, 0, -1):
        section = Section(sentence(str(number)), (), (section,))
    (told,) = made(sections=(section,)).sections
    levels, ids = [], []
    while True:
        levels.append(told.level)
        ids.append(told.id)
        if not told.sections:
            break
        (told,) = told.sections
    assert levels == [2, 3, 4, 5, 6, 6, 6]
    assert ids[:3] == ["s1", "s1-1", "s1-1-1"]


@pytest.mark.parametrize(("title", "again"), [("The  mill", True), ("Another", False), (None, False)])
def test_an_infobox_that_has_the_title_of_the_document(title: str | None, again: bool) -> None:  # noqa: FBT001  a case
    row = InfoboxRow(Term("Belligerents"), ((InfoboxGroup(None, (sentence("a"),)),), (InfoboxGroup(None, ()),)))
    whole = InfoboxRow(Term("Date"), ((InfoboxGroup(None, (sentence("b"),)),),))
    (block,) = made(Infobox(sentence(title) if title else None, (row, whole), 3)).lead
    assert isinstance(block, SetInfobox)
    assert block.again is again
    assert [(told.heading, [cell.columns for cell in told.cells]) for told in block.rows] == [
        (True, [1, 1, 1]),
        (False, [3]),
    ]


def test_the_words_of_the_press_have_a_language_where_they_are_not_translated() -> None:
    row = InfoboxRow(Term("Date"), ((InfoboxGroup(None, (sentence("b"),)),),))
    for furniture, text, language in (({"Date": "Data"}, "Data", ""), ({}, "Date", "en")):
        (block,) = made(Infobox(None, (row,)), furniture=furniture).lead
        assert isinstance(block, SetInfobox)
        label = block.rows[0].label
        assert (characters(label.inlines), label.language, label.untranslated) == (text, language, False)


def test_a_sentence_in_another_language_says_so() -> None:
    words = Text("x")
    other = replace(sentence("x"), language="en")
    block = first(Paragraph((sentence("a"), other, replace(other, kept=True), replace(other, language="sq"))))
    assert [(told.language, told.untranslated) for told in block.sentences] == [
        ("", False),
        ("en", True),
        ("en", False),
        ("", False),
    ]
    assert block.sentences[1].inlines == (words,)


def test_sentences_are_in_the_order_in_which_they_are_read() -> None:
    cell = TableCell((sentence("cell"),))
    head = TableCell((sentence("head"),), heading=True)
    (block,) = made(Table((sentence("caption"),), ((head,),), ((cell,),))).lead
    assert isinstance(block, SetTable)
    assert [characters(told.inlines) for told in sentences_of(block)] == ["caption", "head", "cell"]
    told = [
        characters(one.inlines) for block in made(*everything().sections[0].blocks).lead for one in sentences_of(block)
    ]
    assert (
        told.index("varg")
        < told.index("strofë")
        < told.index("Titull tabele")
        < told.index("Harta")
        < told.index("fund")
    )


def test_bibliographies_are_found_wherever_they_are() -> None:
    def listed(text: str) -> Bibliography:
        return Bibliography((Entry(text, PLACE),), "sq")

    blocks = (listed("a"), Quotation((listed("b"),)), List((ListItem((listed("c"),)),)))
    document = made(*blocks, notes=(Note("n", (listed("d"),)),))
    assert [entry.text for one in bibliographies(document) for entry in one.entries] == ["a", "b", "c", "d"]


def test_what_links_lead_to() -> None:
    section = Section(sentence("x", Link((Text("y"),), "#s2")), (paragraph(Link((Text("z"),), "https://a.b/#c")),))
    document = made(paragraph(Link((Text("a"),), "#s1")), sections=(section,))
    assert targets(document) == {"s1", "s2"}


def test_an_entry_of_the_index_that_leads_nowhere_is_left_out() -> None:
    marked = replace(sentence("Said."), index=(IndexMark(("mill",), number=7),))
    heads = (
        Headword(("mill",), sentence("mill"), letter="M"),
        Headword(("mill", "old"), sentence("old"), letter="O"),
        Headword(("river",), sentence("river"), rank=1, letter="R"),
        Headword(("stream",), sentence("stream"), see=(("mill",), ("river",)), rank=2, letter="S"),
    )
    document = Document("sq", sentence("T"), (Paragraph((marked,)),), (), index=heads)
    told = set_document(document, Words({}, "sq")).index
    assert told is not None
    assert told.level == 3
    (mill,), (stream,) = (group.entries for group in told.groups)
    assert (mill.id, mill.below, [place.id for place in mill.locators]) == ("e1", (), ["x7"])
    assert [referral.id for referral in stream.see] == ["e1", ""]


def test_words_that_no_edition_translates_are_so_in_the_contents_too() -> None:
    heading = replace(sentence("x"), inlines=(Foreign((Text("Ars"),), "la", kept=True), NoteRef("a")))
    (section,) = made(sections=(Section(heading, ()),), notes=(Note("a", (paragraph("y"),)),)).sections
    assert section.heading.contents.inlines == (SetForeign((Text("Ars"),), "la", kept=True),)


def test_a_target_without_a_name_leads_to_no_formula() -> None:
    found = Numbers(document=everything())
    assert [found.equation(target) for target in ("", "#s1", "x:y")] == [None, None, None]
    assert (found.place(""), found.place("#s1"), found.place("#s1:y")) == ("", "#s1", "#s1")
