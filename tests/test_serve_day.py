"""A day's work with `kolofon serve`: one translator, a second one, an editor, and a reader of the PDF."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from kolofon.catalogue.po import read_po, write_po
from kolofon.model.message import Catalogue, CatalogueEntry
from tests.browser import PATIENCE, chromium, said_by_axe, until
from tests.later import Browser, Page, pypdf
from tests.machine import needs
from tests.served_edition import PO, served_edition, with_each_dialog

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.pdf]

WORK = "liberation-of-tirana"
FOUGHT = "The fighting continued very harsh throughout the day."
CROWN = "It was the continuation and the culmination of the general offense."
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1600, "light"), (360, "dark"))
GERMAN = Path(f"locale/de/LC_MESSAGES/{WORK}.po")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def edition(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the first book, and the address at which it is served."""
    root = tmp_path / "edition"
    root.mkdir()
    with served_edition(root) as address:
        yield root, address


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an edition that is served to those who change nothing in it."""
    with served_edition(tmp_path_factory.mktemp("shown")) as address:
        yield address


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """Somebody's browser; nothing may be said on its console."""
    context = browser.new_context(viewport={"width": 1600, "height": 1000}, accept_downloads=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.locator("[role=option]").first.wait_for(state="attached")
    yield page
    context.close()
    assert not said


def catalogue(root: Path, path: Path = PO) -> Catalogue:
    return read_po((root / path).read_bytes(), str(path))[0]


def entry(root: Path, msgid: str, path: Path = PO) -> CatalogueEntry:
    return next(one for one in catalogue(root, path).entries if one.msgid == msgid)


def put(root: Path, msgid: str, msgstr: str) -> None:
    """What another program saves."""
    there = catalogue(root)
    entries = tuple(replace(one, msgstrs=(msgstr,)) if one.msgid == msgid else one for one in there.entries)
    (root / PO).write_bytes(write_po(replace(there, entries=entries)))


def in_book(page: Page, text: str) -> "Locator":
    """A sentence of the book on the page."""
    return page.frame_locator("#frame").locator("[data-message]", has_text=text).first


def choose(page: Page, root: Path, msgid: str) -> None:
    """Click a sentence of the book, by its translation, and wait until its message is open."""
    in_book(page, entry(root, msgid).msgstr).click()
    page.locator("#opened p.english", has_text=msgid[:20]).wait_for()


def field(page: Page) -> "Locator":
    return page.locator("#opened [role=textbox]").first


def write(page: Page, text: str) -> None:
    """Type a translation in place of the one that is there."""
    field(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def to_part(page: Page, part: str) -> None:
    until(page, "location.hash.split('/').length > 3")  # the part that the page itself begins with
    page.evaluate("(part) => { location.hash = location.hash.split('/').slice(0, 3).concat(part).join('/'); }", part)
    page.frame_locator("#frame").locator(f"#{part}").first.wait_for()


def saved(page: Page) -> None:
    """Save, and go on; the next message is open when it is done."""
    before = page.evaluate("location.hash")
    page.keyboard.press("Control+Enter")
    until(page, "(before) => location.hash !== before", arg=before)


def test_a_translator_sees_a_finding_come_and_go_and_the_words_on_the_page(
    browser: Browser, edition: tuple[Path, str]
) -> None:
    root, address = edition
    before = (root / PO).read_text("utf-8").splitlines()
    with opened(browser, address) as page:
        to_part(page, "s1")
        choose(page, root, FOUGHT)
        write(page, "Luftimet vazhduan 12 ditë.")
        finding = page.locator("#opened section.findings", has_text="12")
        finding.wait_for()
        write(page, "Luftimet vazhduan shumë të ashpra tërë ditën.")
        finding.wait_for(state="detached")
        saved(page)
        in_book(page, "tërë ditën").wait_for()
    after = (root / PO).read_text("utf-8").splitlines()
    assert entry(root, FOUGHT).msgstr == "Luftimet vazhduan shumë të ashpra tërë ditën."
    changed = [line for line in after if line not in before]
    assert len([line for line in changed if not re.match(r'"(PO-Revision-Date|Last-Translator)|#', line)]) == 1
    kept = subprocess.run([needs("msgcat"), "--no-wrap", str(root / PO)], capture_output=True, check=True).stdout
    assert kept == (root / PO).read_bytes()


def test_what_is_changed_outside_meanwhile_is_merged_and_nobody_loses_a_word(
    browser: Browser, edition: tuple[Path, str]
) -> None:
    root, address = edition
    with opened(browser, address) as page:
        to_part(page, "s1")
        choose(page, root, FOUGHT)
        write(page, "Imja.")
        put(root, CROWN, "Fjalë nga jashtë.")  # another message: it comes, and what is typed stays
        in_book(page, "Fjalë nga jashtë.").wait_for()
        assert field(page).inner_text().strip() == "Imja."
        saved(page)
        in_book(page, "Imja.").wait_for()
        choose(page, root, CROWN)
        write(page, "Imja për kurorën.")
        put(root, CROWN, "E tjetrit.")  # the same one: both are there until somebody chooses
        page.locator("#opened .notices", has_text="E tjetrit.").wait_for()
    texts = {one.msgid: one.msgstr for one in catalogue(root).entries}
    assert (texts[FOUGHT], texts[CROWN]) == ("Imja.", "E tjetrit.")


def test_two_browsers_on_one_file_lose_nothing(browser: Browser, edition: tuple[Path, str]) -> None:
    root, address = edition
    with opened(browser, address) as mine, opened(browser, address) as yours:
        for page in (mine, yours):
            to_part(page, "s1")
            choose(page, root, FOUGHT)
        write(mine, "E para.")
        write(yours, "E dyta.")
        saved(mine)
        yours.keyboard.press("Control+Enter")
        # Before the save is answered, a notice may say already that the message was changed elsewhere.
        clash = yours.locator("#opened .notices .warning:not(.elsewhere)", has_text="E para.")
        clash.wait_for()
        there = entry(root, FOUGHT)
        assert {there.msgstr} | set(re.findall(r'msgstr "(.*)"', "\n".join(there.comments))) == {"E para.", "E dyta."}
        clash.get_by_role("button").first.click()
        until(yours, "!document.querySelector('#opened .notices .warning')")
    there = entry(root, FOUGHT)
    assert (there.fuzzy, there.msgstr in {"E para.", "E dyta."}) == (False, True)


def test_a_language_is_begun_five_sentences_are_translated_one_is_reviewed_and_the_pdf_is_made(
    browser: Browser, edition: tuple[Path, str]
) -> None:
    root, address = edition
    with opened(browser, address) as page:
        page.get_by_role("button", name="Begin a language").click()
        page.locator("dialog input").first.fill("de")
        page.keyboard.press("Enter")
        until(page, "location.hash.startsWith('#/de')")
        to_part(page, "s1")
        page.locator("[role=option]").first.click()
        field(page).wait_for()
        done = []
        for number in range(5):
            write(page, f"Satz {['eins', 'zwei', 'drei', 'vier', 'fünf'][number]}.")
            done.append(f"Satz {['eins', 'zwei', 'drei', 'vier', 'fünf'][number]}.")
            if number < 4:
                saved(page)
        page.keyboard.press("Control+Shift+Enter")
        asked = page.locator("#opened form input").first
        asked.wait_for()
        asked.fill("Ana Hoxha")
        page.keyboard.press("Enter")
        page.locator("[role=option].reviewed").first.wait_for()
        there = catalogue(root, GERMAN)
        assert {one.msgstr for one in there.entries if one.msgstr} == set(done)
        assert [one.msgstr for one in there.entries if any("reviewed: Ana" in line for line in one.comments)] == done[
            -1:
        ]
        page.get_by_role("button", name="Downloads").click()
        page.locator("dialog .downloads").wait_for()
        page.get_by_role("button", name=re.compile("^Make")).first.click()
        link = page.locator("dialog a[href*='/files/de/']").first
        link.wait_for(timeout=PATIENCE)
        with page.expect_download() as waiting:
            link.click()
        file = root.parent / "book.pdf"
        waiting.value.save_as(file)
    assert "Satz eins." in " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def test_on_the_pages_of_the_pdf_a_sentence_is_clicked_too_and_they_are_made_again(
    browser: Browser, edition: tuple[Path, str]
) -> None:
    root, address = edition
    with opened(browser, address) as page:
        to_part(page, "s1")
        page.locator("input[value=pages]").check()
        page.get_by_role("button", name=entry(root, FOUGHT).msgstr).first.click(timeout=PATIENCE)
        page.locator("#opened p.english", has_text=FOUGHT[:20]).wait_for()
        until(page, "document.activeElement.closest('#opened [role=textbox]') !== null")
        write(page, "Luftimet e reja në faqe vazhduan.")
        saved(page)
        new = page.get_by_role("button", name="Luftimet e reja në faqe vazhduan.").first
        new.wait_for(state="attached", timeout=PATIENCE)


def test_a_broken_file_is_named_above_the_page_which_stays(browser: Browser, edition: tuple[Path, str]) -> None:
    root, address = edition
    with opened(browser, address) as page:
        to_part(page, "s1")
        good = (root / PO).read_bytes()
        (root / PO).write_bytes(good + b'\nmsgid "half\n')
        banner = page.locator("#banners", has_text=str(PO))
        banner.wait_for()
        line = good.count(b"\n") + 2
        assert str(line) in banner.inner_text()
        in_book(page, entry_of(good, FOUGHT)).wait_for()
        (root / PO).write_bytes(good)
        until(page, "!document.querySelector('#banners').textContent.includes('half')")


def entry_of(content: bytes, msgid: str) -> str:
    return next(one.msgstr for one in read_po(content, "")[0].entries if one.msgid == msgid)


def test_where_it_is_only_shown_nothing_can_be_changed(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "shown"
    root.mkdir()
    with served_edition(root, "--read-only") as address, opened(browser, address) as page:
        to_part(page, "s1")
        choose(page, root, FOUGHT)
        assert field(page).get_attribute("contenteditable") in {None, "false"}
        assert page.locator("#opened button", has_text="Save").count() == 0


@pytest.mark.parametrize("interface", ["sq", "ar"])
def test_axe_finds_nothing_in_the_languages_of_the_page(browser: Browser, shown: str, interface: str) -> None:
    """In English, and with every scheme at every width, `tests.test_serve_page` has it."""
    with opened(browser, shown.replace("/?", f"/?interface={interface}&", 1)) as page:
        assert page.evaluate("[document.documentElement.lang, document.dir]") == [
            interface,
            "rtl" if interface == "ar" else "ltr",
        ]
        page.keyboard.press("Alt+ArrowDown")
        until(page, "document.querySelector('#opened').textContent !== ''")
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 1000})
            page.emulate_media(color_scheme=scheme)
            for _ in with_each_dialog(page):
                assert said_by_axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
