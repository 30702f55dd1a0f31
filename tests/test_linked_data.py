"""What the page of a book tells search engines; that of a site is told in `tests.test_site`."""

import json
import re
from base64 import b64encode
from dataclasses import replace

import pytest

from kolofon.model.document import Bibliography, Document, Entry, Figure, Image
from kolofon.model.edition import Page, SourceFormat
from kolofon.write.screen.edition import one_page
from tests.pages import parsed
from tests.pdfs import picture
from tests.press import Press
from tests.publishing import IMPRINT, PLACE, article, everything, sentence
from tests.reading import Reader
from tests.setting import book_of, render

STEM = "output/sq/liberation-of-tirana"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def paged(document: Document) -> tuple[bytes, bytes]:
    """A page without and with the data."""
    return render(document, IMPRINT, {}, Page()), one_page(book_of(document, IMPRINT))


def test_a_page_tells_what_it_is_and_what_it_cites(press: Press) -> None:
    assert press("build", "sq", "--format", "html,epub").code == 0
    (told,) = SCRIPT.findall(press.read(f"{STEM}.xhtml"))
    data = json.loads(told)
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Book")
    assert (data["name"], data["inLanguage"]) == ("Çlirimi i Tiranës", "sq")
    assert data["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert [(book["@type"], book["datePublished"]) for book in data["citation"]] == [
        ("Book", "1989"),
        ("Book", "1971"),
        ("Book", "1998"),
    ]
    # In an EPUB the package says it, and its chapters are those of the folder.
    assert not any(b"<script" in content for content in press.everything(STEM).values())


def test_the_page_is_otherwise_what_it_was() -> None:
    page, told = paged(everything())
    assert re.sub(rf"{SCRIPT.pattern}\n", "", told.decode(), flags=re.DOTALL) == page.decode()


def test_the_page_holds_its_pictures_and_names_them() -> None:
    figures = (Figure(Image("a b.png", "A"), (), PLACE), Figure(Image("c.png", "C"), (), PLACE))
    shown = picture()
    told = one_page(book_of(article(*figures), IMPRINT, {"a b.png": shown})).decode()
    assert re.findall('<img (?:data-source="a%20b.png" )?src="([^"]*)"', told) == [
        f"data:image/png;base64,{b64encode(shown).decode()}",
        "c.png",
    ]
    document, findings = Reader(SourceFormat.XHTML)(told)
    assert [block.image.source for block in document.sections[0].blocks if isinstance(block, Figure)] == [
        "a b.png",
        "c.png",
    ]
    assert findings == ()


def test_a_page_that_tells_it_reads_back() -> None:
    page, told = paged(everything())
    (without, _), (with_data, _) = (Reader(SourceFormat.XHTML)(found.decode()) for found in (page, told))
    assert with_data == without


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "]]>", "<!-- -->", "&amp;", "a\ufffeb\x0c"])
def test_hostile_text_is_text(text: str) -> None:
    document = replace(article(Bibliography((Entry(text, PLACE),), "sq")), title=sentence(text))
    told = one_page(book_of(document, replace(IMPRINT, translators=(text,))))
    scripts = list(parsed(told).iter("script"))
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    assert json.loads(scripts[0].text or "")["translator"][0]["name"].replace("\ufffd", "\ufffe") == text
