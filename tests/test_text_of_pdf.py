"""The text of a PDF is its text: what programs take out of it is, word for word, what its page of XHTML says."""

import io
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from kolofon.language import language
from kolofon.model.document import Document, Note, NoteRef, Section, Strong, Table, TableCell, Text
from kolofon.model.edition import Layout, Page
from tests.later import extract_text, pikepdf, pypdf, typeset
from tests.machine import run
from tests.pdfs import EDITION, valid
from tests.prose import PROSE
from tests.publishing import HTML, paragraph, sentence
from tests.setting import render
from tests.table import each_row

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u2060\f"))
"""What says how a text is broken and turned, and is no part of its words."""
UNSPACED = {"bo", "ja", "km", "lo", "my", "th", "zh-Hans"}
"""Languages whose words have no spaces between them, so that a line may end anywhere."""
BROKEN = re.compile("\u00ad\\s*")
"""The end of a line within a word: pdfminer.six and pypdf do not read `ActualText`, where the word is whole."""
OWN = {"p", "h1", "h2", "caption", "th", "td"}
JOINERS = "\u200c\u200d"
FROM_THE_RIGHT = re.compile("[\u0590-\u05ff\u0600-\u065f\u066e-\u06ef\u06fa-\u08ff\u200c]+")


def document(tag: str) -> Document:
    """A page of prose: a heading, a paragraph that is long, with bold words and a note, and a table."""
    text = PROSE[tag]
    heading = sentence(" ".join(text.split()[:2]))
    cell = TableCell((sentence(text),))
    blocks = (
        paragraph(f"{text} ", Strong((Text(text),)), NoteRef("a"), f" {text}"),
        Table((sentence(text),), ((cell, cell),), ((cell, cell),)),
    )
    return Document(tag, heading, (paragraph(text),), (Section(heading, blocks),), (Note("a", (paragraph(text),)),))


@cache
def set_prose(tag: str) -> tuple[bytes, bytes]:
    """The page of XHTML, and its PDF, of which nothing may be wrong."""
    imprint = replace(EDITION, language=tag)
    xhtml = render(document(tag), imprint, {}, Page("A5", layout=Layout.BOOK))
    content, findings = typeset(xhtml, imprint, {})
    assert not findings
    return xhtml, content


def by_pdftotext(content: bytes, folder: Path) -> str:
    (folder / "text.pdf").write_bytes(content)
    return run("pdftotext", folder / "text.pdf", "-")


def by_pypdf(content: bytes) -> str:
    return BROKEN.sub("", "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


def by_pdfminer(content: bytes) -> str:
    """What pdfminer.six says; it leaves letters from right to left as they are drawn, from the left."""
    text = BROKEN.sub("", extract_text(io.BytesIO(content)))
    return FROM_THE_RIGHT.sub(lambda letters: letters[0][::-1], text)


def said(xhtml: bytes) -> list[list[str]]:
    """The texts of the paragraphs, cells and headings of a page of XHTML, each in pieces, of which a call is one."""
    body = next(ET.fromstring(xhtml).iter(f"{HTML}body"))  # noqa: S314  the press has just written it
    own = (element for element in body.iter() if element.tag.removeprefix(HTML) in OWN)
    return [list(element.itertext()) for element in own]


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text.translate(UNSEEN)).split()


def bare_words(text: str) -> list[str]:
    """The words and the numbers of a text, without the marks around them."""
    kinds = groupby(" ".join(words(text)), key=_kind)
    return ["".join(characters) for kind, characters in kinds if kind]


def _kind(character: str) -> str:
    """The general category: of a letter, its marks and joiners, L, of a digit, N; of anything else, none."""
    if character in JOINERS:
        return "L"
    return {"L": "L", "M": "L", "N": "N"}.get(unicodedata.category(character)[0], "")


@pytest.mark.pdf
@pytest.mark.parametrize("tag", PROSE)
def test_the_words_of_a_pdf_are_those_of_its_page(tag: str, tmp_path: Path) -> None:
    xhtml, content = set_prose(tag)
    valid(content, tmp_path, "2a", "ua1")
    programs = {
        "pdftotext": by_pdftotext(content, tmp_path),
        "pypdf": by_pypdf(content),
        "pdfminer": by_pdfminer(content),
    }
    wanted = [pieces for pieces in said(xhtml) if PROSE[tag][:9] in "".join(pieces)]
    assert len(wanted) >= 7
    for program, text in programs.items():
        if tag in UNSPACED:
            whole = "".join(words(text))
            lost = [piece for pieces in wanted for piece in pieces if "".join(words(piece)) not in whole]
            assert not lost, program
        else:
            # pypdf sets the number of a note to the word before it, and pdfminer.six a call and what turns around.
            split = words if program == "pdftotext" else bare_words
            there = Counter(word for pieces in wanted for word in split("".join(pieces)))
            assert not there - Counter(split(text)), program


@pytest.mark.pdf
def test_marks_in_text_from_right_to_left_are_where_they_are_read(subtests: pytest.Subtests) -> None:
    """The order of a whole line, with its numbers, names, quotation marks and brackets."""
    leftward = [tag for tag in PROSE if language(tag).direction == "rtl"]
    assert len(leftward) > 1
    for tag in leftward:
        with subtests.test(language=tag):
            text = " ".join(words(by_pypdf(set_prose(tag)[1])))
            assert " ".join(words(PROSE[tag])) in text


@pytest.mark.pdf
@each_row("tag", PROSE)
def test_the_outline_says_what_the_heading_says(tag: str) -> None:
    with pikepdf.open(io.BytesIO(set_prose(tag)[1])) as book:
        told = [str(line.title) for line in book.open_outline().root]
        assert " ".join(PROSE[tag].split()[:2]) in told
        assert str(book.docinfo.Title) == " ".join(PROSE[tag].split()[:2])
