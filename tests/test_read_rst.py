"""reStructuredText: docutils' markup as blocks and inline content."""

import pytest

from kolofon.model.document import (
    Aside,
    AsideKind,
    Block,
    Bridgehead,
    Code,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Formula,
    Image,
    IndexMark,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    NoteRef,
    Place,
    Preformatted,
    Quotation,
    Reference,
    Rule,
    Sentence,
    Shows,
    Strong,
    Subscript,
    Superscript,
    Table,
    TableCell,
    Text,
    Verse,
)
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.model.walk import walk
from kolofon.read.table import SUFFIXES
from tests.reading import EDITION, Reader, asked, p, s
from tests.table import each_row

RST = Reader(SourceFormat.RST)


def item(*blocks: Block) -> ListItem:
    return ListItem(blocks)


def definitions(*pairs: tuple[Sentence, Block]) -> DefinitionList:
    return DefinitionList(tuple(Definition((term,), (item(meaning),)) for term, meaning in pairs))


def cell(*words: str | Inline, heading: bool = False) -> TableCell:
    return TableCell((s(*words),) if words else (), heading)


def link(words: str, kind: str) -> Link:
    address = {"pep": "https://peps.python.org/pep-0008/", "rfc": "https://datatracker.ietf.org/doc/html/rfc822.html"}
    return Link((Text(words),), address[kind])


def test_the_endings_of_files() -> None:
    assert (SUFFIXES[".rst"], SUFFIXES[".rest"]) == (SourceFormat.RST, SourceFormat.RST)


@each_row(
    ("text", "blocks"),
    [
        ("a\nb", (p("a\nb"),)),
        ("- a\n- b", (List((item(p("a")), item(p("b")))),)),
        ("- a\n\n- b", (List((item(p("a")), item(p("b"))), loose=True),)),
        ("3. a\n4. b", (List((item(p("a")), item(p("b"))), 3),)),
        ("#. a\n#. b", (List((item(p("a")), item(p("b"))), 1),)),
        ("- a\n\n  - b", (List((item(p("a"), List((item(p("b")),))),)),)),
        ("term\n  a", (definitions((s("term"), p("a"))),)),
        ("term : kind\n  a", (definitions((s("term : ", Emphasis((Text("kind"),))), p("a"))),)),
        ("x\n\n:size: a", (p("x"), definitions((s("size"), p("a"))))),
        ("-f FILE, --out=FILE  a", (definitions((s(Code("-f FILE, --out=FILE")), p("a"))),)),
        ("| a\n| b\n|\n| c", (Verse(((s("a"), s("b")), (s("c"),))),)),
        ("x\n\n  a\n\n  -- b", (p("x"), Quotation((p("a"), p("— b"))))),
        ("x\n\n  - a", (p("x"), List((item(p("a")),)))),
        ("x::\n\n  a\n   b", (p("x:"), Preformatted("a\n b"))),
        ("x\n\n::\n\n  a", (p("x"), Preformatted("a"))),
        (">>> a\nb", (Preformatted(">>> a\nb", "pycon"),)),
        ("a\n\n----\n\nb", (p("a"), Rule(), p("b"))),
        (".. parsed-literal::\n\n   a *b*", (Preformatted("a b"),)),
        (".. epigraph::\n\n   a\n\n   -- b", (Quotation((p("a"), p("— b"))),)),
        (".. pull-quote::\n\n   a", (Quotation((p("a"),)),)),
        (".. note:: a\n   b", (Aside(AsideKind.NOTE, None, (p("a\nb"),)),)),
        (".. Warning::\n\n   a", (Aside(AsideKind.WARNING, None, (p("a"),)),)),
        (".. seealso:: a", (Aside(AsideKind.SEE_ALSO, None, (p("a"),)),)),
        (".. admonition:: T *x*\n\n   a", (Aside(AsideKind.ASIDE, s("T ", Emphasis((Text("x"),))), (p("a"),)),)),
        (".. topic:: T\n\n   a", (Aside(AsideKind.ASIDE, s("T"), (p("a"),)),)),
        (".. rubric:: T", (Bridgehead(s("T")),)),
        (".. compound::\n\n   a\n\n   b", (p("a"), p("b"))),
        (".. math::\n\n   a = b", (p(Formula("a = b", display=True)),)),
        (".. code-block:: python\n\n   a\n\n   b", (Preformatted("a\n\nb", "python"),)),
        (".. code:: none\n\n   a", (Preformatted("a"),)),
        (
            ".. code-block:: c\n   :caption: A *b*\n   :name: one\n\n   x",
            (Preformatted("x", "c", (), (s("A ", Emphasis((Text("b"),))),), "one"),),
        ),
        (".. versionadded:: 3.5\n   a", (definitions((s(Emphasis((Text("Added in version 3.5"),))), p("a"))),)),
        (".. deprecated:: 2", (p(Emphasis((Text("Deprecated since version 2"),))),)),
        (".. function:: f(x)\n\n   a", (definitions((s(Code("f(x)")), p("a"))),)),
        (".. py:class:: A", (p(Code("class A")),)),
        (".. py:type:: A\n   :canonical: int | str", (p(Code("A = int | str")),)),
        (".. centered:: a b", (p("a b"),)),
        (".. productionlist::\n   a: `b`", (Preformatted("a: b"),)),
        (".. highlight:: c\n\n::\n\n   x", (Preformatted("x", "c"),)),
    ],
)
def test_blocks(text: str, blocks: tuple[Block, ...]) -> None:
    assert RST.lead(text) == blocks


@each_row(
    ("text", "inlines"),
    [
        ("*a* **b** ``c``", (Emphasis((Text("a"),)), Text(" "), Strong((Text("b"),)), Text(" "), Code("c"))),
        ("x\\ :sub:`a`\\ :sup:`b`", (Text("x"), Subscript((Text("a"),)), Superscript((Text("b"),)))),
        ("`a` :title-reference:`b`", (Emphasis((Text("a"),)), Text(" "), Emphasis((Text("b"),)))),
        (":math:`a^2`", (Formula("a^2"),)),
        (":code:`a b` :literal:`c`", (Code("a b"), Text(" "), Code("c"))),
        (":file:`/a/{b}` :samp:`-i {x}`", (Code("/a/b"), Text(" "), Code("-i x"))),
        (":kbd:`Ctrl-x` :envvar:`A`", (Code("Ctrl-x"), Text(" "), Code("A"))),
        (":menuselection:`A --> &B` :guilabel:`&C`", (Strong((Text("A ‣ B"),)), Text(" "), Strong((Text("C"),)))),
        (":py:func:`~a.b` :meth:`c()` :class:`!d.E`", (Code("b()"), Text(" "), Code("c()"), Text(" "), Code("d.E"))),
        (":func:`the b <a.b>`", (Code("the b"),)),
        (":abbr:`LIFO (last in)`", (Text("LIFO (last in)"),)),
        (":pep:`8` :rfc:`The one <822>`", (link("PEP 8", "pep"), Text(" "), link("The one", "rfc"))),
        ("`a <https://x.org>`_", (Link((Text("a"),), "https://x.org"),)),
        ("a_\n\n.. _a: https://x.org", (Link((Text("a"),), "https://x.org"),)),
        ("`a b`__\n\n__ https://x.org", (Link((Text("a b"),), "https://x.org"),)),
        ("https://x.org.", (Link((Text("https://x.org"),), "https://x.org"), Text("."))),
        ("|a|\n\n.. |a| replace:: b *c*", (Text("b "), Emphasis((Text("c"),)))),
        ("|a|\n\n.. |a| unicode:: 0xA9", (Text("©"),)),
        ("a\\*b", (Text("a*b"),)),
        (":red:`a`\n\n.. role:: red(strong)", (Strong((Text("a"),)),)),
        ("a :index:`b` c", (Text("a "), IndexMark(("b",)), Text("b c"))),
    ],
)
def test_inline_content(text: str, inlines: tuple[Inline, ...]) -> None:
    if ".. role" in text:  # it is known from its definition on
        text = "\n\n".join(reversed(text.split("\n\n")))
    (paragraph,) = RST.lead(text)
    assert paragraph == p(*inlines)


GRID = """\
+-----+-------+
| A   | B     |
+=====+=======+
| a   | - x   |
|     | - y   |
+-----+-------+
| both *of*   |
+-----+-------+
"""
WIDE = TableCell((s("both ", Emphasis((Text("of"),))),), columns=2)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (
            GRID,
            Table(
                (),
                ((cell("A", heading=True), cell("B", heading=True)),),
                ((cell("a"), cell("• x", LineBreak(), "• y")), (WIDE,)),
            ),
        ),
        (
            "== ==\nA  B\n== ==\na  b\n== ==",
            Table((), ((cell("A", heading=True), cell("B", heading=True)),), ((cell("a"), cell("b")),)),
        ),
        (
            '.. csv-table:: T\n   :header: A, B\n   :stub-columns: 1\n\n   a, "b, c"',
            Table(
                (s("T"),),
                ((cell("A", heading=True), cell("B", heading=True)),),
                ((cell("a", heading=True), cell("b, c")),),
            ),
        ),
        (
            ".. list-table::\n   :header-rows: 1\n   :name: one\n\n   * - A\n   * - a",
            Table((), ((cell("A", heading=True),),), ((cell("a"),),), name="one"),
        ),
    ],
)
def test_tables(text: str, table: Table) -> None:
    assert RST.lead(text) == (table,)


def test_a_figure_with_its_caption_and_legend() -> None:
    document = RST.clean(
        ".. _fig:\n\n.. figure:: a.png\n   :alt: A\n\n   b\n\n   c\n\n:numref:`fig` :ref:`w <fig>` fig_"
    )
    figure, legend, words = document.lead
    assert figure == Figure(Image("a.png", "A"), (s("b"),), Place(""), "fig")
    assert legend == p("c")
    target = "#title:fig"
    assert words == p(
        Reference(target, Shows.LABEL), " ", Link((Text("w"),), target), " ", Link((Text("fig"),), target)
    )


def test_notes_of_every_kind_come_in_the_order_of_their_calls() -> None:
    text = "a [#x]_ [*]_ [1]_ [#]_\n\n.. [1] one\n.. [#x] two\n.. [*] three\n.. [#] four"
    document = RST.clean(text)
    assert [note.blocks for note in document.notes] == [(p("two"),), (p("three"),), (p("one"),), (p("four"),)]
    calls = [part.name for part in walk(document.lead) if isinstance(part, NoteRef)]
    assert calls == [note.name for note in document.notes]


def test_a_note_that_nothing_calls_and_a_citation() -> None:
    document, (finding,) = RST("[A]_ b\n\n.. [#] lost words\n.. [A] cited")
    assert (finding.code, finding.subject) == ("uncalled-note", "1 lost words")
    assert document.lead == (p(Link((Text("[A]"),), "#title"), " b"), definitions((s("[A]"), p("cited"))))


HEADINGS = """\
.. _top:

The mill
========

Lead :ref:`here <part>` and :ref:`part`, `Second one`_, :ref:`top`.

First
-----

a

.. _part:

Second one
----------

b

Below
~~~~~

c
"""


def test_headings_and_the_labels_above_them() -> None:
    document = RST.clean(HEADINGS)
    assert document.title == s("The mill")
    assert [section.heading for section in document.sections] == [s("First"), s("Second one")]
    assert [section.heading for section in document.sections[1].sections] == [s("Below")]
    links = [part for part in walk(document.lead) if isinstance(part, Link)]
    assert [(found.target, found.children) for found in links] == [
        ("#s2", (Text("here"),)),
        ("#s2", ()),
        ("#s2", (Text("Second one"),)),
        ("#title", ()),
    ]


def test_several_headings_of_the_outermost_level() -> None:
    text = "a\n\nB\n=\n\nb\n\nC\n=\n\nc"
    document = RST.clean(text)
    assert (document.title, document.lead) == (s("Work"), (p("a"),))
    assert [section.heading for section in document.sections] == [s("B"), s("C")]


def test_marks_of_the_index() -> None:
    text = "T\n=\n\n.. index:: single: mill; water\n   pair: a; b\n\nwords\n\n.. index:: c, ! d\n\nS\n-\n\nx"
    document = RST.clean(text)
    marks = [part.path for part in walk(document.lead) if isinstance(part, IndexMark)]
    assert marks == [("mill", "water"), ("a", "b"), ("b", "a")]
    assert [part.path for part in walk(document.sections[0].heading) if isinstance(part, IndexMark)] == [("c",), ("d",)]


def test_a_glossary_and_its_terms() -> None:
    text = (
        ".. glossary::\n\n   mill\n   windmill\n      It turns.\n\n   sail : noun\n      It is white.\n\n:term:`Mill`"
    )
    document = RST.clean(text)
    found = document.lead[0]
    assert isinstance(found, DefinitionList)
    assert found.glossary
    assert found.items[0].terms == (s("mill"), s("windmill"))
    assert document.lead[1] == p(Link((Text("Mill"),), "#title"))


def test_a_description_has_its_fields_and_is_referred_to() -> None:
    text = (
        ".. py:module:: m\n\n.. class:: A(x)\n\n   a\n\n   :param int x: b\n\n"
        "   .. py:method:: run(y)\n\n      c\n\n:py:meth:`m.A.run` :py:func:`none`"
    )
    document, _ = RST(f".. class of docutils\n\n{text.replace('.. class::', '.. py:class::')}")
    found, words = document.lead
    assert isinstance(found, DefinitionList)
    inside = found.items[0].meanings[0].blocks
    assert inside[0] == p("a")
    assert inside[1] == definitions((s(Code("x"), " (int)"), p("b")))
    assert inside[2] == definitions((s(Code("run(y)")), p("c")))
    assert words == p(Link((Code("m.A.run()"),), "#title"), " ", Code("none()"))


@each_row(
    ("text", "code", "place"),
    [
        ("a *b", "unclosed-markup", "1:1"),
        ("a b_", "missing-target", "1:1"),
        ("a :ref:`b`", "missing-target", "1:3"),
        ("a :term:`b`", "missing-target", "1:3"),
        ("a :doc:`b`", "missing-target", "1:3"),
        ("a |b|", "missing-substitution", "1:1"),
        ("x\n\n.. b", "comment", "3:4"),
        ("x\n\n.. raw:: html\n\n   <b>", "raw-text", "3:1"),
        ("x\n\n.. contents:: b", "unprinted-directive", "3:1"),
        ("x\n\n.. header:: b", "unprinted-directive", "3:1"),
        ("x\n\n.. strange:: b\n\n   c", "unknown-directive", "3:1"),
        ("a :strange:`b`", "unknown-role", "1:3"),
        ("x\n\n.. include:: b.rst", "missing-include", "3:1"),
        ("x\n\n.. literalinclude:: b.py", "missing-include", "3:1"),
        ("x\n\n.. csv-table::\n   :file: b.csv", "missing-include", "3:1"),
        ("x\n\n.. image:: https://x.org/b.png\n   :alt: c", "unreachable-picture", "3:1"),
        ("x\n\n.. image:: b.png", "undescribed-picture", "3:1"),
        ("x\n\n.. _b: https://x.org", "unused-reference", "3:1"),
        ("x\n\n.. |b| replace:: c", "unused-reference", "3:1"),
        ("x\n\n- a\nb", "missing-blank-line", "4:1"),
        ("x\n\n==== ====\nabcdef c\n==== ====\n", "malformed-table", "4:1"),
        ("x\n\n.. only:: html\n\n   b", "raw-text", "3:1"),
        ("x\n\nLonger\n====\n\nb", "heading-line", "4:1"),
        ("x\n\n.. note::\n\n   B\n   =\n", "stray-heading", "6:4"),
        ("x\n\na) b", "unread-attribute", "3:4"),
        ("x\n\n.. table::\n   :width: wide", "restructuredtext", "3:1"),
        ("x\n\n.. csv-table:: b\n   :stub-columns: 1\n\n   c", "restructuredtext", "3:1"),
        ("a :download:`b <c>`", "unread-attribute", "1:3"),
        (":author: b\n\nx", "unread-metadata", "1:1"),
        ("a :math:`\\frac{`", "unset-formula", "1:3"),
    ],
)
def test_what_is_amiss_is_told_with_its_place_and_all_its_words(text: str, code: str, place: str) -> None:
    document, findings = RST(text)
    assert [(finding.code, str(finding.place).removeprefix("source/x.rst:")) for finding in findings] == [(code, place)]
    whole = repr(document) + findings[0].message
    assert all(word in whole for word in ("a", "b", "c") if f" {word}" in text.lower())


def test_words_that_an_escaped_space_joins_are_there() -> None:
    assert RST.lead("un\\ joined \\*star\\*") == (p("unjoined *star*"),)


def test_a_file_is_no_page_of_its_own_to_docutils() -> None:
    """Neither a file nor an address is ever opened for a text, and no markup of another language comes through."""
    text = ".. raw:: html\n   :file: /etc/passwd\n\n.. include:: /etc/passwd\n\n.. csv-table::\n   :url: https://x.org\n\nx"
    document, _ = RST(text)
    assert document.lead == (p("x"),)


def test_a_text_changes_nothing_for_the_next() -> None:
    RST(".. role:: red(strong)\n\n.. default-role:: red\n\n`a` :red:`b`\n\n.. highlight:: c")
    assert RST.lead("`a`") == (p(Emphasis((Text("a"),))),)
    assert RST.found(":red:`b`") == [("unknown-role", "1:1")]


def test_what_is_nested_too_deeply_is_one_error() -> None:
    for count in (40, 400):
        text = "".join(f"{'  ' * depth}- a\n\n" for depth in range(count))
        with pytest.raises(SourceError, match="nested more than 30 deep") as caught:
            RST(text)
        assert caught.value.place
        assert caught.value.place.line
        assert caught.value.hint


def test_the_messages_are_what_sphinx_has() -> None:
    text = "T\n=\n\n* a\n* b\n\n.. note:: c\n\n.. image:: x.png\n   :alt: d\n\nterm\n   e\n\n:f: g"
    assert asked(RST.clean(text)) == ["T", "a", "b", "c", "d", "term", "e", "f", "g"]
    assert EDITION.source_language == "en"
