"""A translator without a mouse: searching, filters, the next unfinished message, saving, and taking it back."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.catalogue.po import write_po
from tests.browser import chromium, until
from tests.later import Browser, Page
from tests.served_edition import PO, served_edition
from tests.test_serve_day import CROWN, FOUGHT, catalogue, entry, opened, put, to_part

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOCUSED = "document.activeElement.closest('#opened [role=textbox]') !== null"
LISTED = "[...document.querySelectorAll('[role=option]')].map((each) => each.textContent)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder for a copy of the first book."""
    folder = tmp_path / "edition"
    folder.mkdir()
    return folder


def search(page: Page, words: str) -> None:
    """Search with the keys alone; the first message that is found is open at the end."""
    if page.evaluate("document.activeElement.isContentEditable"):
        page.keyboard.press("Escape")
    page.keyboard.press("/")
    until(page, "document.activeElement.id === 'search'")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    until(page, "(words) => document.querySelector('#opened')?.textContent.includes(words)", words)


def choose(page: Page, value: str) -> None:
    """Take a filter by the keys."""
    page.locator("#filter").focus()
    page.locator("#filter").select_option(value)


def type_over(page: Page, words: str) -> None:
    page.locator("#opened [role=textbox]").first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(words)


def comment(root: Path, msgid: str, words: str) -> None:
    """What another program saves as a translator's comment."""
    there = catalogue(root)
    entries = (replace(one, comments=(words,)) if one.msgid == msgid else one for one in there.entries)
    (root / PO).write_bytes(write_po(replace(there, entries=tuple(entries))))


def test_a_sentence_is_found_in_either_language_mended_and_taken_back_by_keys_alone(
    browser: Browser, root: Path
) -> None:
    with served_edition(root) as address, opened(browser, address) as page:
        was = entry(root, FOUGHT).msgstr
        search(page, FOUGHT[:24])
        search(page, was[:16])
        type_over(page, "Luftimet nuk pushuan.")
        page.keyboard.press("Control+Enter")
        until(page, "() => !document.querySelector('#opened .notices .warning')")
        page.frame_locator("#frame").get_by_text("Luftimet nuk pushuan.").wait_for(state="attached")
        assert entry(root, FOUGHT).msgstr == "Luftimet nuk pushuan."
        page.keyboard.press("Alt+z")
        page.frame_locator("#frame").get_by_text(was).wait_for(state="attached")
        assert entry(root, FOUGHT).msgstr == was


def test_the_next_unfinished_message_is_a_key_away_and_the_field_has_the_focus(browser: Browser, root: Path) -> None:
    with served_edition(root) as address, opened(browser, address) as page:
        to_part(page, "s1")
        put(root, CROWN, "")
        page.locator("[role=option].untranslated").first.wait_for(state="attached")
        page.keyboard.press("Alt+n")
        page.locator("#opened p.english", has_text=CROWN[:30]).wait_for()
        type_over(page, "Ishte kurora.")
        page.keyboard.press("Control+Enter")
        page.frame_locator("#frame").get_by_text("Ishte kurora.").wait_for(state="attached")
        until(page, FOCUSED)
        page.keyboard.type("Më tej ")
        until(page, "document.querySelector('#opened [role=textbox]').textContent.includes('Më tej ')")


def test_a_sentence_that_is_chosen_in_the_book_can_be_written_at_once(browser: Browser, root: Path) -> None:
    with served_edition(root) as address, opened(browser, address) as page:
        to_part(page, "s1")
        sentences = page.frame_locator("#frame").locator("p [data-message]")
        sentences.first.click()
        until(page, FOCUSED)
        page.keyboard.press("Escape")
        sentences.first.focus()
        sentences.first.press("ArrowDown")
        page.frame_locator("#frame").locator("[data-message]:focus").press("Enter")
        until(page, FOCUSED)


def test_who_walks_through_the_list_stays_there(browser: Browser, root: Path) -> None:
    with served_edition(root) as address, opened(browser, address) as page:
        to_part(page, "s1")
        page.locator("[role=listbox]").focus()
        page.keyboard.press("Alt+ArrowDown")
        until(page, "document.querySelector('#opened').textContent !== ''")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "listbox"


def test_filters_list_what_they_say(browser: Browser, root: Path) -> None:
    with served_edition(root) as address, opened(browser, address) as page:
        to_part(page, "s1")
        put(root, CROWN, "")
        put(root, FOUGHT, "Luftimet vazhduan 12 ditë.")
        page.locator("[role=option].untranslated").first.wait_for(state="attached")
        choose(page, "untranslated")
        until(page, f"() => {LISTED}.length === 1")
        assert CROWN[:30] in page.evaluate(LISTED)[0]
        choose(page, "findings")
        until(page, f"() => {LISTED}.some((each) => each.includes('12 ditë'))")
        page.locator("[role=option]", has_text="12 ditë").first.click()
        page.locator("#opened section.findings", has_text="12").wait_for()
        choose(page, "reviewed")
        page.locator("#list", has_text="Nothing was found.").wait_for()
        choose(page, "all")
        comment(root, FOUGHT, "reviewed: Ana Hoxha, 2026-03-14")
        page.locator("[role=option].reviewed").first.wait_for(state="attached")
        choose(page, "reviewed")
        until(page, f"() => {LISTED}.length === 1 && {LISTED}[0].includes('12 ditë')")
        page.get_by_role("button", name="End the search").click()
        until(page, f"() => {LISTED}.length > 2")


def test_a_filter_shows_what_changed_since_a_commit(browser: Browser, root: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)

    with served_edition(root) as address:
        git("init", "-q")
        git("add", ".")
        git("commit", "-q", "-m", "Begin")
        put(root, FOUGHT, "Luftimet e reja.")
        with opened(browser, address) as page:
            choose(page, "changed")
            until(page, "document.activeElement.id === 'since'")
            page.keyboard.insert_text("HEAD")
            page.keyboard.press("Enter")
            until(page, f"() => {LISTED}.length === 1")
            assert "Luftimet e reja." in page.evaluate(LISTED)[0]
