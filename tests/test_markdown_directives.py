"""Directives of Pandoc, Quarto, MyST, Docusaurus, Hugo and kramdown."""

from collections.abc import Sequence

import pytest

from kolofon.model.document import (
    Aside,
    AsideKind,
    Block,
    Bridgehead,
    DefinitionList,
    Emphasis,
    Figure,
    Formula,
    Image,
    List,
    ListItem,
    Paragraph,
    Preformatted,
    Quotation,
    Table,
    TableCell,
    Text,
    Verse,
)
from kolofon.model.edition import SourceFormat
from tests.reading import Reader, p, s
from tests.table import each_row

MARKDOWN = Reader(SourceFormat.MARKDOWN)


def aside(kind: str, *blocks: Block, title: str = "") -> Aside:
    return Aside(AsideKind(kind), s(title) if title else None, blocks)


def lead(text: str) -> tuple[Sequence[Block], list[str]]:
    """The blocks of a text, and the codes of what was found."""
    document, findings = MARKDOWN(text)
    return document.lead, [finding.code for finding in findings]


@each_row(
    ("text", "block"),
    [
        ('::: {.callout-tip title="T"}\na\n:::\n', aside("tip", p("a"), title="T")),
        ("::: {.callout-tip}\n## T\n\na\n:::\n", aside("tip", p("a"), title="T")),
        ("::: warning :::\na\n:::\n", aside("warning", p("a"))),
        ("::: {}\na\n:::\n", p("a")),
        (":::tip T\na\n:::\n", aside("tip", p("a"), title="T")),
        (":::info[T]{#x}\na\n:::\n", aside("info", p("a"), title="T")),
        (":::{admonition} T\n:class: tip\n\na\n:::\n", aside("tip", p("a"), title="T")),
        (":::{note}\n---\nclass: note\n---\na\n:::\n", aside("note", p("a"))),
        ("```{seealso} T\na\n```\n", aside("seealso", p("a"), title="T")),
        ("~~~{danger}\na\n~~~\n", aside("danger", p("a"))),
        ("::: note\n::: tip\na\n:::\nb\n:::\n", aside("note", aside("tip", p("a")), p("b"))),
        ("::::{note}\n:::{tip}\na\n:::\nb\n::::\n", aside("note", aside("tip", p("a")), p("b"))),
        ("````{note}\n```{tip}\na\n```\n````\n", aside("note", aside("tip", p("a")))),
        ("::: note\n```\n:::\n```\n:::\n", aside("note", Preformatted(":::"))),
        ("```{versionadded} 1.2\na\n```\n", aside("aside", p("a"), title="Versionadded 1.2")),
        ('{{< note "T" >}}\na\n{{< /note >}}\n', aside("note", p("a"), title="T")),
        ('{% hint style="info" %}\na\n{% endhint %}\n', aside("info", p("a"))),
        ("{{% notice tip %}}\na\n{{% /notice %}}\n", aside("tip", p("a"))),
        ("{.note}\na\n", aside("note", p("a"))),
        ("{: .warning }\n> a\n", aside("warning", p("a"))),
        ("a\n{: .prompt-tip }\n", aside("tip", p("a"))),
        ("- b\n\n  :::note\n  a\n  :::\n", List((ListItem((p("b"), aside("note", p("a")))),), loose=True)),
        ("```{epigraph}\na\n```\n", Quotation((p("a"),))),
        ("| a\n|  *b*\n|\n| c\n", Verse(((s("a"), s(Emphasis((Text("b"),)))), (s("c"),)))),
        ("```{math}\n:label: eq-a\na^2\n```\n", p(Formula("a^2", display=True, name="eq-a"))),
        ("```{code-block} python\nx = 1\n```\n", Preformatted("x = 1", "python")),
        (
            "```{code-block} c\n:caption: C *d*\n:name: lst-x\nx\n```\n",
            Preformatted("x", "c", caption=(s("C ", Emphasis((Text("d"),))),), name="lst-x"),
        ),
        ("{% highlight python %}\nx\n{% endhighlight %}\n", Preformatted("x", "python")),
    ],
)
def test_a_directive(text: str, block: Block) -> None:
    assert MARKDOWN.lead(text) == (block,)


def test_a_directive_interrupts_a_paragraph() -> None:
    assert MARKDOWN.lead("a\n:::note\nb\n:::\nc\n") == (p("a"), aside("note", p("b")), p("c"))


def test_columns_are_printed_and_told_once_and_their_headings_open_sections() -> None:
    document, (finding,) = MARKDOWN(":::: {.columns}\n::: {.column width=40%}\n## A\n\na\n:::\n::::\n")
    assert [section.blocks for section in document.sections] == [(p("a"),)]
    assert finding.code == "unread-attribute"
    assert "columns" in finding.message
    assert "40%" in finding.message


def test_the_headings_of_tabs_open_no_section() -> None:
    blocks, codes = lead("::: {.panel-tabset}\n## A\n\na\n:::\n")
    assert (blocks, codes) == ((Bridgehead(s("A")), p("a")), ["unread-attribute"])


def test_a_block_in_another_language() -> None:
    assert MARKDOWN.lead("::: {lang=sq}\nfjalë\n:::\n") == (p("fjalë", language="sq"),)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "```{figure} a.png\n:name: fig-a\n:alt: A [b]\n\nC\n```\n",
            Figure(Image("a.png", "A [b]"), (s("C"),), name="fig-a"),
        ),
        ("::: {#fig-a}\n![d](a.png)\n\nC\n:::\n", Figure(Image("a.png", "d"), (s("C"),), name="fig-a")),
        ("::: {#fig-a}\n![](a.png)\n\nC\n:::\n", Figure(Image("a.png", ""), (s("C"),), name="fig-a")),
    ],
)
def test_a_figure(text: str, figure: Figure) -> None:
    document = MARKDOWN.clean(f"{text}\nSee @fig-a.\n")
    (found, paragraph) = document.lead
    assert found == figure
    assert isinstance(paragraph, Paragraph)
    assert [getattr(each, "target", "") for each in paragraph.sentences[0].inlines] == ["", "#title:fig-a", ""]


def test_two_pictures_are_no_figure() -> None:
    blocks, _ = lead("::: {#fig-a}\n![b](b.png)\n\n![c](c.png)\n\nC\n:::\n")
    assert [type(block) for block in blocks] == [Paragraph, Paragraph, Paragraph]


def cells(*texts: str, heading: bool = False) -> tuple[TableCell, ...]:
    return tuple(TableCell((s(text),), heading) for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        "```{list-table} C\n:header-rows: 1\n* - a\n  - b\n* - c\n  - d\n```\n",
        "```{csv-table} C\n:header: a, b\nc, d\n```\n",
        "```{table} C\n| a | b |\n|---|---|\n| c | d |\n```\n",
        "::: {#tbl-x}\n| a | b |\n|---|---|\n| c | d |\n\nC\n:::\n",
    ],
)
def test_a_table(text: str) -> None:
    name = "tbl-x" if "tbl-x" in text else ""
    head, body = (cells("a", "b", heading=True),), (cells("c", "d"),)
    assert MARKDOWN.lead(text) == (Table((s("C"),), head, body, (), name),)


def test_a_glossary() -> None:
    (block,) = MARKDOWN.lead("```{glossary}\nTerm\n: what\n```\n")
    assert isinstance(block, DefinitionList)
    assert block.glossary


@each_row(
    ("text", "code", "words"),
    [
        ("::: package.name\n", "unread-directive", "::: package.name"),
        (":::note\na\n", "unread-directive", ":::note"),
        ("a\n\n:::\n", "unread-directive", ":::"),
        ("```{unheard} b\na\n```\n", "unknown-directive", "```{unheard} b"),
        ("```{toctree}\nb\n```\na\n", "unlisted-chapter", "b"),
        ("```{literalinclude} b.py\n```\na\n", "missing-include", "b.py"),
        ("```{=latex}\n\\b\n```\na\n", "raw-text", "latex: \\b"),
        ("```{python}\n#| echo: false\na\n```\n", "unrun-cell", "{python} echo: false"),
        ("{{< icon b >}} a\n", "unread-template", "{{< icon b >}}"),
        ("a {% if b %}\n", "unread-template", "{% if b %}"),
    ],
)
def test_what_is_told(text: str, code: str, words: str) -> None:
    _, findings = MARKDOWN(text)
    (finding,) = (finding for finding in findings if finding.code == code)
    assert words in finding.message
    assert finding.place.line
    assert finding.hint or code == "unrun-cell"


def test_a_cell_of_code_has_its_name_and_its_caption() -> None:
    blocks, _ = lead('```{python}\n#| label: lst-x\n#| lst-cap: "C"\nx = 1\n```\n')
    assert blocks == (Preformatted("x = 1", "python", caption=(s("C"),), name="lst-x"),)


def test_html_for_one_format_is_read() -> None:
    assert MARKDOWN.lead("```{=html}\n<p>a <b>b</b></p>\n```\n") == MARKDOWN.lead("a **b**\n")
