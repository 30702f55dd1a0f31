"""What mdBook adds to Markdown: included files, hidden lines of listings, formulas for MathJax, lists of chapters."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from kolofon.catalogue.extract import extract
from kolofon.edition.store.folder import Folder
from kolofon.edition.texts.reading import TextReader
from kolofon.model.document import Block, Document, Formula, Paragraph, Preformatted, Section
from kolofon.model.edition import SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.model.limits import INCLUDED
from kolofon.model.walk import walk
from kolofon.read.markdown.mdbook.calls import calls
from kolofon.read.works.chapters import read_chapters
from kolofon.segment import segment
from kolofon.text.notation import plain
from tests.growth import calls as counted
from tests.reading import EDITION, TITLED, Reader, missing
from tests.table import each_row

BOOK = replace(TITLED, format=SourceFormat.MARKDOWN, summary="b/SUMMARY.md")
MILL = """\
use std::io;
// ANCHOR: all
fn wheel() {
    // ANCHOR: inner
    turn();
    # // ANCHOR_END: inner
}
/* ANCHOR_END: all */
<!-- ANCHOR: late -->
fn stone() {}
"""


def read(
    text: str, work: Work = BOOK, beside: Mapping[str, str] | None = None, **more: str
) -> tuple[Document, list[Finding]]:
    """A book whose one chapter is a text, with files beside it: `mill_rs` is `mill.rs`, `in__mill_rs` in a folder."""
    files = {**(beside or {}), **more}
    named = {f"b/{name.replace('__', '/').replace('_', '.')}": words for name, words in files.items()}
    there = {posixpath.normpath(path): words for path, words in named.items()}
    there |= {"b/SUMMARY.md": "- [A](a.md)\n", "b/a.md": f"# A\n\n{text}"}
    document, findings = read_chapters({path: words.encode() for path, words in there.items()}, work, EDITION)
    return document, list(findings)


def blocks(sections: tuple[Section, ...]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks
        yield from blocks(section.sections)


def listing(text: str, **files: str) -> str:
    document, findings = read(text, beside=files)
    assert not findings
    (found,) = blocks(document.sections)
    assert isinstance(found, Preformatted)
    return found.text


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.place)) for finding in findings]


@each_row(
    ("call", "shown"),
    [
        ("#include mill.rs:1", "use std::io;"),
        ("#include mill.rs:3:5", "fn wheel() {\n    turn();"),
        ("#include mill.rs::3", "use std::io;\nfn wheel() {"),
        ("#include mill.rs:10:", "fn stone() {}"),
        ("#include mill.rs:9:100", "fn stone() {}"),
        ("#include mill.rs:0:1", "use std::io;"),
        ("#include mill.rs:all", "fn wheel() {\n    turn();\n}"),
        ("#include ./mill.rs:inner", "    turn();"),
        ("#include mill.rs:late", "fn stone() {}"),
        (" #include  mill.rs:inner ", "    turn();"),
        ("#rustdoc_include mill.rs:inner", "    turn();"),
        ("#rustdoc_include mill.rs:1", "use std::io;"),
        ("#include mill.rs", "use std::io;\nfn wheel() {\n    turn();\n}\nfn stone() {}"),
    ],
)
def test_a_listing_has_the_lines_that_it_includes(call: str, shown: str) -> None:
    assert listing(f"```rust\n{{{{{call}}}}}\n```\n", mill_rs=MILL) == shown


def test_an_anchor_that_is_there_twice_is_taken_once_or_each_time() -> None:
    text = "// ANCHOR: x\na\n// ANCHOR_END: x\nb\n// ANCHOR: x\nc\n// ANCHOR_END: x\n"
    assert listing("```\n{{#include m.rs:x}}\n```\n", m_rs=text) == "a"
    assert listing("```\n{{#rustdoc_include m.rs:x}}\n```\n", m_rs=text) == "a\nc"


def test_a_playground_is_a_listing_in_rust() -> None:
    document, findings = read(
        "{{#playground mill.rs editable hidelines}}\n\n{{#playpen mill.rs}}\n", mill_rs="fn a() {}\n# b\n"
    )
    assert list(blocks(document.sections)) == [Preformatted("fn a() {}", "rust")] * 2
    assert told(findings) == [("unread-attribute", "source/b/a.md:3:1"), ("hidden-lines", "source/b/mill.rs:2:1")]


def test_a_text_that_is_included_is_a_part_of_the_text_with_its_own_places() -> None:
    text = "One {{#include in/two.md}}\n\n{{#include in/three.md}}\n\n- item\n\n  {{#include in/four.md}}\n"
    files = {
        "in__two_md": "*two*\n",
        "in__three_md": "## Three\n\n[A](a.md) {{#include five.md}}\n",
        "in__five_md": "five\n",
    }
    document, findings = read(text, beside=files, in__four_md="Four.\n\nMore.\n")
    assert not findings
    messages = [(message.msgid, str(message.places[0])) for message in extract(segment(document))]
    assert messages[2:] == [
        ("One <em>two</em>", "source/b/a.md:3:1"),
        ("Three", "source/b/in/three.md:1:4"),
        ('<a id="1">A</a> five', "source/b/in/three.md:3:1"),
        ("item", "source/b/a.md:7:3"),
        ("Four.", "source/b/in/four.md:1:1"),
        ("More.", "source/b/in/four.md:3:1"),
    ]


def test_a_quotation_and_a_list_hold_all_lines_of_what_they_include() -> None:
    document, _ = read(
        "> ```\n> {{#include m.rs}}\n> ```\n\n- x\n\n  ```\n  {{#include m.rs}}\n  ```\n", m_rs="a\n\n  b\n"
    )
    found = [part for part in walk(document) if isinstance(part, Preformatted)]
    assert [part.text for part in found] == ["a\n\n  b"] * 2


def test_all_lines_of_what_is_included_behind_the_sign_of_a_hidden_line_are_hidden() -> None:
    document, findings = read("```rust\na\n# {{#include m.rs}}\n```\n", m_rs="b\nc\n")
    assert list(blocks(document.sections)) == [Preformatted("a", "rust")]
    assert [finding.code for finding in findings] == ["hidden-lines"]


def test_what_is_escaped_is_words() -> None:
    document, findings = read("Write \\{{#include x.rs}} or `{{#include}}`.\n")
    assert not findings
    (paragraph,) = blocks(document.sections)
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.sentences[0].inlines) == "Write {{#include x.rs}} or {{#include}}."


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ("{{#include none.rs}}", "there is no file source/b/none.rs"),
        ("{{#playground none.rs}}", "there is no file source/b/none.rs"),
        ("{{#include ../../mill.rs}}", "“../../mill.rs” is no file below source/"),
        ("{{#include :x}}", "“” is no file below source/"),
        ("{{#include mill.rs:none}}", "mill.rs does not have the anchor none"),
        ("{{#include mill.rs:40:50}}", "mill.rs does not have these lines"),
        ("{{#include mill.rs:5:3}}", "mill.rs does not have these lines"),
    ],
)
def test_what_is_not_there_is_told_and_not_printed(call: str, says: str) -> None:
    document, (finding,) = read(f"Words {call} here\n", mill_rs=MILL)
    assert (finding.code, str(finding.place)) == ("missing-include", "source/b/a.md:3:7")
    assert finding.message == f"{says}; {call} is not printed"
    assert finding.hint
    (paragraph,) = blocks(document.sections)
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.sentences[0].inlines).split() == ["Words", "here"]


def test_the_calls_of_others_are_told_and_printed() -> None:
    text = "{{#quiz ../quiz.toml}}\n\n    {{#each y}}\n\n```hbs\n{{#if x}}\n```\n\n{{#title Words}}\n"
    document, findings = read(text)
    assert told(findings) == [("unread-include", "source/b/a.md:3:1"), ("unread-metadata", "source/b/a.md:11:1")]
    assert not missing(text.replace("```hbs", "").replace("```", ""), document, tuple(findings))


def test_in_other_works_a_call_without_a_file_is_printed() -> None:
    reader = Reader(SourceFormat.MARKDOWN)
    document, (finding,) = reader("```\n{{#include a.rs:2:3}}\n```\n")
    assert document.lead == (Preformatted("{{#include a.rs:2:3}}"),)
    assert (finding.code, str(finding.place)) == ("unread-include", "source/x.md:2:1")


def test_ten_files_may_include_each_other_and_no_more() -> None:
    chain = {f"f{number}_md": f"{number} {{{{#include f{number + 1}.md}}}}\n" for number in range(11)}
    document, (finding,) = read("{{#include f0.md}}\n", beside=chain, f11_md="end\n")
    (paragraph,) = blocks(document.sections)
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.sentences[0].inlines).split() == [*map(str, range(10))]
    assert told([finding]) == [("missing-include", "source/b/f9.md:1:3")]


@pytest.mark.slow
def test_a_file_that_includes_itself_many_times_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read("{{#include m.md}}\n", m_md="{{#include m.md}}\n" * 9)
    assert f"more than {INCLUDED:,} lines" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("piece", ["{{#x ", "\\{{#", "{{ ", "{{#x a}", "{", "{{#include a}}\n"])
def test_calls_are_found_in_a_time_that_grows_with_the_text(piece: str) -> None:
    few, many = (counted(partial(list, calls(piece * number))) for number in (500, 1000))
    assert many < 2.5 * few


BORING = """\
#![allow(something)]
#
#hidden();
# hidden();
    # hidden();
## not_hidden();
#[not_hidden]
not_hidden();
"""


def test_hidden_lines_of_rust_are_left_out_and_told_once() -> None:
    document, findings = read(f"```rust,ignore\n{BORING}```\n\n```rust\n# more\nx\n```\n\n```sh\n# a comment\n```\n")
    first, second, third = blocks(document.sections)
    assert first == Preformatted(
        "#![allow(something)]\n#hidden();\n# not_hidden();\n#[not_hidden]\nnot_hidden();", "rust"
    )
    assert (second, third) == (Preformatted("x", "rust"), Preformatted("# a comment", "sh"))
    assert told(findings) == [("unread-attribute", "source/b/a.md:3:1"), ("hidden-lines", "source/b/a.md:7:1")]
    assert findings[1].message.endswith(": # hidden(); (2 times), # more")


@pytest.mark.parametrize("toml", ["book_toml", "..__book_toml"])
def test_hidden_lines_of_other_languages_are_those_that_the_book_names(toml: str) -> None:
    text = "```python\n~a\nb\n    ~c\n```\n\n```python,hidelines=!!!\n!!!a\n~b\n```\n\n```text\n~a\n```\n"
    settings = '[output.html.code.hidelines]\npython = "~"\n'
    document, findings = read(text, beside={toml: settings})
    assert [block.text for block in blocks(document.sections) if isinstance(block, Preformatted)] == ["b", "~b", "~a"]
    assert told(findings) == [("hidden-lines", "source/b/a.md:4:1")]


def test_without_a_list_of_chapters_no_line_is_hidden() -> None:
    text = f"```rust\n{BORING}```\n"
    assert Reader(SourceFormat.MARKDOWN).lead(text) == (Preformatted(BORING.removesuffix("\n"), "rust"),)


def test_formulas_for_mathjax_are_read_where_the_book_has_them() -> None:
    text = "So \\\\( a\\_1 \\\\{ b \\\\) and\n\\\\[ \\frac{1}{2} \\\\] end, `\\\\( x \\\\)`.\n"
    with_it, findings = read(text, book_toml="[output.html]\nmathjax-support = true\n")
    assert not findings
    assert [part.text for part in walk(with_it) if isinstance(part, Formula)] == ["a_1 \\{ b", "\\frac{1}{2}"]
    without, _ = read(text, book_toml="[output.html]\n")
    assert not [part for part in walk(without) if isinstance(part, Formula)]


def test_strings_of_listings_are_asked_for_where_the_work_says_so() -> None:
    code = 'let a = "The wheel {a}\\n"; // turns\nlet b = r#"Two "x"\n  lines"#;\nlet c = \'q\'; let d = "7";\n'
    work = replace(BOOK, code_comments=True, code_strings=True)
    document, _ = read("```rust\n{{#include m.rs}}\n```\n", work, m_rs=code)
    messages = [(message.msgid, str(message.places[0])) for message in extract(segment(document))]
    assert messages[2:] == [
        ("The wheel {a}\\n", "source/b/m.rs:1:10"),
        ("turns", "source/b/m.rs:1:31"),
        ('Two "x"', "source/b/m.rs:2:12"),
        ("lines", "source/b/m.rs:3:3"),
    ]
    comments, _ = read("```rust\n{{#include m.rs}}\n```\n", replace(BOOK, code_comments=True), m_rs=code)
    assert [message.msgid for message in extract(segment(comments))][2:] == ["turns"]


def outline(sections: tuple[Section, ...]) -> list[object]:
    return [(section.role.value, plain(section.heading.inlines), outline(section.sections)) for section in sections]


def test_a_list_of_chapters_as_people_write_them() -> None:
    summary = """\
<!-- made by hand -->
# Summary

[Preface](pre.md)
---

- [The *A* `x`](a.md)
\t- [A place in A](a.md#two)
\t- **[B](b.md)**
- [Later]()
  - [C](./c%20d.md)
- [A again](a.md)
  - [E](e.md)

# Part *two*

- [F](f.md#begin)
"""
    files = {f"b/{name}.md": "words\n" for name in ("pre", "a", "b", "c d", "e", "f")} | {"b/SUMMARY.md": summary}
    document, findings = read_chapters({path: text.encode() for path, text in files.items()}, BOOK, EDITION)
    assert outline(document.sections) == [
        ("front", "Preface", []),
        ("chapter", "The A x", [("chapter", "B", [])]),
        ("chapter", "C", []),
        ("chapter", "E", []),
        ("part", "Part two", [("chapter", "F", [])]),
    ]
    assert told(list(findings)) == [
        ("comment", "source/b/SUMMARY.md:1:1"),
        ("draft-chapter", "source/b/SUMMARY.md:10:3"),
        ("repeated-chapter", "source/b/SUMMARY.md:8:4"),
        ("repeated-chapter", "source/b/SUMMARY.md:12:3"),
    ]
    titles = [message.msgid for message in extract(segment(document)) if "SUMMARY.md" in message.places[0].path]
    assert "The <em>A</em> <code>x</code>" in titles


def test_a_link_leads_to_a_heading_in_a_quotation() -> None:
    _, findings = read("[there](#the-stack)\n\n> ### The Stack\n>\n> words\n")
    assert not findings


def test_a_title_of_another_level_is_not_there_twice() -> None:
    texts = {
        "a": "<!-- c -->\n## The *A*\n\nwords [s](#s) [t](#the-a)\n\n### S\n\nx\n",
        "b": "## B\n\nx\n\n### D\n\nz\n\n## C\n\ny\n\n### E\n\nz\n",
        "d": "## Other\n\nx\n",
        "e": "words\n\n## E\n\ny\n",
        "f": "# F\n\n## F\n\ny\n",
    }
    files = {f"b/{name}.md": text for name, text in texts.items()}
    files["b/SUMMARY.md"] = "- [The A](a.md)\n- [B](b.md)\n- [D](d.md)\n- [E](e.md)\n- [F](f.md)\n"
    document, findings = read_chapters({path: text.encode() for path, text in files.items()}, BOOK, EDITION)
    assert outline(document.sections) == [
        ("chapter", "The A", [("section", "S", [])]),
        ("chapter", "B", [("section", "D", []), ("section", "C", [("section", "E", [])])]),
        ("chapter", "D", [("section", "Other", [])]),
        ("chapter", "E", [("section", "E", [])]),
        ("chapter", "F", [("section", "F", [])]),
    ]
    assert [finding.code for finding in findings] == ["comment"]
    assert "'#s1-1'" in repr(document)
    assert "'#s1'" in repr(document)


def test_a_chapter_is_read_again_when_the_list_calls_it_otherwise(tmp_path: Path) -> None:
    def headings(listed: str) -> list[str]:
        files = {"b/SUMMARY.md": f"- [{listed}](a.md)\n".encode(), "b/a.md": b"## A\n\nwords\n"}
        document = TextReader(Folder(tmp_path), BOOK, EDITION).chapters(files).document
        return [plain(part.heading.inlines) for part in walk(document) if isinstance(part, Section)]

    assert [headings(listed) for listed in ("A", "B", "A")] == [["A"], ["B", "A"], ["A"]]
