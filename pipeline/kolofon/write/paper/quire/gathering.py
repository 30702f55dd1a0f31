"""The quires of a book in their order: on which page each begins, and which pages they show."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kolofon.write.paper.pages.folios import Numbering
from kolofon.write.paper.quire.values import Quire

__all__ = ["Gathered", "Placed", "SetQuires", "Wanted", "break_between", "folios", "gathered"]

_ROUNDS = 9
"""How often the quires that show pages are set again at most, until they show the right ones."""

_SIDES = frozenset({"left", "right", "recto", "verso"})

_AVOID = frozenset({"auto", "avoid", "avoid-page", "avoid-column"})


class Placed(NamedTuple):
    """A quire in a book: the number of its first page, whether blank pages are before it, and whether it is shifted."""

    quire: Quire
    first: int
    blank: bool
    shifted: bool


class Gathered(NamedTuple):
    """The quires of a book, whether they show the pages that things are on, and how these are numbered."""

    quires: tuple[Placed, ...]
    settled: bool
    numbering: Numbering

    @property
    def pages(self) -> int:
        """The number of pages."""
        last = self.quires[-1]
        return last.first + len(last.quire.leaves) - 1


class Wanted(NamedTuple):
    """A quire that is to be set: the number of its portion, whether it begins on a recto, and the pages of ids.

    `shown` is None as long as no page is known.
    """

    portion: int
    recto: bool
    shown: Mapping[str, str] | None


SetQuires = Callable[[Sequence[Wanted]], Sequence[Quire]]
"""A function from the quires that are wanted to these; they do not depend on one another."""


def break_between(before: Sequence[str], after: Sequence[str]) -> str:
    """The value that wins at a break, of those before and behind it (CSS Fragmentation 3, 4.1; as in WeasyPrint)."""
    result = "auto"
    for value in (*before, *after):
        forces = value == "page" and result in _AVOID
        if value in _SIDES or forces or (value.startswith("avoid") and result == "auto"):
            result = value
    return result


def folios(quires: Sequence[Placed], numbering: Numbering) -> dict[str, str]:
    """The folio of the page that each id begins on."""
    pages: list[list[str]] = []
    for placed in quires:
        pages += [[] for _ in range(placed.first - 1 - len(pages))]
        pages += [[name for name, *_ in leaf.anchors] for leaf in placed.quire.leaves]
    return numbering.folios(pages)


def gathered(
    asking: Sequence[bool], set_quires: SetQuires, *, leftward: bool, numbering: Numbering | None = None
) -> Gathered:
    """The quires of all portions, each set for its side and for the pages that it shows.

    `asking` says of each portion whether it shows pages; `leftward` that a recto is a left page.  Portions that show
    none are set first, then the others, for their lengths, and again when all pages are known.  `numbering` is that of
    the book, which is completed; pages are numbered from the first one, if there is none.
    """
    numbering = numbering or Numbering()
    wanted = [Wanted(number, recto=True, shown=None) for number, asks in enumerate(asking) if not asks]
    quires: dict[int, Quire] = {}
    placed: list[Placed] = []
    for _ in range(_ROUNDS):
        quires |= {want.portion: quire for want, quire in zip(wanted, set_quires(wanted), strict=True)}
        placed, wanted = _look(quires, len(asking), numbering, leftward=leftward)
        if not wanted:
            break
    return Gathered(tuple(placed), settled=not wanted, numbering=numbering)


def _look(
    quires: Mapping[int, Quire], many: int, numbering: Numbering, *, leftward: bool
) -> tuple[list[Placed], list[Wanted]]:
    """Where the quires are that are set, and those that are to be set now."""
    places = _places(quires, many, leftward=leftward)
    placed = [
        Placed(quires[number], page, blank, page % 2 != quires[number].recto)
        for number, (page, blank) in enumerate(places)
        if number in quires
    ]
    waiting = many - len(placed)
    pages = folios(placed, numbering)
    wanted: list[Wanted] = []
    for number, (page, _) in enumerate(places):
        last = number == many - 1  # its length moves no other
        quire = quires.get(number)
        if quire is None and not (last and waiting > 1):
            wanted.append(Wanted(number, page % 2 == 1, pages if last else None))
        elif quire and page % 2 != quire.recto and not _moves(quire):
            wanted.append(Wanted(number, page % 2 == 1, None))
        elif quire and not waiting and any(pages.get(name, "") != shown for name, shown in quire.asked.items()):
            wanted.append(Wanted(number, quire.recto, pages))
    return placed, wanted


def _moves(quire: Quire) -> bool:
    """Whether a quire on the other side is the same, but for the place of its pages on the paper."""
    return all(leaf.shift is not None for leaf in quire.leaves)


def _places(quires: Mapping[int, Quire], many: int, *, leftward: bool) -> list[tuple[int, bool]]:
    """For each portion the number of its first page, and whether the page before that is left blank for it.

    One that is not set counts as a page.
    """
    found: list[tuple[int, bool]] = []
    page = 1
    before: tuple[str, ...] = ()
    for number in range(many):
        quire = quires.get(number)
        asked = break_between(before, quire.before if quire else ("page",)) if number else "page"
        recto = {"recto": True, "verso": False, "left": leftward, "right": not leftward}.get(asked)
        blank = recto is not None and page % 2 != recto
        page += blank
        found.append((page, blank))
        page += len(quire.leaves) if quire else 1
        before = quire.after if quire else ()
    return found
