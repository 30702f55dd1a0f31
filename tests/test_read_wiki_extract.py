"""The plain-text wiki extract: structure, findings, errors, and the law that no word is lost."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import (
    Bibliography,
    Block,
    Document,
    Entry,
    Infobox,
    List,
    ListItem,
    Paragraph,
    Place,
    Rule,
    Section,
    Sentence,
    Term,
    Text,
)
from kolofon.model.edition import Edition, Rights, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding, Severity
from kolofon.model.limits import DEEPEST
from kolofon.read import read
from kolofon.read.sections.outline import nest
from kolofon.text.notation import plain
from tests.table import each_row

PATH = "source/x.txt"
WORK = Work("x", "x.txt", bibliographies=("Burime",))
EDITION = Edition("urn:x:y", "Kolofon", "en-GB", "sq", Rights("Nobody", "CC0-1.0"), (WORK,))


def read_bytes(content: bytes) -> tuple[Document, tuple[Finding, ...]]:
    return read(content, PATH, WORK, EDITION)


def clean(text: str) -> Document:
    document, findings = read_bytes(text.encode())
    assert not findings
    return document


def lead(text: str) -> tuple[Block, ...]:
    return clean(f"= T =\n{text}").lead


def finding(text: str) -> tuple[str, str]:
    _, (found,) = read_bytes(text.encode())
    assert found.severity is Severity.WARNING
    assert found.hint
    return found.code, str(found.place)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Sentence((Text(text),), Place(PATH)),))


def item(text: str, *below: ListItem) -> ListItem:
    return ListItem((paragraph(text), List(below)) if below else (paragraph(text),))


def tree(sections: tuple[Section, ...]) -> list[object]:
    return [(plain(section.heading.inlines), tree(section.sections)) for section in sections]


# --- what is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["= A title =\n", "=A title=\n", "\n\n=  A title\t=  \n", "= A title =\r\n", "\ufeff= A title =\n"]
)
def test_a_title(line: str) -> None:
    title = Sentence((Text("A title"),), Place(PATH))
    assert clean(f"{line}Words.") == Document("en-GB", title, (paragraph("Words."),), ())


def test_a_title_and_nothing_else() -> None:
    assert finding("= A title =") == ("empty-section", f"{PATH}:1")


def test_a_heading_holds_equals_signs_and_knows_its_column() -> None:
    (section,) = clean("= T =\n==  E = mc2 ==\nx").sections
    assert plain(section.heading.inlines) == "E = mc2"
    assert section.heading.place == Place(PATH, 2, 5)


def test_sections_nest() -> None:
    text = "= T =\n==A==\n===B===\n==== C ====\n===== D =====\n====== E ======\nx\n=== F ===\nx\n== G ==\nx"
    assert tree(clean(text).sections) == [("A", [("B", [("C", [("D", [("E", [])])])]), ("F", [])]), ("G", [])]


def test_a_blank_line_ends_a_paragraph_and_a_line_end_stays_for_segmentation() -> None:
    first, second = lead("  One\ntwo. \t\n three.\n \t \nFour – 5 < 6 & 7.")
    assert first == paragraph("One\ntwo.\nthree.")
    assert second == paragraph("Four – 5 < 6 & 7.")
    assert isinstance(first, Paragraph)
    assert first.sentences[0].place == Place(PATH, 2, 3)


def test_old_and_new_line_ends_count_the_same_lines() -> None:
    for end in ("\n", "\r\n", "\r"):
        document = clean(end.join(["= T =", "", "x", "", "y"]))
        assert [block.sentences[0].place.line for block in document.lead if isinstance(block, Paragraph)] == [3, 5]


def test_a_unicode_line_separator_is_no_line_end() -> None:
    first, second = lead("a\u2028b\x85c\n\nd")
    assert first == paragraph("a\u2028b\x85c")
    assert isinstance(second, Paragraph)
    assert second.sentences[0].place.line == 4


def test_lists_nest_by_indentation() -> None:
    assert lead("- a\n  - b\n\n    - c\n  - d\n- e") == (List((item("a", item("b", item("c")), item("d")), item("e"))),)


def test_lists_nest_by_dashes() -> None:
    assert lead("- a\n-- b\n--- c\n-- d\n- e") == (List((item("a", item("b", item("c")), item("d")), item("e"))),)


def test_an_indented_line_goes_on_with_its_item_and_another_does_not() -> None:
    assert lead("- a\n  b\n- c\nd") == (List((item("a\nb"), item("c"))), paragraph("d"))


def test_a_list_ends_a_paragraph() -> None:
    assert lead("a:\n- b") == (paragraph("a:"), List((item("b"),)))


def test_a_dash_without_a_space_is_no_bullet() -> None:
    assert lead("-5 degrees\n– a dash") == (paragraph("-5 degrees\n– a dash"),)


def test_a_rule() -> None:
    assert lead("a\n----\n- b\n\n-----\n") == (paragraph("a"), Rule(), List((item("b"),)), Rule())


@pytest.mark.parametrize("step", [" ", "  ", "\t", "-"])
def test_a_list_nests_as_deep_as_any_and_no_deeper(step: str) -> None:
    def deep(depth: int) -> str:
        return "\n".join(step * level + "- x" for level in range(depth))

    (block,) = lead(deep(DEEPEST))
    for _ in range(DEEPEST - 1):
        assert isinstance(block, List)
        _, block = block.items[0].blocks
    assert block == List((item("x"),))
    for depth in (DEEPEST + 1, 1100):  # the latter is deeper than Python's own stack
        with pytest.raises(SourceError, match="nested more than 30 deep") as caught:
            clean(f"= T =\n{deep(depth)}")
        assert caught.value.place
        assert caught.value.place.line == DEEPEST + 2


def test_a_bibliography_does_not_nest_however_far_it_is_indented() -> None:
    (section,) = clean("= T =\n== Burime ==\n" + "\n".join(" " * level + "- x" for level in range(100))).sections
    (block,) = section.blocks
    assert isinstance(block, Bibliography)
    assert len(block.entries) == 100


def test_an_infobox_ends_at_the_first_line_that_is_no_field() -> None:
    box, text, items = lead("Infobox\n\n- Conflict: C\n- Date: 1944\nText.\n\n- a")
    assert isinstance(box, Infobox)
    assert len(box.rows) == 1
    assert (text, items) == (paragraph("Text."), List((item("a"),)))


def test_an_infobox_and_a_list_after_a_blank_line() -> None:
    box, items = lead("Infobox\n- Conflict: C\n\n- a: b")
    assert isinstance(box, Infobox)
    assert items == List((item("a: b"),))


@pytest.mark.parametrize(
    "heading",
    ["Literature", "BIBLIOGRAPHY", "references", "Sources", "Further Reading", "Works cited", "burime"],
)
def test_a_list_under_the_heading_of_a_bibliography(heading: str) -> None:
    (section,) = clean(f"= T =\n== {heading} ==\nSee:\n\n-  A –  “b” , 1.  \n- C\n  d\n").sections
    entries = (Entry("A –  “b” , 1.  ", Place(PATH)), Entry("C d", Place(PATH)))
    assert section.blocks == (paragraph("See:"), Bibliography(entries, "sq"))


def test_every_list_in_a_bibliography_is_one() -> None:
    text = "= T =\n== Sources ==\n- a\n-- b\n\nMore:\n- c\n=== Books ===\n- d\n== Notes ==\n- e"
    sources, notes = clean(text).sections
    entries = [[entry.text for entry in block.entries] for block in sources.blocks if isinstance(block, Bibliography)]
    assert entries == [["a", "b"], ["c"]]
    assert sources.sections[0].blocks == (Bibliography((Entry("d", Place(PATH)),), "sq"),)
    assert notes.blocks == (List((item("e"),)),)


# --- what is found ----------------------------------------------------------------------------------------------------


@each_row(
    "markup", ["<em>", "</b>", "<br />", "<ref name='a'>", "<!--", "&nbsp;", "&#8211;", "&#x2013;", "{{", "[[", "''"]
)
def test_markup_stays_and_is_found(markup: str) -> None:
    text = f"= T =\nOne\ntwo {markup}three"
    assert finding(text) == ("stray-markup", f"{PATH}:3:5")
    assert read_bytes(text.encode())[0].lead == (paragraph(f"One\ntwo {markup}three"),)


def test_markup_is_found_in_headings_items_and_fields() -> None:
    text = "= <i>T =\nInfobox\n- Conflict: <b>C<br />\n\n- a <u>\n  b <s>\n== <q> ==\nx"
    found = [str(found.place) for found in read_bytes(text.encode())[1]]
    assert found == [f"{PATH}:{place}" for place in ("1:3", "3:13", "5:5", "6:5", "7:4")]


@pytest.mark.parametrize("text", ["a < b > c", "AT&T; R&D", "5 <6", "don't", "{a} [b]"])
def test_what_only_resembles_markup_is_not_found(text: str) -> None:
    assert lead(text) == (paragraph(text),)


def test_a_skipped_level_nests_and_is_found() -> None:
    text = "= T =\n== A ==\n==== B ====\nx\n=== C ===\nx"
    assert finding(text) == ("skipped-heading", f"{PATH}:3:6")
    assert tree(read_bytes(text.encode())[0].sections) == [("A", [("B", []), ("C", [])])]


def test_a_first_section_that_is_too_deep_is_found() -> None:
    text = "= T =\n=== A ===\nx\n== B ==\nx"
    assert finding(text) == ("skipped-heading", f"{PATH}:2:5")
    assert tree(read_bytes(text.encode())[0].sections) == [("A", []), ("B", [])]


def test_an_empty_section_is_found() -> None:
    assert finding("= T =\n== A ==\n== B ==\nx") == ("empty-section", f"{PATH}:2:4")


@pytest.mark.parametrize("text", ["- a\n- \n- b", "Infobox\n- Conflict: a\n- \n- Date: b"])
def test_an_empty_item_is_found(text: str) -> None:
    assert finding(f"= T =\n{text}")[0] == "empty-item"


def test_an_infobox_without_fields_is_text_and_found() -> None:
    assert finding("= T =\n\nInfobox\n\nText") == ("empty-infobox", f"{PATH}:3:1")
    assert read_bytes(b"= T =\nInfobox\nText")[0].lead == (paragraph("Infobox\nText"),)


def test_a_bibliography_without_a_list_is_found() -> None:
    assert finding("= T =\n== Sources ==\nA book.") == ("unlisted-bibliography", f"{PATH}:2:4")


def test_a_bibliography_whose_lists_stand_in_its_sections_is_in_order() -> None:
    (section,) = clean("= T =\n== Sources ==\nSee:\n=== Books ===\n- a").sections
    assert section.blocks == (paragraph("See:"),)


def test_findings_stand_in_the_order_of_the_lines() -> None:
    _, found = read_bytes(b"= T =\nInfobox\n- Combatant1: , a\n== A ==\n== B ==\n<i>")
    assert [finding.code for finding in found] == ["lost-value", "empty-section", "stray-markup"]


# --- what cannot be read ----------------------------------------------------------------------------------------------


@each_row(
    ("content", "place", "message"),
    [
        (b"", "1", "the file is empty"),
        (b"\xef\xbb\xbf \n\n", "1", "the file is empty"),
        (b"\nText\n= T =\n", "2:1", "the title is missing"),
        (b"== T ==\n", "1:1", "the title is missing"),
        (b"Infobox\n- Conflict: a\n", "1:1", "the title is missing"),
        (b"= T", "1:1", "the heading is not closed"),
        (b"= T =\n\n== Description\nx", "3:1", "the heading is not closed"),
        (b"= T =\nx\n== A ===\nx", "3:1", "the heading is not closed"),
        (b"= T =\n== A == x", "2:1", "the heading is not closed"),
        (b"= T =\n====\n", "2:1", "the heading is empty"),
        (b"= T =\n== ==\n", "2:1", "the heading is empty"),
        (b"= T =\n======= A =======\n", "2:1", "the heading is too deep"),
        (b"= T =\nx\n= U =\n", "3:3", "a second title; the first is at line 1"),
        (b"= T =\r\nTiran\xeb\r\n", "2:6", "the byte 0xEB is not UTF-8"),
        ("= T =\r\rÇë ".encode() + b"\xff", "3:4", "the byte 0xFF is not UTF-8"),
        (b"\xef\xbb\xbf= \xff", "1:3", "the byte 0xFF is not UTF-8"),
        ("= T =".encode("utf-16"), "1:1", "the byte 0xFF is not UTF-8"),
        (b"= T =\nab\x0ccd", "2:3", "the character U+000C cannot be in a book"),
        (b"= T =\n\x00", "2:1", "the character U+0000 cannot be in a book"),
    ],
)
def test_each_error_has_its_place_and_a_hint(content: bytes, place: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_bytes(content)
    assert str(caught.value.place) == f"{PATH}:{place}"
    assert caught.value.message == message
    assert caught.value.hint


def test_the_hint_of_an_unclosed_heading_is_its_mend() -> None:
    with pytest.raises(SourceError, match=r"end the line with =="):
        read_bytes(b"= T =\n== Description")


# --- laws -------------------------------------------------------------------------------------------------------------


def texts(value: object) -> Iterator[str]:
    """Every text in a value, at every depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for below in value:
            yield from texts(below)
    elif isinstance(value, Finding):
        yield value.message
    elif is_dataclass(value) and not isinstance(value, type | Place | Term):
        if isinstance(value, List) and value.start >= 0:
            yield " ".join(str(value.start + index) for index, _ in enumerate(value.items))
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


WORD = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=6)
TOKEN = st.one_of(
    WORD,
    st.sampled_from(
        ["October", "28", "1944", "–", "15,000", "etc.", "(", ")", "a,", ":", "-", "<br />", "<hr />", "{{"]
    ),
)
WORDS = st.lists(TOKEN, min_size=1, max_size=8).map(" ".join)
KEYS = st.one_of(
    WORD,
    st.sampled_from(["Conflict", "Date", "Place", "Combatant1", "Strength2", "Casualties3", "Director", "Elevation_m"]),
    st.sampled_from(["Birth_date", "Subdivision_type", "Subdivision_name", "Blank_name_sec1", "Blank_info_sec1"]),
    st.sampled_from(["Image", "Image_size", "Caption", "Image_alt", "Pushpin_map", "Genus", "Synonyms", "Formula"]),
)
KINDS = ("Infobox", "Infobox person", "Infobox settlement", "Infobox film", "Speciesbox", "Taxobox", "Chembox")
VALUES = st.sampled_from(
    [
        "42°4′5″N 19°30′43″E",
        "a.jpg",
        "250px",
        "auto",
        "https://example.org/a?b=c",
        ", Albania",
        "1835, , 1840,",
        ",",
        "22,491 (2023)",
        "",
    ]
)
HEADINGS = ("Sources", "See also", "External links", "Referimet", "Literatur", "Références", "参考文献", "Примечания")
FORMS = (
    "== {} ==",
    "=== {} ===",
    "- {}",
    "   -- {}",
    "* {}",
    "** {}",
    "• {}",
    "· {}",
    "# {}",
    "## {}",
    "#: {}",
    "1. {}",
    "2. {}",
    "  3. {}",
    "10) {}",
    "(1) {}",
    "(2) {}",
    "a) {}",
    "b) {}",
    "(ii) {}",
    "; {}",
    "; {} : {}",
    ": {}",
    ":: {}",
    "> {}",
    ">",
    "  {}",
    "{} | {}",
    "| {} | {} |",
    "|---|---|",
    "{}\t{}",
    "{}\t{}\t{}",
    "\t{}\t{}",
    "Title {}",
    "1990 – {}",
    "{}:",
    "{} (; {})",
    "{{| class={}",
    "|}}",
    "|- id={}",
    "|+ {}",
    "! {} !! id='{}' | {}",
    "| {} || id={} | {}",
    "{} {{\\displaystyle {}}} {}",
    "    {}",
    "    {{\\displaystyle x_{{7}}}}",
    "    {{\\displaystyle {} % {}}}",
    "  ",
)


@st.composite
def formed(draw: st.DrawFn) -> str:
    """A line of some form that is filled with words."""
    form = draw(st.sampled_from(FORMS))
    return form.format(*(draw(WORDS) for _ in range(form.count("{}"))))


LINE = st.one_of(
    WORDS,
    formed(),
    formed(),
    st.builds("- {}: {}".format, KEYS, st.one_of(WORDS, VALUES)),
    st.builds("- {} = {}".format, KEYS, WORDS),
    st.sampled_from(["", "", "Infobox", *KINDS, "----", "- "]),
    st.sampled_from(HEADINGS).map("== {} ==".format),
)
# A field that the press has a word for is there as that word.
TERM = re.compile(
    r"^\s*[-*#:•·]+ +(?:Date|Place|Combatant1|Strength2|Casualties3|Conflict|Birth_date|Subdivision_\w+|Elevation_m)"
    r"\s*[:=]",
    re.MULTILINE,
)


def attempt(source: str) -> tuple[Document, tuple[Finding, ...]] | SourceError:
    try:
        return read_bytes(source.encode(errors="replace"))
    except SourceError as error:
        return error


@given(WORDS, st.lists(LINE, max_size=25))
def test_no_word_of_an_extract_is_lost(title: str, lines: list[str]) -> None:
    source = "\n".join([f"= {title} =", *lines])
    result = attempt(source)
    assert not isinstance(result, SourceError)
    asked = words(TERM.sub("", source).replace("Infobox\n", "\n"))
    for tag in ("br", "hr", "displaystyle"):
        del asked[tag]
    assert not asked - words(" ".join(texts(result)))


@given(st.text())
def test_any_text_below_a_title_is_read_or_refused_with_its_place(text: str) -> None:
    result = attempt(f"= T =\n{text}")
    if isinstance(result, SourceError):
        assert result.place
        assert result.hint
    else:
        assert plain(result[0].title.inlines) == "T"


@given(st.lists(st.integers(0, 5)))
def test_a_nest_written_out_is_what_was_nested(depths: list[int]) -> None:
    flat = [(index, depth) for index, depth in enumerate(depths)]

    def written(items: list[tuple[int, int]]) -> list[tuple[int, int]]:
        out = []
        for head, below in nest(items, lambda pair: pair[1]):
            assert all(depth > head[1] for _, depth in below)
            out += [head, *written(list(below))]
        return out

    assert written(flat) == flat
