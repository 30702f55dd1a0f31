"""The web site in a browser: a change of language keeps the place, without scripts; nothing is amiss for anybody."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal
from weakref import WeakKeyDictionary

import pytest

from kolofon.model.document import Paragraph, Section
from kolofon.model.edition import Page as BookPage
from kolofon.model.edition import Progress
from kolofon.set.values.document import SetDocument
from kolofon.write.screen.publication import bilingual_publication
from kolofon.write.screen.site.website import site
from kolofon.write.xhtml import Looks
from tests.browser import chromium, served
from tests.epubs import EDITION
from tests.later import Axe, Browser, Page
from tests.pdfs import PICTURES
from tests.press import put
from tests.publishing import everything, sentence
from tests.setting import both
from tests.stress import stress_book
from tests.test_site import PDF, reading

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]

PHONE, DESK = (360, 740), (1400, 900)


def bilingual() -> tuple[tuple[SetDocument, SetDocument], tuple[Looks, Looks]]:
    documents = replace(everything(), language="en", title=sentence("The Liberation")), everything()
    return both(documents, EDITION, ({}, {}), BookPage())


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of three languages, one of them half translated and one from right to left, on this machine."""
    folder = tmp_path_factory.mktemp("site")
    hard, every = stress_book(3), everything()
    sample = Section(sentence("Çdo lloj"), every.sections[0].blocks)
    original = replace(hard, sections=(*hard.sections, sample), notes=(*hard.notes, *every.notes), lead=every.lead)
    half = Section(sentence("Gjysma"), (Paragraph((sentence("Një."), replace(sentence("Not yet."), language="en"))),))
    readings = [
        reading(replace(original, language="en")),
        reading(replace(original, sections=(*original.sections, half)), PDF, progress=Progress(9, 8, 0, 1)),
        reading(replace(original, language="he"), progress=Progress(9, 9, 0, 9)),
    ]
    files, findings = site(readings)
    assert not findings
    beside = bilingual_publication(*bilingual(), PICTURES)
    for where, written in ((folder, files), (folder / "both", beside.files)):
        put(where, {str(file.path): file.content for file in written})
    with served(folder, careful=True) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


_PAGES: WeakKeyDictionary[Browser, dict[bool, Page]] = WeakKeyDictionary()


def page_of(browser: Browser, *, scripts: bool) -> Page:
    """The page of a browser in which one address is shown after another: it takes long to open one for each."""
    pages = _PAGES.setdefault(browser, {})
    if scripts not in pages:
        pages[scripts] = browser.new_context(java_script_enabled=scripts).new_page()
    return pages[scripts]


@contextmanager
def opened(
    browser: Browser, address: str, size: tuple[int, int], scheme: Scheme = "light", *, scripts: bool = True
) -> Iterator[Page]:
    """A page, about which the browser complains of nothing, and which asks for nothing elsewhere."""
    page = page_of(browser, scripts=scripts)
    said: list[str] = []
    asked: list[str] = []
    heard: dict[str, Callable[..., None]] = {
        "console": lambda message: said.append(message.text),
        "pageerror": lambda error: said.append(str(error)),
        "requestfailed": lambda request: said.append(f"failed: {request.url}"),
        "request": lambda request: asked.append(request.url),
    }
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(media="screen", color_scheme=scheme)
    for event, hear in heard.items():
        page.on(event, hear)  # type: ignore[call-overload]
    try:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        yield page
    finally:
        for event, hear in heard.items():
            page.remove_listener(event, hear)
        page.goto("about:blank")
    assert said == []
    origin = address.rpartition(":")[0]
    assert [url for url in asked if not url.startswith(origin)] == []


def top_of(page: Page, name: str) -> float:
    box = page.locator(f"[id='{name}']").bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_change_of_language_keeps_the_place_without_scripts(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    with opened(browser, f"{address}/sq/work.html", size, scripts=False) as page:
        page.locator("[id='s2-p2'] .elsewhere a[hreflang='he']").click()
        page.wait_for_url("**/he/work.html#s2-p2")
        assert 0 <= top_of(page, "s2-p2") < 100
        page.locator("[id='s2-p2'] .elsewhere a[hreflang='en']").click()
        page.wait_for_url("**/en/work.html#s2-p2")
        assert 0 <= top_of(page, "s2-p2") < 100


@pytest.mark.parametrize("language", ["sq", "he"])
def test_a_telephone_is_wide_enough(browser: Browser, address: str, language: str) -> None:
    with opened(browser, f"{address}/{language}/work.html", PHONE) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert page.evaluate("document.fonts.check('16px \"EB Garamond\"')")


@pytest.mark.parametrize(
    ("path", "size", "scheme"),
    [("index.html", PHONE, "dark"), ("sq/work.html", DESK, "light"), ("he/work.html", PHONE, "dark")],
)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, size: tuple[int, int], scheme: Scheme) -> None:
    with opened(browser, f"{address}/{path}", size, scheme) as page:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_from_right_to_left_the_page_is_mirrored(browser: Browser, address: str) -> None:
    def side(language: str) -> float:
        with opened(browser, f"{address}/{language}/work.html", DESK) as page:
            box = page.locator("#contents").bounding_box()
            assert box
            return box["x"]

    assert side("sq") < DESK[0] / 4 < DESK[0] / 2 < side("he")


def test_by_night_it_is_dark(browser: Browser, address: str) -> None:
    def ground(scheme: Scheme) -> str:
        with opened(browser, f"{address}/index.html", DESK, scheme) as page:
            return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))

    assert ground("light") == "rgb(251, 248, 241)"
    assert ground("dark") == "rgb(27, 26, 24)"


def test_on_paper_there_is_the_text_alone(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/sq/work.html", DESK) as page:
        page.emulate_media(media="print")
        for selector in (".bar", "#contents", ".elsewhere >> nth=0", "#downloads"):
            assert not page.locator(selector).is_visible()
        assert page.locator("[id='s1-p1']").is_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_either_of_two_languages_can_be_hidden_without_scripts(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    with opened(browser, f"{address}/both/s1.xhtml", size, scripts=False) as page:
        english, albanian = page.locator("[id='o-s1-p2']"), page.locator("[id='s1-p2']")
        boxes = [one.bounding_box() for one in (english, albanian)]
        assert boxes[0]
        assert boxes[1]
        beside = boxes[0]["y"] == boxes[1]["y"]
        assert beside == (size == DESK)
        page.locator("#show-1").uncheck()
        assert (english.is_visible(), albanian.is_visible()) == (False, True)
        page.locator("#show-1").check()
        page.locator("#show-2").uncheck()
        assert (english.is_visible(), albanian.is_visible()) == (True, False)
