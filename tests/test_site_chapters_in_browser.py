"""The pages of chapters in a browser: contents, search over the book, from a server and from a disk."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.document import Document, Note, NoteRef, Paragraph, Role, Section
from kolofon.model.edition import Progress
from kolofon.write.screen.site.website import site
from tests.browser import chromium, said_by_axe, served, until
from tests.later import Browser, Page
from tests.press import put
from tests.publishing import everything, paragraph, sentence
from tests.test_site_in_browser import DESK, PHONE, Scheme, opened
from tests.test_site_search_index import reading_of

pytestmark = pytest.mark.browser

WIDE = (1600, 1000)
HOSTILE = "<img src=x onerror=alert(1)> &amp;"


def book(language: str, words: Mapping[str, str]) -> Document:
    """A book of a part with two chapters, and of some more behind it."""

    def chapter(title: str, *text: str, below: tuple[Section, ...] = ()) -> Section:
        return Section(sentence(title), tuple(map(paragraph, text)), below, Role.CHAPTER)

    inner = Section(sentence(words["within"]), (paragraph(words["deep"]),))
    first = chapter(words["first"], words["text"], HOSTILE, below=(inner,))
    noted = replace(chapter(words["second"]), blocks=(paragraph(words["other"], NoteRef("a")),))
    part = Section(sentence(words["part"]), (), (first, noted), Role.PART)
    half = Paragraph((replace(sentence("Not yet translated."), language="en"),))
    rest = tuple(replace(section, role=Role.CHAPTER) for section in everything().sections)
    last = Section(sentence("Mbarimi"), (half,), (), Role.CHAPTER)
    every = everything()
    notes = (*every.notes, Note("a", (paragraph("Shënimi i parë."),)))
    return Document(language, sentence(words["title"]), every.lead, (part, *rest, last), notes)


ALBANIAN = {
    "title": "Libri", "part": "Pjesa", "first": "Lufta në mal", "second": "Përfundimi", "within": "Më thellë",
    "text": "Brigadat zbritën nga mali dhe përfunduan luftën në qytet.", "deep": "Fjala e fundit.",
    "other": "Lufta mbaroi; asnjë përfundim tjetër nuk kishte.",
}  # fmt: skip
JAPANESE = ALBANIAN | {
    "title": "本",
    "first": "最初の章",
    "text": "旅団は山から下りて、町で戦争を終えた。",
    "other": "戦争は終わった。",
}
THAI = ALBANIAN | {"title": "หนังสือ", "text": "กองพลลงมาจากภูเขาและยุติสงครามในเมือง", "first": "บทแรก"}
ARABIC = ALBANIAN | {"title": "الكتاب", "part": "الجزء", "first": "الحرب في الجبل", "text": "نزلت الألوية من الجبل."}
BOOKS = {"sq": ALBANIAN, "ja": JAPANESE, "th": THAI, "ar": ARABIC}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("site")
    readings = [reading_of(book(language, words)) for language, words in BOOKS.items()]
    imprint = replace(readings[0].context.imprint, progress=Progress(9, 8, 0, 0))
    looks = replace(readings[0].context.looks, imprint=imprint)
    readings[0] = replace(readings[0], context=replace(readings[0].context, looks=looks))
    files, findings = site(readings)
    assert not findings
    put(found, {str(file.path): file.content for file in files})
    return found


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder, careful=True) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def search(page: Page, words: str) -> list[tuple[str, str]]:
    """What is found, when the script is there: each address, and the words that are marked."""
    page.locator(".search input").fill(words)
    until(page, "() => !document.querySelector('.search [role=status] > span:first-child').hidden")
    return [
        (link.get_attribute("href") or "", "|".join(link.locator("mark").all_inner_texts()))
        for link in page.locator(".search li a").all()
    ]


def test_titles_come_before_text_and_beginnings_before_what_is_within(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/sq/work/s2.html", DESK) as page:
        assert search(page, "PERFUND") == [
            ("../work/s1-2.html#s1-2", "Përfund"),
            ("../work/s1-1.html#s1-1-p1", "përfund"),
            ("../work/s1-2.html#s1-2-p1", "përfund"),
        ]
        assert page.locator(".search [role=status]").inner_text().endswith(" 3")
        assert search(page, "lufta")[0] == ("../work/s1-1.html#s1-1", "Lufta")
        assert [where for where, _ in search(page, "unduan")] == ["../work/s1-1.html#s1-1-p1"]
        assert search(page, "lufta asnje") == [("../work/s1-2.html#s1-2-p1", "Lufta|asnjë")]
        shown = page.locator(".search li .where").all_inner_texts()
        assert shown == ["Përfundimi"]


def test_what_is_found_leads_to_its_page(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/sq/work.html", PHONE) as page:
        search(page, "thelle")
        page.locator(".search li a").first.click()
        page.wait_for_url("**/sq/work/s1-1.html#s1-1-1")
        search(page, "shenimi i pare")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "../work/s1-2.html#n2-p1"
        page.keyboard.press("ArrowUp")
        assert page.evaluate("document.activeElement.localName") == "input"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.localName") == "input"
        assert not page.locator(".search ol").is_visible()


@pytest.mark.parametrize(
    ("language", "words", "place"),
    [("ja", "戦争", "s1-1-p1"), ("ja", "最初", "s1-1"), ("th", "สงคราม", "s1-1-p1"), ("ar", "الوية", "s1-1-p1")],
)
def test_scripts_without_spaces_and_from_the_right(
    browser: Browser, address: str, language: str, words: str, place: str
) -> None:
    with opened(browser, f"{address}/{language}/work/s2.html", DESK) as page:
        assert f"../work/s1-1.html#{place}" in [where for where, _ in search(page, words)]


def test_nothing_is_loaded_before_somebody_searches(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{address}/sq/work/s1-1.html")
    page.wait_for_load_state("networkidle")
    assert asked.count("search.js") == 1
    search(page, "mali")
    search(page, "lufta")
    assert asked.count("search.js") == 2
    context.close()


def test_text_is_never_markup(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/sq/work/s2.html", DESK) as page:
        assert search(page, "onerror") == [("../work/s1-1.html#s1-1-p2", "onerror")]
        assert page.locator(".search img").count() == 0
        assert HOSTILE in page.locator(".search li").inner_text()


def test_from_a_disk_it_is_there_too(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "sq/work/s2.html").as_uri())
    assert len(search(page, "perfund")) == 3
    page.goto(f"{(folder / 'sq/work.html').as_uri()}#s1-2-p1")
    page.wait_for_url("**/sq/work/s1-2.html#s1-2-p1")
    page.close()


def test_without_the_index_it_says_so(browser: Browser, folder: Path, tmp_path: Path) -> None:
    put(tmp_path, {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    (tmp_path / "sq/work/search.js").unlink()
    with served(tmp_path) as address:
        page = browser.new_page()
        page.goto(f"{address}/sq/work/s2.html")
        page.locator(".search input").fill("mali")
        page.locator(".search .failed").wait_for(state="visible")
        assert "could not be loaded" in page.locator(".search [role=status]").inner_text()
        page.close()


def test_who_cites_a_passage_of_the_one_page_is_led_to_its_chapter(browser: Browser, address: str) -> None:
    page = browser.new_page()  # what it asks for is left off where it leads on
    page.goto(f"{address}/sq/work.html#s1-1-1-p1")
    page.wait_for_url("**/sq/work/s1-1.html#s1-1-1-p1")
    page.close()


def test_the_contents_are_a_fold_on_a_telephone_and_open_on_a_desk(browser: Browser, address: str) -> None:
    for scripts in (True, False):
        with opened(browser, f"{address}/sq/work/s1-1.html", PHONE, scripts=scripts) as page:
            line = page.locator("nav.contents li a").first
            assert not line.is_visible()
            page.locator("nav.contents summary").click()
            assert line.is_visible()
        with opened(browser, f"{address}/sq/work/s1-1.html", DESK, scripts=scripts) as page:
            assert page.locator("nav.contents [aria-current=page]").is_visible()
            assert page.locator("nav.contents [aria-current=page]").inner_text() == "Lufta në mal"


def test_the_chapter_is_in_sight_where_the_contents_are_longer_than_the_window(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/sq/work/s4.html", (1400, 240)) as page:
        box, around = (page.locator(f"nav.contents{one}").bounding_box() for one in (" [aria-current=page]", ""))
        assert box
        assert around
        assert around["y"] <= box["y"] < around["y"] + around["height"] - box["height"] / 2
        assert page.locator("nav.contents").evaluate("it => it.scrollTop") > 0


def test_without_scripts_a_page_reads_the_same_and_has_no_box(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/sq/work/s1-1.html", DESK, scripts=False) as page:
        assert not page.locator(".search").is_visible()
        without = page.locator("#text").inner_text()
        page.locator("[rel=next]").last.click()
        page.wait_for_url("**/sq/work/s1-2.html")
    with opened(browser, f"{address}/sq/work/s1-1.html", DESK) as page:
        assert page.locator("#text").inner_text() == without


def test_a_change_of_language_keeps_the_chapter_and_the_place(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/sq/work/s1-2.html", DESK, scripts=False) as page:
        page.locator(".languages a[hreflang=ja]").click()
        page.wait_for_url("**/ja/work/s1-2.html")
        page.locator("[id='s1-2-p1'] .elsewhere a[hreflang='ar']").click()
        page.wait_for_url("**/ar/work/s1-2.html#s1-2-p1")


@pytest.mark.parametrize(
    ("path", "sizes", "scheme"),
    [
        ("sq/work/s1-1.html", (PHONE, WIDE), "light"),
        ("ar/work/s2.html", (PHONE, WIDE), "dark"),
        ("ja/work.html", (WIDE, PHONE), "light"),
        ("sq/work/s1.html", (WIDE, PHONE), "dark"),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, address: str, path: str, sizes: tuple[tuple[int, int], ...], scheme: Scheme
) -> None:
    """In the size in which a page is opened, and in another afterwards, as when a telephone is turned."""
    with opened(browser, f"{address}/{path}", sizes[0], scheme) as page:
        search(page, "e")
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            assert said_by_axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_from_right_to_left_the_contents_are_on_the_right(browser: Browser, address: str) -> None:
    def side(language: str) -> float:
        with opened(browser, f"{address}/{language}/work/s1-1.html", WIDE) as page:
            box = page.locator("nav.contents").bounding_box()
            assert box
            return box["x"]

    assert side("sq") < WIDE[0] / 4 < WIDE[0] / 2 < side("ar")


def test_on_paper_there_is_the_chapter_alone(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/sq/work/s1-1.html", DESK) as page:
        page.emulate_media(media="print")
        for selector in (".bar", "nav.contents", ".turn", ".above"):
            assert not page.locator(selector).is_visible()
        assert page.locator("[id='s1-1-p1']").is_visible()
