"""What a text says of itself before it begins: its title and its description, on the title page and in the metadata."""

import io
import json
import re
from pathlib import Path

import pytest

from kolofon.model.edition import SourceFormat, Work
from kolofon.model.message import Catalogue
from kolofon.read import read
from kolofon.read.works.chapters import read_chapters
from kolofon.segment import segment
from kolofon.text.notation import plain
from kolofon.translate import translate
from kolofon.write.proof import Review
from tests.epubs import opened, said_by_epubcheck
from tests.later import pikepdf
from tests.press import Press, edition_toml
from tests.publishing import IMPRINT
from tests.reading import EDITION, Reader, asked, identity, s
from tests.setting import render_proof

EDITION_FILE = edition_toml("""\
name = "book"
source = "book.md"
format = "markdown"
subject = "Printing"
""")
TEXT = "---\ntitle: The book\ndescription: How books are made\n---\n\nIt begins.\n"
ENGLISH, ALBANIAN = "How books are made", "Si bëhen librat"


@pytest.mark.parametrize("end", ["---", "...", "... \t", "---\t"])
def test_two_lines_may_end_it(end: str) -> None:
    document, findings = Reader(SourceFormat.MARKDOWN)(
        f"---\ndescription: {ENGLISH}\n{end}\n\nIt begins.\n\n---\n\nIt ends.\n"
    )
    assert not findings
    assert document.description
    assert (plain(document.description.inlines), len(document.lead)) == (ENGLISH, 3)


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    return Press.of({"edition.toml": EDITION_FILE, "book.md": TEXT}, tmp_path, capsys, monkeypatch)


def into_albanian(press: Press) -> None:
    """Translate the description, and nothing else, into Albanian."""
    assert press("update", "sq").code == 0
    press.replace(
        "locale/sq/LC_MESSAGES/book.po", f'msgid "{ENGLISH}"\nmsgstr ""', f'msgid "{ENGLISH}"\nmsgstr "{ALBANIAN}"'
    )


@pytest.mark.pdf
def test_it_is_printed_on_the_title_page_in_every_language(press: Press) -> None:
    into_albanian(press)
    assert press("build", "--format", "html,epub,site,bilingual", "--draft").code == 0
    for language, words in (("en", ENGLISH), ("sq", ALBANIAN)):
        text = press.read(f"output/{language}/book.xhtml")
        front = text[text.index('id="title-page"') : text.index("</header>")]
        assert f'<p class="description">{words}</p>' in front
        assert f'<p class="description">{words}</p>' in press.read(f"output/{language}/book/title-page.xhtml")
        assert f'<p class="description">{words}</p>' in press.read(f"output/site/{language}/book.html")
    both = opened(press.path("output/sq/book-bilingual.epub").read_bytes())["EPUB/title-page.xhtml"].decode()
    assert re.search(f'class="side original" lang="en"[^>]*>{ENGLISH}</p>\\s*<p class="side">{ALBANIAN}</p>', both)


@pytest.mark.browser
@pytest.mark.pdf
def test_metadata_say_it_in_the_language_of_the_edition(press: Press) -> None:
    into_albanian(press)
    assert press("build", "sq", "--format", "html,pdf,epub,site", "--draft").code == 0
    assert f'<meta name="description" content="{ALBANIAN}"/>' in press.read("output/sq/book.xhtml")
    site = press.read("output/site/sq/book.html")
    assert f'<meta name="description" content="{ALBANIAN}"/>' in site
    (data,) = re.findall('<script type="application/ld.json">(.*?)</script>', site, re.DOTALL)
    assert json.loads(data)["description"] == ALBANIAN
    assert f'<p class="subject" lang="sq" dir="ltr">{ALBANIAN}</p>' in press.read("output/site/index.html")
    book = press.path("output/sq/book.epub")
    package = opened(book.read_bytes())["EPUB/package.opf"].decode()
    assert f'<dc:description xml:lang="sq">{ALBANIAN}</dc:description>' in package
    assert not said_by_epubcheck(book)
    with pikepdf.open(io.BytesIO(press.path("output/sq/book.pdf").read_bytes())) as pdf:
        assert str(pdf.docinfo["/Subject"]) == ALBANIAN
        with pdf.open_metadata() as told:
            assert told["dc:description"] == ALBANIAN


def test_one_that_nobody_has_translated_says_its_language(press: Press) -> None:
    assert press("update", "sq").code == 0
    assert press("build", "sq", "--format", "html,epub", "--draft").code == 0
    text = press.read("output/sq/book.xhtml")
    assert f'<meta name="description" content="{ENGLISH}" lang="en" xml:lang="en"/>' in text
    assert re.search(f'<p class="description"><span [^>]*lang="en"[^>]*>{ENGLISH}</span></p>', text)
    package = opened(press.path("output/sq/book.epub").read_bytes())["EPUB/package.opf"].decode()
    assert f'<dc:description xml:lang="en">{ENGLISH}</dc:description>' in package


def test_without_a_description_the_subject_is_told_in_the_metadata_alone(press: Press) -> None:
    press.path("source/book.md").write_text("# The book\n\nIt begins.\n", encoding="utf-8")
    assert press("update", "sq").code == 0
    assert press("build", "sq", "--format", "html", "--draft").code == 0
    text = press.read("output/sq/book.xhtml")
    assert '<meta name="description" content="Printing" lang="en" xml:lang="en"/>' in text
    assert 'class="description"' not in text
    assert "Printing" not in press.read("locale/book.pot")


def test_a_proof_shows_its_message() -> None:
    source = segment(Reader(SourceFormat.MARKDOWN).clean(TEXT))
    catalogue = Catalogue("sq", (), identity(source, {ENGLISH: ALBANIAN}).entries)
    text = render_proof(Review(source, translate(source, catalogue), catalogue), IMPRINT, {}).decode()
    assert re.search(
        f'<p class="description"><span class="number">.*<span class="segment translated">{ALBANIAN}<', text
    )


@pytest.mark.parametrize(
    ("source_format", "text"),
    [
        (SourceFormat.MARKDOWN, "# Title\n\nText.\n"),
        (SourceFormat.WIKITEXT, "Text.\n"),
        (SourceFormat.XHTML, "<html><body><h1>Title</h1><p>Text.</p></body></html>"),
        (SourceFormat.WIKI_EXTRACT, "= Title =\n\nText.\n"),
    ],
)
def test_edition_toml_may_describe_a_text_of_any_format(source_format: SourceFormat, text: str) -> None:
    work = Work("x", "x", source_format, title="Title", description="What it is")
    document, _ = read(text.encode(), "source/x", work, EDITION)
    assert document.description == s("What it is")
    assert "What it is" in asked(document)


def test_the_words_of_the_text_come_before_those_of_edition_toml() -> None:
    work = Work("x", "x", SourceFormat.MARKDOWN, description="Of the edition")
    document, _ = read(TEXT.encode(), "source/x", work, EDITION)
    assert document.description == s(ENGLISH)


def test_a_book_of_many_files_is_described_by_edition_toml_and_a_chapter_by_nobody() -> None:
    files = {"a.md": b"---\ndescription: Of a chapter\n---\n\n# A\n\nText.\n"}
    work = Work("x", format=SourceFormat.MARKDOWN, title="Title", description="Of the book", chapters=("a.md",))
    document, findings = read_chapters(files, work, EDITION)
    assert document.description == s("Of the book")
    assert [(finding.code, str(finding.place)) for finding in findings] == [("unread-metadata", "source/a.md:2:14")]
    assert "Of a chapter" in findings[0].message


def test_what_the_press_writes_reads_back() -> None:
    page = '<html><body><header class="title-page"><h1>T</h1><p class="description">What it is</p></header>'
    document = Reader(SourceFormat.XHTML).clean(f"{page}<main><p>Text.</p></main></body></html>")
    assert document.description == s("What it is")


def test_what_is_not_closed_is_text_and_told() -> None:
    markdown = Reader(SourceFormat.MARKDOWN)
    assert markdown.found("---\ntitle: The book\n\nIt begins.\n") == [("unclosed-front-matter", "1")]
    assert markdown.found("---\n\nIt begins: so.\n") == []
