"""Plain text that the press writes."""

from dataclasses import replace

from kolofon.model.document import (
    Bibliography,
    Block,
    Document,
    Entry,
    Figure,
    Image,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Preformatted,
    Quotation,
    Section,
    Table,
    TableCell,
    Text,
    Verse,
)
from kolofon.model.edition import Progress
from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.text.furniture import furniture_pot
from kolofon.write.text import write_text
from kolofon.write.text.colophon import colophon
from kolofon.write.text.table import columns, width
from tests.press import Press
from tests.publishing import BIBLIOGRAPHY, IMPRINT, PLACE, article, everything, paragraph, sentence


def written(document: Document, furniture: dict[str, str] | None = None) -> str:
    words = Words(furniture or {}, document.language)
    return write_text(set_document(document, words), replace(IMPRINT, language=document.language), words)


def body(*blocks: Block) -> str:
    """The text of some blocks, without title and colophon."""
    document = Document("en", sentence("T"), blocks, ())
    return written(document).removeprefix("T\n=\n\n").partition("\n\nColophon\n")[0]


def test_a_paragraph_is_a_line() -> None:
    assert body(paragraph("One."), paragraph("Two.")) == "One.\n\nTwo."


def test_headings_and_notes() -> None:
    note = Note("a", (paragraph("Said."), paragraph("Again.")))
    sections = (Section(sentence("One", NoteRef("a")), (), (Section(sentence("Two"), (paragraph("x"),)),)),)
    text = written(Document("en", sentence("Title"), (), sections, (note,)))
    assert text.startswith("Title\n=====\n\nOne[1]\n------\n\nTwo\n\nx\n\nNotes\n-----\n\n[1] Said.\n\n    Again.\n\n")


def test_lists_quotations_verse_and_listings() -> None:
    inner = List((ListItem((paragraph("c"),)),), 9)
    listed = List((ListItem((paragraph("a"), inner)), ListItem((paragraph("b"),))))
    assert body(listed) == "- a\n  9. c\n- b"
    assert body(replace(listed, loose=True)) == "- a\n\n  9. c\n\n- b"
    assert body(Quotation((paragraph("q"),))) == "    q"
    assert body(Verse(((sentence("one"), sentence("two")), (sentence("three"),)))) == "one\ntwo\n\nthree"
    assert body(Preformatted("x\n  y")) == "    x\n      y"


def test_a_table_has_columns() -> None:
    def row(*cells: str, heading: bool = False) -> tuple[TableCell, ...]:
        return tuple(TableCell((sentence(cell),), heading) for cell in cells)

    table = Table(
        (sentence("Losses"),), (row("Side", "Killed", heading=True),), (row("日本", "1"), row("Germany", "100"))
    )
    assert body(table) == "Losses\nSide     Killed\n---------------\n日本     1\nGermany  100"
    both = replace(row("Both")[0], columns=2)
    spanned = Table((), (), ((both, *row("x")), row("a", "b", "c")))
    assert body(spanned) == "Both     x\na     b  c"
    assert [width(text) for text in ("日本", "é", "e\u0301")] == [4, 1, 1]
    assert columns([["a" * 50, "b"], ["c", "d"]])[1] == "c" + " " * 41 + "d"


def test_links_and_pictures() -> None:
    link = Link((Text("here"),), "https://example.org/a")
    assert body(paragraph("Look ", link, ".")) == "Look here <https://example.org/a>."
    assert body(paragraph(Link((Text("https://example.org/a"),), "https://example.org/a"))) == "https://example.org/a"
    assert body(paragraph(Link((Text("x"),), "javascript:alert(1)"))) == "x"
    assert body(paragraph(Link((Text("there"),), "#s1"))) == "there"
    assert body(Figure(Image("a.png", "A plan"), (sentence("Below."),))) == "[A plan]\n\nBelow."


def test_a_bibliography_is_as_it_is() -> None:
    text = written(everything())
    assert all(f"\n- {entry}\n" in text for entry in BIBLIOGRAPHY)


def test_a_bibliography_and_a_list_in_an_item_are_two() -> None:
    some, works = List((ListItem((paragraph("b"),)),)), Bibliography((Entry("c\nd", PLACE),), "sq")
    inner = List((ListItem((paragraph("a"), some, works)), ListItem((paragraph("e"),))))
    assert body(inner) == "- a\n  - b\n\n  - c d\n- e"


def test_every_word_of_the_colophon_is_one_of_the_press() -> None:
    known = furniture_pot().decode()
    asked: list[str] = []

    class Asked(Words):
        def text(self, msgid: str, **values: object) -> str:
            asked.append(msgid)
            return super().text(msgid, **values)

    imprint = replace(IMPRINT, draft=True, series="S", number=2)
    assert list(colophon(imprint, Asked({}, "sq")))
    assert asked
    assert all(f'msgid "{msgid}"' in known for msgid in asked)


def test_an_edition_in_plain_text(press: Press) -> None:
    assert press("build", "sq", "en", "--format", "text").code == 0
    text = press.read("output/sq/liberation-of-tirana.txt")
    assert text.startswith("Çlirimi i Tiranës\n=================\n")
    assert "\nKolofoni\n--------\n" in text
    assert press.read("output/en/liberation-of-tirana.txt").startswith("Liberation of Tirana\n")
    assert not press.path("output/sq/liberation-of-tirana.pdf").exists()


def test_an_article_is_whole() -> None:
    text = written(article(paragraph("Një.")), {"Colophon": "Kolofoni"})
    assert text.endswith("\n")
    assert "Një." in text
    assert "Kolofoni" in text


def test_a_colophon_says_what_is_missing_only_where_something_is() -> None:
    words = Words({}, "sq")
    rest = "What is not yet translated stands in the language of the original."
    for translated, missing in ((12, False), (11, True)):
        imprint = replace(IMPRINT, progress=Progress(12, translated, 0, 0))
        assert any(rest in line for line in colophon(imprint, words)) is missing
