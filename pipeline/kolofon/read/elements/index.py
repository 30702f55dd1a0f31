"""From the attributes that authors write, marks of the index.

[Enver Hoxha]{index}                        the words are the entry
[the general]{index="Hoxha, Enver"}         another entry
[]{index="Brigades; First"}                 a place without words of its own; an entry below another
[]{index="Capital" see="Tirana"}            an entry that sends a reader to another; `seealso`: to another too
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kolofon.language.letters import unwrapped
from kolofon.model.document import (
    Block,
    Date,
    DateRange,
    Document,
    Image,
    IndexMark,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Number,
    Paragraph,
    Place,
    Sentence,
    Text,
)
from kolofon.model.finding import Finding
from kolofon.model.inline import children, with_children
from kolofon.model.walk import walk
from kolofon.read.sections.sentences import warning
from kolofon.text.notation import normal, plain
from kolofon.text.parts import Part, Sentences, rewrite

__all__ = ["ATTRIBUTES", "block_with_marks", "index_marks", "marks_in", "only_marks", "unplaced", "with_references"]

ATTRIBUTES = frozenset({"index", "see", "seealso"})
"""The attributes of a mark."""

_BELOW = ";"
_ESCAPED = re.compile(r"\\(.)")


def index_marks(attributes: Mapping[str, str], words: Iterable[Inline]) -> tuple[IndexMark, ...]:
    """The marks in the attributes of some words, which go right before the words; none, if they name no entry."""
    if "index" not in attributes:
        return ()
    heading = () if attributes["index"] else normal(_heading(words))
    path = (" ".join(plain(heading).split()),) if heading else _entry_path(attributes["index"])
    if not any(path):
        return ()
    others = [(_entry_path(attributes[name]), name == "seealso") for name in ("see", "seealso") if name in attributes]
    marks = tuple(IndexMark(path, heading, see, also) for see, also in others if see)
    return marks or (IndexMark(path, heading),)


def unplaced(marks: Iterable[IndexMark], place: Place, hint: str) -> Iterator[Finding]:
    """A finding for each mark at a place without a sentence for the index to lead to; `hint` says where it can be."""
    for mark in marks:
        message = f"the index cannot lead here, to “{'; '.join(mark.path)}”"
        yield warning("unplaced-index-mark", place, message, hint)


def block_with_marks(block: Block, marks: tuple[IndexMark, ...]) -> Block | None:
    """A block with marks before its first words; None, if it has none."""
    waiting = list(marks)

    def change(sentences: Sentences, part: Part) -> Sentences:
        del part
        if not waiting or not any(sentence.inlines for sentence in sentences):
            return sentences
        first = next(sentence for sentence in sentences if sentence.inlines)
        marked = replace(first, inlines=(*waiting, *first.inlines))
        waiting.clear()
        return tuple(marked if sentence is first else sentence for sentence in sentences)

    (made,) = rewrite(Document("", Sentence((), Place("")), (block,), ()), change).lead
    return None if waiting else made


def with_references(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks in which paragraphs with nothing but marks are left out; their marks are given to a neighbour.

    Where no neighbour has words, such a paragraph remains.
    """
    found: list[Block] = []
    waiting: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and all(only_marks(sentence.inlines) for sentence in block.sentences):
            waiting.append(block)
            continue
        marked = block_with_marks(block, tuple(marks_in(tuple(waiting)))) if waiting else None
        found.append(marked or block)
        waiting = [] if marked else waiting
    for index in reversed(range(len(found)) if waiting else ()):
        if marked := block_with_marks(found[index], tuple(marks_in(tuple(waiting)))):
            found[index], waiting = marked, []
            break
    return (*found, *waiting)


def only_marks(inlines: Sequence[Inline]) -> bool:
    """Whether there are marks, and no words beside them."""
    rest = [inline for inline in inlines if not isinstance(inline, IndexMark)]
    return len(rest) < len(inlines) and all(isinstance(inline, Text) and not inline.text.strip() for inline in rest)


def marks_in(node: object) -> Iterator[IndexMark]:
    """Every mark in a part of a document that is not yet segmented."""
    return (part for part in walk(node) if isinstance(part, IndexMark))


def _entry_path(written: str) -> tuple[str, ...]:
    """The path of an entry as it is written: `Brigades; First` is `First` below `Brigades`."""
    levels = (" ".join(level.split()) for level in _ESCAPED.sub(r"\1", written).split(_BELOW))
    return tuple(level for level in levels if level)


def _heading(words: Iterable[Inline]) -> Iterator[Inline]:
    """The words as an entry: of links and pictures only the text, and no calls of notes or marks."""
    for inline in normal(words):
        match inline:
            case Text(text):
                yield Text(unwrapped(text))
            case Date(text=text) | DateRange(text=text) | Number(text=text) | Image(alternative=text):
                yield Text(text)
            case LineBreak():
                yield Text(" ")
            case Link():
                yield from _heading(inline.children)
            case NoteRef() | IndexMark():
                pass
            case _:
                yield with_children(inline, _heading(children(inline)))
