"""A real book of more than a hundred Markdown files, from sources as they are to a PDF and an EPUB that validate."""

import html
import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kolofon.model.edition import Page, SourceFormat
from kolofon.write.typography.geometry import geometry
from tests.epubs import opened, said_by_epubcheck, xml
from tests.later import pikepdf
from tests.machine import ROOT
from tests.paper import over_the_edge, sheets
from tests.pdfs import valid
from tests.press import EPOCH
from tests.reading import Reader, missing
from tests.real_book import chapters, lay_out

pytestmark = [pytest.mark.slow, pytest.mark.pdf]

MARKDOWN = Reader(SourceFormat.MARKDOWN)
TITLE = re.compile(r"^title: (.+)$", re.MULTILINE)
TO_A_PAGE = re.compile(r"(?<!!)\[([\w -]+)\]\(/([\w/-]+)\)")
FENCE = re.compile(r"^ *```.*?^ *```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
WORD = re.compile(r"(?<![\\&\w#])[A-Za-z]{3,}(?!\w)")
SECTION = re.compile("s[0-9-]+")


@dataclass(frozen=True)
class Built:
    """The edition, and what building it said and took: seconds, and megabytes at the most."""

    root: Path
    code: int
    said: str
    seconds: float
    memory: float

    def made(self, ending: str) -> Path:
        return self.root / "output/en" / f"npm.{ending}"

    def page(self) -> ET.Element:
        return xml(self.made("xhtml").read_bytes())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The book, built by `kolofon` in a process of its own."""
    folder = tmp_path_factory.mktemp("book")
    root, log = lay_out(folder / "edition", shorter=True), folder / "said"
    command = [sys.executable, "-m", "kolofon", "--edition", str(root), "build", "--format", "pdf,epub,html"]
    begun = time.monotonic()
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH}, stdout=said, stderr=said
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Built(root, process.returncode, log.read_text("utf-8"), time.monotonic() - begun, used.ru_maxrss / 1024)


def test_it_is_built_and_no_error_is_found(
    built: Built, capsys: pytest.CaptureFixture[str], record_property: Callable[[str, object], None]
) -> None:
    assert built.code == 0, built.said[-3000:]
    assert not re.findall(r"^.*\berror\b: .*|^.*: error: .*", built.said, re.MULTILINE)
    files, pages = len(chapters(built.root)), len(pikepdf.open(built.made("pdf")).pages)
    assert files >= 100
    record_property("seconds", round(built.seconds, 1))
    record_property("megabytes", round(built.memory))
    with capsys.disabled():
        print(f"\n{files} files, {pages} pages: {built.seconds:.1f} s, {built.memory:.0f} MB")  # noqa: T201  it is asked for


def test_the_pdf_is_for_the_archive_and_for_everyone(built: Built, tmp_path: Path) -> None:
    valid(built.made("pdf").read_bytes(), tmp_path, "2a", "ua1")


@pytest.mark.browser
def test_epubcheck_has_nothing_to_say(built: Built) -> None:
    assert said_by_epubcheck(built.made("epub")) == []


def test_every_chapter_is_in_the_contents(built: Built) -> None:
    headings = [told(heading) for heading in chapter_headings(built.page())]
    assert len(headings) >= 100
    navigation = xml(opened(built.made("epub").read_bytes())["EPUB/nav.xhtml"])
    listed = [told(link) for link in navigation.iter("a")]
    with pikepdf.open(built.made("pdf")) as pdf, pdf.open_outline() as outline:
        waiting, marked = list(outline.root), list[str]()
        while waiting:
            item = waiting.pop(0)
            marked.append(" ".join(item.title.split()))
            waiting[:0] = item.children
    assert in_order(headings, listed)
    assert in_order(headings, marked)


def test_links_from_file_to_file_lead_to_these_files(built: Built) -> None:
    source = built.root / "source"
    wanted = Counter[tuple[str, str, str]]()
    for path in (path for folder in ("using-npm", "commands") for path in (source / folder).glob("*.md")):
        text = path.read_text("utf-8")
        for words, target in TO_A_PAGE.findall(FENCE.sub("", text)):
            if (source / f"{target}.md").is_file():
                wanted[title(text), words, title((source / f"{target}.md").read_text("utf-8"))] += 1
    page = built.page()
    headings = {section.attrib["id"]: told(heading_of(section)) for section in sections(page)}
    found = Counter[tuple[str, str, str]]()
    for section in sections(page):
        if section.get("role") == "doc-chapter":
            for link in section.iter("a"):
                if link.attrib["href"].startswith("#s"):
                    found[headings[section.attrib["id"]], told(link), headings[link.attrib["href"][1:]]] += 1
    assert wanted.total() >= 100
    assert wanted - found == Counter()


def test_nothing_stands_out_of_its_page(built: Built, tmp_path: Path) -> None:
    laid = sheets(built.made("pdf").read_bytes(), tmp_path)
    assert over_the_edge(laid, geometry(Page(size="A5"))) == []


def test_no_word_of_any_file_is_lost(tmp_path: Path) -> None:
    for path in chapters(lay_out(tmp_path / "edition")):
        text = path.read_text("utf-8")
        document, findings = MARKDOWN(text)
        # What is no word: the keys of the front matter, and where a link within the file leads.
        words = set(WORD.findall(re.sub(r"\]\(#[^)]*\)", "]", text))) - {"title", "description"}
        assert missing(words, document, findings) == set(), path


def title(text: str) -> str:
    return html.unescape(TITLE.findall(text)[0])


def told(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def sections(page: ET.Element) -> list[ET.Element]:
    return [section for section in page.iter("section") if SECTION.fullmatch(section.get("id", ""))]


def heading_of(section: ET.Element) -> ET.Element:
    return next(child for child in section if re.fullmatch("h[1-6]", child.tag))


def chapter_headings(page: ET.Element) -> list[ET.Element]:
    return [heading_of(section) for section in sections(page) if section.get("role") == "doc-chapter"]


def in_order(some: list[str], of: list[str]) -> bool:
    """Whether some strings stand among others in their order."""
    rest = iter(of)
    return all(item in rest for item in some)
