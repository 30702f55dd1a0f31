"""Marks of the index, moved from the inline content where readers put them to the sentences that they are about."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kolofon.model.document import (
    Code,
    Date,
    DateRange,
    Formula,
    Headword,
    Image,
    IndexMark,
    Inline,
    LineBreak,
    NoteRef,
    Number,
    Place,
    Reference,
    Ruby,
    Sentence,
    Text,
)
from kolofon.model.finding import Finding, Severity
from kolofon.model.inline import Container, preorder, with_children
from kolofon.text.notation import normal, plain

__all__ = ["Marks", "blind_references", "shared"]

_SPACE = " \t\n"

Found = Sequence[tuple[int, IndexMark]]
"""Marks, each with the number of characters before it."""


class Marks:
    """Takes the marks out of the sentences of one document, in its order, and keeps the entries that they name."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._number = 0
        self._headwords: dict[tuple[str, ...], Headword] = {}

    def headwords(self) -> tuple[Headword, ...]:
        """The entries of all marks so far, each behind the entry above it."""
        return tuple(self._headwords.values())

    def lifted(self, sentence: Sentence) -> tuple[Sentence, Found]:
        """A sentence without its marks, and the marks with their numbers; spaces on both sides of a mark become one."""
        if not any(isinstance(inline, IndexMark) for inline in preorder(sentence.inlines)):
            return sentence, ()
        lift = _Lift(sentence.inlines)
        inlines = normal(lift.bare(sentence.inlines))
        text = plain(inlines)
        numbered: list[tuple[int, IndexMark]] = []
        line, counted = sentence.place.line, 0
        for at, mark in lift.found:
            line, counted = line + text.count("\n", counted, at), at
            where = Place(sentence.place.path, line)
            # Words from a passage in another language are not translated; an entry that an editor wrote is.
            kept = bool(mark.words) and sentence.language not in ("", self._language)
            language = sentence.language if kept else ""
            self._name(mark, Sentence(mark.words or (Text(mark.path[-1]),), where, language=language, kept=kept))
            if not mark.see:
                self._number += 1
                numbered.append((at, IndexMark(mark.path, number=self._number)))
        return replace(sentence, inlines=inlines), numbered

    def _name(self, mark: IndexMark, words: Sentence) -> None:
        for depth in range(1, len(mark.path)):
            above = replace(words, inlines=(Text(mark.path[depth - 1]),))
            self._headwords.setdefault(mark.path[:depth], Headword(mark.path[:depth], above))
        headword = self._headwords.setdefault(mark.path, Headword(mark.path, words))
        if mark.see and mark.also and mark.see not in headword.also:
            self._headwords[mark.path] = replace(headword, also=(*headword.also, mark.see))
        elif mark.see and not mark.also and mark.see not in headword.see:
            self._headwords[mark.path] = replace(headword, see=(*headword.see, mark.see))


def shared(sentences: Sequence[Sentence], found: Found) -> Iterator[Sentence]:
    """The sentences of one run, each with the marks in it or right before it."""
    if not found:
        yield from sentences
        return
    waiting = deque(found)
    end = 0
    for number, sentence in enumerate(sentences, 1):
        end += len(plain(sentence.inlines)) + len(sentence.after)
        here: list[IndexMark] = []
        while waiting and (waiting[0][0] < end or number == len(sentences)):
            here.append(waiting.popleft()[1])
        yield replace(sentence, index=tuple(here)) if here else sentence


def blind_references(index: Iterable[Headword]) -> Iterator[Finding]:
    """A finding for each entry that refers to one that is not in the index."""
    entries = {headword.path: headword for headword in index}
    for headword in entries.values():
        for path in (*headword.see, *headword.also):
            if path not in entries:
                message = f"the index sends readers from {_shown(headword.path)} to {_shown(path)}, which is not in it"
                hint = "mend the words, or mark a place for them"
                yield Finding("blind-reference", Severity.WARNING, headword.words.place, message, hint)


def _shown(path: Iterable[str]) -> str:
    return f"“{'; '.join(path)}”"


class _Lift:
    """Takes marks out of inline content.  `found` has each with the number of characters before it."""

    def __init__(self, inlines: tuple[Inline, ...]) -> None:
        self.found: list[tuple[int, IndexMark]] = []
        self._length = 0
        # A link without children will show a heading or a number, so it counts as a word.
        leaves = (each for each in preorder(inlines) if not (isinstance(each, Container) and each.children))
        self._texts = iter(_spaced(list(leaves)))

    def bare(self, inlines: Iterable[Inline]) -> Iterator[Inline]:
        for inline in inlines:
            match inline:
                case IndexMark():
                    self.found.append((self._length, inline))
                case Text():
                    text = next(self._texts)
                    self._length += len(text)
                    yield Text(text)
                case (
                    Code()
                    | Formula()
                    | Ruby()
                    | NoteRef()
                    | Reference()
                    | Image()
                    | LineBreak()
                    | Date()
                    | DateRange()
                    | Number()
                ):
                    self._length += len(plain((inline,)))
                    yield inline
                case _:
                    yield with_children(inline, self.bare(inline.children))


def _spaced(leaves: Sequence[Inline]) -> Iterator[str]:
    """The texts among some leaves, with one space where a mark had one on each side, and none at the ends.

    Line ends remain, because they are counted to give each sentence its line.
    """
    texts = [leaf.text if isinstance(leaf, Text) else None for leaf in leaves]
    around = _neighbours(leaves)
    for at, leaf in enumerate(leaves):
        if not isinstance(leaf, IndexMark):
            continue
        before, behind = around[at]
        left = "\n" if before is None else texts[before]
        right = "\n" if behind is None else texts[behind]
        if left is None or right is None or not left[-1:].isspace() or not right[:1].isspace():
            continue
        if before is not None and (behind is None or right[0] == "\n"):
            texts[before] = left.rstrip(_SPACE if behind is None else " \t")
        elif behind is not None:
            texts[behind] = right.lstrip(_SPACE if before is None else " \t")
    return (text for text in texts if text is not None)


def _neighbours(leaves: Sequence[Inline]) -> Sequence[tuple[int | None, int | None]]:
    """For each leaf, the indices of the last before it and the first behind it that is no mark."""
    walks: list[list[int | None]] = []
    for order in (range(len(leaves)), range(len(leaves) - 1, -1, -1)):
        last: int | None = None
        found: list[int | None] = []
        for index in order:
            found.append(last)
            if not isinstance(leaves[index], IndexMark):
                last = index
        walks.append(found)
    return list(zip(walks[0], reversed(walks[1]), strict=True))
