"""This project's own editions: *Liberation of Tirana* in eleven languages, and the press's handbook.

They are complete, without a finding, say that nobody has reviewed them, and are valid in every format.
"""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from kolofon.catalogue.header import notes_to_reader
from kolofon.catalogue.po import read_po
from kolofon.commands.build import Wanted, build
from kolofon.edition.locale.glossaries import read_glossary
from kolofon.edition.project import Project, open_project
from kolofon.language import language
from kolofon.model.edition import Format
from kolofon.model.finding import Severity
from kolofon.model.message import Catalogue
from tests import editions_pictures
from tests.epubs import in_one_container, said_by_epubcheck, xml
from tests.machine import ROOT
from tests.pdfs import words_of
from tests.press import EPOCH
from tests.table import each_row
from tests.test_every_language import words
from tests.verapdf import A2A_UA1, judged

PROJECT = open_project(ROOT)
BOOK = "liberation-of-tirana"
TRANSLATIONS = PROJECT.languages
FEWEST_TERMS = 25
BEGUN = {("handbook", "de")}
"""What is not finished, and so is a draft."""
BOOKS = [
    *((BOOK, tag) for tag in (PROJECT.edition.source_language, *TRANSLATIONS)),
    ("handbook", "sq"),
]
PARTS = {"p", "li", "dt", "dd", "th", "td", "h2"}
"""Elements that are apart from the words before and behind them."""
NESTED = [f".//{tag}" for tag in sorted(PARTS)]
FORMATS = (Format.PDF, Format.EPUB, Format.HTML, Format.BILINGUAL)
BIBLIOGRAPHY = [
    line.removeprefix("- ")
    for line in (ROOT / f"source/{BOOK}.txt").read_text("utf-8").partition("== Literature ==")[2].splitlines()
    if line.startswith("- ")
]


def catalogue(tag: str, name: str = BOOK) -> Catalogue:
    path = PROJECT.catalogue_path(name, tag)
    return read_po((ROOT / path).read_bytes(), str(path))[0]


# --- the catalogues ---------------------------------------------------------------------------------------------------


def test_the_first_book_is_in_eleven_languages() -> None:
    assert {"sq", "it", "de", "fr", "el", "mk", "tr", "ar", "fa", "zh-Hans", "ja"} <= set(TRANSLATIONS)


@each_row("tag", TRANSLATIONS)
def test_every_message_is_translated_and_nobody_has_reviewed_one(tag: str) -> None:
    living = [entry for entry in catalogue(tag).entries if not entry.obsolete]
    assert [entry.msgid for entry in living if entry.fuzzy or not all(entry.msgstrs)] == []
    assert [entry.msgid for entry in living if any("reviewed:" in line for line in entry.comments)] == []
    assert len(living) == 51


@each_row("tag", TRANSLATIONS)
def test_a_reader_is_told_that_it_is_a_draft(tag: str) -> None:
    assert len(notes_to_reader(catalogue(tag))) == 1


@each_row("tag", TRANSLATIONS)
def test_what_was_doubted_is_said_above_the_message(tag: str) -> None:
    assert sum(bool(entry.comments) for entry in catalogue(tag).entries) > 10


@each_row("tag", TRANSLATIONS)
def test_a_glossary_has_the_terms_of_the_book(tag: str) -> None:
    glossary, findings = read_glossary(PROJECT, tag)
    assert not findings
    assert len(glossary.terms) >= FEWEST_TERMS


def test_the_rights_are_told_in_every_language() -> None:
    assert set(PROJECT.edition.rights.translations) == set(TRANSLATIONS)


# --- the books --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """All books, made anew; of the handbook, which takes much longer, the edition that is complete."""
    root = tmp_path_factory.mktemp("editions")
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, root / name)
    project = open_project(root)
    for work, languages, formats in ((BOOK, (), FORMATS), ("handbook", ("sq",), FORMATS[:2])):
        wanted = Wanted(languages, formats, works=(work,))
        made = build(project, wanted, {"SOURCE_DATE_EPOCH": EPOCH}, lambda _: None)
        assert [str(finding) for finding in made.findings if finding.severity is Severity.ERROR] == []
    return project


def _holds_others(block: ET.Element) -> bool:
    return any(block.find(path) is not None for path in NESTED)


def path_of(made: Project, work: str, tag: str, suffix: str) -> Path:
    return made.root / f"output/{tag}/{work}{suffix}"


@pytest.mark.slow  # it makes and judges all that this project publishes
@pytest.mark.browser
@pytest.mark.pdf
def test_nothing_is_found_in_any_language(made: Project) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "kolofon", "--edition", str(made.root), "check"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    ).stdout
    left_open = [f"locale/{tag}/LC_MESSAGES/{work}.po" for work, tag in BEGUN]
    assert [line for line in said.splitlines() if ".po" in line and not line.startswith(tuple(left_open))] == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.pdf
def test_the_reference_validator_finds_nothing_in_the_pdfs(made: Project, tmp_path: Path) -> None:
    files = [path_of(made, work, tag, ".pdf") for work, tag in BOOKS]
    files += [path_of(made, BOOK, tag, "-bilingual.pdf") for tag in TRANSLATIONS]
    told = judged(sorted(files), tmp_path)
    assert {str(file): said for file, said in told.items() if said != (A2A_UA1, [])} == {}


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.pdf
def test_the_epubs_are_valid(made: Project, tmp_path: Path) -> None:
    assert {work for work, _ in BOOKS} == {work.name for work in made.edition.works}
    named = {tag if work == BOOK else f"{tag}-{work}": path_of(made, work, tag, ".epub") for work, tag in BOOKS}
    books = {name: path.read_bytes() for name, path in named.items()}
    assert said_by_epubcheck(in_one_container(books, tmp_path / "books.epub")) == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.pdf
@pytest.mark.parametrize("tag", [tag for work, tag in BOOKS if work == BOOK])
def test_the_text_of_the_pdf_is_that_of_the_page(tag: str, made: Project, tmp_path: Path) -> None:
    page = xml(path_of(made, BOOK, tag, ".xhtml").read_bytes())
    parts = [element for element in page.iter() if element.get("id") in {"lead", "s1"}]
    told = [block for part in parts for block in part.iter() if block.tag in PARTS and not _holds_others(block)]
    copied = words(words_of(path_of(made, BOOK, tag, ".pdf").read_bytes(), tmp_path))
    wanted = words(" ".join("".join(block.itertext()) for block in told))
    assert len(wanted) > 10
    if language(tag).spaced:
        assert Counter(wanted) - Counter(copied) == Counter()
    else:
        assert not Counter("".join(wanted)) - Counter("".join(copied))


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.pdf
@pytest.mark.parametrize("tag", [tag for work, tag in BOOKS if work == BOOK])
def test_the_bibliography_is_albanian_letter_for_letter(tag: str, made: Project) -> None:
    page = "".join(xml(path_of(made, BOOK, tag, ".xhtml").read_bytes()).itertext())
    assert len(BIBLIOGRAPHY) == 3
    assert [entry for entry in BIBLIOGRAPHY if entry not in page] == []


# --- the README -------------------------------------------------------------------------------------------------------


def test_the_readme_shows_every_edition_and_how_far_it_is() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    with Image.open(editions_pictures.PICTURE) as shown:
        how = "python -m tests.editions_pictures"
        assert shown.size == editions_pictures.size(len(TRANSLATIONS)), how
    for picture in (editions_pictures.PICTURE, editions_pictures.STATUS):
        assert re.search(rf"!\[[^\]]+\]\(docs/{re.escape(picture.name)}\)", readme)
