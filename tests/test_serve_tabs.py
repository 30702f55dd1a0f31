"""Many tabs of `kolofon serve` in one browser, which opens six connections to a server for all of them together."""

from pathlib import Path

import pytest

from tests.browser import chromium
from tests.later import Page
from tests.served_edition import PO, served_edition

pytestmark = pytest.mark.browser

TABS = 7
"""One more than there are connections."""


def see(page: Page, *, hidden: bool) -> None:
    """Let a page be hidden behind another tab, or be looked at again; without a window, all are looked at always."""
    page.evaluate(
        """(hidden) => {
          for (const [name, value] of Object.entries({ hidden, visibilityState: hidden ? "hidden" : "visible" }))
            Object.defineProperty(document, name, { configurable: true, get: () => value });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def test_the_seventh_tab_opens_and_the_first_learns_what_it_missed(tmp_path: Path) -> None:
    with served_edition(tmp_path) as address, chromium() as browser:
        context = browser.new_context()
        pages = []
        for _ in range(TABS):
            page = context.new_page()
            with page.expect_request("**/events"):
                page.goto(address)
            page.frame_locator("#frame").locator("[data-message]").first.wait_for(state="attached")
            see(page, hidden=True)
            pages.append(page)
        first, *_, last = pages
        see(last, hidden=False)
        po = tmp_path / PO
        before = po.read_text("utf-8")
        po.write_text(before.replace('msgstr "Tiranë, Shqipëri"', 'msgstr "Tirana e re"'), "utf-8")
        assert po.read_text("utf-8") != before
        last.frame_locator("#frame").get_by_text("Tirana e re").wait_for(state="attached")
        assert not first.frame_locator("#frame").get_by_text("Tirana e re").count()
        po.write_bytes(po.read_bytes() + b"\nmsgid half\n")
        last.locator(".banner.fault").wait_for()
        see(first, hidden=False)
        first.frame_locator("#frame").get_by_text("Tirana e re").wait_for(state="attached")
        first.locator(".banner.fault").wait_for()
        see(first, hidden=True)
        po.write_text(before.replace('msgstr "Tiranë, Shqipëri"', 'msgstr "Tirana e re"'), "utf-8")
        last.locator(".banner.fault").wait_for(state="detached")
        see(first, hidden=False)
        first.locator(".banner.fault").wait_for(state="detached")
        context.close()
