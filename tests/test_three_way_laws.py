"""What holds of every merge of catalogues, whatever people did to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from kolofon.catalogue.merge.clash import clashing_translations
from kolofon.catalogue.merge.three_way import merge
from kolofon.catalogue.merge.values import merged_lines, merged_sequence, merged_value
from kolofon.catalogue.po import read_po, write_po
from kolofon.model.message import Catalogue, CatalogueEntry
from tests.versions import EDITED, REVIEW, TEXT, begun, brought, edit, put

few = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


@given(few, few, st.integers(-1, 1))
def test_together_takes_the_change(base: list[str], side: list[str], later: int) -> None:
    assert merged_sequence(base, side, base, later) == merged_sequence(base, base, side, later) == tuple(side)
    assert merged_sequence(base, side, side, later) == tuple(side)


@given(few, few, few, st.integers(-1, 1))
def test_together_loses_and_repeats_nothing(base: list[str], ours: list[str], theirs: list[str], later: int) -> None:
    result = merged_sequence(base, ours, theirs, later)
    assert len(set(result)) == len(result)
    old, here, there = set(base), set(ours), set(theirs)
    assert set(result) == (here & there) | ((here ^ there) - old)
    assert set(result) == set(merged_sequence(base, theirs, ours, -later))


@given(*[st.integers(0, 3)] * 3, st.integers(-1, 1))
def test_a_pick_is_the_same_from_both_sides(base: int, ours: int, theirs: int, later: int) -> None:
    assert merged_value(base, ours, theirs, later) == merged_value(base, theirs, ours, -later)
    assert merged_value(base, ours, base, later) == ours


def test_lines_may_stand_there_twice() -> None:
    assert merged_lines(["", "a", ""], ["", "a", "", "b"], ["", "a"]) == ("", "a", "b")


def by_hand(found: CatalogueEntry) -> CatalogueEntry:
    """An entry without what the newer template says."""
    return replace(found, extracted=(), references=())


SENTENCES = (
    *TEXT,
    EDITED,
    TEXT[2].replace(" I ", "\u00a0I "),
    "Sources",
    "The city was liberated, and the troops withdrew.",
)
words = st.sampled_from(["", "një", "dy", "tri", "katër\n", "pesë “gjashtë”"])
notes = st.lists(st.sampled_from(["a", "b", "", REVIEW]), max_size=3).map(tuple)
dates = st.sampled_from(["2026-05-01 10:00+0200", "2026-05-01 09:00+0000", "2026-05-03 10:00+0000", ""])
source = st.lists(st.sampled_from(SENTENCES), unique=True, min_size=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to a catalogue, and what it needs."""

    what: str
    number: int
    typed: str
    fuzzy: bool
    comments: tuple[str, ...]
    date: str
    text: Sequence[str]
    minutes: int

    def __call__(self, catalogue: Catalogue, who: str) -> Catalogue:
        number = self.number % max(len(catalogue.entries), 1)
        match self.what:
            case "update":
                return brought(catalogue, self.text, self.minutes)
            case "sign":
                return put(catalogue, PO_Revision_Date=self.date, Last_Translator=who)
            case "prune":
                return replace(catalogue, entries=(*catalogue.entries[:number], *catalogue.entries[number + 1 :]))
            case "comment" if catalogue.entries:
                return edit(catalogue, number, comments=self.comments)
            case "type" if catalogue.entries:
                msgstr = f"{self.typed} {who}" if self.typed and who else self.typed
                return edit(catalogue, number, msgstrs=(msgstr,), fuzzy=self.fuzzy and bool(msgstr), previous=None)
            case _:
                return catalogue


step = st.builds(
    Step,
    what=st.sampled_from(["type", "type", "update", "comment", "prune", "sign"]),
    number=st.integers(0, 9),
    typed=words,
    fuzzy=st.booleans(),
    comments=notes,
    date=dates,
    text=source,
    minutes=st.integers(0, 3),
)
steps = st.lists(step, max_size=5)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Catalogue, Catalogue, Catalogue]:
    """A catalogue, and what two people make of it; what they type may be the same, or tell who typed it."""
    signed = draw(st.booleans())
    base = after(begun(draw(source)), draw(steps), "")
    return base, after(base, draw(steps), "o" * signed), after(base, draw(steps), "t" * signed)


def after(catalogue: Catalogue, done: Sequence[Step], who: str) -> Catalogue:
    for one in done:
        catalogue = one(catalogue, who)
    return catalogue


def texts_of(catalogue: Catalogue) -> set[tuple[str, ...]]:
    """Every translation that stands in a catalogue, or is kept in a comment."""
    return {
        msgstrs
        for found in catalogue.entries
        for msgstrs in (found.msgstrs, *clashing_translations(found.comments))
        if any(msgstrs)
    }


def heap(catalogue: Catalogue) -> object:
    """A catalogue without regard to the order of its entries, of their comments and of header fields."""
    entries = {found.key: replace(found, comments=tuple(sorted(found.comments))) for found in catalogue.entries}
    return entries, sorted(catalogue.header), catalogue.header_comments, catalogue.language


@given(versions())
def test_who_changed_nothing_changes_nothing(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, _ = sides
    assert merge(base, ours, base) == (ours, ())
    assert merge(base, base, ours) == (ours, ())
    assert merge(base, ours, ours) == (ours, ())


@given(versions())
def test_merging_again_changes_nothing(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, theirs = sides
    result, _ = merge(base, ours, theirs)
    assert merge(base, result, theirs) == (result, ())
    assert merge(base, ours, result) == (result, ())


@given(versions())
def test_nothing_that_a_side_typed_is_lost(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, theirs = sides
    result, clashes = merge(base, ours, theirs)
    assert (texts_of(ours) | texts_of(theirs)) - texts_of(base) <= texts_of(result)
    for clash in clashes:
        found = next(found for found in result.entries if found.key == clash.key)
        assert (found.msgstrs, found.fuzzy) == (clash.ours, True)
        assert clash.theirs in clashing_translations(found.comments)


@given(versions())
def test_a_message_that_one_side_left_alone_is_the_other_sides(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, theirs = sides
    was, here, there = ({found.key: found for found in side.entries} for side in sides)
    result, clashes = merge(base, ours, theirs)
    became = {found.key: found for found in result.entries}
    assert {clash.key for clash in clashes} <= {key for key in here.keys() & there if here[key] != there[key]}
    for key in was.keys() & here.keys() & there.keys():
        for one, other in ((here, there), (there, here)):
            if one[key] == was[key]:
                assert by_hand(became[key]) == by_hand(other[key])


@given(versions())
def test_the_sides_are_alike_but_in_a_clash(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    base, ours, theirs = sides
    result, clashes = merge(base, ours, theirs)
    mirrored, turned = merge(base, theirs, ours)
    assert {(clash.key, clash.ours, clash.theirs) for clash in clashes} == {
        (clash.key, clash.theirs, clash.ours) for clash in turned
    }
    known = {clash.key for clash in clashes}

    def rest(catalogue: Catalogue) -> object:
        return heap(replace(catalogue, entries=tuple(found for found in catalogue.entries if found.key not in known)))

    assert rest(result) == rest(mirrored)


@given(versions())
def test_the_result_is_read_again(sides: tuple[Catalogue, Catalogue, Catalogue]) -> None:
    result, _ = merge(*sides)
    assert read_po(write_po(result), "sq.po") == (result, ())
