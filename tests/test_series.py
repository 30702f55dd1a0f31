"""A book of a series: its colophon, its metadata in EPUB, PDF and on the site."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from kolofon.write.paper.file.metadata import archival
from tests.epubs import opened, said_by_epubcheck
from tests.press import Press
from tests.publishing import IMPRINT

SERIES = "Sources & Witnesses"
STEM = "output/sq/liberation-of-tirana"
REFINES = re.compile(r'<meta refines="#series" property="([^"]+)">([^<]+)</meta>')


def build(press: Press, *lines: str) -> bytes:
    """The package of the Albanian EPUB of a work with some more lines in edition.toml."""
    press.replace(
        "source/edition.toml", 'format = "wiki-extract"\n', "\n".join(['format = "wiki-extract"', *lines, ""])
    )
    assert press("build", "sq", "--format", "html,epub,site").code == 0
    return opened(press.path(f"{STEM}.epub").read_bytes())["EPUB/package.opf"]


def data(press: Press) -> dict[str, object]:
    page = press.read("output/site/sq/liberation-of-tirana.html")
    return dict(json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]))


def colophon(press: Press) -> str:
    return press.read(f"{STEM}.xhtml").partition('id="colophon"')[2]


@pytest.mark.browser
def test_a_book_says_which_of_a_series_it_is(press: Press) -> None:
    package = build(press, f'series = "{SERIES}"', "number = 3").decode()
    assert '<meta property="belongs-to-collection" id="series" xml:lang="en">Sources &amp; Witnesses</meta>' in package
    assert REFINES.findall(package) == [("collection-type", "series"), ("group-position", "3")]
    assert said_by_epubcheck(press.path(f"{STEM}.epub")) == []
    line = re.search(r"<dt>Seria</dt>\s*<dd>(.*?)</dd>", colophon(press))
    assert line
    assert line[1] == '<span lang="en" xml:lang="en">Sources &amp; Witnesses</span>, 3'
    told = data(press)
    assert told["isPartOf"] == {"@type": "BookSeries", "name": SERIES}
    assert told["position"] == 3


def test_a_series_may_be_without_numbers(press: Press) -> None:
    package = build(press, f'series = "{SERIES}"').decode()
    assert REFINES.findall(package) == [("collection-type", "series")]
    assert "Sources &amp; Witnesses</span></dd>" in colophon(press)
    assert "position" not in data(press)


def test_without_a_series_nothing_is_said_of_one(press: Press) -> None:
    assert b"collection" not in build(press)
    assert "Seria" not in colophon(press)
    assert "isPartOf" not in data(press)


def test_a_pdf_is_related_to_its_series() -> None:
    def related(number: int, series: str = SERIES) -> list[str]:
        packet = archival(replace(IMPRINT, series=series, number=number), "Çlirimi", "x", 2).decode()
        root = ET.fromstring(packet.partition("?>")[2].rpartition("<?")[0])  # noqa: S314  we have just written it
        items = root.iterfind(".//{http://purl.org/dc/elements/1.1/}relation//")
        return [item.text for item in items if item.text]

    assert related(3) == ["https://source.example/", "Sources & Witnesses, 3"]
    assert related(0) == ["https://source.example/", SERIES]
    assert related(0, "") == ["https://source.example/"]
