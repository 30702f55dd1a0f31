"""The site of a work in twelve languages: its list of covers, and pages whose links to the others have room."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kolofon.write.screen.site.website import site
from tests.browser import chromium, served
from tests.later import Axe, Browser
from tests.press import put
from tests.publishing import everything
from tests.test_site import reading
from tests.test_site_in_browser import opened

pytestmark = pytest.mark.browser

TAGS = ("en", "sq", "it", "de", "fr", "el", "mk", "tr", "ar", "fa", "zh-Hans", "ja")
SIZES = [(320, 640), (1030, 800), (1400, 900)]
"""The least width that a page must do with (WCAG 2.2, 1.4.10); where links come to be beside the text; a desk."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    files, findings = site([reading(replace(everything(), language=tag)) for tag in TAGS])
    assert not findings
    put(folder, {str(file.path): file.content for file in files})
    with served(folder, careful=True) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["index.html", "sq/work.html", "ar/work.html", "ja/work.html"])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, path: str, size: tuple[int, int]) -> None:
    with opened(browser, f"{address}/{path}", size) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == size[0]


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_the_list(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with opened(browser, f"{address}/index.html", size) as page:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_the_covers_are_side_by_side_each_with_its_language(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/index.html", SIZES[-1]) as page:
        covers = page.locator(".editions img")
        assert covers.count() == len(TAGS)
        tops = [round(covers.nth(number).bounding_box()["y"]) for number in range(len(TAGS))]  # type: ignore[index]
        assert tops.count(tops[0]) > 3
        names = page.locator(".editions .language")
        assert [names.nth(number).get_attribute("lang") for number in range(len(TAGS))] == list(TAGS)
        assert [names.nth(number).get_attribute("dir") for number in (1, 8)] == ["ltr", "rtl"]
