"""The sentences of a translation → the msgstr of a message, with the links, notes and pictures of that message."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from kolofon.model.document import Formula, Image, Inline, Link, NoteRef, Reference, Sentence, Text
from kolofon.model.inline import children, preorder, with_children
from kolofon.text.notation import EMPTY, write

__all__ = ["msgstr"]

_SLOTS = ("a", *EMPTY)
_ID = re.compile(rf'(?<=<)({"|".join(_SLOTS)}) id="([1-9][0-9]*)"')

_Slot = Link | NoteRef | Image | Reference | Formula


def msgstr(target: Sequence[Sentence], source: Sentence, *, joiner: str | None = None) -> str:
    """The line of the notation for some sentences that translate a sentence of the source.

    Between the sentences is what separates them in their text, or `joiner`.  A link, a note, a picture or a formula
    becomes the one of the source that has the same target, or else the next of its kind that is not used yet.  One that
    the source does not have is left out; the words of such a link remain.
    """
    joined: list[Inline] = []
    for index, sentence in enumerate(target):
        if index:
            joined.append(Text(target[index - 1].after if joiner is None else joiner))
        joined += sentence.inlines
    slots = _Slots(inline for inline in preorder(source.inlines) if isinstance(inline, _Slot))
    fitted = tuple(_fitted(joined, slots))
    numbers = {kind: iter(found) for kind, found in slots.taken.items()}
    return _ID.sub(lambda tag: f'{tag[1]} id="{next(numbers[tag[1]])}"', write(fitted))


class _Slots:
    """The links, notes, pictures and formulas of a message, and those that the translation uses, in its order."""

    def __init__(self, slots: Iterable[_Slot]) -> None:
        self._free: dict[str, dict[int, str]] = {kind: {} for kind in _SLOTS}
        self.taken: dict[str, list[int]] = {kind: [] for kind in _SLOTS}
        for slot in slots:
            kind = _kind(slot)
            self._free[kind][len(self._free[kind]) + 1] = _leads_to(slot)

    def take(self, slot: _Slot) -> bool:
        """Whether the message has one that is free; its number is then the last of `taken`."""
        kind = _kind(slot)
        free = self._free[kind]
        same = (number for number, leads_to in free.items() if leads_to == _leads_to(slot))
        number = next(same, next(iter(free), None))
        if number is None:
            return False
        del free[number]
        self.taken[kind].append(number)
        return True


def _kind(slot: _Slot) -> str:
    match slot:
        case Link():
            return "a"
        case NoteRef():
            return "note"
        case Image():
            return "img"
        case Reference():
            return "ref"
        case Formula():
            return "math"
        case _:
            assert_never(slot)


def _leads_to(slot: _Slot) -> str:
    match slot:
        case Link(target=name) | NoteRef(name) | Image(source=name) | Reference(target=name) | Formula(name):
            return name
        case _:
            assert_never(slot)


def _fitted(inlines: Iterable[Inline], slots: _Slots) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, _Slot) and not slots.take(inline):
            if isinstance(inline, Formula):
                yield Text(inline.text)
            yield from _fitted(children(inline), slots)
        else:
            yield with_children(inline, _fitted(children(inline), slots))
