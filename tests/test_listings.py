"""Listings with a caption and a name: how sources have them, and how every format prints them."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.extract import extract
from kolofon.model.document import Code, Document, Emphasis, List, ListItem, NoteRef, Paragraph, Preformatted, Text
from kolofon.model.edition import Page, SourceFormat
from kolofon.model.figures import Counting, Figures
from kolofon.segment import segment
from kolofon.set import set_document
from kolofon.set.pages.marks import PageStart, mark_pages
from kolofon.set.values.document import SetPreformatted
from kolofon.set.words import Words
from kolofon.write.markdown import write_markdown
from kolofon.write.text import write_text
from tests.chaptered import FILES, PARTED, lost, read_site, sources
from tests.press import Press
from tests.publishing import HTML, IMPRINT, article, paragraph, sentence, text_of, tree
from tests.reading import Reader, asked, p, s
from tests.setting import render
from tests.table import each_row

MARKDOWN, XHTML = Reader(SourceFormat.MARKDOWN), Reader(SourceFormat.XHTML)
ENGLISH = Words({}, "en")


def listing(*words: object, syntax: str = "python", name: str = "") -> Preformatted:
    return Preformatted("x", syntax, (), (s(*words),) if words else (), name)  # type: ignore[arg-type]  # any inline


def told(document: Document, figures: Figures | None = None) -> str:
    return write_text(set_document(segment(document), ENGLISH, figures=figures), IMPRINT, ENGLISH)


# --- Markdown ---------------------------------------------------------------------------------------------------------


@each_row(
    ("info", "block"),
    [
        ('python {#lst-a lst-cap="A *b*"}', listing("A ", Emphasis((Text("b"),)), name="lst-a")),
        ('{.python #lst-a lst-cap="A"}', listing("A", name="lst-a")),
        ('{#lst-a .python caption="A"}', listing("A", name="lst-a")),
        ("{#lst:a .python}", listing(name="lst:a")),
        ('py title="Say it"', listing("Say it", syntax="py")),
        ('py title="src/main.py"', listing(Code("src/main.py"), syntax="py")),
        ("py title=__init__.py", listing(Code("__init__.py"), syntax="py")),
        ('{.python filename="a.py"}', listing(Code("a.py"))),
        (r'python {caption="a \"b\" \\* c"}', listing('a "b" * c')),
        ('{caption="A"}', listing("A", syntax="")),
        ("python", listing()),
    ],
)
def test_captions_and_names_behind_a_fence(info: str, block: Preformatted) -> None:
    assert MARKDOWN.lead(f"~~~{info}\nx\n~~~\n") == (block,)


def test_what_else_is_behind_a_fence_is_told() -> None:
    document, findings = MARKDOWN('```py title="A b" hl_lines="2"\nx\n```\n\n```{.py #lst-a .annotate}\nx\n```\n')
    assert document.lead == (listing("A b", syntax="py"), listing(syntax="py", name="lst-a"))
    assert [finding.code for finding in findings] == ["unread-attribute"]
    assert all(words in findings[0].message for words in ('hl_lines="2"', ".annotate"))


@pytest.mark.parametrize("info", ["{python}", "{.toml .annotate}", "a{b}", "{1,3}"])
def test_other_braces_are_as_before(info: str) -> None:
    (block,) = MARKDOWN(f"```{info}\nx\n```\n")[0].lead
    assert isinstance(block, Preformatted)
    assert (block.caption, block.name) == ((), "")


def test_a_line_above_gives_a_caption_and_a_name() -> None:
    assert MARKDOWN.lead('{#lst-a caption="A"}\n```python\nx\n```\n') == (listing("A", name="lst-a"),)
    assert MARKDOWN.lead('{#lst-a caption="A"}\n    x\n') == (listing("A", syntax="", name="lst-a"),)


def test_a_caption_may_call_a_note() -> None:
    document = MARKDOWN.clean('~~~{caption="A[^1] [b]"}\nx\n~~~\n\n[^1]: note\n\n[b]: https://x.org\n')
    (block,) = document.lead
    assert isinstance(block, Preformatted)
    (caption,) = block.caption
    assert caption.inlines[:2] == (Text("A"), NoteRef("1"))
    assert (str(caption.place), len(document.notes)) == ("source/x.md:1:14", 1)


def test_a_listing_of_mdbook() -> None:
    text = '<Listing number="1-1" file-name="src/main.rs" caption="A *b*">\n\n```python\nx\n```\n\n</Listing>\n'
    document = MARKDOWN.clean(f"{text}\nSee [it](#listing-1-1).\n")
    block, paragraph_ = document.lead
    caption = s(Code("src/main.rs")), s("A ", Emphasis((Text("b"),)))
    assert block == Preformatted("x", "python", (), caption, "listing-1-1", "1-1")
    assert isinstance(paragraph_, Paragraph)
    assert "#title:listing-1-1" in repr(paragraph_)
    assert MARKDOWN.lead("<Listing>\n\n```python\nx\n```\n\n</Listing>\n") == (listing(),)
    assert MARKDOWN.lead('<Listing caption="A">\n\nb\n\n</Listing>\n') == (p("A"), p("b"))


def test_the_number_of_a_listing_of_mdbook_is_printed() -> None:
    inside = "\n\n```py\nx\n```\n\n</Listing>\n\n"
    listings = f'<Listing number="2-1" caption="B">{inside}<Listing number="2-2">{inside}```{{.py #lst-a}}\ny\n```\n'
    printed = told(MARKDOWN.clean(f"# T\n\nSee Listing 2-1, [](#listing-2-1) and @lst-a.\n\n{listings}"))
    assert "See Listing 2-1, 2-1 and Listing 1." in printed
    assert "Listing 2-1 B\n\n    x" in printed
    assert "Listing 2-2\n\n    x" in printed
    assert "Listing 1\n\n    y" in printed


def test_a_number_in_front_of_no_listing_is_told() -> None:
    document, (finding,) = MARKDOWN('<Listing number="2-1">\n\nb\n\n</Listing>\n')
    assert document.lead == (p("b"),)
    assert (finding.code, finding.subject) == ("unread-attribute", "the attribute number=“2-1”")


def test_it_is_asked_of_translators_as_a_caption() -> None:
    document = segment(MARKDOWN.clean('## S\n\n~~~{caption="A b. C d."}\nx\n~~~\n'))
    comments = {message.msgid: message.comments[0] for message in extract(document)}
    assert comments["A b."] == comments["C d."] == "section 1, caption of a listing"


# --- numbers and references -------------------------------------------------------------------------------------------


BOTH = '```{.py #lst-a lst-cap="A"}\nx\n```\n\n## S\n\n```{.py lst-cap="B"}\ny\n```\n\n```py\nz\n```\n'


def test_references_show_numbers_and_labels() -> None:
    text = told(MARKDOWN.clean(f"# T\n\nSee [](#lst-a), @lst-a and [-@lst-a].\n\n{BOTH}"))
    assert "See 1, Listing 1 and 1." in text
    assert "Listing 1 A\n\n    x" in text
    assert "Listing 2 B\n\n    y" in text
    assert "Listing" not in told(MARKDOWN.clean(f"# T\n\n{BOTH}"))


def test_the_edition_may_ask_for_numbers_and_for_a_list() -> None:
    document = segment(MARKDOWN.clean(f"# T\n\n{BOTH}"))
    made = set_document(document, ENGLISH, figures=Figures(numbered=True, count=Counting.CHAPTER))
    assert [(one.id, one.words.source.inlines) for one in made.listings if one.words and one.words.source] == [
        ("lead-l1", (Text("A"),)),
        ("s1-l1", (Text("B"),)),
    ]
    assert "Listing 1.1 B" in told(document, Figures(numbered=True, count=Counting.CHAPTER))
    assert not made.figures
    assert not made.tables


# --- formats ----------------------------------------------------------------------------------------------------------


def test_a_page_has_the_caption_above() -> None:
    document = article(
        Preformatted("x", "python", (), (sentence("Kodi"),)), Preformatted("y", name="lst-b"), Preformatted("z")
    )
    root = tree(document)
    (figure,) = root.iter(f"{HTML}figure")
    assert (figure.get("id"), figure.get("class")) == ("s1-l1", "listing")
    assert [(one.tag.removeprefix(HTML), text_of(one)) for one in figure] == [("figcaption", "Kodi"), ("pre", "x")]
    assert [one.get("id") for one in root.iter(f"{HTML}pre")] == [None, "s1-l2", None]


def test_a_page_of_the_press_reads_back() -> None:
    document = MARKDOWN.clean('# T\n\n~~~{.python #lst-a lst-cap="A *b*"}\nx\n~~~\n\n~~~{#lst-c}\ny\n~~~\n')
    once = render(document, replace(IMPRINT, language="en", progress=None), {}, Page()).decode()
    back = XHTML(once)[0]
    assert back.lead == tuple(replace(block, name="") for block in document.lead if isinstance(block, Preformatted))


def test_a_figure_of_a_page_with_a_listing_is_one() -> None:
    body = '<figure id="a"><pre>x</pre><figcaption>A</figcaption></figure><p><a href="#a"></a></p>'
    document = XHTML.clean(f'<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>T</h1>{body}</body></html>')
    assert document.lead[0] == listing("A", syntax="", name="a")
    assert "1" in told(document)


def test_a_page_of_the_print_may_begin_in_a_caption() -> None:
    made = set_document(article(Preformatted("one two", "", (), (sentence("three four"),))), Words({}, "sq"))
    start = PageStart("7", "s1", len("Përshkrimithree"))
    marked, left = mark_pages(made, [start], Words({}, "sq"))
    (block,) = marked.sections[0].blocks
    assert isinstance(block, SetPreformatted)
    assert not left
    assert [type(piece).__name__ for piece in block.caption[0].inlines] == ["Text", "PageMark", "Text"]


CAPTIONS = st.sampled_from(
    ["", "a", 'a "b"', "a\\b", "a `b` c", "{a}", "}", "- a", "[a]: b", "#a", "a=b c", "~~~", "&amp;"]
)
SYNTAXES = st.sampled_from(["", "python", "rust,ignore", "c++"])
CONTENTS = st.sampled_from(["x", "~~~", "```", "x\n\ny", "~~~~~ {a}"])


@given(text=CONTENTS, syntax=SYNTAXES, caption=CAPTIONS)
def test_what_is_written_in_markdown_reads_back(text: str, syntax: str, caption: str) -> None:
    block = Preformatted(text, syntax, (), (sentence(caption),) if caption else ())
    item = List((ListItem((paragraph("a"), block)), ListItem((block, paragraph("b")))))
    document = Document("en", sentence("T"), (paragraph("y"), block, item, block), ())
    back, _ = MARKDOWN(write_markdown(set_document(segment(document), ENGLISH), ENGLISH))
    assert segment(back).lead == segment(document).lead


def test_a_name_that_the_press_gives_is_none_in_another_text() -> None:
    document = MARKDOWN.clean('# T\n\nSee [](#lst-a).\n\n~~~{#lst-a caption="A"}\nx\n~~~\n')
    text = write_markdown(set_document(document, ENGLISH), ENGLISH)
    assert '~~~{#lead-l1 lst-cap="' in text
    block = MARKDOWN.clean(text).lead[1]
    assert isinstance(block, Preformatted)
    assert block.name == ""
    assert asked(document) == ["T", 'See <ref id="1"/>.', "A"]


@pytest.mark.parametrize("pages", ["one", "chapters"])
def test_the_list_is_in_a_site_and_in_an_epub(
    pages: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = PARTED.replace("numbered = true", f'numbered = true\nlists = true\n\n[site]\npages = "{pages}"')
    start = FILES["manual/start.md"] + '\n~~~{#lst-a caption="A caption"}\nx\n~~~\n'
    press = Press.of(sources(edition, {**FILES, "manual/start.md": start}), tmp_path, capsys, monkeypatch)
    assert press("build", "en", "--format", "site", "--format", "epub").code == 0
    files = read_site(press)
    assert lost(files) == []
    front = files["en/manual.html"].decode()
    assert '<nav class="contents listing" id="listings"' in front
    assert ">List of listings</h2>" in front
    with ZipFile(press.path("output/en/manual.epub")) as epub:
        nav = epub.read("EPUB/nav.xhtml").decode()
    assert "<b>Listing 1</b> A caption" in nav
    assert 'epub:type="listings"' not in nav
