"""An EPUB in a reading system, epub.js (from npm): pages turn, the contents lead to their places, fonts load."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kolofon.commands.build import Wanted, build
from kolofon.edition.project import open_project
from kolofon.model.edition import Format
from tests.browser import chromium
from tests.epubs import bound
from tests.later import Browser
from tests.press import EPOCH, first_work, put
from tests.publishing import everything, sentence
from tests.reader import Reader, reading

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module", params=["sq", "he"])
def reader(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reader]:
    """The edition, or a book from right to left, in the reading system."""
    folder = tmp_path_factory.mktemp("book")
    book = folder / "output/sq/liberation-of-tirana.epub"
    if request.param == "sq":
        put(folder, first_work())
        build(open_project(folder), Wanted(("sq",), (Format.EPUB,)), {"SOURCE_DATE_EPOCH": EPOCH}, lambda _: None)
    else:
        book = folder / "he.epub"
        book.write_bytes(bound(replace(everything(), language="he", title=sentence("שחרור"))))
    with reading(browser, book) as found:
        yield found
        assert found.complaints == []


def test_a_book_is_read_from_cover_to_cover(reader: Reader) -> None:
    places = list(reader.turn())
    assert len(places) == len(set(places)) > 5
    files = list(dict.fromkeys(file for file, _ in places))
    assert files == [file for file in reader.spine() if file in files]
    assert {"title-page.xhtml", "s1.xhtml", "s2.xhtml", "colophon.xhtml"} <= set(files)


def test_the_contents_lead_to_their_places(reader: Reader) -> None:
    contents = reader.contents()
    assert len(contents) >= 2
    for label, address in contents:
        assert label
        reader.go(address)
        assert reader.place()[0] == address.partition("#")[0]


def test_the_fonts_of_the_book_are_there(reader: Reader) -> None:
    reader.go("s1.xhtml")
    assert {"EB Garamond normal 400", "EB Garamond italic 400"} <= reader.fonts()
