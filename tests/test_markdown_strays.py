"""What looks like marks in Markdown and is none that the press reads: nothing of it is printed without a finding."""

from functools import partial

import pytest

from kolofon.model.document import (
    Aside,
    AsideKind,
    Bridgehead,
    Emphasis,
    Figure,
    Image,
    Paragraph,
    Preformatted,
    Strong,
    Text,
)
from kolofon.model.edition import SourceFormat
from kolofon.read.markdown.stray_marks import strays
from tests.growth import calls
from tests.reading import Reader, p, s
from tests.table import each_row

MARKDOWN = Reader(SourceFormat.MARKDOWN)


@each_row(
    ("text", "code", "subject"),
    [
        ("words\n##Heading two\n", "stray-markup", "##Heading two"),
        ("| a | b |\n|---|\n| c | d |\n", "stray-markup", "|---|"),
        ("a [link][nope] b\n", "stray-markup", "[link][nope]"),
        ("a [link][] b\n", "stray-markup", "[link][]"),
        ("words\n[a]: https://x.org\n", "stray-markup", "[a]: https://x.org"),
        ("a\n\n<!-- b\n\nc\n", "stray-markup", "<!--"),
        ("a <!-- b\n", "stray-markup", "<!--"),
        ("<div>\na\n</div>\n```py\nb\n```\n", "stray-markup", "```py"),
        ("a[^gone] b\n", "missing-note", "[^gone]"),
        ("a {{ site.title }} b\n", "unread-template", "{{ site.title }}"),
        ("{{#tabs}}\nb\n", "unread-template", "{{#tabs}}"),
        ("a {::nomarkdown} b\n", "unread-template", "{::nomarkdown}"),
        ("## A{:.no_toc}\n\nb\n", "unread-template", "{:.no_toc}"),
        ("<<< @/a.js\n", "unread-include", "<<< @/a.js"),
        ("--8<--\n", "unread-include", "--8<--"),
        ("--8<-- [start:a]\n", "unread-include", "--8<-- [start:a]"),
        ("a \\textbf{b} c\n", "unread-directive", "\\textbf{b}"),
        ("\\newpage\n", "unread-directive", "\\newpage"),
        ("a {++b++} c\n", "unread-directive", "{++b++}"),
        ("a {>>b<<} c\n", "unread-directive", "{>>b<<}"),
        ("++ctrl+alt+del++ a\n", "unread-directive", "++ctrl+alt+del++"),
        ("^^a^^ b\n", "unread-directive", "^^a^^"),
        (":material-account:{ .a } b\n", "unread-directive", ":material-account:{ .a }"),
        ("*[HTML]: Hyper Text\n", "unread-directive", "*[HTML]: Hyper Text"),
        ("a @thm-line b\n", "unread-directive", "@thm-line"),
        ("a \\@ref(fig:b) c\n", "unread-directive", "@ref(fig:b)"),
        ("## (PART) A\n\nb\n", "unread-directive", "(PART)"),
        ("import A from '@a/b';\n", "unread-directive", "import A from '@a/b';"),
        ("/// note\n", "unread-directive", "/// note"),
        ("```{embed} #cell\n```\n", "unread-include", "```{embed} #cell"),
        ("a `{python} x` b\n", "unrun-cell", "`{python} x`"),
        ("```{glossary}\nTerm\n  Meaning\n```\n", "stray-markup", "Term Meaning"),
    ],
)
def test_marks_that_are_printed_as_they_stand_are_told(text: str, code: str, subject: str) -> None:
    document, (finding,) = MARKDOWN(text)
    assert (finding.code, " ".join(finding.subject.split())) == (code, subject)
    assert finding.place.line
    for word in subject.split():
        assert word.strip("`") in repr(document).replace("\\\\", "\\")


@each_row(
    "text",
    [
        "a \\[link][nope] b\n",
        "a[i][j] is a cell\n",
        "a\\[^gone] b\n",
        "a \\{{ site.title }} b `{{ x }}`\n",
        "#tag and a #tag, ## b\n",
        "a | b and --- c\n",
        "C++ and D++, i++ + j++\n",
        "a@ref.org, @somebody and x^^2\n",
        "an import from 'b'\n",
        "{a--b} and a -- b\n",
        "5%% and 10%% of %%a\n",
    ],
)
def test_words_are_words(text: str) -> None:
    MARKDOWN.clean(text)


@pytest.mark.parametrize("text", ["[TOC]", "[[toc]]", "[[_TOC_]]", "${toc}", "* TOC\n{:toc}", "1. a\n{: toc }"])
def test_the_place_of_a_table_of_contents_is_told_and_not_printed(text: str) -> None:
    document, (finding,) = MARKDOWN(f"a\n\n{text}\n")
    assert document.lead == (p("a"),)
    assert (finding.code, finding.subject) == ("unprinted-directive", " ".join(text.split()))


def test_a_comment_of_obsidian_is_told_wherever_it_is() -> None:
    document, (finding,) = MARKDOWN("a %%not this%% b\n")
    assert document.lead == (p("a b"),)
    assert (finding.code, finding.subject) == ("comment", "%%not this%%")


def test_the_size_of_a_picture_is_told() -> None:
    _, findings = MARKDOWN("![[a.png|100x145]]\n")
    assert "the size 100x145" in [finding.subject for finding in findings]


# --- what is read -----------------------------------------------------------------------------------------------------


def test_blocks_between_slashes() -> None:
    text = "//// note | A *title*\nOne.\n/// tab | B\nTwo.\n///\n////\n\n"
    document, findings = MARKDOWN(f"{text}/// details | C\n    type: warning\nThree.\n///\n")
    assert not findings
    note, details = document.lead
    assert isinstance(note, Aside)
    assert isinstance(details, Aside)
    assert note.kind is AsideKind.NOTE
    assert note.title is not None
    assert note.blocks == (p("One."), Bridgehead(s("B")), p("Two."))
    assert details == Aside(AsideKind.WARNING, s("C"), (p("Three."),))


def test_what_is_behind_slashes_is_told() -> None:
    document, findings = MARKDOWN("/// html | div.a\n    style: b\nc\n///\n\n/// caption\nd\n///\n")
    assert document.lead == (p("c"), p("d"))
    assert [finding.code for finding in findings] == ["unread-attribute", "unknown-directive"]
    for words in ("style=“b”", "element=“div.a”"):
        assert words in findings[0].message


def test_a_listing_of_hugo() -> None:
    text = '{{< highlight go "linenos=table" >}}\n# not a heading\n{{< /highlight >}}\n'
    document, (finding,) = MARKDOWN(text)
    assert document.lead == (Preformatted("# not a heading", "go"),)
    assert "linenos=table" in finding.message


def test_a_figure_of_hugo() -> None:
    tag = '{{< figure src="a.png" alt="B" title="C" caption="D *e*" width="9" >}}'
    document, (finding,) = MARKDOWN(f"{tag}\n\nf\n")
    figure, after = document.lead
    assert isinstance(figure, Figure)
    assert (figure.image, after) == (Image("a.png", "B"), p("f"))
    assert figure.caption == (s(Strong((Text("C"),)), " D ", Emphasis((Text("e"),))),)
    assert finding.subject == "the attribute width=“9”"
    (found,) = MARKDOWN.lead('{{< figure src="a.png" caption="D" >}}\n')
    assert isinstance(found, Figure)
    assert found.caption == (s("D"),)
    assert [code for code, _ in MARKDOWN.found('{{< figure link="a" >}}\n')] == ["unread-template"]


def test_attributes_below_a_paragraph_need_no_colon() -> None:
    document, (finding,) = MARKDOWN("a (1) b\n{ .annotate }\n\nc\n{#name}\n\n[d](#name)\n")
    assert document.lead[:2] == (p("a (1) b"), p("c"))
    assert finding.subject == "the attribute class=“annotate”"
    assert isinstance(MARKDOWN.lead("a\n{ .note }\n")[0], Aside)


def test_pictures_and_figures_of_myst() -> None:
    assert MARKDOWN.lead("```{image} a.png\n:alt: Words\n```\n") == (p(Image("a.png", "Words")),)
    (figure,) = MARKDOWN.lead("```{figure-md} fig-a\n![alt](a.png)\n\nA *caption*\n```\n")
    assert isinstance(figure, Figure)
    assert (figure.name, figure.image) == ("fig-a", Image("a.png", "alt"))


def test_the_options_of_a_cell_may_have_several_lines() -> None:
    told = "#| fig-cap: |\n#|   Two *lines*,\n#|   one caption.\n#| fig-alt: >\n#|   Not\n#|   read.\n"
    document, (finding,) = MARKDOWN(f"```{{r}}\n{told}plot()\n```\n")
    caption = (s("Two ", Emphasis((Text("lines"),)), ", one caption."),)
    assert document.lead == (Preformatted("plot()", "r", (), caption),)
    assert finding.subject == "{r} fig-alt: Not read."


def test_a_figure_of_myst_may_hold_its_pictures() -> None:
    document = MARKDOWN.clean(":::{figure}\n:label: fig-a\n\n![b](a.png)\n\nA *caption*\n:::\n\n[](#fig-a)\n")
    figure = document.lead[0]
    assert isinstance(figure, Figure)
    assert (figure.name, figure.image.source, len(figure.caption)) == ("fig-a", "a.png", 1)


@pytest.mark.parametrize(
    ("text", "blocks", "told"),
    [
        ("```{only} html\na\n```\n", (p("a"),), "```{only} html"),
        ("```{grid} 2\na\n```\n", (p("a"),), "```{grid} 2"),
        (":::raw\na\n:::\n", (p("a"),), ":::raw"),
        (":::{card} T\na\n^^^\nb\n:::\n", (Bridgehead(s("T")), p("a"), p("b")), ":::{card} T"),
        ("```{solution} name\na\n```\n", (Aside(AsideKind.ASIDE, None, (p("a"),)),), "exercise=“name”"),
    ],
)
def test_words_behind_the_name_of_a_directive_are_no_title(text: str, blocks: object, told: str) -> None:
    document, (finding,) = MARKDOWN(text)
    assert document.lead == blocks
    assert finding.code == "unread-attribute"
    assert told in finding.message


@each_row(
    "piece", ["{++", "[^", "[a][", "\\ab{", "++a", "^^a", ":material-", "##a ", "|-", "{{ ", "*[", "@thm-", "{>>"]
)
def test_marks_are_found_in_a_time_that_grows_with_the_text(piece: str) -> None:
    few, many = (calls(partial(list, strays(piece * number))) for number in (500, 1000))
    assert many < 2.5 * few + 50


def test_all_words_are_kept() -> None:
    (block,) = MARKDOWN("a {{ b }} [c][d] {++e++}\n")[0].lead
    assert block == Paragraph((s(Text("a {{ b }} [c][d] {++e++}")),))
