"""What GitHub and Pandoc add to Markdown: alerts, tasks, captions; struck, raised and lowered words."""

import pytest

from kolofon.model.document import (
    Aside,
    AsideKind,
    Block,
    Emphasis,
    Figure,
    Highlighted,
    Image,
    Inline,
    Inserted,
    Link,
    List,
    ListItem,
    Paragraph,
    Quotation,
    Small,
    Struck,
    Subscript,
    Superscript,
    Table,
    TableCell,
    Text,
    Underlined,
)
from kolofon.model.edition import SourceFormat
from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.write.markdown import write_markdown
from kolofon.write.text import write_text
from tests.publishing import IMPRINT, tree
from tests.reading import Reader, asked, p, s
from tests.table import each_row

MARKDOWN = Reader(SourceFormat.MARKDOWN)
SVG = "{http://www.w3.org/2000/svg}"


def line(told: str) -> tuple[Inline, ...]:
    (block,) = MARKDOWN.lead(told)
    assert isinstance(block, Paragraph)
    return block.sentences[0].inlines


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("~~a~~", (Struck((Text("a"),)),)),
        ("<del>a</del> <strike>b</strike>", (Struck((Text("a"),)), Text(" "), Struck((Text("b"),)))),
        ("<s>a</s><ins>b</ins>", (Struck((Text("a"),)), Inserted((Text("b"),)))),
        ("<u>a</u><mark>b</mark>", (Underlined((Text("a"),)), Highlighted((Text("b"),)))),
        ("<small>a</small>", (Small((Text("a"),)),)),
        ("H~2~O", (Text("H"), Subscript((Text("2"),)), Text("O"))),
        ("x^2^y^*n*^", (*(Text("x"), Superscript((Text("2"),)), Text("y")), Superscript((Emphasis((Text("n"),)),)))),
    ],
)
def test_marks_in_a_line(told: str, read: tuple[Inline, ...]) -> None:
    assert line(told) == read


@pytest.mark.parametrize("told", ["about ~5 or ~6", "a ~b c~ d", "^_^", "2^3", "~/a and ~/b"])
def test_other_tildes_and_carets_are_words(told: str) -> None:
    assert line(told) == (Text(told),)


def test_translators_have_them_as_tags() -> None:
    document = MARKDOWN.clean("~~a~~ <u>b</u> <mark>c</mark> <small>d</small> <ins>e</ins> `<u>`\n")
    assert asked(document) == ["<s>a</s> <u>b</u> <mark>c</mark> <small>d</small> <ins>e</ins> <code><u></code>"]


@each_row(
    ("told", "block"),
    [
        ("> [!NOTE]\n> a *b*\n", Aside(AsideKind.NOTE, None, (p("a ", Emphasis((Text("b"),))),))),
        ("> [!tip] About c\n> a\n>\n> b\n", Aside(AsideKind.TIP, s("About c"), (p("a"), p("b")))),
        ("> [!WARNING]\n", Aside(AsideKind.WARNING, None, ())),
        ("> [!faq]- Why?\n> a\n", Aside(AsideKind.QUESTION, s("Why?"), (p("a"),))),
        ("> [!Tip]+\n> a\n", Aside(AsideKind.TIP, None, (p("a"),))),
        ("> [!abstract]\n> a\n", Aside(AsideKind.SUMMARY, s("Abstract"), (p("a"),))),
        ("> [!MY-OWN]\n> a\n", Aside(AsideKind.ASIDE, s("My own"), (p("a"),))),
        ("> [!aside]\n> a\n", Aside(AsideKind.ASIDE, None, (p("a"),))),
        ("> [!NOTE\n> a\n", Quotation((p("[!NOTE\na"),))),
        ("> [!NOTE](https://x.org)\n", Quotation((p(Link((Text("!NOTE"),), "https://x.org")),))),
        ("- > [!NOTE]\n  > a\n", List((ListItem((Aside(AsideKind.NOTE, None, (p("a"),)),)),))),
    ],
)
def test_alerts(told: str, block: Block) -> None:
    assert MARKDOWN.lead(told) == (block,)


def test_the_lines_of_an_alert_are_those_of_the_file() -> None:
    (found,) = MARKDOWN.lead("> [!NOTE] b\n> a\n")
    assert isinstance(found, Aside)
    assert found.title
    (words,) = found.blocks
    assert isinstance(words, Paragraph)
    assert (str(found.title.place), words.sentences[0].place.line) == ("source/x.md:1:11", 2)


@pytest.mark.parametrize("told", ["> [!recipe] Soup\n> a\n", "> [!tip|wide] Soup\n> a\n", '!!! recipe "Soup"\n    a\n'])
def test_a_word_of_an_alert_that_is_not_printed_is_told(told: str) -> None:
    document, (finding,) = MARKDOWN(told)
    assert asked(document) == ["Soup", "a"]
    assert (finding.code, finding.place.line) == ("unread-attribute", 1)
    assert ("“recipe”" if "recipe" in told else "“wide”") in finding.message


def test_tasks() -> None:
    told = "- [x] a\n- [ ] b\n- c\n- [y] d\n"
    items = (ListItem((p("a"),), True), ListItem((p("b"),), False), ListItem((p("c"),)), ListItem((p("[y] d"),)))  # noqa: FBT003  it is done or not
    document = MARKDOWN.clean(told)
    assert document.lead == (List(items),)
    words = Words({"Done": "U bë"}, "sq")
    ready = set_document(document, words)
    assert "- [x] a\n- [ ] b\n- c" in write_text(ready, IMPRINT, words)
    assert MARKDOWN(write_markdown(ready, words))[0].lead == document.lead
    page = tree(document, {"Done": "U bë"})
    titles = [title.text for title in page.iter(f"{SVG}title")]
    assert titles == ["U bë", "To do"]


TABLE = "| a |\n|---|\n| b |\n"
ROWS = ((TableCell((s("a"),), heading=True),),), ((TableCell((s("b"),)),),)


@pytest.mark.parametrize(
    ("told", "blocks"),
    [
        (f"{TABLE}\nTable: C *d*\n", (Table((s("C ", Emphasis((Text("d"),))),), *ROWS),)),
        (f"{TABLE}\n: C\n\ne\n", (Table((s("C"),), *ROWS), p("e"))),
        (f"Table: C\n\n{TABLE}", (Table((s("C"),), *ROWS),)),
        (f"{TABLE}\nTable: C\n\n{TABLE}", (Table((s("C"),), *ROWS), Table((), *ROWS))),
        (f"Table: C\n\n{TABLE}\nTable: D\n\n{TABLE}", (Table((s("C"),), *ROWS), Table((s("D"),), *ROWS))),
        (f"Tables: C\n\n{TABLE}", (p("Tables: C"), Table((), *ROWS))),
        ("Table: C\n", (p("Table: C"),)),
    ],
)
def test_captions_of_tables(told: str, blocks: tuple[Block, ...]) -> None:
    assert MARKDOWN.lead(told) == blocks


def test_the_title_of_a_picture_is_its_caption() -> None:
    document = MARKDOWN.clean('![A map](m.png "The rivers")\n\na ![A map](m.png "The rivers")\n')
    assert document.lead == (
        Figure(Image("m.png", "A map"), (s("The rivers"),)),
        p("a ", Image("m.png", "A map", "The rivers")),
    )
    assert "The rivers" in asked(document)
