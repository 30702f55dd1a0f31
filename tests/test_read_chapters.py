"""Works of many files: their order, their parts, and links that find their way from one file to another."""

from dataclasses import replace

import pytest

from kolofon.catalogue.extract import description, extract
from kolofon.model.document import Block, Document, Image, Inline, Link, Paragraph, Role, Section
from kolofon.model.edition import BookPart, SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.read.works.chapters import chapter_paths, read_chapters
from kolofon.segment import segment
from kolofon.text.notation import plain
from kolofon.text.parts import segments
from kolofon.translate import translate
from tests.publishing import text_of, tree
from tests.reading import EDITION, TITLED, identical, identity
from tests.table import each_row

MARKDOWN = replace(TITLED, format=SourceFormat.MARKDOWN)
SUMMARY = """\
# Summary

[Preface](front/preface.md)

# Using it

- [Start](start.md)
  - [More](more/index.md)
- [Later]()

---

# Knowing it

1. [Reference](reference.md)

[Authors](authors.md)
"""
FILES = {
    "b/SUMMARY.md": SUMMARY,
    "b/front/preface.md": "# Preface\n\n[The start](../start.md), [this](../more/#two) and [](../reference.md#name).\n",
    "b/start.md": "# Start\n\nx[^1]\n\n## One\n\ny ![p](img/a%20b.png)\n\n[^1]: in the start\n",
    "b/more/index.md": "# More\n\n[up](../start.html#one) [up](../img/x.md)[^1]\n\n## Two\n\nz\n\n[^1]: in more\n",
    "b/reference.md": "words\n\n## A *name* {#name}\n\nt\n",
    "b/authors.md": "---\ntitle: Authors\ndescription: Who they are\n---\n\nMany.\n",
}
BOOK = replace(MARKDOWN, summary="b/SUMMARY.md")


def read(work: Work, files: dict[str, str]) -> tuple[Document, tuple[Finding, ...]]:
    return read_chapters({path: text.encode() for path, text in files.items()}, work, EDITION)


def outline(sections: tuple[Section, ...]) -> list[object]:
    return [(section.role.value, plain(section.heading.inlines), outline(section.sections)) for section in sections]


def headings(work: Work, files: dict[str, str]) -> list[str]:
    document, _ = read(work, files)
    return [plain(section.heading.inlines) for section in document.sections]


def test_a_summary() -> None:
    document, findings = read(BOOK, FILES)
    assert outline(document.sections) == [
        ("front", "Preface", []),
        (
            "part",
            "Using it",
            [("chapter", "Start", [("section", "One", []), ("chapter", "More", [("section", "Two", [])])])],
        ),
        ("part", "Knowing it", [("chapter", "Reference", [("section", "A name", [])])]),
        ("back", "Authors", []),
    ]
    assert [(finding.code, str(finding.place)) for finding in findings] == [
        ("draft-chapter", "source/b/SUMMARY.md:9:3"),
        ("unfollowed-link", "source/b/more/index.md:3:25"),
        ("unread-metadata", "source/b/authors.md:3:14"),
    ]


def test_the_files_of_a_work() -> None:
    files = {path: text.encode() for path, text in FILES.items()}
    assert chapter_paths(files, BOOK, EDITION) == (
        "b/SUMMARY.md",
        "b/front/preface.md",
        "b/start.md",
        "b/more/index.md",
        "b/reference.md",
        "b/authors.md",
    )


def test_every_sentence_knows_its_file() -> None:
    document, _ = read(BOOK, FILES)
    places = {message.msgid: str(message.places[0]) for message in extract(segment(document))}
    assert places["Work"] == "source/b/SUMMARY.md"
    assert places["Using it"] == "source/b/SUMMARY.md:5:3"
    assert places["Reference"] == "source/b/SUMMARY.md:15:4"
    assert places["in more"] == "source/b/more/index.md:9:7"


def links(section: Section) -> list[str]:
    return [
        inline.target
        for block in section.blocks
        if isinstance(block, Paragraph)
        for inline in block.sentences[0].inlines
        if isinstance(inline, Link)
    ]


def test_links_lead_from_file_to_file_in_every_language() -> None:
    document, _ = read(BOOK, FILES)
    preface, using = document.sections[:2]
    more = using.sections[0].sections[1]
    assert links(preface) == ["#s2-1", "#s2-1-2-1", "#s3-1-1"]
    assert links(more) == ["#s2-1-1", "../img/x.md"]
    translated = translate(segment(document), identity(document, {"A <em>name</em>": "Një <em>emër</em>"}))
    page = tree(translated)
    ids = {element.get("id") for element in page.iter()}
    shown = {element.get("href", ""): text_of(element) for element in page.iter("{http://www.w3.org/1999/xhtml}a")}
    assert {"s2-1", "s2-1-2-1", "s3-1-1", "s2-1-1"} <= ids
    assert shown["#s3-1-1"] == "Një emër"


def test_notes_of_the_same_name_are_two() -> None:
    document, _ = read(BOOK, FILES)
    assert [(note.name, plain(_first(note.blocks[0]))) for note in document.notes] == [
        ("2.1 1", "in the start"),
        ("2.1.2 1", "in more"),
    ]


def _first(block: Block) -> tuple[Inline, ...]:
    assert isinstance(block, Paragraph)
    return block.sentences[0].inlines


def test_pictures_are_named_from_their_file() -> None:
    document, _ = read(BOOK, FILES)
    (block,) = document.sections[1].sections[0].sections[0].blocks
    assert isinstance(block, Paragraph)
    assert block.sentences[0].inlines[1] == Image("b/img/a b.png", "p")


def test_identity() -> None:
    one, other = identical(read(BOOK, FILES)[0])
    assert one == other


def test_parts_and_chapters_in_words_for_a_translator() -> None:
    document, _ = read(BOOK, FILES)
    told = {plain(item.sentence.inlines): description(item.part) for item in segments(document)}
    assert told["Preface"] == "heading of chapter 1"
    assert told["Using it"] == "heading of part 2"
    assert told["More"] == "heading of chapter 2.1.2"
    assert told["Two"] == "heading of section 2.1.2.1"


# --- lists in edition.toml --------------------------------------------------------------------------------------------


def chapters(*names: str) -> dict[str, str]:
    return {name: f"# {name.removesuffix('.md')}\n\nx\n" for name in names}


def test_chapters_and_parts_of_the_edition() -> None:
    work = replace(
        MARKDOWN, front=("f.md",), chapters=("a.md",), parts=(BookPart("I", ("c.md", "b.md")),), back=("z.md",)
    )
    document, findings = read(work, chapters("a.md", "b.md", "c.md", "f.md", "z.md", "other.md"))
    assert outline(document.sections) == [
        ("front", "f", []),
        ("chapter", "a", []),
        ("part", "I", [("chapter", "c", []), ("chapter", "b", [])]),
        ("back", "z", []),
    ]
    assert findings == ()
    assert document.title.place.path == "source/edition.toml"


def test_a_pattern_stands_for_what_is_not_named_in_the_order_of_names() -> None:
    files = chapters("10.md", "9.md", "2 b.md", "2 a.md", "end.md", "SUMMARY.md", "x.txt", "d/1.md", "d/e/1.md")
    work = replace(MARKDOWN, chapters=("*.md",), back=("end.md",))
    assert headings(work, files) == ["2 a", "2 b", "9", "10", "end"]
    assert headings(replace(MARKDOWN, chapters=("**/?.md",)), files) == ["9", "d/1", "d/e/1"]
    assert headings(replace(MARKDOWN, chapters=("d/**/*.md", "*.md")), files)[:3] == ["d/1", "d/e/1", "2 a"]


def test_a_chapter_without_a_title() -> None:
    document, (finding,) = read(replace(MARKDOWN, chapters=("a/b.md",)), {"a/b.md": "## One\n\nx"})
    assert outline(document.sections) == [("chapter", "b", [("section", "One", [])])]
    assert (finding.code, str(finding.place)) == ("missing-title", "source/a/b.md:1")


def test_a_title_that_the_list_has_otherwise_is_told() -> None:
    files = {"SUMMARY.md": "- [Other](a.md)\n", "a.md": "# Own\n\nx"}
    document, (finding,) = read(replace(MARKDOWN, summary="SUMMARY.md"), files)
    assert outline(document.sections) == [("chapter", "Own", [])]
    assert (finding.code, str(finding.place)) == ("other-title", "source/SUMMARY.md:1:3")


def test_a_chapter_in_which_nothing_stands_is_told() -> None:
    files = {"SUMMARY.md": "- [A](a.md)\n  - [B](b.md)\n", "a.md": "# A\n", "b.md": ""}
    _, (finding,) = read(replace(MARKDOWN, summary="SUMMARY.md"), files)
    assert (finding.code, str(finding.place)) == ("empty-section", "source/b.md:1")


def test_a_book_without_a_title() -> None:
    document, (finding,) = read(replace(MARKDOWN, title="", chapters=("a.md",)), chapters("a.md"))
    assert plain(document.title.inlines) == "x"
    assert (finding.code, str(finding.place)) == ("missing-title", "source/edition.toml")


def test_extracts_are_chapters_too() -> None:
    work = replace(TITLED, chapters=("*.txt",))
    document, _ = read(work, {"a.txt": "= A =\nx\n== B ==\ny", "b.txt": "= C =\nz"})
    assert outline(document.sections) == [("chapter", "A", [("section", "B", [])]), ("chapter", "C", [])]


def test_what_is_no_chapter_is_told() -> None:
    text = "Words [A](a.md) more\n\n> quoted\n\n- item\n  > deeper\n  - [B](b.md)\n"
    _, findings = read(replace(MARKDOWN, summary="SUMMARY.md"), {"SUMMARY.md": text, **chapters("a.md", "b.md")})
    assert [
        (finding.code, str(finding.place).partition(":")[2]) for finding in findings if "stray" in finding.code
    ] == [
        *(("stray-summary", place) for place in ("1:1", "1:17", "3:1", "5:3", "6:1")),
    ]


@each_row(
    ("work", "files", "place", "says"),
    [
        (replace(MARKDOWN, chapters=("a.md",)), {}, "source/edition.toml", "there is no file source/a.md"),
        (replace(MARKDOWN, chapters=("*.md",)), {}, "source/edition.toml", "no file below source/ is *.md"),
        (replace(MARKDOWN, chapters=("a.md",), back=("a.md",)), {"a.md": "x"}, "source/edition.toml", "listed twice"),
        (BOOK, {}, "source/b/SUMMARY.md", "the list of chapters is missing"),
        (BOOK, {"b/SUMMARY.md": "- [A](a.md)"}, "source/b/SUMMARY.md:1:3", "there is no file source/b/a.md"),
        (
            BOOK,
            {"b/SUMMARY.md": "- [A](a.md)\n- [B](b.md)\n- [C](c.md)", "b/b.md": "x"},
            "source/b/SUMMARY.md:1:3",
            "there are no files source/b/a.md, source/b/c.md",
        ),
        (replace(MARKDOWN, chapters=("*.md",)), {"a\nb.md": "x"}, "source/edition.toml", "source/a\\nb.md"),
        (BOOK, {"b/SUMMARY.md": "- [A](a.md)", "b/a.md": "\n---\nx\x01"}, "source/b/a.md:3:2", "U+0001"),
    ],
)
def test_each_error_has_its_place(work: Work, files: dict[str, str], place: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(work, files)
    assert str(caught.value).startswith(f"{place}:")
    assert says in caught.value.message
    assert caught.value.hint


def test_only_the_files_of_the_work_are_looked_at() -> None:
    document, _ = read(replace(MARKDOWN, chapters=("a.md",)), {**chapters("a.md"), "b.md": "\x00"})
    assert document.sections[0].role is Role.CHAPTER
