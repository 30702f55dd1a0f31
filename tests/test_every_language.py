"""A page in every language, as PDF, EPUB and XHTML: its words, direction, furniture, lines, and the standards."""

import io
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest

import kolofon
from kolofon.commands.check import proofread
from kolofon.commands.status import standings
from kolofon.edition.locale.furniture import furniture_in
from kolofon.edition.project import open_project
from kolofon.language import language
from kolofon.language.dates import date_range
from kolofon.language.formats import whole_number
from kolofon.model.document import Date, DateRange
from tests import mill
from tests.epubs import in_one_container, opened, said_by_epubcheck, xml
from tests.later import pikepdf
from tests.mill import CATALOGUES, NAME, TAGS
from tests.paper import baselines
from tests.pdfs import valid, words_of
from tests.table import each_row
from tests.verapdf import A2A_UA1, judged

RANGE = DateRange(Date(1944, 10, 28, ""), Date(1944, 11, 17, ""), "")
SIZE = 11.0
"""Points of the text, to which its line belongs."""
SLACK = 0.05
"""Points by which lines may differ: figures in a PDF are rounded."""
BLOCKS = frozenset({"h1", "h2", "h3", "p", "th", "td"})
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
"""What guides the order or the breaks of a text, and is no part of its words."""
NOTED = re.compile(r"(?<=[^\w\s])(?=\d)")
"""Before the number of a note, behind the mark that ends a sentence."""


# --- the catalogues ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mill.edition(tmp_path_factory.mktemp("catalogues"))


@pytest.mark.slow
def test_the_checks_say_nothing_on_a_right_translation(root: Path) -> None:
    found = proofread(open_project(root), TAGS, lambda _: None)
    assert [str(finding) for finding in found] == []


def test_every_message_is_translated(root: Path) -> None:
    messages = len(kolofon.open(root).messages())
    rows, _ = standings(open_project(root), lambda _: None)
    assert {row.language: (row.progress.translated, row.progress.total) for row in rows} == dict.fromkeys(
        TAGS, (messages, messages)
    )


@each_row("tag", TAGS)
def test_a_translator_and_the_press_write_dates_and_numbers_alike(tag: str) -> None:
    told = CATALOGUES[tag].read_text("utf-8")
    assert f'msgid "28 October – 17 November 1944"\nmsgstr "{date_range(RANGE, tag)}"\n' in told
    assert whole_number(1500, tag) in told


@each_row("tag", TAGS)
def test_a_catalogue_says_that_nobody_has_reviewed_it(tag: str) -> None:
    first, second, *_ = CATALOGUES[tag].read_text("utf-8").splitlines()
    assert first.startswith("# “The mill by the river”, a text for the tests, in ")
    assert second == "# No native speaker has reviewed this translation."


# --- the books --------------------------------------------------------------------------------------------------------


class Shelf:
    """The books of the text, and what the press said when it made them."""

    def __init__(self, root: Path) -> None:
        self.root = mill.edition(root)
        self.said = mill.build(root, "pdf,html,epub")

    def read(self, tag: str, suffix: str) -> bytes:
        return (self.root / "output" / tag / f"{NAME}{suffix}").read_bytes()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("mill"))


@pytest.mark.pdf
def test_nothing_is_amiss_in_the_books(shelf: Shelf) -> None:
    made = [f"output/{tag}/{NAME}{suffix}" for tag in TAGS for suffix in (".pdf", ".xhtml", "", ".epub")]
    told = shelf.said.splitlines()
    assert sorted(line for line in told if line.startswith("output/")) == sorted(made)
    # Of some languages the press knows no patterns, and says so when it makes the first book.
    unknown = re.compile(r"kolofon: [\w-]+: the press lacks hyphenation \(no free patterns are known\)")
    assert [line for line in told if not line.startswith("output/") and not unknown.fullmatch(line)] == []


@pytest.mark.pdf
@each_row("tag", TAGS)
def test_language_and_direction_are_told(tag: str, shelf: Shelf) -> None:
    leftward = language(tag).direction == "rtl"
    epub = [content for name, content in opened(shelf.read(tag, ".epub")).items() if name.endswith(".xhtml")]
    for content in (shelf.read(tag, ".xhtml"), *epub):
        root = xml(content)
        assert root.get("lang") == tag
        assert root.get("dir") == ("rtl" if leftward else "ltr")
    with pikepdf.open(io.BytesIO(shelf.read(tag, ".pdf"))) as pdf:
        assert str(pdf.Root.Lang) == tag
        assert pdf.Root.ViewerPreferences.get("/Direction") == ("/R2L" if leftward else None)


@pytest.mark.pdf
@pytest.mark.parametrize("tag", ["ar", "hi", "ja", "sq", "th"])  # below, the reference validator reads those of all
def test_a_pdf_is_to_be_archived_and_accessible(tag: str, shelf: Shelf, tmp_path: Path) -> None:
    valid(shelf.read(tag, ".pdf"), tmp_path, "2a", "ua1")


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.pdf
def test_the_epubs_are_valid(shelf: Shelf, tmp_path: Path) -> None:
    books = {tag: shelf.read(tag, ".epub") for tag in TAGS}
    assert said_by_epubcheck(in_one_container(books, tmp_path / "books.epub")) == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.pdf
def test_the_reference_validator_finds_nothing_in_the_pdfs(shelf: Shelf, tmp_path: Path) -> None:
    files = [shelf.root / "output" / tag / f"{NAME}.pdf" for tag in TAGS]
    told = judged(files, tmp_path)
    assert {file.parent.name: told[file] for file in files if told[file] != (A2A_UA1, [])} == {}


# --- the words --------------------------------------------------------------------------------------------------------


def blocks(root: ET.Element, *, printed: bool = False) -> list[list[str]]:
    """The words of each block of a book but its title page, its contents and its colophon."""
    body = [element for element in root.iter() if element.get("id") in {"lead", "s1", "notes"}]
    told = (words("".join(_texts(block, printed))) for part in body for block in part.iter() if block.tag in BLOCKS)
    return [block for block in told if block]


def _texts(element: ET.Element, printed: bool) -> Iterator[str]:  # noqa: FBT001  as `blocks`
    """The text of an element; paper has no way back from a note."""
    if not (printed and element.get("class") == "back"):
        yield element.text or ""
        for child in element:
            yield from _texts(child, printed)
            yield child.tail or ""


def words(text: str) -> list[str]:
    """The words of a text; the number of a note is one of its own, since its word may be told with the line before."""
    return unicodedata.normalize("NFC", NOTED.sub(" ", UNSEEN.sub("", text))).split()


@pytest.mark.pdf
@each_row("tag", TAGS)
def test_the_words_are_those_of_the_translation_in_every_format(tag: str, shelf: Shelf) -> None:
    book = opened(shelf.read(tag, ".epub"))
    pages = ET.Element("html")
    pages.extend(xml(content) for name, content in book.items() if re.search(r"/(?:lead|s1|notes)\.xhtml$", name))
    told = blocks(xml(shelf.read(tag, ".xhtml")))
    assert blocks(pages) == told
    assert len(told) > 15
    assert words(date_range(RANGE, tag)) in told


@pytest.mark.pdf
@each_row("tag", TAGS)
def test_what_is_copied_from_the_pdf_is_the_text(tag: str, shelf: Shelf, tmp_path: Path) -> None:
    copied = words(words_of(shelf.read(tag, ".pdf"), tmp_path))
    told = blocks(xml(shelf.read(tag, ".xhtml")), printed=True)
    if language(tag).spaced:
        assert Counter(word for block in told for word in block) - Counter(copied) == Counter()
    else:
        # A line may end anywhere, and nothing says whether a space was there.
        whole = "".join(copied)
        assert [block for block in map("".join, told) if block not in whole] == []


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.pdf
@each_row("tag", TAGS)
def test_head_and_furniture_are_in_the_language(tag: str, shelf: Shelf, tmp_path: Path) -> None:
    furniture, _ = furniture_in(tag, None, PurePosixPath("furniture.po"))
    root = xml(shelf.read(tag, ".xhtml"))
    parts = {element.get("id"): element for element in root.iter() if element.get("id")}
    for part, msgid in (("contents", "Contents"), ("colophon", "Colophon"), ("notes", "Notes")):
        heading = next(parts[part].iter("h2"))
        assert "".join(heading.itertext()) == furniture[msgid]
        assert not list(heading)  # English would be in a <span lang="en">
    title = "".join(next(parts["title-page"].iter("h1")).itertext())
    assert _letters(words_of(_last_of_the_text(shelf.read(tag, ".pdf")), tmp_path)).startswith(_letters(title))


def _letters(text: str) -> str:
    """The letters of a text, for comparison with the same in capitals: no accents in Greek, I of ı in Turkish."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("ı", "i")
    return "".join(letter for letter in plain if letter.isalpha())


def _last_of_the_text(content: bytes) -> bytes:
    """The page before the colophon, as a file."""
    told = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.pages[-1]
        del pdf.pages[:-1]
        pdf.save(told)
    return told.getvalue()


@pytest.mark.pdf
@each_row("tag", TAGS)
def test_all_faces_of_a_line_are_on_one_baseline_and_lines_are_even(tag: str, shelf: Shelf) -> None:
    with pikepdf.open(io.BytesIO(shelf.read(tag, ".pdf"))) as pdf:
        told = max((baselines(page) for page in pdf.pages[2:]), key=lambda found: len(_lines(found)))
    lines = _lines(told)
    steps = [above - below for above, below in pairwise(lines)]
    near = [step for step in steps if step < 1.6 * min(steps)]
    assert len(lines) > 4
    assert SIZE < min(near) <= max(near) < min(near) + SLACK < 2.5 * SIZE, steps


def _lines(found: list[tuple[float, float]]) -> list[float]:
    """The baselines of lines of text, from above."""
    return sorted({round(height, 2) for height, size in found if abs(size - SIZE) < SLACK}, reverse=True)
