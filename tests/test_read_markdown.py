"""Markdown: what it becomes, what is told of it, and the laws that no word is lost and that nothing is made up."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.extract import extract
from kolofon.model.document import (
    Bibliography,
    Bridgehead,
    Code,
    Definition,
    DefinitionList,
    Emphasis,
    Foreign,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    Rule,
    Section,
    Strong,
    Subscript,
    Superscript,
    Table,
    TableCell,
    Text,
)
from kolofon.model.edition import SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.segment import segment
from kolofon.text.notation import plain
from tests.machine import ROOT
from tests.reading import TITLED, Reader, asked, identical, missing, p, s
from tests.table import each_row

MARKDOWN = Reader(SourceFormat.MARKDOWN)


def inlines(text: str) -> tuple[Inline, ...]:
    (paragraph,) = MARKDOWN.lead(text)
    assert isinstance(paragraph, Paragraph)
    (sentence,) = paragraph.sentences
    return sentence.inlines


def item(*blocks: Paragraph | List) -> ListItem:
    return ListItem(blocks)


# --- titles and sections ----------------------------------------------------------------------------------------------


def test_a_first_heading_above_everything_is_the_title() -> None:
    document = MARKDOWN.clean("# A *title*\n\nlead\n\n## One\n\nx\n\n### Two\n\ny\n\n## Three\n\nz\n")
    assert document.title.inlines == (Text("A "), Emphasis((Text("title"),)))
    assert document.lead == (p("lead"),)
    assert document.sections == (
        Section(s("One"), (p("x"),), (Section(s("Two"), (p("y"),)),)),
        Section(s("Three"), (p("z"),)),
    )


def test_the_outermost_headings_below_a_title_from_elsewhere_are_of_any_level() -> None:
    document = MARKDOWN.clean("---\ntitle: T\n---\n### One\n\nx\n\n#### Two\n\ny\n\n### Three\n\nz")
    assert [plain(section.heading.inlines) for section in document.sections] == ["One", "Three"]
    assert MARKDOWN.found("# T\n\n### One\n\nx") == [("skipped-heading", "3:5")]


@pytest.mark.parametrize("text", ["x\n\n# One\n\ny", "## One\n\ny", "# \n\ny"])
def test_without_one_the_work_gives_the_title(text: str) -> None:
    document, _ = MARKDOWN(text)
    assert document.title == s("Work")
    assert len(document.sections) == 1


def test_a_work_without_any_title_has_its_name() -> None:
    document, findings = Reader(SourceFormat.MARKDOWN, Work("x"))("x")
    assert document.title == s("x")
    assert [finding.code for finding in findings] == ["missing-title"]


def test_a_comment_may_stand_above_the_title() -> None:
    document, (finding,) = MARKDOWN("<!-- Licence: free -->\n\n# T\n\nx")
    assert document.title == s("T")
    assert (finding.code, str(finding.place)) == ("comment", "source/x.md:1:1")
    assert "Licence: free" in finding.message


def test_a_heading_in_a_block_opens_no_section() -> None:
    assert MARKDOWN.lead("> # Said\n>\n> words") == (Quotation((Bridgehead(s("Said")), p("words"))),)


def test_front_matter() -> None:
    document = MARKDOWN.clean('---\ntitle: "A: b"\ndescription: >\n  Of many\n  things.\n---\nx\n')
    assert document.title == s("A: b")
    assert document.title.place == Place("source/x.md", 2, 8)
    assert document.description == s("Of many things.")
    assert asked(document) == ["A: b", "Of many things.", "x"]


def test_a_title_that_stands_twice_is_one() -> None:
    document = MARKDOWN.clean("---\ntitle: T\n---\n# T\n\nx")
    assert (document.title, document.lead, document.sections) == (s("T"), (p("x"),), ())


def test_a_rule_is_no_front_matter() -> None:
    document, _ = MARKDOWN("---\nnot a key\n---\n")
    assert document.lead == (Rule(),)
    assert [plain(section.heading.inlines) for section in document.sections] == ["not a key"]


def test_front_matter_in_another_language_leaves_out_the_file() -> None:
    document, (warned,) = MARKDOWN("---\ntitle: T\nlang: sq\n---\nfjalë[^1]\n\n## Kreu\n\ny\n\n[^1]: shënim")
    assert warned.code == "other-language"
    assert document.language == "en"
    assert asked(document) == []


# --- lines ------------------------------------------------------------------------------------------------------------


def test_what_stands_in_a_line() -> None:
    assert inlines("a *b* **c** `d <e>` [f *g*](https://x.org/ 'h') ![i *j*](k%20l.png \"m\")  \nn\\\no\np") == (
        Text("a "),
        Emphasis((Text("b"),)),
        Text(" "),
        Strong((Text("c"),)),
        Text(" "),
        Code("d <e>"),
        Text(" "),
        Link((Text("f "), Emphasis((Text("g"),))), "https://x.org/", "h"),
        Text(" "),
        Image("k l.png", "i j", "m"),
        LineBreak(),
        Text("n"),
        LineBreak(),
        Text("o\np"),
    )


def test_kept_html() -> None:
    assert inlines('H<sub>2</sub>O <i>a <b lang="sq">b</b></i><br>c<sup>3</sup> <kbd>d*e*</kbd> <abbr>f</abbr>') == (
        Text("H"),
        Subscript((Text("2"),)),
        Text("O "),
        Emphasis((Text("a "), Foreign((Strong((Text("b"),)),), "sq"))),
        LineBreak(),
        Text("c"),
        Superscript((Text("3"),)),
        Text(" "),
        Code("de"),
        Text(" f"),
    )


@each_row(
    ("text", "told", "words"),
    [
        ("a <blink>b</blink> c", [("raw-html", "1:3")], "a b c"),
        ("a <em>b", [("raw-html", "1:3")], "a b"),
        ("a</em> b", [("raw-html", "1:2")], "a b"),
        ("a\n  *b* <big>c</big>", [("raw-html", "2:7")], "a\nb c"),
        ("a <!-- b\nc --> d", [("comment", "1:3")], "a d"),
        ("a <?php x ?> b", [("raw-html", "1:3")], "a b"),
        ('a <span class="b">c</span>', [("unread-attribute", "1:3")], "a c"),
        ('a <span lang="not a tag">c</span>', [("unknown-language", "1:3")], "a c"),
    ],
)
def test_other_html_is_told_and_its_text_kept(text: str, told: list[tuple[str, str]], words: str) -> None:
    document, findings = MARKDOWN(text)
    assert MARKDOWN.found(text) == told
    assert all(finding.hint or finding.severity == "note" for finding in findings)
    (paragraph,) = document.lead
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.sentences[0].inlines) == words


def test_a_link_holds_neither_a_link_nor_a_call() -> None:
    text = '<a href="https://x.org">a *<a href="https://y.org">b</a>*[^1]</a>\n\n[^1]: c'
    assert MARKDOWN.lead(text) == (p(Link((Text("a "), Emphasis((Text("b"),))), "https://x.org"), NoteRef("1")),)


def test_an_entity_that_no_book_may_hold() -> None:
    assert inlines("a&#12;b&#0;") == (Text("a\ufffdb\ufffd"),)


# --- blocks -----------------------------------------------------------------------------------------------------------


def test_lists_are_tight_or_loose() -> None:
    assert MARKDOWN.lead("- a\n  1. b\n  2. c\n- d") == (
        List((item(p("a"), List((item(p("b")), item(p("c"))), 1)), item(p("d")))),
    )
    assert MARKDOWN.lead("7. a\n\n8. b") == (List((item(p("a")), item(p("b"))), 7, loose=True),)


def test_definitions() -> None:
    assert MARKDOWN.lead("a *b*\n: c\n: d\n\ne\n\n: f\n") == (
        DefinitionList(
            (
                Definition((s("a ", Emphasis((Text("b"),))),), (item(p("c")), item(p("d")))),
                Definition((s("e"),), (item(p("f")),)),
            )
        ),
    )
    assert MARKDOWN.lead("a\n\n: b\n\n    c\n") == (
        DefinitionList((Definition((s("a"),), (item(p("b"), p("c")),)),), loose=True),
    )


def test_a_table() -> None:
    assert MARKDOWN.lead("| a | b |\n|:--|--:|\n| c | |\n| d `\\|` |") == (
        Table(
            (),
            ((TableCell((s("a"),), heading=True), TableCell((s("b"),), heading=True)),),
            (
                (TableCell((s("c"),)), TableCell(())),
                (TableCell((s("d ", Code("|")),)), TableCell(())),
            ),
            ("left", "right"),
        ),
    )


def test_a_cell_too_many_is_told() -> None:
    _, (finding,) = MARKDOWN("a | b\n--|--\nc | d | e\n")
    assert (finding.code, str(finding.place)) == ("lost-cell", "source/x.md:3:1")
    assert finding.message.endswith(": e")


def test_listings_are_never_translated() -> None:
    document = MARKDOWN.clean("```rust,ignore\n// say it\nfn main() {}\n\n```\n\n    plain\n")
    assert document.lead == (Preformatted("// say it\nfn main() {}\n", "rust,ignore"), Preformatted("plain"))
    assert not asked(document)


def test_the_comments_of_listings_are_translated_where_the_work_asks() -> None:
    reader = Reader(SourceFormat.MARKDOWN, replace(TITLED, code_comments=True))
    text = """\
- x

  ```python
  #!/bin/sh
  y = 'no'  # Say it.
  ```

```c
/* One
 * two */
```

```what
# no
```
"""
    document = reader.clean(text)
    messages = extract(segment(document))
    assert [(message.msgid, str(message.places[0])) for message in messages][2:] == [
        ("Say it.", "source/x.md:5:15"),
        ("One", "source/x.md:9:4"),
        ("two", "source/x.md:10:4"),
    ]
    one, other = identical(document)
    assert one == other
    assert "y = &#39;no&#39;  # Say it.</code>" in one


def test_html_blocks() -> None:
    text = """\
<table><caption>T</caption><thead><tr><th>a<th>b</tr></thead>
<tr><td colspan="2">c <em>d</em></table>

<figure><img src="m.png" alt="M"><figcaption>The <b>map</b></figcaption></figure>

<ul><li>one<li><p>two</p><p>three</p></ul>

<dl><dt>w</dt><dd>m</dd></dl>

<pre><code class="language-c">x &lt; y
</code></pre>
"""
    table, figure, listed, definitions, listing = MARKDOWN.lead(text)
    assert isinstance(table, Table)
    assert [plain(sentence.inlines) for sentence in table.caption] == ["T"]
    assert table.body[0][0].columns == 2
    assert plain(table.body[0][0].sentences[0].inlines) == "c d"
    assert "Figure" in repr(figure)
    assert listed == List((item(p("one")), item(p("two"), p("three"))), loose=True)
    assert definitions == DefinitionList((Definition((s("w"),), (item(p("m")),)),))
    assert listing == Preformatted("x < y", "c")


def test_other_html_blocks_are_told_and_their_text_kept() -> None:
    text = "<details>\n<summary>More</summary>\n\n*words*\n\n</details>\n\n<script>\nrun()\n</script>\n"
    document, findings = MARKDOWN(text)
    assert document.lead == (Bridgehead(s("More")), p(Emphasis((Text("words"),))))
    assert MARKDOWN.found(text) == [("raw-html", "8:1")]
    assert "run()" in findings[-1].message


def test_a_bibliography_is_kept_as_it_is() -> None:
    document = MARKDOWN.clean("# T\n\nx\n\n## Literature\n\n- *Historiku* –\n  Tiranë, 1998.\n- B\n\nSee also.\n")
    block, after = document.sections[0].blocks
    assert isinstance(block, Bibliography)
    assert block.language == "sq"
    assert [entry.text for entry in block.entries] == ["Historiku – Tiranë, 1998.", "B"]
    assert block.entries[0].inlines == (Emphasis((Text("Historiku"),)), Text(" –\nTiranë, 1998."))
    assert after == p("See also.")
    assert asked(document) == ["T", "x", "Literature", "See also."]


def test_a_bibliography_with_more_than_paragraphs_is_kept_too() -> None:
    document = MARKDOWN.clean("# T\n\n## Sources\n\n- A\n  - B\n")
    assert document.sections[0].blocks == (List((item(p("A", language="sq"), List((item(p("B", language="sq")),))),)),)


def test_an_item_of_more_than_a_paragraph_keeps_its_bibliography_together() -> None:
    document = MARKDOWN.clean("# T\n\n## Sources\n\n- A\n- B\n  - C\n- D\n")
    below = List((item(p("C", language="sq")),))
    (block,) = document.sections[0].blocks
    assert block == List((item(p("A", language="sq")), item(p("B", language="sq"), below), item(p("D", language="sq"))))
    assert asked(document) == ["T", "Sources"]


# --- notes ------------------------------------------------------------------------------------------------------------


def test_notes_come_in_the_order_of_their_calls() -> None:
    document = MARKDOWN.clean("a[^b] c[^a] d^[e *f*] g[^b]\n\n[^a]: A[^c]\n[^b]: B\n\n    more\n\n[^c]: C\n")
    assert document.lead == (p("a", NoteRef("b"), " c", NoteRef("a"), " d", NoteRef("note 3"), " g", NoteRef("b")),)
    assert document.notes == (
        Note("b", (p("B"), p("more"))),
        Note("a", (p("A", NoteRef("c")),)),
        Note("note 3", (p("e ", Emphasis((Text("f"),))),)),
        Note("c", (p("C"),)),
    )


def test_notes_that_are_not_called_or_come_twice_are_told() -> None:
    _, findings = MARKDOWN("a[^b]\n\n[^b]: B\n\n[^b]: again *this*\n\n> [^c]: never\n")
    assert [(finding.code, str(finding.place)) for finding in findings] == [
        ("repeated-note", "source/x.md:5:1"),
        ("uncalled-note", "source/x.md:7:1"),
    ]
    assert "again *this*" in findings[0].message
    assert "never" in findings[1].message


# --- left out of translation ------------------------------------------------------------------------------------------


def test_words_in_another_language_and_words_that_are_kept() -> None:
    document = MARKDOWN.clean("The [çeta]{lang=sq} run [make *pdf*]{translate=no}.")
    assert document.lead == (
        p(
            "The ",
            Foreign((Text("çeta"),), "sq"),
            " run ",
            Foreign((Text("make "), Emphasis((Text("pdf"),))), "en", kept=True),
            ".",
        ),
    )
    assert asked(document) == ['The <foreign lang="sq">çeta</foreign> run <keep id="1">make pdf</keep>.']


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("{translate=no}\na b", "en"),
        ("{lang=sq}\na b", "sq"),
        ("{lang=sq}\n{translate=no}\n- a b", "sq"),
        ("{lang=sq}\n> a b\n>\n> | c |\n> |---|\n> | d |", "sq"),
        ("## a {translate=no #name}", "en"),
    ],
)
def test_a_block_that_is_left_out(text: str, language: str) -> None:
    document, _ = MARKDOWN(text)
    assert asked(document) == []
    assert f"language='{language}'" in repr((document.lead, document.sections))


def test_a_block_in_the_language_of_the_text_is_translated() -> None:
    assert asked(MARKDOWN.clean("{lang=en}\na b")) == ["a b"]


def test_sections_that_are_left_out() -> None:
    document = Reader(SourceFormat.MARKDOWN, replace(TITLED, untranslated=("licence",))).clean(
        "# T\n\n## Licence\n\nlegal\n\n### Part\n\nmore\n\n## Next\n\nword"
    )
    assert asked(document) == ["T", "Next", "word"]


def test_attributes_that_nothing_reads() -> None:
    assert MARKDOWN.found("{.other}\na\n\nb `c`{k=v}\n\n- {lang=sq}\n  [r]: https://x.org\n") == [
        ("unread-attribute", "2:1"),
        ("stray-attributes", "6:1"),
        ("unused-reference", "7:1"),
    ]


@pytest.mark.parametrize("text", ["{%include x", "a\n{lang=sq}", "{lang=sq}", "x{lang=sq}", "*x*{% y", "{a b}"])
def test_what_is_no_attribute_is_text(text: str) -> None:
    assert plain(inlines(text)) == text.replace("*", "")


# --- links and pictures -----------------------------------------------------------------------------------------------


def links(text: str) -> list[str]:
    document, _ = MARKDOWN(text)
    return [
        inline.target
        for block in document.lead
        if isinstance(block, Paragraph)
        for inline in block.sentences[0].inlines
        if isinstance(inline, Link)
    ]


def test_links_within_the_text_lead_to_sections() -> None:
    text = """\
# The title

[a](#two-words) [b](#two-words-1) [c](#name) [d](#inner) [e](#the-title) [f](x.md#three) [g](#) [h](x.html#Three)

## Two words!

### Two *words*

<a id="inner"></a>x

## Three {#name}

y
"""
    assert links(text) == ["#s1", "#s1-1", "#s2", "#s1-1", "#title", "#s2", "#title", "#s2"]
    assert MARKDOWN.found(text) == []


def test_signs_that_close_a_heading_may_stand_before_its_attributes() -> None:
    text = "## Two ## {#two}\n\na\n\n## C# {#c}\n\nb\n\n## Kept \\## {#k}\n\nc\n"
    document = MARKDOWN.clean(text)
    assert [section.heading.inlines for section in document.sections] == [
        (Text("Two"),),
        (Text("C#"),),
        (Text("Kept ##"),),
    ]


@pytest.mark.parametrize(
    ("target", "code", "stands"),
    [
        ("other.md", "unfollowed-link", "other.md"),
        ("/x.md/y", "unfollowed-link", "/x.md/y"),
        ("//x.org", "unfollowed-link", "//x.org"),
        ("ftp://x.org", "unfollowed-link", "ftp://x.org"),
        ("#nowhere", "missing-target", "#title"),
    ],
)
def test_links_that_lead_nowhere_are_told(target: str, code: str, stands: str) -> None:
    assert links(f"[a]({target})") == [stands]
    assert MARKDOWN.found(f"b\n\n> c [a]({target})") == [(code, "3:5")]


def test_links_that_are_no_links_stay_text() -> None:
    assert inlines("[a](javascript:b) <javascript:c>") == (Text("[a](javascript:b) <javascript:c>"),)


@pytest.mark.parametrize("source", ["https://x.org/a.png", "/a.png", "../a.png", "."])
def test_pictures_that_are_not_there_are_told(source: str) -> None:
    assert MARKDOWN.found(f"a ![b]({source})") == [("unreachable-picture", "1:3")]


def test_definitions_of_targets() -> None:
    text = '[a][b]\n\n[b]: https://x.org "T"\n[c]: https://y.org "U"\n[b]: https://z.org "V"\n'
    document, (unused, repeated) = MARKDOWN(text)
    assert document.lead == (p(Link((Text("a"),), "https://x.org", "T")),)
    assert (unused.code, unused.place.line, repeated.code, repeated.place.line) == (
        *("unused-reference", 4),
        *("repeated-reference", 5),
    )
    assert '"U"' in unused.message
    assert '"V"' in repeated.message


# --- places and errors ------------------------------------------------------------------------------------------------


def test_every_sentence_knows_its_place() -> None:
    text = """\
Ti*t*le
=======

Two
lines. Next.

> - in a list
>   goes on
>   1. deeper

| a | a |
|---|---|
| b | `c` |

## End ##

Term
: a meaning

x^[a note]
"""
    document = segment(MARKDOWN.clean(text))
    places = {message.msgid: str(message.places[0]) for message in extract(document)}
    assert places == {
        "Ti<em>t</em>le": "source/x.md:1:1",
        "Two lines.": "source/x.md:4:1",
        "Next.": "source/x.md:5",
        "in a list goes on": "source/x.md:7:5",
        "deeper": "source/x.md:9:8",
        "a": "source/x.md:11:3",
        "b": "source/x.md:13:3",
        "End": "source/x.md:15:4",
        "Term": "source/x.md:17:1",
        "a meaning": "source/x.md:18:3",
        'x<note id="1"/>': "source/x.md:20:1",
        "a note": "source/x.md:20:4",
    }
    assert [str(place) for message in extract(document) if message.msgid == "a" for place in message.places] == [
        "source/x.md:11:3",
        "source/x.md:11:7",
    ]


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a\n\nb\x00", "3:2", "U+0000"),
        ("---\ntitle: [\n---\n", "2:9", "not YAML"),
        ("---\na: b: c\n---\n", "2:5", "not YAML"),
        ("a\n\n" + ">" * 100 + " b", "3:1", "nested"),
        ("a\n\n" + "- " * 100 + " b", "3:1", "nested"),
    ],
)
def test_each_error_has_its_place(text: str, place: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        MARKDOWN(text)
    assert str(caught.value).startswith(f"source/x.md:{place}")
    assert says in caught.value.message
    assert caught.value.hint


# --- laws -------------------------------------------------------------------------------------------------------------

MARKS = [
    *("*", "**", "_", "`", "~", "[", "]", "(", ")", "<", ">", "|", "{", "}", "\\", '"', "&", "!", "^", ":", "=", "#"),
    *("\n", "\n\n", " ", " ", "  \n", "\n    ", "\n  ", "\n> ", "\n- ", "\n1. ", "\n# ", "\n## ", "\n---\n"),
    *("](https://x.org)", "](#x)", "![", "[^a]", "\n\n[^a]: ", "^[", "\n: ", "\n|--|--|\n", "\n```\n", "\n\n[r]: /u '"),
    *("<em>", "</em>", "<div>", "</div>", "<b ", "<!-- ", " -->", "<br>", "<script>", "</script>", "<p>", "<pre>"),
    *("<table>", "<td>", "<li>", "<dd>", "</", "<!", "<?", "{lang=sq}", "{translate=no}", "{.c}", "{%", "[r]"),
    *("&amp;", "title: ", "\n!!! tip ", '\n??? x "', '\n=== "', '"\n\n    ', "\n::: ", '<div class="', "\n```{."),
]
TEXTS = st.lists(st.one_of(st.sampled_from(MARKS), st.just("W")), min_size=1, max_size=30)


def numbered(pieces: list[str]) -> tuple[str, list[str]]:
    """A text in which each W is a word of its own, and those words."""
    words = [f"w{index}x" if piece == "W" else piece for index, piece in enumerate(pieces)]
    return "".join(words), [word for word, piece in zip(words, pieces, strict=True) if piece == "W"]


@given(TEXTS)
def test_no_word_is_lost_and_identity_holds(pieces: list[str]) -> None:
    text, words = numbered(pieces)
    try:
        document, findings = MARKDOWN(text)
    except SourceError:
        return
    assert missing(words, document, findings) == set()
    one, other = identical(document)
    assert one == other


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        document, _ = MARKDOWN(text)
    except SourceError as error:
        where = error.place
    else:
        where = document.title.place
    assert where == Place(MARKDOWN.path, where.line, where.column) if where else False


@pytest.mark.parametrize(
    "path",
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/markdown.md", "docs/architecture.md"],
)
def test_our_own_documents_lose_nothing(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    document, findings = MARKDOWN(text)
    words = {word for word in text.replace("\\", "").split() if word.isalnum()}
    assert len(words) > 50
    assert missing(words, document, findings) == set()
    one, other = identical(document)
    assert one == other


def test_an_edition_of_plain_extracts_does_not_wait_for_markdown() -> None:
    program = (
        "import sys, kolofon.edition.project; print({'markdown_it', 'mwparserfromhell', 'yaml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.decode().strip() == "set()"


@pytest.mark.slow
def test_a_long_real_document_loses_nothing() -> None:
    text = (ROOT / "tests/data/commonmark/spec.txt").read_text("utf-8")
    document, findings = MARKDOWN(text)
    assert document.title == s("CommonMark Spec")
    # Letters alone: `\n` and the like in examples are no words.
    words = set(re.findall(r"(?<![\\&\w#])[A-Za-z]{3,}(?!\w)", text)) - {"title"}
    assert len(words) > 1500
    assert missing(words, document, findings) == set()
    one, other = identical(document)
    assert one == other
