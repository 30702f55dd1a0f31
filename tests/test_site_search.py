"""The search box of the site, in a browser: what it finds, where that leads, and for whom it is there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.document import Bibliography, Document, Emphasis, Entry, Note, NoteRef, Paragraph, Text
from kolofon.model.edition import Progress
from tests.browser import chromium, served
from tests.later import Axe, Browser, Page
from tests.press import put
from tests.publishing import PLACE, article, everything, paragraph, sentence
from tests.test_site import files_of, reading
from tests.test_site_in_browser import DESK, PHONE, opened

pytestmark = pytest.mark.browser

LONG = "fjalë " * 60
HOSTILE = "<img src=x onerror=alert(1)> &amp;"


def book() -> Document:
    half = Paragraph((sentence("Gjysma."), replace(sentence("Not yet translated."), language="en")))
    return replace(
        article(
            paragraph("Përgatitja. ", Emphasis((Text("Përfun"),)), "dimi i luftës", NoteRef("1"), " në Tiranë."),
            paragraph(f"{LONG}gjilpëra {LONG}"),
            half,
            paragraph(HOSTILE),
            Bibliography((Entry("Historiku i Brigadës – Tiranë, 1998.", PLACE),), "sq"),
        ),
        notes=(Note("1", (paragraph("Shënimi i parë."),)),),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("site")
    right_to_left = replace(everything(), language="he", title=sentence("שחרור"))
    both = reading(book(), progress=Progress(9, 8, 0, 0)), reading(right_to_left, progress=Progress(9, 9, 0, 0))
    put(found, files_of(*both))
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder, careful=True) as found:
        yield f"{found}/sq/work.html"


def search(page: Page, words: str) -> dict[str, str]:
    """What is found: each link's text by its address."""
    page.locator(".search input").fill(words)
    return {link.get_attribute("href") or "": link.inner_text() for link in page.locator(".search li a").all()}


@pytest.mark.parametrize("words", ["përfundimi", "PERFUNDIMI", "  perfundimi i\t", "tirane Perf", "e\u0308rfundimi"])
def test_words_are_found_whatever_their_accents_and_capitals(browser: Browser, address: str, words: str) -> None:
    with opened(browser, address, DESK) as page:
        assert search(page, words) == {"#s1-p1": "Përgatitja. Përfundimi i luftës në Tiranë."}
        assert page.locator(".search [role=status]").inner_text() == "Passages found: 1"


def test_what_is_found_is_marked_in_its_surroundings(browser: Browser, address: str) -> None:
    with opened(browser, address, DESK) as page:
        (found,) = search(page, "gjilpera").values()
        assert page.locator(".search mark").inner_text() == "gjilpëra"
        assert found.startswith("… fjalë ")
        assert found.endswith(" fjalë …")
        assert len(found) < 200


def test_every_word_has_to_be_there(browser: Browser, address: str) -> None:
    with opened(browser, address, DESK) as page:
        assert set(search(page, "tirane")) == {"#s1-p1", "#s1-b1"}
        assert set(search(page, "tirane 1998")) == {"#s1-b1"}
        assert search(page, "tirane 1999") == {}
        assert page.locator(".search [role=status]").inner_text() == "Passages found: 0"
        assert search(page, " ") == {}
        assert page.locator(".search [role=status]").inner_text() == ""


def test_titles_notes_and_tables_are_found(browser: Browser, address: str) -> None:
    with opened(browser, address, DESK) as page:
        assert set(search(page, "shenimi")) == {"#n1-p1"}
    with opened(browser, address.replace("/sq/", "/he/"), DESK) as page:
        assert set(search(page, "nenkreu")) == {"#s1-1"}
        assert set(search(page, "qelize krye")) == {"#s1-t1"}
        assert set(search(page, "varg tjeter")) == {"#s1-p10"}


def test_text_is_never_markup(browser: Browser, address: str) -> None:
    with opened(browser, address, DESK) as page:
        assert search(page, "onerror") == {"#s1-p4": HOSTILE}
        assert page.locator(".search img").count() == 0


def test_what_is_found_is_in_its_own_language(browser: Browser, address: str) -> None:
    with opened(browser, address, DESK) as page:
        search(page, "historiku")
        assert page.locator(".search li a").get_attribute("lang") == "sq"


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_link_leads_to_the_passage(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with opened(browser, address, size) as page:
        search(page, "gjilpera")
        box = page.locator(".search ol").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        page.locator(".search li a").click()
        page.wait_for_url("**/work.html#s1-p2")
        assert not page.locator(".search ol").is_visible()
        assert page.locator("[id='s1-p2']").evaluate("it => it.getBoundingClientRect().top") < size[1] / 2


def test_the_keyboard_does(browser: Browser, address: str) -> None:
    with opened(browser, address, DESK) as page:
        search(page, "tirane")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#s1-p1"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.localName") == "input"
        assert not page.locator(".search ol").is_visible()


@pytest.mark.parametrize(("language", "scheme"), [("sq", "dark"), ("he", "light")])
def test_axe_finds_nothing(browser: Browser, address: str, language: str, scheme: str) -> None:
    with opened(
        browser, address.replace("/sq/", f"/{language}/"), PHONE, "dark" if scheme == "dark" else "light"
    ) as page:
        assert search(page, "i")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_from_a_disk_it_is_there_too(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "sq/work.html").as_uri())
    assert search(page, "perfundimi")
    page.close()


def test_without_scripts_there_is_no_box(browser: Browser, address: str) -> None:
    with opened(browser, address, DESK, scripts=False) as page:
        assert not page.locator(".search").is_visible()
