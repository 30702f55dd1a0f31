"""Inline content changed at any depth: what does not change is the very same object."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import Code, Emphasis, Foreign, IndexMark, Inline, Link, NoteRef, Text
from kolofon.model.inline import Container, children, mapped, preorder, with_children
from tests.test_notation import INLINES, TEXTS

ANY = st.lists(st.one_of(INLINES.map(lambda inlines: Emphasis(tuple(inlines))), st.builds(Text, TEXTS)), max_size=3)
NESTED = ANY.map(tuple)


@given(NESTED)
def test_the_content_that_an_inline_has_changes_nothing(inlines: tuple[Inline, ...]) -> None:
    for inline in preorder(inlines):
        assert with_children(inline, children(inline)) is inline
        assert with_children(inline, iter(children(inline))) is inline


@given(NESTED, NESTED)
def test_content_that_was_given_is_there(inlines: tuple[Inline, ...], content: tuple[Inline, ...]) -> None:
    for inline in preorder(inlines):
        if isinstance(inline, Container):
            changed = with_children(inline, content)
            assert type(changed) is type(inline)
            assert children(changed) == content
            assert with_children(changed, children(inline)) == inline  # nothing else has changed


def test_equal_content_that_is_another_object_is_taken() -> None:
    link = Link((Text("Tirana"),), "#s1", "title")
    other = Text("Tirana")
    changed = with_children(link, (other,))
    assert changed == link
    assert children(changed)[0] is other


@pytest.mark.parametrize("leaf", [Text("a"), Code("a"), NoteRef("1"), IndexMark(("a",), (Text("a"),))])
def test_a_leaf_has_no_content(leaf: Inline) -> None:
    assert children(leaf) == ()
    assert with_children(leaf, ()) is leaf
    with pytest.raises(TypeError):
        with_children(leaf, (Text("b"),))


@given(NESTED)
def test_what_no_change_is_made_to_is_the_very_same(inlines: tuple[Inline, ...]) -> None:
    assert mapped(inlines, lambda inline: inline) is inlines


def test_a_change_reaches_every_depth_and_spares_its_neighbours() -> None:
    same = Emphasis((Text("spared"),))
    link = Link((Foreign((Text("urë"),), "sq", kept=True),), "#s1", "title")

    def louder(inline: Inline) -> Inline:
        return Text(inline.text.upper()) if inline == Text("urë") else inline

    found = mapped((same, link), louder)
    assert found == (same, Link((Foreign((Text("URË"),), "sq", kept=True),), "#s1", "title"))
    assert found[0] is same


def test_a_container_is_changed_after_its_content() -> None:
    met: list[Inline] = []

    def meet(inline: Inline) -> Inline:
        met.append(inline)
        return inline

    line = (Emphasis((Text("a"), Code("b"))), Text("c"))
    mapped(line, meet)
    assert met == [Text("a"), Code("b"), line[0], line[1]]
    assert list(preorder(line)) == [line[0], Text("a"), Code("b"), line[1]]
