"""A proof: every message with its number, every state in its own dress, what is to be said in the margin."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.document import Document, Infobox, Paragraph, Place, Section, Table, TableCell
from kolofon.model.finding import Excerpt, Finding, Severity
from kolofon.model.message import Catalogue, CatalogueEntry, Previous
from kolofon.text.parts import segments
from kolofon.translate import translate
from kolofon.translate.localize import localize
from kolofon.write.proof import Review, drafted
from kolofon.write.themes.templates import style
from tests.later import typeset
from tests.paper import sheets
from tests.pdfs import PICTURES
from tests.press import Press
from tests.publishing import IMPRINT, everything, paragraph, sentence, text_of
from tests.setting import render_proof

HTML = "{http://www.w3.org/1999/xhtml}"
PATH = "locale/sq/LC_MESSAGES/work.po"


def english() -> Document:
    """Six messages, one for each state, and one that comes twice."""
    told = [sentence(words) for words in ("Done.", "The war is over.", "Left.", "Gone.", "New.")]
    return Document(
        "en",
        sentence("Title"),
        (Paragraph(tuple(told)),),
        (Section(sentence("Fuzzy heading"), (paragraph("Done."), paragraph("<b>Wrong</b>"))),),
    )


def catalogue() -> Catalogue:
    entries = (
        CatalogueEntry(None, "Title", msgstrs=("Titulli",), line=10),
        CatalogueEntry(None, "Done.", msgstrs=("U bë.",), line=20),
        CatalogueEntry(
            None,
            "The war is over.",
            msgstrs=("Lufta mbaroi.",),
            fuzzy=True,
            previous=Previous(None, "The long war is not over."),
            line=30,
        ),
        CatalogueEntry(None, "Left.", msgstrs=("",), line=40),
        CatalogueEntry(None, "Gone.", msgstrs=("<merged/>",), line=50),
        CatalogueEntry(None, "Fuzzy heading", msgstrs=("Kreu",), fuzzy=True, line=60),
        CatalogueEntry(None, "<b>Wrong</b>", msgstrs=("<b>Gabim </b>",), comments=("Why?",), line=70),
    )
    return Catalogue("sq", (), entries, path=PATH)


FINDING = Finding(
    "double-space", Severity.WARNING, Place(PATH, 70), "two <spaces>", "leave one", Excerpt("<b>Wrong</b>", "x")
)
ELSEWHERE = Finding("short", Severity.NOTE, Place(PATH, 20), "of another", "", Excerpt("Other words.", "x"))


@pytest.fixture(scope="module")
def proof() -> bytes:
    source, found = english(), catalogue()
    shown = localize(translate(source, drafted(found)))
    return render_proof(Review(source, shown, found, (FINDING, ELSEWHERE)), IMPRINT, {})


@pytest.fixture(scope="module")
def page(proof: bytes) -> ET.Element:
    return ET.fromstring(proof)  # noqa: S314  we have just written it


def spans(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter(HTML + "span") if name in element.get("class", "").split()]


def marked(root: ET.Element, state: str) -> list[str]:
    """The sentences of a state in the text."""
    main = next(root.iter(HTML + "main"))
    return [text_of(element) for element in spans(main, "segment") if state in element.get("class", "").split()]


def test_every_message_has_its_number_and_line(page: ET.Element) -> None:
    main = next(page.iter(HTML + "main"))
    margins = {id(inner) for margin in spans(main, "margin") for inner in margin.iter()}
    numbers = [text_of(element) for element in spans(main, "number") if id(element) not in margins]
    assert numbers == ["2:20", "3:30", "4:40", "5:50", "8", "6:60", "2:20", "7:70"]


def test_every_state_is_marked(page: ET.Element) -> None:
    assert marked(page, "translated") == ["U bë.", "U bë.", "<b>Gabim </b>"]
    assert marked(page, "fuzzy") == ["Lufta mbaroi.", "Kreu"]
    assert marked(page, "untranslated") == ["Left.", "New."]
    assert marked(page, "merged") == ["Gone."]


def test_the_margin_says_what_there_is_to_say(page: ET.Element) -> None:
    notes = [text_of(note) for note in spans(page, "note")]
    assert notes == [
        "3:30 Fuzzy: The long war is not over.",
        "4:40 Not translated",
        "5:50 Gone into its neighbour",
        "8 Not translated",
        "6:60 Fuzzy: Fuzzy heading",
        "7:70 double-space two <spaces> leave one",
        "7:70 Translator: Why?",
    ]


def test_what_went_is_struck_and_what_came_is_marked(page: ET.Element) -> None:
    note = spans(page, "note")[0]
    assert [text_of(gone) for gone in note.iter(HTML + "del")] == ["long", "not"]
    assert not list(note.iter(HTML + "ins"))
    source = replace(english(), lead=(paragraph("One two four."),), sections=())
    entry = CatalogueEntry(
        None, "One two four.", msgstrs=("Një dy katër.",), fuzzy=True, previous=Previous(None, "One three four.")
    )
    found = Catalogue("sq", (), (entry,))
    xhtml = render_proof(Review(source, translate(source, drafted(found)), found), IMPRINT, {})
    root = ET.fromstring(xhtml)  # noqa: S314  we have just written it
    margin = spans(root, "margin")[0]
    assert [text_of(gone) for gone in margin.iter(HTML + "del")] == ["three"]
    assert [text_of(come) for come in margin.iter(HTML + "ins")] == ["two"]


def test_states_are_told_apart_without_colour() -> None:
    sheet = style("proof.css")
    for state, pattern in (("fuzzy", "dashed"), ("untranslated", "double"), ("merged", "dotted")):
        rule = next(
            line for line in sheet.splitlines() if line.strip().startswith((f".{state} ", f".segment.{state} "))
        )
        assert f"underline {pattern}" in rule


@pytest.mark.pdf
def test_every_kind_of_block_is_set_with_its_margin(tmp_path: Path) -> None:
    source = replace(everything(), language="en")
    found = Catalogue("sq", (), ())
    shown = translate(source, drafted(found))
    xhtml = render_proof(Review(source, shown, found), IMPRINT, {})
    content, findings = typeset(xhtml, IMPRINT, PICTURES)
    assert not findings
    root = ET.fromstring(xhtml)  # noqa: S314  we have just written it
    # What stands for a picture is in an attribute, where no margin can be.
    messages = {segment.key for segment in segments(source) if segment.key and not segment.part.picture}
    assert len(spans(root, "note")) == len(messages)
    assert any(isinstance(block, Infobox) for block in source.lead)
    for sheet in sheets(content, tmp_path):
        for line in sheet.lines:
            assert line.box.left > 40, line.text
            assert line.box.right < 595 - 10, line.text
            assert line.box.bottom < 842 - 20, line.text


def test_the_margin_is_in_the_line_of_the_first_number_or_before_a_table() -> None:
    cell = TableCell((sentence("cell"),))
    source = replace(english(), lead=(paragraph("Words."), Table((), (), ((cell,),))), sections=())
    found = Catalogue("sq", (), ())
    root = ET.fromstring(  # noqa: S314  we have just written it
        render_proof(Review(source, translate(source, drafted(found)), found), IMPRINT, {})
    )
    words, table = (row for row in root.iter(HTML + "div") if row.get("class") == "row")
    assert [child.get("class") for child in words[0]][:2] == ["number", "margin"]
    assert [child.tag.removeprefix(HTML) for child in table] == ["span", "table"]


@pytest.mark.pdf
def test_more_than_there_is_room_for_in_the_margin_is_below(tmp_path: Path) -> None:
    words = [f"Sentence {number} is of a few words." for number in range(30)]
    source = replace(english(), lead=(Paragraph(tuple(map(sentence, words))),), sections=())
    said = "This was doubted, and a whole sentence says what else it could be, which is longer than what it is about. "
    entries = (CatalogueEntry(None, text, msgstrs=(text,), comments=(said * 2,)) for text in words)
    found = Catalogue("sq", (), tuple(entries))
    xhtml = render_proof(Review(source, translate(source, drafted(found)), found), IMPRINT, {})
    root = ET.fromstring(xhtml)  # noqa: S314  we have just written it
    (row,) = (row for row in root.iter(HTML + "div") if row.get("class") == "row")
    assert [child.get("class") for child in row][-1] == "below"
    assert len(spans(row, "comment")) == len(words)
    assert not spans(row, "margin")
    content, findings = typeset(xhtml, IMPRINT, PICTURES)
    assert not findings
    assert len(list(sheets(content, tmp_path))) > 1


@pytest.mark.pdf
def test_a_proof_is_made_of_what_must_not_be_published(press: Press) -> None:
    po = "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
    press.replace(po, 'msgstr "Brigadat\u00a0I dhe VII Sulmuese (në\u00a0fillim)"', 'msgstr ""')
    said = press("build", "sq", "--format", "proof")
    assert "output/sq/liberation-of-tirana-proof.pdf" in said.out
    assert press("build", "en", "--format", "proof").out == ""
