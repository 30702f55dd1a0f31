"""Tags of wikitext that are open, or that go on in the next line, and addresses in which a template is open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import Figure, Link, Paragraph, Text
from kolofon.model.edition import SourceFormat
from kolofon.read.wikitext.preparation.cuts import literals
from kolofon.read.wikitext.preparation.tags import joined
from tests.reading import Reader, p
from tests.table import each_row

WIKITEXT = Reader(SourceFormat.WIKITEXT)


@each_row(
    ("text", "place"),
    [
        ("Words.\n\nA <ref>note", "3:3"),
        ('A\n<gallery caption="Views">\nFile:X.png|No end', "2:1"),
        ("A <DIV class=x>open", "1:3"),
        ("A </center> b", "1:3"),
        ("A <b>bold", "1:3"),
        ("A <references and", "1:3"),
        ("A <!-- open", "1:3"),
        ("http://example.com/x{{dead link|date=May", "1:21"),
        ("[http://example.com/x{{dead link words]", "1:22"),
    ],
)
def test_a_mark_without_a_partner_is_told_where_it_is(text: str, place: str) -> None:
    assert ("stray-markup", place) in WIKITEXT.found(text)


@pytest.mark.parametrize(
    "text", ["a <b and c", "a < ref", "<email@example.com>", "&lt;div&gt;", "<nowiki><div></nowiki>"]
)
def test_what_is_no_tag_is_text(text: str) -> None:
    assert not WIKITEXT.found(text)


def test_a_tag_may_go_on_in_the_next_line() -> None:
    caption, picture = WIKITEXT.lead('<gallery\n  class="center"\n  caption="Two\nwords">\nFile:X.png|A\n</gallery>')
    assert caption == p("Two words")
    assert isinstance(picture, Figure)
    assert picture.image.source == "X.png"


def test_what_is_behind_such_a_tag_keeps_its_line() -> None:
    assert WIKITEXT.found('<gallery\n caption="A">\nX.png\n</gallery>\n\n{{odd}}') == [("unknown-template", "6:1")]


def test_line_ends_in_what_is_not_parsed_stay() -> None:
    text = "<pre>a <div\nclass=x></pre><div\nclass=x>"
    assert joined(text, literals(text)) == "<pre>a <div\nclass=x></pre><div class=x>"


@given(st.text(alphabet="<>div ref\n\"'=/pre"))
def test_a_text_keeps_its_length_and_its_words(text: str) -> None:
    mended = joined(text, literals(text))
    assert len(mended) == len(text)
    assert mended.split() == text.split()


def test_an_address_ends_at_a_space_as_an_entity() -> None:
    (paragraph,) = WIKITEXT.lead("http://example.com/x&nbsp;y")
    assert isinstance(paragraph, Paragraph)
    link, behind = paragraph.sentences[0].inlines
    assert isinstance(link, Link)
    assert (link.target, behind) == ("http://example.com/x", Text("\N{NO-BREAK SPACE}y"))
