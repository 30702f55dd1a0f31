"""The line that a translator sees: nothing is lost on the way there and back, and nothing foreign becomes markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import (
    Code,
    Emphasis,
    Foreign,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Number,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from kolofon.text.notation import MERGED, is_translatable, normal, parse, plain, write
from tests.table import each_row

OUR_TAGS = ["<em>", "</em>", "<code>", "</code>", '<a id="1">', "</a>", '<note id="1"/>', "<br/>"]
OUR_TAGS += ["<ruby>", "<rt>", "</rt>", "</ruby>", "<ruby>a<rt>b</rt></ruby>"]
OUR_TAGS += ['<foreign lang="la">', '<keep id="1">', "</keep>"]
LOOKALIKES = ["<merged/>", "<script>", "&lt;", "&amp;", "&amp;lt;", "&", "<", ">", "lt;", "amp;", "R&D", "a", " "]
LIKE_TAGS = st.sampled_from([*OUR_TAGS, *LOOKALIKES])
TEXTS = st.lists(st.one_of(LIKE_TAGS, st.text(max_size=4)), max_size=5).map("".join)


def _wrap(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    inside = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        *(st.builds(kind, inside) for kind in (Emphasis, Strong, Superscript, Subscript)),
        st.builds(Link, inside, st.sampled_from(["https://example.org", "#s1"])),
        st.builds(Foreign, inside, st.sampled_from(["la", "sq", "zh-Hant"]), st.booleans()),
    )


INLINES = st.lists(
    st.recursive(
        st.one_of(
            st.builds(Text, TEXTS),
            st.builds(Code, TEXTS),
            st.builds(Ruby, TEXTS.filter(bool), TEXTS.filter(bool)),
            st.builds(NoteRef, st.sampled_from(["1", "b"])),
            st.builds(Image, st.just("map.png"), st.just("A map")),
            st.just(LineBreak()),
        ),
        _wrap,
        max_leaves=8,
    ),
    max_size=4,
)


@given(INLINES)
def test_parsing_what_was_written_gives_it_back(inlines: list[Inline]) -> None:
    assert parse(write(inlines), inlines) == normal(inlines)


@given(TEXTS, INLINES)
def test_any_line_parses_and_is_stable(line: str, source: list[Inline]) -> None:
    parsed = parse(line, source)
    assert parse(write(parsed), parsed) == parsed


@each_row(
    "line",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a',
        '<a id="7">x',
        '<em class="x">x',
        "<EM>x",
        "a < b & c > d",
        "R&D; 5&nbsp;km",
    ],
)
def test_what_is_not_our_notation_is_literal_text(line: str) -> None:
    assert parse(line, ()) == (Text(line),)


def test_a_tag_without_its_partner_is_literal_text() -> None:
    assert parse("a <em>b", ()) == (Text("a <em>b"),)
    assert parse("a</em> b", ()) == (Text("a</em> b"),)
    assert parse("<em>a <strong>b</em> c", ()) == (Emphasis((Text("a <strong>b"),)), Text(" c"))
    assert parse("<code>a", ()) == (Text("<code>a"),)


def test_targets_come_from_the_source_alone() -> None:
    source = (Link((Text("here"),), "https://example.org/1"), Text(" and "), Link((Text("there"),), "#s2"))
    assert write(source) == '<a id="1">here</a> and <a id="2">there</a>'
    assert parse('<a id="2">atje</a>, <a id="1">këtu</a>', source) == (
        Link((Text("atje"),), "#s2"),
        Text(", "),
        Link((Text("këtu"),), "https://example.org/1"),
    )


def test_a_link_may_be_named_more_than_once() -> None:
    link = Link((Text("the town"),), "#s2")
    assert parse('<a id="1">qyteti</a> dhe <a id="1">kështjella</a>', (link,)) == (
        Link((Text("qyteti"),), "#s2"),
        Text(" dhe "),
        Link((Text("kështjella"),), "#s2"),
    )


def test_a_note_is_called_once() -> None:
    source = (Text("a"), NoteRef("n"))
    assert parse('a<note id="1"/>b<note id="1"/>', source) == (
        Text("a"),
        NoteRef("n"),
        Text('b<note id="1"/>'),
    )


def test_what_is_kept_comes_from_the_source_alone() -> None:
    source = (Text("Run "), Foreign((Emphasis((Text("make <br/>"),)),), "en", kept=True))
    assert write(source) == 'Run <keep id="1">make &lt;br/></keep>'
    assert parse('<keep id="1">bëj</keep>!<keep id="1">x</keep>', source) == (
        source[1],
        Text('!<keep id="1">x</keep>'),
    )
    assert not is_translatable(source[1:])


def test_the_word_that_merges_is_literal_where_the_source_says_it() -> None:
    assert write([Text(MERGED)]) != MERGED
    assert parse(MERGED, ()) == parse(write([Text(MERGED)]), ()) == (Text(MERGED),)


def test_ordinary_text_is_written_as_it_is() -> None:
    text = 'R&D: 3 < 4, "x" & <https://example.org>, A&B;'
    assert write([Text(text)]) == text


def test_plain_text_is_what_is_read_aloud() -> None:
    inlines = (Text("a "), Emphasis((Text("b"), NoteRef("1"))), LineBreak(), Code("c"), Image("x.png", "d"))
    assert plain(inlines) == "a b cd"


@pytest.mark.parametrize(
    ("inlines", "asked"),
    [
        ((Text("Tirana"),), True),
        ((Emphasis((Text("ç"),)),), True),
        ((Text("— 17 —"),), False),
        ((Code("make pdf"),), False),
        ((Number("8000", "8,000"), Text("+ men")), False),
        ((), False),
    ],
)
def test_only_words_are_asked_of_a_translator(inlines: tuple[Inline, ...], *, asked: bool) -> None:
    assert is_translatable(inlines) is asked
