"""What MkDocs adds to Markdown: asides and tabs; what is for another program; and findings that would be many."""

import pytest

from kolofon.model.document import (
    Aside,
    AsideKind,
    Block,
    Bridgehead,
    Code,
    Emphasis,
    List,
    ListItem,
    Place,
    Preformatted,
    Sentence,
    Text,
)
from kolofon.model.edition import SourceFormat
from kolofon.model.finding import Finding, Severity
from kolofon.read.findings.groups import gathered, listed
from tests.reading import Reader, asked, p, s

MARKDOWN = Reader(SourceFormat.MARKDOWN)


def aside(kind: AsideKind, *blocks: Block, title: Sentence | None = None) -> Aside:
    return Aside(kind, title, blocks)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("!!! tip\n    a *b*\n", aside(AsideKind.TIP, p("a ", Emphasis((Text("b"),))))),
        ("???+ note\n    a\n\n    b\n", aside(AsideKind.NOTE, p("a"), p("b"))),
        ('!!! note ""\n    a\n', aside(AsideKind.NOTE, p("a"), title=s())),
        ("!!! tip\n\n        x\n", aside(AsideKind.TIP, Preformatted("x"))),
        ("!!! tip\n    ```c\n    x\n    ```\n", aside(AsideKind.TIP, Preformatted("x", "c"))),
        ("!!! tip\n    - a\n", aside(AsideKind.TIP, List((ListItem((p("a"),)),)))),
        ("!!! tip\n    !!! info\n        a\n", aside(AsideKind.TIP, aside(AsideKind.INFO, p("a")))),
    ],
)
def test_an_aside(text: str, block: Block) -> None:
    found = MARKDOWN.lead(text) if '""' not in text else MARKDOWN(text)[0].lead
    assert found == (block,)


def test_an_aside_ends_where_its_lines_do() -> None:
    assert MARKDOWN.lead("!!! tip\n    a\n\nb\n") == (aside(AsideKind.TIP, p("a")), p("b"))
    assert MARKDOWN.lead("- a\n\n    !!! tip\n        b\n- c\n") == (
        List((ListItem((p("a"), aside(AsideKind.TIP, p("b")))), ListItem((p("c"),))), loose=True),
    )


def test_the_title_of_an_aside_is_inline_content_and_its_kind_is_told() -> None:
    document, (finding,) = MARKDOWN('!!! note inline "About `x`"\n    a\n')
    assert document.lead == (aside(AsideKind.NOTE, p("a"), title=s("About ", Code("x"))),)
    assert (finding.code, "“inline”" in finding.message) == ("unread-attribute", True)
    assert asked(document) == ["About <code>x</code>", "a"]


def test_tabs_stand_one_below_the_other() -> None:
    assert MARKDOWN.lead('=== "One"\n\n    a\n\n=== "Two"\n\n    b\n') == (
        Bridgehead(s("One")),
        p("a"),
        Bridgehead(s("Two")),
        p("b"),
    )


@pytest.mark.parametrize("text", ["!!! tip", "!!! tip\ntext", '=== "x"', '=== "x"\ny', "!!!tip!\n    a", "??? \n    a"])
def test_what_has_nothing_indented_below_it_is_text(text: str) -> None:
    (block,) = MARKDOWN.lead(text)
    assert block == p("\n".join(line.strip() for line in text.split("\n")))


def test_an_aside_knows_its_lines() -> None:
    (found,) = MARKDOWN.lead('\n!!! tip "A title"\n\n    word\n')
    assert isinstance(found, Aside)
    assert found.title
    (paragraph,) = found.blocks
    assert str(found.title.place) == "source/x.md:2:10"
    assert str(paragraph.sentences[0].place) == "source/x.md:4:5"  # type: ignore[union-attr]  # it is a paragraph


# --- what is for another program --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```\n{!../a.py!}\n```\n", "unread-include"),
        ('--8<-- "a.md"\n', "unread-include"),
        ("```\n{{#include a.rs:2:3}}\n```\n", "unread-include"),
        ("::: package.name\n", "unread-directive"),
    ],
)
def test_a_line_for_another_program_is_printed_and_told(text: str, code: str) -> None:
    _, (finding,) = MARKDOWN(text)
    assert (finding.code, finding.severity) == (code, Severity.WARNING)


@pytest.mark.parametrize(
    ("info", "syntax", "more"),
    [("python", "python", ""), ('python hl="1"', "python", 'hl="1"'), ("{.toml .annotate}", "toml", ".annotate")],
)
def test_the_language_of_a_listing(info: str, syntax: str, more: str) -> None:
    document, findings = MARKDOWN(f"```{info}\nx\n```\n")
    assert document.lead == (Preformatted("x", syntax),)
    assert [f"“{more}”" in finding.message for finding in findings] == [True] * bool(more)


# --- findings ---------------------------------------------------------------------------------------------------------


def unread(subject: str, line: int, code: str = "unread-attribute") -> Finding:
    return listed(code, Severity.NOTE, Place("x", line), subject)


def tag(subject: str, line: int, message: str = "") -> Finding:
    return Finding(
        "raw-html", Severity.WARNING, Place("x", line), message or f"{subject} is not printed", subject=subject
    )


def test_findings_that_would_be_many_are_one() -> None:
    other = Finding("a", Severity.NOTE, Place("x", 2), "z")
    found = gathered([unread("y", 3), other, unread("x", 1), unread("y", 4)])
    assert [(str(each.place), each.message) for each in found] == [
        ("x:1", f"{unread('', 1).message}x, y (2 times)"),
        ("x:2", "z"),
    ]
    assert found[0].subject == "x, y (2 times)"


def test_tags_that_are_alike_are_one() -> None:
    found = gathered([tag("<b>", 3), tag("<b>", 1), tag("<i>", 2), tag("<b>", 4, "something else")])
    assert [(str(each.place), each.message) for each in found] == [
        ("x:1", "<b> is not printed (2 times)"),
        ("x:2", "<i> is not printed"),
        ("x:4", "something else"),
    ]


def test_findings_that_differ_stay_apart() -> None:
    other = [Finding("a", Severity.NOTE, Place("x", line), "z") for line in (3, 4)]
    found = (unread("x", 1), unread("x", 2, "unread-include"), *other)
    assert gathered(found) == found


def test_attributes_are_told_once_for_a_file() -> None:
    text = '<a href="https://x.org" target="_blank">a</a> <a href="https://y.org" target="_blank">b</a>\n'
    _, (told,) = MARKDOWN(text * 2)
    assert told.message.endswith("target=“_blank” (4 times)")


def test_tags_that_stand_apart_are_no_findings() -> None:
    document = MARKDOWN.clean("<div>\n\n*a*\n\n</div>\n\n<details>\n<summary>b</summary>\n\nc\n\n</details>\n")
    assert document.lead == (p(Emphasis((Text("a"),))), Bridgehead(s("b")), p("c"))


def test_a_picture_without_words_is_told() -> None:
    _, findings = MARKDOWN('![](a.png) ![](b.png) ![c](c.png) <img src="d.png"> <img src="e.png" alt="">\n')
    assert [(told.code, told.message.partition(": ")[2]) for told in findings] == [
        ("undescribed-picture", "a.png, b.png, d.png")
    ]
