"""The web site: pages, links between the same passages, what search engines are told, downloads."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest

from kolofon.model.document import Bibliography, Document, Entry, Figure, Image, Paragraph
from kolofon.model.edition import Artefact, Progress
from kolofon.write.screen.site.website import SiteEdition, site
from tests.epubs import EDITION
from tests.pdfs import PICTURES
from tests.press import Press
from tests.publishing import PLACE, article, everything, paragraph, sentence
from tests.setting import on_screens
from tests.setting import reading as read
from tests.stress import PICTURES as STRESS_PICTURES

PDF = Artefact(PurePosixPath("sq/work.pdf"), "application/pdf", b"%PDF" + b"x" * 123_456)
VOID = {"br", "col", "hr", "img", "input", "link", "meta"}


class Checked(HTMLParser):
    """What stands in a page; the test fails where an element is not closed, or closed that is not open."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self.feed(page.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        assert len(found) == len(attrs)
        self.elements.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in {*self.open}:
            self.texts[tag] = self.texts.get(tag, "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


IMAGES = {**PICTURES, **STRESS_PICTURES}


def reading(document: Document, *downloads: Artefact, progress: Progress | None = None) -> SiteEdition:
    imprint = replace(EDITION, language=document.language, progress=progress)
    setting = on_screens(imprint, {})
    cited = {"@type": "Book", "name": "</script>"}
    return read(document, setting, IMAGES, downloads, (cited,))


def files_of(*readings: SiteEdition, address: str = "") -> Mapping[str, bytes]:
    files, findings = site(readings, address)
    assert not findings
    assert len({file.path for file in files}) == len(files)
    return {str(file.path): file.content for file in files}


@pytest.fixture(scope="module")
def whole() -> Mapping[str, bytes]:
    return files_of(
        reading(replace(everything(), language="en", title=sentence("The Liberation"))),
        reading(everything(), PDF, progress=Progress(12, 10, 1, 3)),
        reading(replace(everything(), language="he", title=sentence("שחרור")), progress=Progress(12, 12, 0, 12)),
    )


def pages(files: Mapping[str, bytes]) -> dict[str, Checked]:
    return {name: Checked(content) for name, content in files.items() if name.endswith(".html")}


def test_a_page_for_each_language_and_one_that_leads_to_them(whole: Mapping[str, bytes]) -> None:
    found = pages(whole)
    assert set(found) == {"index.html", "en/work.html", "sq/work.html", "he/work.html"}
    for name in ("en", "sq", "he"):
        assert found[f"{name}/work.html"].all("html") == [{"lang": name, "dir": "rtl" if name == "he" else "ltr"}]
    titles = [a for a in found["index.html"].all("a") if a.get("class") == "title"]
    assert [(a["href"], a["dir"]) for a in titles] == [
        ("en/work.html", "ltr"),
        ("sq/work.html", "ltr"),
        ("he/work.html", "rtl"),
    ]


def test_every_address_within_the_site_leads_to_a_file_and_an_element(whole: Mapping[str, bytes]) -> None:
    found = pages(whole)
    ids = {name: {attributes.get("id") for _, attributes in page.elements} for name, page in found.items()}
    within = 0
    for name, page in found.items():
        for _, attributes in page.elements:
            for address in filter(None, (attributes.get("href"), attributes.get("src"))):
                if address.startswith("https:"):
                    continue
                path, _, fragment = address.partition("#")
                target = name if not path else str(PurePosixPath("/", name).parent.joinpath(path))
                target = re.sub(r"/[^/]+/\.\./", "/", target).lstrip("/")
                assert target in whole, address
                assert not fragment or fragment in ids[target], address
                within += 1
    assert within > 100


def test_nothing_is_asked_of_another_host(whole: Mapping[str, bytes]) -> None:
    for page in pages(whole).values():
        # The namespace of a formula is a name, and nothing is asked of it.
        links = [attributes for tag, attributes in page.elements if tag not in {"a", "link", "math"}]
        assert not [attributes for attributes in links if any("//" in value for value in attributes.values())]
        fetched = [link["href"] for link in page.all("link") if link["rel"] == "stylesheet"]
        assert fetched in (["style.css"], ["../style.css"])
        scripts = [(script.get("src"), script.get("type")) for script in page.all("script")]
        assert scripts in ([], [("../search.js", None), (None, "application/ld+json")])
    assert b"//" not in whole["style.css"].replace(b"/*", b"").replace(b"*/", b"")
    assert b"@import" not in whole["style.css"]


def test_a_passage_leads_to_itself_in_the_other_languages(whole: Mapping[str, bytes]) -> None:
    links = [a for a in pages(whole)["sq/work.html"].all("a") if a.get("href", "").endswith("#s1-p1")]
    assert [(a["href"], a.get("hreflang")) for a in links] == [
        ("#s1-p1", None),
        ("../en/work.html#s1-p1", "en"),
        ("../he/work.html#s1-p1", "he"),
    ]
    assert all(a["lang"] == a["hreflang"] for a in links[1:])


def test_languages_know_of_each_other(whole: Mapping[str, bytes]) -> None:
    for address in ("", "https://example.org/tirana/"):
        files = (
            whole
            if not address
            else files_of(reading(replace(everything(), language="en")), reading(everything()), address=address)
        )
        page = pages(files)["sq/work.html"]
        links = {link.get("hreflang"): link["href"] for link in page.all("link") if link["rel"] == "alternate"}
        expected = f"{address}en/work.html" if address else "../en/work.html"
        assert links["en"] == expected
        assert links["x-default"] == expected.replace("en/work", "index")
        (canonical,) = [link["href"] for link in page.all("link") if link["rel"] == "canonical"]
        assert canonical == (f"{address}sq/work.html" if address else "work.html")


def test_search_engines_are_told(whole: Mapping[str, bytes]) -> None:
    page = whole["sq/work.html"].decode()
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert told
    data = json.loads(told[1])
    assert (data["@type"], data["inLanguage"], data["name"]) == ("Book", "sq", "Çlirimi")
    assert [person["name"] for person in data["translator"]] == ["Ana", "Besa"]
    assert [work["inLanguage"] for work in data["translationOfWork"]] == ["en"]
    assert data["citation"] == [{"@type": "Book", "name": "</script>"}]
    assert data["encoding"][0]["sha256"] == hashlib.sha256(PDF.content).hexdigest()
    english = re.search(r"json\">(.*?)</script>", whole["en/work.html"].decode(), re.DOTALL)
    assert english
    assert [work["inLanguage"] for work in json.loads(english[1])["workTranslation"]] == ["sq", "he"]


def test_downloads_have_a_size_and_a_digest(whole: Mapping[str, bytes]) -> None:
    assert whole["sq/work.pdf"] == PDF.content
    page = whole["sq/work.html"].decode()
    assert hashlib.sha256(PDF.content).hexdigest() in page
    assert re.search(r"123\skB", page)
    assert '<a href="work.pdf" download="download">' in page
    assert "downloads" not in {attributes.get("id") for _, attributes in pages(whole)["en/work.html"].elements}


def test_progress_is_shown_and_what_is_not_translated_is_marked() -> None:
    half = article(Paragraph((sentence("Një."), replace(sentence("Not yet."), language="en"))))
    files = files_of(reading(article(paragraph("One."), language="en")), reading(half, progress=Progress(5, 4, 0, 0)))
    page = pages(files)["sq/work.html"]
    assert {"lang": "en", "class": "untranslated"} in page.all("span")
    assert any(p.get("class") == "notice" for p in page.all("p"))
    assert [(bar["value"], bar["max"]) for bar in pages(files)["index.html"].all("progress")] == [("4", "5")]
    done = files_of(reading(article(paragraph("Një.")), progress=Progress(5, 5, 0, 0)))
    assert not any(p.get("class") == "notice" for p in pages(done)["sq/work.html"].all("p"))


def test_several_works_stand_on_one_shelf() -> None:
    one, other = reading(everything()), reading(article(paragraph("x"), title="Tjetër"))
    imprint = replace(other.context.imprint, work="other", original_title="Another")
    looks = replace(other.context.looks, imprint=imprint)
    files = files_of(one, replace(other, context=replace(other.context, looks=looks)))
    assert {"sq/work.html", "sq/other.html"} <= set(files)
    assert Checked(files["index.html"]).texts["h2"] == "The LiberationAnother"


def test_pictures_of_two_works_do_not_meet(whole: Mapping[str, bytes]) -> None:
    assert whole[f"sq/images/{EDITION.work}/1-a-plan.png"] == PICTURES["pictures/a plan.png"]
    shown = [img["src"] for img in pages(whole)["sq/work.html"].all("img")]
    assert shown == ["images/work/1-a-plan.png", "images/work/2-map.png"]


def test_a_picture_that_is_not_there_is_a_finding() -> None:
    _, findings = site([reading(article(Figure(Image("gone.png", "x"), ())))])
    assert [finding.code for finding in findings] == ["missing-picture"]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", '" onclick="x', "<!-- -->", "&lt;b&gt;"])
def test_hostile_text_is_text(text: str) -> None:
    document = replace(article(paragraph(text), Bibliography((Entry(text, PLACE),), "sq")), title=sentence(text))
    imprint = replace(
        EDITION,
        publisher=text,
        subject=text,
        original_title=text,
        translators=(text,),
        rights=replace(EDITION.rights, holder=text, licence=text, licence_url="", source_url=""),
    )
    made = read(document, on_screens(imprint, {}), {}, (PDF,), ({"name": text},))
    for page in pages(files_of(made)).values():
        within = [script for script in page.all("script") if "src" not in script]
        assert {script.get("type") for script in within} <= {"application/ld+json"}
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
        assert " ".join(text.split()) in " ".join(page.texts["h1"].split())


@pytest.mark.slow
def test_the_site_of_the_edition(press: Press) -> None:
    assert press("build", "--format", "epub,site").out.splitlines()[-1] == "output/site"
    first = press.everything("output/site")
    names = {name.removeprefix("output/site/") for name in first}
    assert {"index.html", "sq/liberation-of-tirana.html", "sq/liberation-of-tirana.epub", "style.css"} <= names
    assert "sq/liberation-of-tirana.bibliography.bib" in names
    assert (
        first["output/site/sq/liberation-of-tirana.epub"]
        == press.path("output/sq/liberation-of-tirana.epub").read_bytes()
    )
    press.path("output/site/own.html").write_text("theirs")
    press("build", "--format", "epub,site")
    assert press.everything("output/site") == {**first, "output/site/own.html": b"theirs"}
