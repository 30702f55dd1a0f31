"""The flaws of checks that compare messages, while messages change."""

from collections.abc import Iterable, Sequence

import pytest

from kolofon.check.comparison_flaws import ComparisonFlaws, flaws_of
from kolofon.check.family import Comparison, Group
from kolofon.check.translation_unit import Book, Flaw, Unit
from kolofon.language import language
from kolofon.model.message import CatalogueEntry

BOOK = Book(language("en"), language("sq"))


def unit(msgid: str, msgstr: str) -> Unit:
    return Unit(BOOK, CatalogueEntry(None, msgid, msgstrs=(msgstr,)))


def alike(those: Sequence[tuple[Unit, str]]) -> Iterable[tuple[Unit, Flaw]]:
    """A flaw in each message whose translation another one has, too."""
    notes = [note for _, note in those]
    return [(one, Flaw("reused", note, "")) for one, note in those if notes.count(note) > 1]


class Counted:
    """The same by a count of the notes."""

    def __init__(self) -> None:
        self.notes: dict[tuple[int, int], tuple[Unit, str]] = {}
        self.count: dict[str, int] = {}

    def add(self, place: tuple[int, int], one: Unit, note: str) -> None:
        self.notes[place] = (one, note)
        self.count[note] = self.count.get(note, 0) + 1

    def remove(self, place: tuple[int, int], _: Unit, note: str) -> None:
        del self.notes[place]
        self.count[note] -= 1

    def flaws(self) -> Iterable[tuple[tuple[int, ...], Unit, Flaw]]:
        for place, (one, note) in self.notes.items():
            if self.count[note] > 1:
                yield place, one, Flaw("reused", note, "")


def note(one: Unit) -> str:
    return one.msgstr


WAYS = {
    "together": Comparison(str, note, alike),
    "grouped": Comparison(str, note, alike, groups=(Group(lambda _, note: note, alike),)),
    "counted": Comparison(str, note, alike, counts=Counted),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_flaw_that_goes_by_a_change_elsewhere_is_told(way: Comparison[str]) -> None:
    judged = flaws_of(way)

    def change(number: int, msgstr: str | None) -> set[int]:
        one = None if msgstr is None else unit(f"The mill {number}.", msgstr)
        judged.change({(number, 0): None if one is None else (one, one.msgstr)})
        return judged.take_changed()

    def flawed(judged: ComparisonFlaws) -> list[int]:
        return [number for number in range(4) if [*judged.of(number)]]

    change(0, "Mulliri.")
    assert change(1, "Mulliri.") >= {0, 1}
    assert flawed(judged) == [0, 1]
    assert 1 in change(0, "Lumi.")
    assert flawed(judged) == []
    assert 1 in change(2, "Mulliri.")
    assert 1 in change(2, None)
    assert flawed(judged) == []
    assert judged.take_changed() == set()
