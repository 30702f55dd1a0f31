"""Constructs of wikitext: pictures, galleries, tables, notes, verse, and what is not for a book.

The law is that no word is lost, however they are put into each other, and that a longer text takes as much longer.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import (
    Block,
    Code,
    Document,
    Emphasis,
    Figure,
    Image,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Preformatted,
    Section,
    Sentence,
    Table,
    TableCell,
    Text,
    Verse,
)
from kolofon.model.edition import SourceFormat
from kolofon.model.finding import Finding
from kolofon.read import read
from tests.growth import calls
from tests.reading import EDITION, TITLED, Reader, identical, missing, p, s
from tests.table import each_row

WIKITEXT = Reader(SourceFormat.WIKITEXT)


def codes(text: str) -> list[tuple[str, str]]:
    return WIKITEXT.found(text)


def blocks(text: str) -> tuple[Block, ...]:
    document, _ = WIKITEXT(text)
    return document.lead


# --- pictures ---------------------------------------------------------------------------------------------------------


@each_row(
    ("options", "alternative", "caption", "told"),
    [
        ("thumb|link=http://x.org|The caption", "The caption", s("The caption"), "link=http://x.org"),
        ("thumb|link=|The caption", "The caption", s("The caption"), ""),
        (
            "thumb|link=http://x.org|[[A|b]] c|d",
            "d",
            s("d"),
            ["link=http://x.org", "[[A|b]] c"],
        ),
        ("thumb<!-- keep -->|The<!-- b --> caption", "The caption", s("The caption"), ""),
        ("thumb|alt=A ''b'' [[c|d]]|The caption", "A b d", s("The caption"), ""),
        ("thumb|alt=|e", "e", s("e"), ""),
        ("left|300x200px|upright=1.2|a", "a", s("a"), "upright=1.2"),
        ("frame|class=x|lang=de|page=3|a", "a", s("a"), "class=x, lang=de, page=3"),
        ("thumb{{!}}right{{!}}a", "a", s("a"), ""),
        ("thumb=Other.png|a", "a", s("a"), "thumb=Other.png"),
        ("thumb|a <nowiki>b|c</nowiki>", "a b|c", s("a b|c"), ""),
        ("thumb|a http://x.org|b", "b", s("b"), ["a http://x.org"]),
        ("thumb|start=3|noicon|b", "b", s("b"), "start=3, noicon"),
        ("center", "", None, ""),
    ],
)
def test_the_options_of_a_picture(
    options: str, alternative: str, caption: Sentence | None, told: str | list[str]
) -> None:
    document, findings = WIKITEXT(f"[[File:A_b.png|{options}]]")
    assert document.lead == (Figure(Image("A b.png", alternative), () if caption is None else (caption,)),)
    unread = [finding.subject for finding in findings if finding.code != "comment"]
    assert unread == ([told] if isinstance(told, str) and told else list(told))


def test_the_name_of_a_picture_has_neither_comments_nor_entities() -> None:
    (figure,) = blocks("[[File:A&amp;B_c.png<!-- x -->|thumb]]")
    assert figure == Figure(Image("A&B c.png", ""), ())
    (figure,) = blocks("[[File:A.png{{!}}thumb{{!}}b]]")
    assert figure == Figure(Image("A.png", "b"), (s("b"),))


def test_a_caption_with_another_picture_and_a_note() -> None:
    document = WIKITEXT.clean("[[File:A.png|thumb|a [[File:b.svg|20px]] c<ref>d [[e|f]]</ref>]]")
    caption = s("a ", Image("b.svg", ""), " c", NoteRef("unnamed 1"))
    assert document.lead == (Figure(Image("A.png", "a  c"), (caption,)),)
    assert document.notes[0].blocks == (p("d ", Link((Text("f"),), "e")),)


def test_a_picture_in_the_running_text() -> None:
    assert blocks("a [[File:b.svg|20px|alt=B|link=C]] d") == (p("a ", Image("b.svg", "B"), " d"),)


def test_a_gallery() -> None:
    text = """\
<gallery caption="Views of [[the town]]" mode="packed" heights=100px>
File:A.png|alt=Alt ''words''|Caption ''here''
<!-- none -->
B_c.png
Image:D.png|link=http://x.org|e<ref>f</ref>|lang=sq

</gallery>"""
    document, findings = WIKITEXT(text)
    assert document.lead == (
        p("Views of ", Link((Text("the town"),), "the town")),
        Figure(Image("A.png", "Alt words"), (s("Caption ", Emphasis((Text("here"),))),)),
        Figure(Image("B c.png", ""), ()),
        Figure(Image("D.png", "e"), (s("e", NoteRef("unnamed 1")),)),
    )
    assert [(finding.code, str(finding.place).partition(":")[2]) for finding in findings] == [
        ("comment", "3:1"),
        ("unread-attribute", "5:1"),
    ]
    assert findings[1].subject == "link=http://x.org, lang=sq"


def test_a_picture_with_areas() -> None:
    document, findings = WIKITEXT("<imagemap>\nFile:A.png|thumb|b\nrect 1 2 3 4 [[C|d]]\ndesc none\n</imagemap>")
    assert document.lead == (Figure(Image("A.png", "b"), (s("b"),)),)
    (finding,) = findings
    assert (finding.code, finding.subject) == ("unprinted-template", "rect 1 2 3 4 [[C|d]]\ndesc none")


# --- tables -----------------------------------------------------------------------------------------------------------


def cell(text: str, *, columns: int = 1, rows: int = 1, heading: bool = True) -> TableCell:
    return TableCell((s(text),) if text else (), heading, columns, rows)


def test_the_head_of_a_table_has_every_row_of_headings_that_it_begins_with() -> None:
    text = '{|\n! rowspan="2" | a\n! colspan="2" | b\n|-\n! c\n! d\n|-\n! e\n| f || g\n|-\n! h !! i !! j\n|}'
    (table,) = blocks(text)
    assert isinstance(table, Table)
    assert table.head == ((cell("a", rows=2), cell("b", columns=2)), (cell("c"), cell("d")))
    assert [[each.heading for each in row] for row in table.body] == [[True, False, False], [True, True, True]]


@each_row(
    ("rows", "head"),
    [
        ("! a\n! b\n|-\n| c || d", 1),
        ("! a\n|-\n! b", 1),
        ("! a\n|-\n! b\n|-\n| c", 2),
        ('! rowspan="3" | a\n! b\n|-\n! c\n|-\n| d\n|-\n| e', 0),
        ('! rowspan="3" | a\n! b\n|-\n! c\n|-\n! d\n|-\n| e', 3),
        ("! a || b\n|-\n| c", 1),
        ("| a\n|-\n! b\n|-\n| c", 0),
        ("|\n! a\n! b\n|-\n! c\n| d || e", 1),
        ("|\n|\n|-\n| a || b", 0),
    ],
)
def test_no_cell_reaches_out_of_the_head(rows: str, head: int) -> None:
    (table,) = blocks(f"{{|\n{rows}\n|}}")
    assert isinstance(table, Table)
    assert len(table.head) == head


def test_comments_among_attributes_are_none_of_them() -> None:
    text = '{| class="a" <!-- b -->\n|+ style="c" | d <!-- e -->\n|- <!-- f -->\n| style="g" <!-- h --> | i\n| j\n|}'
    document, findings = WIKITEXT(text)
    assert document.lead == (Table((s("d"),), (), ((cell("i", heading=False), cell("j", heading=False)),)),)
    assert [finding.code for finding in findings] == ["comment"] * 4


def test_a_table_in_a_table_keeps_its_words() -> None:
    document = WIKITEXT.clean("{|\n| a\n{|\n! b !! c\n|-\n| d || e<ref>f</ref>\n|}\n| g\n|}")
    assert missing("abcdeg", document, ()) == set()
    assert document.notes == (Note("unnamed 1", (p("f"),)),)


# --- notes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\n{| class=x\n! b\n|-\n| c\nd\n\n|-\n| e\n\nf\n\n== g ==\nh", 10),
        ("a\n\n{|\n! b\n|-\n| c\nd\n|-\n|\n{|\n| e\n|}\n== g ==\nf\nh", 12),
        ("a\n\n{|\n! b\n|-\n| c\nd\n|\n{|\n| e\n\n\nf\n\n== g ==\nh", 10),
    ],
)
def test_a_table_that_nothing_closes_ends_with_its_rows_and_is_told(text: str, line: int) -> None:
    document, (finding,) = WIKITEXT(text)
    assert (finding.code, str(finding.place)) == ("unclosed-markup", "source/x.wiki:3:1")
    assert finding.message.endswith(f"line {line}")
    assert isinstance(document.lead[1], Table)
    assert missing({"b", "c", "d", "e"}, replace(document, sections=()), ()) == set()
    assert [str(section.heading.place) for section in document.sections] == [
        f"source/x.wiki:{text.count(chr(10), 0, text.index('== g')) + 1}:4"
    ]


def test_a_table_in_a_template_and_one_that_is_not_parsed_get_no_end() -> None:
    assert "unclosed-markup" not in dict(codes("{{quote|\n{|\n| a\n}}\n\nb"))
    assert codes("<nowiki>\n{|\n</nowiki>\n\na") == []
    assert codes("{|\n| a\n\n== b ==\n| c\n|}") == []


def test_a_table_behind_colons() -> None:
    assert [type(block) for block in WIKITEXT.lead("a\n:{|\n| b\n|}\n::{| class=x\n| c\n|}\nd")] == [
        *(Paragraph, Table, Table, Paragraph),
    ]


@pytest.mark.parametrize(
    ("left_out", "whole"),
    [
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>"),
        ("<ol><li>a\n<li>b\n</ol>", "<ol><li>a\n</li><li>b\n</li></ol>"),
        ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>"),
        (
            "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
            "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
        ),
        ("a<p>b<p>c\n\nd", "a\n\nb\n\nc\n\nd"),
        ("<p>a<ul><li>b</ul>c</p>", "<p>a</p><ul><li>b</li></ul>c"),
        ("<blockquote><p>a<p>b</blockquote>c", "<blockquote><p>a</p><p>b</p></blockquote>c"),
    ],
)
def test_the_ends_of_elements_may_be_left_out(left_out: str, whole: str) -> None:
    assert WIKITEXT.clean(left_out) == WIKITEXT.clean(whole)


def test_places_are_those_of_the_file_behind_ends_that_were_left_out() -> None:
    _, findings = WIKITEXT("<p>a<p>b [[c")
    assert [str(finding.place) for finding in findings] == ["source/x.wiki:1:10"]
    assert codes("<nowiki><p><li></nowiki> <pre><li></pre>") == []


def test_a_note_that_goes_on_with_another() -> None:
    document = WIKITEXT.clean('a<ref name="x">b</ref> c<ref follow="x">d</ref> e<ref extends="x">f</ref>')
    assert document.lead == (p("a", NoteRef("x"), " c e", NoteRef("unnamed 1")),)
    assert document.notes == (Note("x", (p("b d"),)), Note("unnamed 1", (p("f"),)))


def test_notes_by_name_and_group_that_are_defined_in_their_list() -> None:
    text = 'a<ref group="n" name=x/> b<ref name=x/>{{#tag:ref|c|name=y}}\n\n== N ==\n<references group="n">\n'
    document, findings = WIKITEXT(f'{text}<ref name="x" group="n">d</ref>\n<ref name="x">e</ref>\n</references>')
    assert [(note.name, note.blocks) for note in document.notes] == [
        ("n x", (p("d"),)),
        ("x", (p("e"),)),
        ("y", (p("c"),)),
    ]
    assert [finding.code for finding in findings] == ["notes-heading"]


# --- other tags -------------------------------------------------------------------------------------------------------


def test_what_is_for_other_pages() -> None:
    document, findings = WIKITEXT("a<includeonly> b [[c]]</includeonly><noinclude> d\n* e\n== F ==\ng</noinclude>\n")
    assert document.lead[0] == p("a d")
    assert document.sections == (Section(s("F"), (p("g"),)),)
    ((code, place),) = [(finding.code, str(finding.place)) for finding in findings]
    assert (code, place) == ("unprinted-template", "source/x.wiki:1:2")
    assert "b [[c]]" in findings[0].message
    assert WIKITEXT.lead("<onlyinclude>a</onlyinclude><section begin=x/> b<section end=x />") == (p("a b"),)
    assert codes("a\n\n<includeonly>b") == [("unprinted-template", "3:1")]


def test_a_comment_alone_on_its_line_takes_the_line_with_it() -> None:
    assert blocks("* a\n<!-- b -->\n* c") == WIKITEXT.lead("* a\n* c")
    assert blocks("a\n  <!-- b\n\nc -->  \nd") == (p("a\nd"),)
    assert codes("a\n  <!-- b\n\nc -->  \nd") == [("comment", "2:3")]


def test_nothing_is_cut_out_of_what_is_not_parsed() -> None:
    assert WIKITEXT.lead("<nowiki><!-- a --></nowiki> <includeonly/>b") == (p("<!-- a --> b"),)
    assert WIKITEXT.lead("<pre><includeonly>a</includeonly></pre>") == (Preformatted("<includeonly>a</includeonly>"),)


def test_places_are_those_of_the_file_whatever_was_cut_out() -> None:
    text = "a <!-- b\nc --> d {{unknown|e}}\n<!-- f -->\n<noinclude>{{unknown|g}}</noinclude>\n"
    assert [place for code, place in codes(text) if code == "unknown-template"] == ["2:9", "4:12"]


@pytest.mark.parametrize("name", ["score", "timeline", "graph", "hiero", "mapframe", "maplink"])
def test_what_a_wiki_draws_is_told(name: str) -> None:
    document, (finding,) = WIKITEXT(f"a <{name} x=1>b c</{name}> d")
    assert document.lead == (p("a d"),)
    assert (finding.code, str(finding.place)) == ("unprinted-tag", "source/x.wiki:1:3")
    assert "b c" in finding.message
    assert finding.hint


def test_tags_for_the_wiki_are_told_if_they_have_words() -> None:
    assert codes('a<templatestyles src="b.css"/> <indicator name=c>d</indicator>') == [("unprinted-template", "1:32")]


def test_code_in_a_line_and_entities_in_preformatted_text() -> None:
    text = '<syntaxhighlight lang="py" inline>a &lt; b</syntaxhighlight> c <nowiki>&lt;d&gt;</nowiki>'
    assert WIKITEXT.lead(f"{text}\n<pre>e &amp; f</pre>") == (p(Code("a &lt; b"), " c <d>"), Preformatted("e & f"))


def test_colons_indent_verse() -> None:
    text = "<poem>\na\n:b\n::''c''\n\n d\n</poem>"
    assert WIKITEXT.lead(text) == (Verse(((s("a"), s("b"), s(Emphasis((Text("c"),)))), (s("d"),))),)


def test_a_heading_in_a_box_opens_a_section() -> None:
    document = WIKITEXT.clean('a\n<div class="x">\n== B ==\nc\n<div>\n=== D ===\ne\n</div>\n</div>\nf')
    assert document.sections == (Section(s("B"), (p("c"),), (Section(s("D"), (p("e"), p("f"))),)),)
    document = WIKITEXT.clean("a <small>b\n== C ==\nd</small>")
    assert (document.lead, document.sections) == ((p("a b"),), (Section(s("C"), (p("d"),)),))


def test_markup_without_a_partner_is_told() -> None:
    document, findings = WIKITEXT("a [[b\n\nc {{d\n\n{|\n| e\n\nf }} <nowiki>{{</nowiki>\n")
    assert missing("abcdef", document, ()) == set()
    assert [(finding.code, str(finding.place).partition(":")[2]) for finding in findings] == [
        ("stray-markup", "1:3"),
        ("stray-markup", "3:3"),
        ("stray-markup", "5:1"),
        ("stray-markup", "8:3"),
    ]


def test_words_of_a_quotation_that_a_wiki_takes_for_a_name_are_told() -> None:
    document, (finding,) = WIKITEXT("{{quote|See this page: http://x.org/?a=b|author=C}}")
    assert missing(["b", "C"], document, ()) == set()
    assert (finding.code, finding.subject) == ("unread-parameter", "See this page: http://x.org/?a")


# --- laws -------------------------------------------------------------------------------------------------------------

WORD = st.just("W")
TAGS = ("sq", "de", "ja", "zh", "en", "ar")
NAMES = {"sq": "Skeda", "de": "Datei", "ja": "ファイル", "zh": "文件", "en": "File", "ar": "ملف"}
THUMBS = {"sq": "parapamje", "de": "mini", "ja": "サムネイル", "zh": "缩略图", "en": "thumb", "ar": "تصغير"}


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Inline content around other inline content."""
    shapes = (
        *("''{}''", "'''{}'''", "[[T|{}]]", "[http://x.org {}]", "<ref>{}</ref>", "<ref name=n>{}</ref>", "<b>{}</b>"),
        *("[[FILE:P.png|THUMB|{}]]", "[[FILE:P.png|20px|alt={}|x]]", "[[FILE:P.png|link=http://x.org|THUMB|{}]]"),
        *("<noinclude>{}</noinclude>", "<includeonly>{}</includeonly>", "<!-- {} -->", "<nowiki>{}</nowiki>"),
        *("{{{{unknown|{}}}}}", "{{{{nowrap|{}}}}}", "[[fr:{}]]", "[[:fr:T|{}]]", "[[Category:{}]]", "<span>{}</span>"),
        *("http://x.org/a{{{{dead link|{}}}}}", "<score>{}</score>", "<small>{}</small><br />", "-{{{}}}-"),
        *("-{{zh-hans:{};zh-hant:W}}-", "<syntaxhighlight inline>{}</syntaxhighlight>", "{{{{#tag:ref|{}}}}}"),
    )
    return st.builds(str.format, st.sampled_from(shapes), inner)


INLINE = st.recursive(
    WORD, lambda inner: st.one_of(_wrapped(inner), st.lists(inner, min_size=2, max_size=3).map(" ".join)), max_leaves=6
)


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Blocks around other blocks."""
    shapes = (
        *("<blockquote>\n{}\n</blockquote>", "<div>\n{}\n</div>", "{{|\n|+ W\n! W !! W\n|-\n| \n{}\n| W\n|}}"),
        *('<div lang="sq">\n{}\n</div>', "<noinclude>\n{}\n</noinclude>", "<center>\n{}\n</center>"),
    )
    return st.builds(str.format, st.sampled_from(shapes), inner)


LINES = (
    *("{}", "* {}", "** {}", "# {}", "; {} : {}", ": {}", "== {} ==", " {}", "<poem>\n{}\n:{}\n</poem>", "----\n{}"),
    *("<gallery caption='W'>\nFILE:P.png|alt=W|{}\nQ.png\n</gallery>", "{{|\n! {}\n|-\n| a=b | {} || {}\n|}}"),
    *("<references>\n<ref name=n>{}</ref>\n</references>", "<ref name=m>W</ref> <ref follow=m>{}</ref>", "__TOC__ {}"),
    *(
        "{{|\n! rowspan=2 | {}\n! W\n|-\n! W\n|-\n| W\n|}}",
        "<pre>W</pre>{}",
        "<imagemap>\nP.png|{}\nW [[W]]\n</imagemap>",
    ),
)
LINE = st.builds(lambda shape, *inner: shape.format(*inner), st.sampled_from(LINES), INLINE, INLINE, INLINE)
BLOCKS = st.recursive(
    LINE, lambda inner: st.one_of(_around(inner), st.lists(inner, min_size=2, max_size=3).map("\n".join)), max_leaves=5
)


def _read(text: str, tag: str) -> tuple[Document, tuple[Finding, ...]]:
    edition = replace(EDITION, source_language=tag)
    return read(text.encode(), "source/x.wiki", replace(TITLED, source="x.wiki", format=SourceFormat.WIKITEXT), edition)


def _numbered(shape: str, tag: str) -> tuple[str, set[str]]:
    """A text with a word of its own in each place for one, and these words."""
    pieces = shape.replace("FILE", NAMES[tag]).replace("THUMB", THUMBS[tag]).split("W")
    names = [f"w{chr(ord('a') + index % 26)}{chr(ord('a') + index // 26)}z" for index in range(len(pieces) - 1)]
    return "".join(piece + name for piece, name in zip(pieces, [*names, ""], strict=True)), set(names)


@given(st.lists(BLOCKS, min_size=1, max_size=3).map("\n\n".join), st.sampled_from(TAGS))
def test_no_word_is_lost(shape: str, tag: str) -> None:
    text, words = _numbered(shape, tag)
    document, findings = _read(text, tag)
    assert missing(words, document, findings) == set()
    assert all(finding.place.line for finding in findings)


@given(BLOCKS)
def test_what_is_read_is_the_same_when_each_sentence_is_its_own_translation(shape: str) -> None:
    document, _ = _read(_numbered(shape, "en")[0], "en")
    one, other = identical(document)
    assert one == other


def _growth(made: Callable[[int], str], tag: str, number: int) -> float:
    """How many times the calls for a text the one that is twice as long takes."""

    def read_again(number: int) -> int:
        text = made(number)
        return calls(lambda: _read(text, tag))

    read_again(1)
    return read_again(2 * number) / read_again(number)


@pytest.mark.slow
@each_row(
    "piece",
    [
        *(
            "[[Skeda:X.png|parapamje|link=http://x.org|a]] b\n",
            "a <!-- b --> c\n",
            "[[fr:A]] [[Kategoria:B]] __PATP__\n",
        ),
        *("<includeonly>a</includeonly> b\n", "http://x.org/a{{b|c}} d\n", "== a ==\nb\n", "<ref name=a>b</ref>c\n"),
        *("<gallery>\nX.png|a|b\n</gallery>\n", "<noinclude>a</noinclude>\n", "<section begin=a/>b\n", "[[a]]b\n"),
        *("{|\n! a\n|-\n| b\n|}\n", "<poem>\n:a\n</poem>\n", "a{{!}}b\n", "<score>a</score>\n", "<!-- a -->\n"),
    ],
)
def test_a_text_twice_as_long_takes_about_twice_the_calls(piece: str) -> None:
    assert _growth(lambda number: piece * number, "sq", 60) < 2.3


@pytest.mark.parametrize("piece", ["-{", "-{zh-cn:a;zh-tw:b}-", "-{zh-cn:", "}-", "-{a;"])
def test_variants_of_a_text_twice_as_long_take_about_twice_the_calls(piece: str) -> None:
    assert _growth(lambda number: piece * number, "zh", 200) < 2.3


@pytest.mark.parametrize("begin", ["[[File:A.png|thumb|", "[[File:A.png|"])
def test_many_bars_of_a_picture_take_about_twice_the_calls(begin: str) -> None:
    assert _growth(lambda number: begin + "http://a.org|" * number + "]]", "en", 100) < 2.3
