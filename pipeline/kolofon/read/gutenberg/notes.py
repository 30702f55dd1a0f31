"""From the chunks of a text, its footnotes: `[Footnote 1: words]`, or `[1] words` at the beginning of a chunk."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kolofon.model.document import Place
from kolofon.read.gutenberg.chunks import Chunk
from kolofon.read.text import Line

__all__ = ["Definition", "Notes", "notes_in"]

_FOOTNOTE = re.compile(r"\s*\[(?:Footnote|Note)\s+([0-9]{1,4}|[A-Z]|\*{1,3}|†|‡)\s*[:.]\s*", re.IGNORECASE)
_LABEL = re.compile(r"\s*\[([0-9]{1,4}|[A-Z]|\*{1,3}|†|‡)\]:?\s+(?=\S)")
_CALL = re.compile(r"\[([0-9]{1,4}|[A-Z]|\*{1,3}|†|‡)\]")


@dataclass(frozen=True, slots=True)
class Definition:
    """A note: its name, which no other has, and its lines without the label and the brackets."""

    name: str
    place: Place
    lines: tuple[Line, ...]


class Notes:
    """The notes of a text by their marks.  `called` has the notes that were called, by their names, in their order.

    `calls` is how often the text has each mark.
    """

    def __init__(self, definitions: Iterable[tuple[str, Definition]], calls: Mapping[str, int]) -> None:
        self._by_mark: dict[str, list[Definition]] = defaultdict(list)
        for mark, definition in definitions:
            self._by_mark[mark].append(definition)
        self._lines = {mark: [one.place.line for one in every] for mark, every in self._by_mark.items()}
        self._in_turn = {mark for mark, every in self._by_mark.items() if len(every) == calls[mark]}
        self._made: Counter[str] = Counter()
        self.called: dict[str, Definition] = {}

    def every(self) -> Iterable[Definition]:
        """All notes, in their order."""
        return sorted((one for every in self._by_mark.values() for one in every), key=lambda one: one.place)

    def named(self, mark: str, place: Place) -> str | None:
        """The name of the note that a mark calls; None if there is no note with this mark.

        Where a mark is called as often as there are notes with it, each call has the next; else it has the first note
        behind it, or the last.
        """
        every = self._by_mark.get(mark)
        if not every:
            return None
        number = self._made[mark] if mark in self._in_turn else bisect_left(self._lines[mark], place.line)
        self._made[mark] += 1
        definition = every[min(number, len(every) - 1)]
        self.called.setdefault(definition.name, definition)
        return definition.name


def notes_in(chunks: Sequence[Chunk]) -> tuple[list[Chunk], Notes]:
    """The chunks that are no notes, and the notes."""
    marks = Counter(mark for chunk in chunks for mark in _calls(chunk))
    rest: list[Chunk] = []
    found: list[tuple[str, Definition]] = []
    seen: Counter[str] = Counter()
    for chunk in chunks:
        footnote = _FOOTNOTE.match(chunk.lines[0].text)
        label = footnote or _LABEL.match(chunk.lines[0].text)
        if not label or (not footnote and not marks[label[1]]):
            rest.append(chunk)
            continue
        mark = label[1]
        seen[mark] += 1
        first, *others = chunk.lines
        lines = (replace(first, text=first.text[label.end() :]), *others)
        name = mark if seen[mark] == 1 else f"{mark} {seen[mark]}"
        found.append((mark, Definition(name, first.place(), _unbracketed(lines) if footnote else lines)))
    return rest, Notes(found, marks)


def _calls(chunk: Chunk) -> Iterable[str]:
    """The marks in a chunk, without the one that it begins with."""
    for number, line in enumerate(chunk.lines):
        text = line.text.lstrip()
        at = 1 if number == 0 and text.startswith("[") else 0
        yield from (found[1] for found in _CALL.finditer(text, at))


def _unbracketed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines without the bracket that closes the note."""
    *others, last = lines
    return (*others, replace(last, text=last.text.rstrip().removesuffix("]")))
