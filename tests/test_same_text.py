"""The text of an edition is the same on paper, in the EPUB and on the site: nothing is lost in any of them."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest

from kolofon.model.document import Document
from kolofon.model.edition import Page
from kolofon.write.screen.site.website import site
from tests.epubs import EDITION, bound, opened
from tests.later import typeset
from tests.pages import parsed
from tests.pdfs import PICTURES, read_aloud
from tests.press import Press
from tests.publishing import everything
from tests.setting import on_screens, reading, render
from tests.stress import PICTURES as STRESS_PICTURES
from tests.stress import stress_book

pytestmark = pytest.mark.pdf

IMAGES = {**PICTURES, **STRESS_PICTURES}


def letters(texts: Iterable[str]) -> str:
    """The letters alone; in small capitals they are capitals."""
    return "".join(letter for text in texts for letter in text.casefold() if letter.isalpha())


def figures(texts: Iterable[str]) -> Counter[str]:
    return Counter(re.findall(r"\d+", "|".join(texts)))


def parts(root: ET.Element) -> list[ET.Element]:
    """What a book has, in this order: what is not text, what is before the first heading, sections, notes."""
    found = {element.get("id", ""): element for element in root.iter()}
    named = [
        "title-page",
        "imprint",
        "contents",
        "colophon",
        "lead",
        *(name for name in found if re.fullmatch(r"s\d+", name)),
    ]
    return [found[name] for name in [*named, "notes"] if name in found]


def without(root: ET.Element, *classes: str) -> ET.Element:
    """The tree without the elements of these classes; what stands behind them stays."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("class") in classes:
                child.text, child[:] = None, []
    return root


def texts(elements: Iterable[ET.Element]) -> list[str]:
    return [text for element in elements for text in element.itertext()]


def of_epub(book: bytes) -> list[str]:
    pages = [parsed(content) for name, content in opened(book).items() if name.endswith(".xhtml")]
    whole = ET.Element("html")
    whole.extend(next(page.iter("body")) for page in pages)
    return texts(parts(whole))


def of_site(page: bytes) -> list[str]:
    root = ET.fromstring(page)  # noqa: S314  we have just written it, as XML too
    return texts(parts(without(root, "elsewhere", "notice")))


def printed(xhtml: bytes) -> list[str]:
    """What the style of paper lets stand of the page, and what it adds.

    A formula is drawn, and not told letter by letter; a reference to a page has that page for its words.
    """
    root = without(parsed(xhtml), "back")
    for drawn in [*root.iter("math"), *root.iterfind(".//a[@class='page']")]:
        drawn[:] = []
    body = next(root.iter("body"))
    if body.get("class") == "article":
        without(root, "publisher", "place", "again")
    else:
        for entries in root.findall(".//nav//ol/li/ol/li/ol"):
            entries[:] = []
    return texts([body])


@pytest.mark.parametrize(
    "document", [everything(), replace(everything(), language="en"), stress_book(2)], ids=["sq", "en", "stress"]
)
def test_the_same_text_on_paper_and_on_screens(document: Document) -> None:
    imprint = replace(EDITION, language=document.language)
    xhtml = render(document, imprint, {}, Page())
    wanted = texts(parts(parsed(xhtml)))
    assert len(letters(wanted)) > 1000

    assert letters(of_epub(bound(document, (), IMAGES))) == letters(wanted)
    files, _ = site([reading(document, on_screens(imprint, {}), IMAGES)])
    (page,) = [file.content for file in files if file.path.name == "work.html"]
    assert letters(of_site(page)) == letters(wanted)
    assert figures(of_site(page)) == figures(wanted)

    content, _ = typeset(xhtml, imprint, IMAGES)
    paper = read_aloud(content)
    on_paper = printed(xhtml)
    assert letters(paper) == letters(on_paper)
    # Numbers of pages and of items come on top.
    assert not figures(on_paper) - figures(paper)


def test_the_editions_of_this_project(press: Press) -> None:
    press("build", "--format", "pdf,html,epub,site")
    for language in ("en", "sq"):
        stem = f"output/{language}/liberation-of-tirana"
        xhtml = press.path(f"{stem}.xhtml").read_bytes()
        wanted = texts(parts(parsed(xhtml)))
        assert letters(of_epub(press.path(f"{stem}.epub").read_bytes())) == letters(wanted)
        page = press.path(f"output/site/{language}/liberation-of-tirana.html").read_bytes()
        assert letters(of_site(page)) == letters(wanted)
        paper = read_aloud(press.path(f"{stem}.pdf").read_bytes())
        assert letters(paper) == letters(printed(xhtml))
