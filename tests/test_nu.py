"""Each file of XHTML and HTML by itself before Nu, the HTML checker of the W3C and WHATWG (from npm)."""

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.edition import Artefact, Page
from kolofon.write.screen.edition import one_page
from kolofon.write.screen.publication import bilingual_publication
from tests.epubs import EDITION, published
from tests.machine import needs, npm_package
from tests.pdfs import PICTURES
from tests.press import Press, put
from tests.publishing import article, everything, paragraph, sentence
from tests.setting import book_of, render
from tests.stress import PICTURES as STRESS_PICTURES
from tests.stress import stress_book
from tests.test_site import files_of, reading
from tests.test_site_in_browser import bilingual

pytestmark = pytest.mark.browser

STYLE = re.compile("CSS: ")
"""Nu does not know the CSS of paged media; that is for `tests.test_publish_pdf`."""

OF_EPUB = re.compile(r"Attribute “(type|prefix)” not allowed on element “\w+” at this point\.")
"""Nor the attributes of EPUB, which it calls by their local names; those are for epubcheck."""


def said_by_nu(folder: Path) -> list[str]:
    """The errors in all files of HTML and XHTML below a folder."""
    jar = npm_package("vnu-jar") / "build/dist/vnu.jar"
    java = [needs("java"), "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)]
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".xhtml"})
    assert paths
    done = subprocess.run([*java, "--format", "json", *paths], capture_output=True, check=False)
    return [
        f"{told.get('url', '').removeprefix(f'file:{folder}')}: {told['message']}"
        for told in json.loads(done.stderr)["messages"]
        if told["type"] != "info" and not STYLE.match(told["message"]) and not _is_of_epub(told)
    ]


def _is_of_epub(told: Mapping[str, str]) -> bool:
    found = OF_EPUB.match(told["message"])
    return found is not None and f"epub:{found[1]}=" in told["extract"]


def write(folder: Path, files: Sequence[Artefact]) -> None:
    put(folder, {str(file.path): file.content for file in files})


def test_every_page_is_valid(press: Press) -> None:
    assert press("build", "--format", "html,site").code == 0
    folder = press.path("output")
    assert {path.name for path in folder.rglob("*html")} > {"nav.xhtml", "s1.xhtml", "index.html"}
    hebrew = replace(everything(), language="he", title=sentence("שחרור"))
    hard = stress_book(2, 5)
    write(folder / "hard", published(hard, (), STRESS_PICTURES).files)
    write(folder / "leftward", published(hebrew).files)
    write(folder / "both", bilingual_publication(*bilingual(), PICTURES).files)
    readings = [reading(replace(everything(), language="en")), reading(hebrew), reading(hard)]
    for number, document in enumerate((replace(everything(), language="en"), hebrew, hard)):
        book = book_of(document, replace(EDITION, language=document.language), PICTURES)
        (folder / f"{number}.xhtml").write_bytes(one_page(book))
    put(folder / "odd", files_of(*readings))
    # And three pages with a fault each, or silence would prove nothing.
    page = render(article(paragraph("Një.")), EDITION, {}, Page())
    (folder / "broken-1.xhtml").write_bytes(page.replace(b"<p ", b"<p><p></p></p><p ", 1))
    (folder / "broken-2.xhtml").write_bytes(page.replace(b"</p>", b"", 1))
    (folder / "broken-3.xhtml").write_bytes(page.replace(b"<main", b'<main type="x"', 1))
    found = said_by_nu(folder)
    assert [line for line in found if not line.startswith("/broken-")] == []
    assert {line[:9] for line in found} == {"/broken-1", "/broken-2", "/broken-3"}
