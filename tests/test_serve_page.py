"""The page of `kolofon serve` in a browser: the book beside its sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser import chromium, said_by_axe, until
from tests.later import Page
from tests.served_edition import PO, served_edition, with_each_dialog

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Error

pytestmark = pytest.mark.browser

SELECTED = "document.querySelector('[role=option][aria-selected=true] .second')?.textContent"
VISIBLE = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const of = node.parentElement, text = node.nodeValue.trim();
    const data = of.closest('#title, #list .words, #list-title, #parts .name, #places option, #opened, option[lang]');
    if (/[a-z]/i.test(text) && !data && of.checkVisibility()) found.push(text);
  }
  return found;
}"""


Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str, Path]]:
    """A page of a browser, the address of the workspace, and the folder of its edition."""
    root = tmp_path_factory.mktemp("edition")
    with served_edition(root) as address, chromium() as browser:
        page = browser.new_page()
        page.add_init_script("if (self === top) localStorage.clear()")  # what was chosen before
        yield page, address, root


@contextmanager
def workspace(
    at: tuple[Page, str, Path], width: int = 1600, place: str = "", scheme: Scheme = "light"
) -> Iterator[Page]:
    """The page with the book in it, as it is at first; its console says nothing, and its policy forbids nothing."""
    page, address, _ = at
    said: list[str] = []

    def complained(message: "ConsoleMessage") -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    def failed(error: "Error") -> None:
        said.append(str(error))

    page.on("console", complained)
    page.on("pageerror", failed)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    try:
        page.goto(address)
        if place:
            page.goto(address.partition("?")[0] + place)
        book(page, "[data-message]").wait_for()
        page.locator("[role=option]").first.wait_for(state="attached")
        yield page
    finally:
        page.remove_listener("console", complained)
        page.remove_listener("pageerror", failed)
    assert not said


def book(page: Page, what: str):  # type: ignore[no-untyped-def]  # noqa: ANN201  Playwright comes later
    return page.frame_locator("#frame").locator(what).first


def test_a_click_on_a_sentence_opens_its_message_and_the_reverse(at: tuple[Page, str, Path]) -> None:
    with workspace(at) as page:
        book(page, "p [data-message]").click()
        until(page, "document.querySelector('#opened').textContent !== ''")
        chosen = book(page, ".selected").get_attribute("data-message")
        assert page.evaluate("location.hash").endswith(f"/{chosen}")
        page.locator("[role=option]").nth(1).click()
        until(page, f"!location.hash.endsWith('/{chosen}')")
        assert page.evaluate("location.hash").endswith(str(book(page, ".selected").get_attribute("data-message")))


def test_keys_lead_from_message_to_message_and_to_the_search(at: tuple[Page, str, Path]) -> None:
    with workspace(at) as page:
        page.locator("[role=listbox]").focus()
        page.keyboard.press("ArrowDown")
        until(page, SELECTED)
        first = page.evaluate(SELECTED)
        page.keyboard.press("Alt+ArrowDown")
        until(page, f"(text) => {SELECTED} !== text", arg=first)
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.press("Escape")
        page.locator("[role=listbox]").focus()
        page.keyboard.press("?")
        assert page.locator("dialog kbd").count() > 10
        page.keyboard.press("Escape")
        page.locator("dialog").wait_for(state="detached")


def test_a_change_by_another_program_arrives_and_moves_nothing(at: tuple[Page, str, Path]) -> None:
    with workspace(at) as page:
        page.frame_locator("#frame").locator("p [data-message]").last.click()
        until(page, "document.querySelector('#opened').textContent !== ''")
        place = page.evaluate("[location.hash, document.querySelector('#frame').contentWindow.scrollY]")
        po = at[2] / PO
        before = po.read_text("utf-8")
        try:
            po.write_text(before.replace('msgstr "Tiranë, Shqipëri"', 'msgstr "Tirana e re"'), "utf-8")
            assert po.read_text("utf-8") != before
            page.frame_locator("#frame").get_by_text("Tirana e re").wait_for(state="attached")
            assert page.evaluate("[location.hash, document.querySelector('#frame').contentWindow.scrollY]") == place
        finally:
            po.write_text(before, "utf-8")
        page.frame_locator("#frame").get_by_text("Tiranë, Shqipëri").wait_for(state="attached")


def test_a_theme_that_is_changed_dresses_the_book_anew(at: tuple[Page, str, Path]) -> None:
    with workspace(at) as page:
        theme = at[2] / "theme/theme.css"
        theme.parent.mkdir()
        colour = "getComputedStyle(document.querySelector('#frame').contentDocument.body).color"
        before = page.evaluate(colour)
        try:
            theme.write_text("body { color: rgb(1, 2, 3) }", "utf-8")
            until(page, f"{colour} === 'rgb(1, 2, 3)'")
        finally:
            theme.unlink()
            theme.parent.rmdir()
        until(page, f"(before) => {colour} === before", arg=before)
        assert page.evaluate("document.querySelector('#frame').contentDocument.styleSheets.length") == 1


def test_a_telephone_shows_one_pane_at_a_time(at: tuple[Page, str, Path]) -> None:
    with workspace(at, 360) as page:
        panes = "['book', 'sentences', 'chapters'].filter((id) => document.getElementById(id).checkVisibility())"
        assert page.evaluate(panes) == ["book"]
        book(page, "p [data-message]").click()
        until(page, "document.documentElement.dataset.pane === 'sentences'")
        assert page.evaluate(panes) == ["sentences"]
        page.locator("#switch [data-pane=chapters]").click()
        assert page.evaluate(panes) == ["chapters"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("interface", "looks"),
    [("en", [(1600, "light"), (360, "dark")]), ("xx-XB", [(1600, "dark"), (360, "light")])],
    ids=["en", "xx-XB"],
)
def test_axe_finds_nothing(at: tuple[Page, str, Path], interface: str, looks: list[tuple[int, Scheme]]) -> None:
    """Each width, direction and scheme with each of the others, and all dialogs in each of them."""
    # A pseudo-language is of nobody, and axe wants one of somebody.
    without = ["html-lang-valid"] if interface == "xx-XB" else []
    for width, scheme in looks:
        with workspace(at, width, f"?interface={interface}", scheme) as page:
            assert page.evaluate("document.dir") == ("rtl" if interface == "xx-XB" else "ltr")
            page.keyboard.press("Alt+ArrowDown")
            until(page, "document.querySelector('#opened').textContent !== ''")
            for _ in with_each_dialog(page):
                assert said_by_axe(page, without) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_word_that_is_no_data_is_translated(at: tuple[Page, str, Path]) -> None:
    with workspace(at, place="?interface=xx") as page:
        for _ in with_each_dialog(page):
            plain = [text for text in page.evaluate(VISIBLE) if text.isascii()]
            keys = {
                "Ctrl",
                "Enter",
                "Shift",
                "Alt",
                "Esc",
                "C",
                "M",
                "Z",
                "N",
                "sq",
                "en",
                "Shqip",
                "Liberation of Tirana",
            }
            assert not [text for text in plain if text not in keys and not text.startswith("output/")]
