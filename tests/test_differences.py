"""Two texts in one: nothing of either is lost, and nothing is in it that neither has."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.text.differences import Change, differences
from tests.growth import calls

WORDS = st.lists(st.sampled_from(["the", "mill", " ", "  ", ".", "—", "ë", "é", "<em>", "\n", "水", "🙂", "7"]))
TEXTS = st.one_of(st.text(), WORDS.map("".join))


@given(before=TEXTS, now=TEXTS)
def test_each_text_is_what_is_left_without_what_only_the_other_has(before: str, now: str) -> None:
    pieces = differences(before, now)
    assert "".join(text for kind, text in pieces if kind != "insert") == before
    assert "".join(text for kind, text in pieces if kind != "delete") == now
    assert all(text for _, text in pieces)
    kinds = [kind for kind, _ in pieces]
    assert all(kind != after for kind, after in pairwise(kinds))


@given(text=TEXTS)
def test_a_text_is_equal_to_itself_in_one_piece(text: str) -> None:
    assert differences(text, text) == ([("equal", text)] if text else [])


@pytest.mark.parametrize(
    ("before", "now", "pieces"),
    [
        ("The old mill.", "The mill.", [("equal", "The"), ("delete", " old"), ("equal", " mill.")]),
        ("In 1920.", "In 1921.", [("equal", "In "), ("delete", "1920"), ("insert", "1921"), ("equal", ".")]),
        ("", "Mill", [("insert", "Mill")]),
        ("Mill", "", [("delete", "Mill")]),
    ],
)
def test_whole_words_are_told_apart(before: str, now: str, pieces: list[Change]) -> None:
    assert differences(before, now) == pieces


@pytest.mark.parametrize(("before", "now"), [("a b ", "b a "), ("a ", "a b "), ("(a", "a("), ("\n\n", "a\n")])
@pytest.mark.parametrize("length", [200, 3_000, 30_000])
def test_texts_that_repeat_themselves_cost_no_more_than_a_few_calls_a_word(before: str, now: str, length: int) -> None:
    first, second = f"x{before * length}y", f"z{now * length}w"
    pieces: list[Change] = []
    assert calls(lambda: pieces.extend(differences(first, second))) < 50 * length + 1_000
    assert "".join(text for kind, text in pieces if kind != "insert") == first
    assert "".join(text for kind, text in pieces if kind != "delete") == second
    assert all(kind != after for (kind, _), (after, _) in pairwise(pieces))


@given(ends=st.tuples(TEXTS, TEXTS), before=TEXTS, now=TEXTS)
def test_a_long_text_is_told_apart_by_the_same_laws(ends: tuple[str, str], before: str, now: str) -> None:
    old, new = (f"{ends[0]}{middle}{' way, along' * 150}{ends[1]}" for middle in (before, now))
    pieces = differences(old, new)
    assert "".join(text for kind, text in pieces if kind != "insert") == old
    assert "".join(text for kind, text in pieces if kind != "delete") == new
    assert all(kind != after for (kind, _), (after, _) in pairwise(pieces))
