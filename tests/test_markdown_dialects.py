"""Marks in a line and lines of their own of MyST, Obsidian, kramdown, Hugo; names given twice; front matter."""

import pytest

from kolofon.model.document import (
    Code,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Formula,
    Highlighted,
    Image,
    Inline,
    Link,
    Paragraph,
    Reference,
    Shows,
    Strong,
    Subscript,
    Text,
)
from kolofon.model.edition import Page, SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.read.works.chapters import read_chapters
from kolofon.segment import segment
from kolofon.text.notation import plain
from tests.publishing import IMPRINT
from tests.reading import EDITION, Reader, p, s
from tests.setting import render
from tests.table import each_row

MARKDOWN = Reader(SourceFormat.MARKDOWN)


def line(document: Document) -> tuple[Inline, ...]:
    block = document.lead[-1]
    assert isinstance(block, Paragraph)
    return block.sentences[0].inlines


@each_row(
    ("text", "inlines"),
    [
        ("{sub}`2`", (Subscript((Text("2"),)),)),
        ("{kbd}`Ctrl` {file}`a.b`", (Code("Ctrl"), Text(" "), Code("a.b"))),
        ("{py:func}`a.b <c>`", (Code("a.b"),)),
        ("{math}`a^2` $`b_1*c*d`$", (Formula("a^2"), Text(" "), Formula("b_1*c*d"))),
        ("{term}`A b <c>`", (Text("A b"),)),
        ("`{ref}` and ``{a}`b` ``", (Code("{ref}"), Text(" and "), Code("{a}`b` "))),
        ("==a *b*== x==y", (Highlighted((Text("a "), Emphasis((Text("b"),)))), Text(" x==y"))),
        ("`<b>a</b>`{=html}", (Strong((Text("a"),)),)),
        ("[a]{.x lang=fr}", (Foreign((Text("a"),), "fr"),)),
        ("![[a.png|words]]", (Image("a.png", "words"),)),
        (r"b \[x_1 = *2*\]", (Text("b "), Formula("x_1 = *2*", display=True))),
        (r"\[see *this*\] $5 and $6", (Text("[see "), Emphasis((Text("this"),)), Text("] $5 and $6"))),
    ],
)
def test_marks_in_a_line(text: str, inlines: tuple[Inline, ...]) -> None:
    document, findings = MARKDOWN(f"{text}\n")
    assert line(document) == inlines
    assert {finding.code for finding in findings} <= {"unread-attribute", "undescribed-picture"}


@each_row(
    ("text", "inlines"),
    [
        ("{ref}`one`", (Link((), "#s1"),)),
        ("{ref}`words <one>`", (Link((Text("words"),), "#s1"),)),
        ("[[#One part]]", (Link((Text("One part"),), "#s1"),)),
        ("[[#One part|words]]", (Link((Text("words"),), "#s1"),)),
        ("[](#two)", (Link((), "#s1"),)),
        ("{numref}`fig-a`", (Reference("#s1:fig-a", Shows.LABEL),)),
        ("{numref}`Figure %s <fig-a>`", (Text("Figure "), Reference("#s1:fig-a", Shows.NUMBER))),
        ("[[#^abc]]", (Link((Text("abc"),), "#s1"),)),
        ('[a *b*]({{< ref "#one-part" >}})', (Link((Text("a "), Emphasis((Text("b"),))), "#s1"),)),
    ],
)
def test_links_to_places(text: str, inlines: tuple[Inline, ...]) -> None:
    work = "(one)=\n(two)=\n## One part\n\n![a](a.png){#fig-a}\n\nlast ^abc\n\n"
    document = MARKDOWN.clean(f"{work}{text}\n")
    paragraph = document.sections[0].blocks[-1]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.sentences[0].inlines == inlines


def test_a_link_that_leads_nowhere_is_printed_as_it_is_written() -> None:
    document, (finding,) = MARKDOWN("see [[Nothing|words]] and [[1, 2], [3]]\n")
    assert plain(line(document)) == "see [[Nothing|words]] and [[1, 2], [3]]"
    assert (finding.code, str(finding.place)) == ("unfollowed-link", "source/x.md:1:5")


def test_brackets_with_a_definition_are_a_link() -> None:
    document = MARKDOWN.clean("[[a]]\n\n[a]: https://example.org\n")
    assert document.lead == (p("[", Link((Text("a"),), "https://example.org"), "]"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("%%\nhidden\n%%\n\na\n", ["%% hidden %%"]),
        ("[[#A|a]] %%hidden%%\n\n## A\n\nb\n", ["%%hidden%%"]),
        ("(x)=\n% hidden\n% too\n\na\n", ["% hidden % too"]),
        ("a\n% no comment\n", []),
        ("$$\na % hidden\nb \\% c\n$$\n", ["% hidden"]),
        ("use %% for 5%% here\n", []),
    ],
)
def test_comments(text: str, told: list[str]) -> None:
    _, findings = MARKDOWN(text)
    assert [finding.message.partition(": ")[2] for finding in findings] == told


@pytest.mark.parametrize(
    "text", [r"\begin{align}a&=b*c*d\\\label{eq-a}c&=d\end{align}", "```math\na_1*b*c\n```", "$$a_1*b*c$$"]
)
def test_displayed_formulas(text: str) -> None:
    (formula,) = line(MARKDOWN.clean(f"{text}\n"))
    assert isinstance(formula, Formula)
    assert formula.display
    assert "*b*c" in formula.text or "b*c*d" in formula.text
    assert formula.name == ("eq-a" if "label" in text else "")


# --- names ------------------------------------------------------------------------------------------------------------


@each_row(
    ("text", "line_"),
    [
        ("## A {#x}\n\na\n\n## B {#x}\n\nb\n", 5),
        ("## A {#x}\n\na\n\n## B\n\n[b]{#x}\n", 7),
        ('## A\n\n<a id="x"></a>a\n\n## B\n\n<p id="x">b</p>\n', 7),
        ("![a](a.png){#fig-x}\n\n![b](b.png){#fig-x}\n", 3),
        ("| a |\n|---|\n| b |\n\n: c {#tbl-x}\n\n![b](b.png){#tbl-x}\n", 7),
        ("$$a$$ {#eq-x}\n\n$$b$$ {#eq-x}\n", 3),
        ("```c {#lst-x}\na\n```\n\n```c {#lst-x}\nb\n```\n", 5),
        ("(x)=\n## A\n\na\n\n(x)=\n## B\n\nb\n", 7),
    ],
)
def test_a_name_that_is_given_twice(text: str, line_: int) -> None:
    assert ("repeated-name", f"{line_}:1") in MARKDOWN.found(text)


@pytest.mark.parametrize("text", ["## A\n\na\n\n## A\n\nb\n", '## A {#x}\n\n<a id="x"></a>a\n', "[a]{#x} [b]{#x}\n"])
def test_names_that_lead_to_one_place(text: str) -> None:
    assert MARKDOWN.found(text) == []


def test_a_figure_of_a_name_in_two_files() -> None:
    picture = "# {0}\n\n![a](a.png){{#fig-x}}\n"
    files = {f"{name}.md": picture.format(name).encode() for name in "ab"}
    work = Work("w", title="W", format=SourceFormat.MARKDOWN, chapters=("a.md", "b.md"))
    _, findings = read_chapters(files, work, EDITION)
    assert [(found.code, str(found.place)) for found in findings] == [("repeated-name", "source/b.md:3:1")]
    assert "a.md" in findings[0].message


# --- front matter -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("% The title\n% An author\n% 1998\n\na\n", "author: An author, date: 1998"),
        ("% The\n  title\n\na\n", ""),
        ('+++\ntitle = "The title"\ntags = ["x"]\n[more]\ny = 1\n+++\n\na\n', "tags: ['x'], more: {'y': 1}"),
        ("---\ntitle: The title\nauthor:\n  - An author\n---\n\na\n", "author: - An author"),
    ],
)
def test_front_matter(text: str, told: str) -> None:
    document, findings = MARKDOWN(text)
    assert document.title == s("The title")
    assert document.lead == (p("a"),)
    assert [finding.message.partition(" for ")[2] for finding in findings] == [told] * bool(told)


def test_broken_toml_is_one_error() -> None:
    with pytest.raises(SourceError) as error:
        MARKDOWN("+++\na = 1\nb = \n+++\n")
    assert str(error.value.place) == "source/x.md:3"


def test_substitutions() -> None:
    document, (finding,) = MARKDOWN('---\nsubstitutions:\n  version: "1.2"\n---\n\na {{ version }} {{ other }}\n')
    assert (finding.code, finding.subject) == ("unread-template", "{{ other }}")
    assert plain(line(document)) == "a 1.2 {{ other }}"


@pytest.mark.parametrize("text", ["% of people\ndo so\n", "+++\nno front matter\n+++\n", "100 % of it\n"])
def test_what_is_no_front_matter(text: str) -> None:
    assert MARKDOWN.lead(text) == (p(text.rstrip("\n")),)


# --- references to formulas -------------------------------------------------------------------------------------------


def test_a_reference_to_a_formula_shows_its_number() -> None:
    formulas = (
        "See @eq-b, [words](#eq-b).\n\n$$a$$ {#eq-a}\n\n## S\n\n- $$b$$ {#eq-b}\n\n$$c \\tag{X}$$ {#eq-c} @eq-c\n"
    )
    page = render(segment(MARKDOWN.clean(formulas)), IMPRINT, {}, Page()).decode()
    assert 'See <a href="#eq-2">(2)</a>, <a href="#eq-2">words</a>.' in page
    assert '<a href="#eq-3">(X)</a>' in page
    assert [page.count(f'id="eq-{number}"') for number in (1, 2, 3)] == [1, 1, 1]


# --- what users met ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["$a*b*c$", r"\(z+1\)", r"$\{q\}$"])
def test_no_formula_is_half_eaten(text: str) -> None:
    (formula,) = line(MARKDOWN.clean(f"{text}\n"))
    assert formula == Formula(text.strip("$").removeprefix(r"\(").removesuffix(r"\)"))


def test_attributes_of_a_picture_are_not_printed() -> None:
    document, (finding,) = MARKDOWN("![Plot](a.png){#fig-1 width=50%}\n")
    assert document.lead == (Figure(Image("a.png", ""), (s("Plot"),), name="fig-1"),)
    assert (finding.code, "50%" in finding.message) == ("unread-attribute", True)
