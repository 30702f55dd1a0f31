"""How the page of `kolofon serve` lies on the screen, with a message that has tags, two works, and many chapters."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest

from tests.browser import chromium, until
from tests.later import Browser, Page
from tests.press import edition_toml
from tests.served_edition import served_edition

pytestmark = pytest.mark.browser

CHAPTERS = 24
TAGGED = "A **mill** turns *slowly* and `grinds`"
FOCUSED = "document.activeElement.closest('#opened [role=textbox]') !== null"
WITHIN = """([inner, outer]) => {
  const [a, b] = [inner, outer].map((name) => document.querySelector(name).getBoundingClientRect());
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
}"""


def edition() -> dict[str, str]:
    """Two works in Albanian; the first has so many chapters that a screen does not show them all."""
    works = """name = "mills"
source = "mills.md"
format = "markdown"

[[works]]
name = "rivers"
source = "rivers.md"
format = "markdown"
"""
    chapters = "".join(
        f"## Chapter {number}\n\n{TAGGED} in year {number}.[^{number}] It is old.\n\n[^{number}]: Note {number}.\n\n"
        for number in range(1, CHAPTERS + 1)
    )
    return {
        "source/edition.toml": edition_toml(works, 'languages = ["sq"]\npage.layout = "book"'),
        "source/mills.md": f"# On mills\n\n{chapters}",
        "source/rivers.md": "# On the rivers of the north\n\nA river flows.\n",
    }


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, str]]:
    root = tmp_path_factory.mktemp("edition")
    with served_edition(root, files=edition()) as address, chromium() as browser:
        yield browser, address


@contextmanager
def workspace(at: tuple[Browser, str], size: tuple[int, int] = (1366, 768), place: str = "mills") -> Iterator[Page]:
    """The page, with the sentences of a work or of a part of one."""
    browser, address = at
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(address.replace("#/sq", f"#/sq/{place}"))
    page.locator("[role=option]").first.wait_for(state="attached")
    yield page
    context.close()


def choose(page: Page, words: str) -> None:
    """Click a sentence of the book."""
    page.frame_locator("#frame").locator("[data-message]", has_text=words).first.click()
    page.locator("#opened p.english", has_text=words[:6]).wait_for()


def test_the_tags_of_a_message_stand_with_it_and_the_page_never_scrolls_away(at: tuple[Browser, str]) -> None:
    with workspace(at, place="mills/s3") as page:
        choose(page, "turns")
        until(page, FOCUSED)
        assert page.locator("#opened .tag").count() == 4
        assert page.evaluate(WITHIN, ["#opened .tag", "#opened"])
        field, tags = (page.locator(f"#opened {name}").first.bounding_box() for name in (".field", ".tag"))
        assert field
        assert tags
        assert tags["y"] >= field["y"] + field["height"]
        page.keyboard.type("Mulliri")
        page.keyboard.press("Alt+1")
        until(page, "document.querySelectorAll('#opened .field .chip').length === 2")
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z")


def test_the_chapter_that_is_open_is_seen_among_the_chapters(at: tuple[Browser, str]) -> None:
    with workspace(at, place=f"mills/s{CHAPTERS - 1}") as page:
        until(page, "document.querySelector('#parts a[aria-current]') !== null")
        assert page.evaluate(WITHIN, ["#parts a[aria-current] .name", "#chapters"])


def test_the_page_has_the_title_of_the_work_that_is_open(at: tuple[Browser, str]) -> None:
    with workspace(at, place="rivers") as page:
        assert page.title() == "On the rivers of the north – Kolofon"
        page.locator("#menu-work").select_option("mills")
        until(page, "document.title === 'On mills – Kolofon'")
        assert page.locator("#title").inner_text() == "On mills"


@pytest.mark.parametrize("size", [(683, 384), (740, 360)])
def test_where_there_is_little_height_the_field_and_its_buttons_can_be_seen(
    at: tuple[Browser, str], size: tuple[int, int]
) -> None:
    with workspace(at, size, "mills/s2") as page:
        choose(page, "turns")
        until(page, FOCUSED)
        save = page.get_by_role("button", name="Save and next")
        save.scroll_into_view_if_needed()
        box = save.bounding_box()
        assert box
        assert box["y"] >= page.locator("#bar").evaluate("(bar) => bar.getBoundingClientRect().bottom")
        seen = page.evaluate("document.querySelector('#sentences').clientHeight")
        assert seen > size[1] * 2 / 3
        assert page.locator("#opened").evaluate("(of) => of.clientHeight >= of.scrollHeight")


def test_on_a_telephone_nothing_of_the_bar_is_below_another(at: tuple[Browser, str]) -> None:
    with workspace(at, (360, 740)) as page:
        shown = page.locator("#bar :is(button, select, h1 .icon):visible").all()
        boxes = [box for one in shown if (box := one.bounding_box())]
        assert len(boxes) > 5
        assert all(one["x"] + one["width"] <= other["x"] for one, other in pairwise(boxes))
        assert boxes[-1]["x"] + boxes[-1]["width"] <= 360
        language = page.locator("#menu-language")
        assert language.evaluate("(of) => of.selectedOptions[0].text") == "Shqip"
        assert language.evaluate("(of) => of.clientWidth") > 70


def test_on_a_telephone_the_focus_goes_with_the_pane(at: tuple[Browser, str]) -> None:
    with workspace(at, (360, 740), "mills/s2") as page:
        choose(page, "turns")
        until(page, "document.documentElement.dataset.pane === 'sentences'")
        until(page, "document.activeElement.closest('#opened') !== null")


def test_another_message_is_shown_from_its_top(at: tuple[Browser, str]) -> None:
    with workspace(at, (1000, 500), "mills/s2") as page:
        choose(page, "turns")
        page.locator("#opened").evaluate("(of) => of.scrollTo(0, of.scrollHeight)")
        assert page.evaluate("document.querySelector('#opened').scrollTop > 0")
        page.locator("[role=listbox]").focus()
        page.keyboard.press("ArrowUp")
        page.locator("#opened p.english", has_text="Chapter 2").wait_for()
        assert page.evaluate("document.querySelector('#opened').scrollTop") == 0


def test_the_message_whose_save_is_taken_back_is_open_again(at: tuple[Browser, str]) -> None:
    with workspace(at, place="mills/s5") as page:
        choose(page, "turns")
        until(page, FOCUSED)
        page.keyboard.type("Mulliri")
        page.keyboard.press("Control+Enter")
        page.locator("#opened p.english", has_text="It is old").wait_for()
        page.keyboard.press("Alt+z")
        page.locator("#opened p.english", has_text="turns").wait_for()
        until(page, FOCUSED)
        assert page.locator("#opened .field").inner_text().strip() == ""


def test_another_work_begins_with_its_list_alone(at: tuple[Browser, str]) -> None:
    with workspace(at, place="mills/s2") as page:
        choose(page, "turns")
        page.locator("#menu-work").select_option("rivers")
        page.locator("[role=option]", has_text="On the rivers").first.wait_for()
        rows, pane = (page.locator(name).bounding_box() for name in ("#list", "#sentences"))
        assert rows
        assert pane
        assert rows["y"] + rows["height"] == pane["y"] + pane["height"]


def test_the_drawer_of_the_chapters_opens_at_the_chapter_and_gives_the_focus_back(at: tuple[Browser, str]) -> None:
    with workspace(at, (800, 600), f"mills/s{CHAPTERS - 1}") as page:
        until(page, "document.querySelector('#parts a[aria-current]') !== null")
        page.get_by_role("button", name="Chapters").first.press("Enter")
        until(page, "document.activeElement.matches('#parts a[aria-current]')")
        assert page.evaluate(WITHIN, ["#parts a[aria-current] .name", "#chapters"])
        page.keyboard.press("Escape")
        until(page, "document.activeElement.id === 'book'")


def test_a_format_that_is_being_made_keeps_the_focus_and_nothing_else_moves(at: tuple[Browser, str]) -> None:
    with workspace(at) as page:
        page.get_by_role("button", name="Downloads").click()
        page.evaluate(
            "globalThis.others = [...document.querySelectorAll('dialog [data-entry]:not([data-entry=text])')]"
        )
        make = page.locator("dialog [data-entry=text] button")
        make.press("Enter")
        page.locator("dialog [data-entry=text] a").first.wait_for()
        assert page.evaluate("document.activeElement.closest('[data-entry=text]') !== null")
        assert page.evaluate("globalThis.others.every((each) => each.isConnected)")
