"""The pieces that taking over is made of: reStructuredText, which tool made a catalogue, where words are, credit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.align.characters import characters_of
from kolofon.catalogue.align.lookup import Lookup
from kolofon.catalogue.align.markup import with_our_markup
from kolofon.catalogue.align.unit import units
from kolofon.catalogue.header import translators
from kolofon.catalogue.merge.translators import with_translators
from kolofon.catalogue.po import read_po
from kolofon.commands.import_po.markup import Markup, read_message
from kolofon.commands.import_po.restructured_text import Words, rest_inlines
from kolofon.commands.import_po.tools import Kind, kind_by_markup, kind_of, markup_of
from kolofon.model.document import Document, Paragraph, Sentence
from kolofon.model.edition import Edition, Rights, SourceFormat, Work
from kolofon.model.inline import Code, Emphasis, Inline, Link, Place, Strong, Text
from kolofon.model.message import Catalogue
from kolofon.text.notation import tags, write
from kolofon.text.parts import runs
from tests.foreign import MDBOOK, PO4A, PO4A_XML, SPHINX_START, entry, header
from tests.table import each_row

WORK = Work("manual", "manual.md", SourceFormat.MARKDOWN)
EDITION = Edition("urn:x", "P", "en", "en", Rights("H", "CC0-1.0"), (WORK,))


@each_row(
    ("text", "line"),
    [
        ("*one* **two** ``a \\b``", "<em>one</em> <strong>two</strong> <code>a \\b</code>"),
        ("2*3*4, a*b and *unclosed", "2*3*4, a*b and *unclosed"),
        ("\\*no\\* '*' (\"*\")", "*no* '*' (\"*\")"),
        ("re\\ *emphas*\\ ed", "re<em>emphas</em>ed"),
        ("`text <https://a.example>`_, `name`_, name_", '<a id="1">text</a>, <a id="2">name</a>, <a id="3">name</a>'),
        ("__init__ and under_score", "__init__ and under_score"),
        (":ref:`words <target>` :doc:`/page`", '<a id="1">words</a> <a id="2">/page</a>'),
        (":class:`~a.b.Name` :py:func:`!open`", "<code>Name</code> <code>open()</code>"),
        (":pep:`8`, :abbr:`LIFO (last in)`", '<a id="1">PEP 8</a>, LIFO (last in)'),
        (":guilabel:`&Cancel` :menuselection:`A --> B`", "<strong>Cancel</strong> <strong>A ‣ B</strong>"),
        ("H\\ :sub:`2`\\ O, x\\ `2`:sup:", "H<sub>2</sub>O, x<sup>2</sup>"),
        ("a note [1]_ and [#b]_, [c]", 'a note <note id="1"/> and <note id="2"/>, [c]'),
        ("|version| and _`here`", "|version| and here"),
        ("see https://a.example/b_c.", 'see <a id="1">https://a.example/b_c</a>.'),
        ("For example::", "For example:"),
        ("Nothing ::", "Nothing"),
    ],
)
def test_restructuredtext(text: str, line: str) -> None:
    assert write(rest_inlines(text)) == line


def test_the_words_of_a_role_as_they_are_written() -> None:
    assert write(rest_inlines(":class:`~a.b.Name` :pep:`8`", Words.WRITTEN)) == '<code>~a.b.Name</code> <a id="1">8</a>'


def _catalogue(text: str) -> Catalogue:
    return read_po(text.encode(), "a.po")[0]


@each_row(
    ("text", "kind"),
    [
        (MDBOOK, Kind.MDBOOK),
        (PO4A, Kind.PO4A),
        (PO4A_XML, Kind.PO4A),
        (SPHINX_START, Kind.SPHINX),
        (header(Generated_By="Babel 2.14.0") + entry("a", "b", "#: ../../page.md:1"), Kind.SPHINX),
        (header() + entry("a", "b", "#: ../../page.md:1"), Kind.SPHINX),
        (header(X_Generator="mdbook-i18n-helpers 0.3") + entry("a", "b"), Kind.MDBOOK),
        (header() + entry("a `b`", "c"), None),
    ],
)
def test_which_tool_made_a_catalogue(text: str, kind: Kind | None) -> None:
    assert kind_of(_catalogue(text)) is kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [("a ``b``", Kind.SPHINX), ("`b` and [c](d)", Kind.MDBOOK), (":ref:`b`", Kind.SPHINX), ("a", None)],
)
def test_which_tool_made_it_by_the_markup(words: str, kind: Kind | None) -> None:
    assert kind_by_markup([_catalogue(header() + entry(words, ""))]) is kind


@pytest.mark.parametrize(
    ("above", "kind", "source", "markup"),
    [
        ("#: ../../page.md:1", Kind.SPHINX, SourceFormat.MARKDOWN, Markup.MARKDOWN),
        ("#: ../../page.rst:1", Kind.SPHINX, SourceFormat.MARKDOWN, Markup.REST),
        ("#. type: Plain text", Kind.PO4A, SourceFormat.MARKDOWN, Markup.MARKDOWN),
        ("#. type: Plain text", Kind.PO4A, SourceFormat.WIKI_EXTRACT, Markup.PLAIN),
        ("#. type: Content of: <para>", Kind.PO4A, SourceFormat.MARKDOWN, Markup.XML),
        ("#: page.xhtml:1", Kind.PO4A, SourceFormat.MARKDOWN, Markup.XML),
    ],
)
def test_how_a_message_is_written(above: str, kind: Kind, source: SourceFormat, markup: Markup) -> None:
    (message,) = _catalogue(entry("a", "b", above)).entries
    assert markup_of(message, kind, source) is markup


def _readings(text: str, markup: Markup) -> list[str]:
    documents = read_message(text, markup, WORK, EDITION)
    return [" | ".join(write(one.inlines) for found, _ in runs(document) for one in found) for document in documents]


def test_what_is_in_brackets_alone_is_words_or_a_link() -> None:
    assert _readings("see [here]", Markup.MARKDOWN) == [" | see [here]", ' | see <a id="1">here</a>']


WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=5)


@given(st.lists(WORDS, min_size=1), st.sampled_from([" ", ", ", "; ", ": "]), st.sampled_from(["", ".", "!", "?", "…"]))
def test_words_without_markup_are_read_as_markdown_reads_them(words: list[str], between: str, end: str) -> None:
    text = between.join(words) + end
    # With a line end it is Markdown to be parsed.
    assert _readings(text, Markup.MARKDOWN) == _readings(f"{text}\n", Markup.MARKDOWN) == [f" | {text}"]


@pytest.mark.parametrize("text", ["The river {#river}", "The river {#river .wide}", "The river"])
def test_the_name_of_a_heading_is_no_word_of_it(text: str) -> None:
    assert _readings(text, Markup.MARKDOWN) == [" | The river"]


def test_elements_of_docbook() -> None:
    text = '<filename>a</filename> &lt; <emphasis role="strong">b</emphasis> <xref linkend="c"/><unknown>d</unknown>'
    assert _readings(text, Markup.XML) == [
        ' | <code>a</code> &lt; <strong>b</strong> <a id="1"></a>d'.replace("&lt;", "<")
    ]


def test_a_message_that_is_no_paragraph_is_plain_text() -> None:
    assert _readings("*a* " * 6000, Markup.MARKDOWN) == [" | " + ("*a* " * 6000).strip()]


def _text(*sentences: str) -> Document:
    place = Place("a.md", 1)
    blocks = tuple(Paragraph((Sentence((Text(words),), place),)) for words in sentences)
    return Document("en", Sentence((), place), blocks, ())


def test_words_are_found_wherever_they_stand_as_whole_sentences() -> None:
    here = units(_text("One.", "Two – “2”.", "One.", "One. Two.", "A"))
    lookup = Lookup(here)

    def places(words: str) -> list[list[int]]:
        return [list(found) for found in lookup.places(characters_of([Text(words)])[0])]

    assert places("One.") == [[1], [3]]
    assert places('Two -- "2" .') == [[2]]
    assert places("One. Two - 2.") == [[1, 2]]
    assert places("A") == [[5]]
    assert places("One") == places("Tw") == places("") == places("Nine.") == []


def _remarked(target: list[Inline], source: list[Inline], ours: list[Inline]) -> str:
    return write(with_our_markup(tuple(target), source, ours).inlines)


def test_a_mark_goes_by_the_characters_that_it_marks() -> None:
    source: list[Inline] = [Text("Call "), Code("run"), Text(" now")]
    target: list[Inline] = [Text("Tani "), Code("run")]
    ours: list[Inline] = [Text("Call "), Link((Code("run"),), "#s1"), Text(" now")]
    assert _remarked(target, source, ours) == 'Tani <a id="1"><code>run</code></a>'
    assert _remarked(target, source, [Text("Call run now")]) == "Tani run"


def test_what_is_marked_as_a_whole_here_is_so_in_the_translation() -> None:
    ours: list[Inline] = [Strong((Text("To begin"),))]
    assert _remarked([Text("Për fillim")], [Text("To begin")], ours) == "<strong>Për fillim</strong>"
    marked: list[Inline] = [Emphasis((Text("Për fillim"),))]
    assert _remarked(marked, [Emphasis((Text("To begin"),))], ours) == "<strong>Për fillim</strong>"


def test_a_link_of_their_translation_alone_is_told() -> None:
    target = (Link((Text("zë"),), "https://a.example"),)
    found = with_our_markup(target, [Text("item")], [Text("item")])
    assert (found.inlines, found.whole) == ((Text("zë"),), False)


def test_credit_goes_to_all_and_the_last_to_save_comes_first() -> None:
    ours = _catalogue(header(Last_Translator="FULL NAME <EMAIL@ADDRESS>", Language_Team="LANGUAGE <LL@li.org>"))
    first = _catalogue(header(Last_Translator="A <a@example.org>", PO_Revision_Date="2020-01-02 10:00+0000"))
    comment = "# C <c@example.org>, 2019.\n# To the reader: not this.\n"
    last = _catalogue(
        comment
        + header(Last_Translator="B <b@example.org>", PO_Revision_Date="2021-01-02 10:00+0000", Language_Team="T")
    )
    found = with_translators(ours, [first, last])
    assert found.field("Last-Translator") == "B <b@example.org>"
    assert found.field("Language-Team") == "T"
    assert found.header_comments == ("A <a@example.org>, 2020.", "C <c@example.org>, 2019.")
    assert set(translators(found)) == {"A", "B", "C"}
    assert with_translators(found, [first, last]) == found


def test_tags_are_counted_as_they_are_written() -> None:
    assert tags('<em>a</em> <note id="1" /> <x> &lt;em>') == {"<em>": 1, "</em>": 1, '<note id="1"/>': 1}
