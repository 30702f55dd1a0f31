"""Work that grows with the length of a text and not with its square, by the calls that it takes."""

import re
import sys
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from types import FrameType
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from kolofon.catalogue.update.typography import fold
from kolofon.check import check
from kolofon.model.document import Place
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.read.elements.listing import comments
from kolofon.read.html.tree import Characters, Element, Node, parse_html
from kolofon.read.markdown.dialects.directives import directives_plugin
from kolofon.read.markdown.dialects.line_marks import lines_plugin
from kolofon.read.markdown.extensions.attributes import attributes_plugin

HERE = Place("source/mill.md", 3, 2)


def calls(work: Callable[[], object]) -> int:
    """How often a function or a generator is entered."""
    count = 0

    def told(_frame: FrameType, event: str, _argument: Any) -> None:  # noqa: ANN401  as sys.setprofile has it
        nonlocal count
        count += event == "call"

    sys.setprofile(told)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("language", ["de", "ja", "ar"])
@pytest.mark.parametrize("piece", ["1万", "12 345 ", "\u202a", "\u2067a", "https://a.example.org/b ", "3.5 km, "])
def test_the_checks_of_a_message_twice_as_long_take_about_twice_the_calls(language: str, piece: str) -> None:
    def checked(number: int) -> int:
        words = f"x{piece * number}y"
        entries = (CatalogueEntry(None, words, msgstrs=(f"{words}z",)),)
        return calls(lambda: check(None, Catalogue(language, (), entries)))

    checked(10)
    assert checked(1600) < 2.5 * checked(800)


@pytest.mark.parametrize("piece", ["<!-- ", "<!-- a> ", "<? ", "<!x ", "</a ", "<a ", "<a b='c ", "<![CDATA[ "])
def test_the_end_of_a_tag_is_not_looked_for_where_there_is_none(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gone_through = 0
    names = ("parse_comment", "parse_pi", "parse_html_declaration", "parse_endtag", "parse_starttag")
    for name in names[:1] if ">" in piece else names:
        parent = getattr(HTMLParser, name)

        def counted(parser: HTMLParser, i: int, *more: Any, parent: Any = parent) -> Any:  # noqa: ANN401  any of them
            nonlocal gone_through
            gone_through += len(parser.rawdata) - i
            return parent(parser, i, *more)

        monkeypatch.setattr(HTMLParser, name, counted)
    text = f"<p>He came.</p>{piece * 300}"
    parsed = parse_html(text, HERE)
    assert gone_through < 3 * len(text)
    assert "".join(node.text for node in parsed if isinstance(node, Characters)) == piece * 300


@pytest.mark.parametrize("written", ["<!-- a> b", "<a b='c> d", "</a b='c> d>", "<? a> b", "<a <b> c"])
def test_the_text_behind_what_nothing_ends_is_there_in_every_python(written: str) -> None:
    def texts(nodes: Iterable[Node]) -> str:
        return "".join(
            node.text if isinstance(node, Characters) else texts(node.children) if isinstance(node, Element) else ""
            for node in nodes
        )

    assert texts(parse_html(f"<p>He came.</p>{written}", HERE)).endswith(written.split("> ")[1])


def test_a_comment_that_ends_is_one_and_what_is_behind_it_is_text() -> None:
    first, second, third = parse_html("<!-- a --> b <!-- c -- > d &lt; <!-- e", HERE)[1:4]
    assert isinstance(first, Characters)
    assert first.text == " b "
    assert isinstance(third, Characters)
    assert third.text == " d < "
    assert not isinstance(second, Characters)


def test_a_comment_of_a_listing_with_a_long_gap_is_read_at_once() -> None:
    gap = " " * 20_000
    (found,) = comments(f"x = 1  # the wheel{gap}turns  \n", "python", HERE)
    assert found.sentence.place == Place("source/mill.md", 3, 11)
    assert re.fullmatch(rf"the wheel{gap}turns", str(found.sentence.inlines[0].text))  # type: ignore[union-attr]  # it is text


def test_the_comments_of_a_long_listing_know_their_lines() -> None:
    listing = "/* The mill\n * grinds. **/\nx = 1; // The wheel turns. */\n" * 50
    found = comments(listing, "c", HERE)
    lines = [(comment.sentence.place.line, comment.sentence.place.column) for comment in found]
    assert lines[:3] == [(3, 5), (4, 5), (5, 12)]
    assert lines[-1] == (3 + 149, 12)
    assert [listing[comment.start : comment.end] for comment in found[:3]] == [
        "The mill",
        "grinds.",
        "The wheel turns.",
    ]


def test_spaces_around_a_dash_are_nothing_however_many() -> None:
    assert fold("a \u00a0 — \t b  c") == "a-b c"
    assert fold("a - - b") == "a--b"


def test_a_text_is_not_gone_through_for_each_of_its_paragraphs() -> None:
    gone_through = 0

    class Source(str):
        __slots__ = ()

        def __contains__(self, part: object) -> bool:
            nonlocal gone_through
            gone_through += 1
            return super().__contains__(part)  # type: ignore[operator]  # as of any text

    def counted(state: StateCore) -> None:
        state.src = Source(state.src)

    parser = MarkdownIt()
    attributes_plugin(parser)
    directives_plugin(parser)
    lines_plugin(parser)
    parser.core.ruler.before("targets", "counted", counted)
    parser.parse("A word.\n\n" * 100)
    assert gone_through == 1
