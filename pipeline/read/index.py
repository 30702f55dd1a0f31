"""Marks of the index, as authors write them.

[Enver Hoxha]{index}                        the words are the entry
[the general]{index="Hoxha, Enver"}         another entry
[]{index="Brigades; First"}                 a place without words of its own; an entry below another
[]{index="Capital" see="Tirana"}            an entry that sends a reader to another; `seealso`: there too
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from pipeline.model.document import (
    Block,
    Code,
    Document,
    Emphasis,
    Foreign,
    IndexMark,
    Inline,
    Link,
    Place,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.model.finding import Finding
from pipeline.notation import normal, plain
from pipeline.parts import Part, Sentences, rewrite
from pipeline.read.passage import warning

__all__ = ["ATTRIBUTES", "block_with_marks", "entry_path", "index_marks", "marks_in", "unplaced"]

ATTRIBUTES = frozenset({"index", "see", "seealso"})
"""The attributes of a mark."""

_BELOW = ";"
_ESCAPED = re.compile(r"\\(.)")


def entry_path(written: str) -> tuple[str, ...]:
    """An entry, as it is written: `Brigades; First` is `First` below `Brigades`."""
    levels = (" ".join(level.split()) for level in _ESCAPED.sub(r"\1", written).split(_BELOW))
    return tuple(level for level in levels if level)


def index_marks(attributes: Mapping[str, str], words: Iterable[Inline]) -> tuple[IndexMark, ...]:
    """The marks that the attributes of some words make, to stand right before these; none, if they name no entry."""
    if "index" not in attributes:
        return ()
    heading = () if attributes["index"] else normal(_heading(words))
    path = (" ".join(plain(heading).split()),) if heading else entry_path(attributes["index"])
    if not any(path):
        return ()
    others = [(entry_path(attributes[name]), name == "seealso") for name in ("see", "seealso") if name in attributes]
    marks = tuple(IndexMark(path, heading, see, also) for see, also in others if see)
    return marks or (IndexMark(path, heading),)


def unplaced(marks: Iterable[IndexMark], place: Place) -> Iterator[Finding]:
    """A finding for each mark that stands where no sentence is that the index could lead to."""
    for mark in marks:
        message = f"the index cannot lead here, to “{'; '.join(mark.path)}”"
        hint = 'write the mark among words, or {index="…"} on a line right above a paragraph'
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


def marks_in(node: object) -> Iterator[IndexMark]:
    """Every mark in a part of a document that is not yet segmented."""
    if isinstance(node, IndexMark):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from marks_in(item)
    elif is_dataclass(node):
        for field in fields(node):
            yield from marks_in(getattr(node, field.name))


def _heading(words: Iterable[Inline]) -> Iterator[Inline]:
    """The words as an entry: of links their text, and nothing that could not stand twice."""
    for inline in normal(words):
        match inline:
            case Text(text):
                yield Text(text.replace("\n", " "))
            case Code():
                yield inline
            case Link(children):
                yield from _heading(children)
            case Emphasis() | Strong() | Superscript() | Subscript() | Foreign():
                yield replace(inline, children=tuple(_heading(inline.children)))
            case _:
                # A date's or a number's characters; of a picture, a note's call or another mark nothing.
                yield from (Text(text) for text in [plain((inline,))] if text.strip())
